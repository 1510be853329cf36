"""Openings, funds, promises and reserve units: one month in which each bites and one in which it does not."""

from dataclasses import replace
from datetime import date
from time import monotonic

import pytest

from matcher import check
from matcher.domain import Candidates, FundLimit, Grant, Options, Timetable, UnitLimit
from matcher.model import build
from matcher.rules import Rule
from matcher.rules.cover import commitments_honoured
from matcher.rules.must import one_event_at_a_time, within_funds
from matcher.rules.openings import hall_sets
from matcher.rules.prefer import reserve_units_last
from matcher.solve import solve
from matcher.solve.engine import Clock, Task
from matcher.solve.relaxation import relax
from tests.rules.test_must import kept
from tests.solve.brute_force import plan_of
from tests.strategies import candidates, demand, need, offer, pair

_DAYS = (date(2026, 6, 3), date(2026, 6, 10), date(2026, 6, 17))
_NAMES = ("甲", "乙", "丙")
_HALL = candidates(
    [need(name) for name in _NAMES],
    [demand(name) for name in _NAMES],
    [offer("厅", 9)],
    [pair(name, "厅") for name in _NAMES],
)


def _opens(room: int = 1, **suiting: tuple[int, ...]) -> Candidates:
    return replace(_HALL, timetables=(Timetable("厅", room, _DAYS, tuple(suiting.items())),))


def _all_in(month: Candidates) -> bool:
    """Whether every need may have the hall, by the rule; the checker must say the same."""
    given = {f"times {name}#0 ← 厅": 1 for name in _NAMES} | {f"met {name}": 1 for name in _NAMES}
    by_rule = kept(one_event_at_a_time, month, given)
    plan = plan_of([(one, 1) for one in month.pairs])
    by_checker = not check.violations(month, (), Options(), plan)
    assert by_rule is by_checker
    return by_rule


def test_three_needs_with_an_opening_each_all_fit() -> None:
    assert _all_in(_opens(甲=(0,), 乙=(1,), 丙=(2,)))


def test_two_needs_on_the_same_only_day_do_not_fit() -> None:
    assert not _all_in(_opens(甲=(0,), 乙=(0,), 丙=(1, 2)))


def test_three_needs_between_two_days_do_not_fit_though_each_pair_does() -> None:
    assert not _all_in(_opens(甲=(0, 1), 乙=(0, 1), 丙=(0, 1)))


def test_moving_one_need_to_its_other_day_makes_room() -> None:
    assert _all_in(_opens(甲=(0, 1), 乙=(0,), 丙=(1, 2)))


def test_an_opening_that_holds_two_events_holds_two() -> None:
    assert _all_in(_opens(2, 甲=(0,), 乙=(0,), 丙=(1,)))
    assert not _all_in(_opens(2, 甲=(0,), 乙=(0,), 丙=(0,)))


def test_a_need_the_timetable_does_not_name_is_not_held_back() -> None:
    assert _all_in(_opens(甲=(0,), 乙=(1,)))


def test_a_capacity_that_is_no_larger_needs_no_rows() -> None:
    month = replace(_opens(甲=(0,), 乙=(0,), 丙=(0,)), offers=(offer("厅", 1),))
    assert build(month, (), Options(), rules=(one_event_at_a_time,)).rows == ()


def test_every_union_of_openings_once() -> None:
    one, two, both = frozenset({0}), frozenset({1}), frozenset({0, 1})
    assert hall_sets([one, two, one]) == (one, two, both)


_SHED = candidates(
    [need("甲"), need("乙")],
    [demand("甲"), demand("乙")],
    [offer("工程队", 9), replace(offer("捐款", 90_000), measure="元")],
    [pair("甲", "工程队"), pair("乙", "工程队"), pair("乙", "捐款", uses=30_000)],
)


def _paid(left: int, cap: int | None = None) -> Candidates:
    grants = (Grant("甲", "微实事", 60_000), Grant("乙", "微实事", 30_000, cap))
    return replace(_SHED, funds=(FundLimit("微实事", left),), grants=grants)


def _both(month: Candidates, second: str = "工程队") -> bool:
    given = {"times 甲#0 ← 工程队": 1, f"times 乙#0 ← {second}": 1, "met 甲": 1, "met 乙": 1}
    by_rule = kept(within_funds, month, given)
    chosen = [p for p in month.pairs if p.key in {("甲", 0, "工程队"), ("乙", 0, second)}]
    by_checker = not check.violations(month, (), Options(), plan_of([(p, 1) for p in chosen]))
    assert by_rule is by_checker
    return by_rule


def test_a_fund_of_ninety_thousand_pays_sixty_and_thirty() -> None:
    assert _both(_paid(90_000))


def test_one_yuan_less_does_not() -> None:
    assert not _both(_paid(89_999))


def test_what_a_donor_pays_the_fund_does_not() -> None:
    assert _both(_paid(60_000), "捐款")


def test_a_grant_above_its_cap_is_not_given_whatever_is_left() -> None:
    assert not _both(_paid(900_000, cap=29_999))
    assert _both(_paid(900_000, cap=30_000))


def test_a_plan_under_a_fund_meets_the_need_it_can_pay() -> None:
    plan = solve(replace(_paid(60_000), pairs=_SHED.pairs[:2]), (), Options(workers=1))
    assert len({a.need for a in plan.assignments}) == 1


_PROMISED = candidates(
    [need("甲"), need("乙")],
    [demand("甲"), demand("乙")],
    [offer("一", 9, unit="甲单位"), offer("二", 9, unit="乙单位"), offer("三", 9, unit="丙单位")],
    [
        pair("甲", "一", score=900, unit="甲单位"),
        pair("甲", "二", score=820, unit="乙单位"),
        pair("乙", "一", score=900, unit="甲单位"),
        pair("乙", "三", score=700, unit="丙单位"),
    ],
    [UnitLimit("甲单位", None, 2), UnitLimit("乙单位", None, 1), UnitLimit("丙单位", None, 1)],
)


def _level(month: Candidates, rule: Rule, name: str, given: dict[str, int]) -> int:
    model = build(month, (), Options(), rules=(rule,))
    return model.value(
        name, [given.get(f"{v.quantity} {v.name}", 0) for v in model.month.variables]
    )


def test_units_that_keep_their_promise_are_counted() -> None:
    assert _level(_PROMISED, commitments_honoured, "committed", {"busy 甲单位": 1}) == 1


def test_a_unit_that_serves_nothing_keeps_no_promise() -> None:
    idle = {"busy 乙单位": 1, "times 甲#0 ← 一": 1}
    assert not kept(commitments_honoured, _PROMISED, idle, options=Options())
    serving = {"busy 乙单位": 1, "times 甲#0 ← 二": 1}
    assert kept(commitments_honoured, _PROMISED, serving, options=Options())


def test_no_more_promises_are_kept_than_resources_may_share_a_demand() -> None:
    """Six units have promised, one of them may serve the twelve times: even in fractions no more keep theirs."""
    units = [f"单位{at}" for at in range(6)]
    shared = candidates(
        [need("甲")],
        [demand("甲", times=12)],
        [offer(f"资{unit}", 12, unit=unit) for unit in units],
        [pair("甲", f"资{unit}", unit=unit) for unit in units],
        [UnitLimit(unit, None, 1) for unit in units],
    )
    assert _most_promises(shared, Options(split_limit=1)) == 1


def test_no_more_promises_are_kept_than_units_may_take_part_in_a_project() -> None:
    """Nine units could each help with three forms, three to a form; five may take part: even in fractions five."""
    units = [f"单位{at}" for at in range(9)]
    forms = range(3)
    joint = candidates(
        [need("甲")],
        [demand("甲", times=3, index=form) for form in forms],
        [offer(f"资{unit}", 9, unit=unit) for unit in units],
        [pair("甲", f"资{unit}", unit=unit, index=form) for unit in units for form in forms],
        [UnitLimit(unit, None, 1) for unit in units],
    )
    assert _most_promises(joint, Options(split_limit=3, units_per_project=5)) == 5


def _most_promises(month: Candidates, options: Options) -> int:
    """How many the relaxation says could be kept."""
    model = build(month, (), options)
    counted = tuple((count, at) for at, count in model.coefficients("committed").items())
    relaxed = relax(Task(model.bounds(), model.rows, counted), Clock(monotonic() + 60))
    assert relaxed is not None
    return relaxed.bound


def test_promises_are_kept_where_little_is_lost_and_not_where_much_would_be() -> None:
    """乙单位 is 80 points below the best and gets 甲; 丙单位 is 200 below and does not get 乙."""
    plan = solve(_PROMISED, (), Options(workers=1))
    assert {a.need: a.unit for a in plan.assignments} == {"甲": "乙单位", "乙": "甲单位"}
    assert next(level.value for level in plan.levels if level.name == "committed") == 2


@pytest.mark.parametrize(
    "options", [Options(commitments=False, workers=1), Options(commitment_points=0, workers=1)]
)
def test_without_that_the_best_resource_serves(options: Options) -> None:
    assert {a.unit for a in solve(_PROMISED, (), options).assignments} == {"甲单位"}


_RESERVE = replace(_PROMISED, limits=(UnitLimit("甲单位", None, reserve=True),))


def test_pairs_of_reserve_units_are_counted() -> None:
    both = {"times 甲#0 ← 一": 1, "times 乙#0 ← 三": 1}
    assert _level(_RESERVE, reserve_units_last, "reserve", both) == 1


def test_a_reserve_unit_serves_only_where_nobody_else_can() -> None:
    plan = solve(_RESERVE, (), Options(workers=1))
    assert {a.need: a.unit for a in plan.assignments} == {"甲": "乙单位", "乙": "丙单位"}
    alone = replace(_RESERVE, pairs=_RESERVE.pairs[:3])
    plan = solve(alone, (), Options(workers=1))
    assert {a.need: a.unit for a in plan.assignments} == {"甲": "乙单位", "乙": "甲单位"}


def test_with_the_rule_off_it_serves_like_any_other() -> None:
    plan = solve(_RESERVE, (), Options(reserve_last=False, fairness=False, workers=1))
    assert {a.unit for a in plan.assignments} == {"甲单位"}
