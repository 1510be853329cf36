"""What holds of every outcome, whatever the month."""

import random

from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import (
    Assignment,
    Demand,
    Exclusion,
    Form,
    Need,
    NeedStatus,
    Outcome,
    Pair,
    PlanStatus,
    Reason,
    Resource,
)
from tests.explain.build import demand, need, pair, resource, said, serve, shut
from tests.profiles import examples

REASONS = [reason for reason in Reason if reason not in (Reason.OUTRANKED, Reason.UNSETTLED)]

Month = tuple[
    list[Need], list[Resource], list[Demand], list[Pair], list[Assignment], list[Exclusion]
]


@st.composite
def months(draw: st.DrawFn) -> Month:
    """Small months with any pairs, a plan that serves whole needs, and exclusions of any kind."""
    count, offers = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    statuses = st.sampled_from([NeedStatus.OPEN, NeedStatus.OPEN, NeedStatus.WITHDRAWN])
    needs = [need(n, urgency=draw(st.integers(1, 5)), status=draw(statuses)) for n in range(count)]
    resources = [resource(n, draw(st.sampled_from(["甲", "乙", "丙"]))) for n in range(offers)]
    some = st.lists(st.sampled_from(resources), unique=True, max_size=3)
    demands: list[Demand] = []
    pairs: list[Pair] = []
    plan: list[Assignment] = []
    exclusions: list[Exclusion] = []
    for each in (item for item in needs if item.status is NeedStatus.OPEN):
        forms = draw(
            st.lists(st.sampled_from([Form.SITE, Form.SERVICE, None]), min_size=1, max_size=2)
        )
        wanted = [
            demand(each.id, draw(st.integers(1, 3)), form, index)
            for index, form in enumerate(forms)
        ]
        demands += wanted
        chosen = [draw(some) for _ in wanted]
        scores = st.integers(0, 1000)
        for item, found in zip(wanted, chosen, strict=True):
            pairs += [pair(each.id, r, draw(scores), 1, item.index) for r in found]
        if all(chosen) and draw(st.booleans()):
            plan += [
                serve(each.id, found[0], item.times, index=item.index, form=item.form)
                for item, found in zip(wanted, chosen, strict=True)
            ]
        exclusions += [
            shut(each.id, r, draw(st.sampled_from(REASONS)), likeness=draw(scores))
            for r in draw(some)
        ]
    return needs, resources, demands, pairs, plan, exclusions


def told(month: Month, status: PlanStatus = PlanStatus.PROVEN_BEST) -> Outcome:
    needs, resources, demands, pairs, plan, exclusions = month
    return said(
        needs,
        resources,
        demands=demands,
        pairs=pairs,
        plan=plan,
        exclusions=exclusions,
        status=status,
        capacity={item.id: 2 for item in resources},
    )


@examples(25)
@given(months())
def test_every_need_and_every_resource_is_accounted_for_once(month: Month) -> None:
    outcome = told(month)

    needs = [key for project in outcome.projects for key in project.need_ids]
    needs += [item.need for item in outcome.unmet]
    assert sorted(needs) == sorted(item.id for item in month[0])
    used = {item.resource for item in outcome.plan.assignments}
    idle = [item.resource for item in outcome.idle]
    assert sorted([*used, *idle]) == sorted(item.id for item in month[1])


@examples(25)
@given(months())
def test_every_project_has_one_lead_among_those_who_serve(month: Month) -> None:
    outcome = told(month)

    for project in outcome.projects:
        serving = {a.unit for a in outcome.plan.assignments if a.need in project.need_ids}
        assert {project.lead_unit, *project.coop_units} == serving
        assert project.lead_unit not in project.coop_units


@examples(25)
@given(months(), st.sampled_from(PlanStatus))
def test_every_unmet_need_has_words_and_at_most_three_nearest(
    month: Month, status: PlanStatus
) -> None:
    known = {item.id for item in month[1]}

    for item in told(month, status).unmet:
        assert item.detail
        assert len(item.nearest) <= 3
        assert {key for key, _ in item.nearest} <= known
        assert all(lack for _, lack in item.nearest)


@examples(25)
@given(months())
def test_only_a_plan_cut_short_leaves_a_need_unsettled(month: Month) -> None:
    assert Reason.UNSETTLED not in {item.reason for item in told(month).unmet}


@examples(25)
@given(months(), st.integers(0, 2**16))
def test_the_order_of_rows_changes_nothing(month: Month, seed: int) -> None:
    dice = random.Random(seed)
    shuffled: list[list[object]] = [dice.sample(part, len(part)) for part in month]

    one, other = told(month), told(tuple(shuffled))  # type: ignore[arg-type]  # as above

    assert (one.projects, one.unmet, one.idle) == (other.projects, other.unmet, other.idle)
