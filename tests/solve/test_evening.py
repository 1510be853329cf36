"""Exchanges that make a large plan more even and leave everything before as it is."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from matcher import check
from matcher.domain import CommunityShare, Options, Plan, UnitLoad
from matcher.solve.engine import Clock
from matcher.solve.large.board import Board
from matcher.solve.large.evening import evened
from matcher.solve.large.lean import lean
from tests.profiles import examples
from tests.solve.brute_force import every_plan
from tests.strategies import SmallMonth, candidates, demand, months, need, offer, pair

_ENDLESS = Clock(float("inf"))


def _levels(month: SmallMonth, plan: Plan) -> dict[str, int]:
    return check.level_values(month.candidates, month.options, plan)


def _plan_of(board: Board, plan: Plan) -> Plan:
    return replace(plan, assignments=board.standing().assignments)


@examples(40)
@given(months())
def test_exchanges_keep_every_rule_and_never_lose_anything(found: SmallMonth) -> None:
    month = replace(found, options=replace(found.options, fairness_first=False))
    plans = list(every_plan(month))
    for plan in (plans[0], plans[len(plans) // 2], plans[-1]):
        arrays = lean(month.candidates, month.decisions, month.options)
        times = {a.key: a.times for a in plan.assignments}
        board = Board(arrays)
        board.put(np.array([times.get(one.key, 0) for one in arrays.pairs], dtype=np.int64))
        before = board.reached
        evened(board, _ENDLESS)
        after = _plan_of(board, plan)
        assert board.reached >= before
        assert check.violations(month.candidates, month.decisions, month.options, after) == ()


def test_a_need_moves_to_the_unit_that_carries_less() -> None:
    made = candidates(
        [need("甲"), need("乙")],
        [demand("甲"), demand("乙")],
        [offer("忙车", 2, unit="忙单位"), offer("闲车", 2, unit="闲单位")],
        [
            pair(name, car, unit=unit)
            for name in ("甲", "乙")
            for car, unit in (("忙车", "忙单位"), ("闲车", "闲单位"))
        ],
    )
    loads = (UnitLoad("忙单位", 1, 0), UnitLoad("闲单位", 1, 0))
    arrays = lean(replace(made, loads=loads), (), Options())
    board = Board(arrays)
    board.put(arrays.most * [one.resource == "忙车" for one in arrays.pairs])
    evened(board, _ENDLESS)
    assert sorted(a.resource for a in board.standing().assignments) == ["忙车", "闲车"]


@pytest.mark.parametrize(
    ("weight", "score", "served"), [(1, 500, "乙"), (2, 500, "甲"), (1, 501, "甲")]
)
def test_a_place_goes_to_the_community_that_got_less_where_nothing_is_lost(
    weight: int, score: int, served: str
) -> None:
    made = candidates(
        [need("甲", weight=weight), need("乙")],
        [demand("甲"), demand("乙")],
        [offer("车", 1)],
        [pair("甲", "车", score), pair("乙", "车")],
    )
    shares = (CommunityShare("富社区", ("甲",), 4, 4), CommunityShare("穷社区", ("乙",), 4, 0))
    arrays = lean(replace(made, shares=shares), (), Options())
    board = Board(arrays)
    board.put(arrays.most * [one.need == "甲" for one in arrays.pairs])
    evened(board, _ENDLESS)
    assert [a.need for a in board.standing().assignments] == [served]
