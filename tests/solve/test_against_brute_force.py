"""The engine's plan against every plan there is."""

from dataclasses import replace
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import check
from matcher.domain import Contradiction, PlanStatus
from matcher.solve import solve
from tests.profiles import examples
from tests.solve.brute_force import every_plan, months_with_a_minimum, rank
from tests.strategies import SmallMonth, months

_Value = TypeVar("_Value")

_FEW = examples(25)


@_FEW
@given(months())
def test_no_plan_is_better_at_any_level(month: SmallMonth) -> None:
    plan = solve(month.candidates, month.decisions, month.options)
    assert plan.status is PlanStatus.PROVEN_BEST
    assert check.violations(month.candidates, month.decisions, month.options, plan) == ()
    assert rank(month, plan) == max(rank(month, other) for other in every_plan(month))


@_FEW
@given(months(decided=True))
def test_decisions_are_kept_or_a_smallest_set_that_excludes_each_other_is_named(
    month: SmallMonth,
) -> None:
    plans = list(every_plan(month))
    if plans:
        plan = solve(month.candidates, month.decisions, month.options)
        assert check.violations(month.candidates, month.decisions, month.options, plan) == ()
        assert rank(month, plan) == max(rank(month, other) for other in plans)
        return
    with pytest.raises(Contradiction) as caught:
        solve(month.candidates, month.decisions, month.options)
    named = [d for d in set(month.decisions) if d.words in caught.value.where.split("；")]
    assert not any(True for _ in every_plan(replace(month, decisions=tuple(named))))
    for left_out in named:
        rest = tuple(decision for decision in named if decision != left_out)
        assert any(True for _ in every_plan(replace(month, decisions=rest)))


@_FEW
@given(months_with_a_minimum(), st.data())
def test_a_unit_serves_as_many_as_it_has_to_and_the_rest_is_the_best_beside(
    month: SmallMonth, data: st.DataObject
) -> None:
    plans = list(every_plan(month))
    previous = data.draw(st.one_of(st.none(), st.sampled_from(plans)))
    plan = solve(month.candidates, month.decisions, month.options, previous=previous)
    assert plan.status is PlanStatus.PROVEN_BEST
    assert check.violations(month.candidates, month.decisions, month.options, plan) == ()
    assert rank(month, plan, previous) == max(rank(month, other, previous) for other in plans)


@_FEW
@given(months(), st.data())
def test_with_a_previous_plan_changes_count_before_fit(
    month: SmallMonth, data: st.DataObject
) -> None:
    plans = list(every_plan(month))
    previous = data.draw(st.sampled_from(plans))
    plan = solve(month.candidates, (), month.options, previous=previous)
    assert rank(month, plan, previous) == max(rank(month, other, previous) for other in plans)


@_FEW
@given(months(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(month: SmallMonth, random: Random) -> None:
    given_ = month.candidates
    other = replace(
        given_,
        needs=_shuffled(given_.needs, random),
        demands=_shuffled(given_.demands, random),
        offers=_shuffled(given_.offers, random),
        limits=_shuffled(given_.limits, random),
        pairs=_shuffled(given_.pairs, random),
    )
    one = solve(given_, (), month.options)
    two = solve(other, (), replace(month.options, seed=7, workers=2))
    assert one.assignments == two.assignments


def _shuffled(rows: tuple[_Value, ...], random: Random) -> tuple[_Value, ...]:
    return tuple(random.sample(rows, len(rows)))
