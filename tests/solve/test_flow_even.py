"""Pure months for which evenness counts: flows up to evenness, the rest among the best flows, all of it exact."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import check
from matcher.domain import PlanStatus
from matcher.solve import flow, solve
from tests.profiles import examples
from tests.solve.brute_force import Tried, every_plan, rank, tried_months
from tests.strategies import SmallMonth, months


def _pure(month: SmallMonth) -> SmallMonth:
    """The month with one form once for each need, what communities and units had before left as it is."""
    old = month.candidates
    found = replace(
        old,
        demands=tuple(replace(d, times=1) for d in old.demands if d.index == 0),
        pairs=tuple(replace(p, uses=2) for p in old.pairs if p.demand == 0),
        timetables=(),
        funds=(),
        grants=(),
    )
    return replace(month, candidates=found, options=replace(month.options, commitment_points=1000))


@examples(60)
@given(months())
def test_no_plan_is_better_by_any_level(found: SmallMonth) -> None:
    month = _pure(found)
    plan = solve(month.candidates, month.decisions, month.options)
    assert plan.engine in (flow.ENGINE, flow.EVEN_ENGINE)
    assert plan.status is PlanStatus.PROVEN_BEST
    assert check.violations(month.candidates, month.decisions, month.options, plan) == ()
    assert rank(month, plan) == max(rank(month, other) for other in every_plan(month))
    values = check.level_values(month.candidates, month.options, plan)
    assert {level.name: level.value for level in plan.levels} == values


@examples(25)
@given(tried_months(months().map(_pure)), st.data())
def test_decisions_and_the_plan_before_count(tried: Tried, data: st.DataObject) -> None:
    month, plans = tried.month, tried.plans
    previous = data.draw(st.sampled_from(tried.others))
    plan = solve(month.candidates, month.decisions, month.options, previous=previous)
    assert plan.engine in (flow.ENGINE, flow.EVEN_ENGINE)
    assert check.violations(month.candidates, month.decisions, month.options, plan) == ()
    assert rank(month, plan, previous) == max(rank(month, other, previous) for other in plans)


@examples(15)
@given(months(most_needs=6, most_resources=6, most_plans=10**6))
def test_the_other_engines_give_the_same_plan(found: SmallMonth) -> None:
    month = _pure(found)
    one = solve(month.candidates, (), month.options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("matcher.solve.run.flowed", lambda *_: None)
        two = solve(month.candidates, (), month.options)
    assert one.levels == two.levels
    assert one.assignments == two.assignments
