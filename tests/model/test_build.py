"""The model as plain values."""

from dataclasses import replace

import pytest
from hypothesis import given

from matcher import check
from matcher.domain import Options
from matcher.model import build, term_value
from matcher.solve import solve
from matcher.solve.greedy import carried, completed, first_plan
from matcher.solve.result import assignments
from tests.profiles import examples
from tests.solve.brute_force import plan_of
from tests.strategies import SmallMonth, candidates, demand, months, need, offer, pair


@examples(25)
@given(months())
def test_the_labelled_terms_of_a_level_add_up_to_the_level_counted_from_the_plan(
    month: SmallMonth,
) -> None:
    previous = plan_of([])
    model = build(month.candidates, (), month.options, previous=previous)
    times = first_plan(model, model.bounds(), [0] * len(model.month.pairs))
    values = completed(model, times)
    plan = replace(previous, assignments=assignments(model, values))
    counted = check.level_values(month.candidates, month.options, plan, previous)
    for level in model.levels:
        assert counted[level.name] == sum(
            term_value(term, values) for term in model.terms[level.name]
        )


@examples(25)
@given(months(decided=True))
def test_the_first_plan_keeps_every_rule(month: SmallMonth) -> None:
    forbids = tuple(decision for decision in month.decisions if decision.kind == "forbid")
    model = build(month.candidates, forbids, month.options)
    times = first_plan(model, model.bounds(), [0] * len(model.month.pairs))
    plan = replace(plan_of([]), assignments=assignments(model, completed(model, times)))
    assert check.violations(month.candidates, forbids, month.options, plan) == ()


def test_every_term_and_row_says_whom_it_is_about() -> None:
    month = candidates([need("甲")], [demand("甲")], [offer("一")], [pair("甲", "一")])
    model = build(month, (), Options())
    assert all(row.label for row in model.rows)
    assert all(term.label for terms in model.terms.values() for term in terms)


def test_a_pair_given_twice_is_refused() -> None:
    month = candidates(
        [need("甲")], [demand("甲")], [offer("一")], [pair("甲", "一"), pair("甲", "一")]
    )
    with pytest.raises(ValueError, match="给了两次"):
        build(month, (), Options())


def test_a_pair_without_its_offer_is_refused() -> None:
    month = candidates([need("甲")], [demand("甲")], [], [pair("甲", "一")])
    with pytest.raises(ValueError, match="没有对应的需求或资源"):
        build(month, (), Options())


def test_variables_are_bounded_by_demand_and_capacity() -> None:
    month = candidates(
        [need("甲")],
        [demand("甲", times=5)],
        [offer("一", 7), offer("二", None)],
        [pair("甲", "一", uses=2), pair("甲", "二")],
    )
    model = build(month, (), Options())
    assert [variable.high for variable in model.month.variables[:2]] == [3, 5]


@examples(25)
@given(months(decided=True), months())
def test_what_is_carried_over_from_a_previous_plan_keeps_every_rule(
    now: SmallMonth, before: SmallMonth
) -> None:
    old = solve(before.candidates, (), before.options)
    forbids = tuple(decision for decision in now.decisions if decision.kind == "forbid")
    model = build(now.candidates, forbids, now.options, previous=old)
    times = carried(model, model.bounds(), [0] * len(model.month.pairs))
    plan = replace(plan_of([]), assignments=assignments(model, completed(model, times)))
    assert check.violations(now.candidates, forbids, now.options, plan) == ()


@examples(25)
@given(months())
def test_a_plan_that_is_still_possible_is_carried_over_whole(month: SmallMonth) -> None:
    plan = solve(month.candidates, (), month.options)
    model = build(month.candidates, (), month.options, previous=plan)
    times = carried(model, model.bounds(), [0] * len(model.month.pairs))
    assert assignments(model, completed(model, times)) == plan.assignments
