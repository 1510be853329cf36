"""Pure transport months: one flow is the exact optimum, the same plan as by any other way."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import check
from matcher.domain import Candidates, Contradiction, Options, PlanStatus, UnitLimit
from matcher.solve import flow, solve
from matcher.solve.large.lean import lean
from tests.profiles import examples
from tests.solve.brute_force import Tried, every_plan, rank, tried_months
from tests.strategies import (
    SmallMonth,
    candidates,
    demand,
    lock,
    months,
    need,
    offer,
    pair,
)

_FEW = examples(25)


def _pure(month: SmallMonth) -> SmallMonth:
    """The month with one form once for each need, and nothing that ties needs together but capacities and caps."""
    old = month.candidates
    found = replace(
        old,
        demands=tuple(replace(d, times=1) for d in old.demands if d.index == 0),
        pairs=tuple(replace(p, uses=2) for p in old.pairs if p.demand == 0),
        timetables=(),
        funds=(),
        grants=(),
        shares=(),
        loads=(),
    )
    return replace(month, candidates=found, options=replace(month.options, commitment_points=1000))


@_FEW
@given(months())
def test_no_plan_is_better_than_the_flow(found: SmallMonth) -> None:
    month = _pure(found)
    plan = solve(month.candidates, month.decisions, month.options)
    assert plan.engine == flow.ENGINE
    assert plan.status is PlanStatus.PROVEN_BEST
    assert check.violations(month.candidates, month.decisions, month.options, plan) == ()
    assert rank(month, plan) == max(rank(month, other) for other in every_plan(month))
    values = check.level_values(month.candidates, month.options, plan)
    assert {level.name: level.value for level in plan.levels} == values


@_FEW
@given(tried_months(months().map(_pure)), st.data())
def test_decisions_and_the_plan_before_count_in_a_flow_too(
    tried: Tried, data: st.DataObject
) -> None:
    month, plans = tried.month, tried.plans
    previous = data.draw(st.sampled_from(tried.others))
    plan = solve(month.candidates, month.decisions, month.options, previous=previous)
    assert plan.engine == flow.ENGINE
    assert check.violations(month.candidates, month.decisions, month.options, plan) == ()
    assert rank(month, plan, previous) == max(rank(month, other, previous) for other in plans)


@examples(15)
@given(months(most_needs=6, most_resources=6, most_plans=10**6))
def test_the_flow_gives_the_plan_the_other_engines_give(found: SmallMonth) -> None:
    month = _pure(found)
    one = solve(month.candidates, (), month.options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("matcher.solve.run.flowed", lambda *_: None)
        two = solve(month.candidates, (), month.options)
    assert (one.engine, one.status) == (flow.ENGINE, two.status)
    assert one.levels == two.levels
    assert one.assignments == two.assignments


def _two_needs(*, uses: int = 1, times: int = 1) -> Candidates:
    return candidates(
        [need("甲", urgency=5), need("乙")],
        [demand("甲", times=times), demand("乙")],
        [offer("一", 2)],
        [pair("甲", "一", uses=uses), pair("乙", "一")],
    )


@pytest.mark.parametrize(
    ("found", "pure"),
    [
        (_two_needs(), True),
        (_two_needs(uses=2), False),  # one takes two of two, the other one: a knapsack
        (_two_needs(times=2), False),
        (replace(_two_needs(uses=2), offers=(offer("一", 3),)), True),  # enough for both
        (replace(_two_needs(), demands=(demand("甲"), demand("甲", index=1), demand("乙"))), False),
        (replace(_two_needs(), limits=(UnitLimit("甲单位", 1),)), True),
    ],
)
def test_what_is_pure(found: Candidates, pure: bool) -> None:
    assert flow.is_pure(lean(found, (), Options())) is pure


def test_two_locks_on_what_one_need_takes_once_exclude_each_other() -> None:
    found = candidates(
        [need("甲")],
        [demand("甲")],
        [offer("一"), offer("二")],
        [pair("甲", "一"), pair("甲", "二")],
    )
    with pytest.raises(Contradiction):
        solve(found, (lock("甲", "一"), lock("甲", "二")), Options())


def test_weights_too_large_for_a_flow_are_left_to_the_other_engines() -> None:
    found = replace(_two_needs(), needs=(need("甲", weight=2**40), need("乙", weight=2**40)))
    month = lean(found, (), Options())
    assert flow.solve_pure(month) is not None
    huge = replace(month, weight=np.array([2**60, 1], dtype=np.int64))
    assert flow.solve_pure(huge) is None


def test_a_chain_of_needs_that_hang_together_is_matched_exactly() -> None:
    """Need k may have resource k (score k) or k + 1 (score 999); the last has its own only, so nobody moves up."""
    count = 500
    found = candidates(
        [need(f"需{at:04d}") for at in range(count)],
        [demand(f"需{at:04d}") for at in range(count)],
        [offer(f"资{at:04d}") for at in range(count)],
        [pair(f"需{at:04d}", f"资{at:04d}", at) for at in range(count)]
        + [pair(f"需{at:04d}", f"资{at + 1:04d}", 999) for at in range(count - 1)],
    )
    plan = solve(found, (), Options())
    assert plan.status is PlanStatus.PROVEN_BEST
    fit = next(level for level in plan.levels if level.name == "fit")
    assert fit.value == 60 * count * (count - 1) // 2
