"""Candidates that contradict themselves are refused, whichever way the month is laid out."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from matcher.domain import (
    Candidates,
    Decision,
    FundLimit,
    Grant,
    Options,
    UnitLimit,
)
from matcher.rules.survey import survey
from matcher.solve.large.lean import lean
from tests.strategies import candidates, demand, need, offer, pair

_Layout = Callable[[Candidates, tuple[Decision, ...], Options], object]

_MONTH = replace(
    candidates(
        [need("甲"), need("乙")],
        [demand("甲"), demand("乙")],
        [offer("R1")],
        [pair("甲", "R1"), pair("乙", "R1")],
    ),
    funds=(FundLimit("街道经费", 5),),
    grants=(Grant("甲", "街道经费", 3), Grant("乙", "街道经费", 9, 4)),
)
"""乙 asks for more than its cap: no plan meets it, yet nothing contradicts itself."""

_UNIT = _MONTH.offers[0].unit


def _with_limits(*most: int) -> Candidates:
    return replace(_MONTH, limits=tuple(UnitLimit(_UNIT, one) for one in most))


@pytest.mark.parametrize("lay_out", [survey, lean])
@pytest.mark.parametrize(
    ("month", "words"),
    [
        (_with_limits(5, 0), f"单位的承接上限“{_UNIT}”给了2次"),
        (_with_limits(0, 5), f"单位的承接上限“{_UNIT}”给了2次"),
        (replace(_MONTH, grants=_MONTH.grants[:1] * 2), "需求的资助“甲”给了2次"),
        (replace(_MONTH, grants=(Grant("甲", "别的经费", 30, 5),)), "“别的经费”，没有这笔经费"),
        (replace(_MONTH, needs=_MONTH.needs * 2), "需求“甲”给了2次"),
        (replace(_MONTH, offers=_MONTH.offers * 2), "资源“R1”给了2次"),
        (replace(_MONTH, pairs=_MONTH.pairs[:1] * 2), "给了两次"),
        (replace(_MONTH, demands=_MONTH.demands * 2), "编号重复"),
        (replace(_MONTH, demands=(demand("甲", index=1), demand("乙"))), "没有从0起连续编号"),
        (replace(_MONTH, demands=(*_MONTH.demands, demand("丙"))), "“丙”，没有这条需求"),
        (replace(_MONTH, pairs=(pair("甲", "R1", index=-1),)), "没有对应的需求"),
        (replace(_MONTH, pairs=(pair("甲", "R2"),)), "没有"),
    ],
)
def test_a_contradiction_is_refused(lay_out: _Layout, month: Candidates, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        lay_out(month, (), Options())


@pytest.mark.parametrize("lay_out", [survey, lean])
def test_a_grant_above_the_cap_of_a_known_fund_is_none(lay_out: _Layout) -> None:
    lay_out(_MONTH, (), Options())
