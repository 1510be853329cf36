"""Small exchanges: who holds what a need lacks, beside resources and units."""

from dataclasses import replace
from datetime import date
from time import monotonic

from matcher.domain import Candidates, FundLimit, Grant, Options, Timetable, never
from matcher.model import build
from matcher.solve.engine import Clock
from matcher.solve.greedy import completed
from matcher.solve.polish import polished
from tests.strategies import candidates, demand, need, offer, pair

_TWO = candidates(
    [need("轻", weight=1), need("重", weight=3)],
    [demand("轻"), demand("重")],
    [offer("厅", 9), offer("车", 9)],
    [pair("轻", "厅"), pair("重", "车")],
)


def _after(month: Candidates) -> set[str]:
    """Needs that are met once the plan that meets the lighter need alone has been polished by weight."""
    model = build(month, (), Options())
    start = completed(model, [int(one.need == "轻") for one in model.month.pairs])
    weights = [(weight.weight, model.month.met[weight.need]) for weight in model.month.needs]
    values = polished(
        model,
        model.bounds(),
        start,
        weights,
        Clock(monotonic() + 5, never),
        fixed=frozenset(),
        may_drop={"轻", "重"},
    )
    return {name for name, at in model.month.met.items() if values[at]}


def test_a_heavier_need_takes_the_money_of_a_fund_from_a_lighter_one() -> None:
    """Of 5 yuan the lighter need has 3; the heavier one asks for 4."""
    grants = (Grant("轻", "资金", 3), Grant("重", "资金", 4))
    assert _after(replace(_TWO, funds=(FundLimit("资金", 5),), grants=grants)) == {"重"}


def test_where_the_fund_has_enough_both_are_met() -> None:
    grants = (Grant("轻", "资金", 3), Grant("重", "资金", 2))
    assert _after(replace(_TWO, funds=(FundLimit("资金", 5),), grants=grants)) == {"轻", "重"}


def test_a_heavier_need_takes_the_only_opening_from_a_lighter_one() -> None:
    pairs = (pair("轻", "厅"), pair("重", "厅"))
    days = (date(2026, 6, 3),)
    table = Timetable("厅", 1, days, (("轻", (0,)), ("重", (0,))))
    assert _after(replace(_TWO, pairs=pairs, timetables=(table,))) == {"重"}
