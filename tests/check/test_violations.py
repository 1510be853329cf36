"""Each breach is seen: a plan that keeps every rule, with one thing broken at a time."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from matcher import check
from matcher.domain import Assignment, Decision, Options, Part, Plan, UnitLimit
from matcher.solve import solve
from tests.profiles import examples
from tests.solve.brute_force import plan_of
from tests.strategies import (
    SmallMonth,
    candidates,
    claim,
    demand,
    forbid,
    least,
    lock,
    months,
    need,
    offer,
    pair,
)

_OPTIONS = Options(split_limit=2)
_MONTH = candidates(
    [need("甲"), need("乙")],
    [demand("甲", times=3), demand("乙")],
    [offer("一", 4), offer("二", 2, unit="乙单位"), offer("三", 9, unit="丙单位")],
    [
        pair("甲", "一", uses=2),
        pair("甲", "二", unit="乙单位"),
        pair("甲", "三", unit="丙单位"),
        pair("乙", "二", unit="乙单位"),
    ],
    [UnitLimit("乙单位", 2)],
)
_PAIRS = {p.key: p for p in _MONTH.pairs}


def _plan(**times: int) -> Plan:
    """甲一=2 means: need 甲 is served by resource 一 twice."""
    return plan_of([(_PAIRS[key[0], 0, key[1]], count) for key, count in times.items()])


_GOOD = _plan(甲一=2, 甲二=1, 乙二=1)


def breaches(plan: Plan, *decisions: Decision, options: Options = _OPTIONS) -> tuple[str, ...]:
    return check.violations(_MONTH, decisions, options, plan)


def _changed(plan: Plan, at: int, **facts: object) -> Plan:
    changed = replace(plan.assignments[at], **facts)  # type: ignore[arg-type]  # each test names its own field
    return replace(plan, assignments=(*plan.assignments[:at], changed, *plan.assignments[at + 1 :]))


def test_a_plan_that_keeps_every_rule_has_no_breach() -> None:
    assert breaches(_GOOD, lock("甲", "一"), claim("乙", "乙单位"), forbid("甲", "三")) == ()


def test_an_empty_plan_breaks_nothing() -> None:
    assert breaches(_plan()) == ()


def test_a_demand_served_once_too_few() -> None:
    assert breaches(_plan(甲一=2)) == ("甲 第1项要求3次，方案安排了2次",)


def test_a_capacity_overdrawn_by_uses_though_not_by_times() -> None:
    assert breaches(_plan(甲一=3)) == ("一 本轮容量4次，方案用了6次",)


def test_one_resource_too_many_shares_a_demand() -> None:
    assert breaches(_plan(甲一=1, 甲二=1, 甲三=1)) == ("甲 第1项要求由3家承担，至多2家",)


def test_one_unit_too_many_shares_a_project() -> None:
    wide = Options(split_limit=3, units_per_project=2)
    assert breaches(_plan(甲一=1, 甲二=1, 甲三=1), options=wide) == (
        "甲 由3家单位共同承担，一个项目至多2家",
    )


def test_a_unit_above_its_cap() -> None:
    tight = replace(_MONTH, limits=(UnitLimit("乙单位", 1),))
    assert check.violations(tight, (), _OPTIONS, _GOOD) == ("乙单位 承接了2项需求，本轮至多1项",)


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        (lock("甲", "三"), "没有执行“锁定：甲 ↔ 三”"),
        (claim("甲", "丙单位"), "没有执行“认领：甲 ↔ 丙单位”"),
        (forbid("乙", "二"), "乙 与 二 的对接违反“禁止：乙 ↔ 二”"),
        (forbid("乙", unit="乙单位"), "乙 与 二 的对接违反“禁止：乙 ↔ 乙单位”"),
        (least("乙单位", 3), "乙单位 只承接了2项需求，没有达到“单位下限：乙单位 至少3项”"),
        (forbid(None, "一"), "甲 与 一 的对接违反“禁止：所有需求 ↔ 一”"),
    ],
)
def test_a_decision_not_obeyed(decision: Decision, sentence: str) -> None:
    assert breaches(_GOOD, decision) == (sentence,)


def test_a_pair_that_is_no_candidate() -> None:
    stranger = plan_of([(pair("乙", "三", unit="丙单位"), 1)])
    assert breaches(stranger) == ("乙 与 三 不是可以对接的一对",)


def test_a_pair_twice() -> None:
    (first, *_) = _plan(乙二=1).assignments
    twice = replace(_plan(), assignments=(first, first))
    assert "乙 第1项要求与 二 的对接出现了2次" in breaches(twice)


def test_a_need_that_is_not_open() -> None:
    closed = replace(_MONTH, needs=tuple(weight for weight in _MONTH.needs if weight.need != "乙"))
    assert check.violations(closed, (), _OPTIONS, _GOOD) == ("乙 不在本轮待对接需求之中",)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"unit": "丙单位"}, "乙 与 二 的单位、形式或匹配度与清单不一致"),
        ({"score": 999}, "乙 与 二 的单位、形式或匹配度与清单不一致"),
        ({"parts": (Part("words", "文字", 1),)}, "乙 与 二 的匹配度500不等于各部分之和"),
        ({"uses": 5}, "乙 占用 二 应为1，方案写的是5"),
        ({"times": 0, "uses": 0}, "乙 与 二 安排了0次"),
    ],
)
def test_a_fact_that_differs_from_the_data(facts: dict[str, object], sentence: str) -> None:
    at = next(i for i, a in enumerate(_GOOD.assignments) if a.need == "乙")
    assert sentence in breaches(_changed(_GOOD, at, **facts))


def test_level_values_are_counted_from_the_assignments() -> None:
    month = candidates(
        [need("甲", urgency=5, weight=3), need("乙", urgency=4, weight=2)],
        [demand("甲", times=2), demand("乙")],
        [offer("一", 9)],
        [pair("甲", "一", score=700), pair("乙", "一", score=400)],
    )
    plan = plan_of([(month.pairs[0], 2)])
    values = check.level_values(month, Options(urgent_from=3), plan, plan_of([(month.pairs[1], 1)]))
    del values["tie_break"]
    assert values == {
        "urgent_5": 1,
        "urgent_4": 0,
        "urgent_3": 0,
        "weighted": 3,
        "changes": 2,
        "fit": 42_000,
    }


def _without(plan: Plan, at: int) -> Plan:
    return replace(plan, assignments=plan.assignments[:at] + plan.assignments[at + 1 :])


def _once_more(plan: Plan, at: int) -> Plan:
    old = plan.assignments[at]
    return _changed(plan, at, times=old.times + 1, uses=old.uses // old.times * (old.times + 1))


def _elsewhere(plan: Plan, at: int) -> Plan:
    return _changed(plan, at, resource="无此资源")


_CHANGES: tuple[Callable[[Plan, int], Plan], ...] = (_once_more, _elsewhere)


@examples(25)
@given(months(served=True))
def test_no_change_of_one_assignment_goes_unseen(month: SmallMonth) -> None:
    plan = solve(month.candidates, (), month.options)
    for at, assignment in enumerate(plan.assignments):
        for change in _CHANGES:
            assert check.violations(month.candidates, (), month.options, change(plan, at))
        if _is_part_of_more(plan, assignment):
            assert check.violations(month.candidates, (), month.options, _without(plan, at))


def _is_part_of_more(plan: Plan, assignment: Assignment) -> bool:
    return sum(other.need == assignment.need for other in plan.assignments) > 1
