"""Pure months for which evenness counts: flows up to evenness, the rest among the best flows, all of it exact."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import check
from matcher.domain import CommunityShare, Options, PlanStatus, UnitLoad
from matcher.solve import flow, solve
from matcher.solve.engine import Clock
from matcher.solve.large.lean import lean
from tests.profiles import examples
from tests.solve.brute_force import Tried, every_plan, rank, tried_months
from tests.strategies import SmallMonth, candidates, demand, months, need, offer, pair


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


@examples(25)
@given(months(), st.booleans())
def test_looking_near_the_bound_first_changes_nothing(found: SmallMonth, first: bool) -> None:
    month = _pure(found)
    month = replace(month, options=replace(month.options, fairness_first=first))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("matcher.solve.choosing._LEAST", 1)
        plan = solve(month.candidates, (), month.options)
    assert plan.status is PlanStatus.PROVEN_BEST
    assert rank(month, plan) == max(rank(month, other) for other in every_plan(month))


def test_equal_flows_spare_the_unit_that_gave_most() -> None:
    """The busy unit has carried 1000 of 2000 points; with both needs the idle one comes to no more than that."""
    made = candidates(
        [need("甲"), need("乙")],
        [demand("甲"), demand("乙")],
        [offer("忙车", 2, unit="忙单位"), offer("闲车", 2, unit="闲单位")],
        [
            pair(name, car, unit=unit)
            for name in ("甲", "乙")
            for car, unit in (("忙车", "忙单位"), ("闲车", "闲单位"))
        ],
    )
    loads = (UnitLoad("忙单位", 1, 1000), UnitLoad("闲单位", 1, 0))
    plan = solve(replace(made, loads=loads), (), Options(workers=1))
    assert (plan.engine, plan.status) == (flow.EVEN_ENGINE, PlanStatus.PROVEN_BEST)
    assert [a.unit for a in plan.assignments] == ["闲单位", "闲单位"]


def test_among_equal_flows_the_poorer_community_is_served() -> None:
    """One car, two needs of the same weight and fit; only what was met before differs."""
    for poor, other in (("甲", "乙"), ("乙", "甲")):
        made = candidates(
            [need("甲"), need("乙")],
            [demand("甲"), demand("乙")],
            [offer("车", 1)],
            [pair("甲", "车"), pair("乙", "车")],
        )
        shares = (CommunityShare("一", (poor,), 4, 0), CommunityShare("二", (other,), 4, 4))
        plan = solve(replace(made, shares=shares), (), Options(workers=1))
        assert plan.engine == flow.EVEN_ENGINE
        assert [a.need for a in plan.assignments] == [poor]


def test_the_first_plan_is_kept_when_there_is_no_time_for_evenness() -> None:
    """Sums are proven at once; what evenness could still gain is told as a bound."""
    made = candidates(
        [need("甲"), need("乙")],
        [demand("甲"), demand("乙")],
        [offer("车", 1)],
        [pair("甲", "车"), pair("乙", "车")],
    )
    shares = (CommunityShare("一", ("甲",), 4, 0), CommunityShare("二", ("乙",), 4, 0))
    month = lean(replace(made, shares=shares), (), Options(workers=1))
    found = flow.solve_pure(month, Clock(0.0))
    assert found is not None
    told = {level.name: (level.value, level.bound, level.proven) for level in found.levels}
    assert told["weighted"] == (1, 1, True)
    assert told["share_1"] == (1, 2, False)
    assert told["tie_break"][2] is False


@examples(15)
@given(months(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(found: SmallMonth, random: Random) -> None:
    month = _pure(found)
    old = month.candidates
    mixed = replace(
        old,
        **{
            name: tuple(random.sample(rows := getattr(old, name), len(rows)))
            for name in ("needs", "demands", "offers", "limits", "pairs", "shares", "loads")
        },
    )
    one, two = (solve(some, (), month.options) for some in (old, mixed))
    assert (one.levels, one.assignments) == (two.levels, two.assignments)
