"""Large tasks cut down near the relaxation's bound: the same plans and proofs, tried on small months."""

import pytest
from hypothesis import given

from matcher.domain import Options, PlanStatus, UnitLimit
from matcher.model import build
from matcher.solve import improving, kernel, solve
from matcher.solve.engine import Answer, Found
from matcher.solve.tightening import tightened
from tests.benchmarks.months import SIZES, month
from tests.profiles import examples
from tests.solve.brute_force import every_plan, rank
from tests.strategies import SmallMonth, candidates, demand, months, need, offer, pair


@examples(25)
@given(months())
def test_a_month_treated_as_large_is_solved_to_the_same_end(found: SmallMonth) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(improving, "WORTH_IT", 1)
        patch.setattr(kernel, "_LEAST", 1)
        plan = solve(found.candidates, found.decisions, found.options)
    assert plan.status is PlanStatus.PROVEN_BEST
    assert rank(found, plan) == max(rank(found, other) for other in every_plan(found))


def test_a_street_treated_as_large_has_the_same_plan() -> None:
    street = month(SIZES["XS"], 2)
    options = Options(workers=1)
    plain = solve(street, (), options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(improving, "WORTH_IT", 1)
        patch.setattr(kernel, "_LEAST", 5)
        large = solve(street, (), options)
    assert large.assignments == plain.assignments
    assert large.status is PlanStatus.PROVEN_BEST


def test_no_plan_near_the_bound_is_a_bound_itself() -> None:
    assert kernel.told_of_all(Answer(Found.NONE), 10) == 9
    assert kernel.told_of_all(Answer(Found.BEST, (1,), 12), 10) == 12
    assert kernel.told_of_all(Answer(Found.BEST, (1,), 7), 10) == 9
    assert kernel.told_of_all(Answer(Found.UNKNOWN), 10) is None


def test_who_can_give_too_little_never_shares_a_demand() -> None:
    """20 times by at most two: 12 + 8 is the only way, so 12 and 8 must be given and 3 cannot help."""
    found = candidates(
        [need("甲")],
        [demand("甲", times=20)],
        [offer("大", 12), offer("中", 8), offer("小", 3)],
        [pair("甲", name) for name in ("大", "中", "小")],
    )
    model = build(found, (), Options(split_limit=2))
    tight = tightened(model, model.bounds())
    names = [p.resource for p in model.month.pairs]
    assert tight.bounds[names.index("小")] == (0, 0)
    least = {names[row.entries[0][1]]: -row.entries[1][0] for row in tight.rows}
    assert least == {"大": 12, "中": 8}


def test_a_demand_nobody_can_meet_closes_its_need() -> None:
    """20 times by at most two who give 12 and 7: never."""
    found = candidates(
        [need("甲")],
        [demand("甲", times=20)],
        [offer("大", 12), offer("中", 7)],
        [pair("甲", name) for name in ("大", "中")],
    )
    model = build(found, (), Options(split_limit=2))
    assert tightened(model, model.bounds()).bounds[model.month.met["甲"]] == (0, 0)


def test_a_unit_that_gives_all_by_two_resources_serves_the_need() -> None:
    """甲 wants 4 times and 一 and 二 of one unit can give 3 each: together at most 4, and only by serving it."""
    found = candidates(
        [need("甲"), need("乙")],
        [demand("甲", times=4), demand("乙")],
        [offer("一", 3), offer("二", 3)],
        [pair("甲", "一"), pair("甲", "二"), pair("乙", "一")],
        [UnitLimit("甲单位", 1)],
    )
    model = build(found, (), Options())
    serves = model.month.serves["甲单位", "甲"]
    both = {at: 1 for at, p in enumerate(model.month.pairs) if p.need == "甲"}
    rows = [{at: c for c, at in row.entries} for row in tightened(model, model.bounds()).rows]
    assert {**both, serves: -4} in rows
