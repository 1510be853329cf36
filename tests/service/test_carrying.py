"""Needs the month before left unmet, taken over."""

from dataclasses import replace
from datetime import date

from matcher.domain import (
    Lists,
    Need,
    Outcome,
    Plan,
    PlanStatus,
    Reason,
    Round,
    Route,
    TimeWindow,
    Unmet,
)
from matcher.service.carrying import carried

_WEEKLY = TimeWindow(weekdays=(2,), words="每周三")
_JUNE = TimeWindow(last=date(2026, 6, 30), words="6月底前")


def _need(number: int, **facts: object) -> Need:
    blank = Need(
        f"XQ-202606-东桥-{number:03d}", f"需求{number}", "东桥社区", None, need_no=str(number)
    )
    return replace(blank, **facts)  # type: ignore[arg-type]  # facts of a need by name


def _month(needs: tuple[Need, ...], *unmet: Unmet) -> Round:
    plan = Plan(PlanStatus.PROVEN_BEST, (), (), 0.0, 0, 1)
    return Round(
        "2026-06", Lists(needs=needs), outcome=Outcome(plan, projects=(), unmet=unmet, idle=())
    )


def _unmet(need: Need, reason: Reason = Reason.CAPACITY) -> Unmet:
    return Unmet(need.id, reason, "", route=Route.CARRY_OVER)


def test_what_was_not_met_waits_a_month_longer_and_loses_its_own_number() -> None:
    met, left = _need(1), _need(2, months_waited=1, raw=(("need_no", "2"), ("title", "需求2")))
    (found,) = carried(_month((met, left), _unmet(left)), Round("2026-07"))
    assert (found.id, found.need_no, found.months_waited) == (left.id, "", 2)
    assert found.raw == (("title", "需求2"),)


def test_days_that_are_over_are_no_wish_any_more() -> None:
    weekly, june = (
        _need(1, times=(_WEEKLY,), time_words="每周三"),
        _need(2, times=(_JUNE,), time_words="6月底前"),
    )
    first, second = carried(_month((weekly, june), _unmet(weekly), _unmet(june)), Round("2026-07"))
    assert (first.times, first.time_words) == ((_WEEKLY,), "每周三")
    assert (second.times, second.time_words) == ((), "")
    assert second.extra == (("原期望时间", "6月底前"),)


def test_what_is_there_already_or_none_of_the_alliances_business_is_not_carried() -> None:
    again, outside = _need(1), _need(2)
    now = Round("2026-07", Lists(needs=(replace(again, id="XQ-202607-东桥-009"),)))
    last = _month((again, outside), _unmet(again), _unmet(outside, Reason.OUT_OF_SCOPE))
    assert carried(last, now) == ()
