"""Each must rule: one month in which it bites and one in which it does not, worked by hand."""

from dataclasses import replace

import pytest

from matcher.domain import Candidates, Decision, Options, Pair, UnitLimit
from matcher.model import build
from matcher.rules import Quantity, Rule, Term
from matcher.rules.must import (
    all_forms_or_none,
    at_most_so_many_share,
    claims,
    few_enough_units,
    forbids,
    locks,
    serve_only_what_is_met,
    taking_part_is_serving,
    unit_least_kept,
    unit_within_its_cap,
    within_capacity,
)
from matcher.solve import solve
from tests.strategies import candidates, claim, demand, forbid, least, lock, need, offer, pair

_OPTIONS = Options(split_limit=2)


def kept(
    rule: Rule,
    month: Candidates,
    given: dict[str, int],
    decisions: tuple[Decision, ...] = (),
    options: Options = _OPTIONS,
) -> bool:
    """Whether values, told as ``quantity name`` (0 where not told), keep every row of one rule."""
    model = build(month, decisions, options, rules=(rule,))
    values = [given.pop(f"{v.quantity} {v.name}", 0) for v in model.month.variables]
    assert not given, f"unknown variables {given}"
    for row in model.rows:
        total = sum(coefficient * values[at] for coefficient, at in row.entries)
        if (row.low is not None and total < row.low) or (row.high is not None and total > row.high):
            return False
    return True


_TWO_FORMS = candidates(
    [need("甲")],
    [demand("甲", times=2), demand("甲", index=1)],
    [offer("讲师", 4), offer("教室", 1)],
    [pair("甲", "讲师"), pair("甲", "教室", index=1)],
)


def test_a_need_whose_two_demands_are_served_in_full_is_kept() -> None:
    assert kept(
        all_forms_or_none, _TWO_FORMS, {"times 甲#0 ← 讲师": 2, "times 甲#1 ← 教室": 1, "met 甲": 1}
    )


def test_a_need_served_in_nothing_is_kept() -> None:
    assert kept(all_forms_or_none, _TWO_FORMS, {})


@pytest.mark.parametrize(
    "values",
    [
        {"times 甲#0 ← 讲师": 2, "met 甲": 1},
        {"times 甲#0 ← 讲师": 1, "times 甲#1 ← 教室": 1, "met 甲": 1},
        {"times 甲#0 ← 讲师": 2, "times 甲#1 ← 教室": 1},
    ],
    ids=["one form missing", "once too few", "served but not counted as met"],
)
def test_a_need_served_in_part_breaks_all_or_none(values: dict[str, int]) -> None:
    assert not kept(all_forms_or_none, _TWO_FORMS, values)


def test_a_need_without_any_demand_cannot_be_met() -> None:
    bare = candidates([need("甲")], [], [], [])
    assert not kept(all_forms_or_none, bare, {"met 甲": 1})
    assert kept(all_forms_or_none, bare, {})


_SHARED = candidates(
    [need("甲"), need("乙")],
    [demand("甲", times=2), demand("乙", times=3)],
    [offer("车", 7)],
    [pair("甲", "车", uses=2), pair("乙", "车")],
)


def test_two_times_two_uses_and_three_times_one_fill_a_capacity_of_seven() -> None:
    assert kept(within_capacity, _SHARED, {"times 甲#0 ← 车": 2, "times 乙#0 ← 车": 3})


def test_one_use_more_than_the_capacity_breaks_it() -> None:
    less = candidates(_SHARED.needs, _SHARED.demands, [offer("车", 6)], _SHARED.pairs)
    assert not kept(within_capacity, less, {"times 甲#0 ← 车": 2, "times 乙#0 ← 车": 3})


def test_an_unlimited_resource_has_no_capacity_row() -> None:
    endless = candidates(_SHARED.needs, _SHARED.demands, [offer("车", None)], _SHARED.pairs)
    assert build(endless, (), _OPTIONS, rules=(within_capacity,)).rows == ()


_THREE_SUPPLIERS = candidates(
    [need("甲")],
    [demand("甲", times=3)],
    [offer("一", 3), offer("二", 3), offer("三", 3)],
    [pair("甲", "一"), pair("甲", "二"), pair("甲", "三")],
)


def test_two_may_share_where_two_are_allowed() -> None:
    two = {"takes 甲#0 ← 一": 1, "takes 甲#0 ← 二": 1, "met 甲": 1}
    assert kept(at_most_so_many_share, _THREE_SUPPLIERS, two)


def test_three_may_not_share_where_two_are_allowed() -> None:
    three = {"takes 甲#0 ← 一": 1, "takes 甲#0 ← 二": 1, "takes 甲#0 ← 三": 1, "met 甲": 1}
    assert not kept(at_most_so_many_share, _THREE_SUPPLIERS, three)


def test_serving_twice_is_taking_part() -> None:
    both = {"times 甲#0 ← 一": 2, "takes 甲#0 ← 一": 1, "met 甲": 1}
    assert kept(taking_part_is_serving, _THREE_SUPPLIERS, both)


@pytest.mark.parametrize(
    "values",
    [
        {"times 甲#0 ← 一": 2, "met 甲": 1},
        {"takes 甲#0 ← 一": 1, "met 甲": 1},
        {"takes 甲#0 ← 一": 1},
    ],
    ids=["serves without taking part", "takes part without serving", "takes part in an unmet need"],
)
def test_taking_part_and_serving_go_together(values: dict[str, int]) -> None:
    assert not kept(taking_part_is_serving, _THREE_SUPPLIERS, values)


def test_a_resource_with_two_times_serves_no_more_than_two() -> None:
    small = candidates([need("甲")], [demand("甲", times=3)], [offer("一", 2)], [pair("甲", "一")])
    assert kept(serve_only_what_is_met, small, {"times 甲#0 ← 一": 2, "met 甲": 1})
    assert not kept(serve_only_what_is_met, small, {"times 甲#0 ← 一": 1})


_BUSY_UNIT = candidates(
    [need("甲"), need("乙")],
    [demand("甲"), demand("甲", index=1), demand("乙")],
    [offer("一", 9), offer("二", 9)],
    [pair("甲", "一"), pair("甲", "二", index=1), pair("乙", "一")],
    [UnitLimit("甲单位", 1)],
)


def test_two_resources_of_a_unit_on_one_need_count_once() -> None:
    values = {"times 甲#0 ← 一": 1, "times 甲#1 ← 二": 1, "serves 甲单位 → 甲": 1, "met 甲": 1}
    assert kept(unit_within_its_cap, _BUSY_UNIT, values)


def test_a_unit_with_cap_one_does_not_serve_two_needs() -> None:
    values = {"times 甲#0 ← 一": 1, "serves 甲单位 → 甲": 1, "met 甲": 1, "times 乙#0 ← 一": 1}
    assert not kept(unit_within_its_cap, _BUSY_UNIT, values)


def test_a_unit_that_takes_part_must_count() -> None:
    assert not kept(unit_within_its_cap, _BUSY_UNIT, {"times 甲#0 ← 一": 1, "met 甲": 1})


def test_a_unit_that_has_to_serve_two_needs_and_serves_both_keeps_its_minimum() -> None:
    both = {"times 甲#0 ← 一": 1, "times 乙#0 ← 一": 1, "met 甲": 1, "met 乙": 1}
    both["serves 甲单位 → 甲"] = 1
    assert kept(unit_least_kept, _BUSY_UNIT, both, (least("甲单位", 2),))


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"times 甲#0 ← 一": 1, "times 甲#1 ← 二": 1, "serves 甲单位 → 甲": 1, "met 甲": 1},
        {"serves 甲单位 → 甲": 1, "met 甲": 1, "times 乙#0 ← 一": 1, "met 乙": 1},
    ],
    ids=["nothing", "one need with two resources", "counted without taking part"],
)
def test_a_unit_that_has_to_serve_two_needs_and_serves_fewer(values: dict[str, int]) -> None:
    roomy = replace(_BUSY_UNIT, limits=(UnitLimit("甲单位", 9),))
    assert not kept(unit_least_kept, roomy, values, (least("甲单位", 2),))


_THREE_FORMS = candidates(
    [need("甲")],
    [demand("甲"), demand("甲", index=1), demand("甲", index=2)],
    [
        offer("车", unit="东"),
        offer("厅", unit="西"),
        offer("灯", unit="西"),
        offer("钱", unit="南"),
    ],
    [
        pair("甲", "车", unit="东"),
        pair("甲", "厅", unit="西", index=1),
        pair("甲", "灯", unit="西", index=2),
        pair("甲", "钱", unit="南", index=2),
    ],
)
_TWO_UNITS = Options(units_per_project=2)


def test_a_lead_and_one_more_unit_may_share_a_project_of_two() -> None:
    two = {"times 甲#0 ← 车": 1, "times 甲#1 ← 厅": 1, "times 甲#2 ← 灯": 1, "met 甲": 1}
    assert kept(few_enough_units, _THREE_FORMS, {**two, "serves 西 → 甲": 1}, options=_TWO_UNITS)


def test_a_third_unit_may_not() -> None:
    three = {"times 甲#0 ← 车": 1, "times 甲#1 ← 厅": 1, "times 甲#2 ← 钱": 1, "met 甲": 1}
    given = {**three, "serves 西 → 甲": 1}
    assert not kept(few_enough_units, _THREE_FORMS, given, options=_TWO_UNITS)


def test_a_unit_that_serves_any_form_must_count_among_those_of_a_project() -> None:
    hidden = {"times 甲#0 ← 车": 1, "times 甲#1 ← 厅": 1, "times 甲#2 ← 钱": 1, "met 甲": 1}
    assert not kept(few_enough_units, _THREE_FORMS, hidden, options=_TWO_UNITS)


def test_three_forms_never_need_more_than_three_units() -> None:
    three = Options(units_per_project=3)
    assert build(_THREE_FORMS, (), three, rules=(few_enough_units,)).rows == ()


def test_a_lock_asks_for_at_least_one_time_on_any_demand() -> None:
    told = (lock("甲", "一"),)
    assert kept(locks, _BUSY_UNIT, {"times 甲#0 ← 一": 1, "met 甲": 1}, told)
    assert not kept(locks, _BUSY_UNIT, {"times 甲#1 ← 二": 1, "met 甲": 1}, told)


def test_a_claim_is_kept_by_any_resource_of_the_unit() -> None:
    told = (claim("甲", "甲单位"),)
    assert kept(claims, _BUSY_UNIT, {"times 甲#1 ← 二": 1, "met 甲": 1}, told)
    assert not kept(claims, _BUSY_UNIT, {"times 乙#0 ← 一": 1}, told)


@pytest.mark.parametrize(
    ("decision", "broken_by"),
    [
        (forbid("甲", "一"), ["甲#0 ← 一"]),
        (forbid(None, "一"), ["甲#0 ← 一", "乙#0 ← 一"]),
        (forbid("甲", unit="甲单位"), ["甲#0 ← 一", "甲#1 ← 二"]),
        (forbid(None, unit="甲单位"), ["甲#0 ← 一", "甲#1 ← 二", "乙#0 ← 一"]),
    ],
    ids=["pair", "resource", "unit on a need", "unit"],
)
def test_a_forbid_shuts_out_exactly_its_pairs(decision: Decision, broken_by: list[str]) -> None:
    for name in ["甲#0 ← 一", "甲#1 ← 二", "乙#0 ← 一"]:
        obeyed = kept(forbids, _BUSY_UNIT, {f"times {name}": 1}, (decision,))
        assert obeyed is (name not in broken_by)


def test_must_rules_yield_rows_only() -> None:
    month = build(_BUSY_UNIT, (lock("甲", "一"),), _OPTIONS).month
    for rule in (all_forms_or_none, within_capacity, unit_within_its_cap, locks):
        assert not any(isinstance(made, Term) for made in rule.apply(month))


def test_times_stand_for_taking_part_where_they_are_0_or_1() -> None:
    month = build(_BUSY_UNIT, (), _OPTIONS).month
    assert Quantity.TAKES not in {variable.quantity for variable in month.variables}


def test_with_two_units_the_form_that_a_third_offers_better_comes_from_one_that_is_there() -> None:
    month = replace(_THREE_FORMS, pairs=tuple(_liked(one) for one in _THREE_FORMS.pairs))
    served = {a.resource for a in solve(month, (), _TWO_UNITS).assignments}
    assert served == {"车", "厅", "灯"}
    assert {a.resource for a in solve(month, (), Options()).assignments} == {"车", "厅", "钱"}


def _liked(one: Pair) -> Pair:
    return (
        pair(one.need, one.resource, 900, unit=one.unit, index=one.demand)
        if one.resource == "钱"
        else one
    )
