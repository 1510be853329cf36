"""Why this, why not that: the facts, the trade, and widenings that hold when they are carried out."""

from dataclasses import replace

import pytest

from matcher import candidates, check
from matcher.domain import (
    Decision,
    DecisionKind,
    Options,
    PlanStatus,
    Reason,
    RelaxationKind,
    Round,
    ShiftKind,
    Standing,
    WhyNot,
)
from matcher.pipeline import Meeting
from matcher.pipeline.earlier import nothing_past
from matcher.solve import solve
from matcher.vocabulary import load
from matcher.whatif.relaxing import widenings_of_facts, widenings_of_room
from matcher.whatif.wider import Wider
from tests.whatif.street import (
    BARBER,
    CUTS,
    FUND,
    HALL,
    LISTS,
    POLICE,
    SCHOOL,
    STAGE,
    SUM,
    TALKS,
    matched,
)

BEFORE_CHANGES = 4
"""Levels urgent 5, 4, 3 and the weight."""


def refusal(need: str, resource: str) -> WhyNot:
    meeting, round_ = matched()
    (found,) = meeting.why(round_, need, resource, nothing_past).refused
    return found


def test_the_month_is_matched_as_by_hand() -> None:
    _, round_ = matched()
    assert round_.outcome is not None
    plan = round_.outcome.plan
    assert plan.status is PlanStatus.PROVEN_BEST
    assert {(a.need, a.resource) for a in plan.assignments} == {
        (TALKS[0].id, POLICE.id),
        (TALKS[1].id, POLICE.id),
        (TALKS[2].id, SCHOOL.id),
        (CUTS[0].id, BARBER.id),
    }


def test_the_waterfall_adds_up_to_the_score_and_the_shares_to_the_levels() -> None:
    meeting, round_ = matched()
    assert round_.outcome is not None
    plan = round_.outcome.plan
    needs = sorted({a.need for a in plan.assignments})
    served = [why for need in needs for why in meeting.why(round_, need, None, nothing_past).served]
    assert len(served) == len(plan.assignments)
    for why in served:
        assert sum(part.points for part in why.assignment.parts) == why.assignment.score
    told = {level.name: level.value for level in plan.levels}
    for name in ("urgent_5", "urgent_4", "urgent_3", "weighted", "fit"):
        shares = [s.amount for why in served for s in why.shares if s.name == name]
        assert sum(shares) == told[name], name


def test_facts_that_shut_out_are_told_with_what_would_undo_them() -> None:
    why = refusal(HALL.id, STAGE.id)
    assert why.standing is Standing.EXCLUDED
    assert [fact.reason for fact in why.facts] == [Reason.TIME]
    assert "仅暑期" in why.facts[0].detail
    (wider,) = why.relaxations
    assert wider.kind is RelaxationKind.TIME
    assert wider.free
    assert wider.effect.of(ShiftKind.GAINS) == (HALL.id,)


def test_a_sum_that_is_too_small_is_told_by_what_is_missing() -> None:
    (wider,) = refusal(SUM.id, FUND.id).relaxations
    assert (wider.kind, wider.amount) == (RelaxationKind.BUDGET, 2000)
    assert "+0.2万元" in wider.words


def test_forcing_a_pair_tells_who_loses_by_it() -> None:
    why = refusal(CUTS[1].id, BARBER.id)
    assert why.standing is Standing.OUTRANKED
    assert why.effect is not None
    assert why.effect.of(ShiftKind.GAINS) == (CUTS[1].id,)
    assert why.effect.of(ShiftKind.LOSES) == (CUTS[0].id,)
    worse = {level.name: level.better for level in why.effect.levels if level.better < 0}
    assert worse["urgent_3"] == -1
    assert why.effect.proven
    assert [(one.kind, one.amount) for one in why.relaxations] == [(RelaxationKind.CAPACITY, 1)]
    assert [one.need for one in why.instead] == [CUTS[0].id]
    assert "紧急程度3级" in why.instead[0].words


def test_words_that_do_not_meet_can_only_be_forced() -> None:
    why = refusal(CUTS[0].id, POLICE.id)
    assert why.standing is Standing.EXCLUDED
    assert {fact.reason for fact in why.facts} == {Reason.CATEGORY}
    assert why.relaxations == ()
    assert why.effect is not None


def test_an_unmet_need_is_told_with_its_route_and_the_nearest() -> None:
    meeting, round_ = matched()
    why = meeting.why(round_, CUTS[1].id, None, nothing_past)
    assert why.unmet is not None
    assert why.unmet.reason is Reason.CAPACITY
    assert [one.resource for one in why.refused] == [BARBER.id]


def _widenings() -> list[tuple[str, str, Wider]]:
    meeting, round_ = matched()
    table = meeting.table(round_, nothing_past)
    found = []
    for need in LISTS.needs:
        for resource in LISTS.resources:
            those = (
                *widenings_of_facts(table, need.id, resource.id),
                *widenings_of_room(table, need.id, resource.id),
            )
            found += [(need.id, resource.id, wider) for wider in those]
    return found


@pytest.mark.parametrize(
    ("need", "resource"),
    [
        (HALL.id, STAGE.id),
        (SUM.id, FUND.id),
        (CUTS[1].id, BARBER.id),
        (TALKS[2].id, POLICE.id),
        (TALKS[0].id, SCHOOL.id),
    ],
)
def test_a_widening_that_is_told_allows_the_pair_when_the_lists_say_so(
    need: str, resource: str
) -> None:
    told = {(one.kind, one.words) for one in refusal(need, resource).relaxations}
    assert told
    for whose, whom, wider in _widenings():
        if (whose, whom) == (need, resource) and (wider.kind, wider.words) in told:
            _allows(wider, need, resource)


def _allows(wider: Wider, need: str, resource: str) -> None:
    """Everything compared and solved anew: a plan with the pair meets as much as the one on the table."""
    _, round_ = matched()
    assert round_.outcome is not None
    lists = replace(
        LISTS,
        needs=tuple(wider.need if wider.need and n.id == need else n for n in LISTS.needs),
        resources=tuple(
            wider.resource if wider.resource and r.id == wider.resource.id else r
            for r in LISTS.resources
        ),
    )
    asked = [Decision(DecisionKind.LOCK, need, resource)]
    if wider.decision is not None:
        asked.append(wider.decision)
    found = candidates.find(lists, asked, Options(), month="2026-06", vocabulary=load())
    plan = solve(found, asked, Options(), previous=round_.outcome.plan)
    assert any((a.need, a.resource) == (need, resource) for a in plan.assignments)
    assert check.violations(found, asked, Options(), plan) == ()
    before = [level.value for level in round_.outcome.plan.levels[:BEFORE_CHANGES]]
    assert [level.value for level in plan.levels[:BEFORE_CHANGES]] >= before


def test_a_unit_at_its_maximum_is_asked_for_one_more() -> None:
    meeting, round_ = matched()
    most = Decision(DecisionKind.UNIT_MOST, unit="城关派出所", amount=1)
    made = meeting.resolved(round_, (most,), nothing_past)
    (why,) = meeting.why(made, TALKS[1].id, POLICE.id, nothing_past).refused
    assert [(one.kind, one.subject, one.amount) for one in why.relaxations] == [
        (RelaxationKind.UNIT_MOST, "城关派出所", 1)
    ]


def test_a_forbid_is_told_and_taking_it_back_is_the_way() -> None:
    meeting, round_ = matched()
    forbid = Decision(DecisionKind.DECLINE, TALKS[0].id, POLICE.id, reason="警力不足")
    made = meeting.resolved(round_, (forbid,), nothing_past)
    (why,) = meeting.why(made, TALKS[0].id, POLICE.id, nothing_past).refused
    assert [fact.reason for fact in why.facts] == [Reason.FORBIDDEN]
    assert "警力不足" in why.facts[0].detail
    assert [one.kind for one in why.relaxations] == [RelaxationKind.DECISION]


def test_pinning_a_pair_of_the_plan_changes_nothing_and_forbidding_never_improves() -> None:
    meeting, round_ = matched()
    assert round_.outcome is not None
    before = round_.outcome.plan
    for item in before.assignments:
        lock = Decision(DecisionKind.LOCK, item.need, item.resource)
        pinned = meeting.resolved(round_, (lock,), nothing_past)
        assert pinned.outcome is not None
        assert pinned.outcome.plan.assignments == before.assignments
        assert pinned.outcome.changed == ()
        forbid = Decision(DecisionKind.FORBID, item.need, item.resource)
        without = meeting.resolved(round_, (forbid,), nothing_past)
        assert without.outcome is not None
        now = without.outcome.plan
        assert now.status is PlanStatus.PROVEN_BEST
        values = [level.value for level in now.levels[:BEFORE_CHANGES]]
        assert values <= [level.value for level in before.levels[:BEFORE_CHANGES]]
        assert (item.need, item.resource) not in {(a.need, a.resource) for a in now.assignments}


def test_a_more_urgent_need_takes_the_barber() -> None:
    meeting, round_ = matched()
    urgent = Decision(DecisionKind.URGENCY, CUTS[1].id, amount=5)
    made: Round = meeting.resolved(round_, (urgent,), nothing_past)
    assert made.outcome is not None
    served = {a.need for a in made.outcome.plan.assignments if a.resource == BARBER.id}
    assert served == {CUTS[1].id}
    assert {(shift.need, shift.kind) for shift in made.outcome.changed} == {
        (CUTS[1].id, ShiftKind.GAINS),
        (CUTS[0].id, ShiftKind.LOSES),
    }


def test_a_plan_shown_before_its_proof_is_proven_from_the_plan_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, round_ = matched()
    meeting = Meeting()
    lock = Decision(DecisionKind.LOCK, CUTS[1].id, BARBER.id)
    whole = meeting.resolved(round_, (lock,), nothing_past)
    assert whole.outcome is not None
    plan = whole.outcome.plan
    unproven = tuple(replace(level, proven=False) for level in plan.levels)
    shown = replace(plan, status=PlanStatus.BEST_FOUND, levels=unproven)
    early = replace(whole, outcome=replace(whole.outcome, plan=shown))
    monkeypatch.setattr(meeting, "_unproven", (early, meeting.table(round_, nothing_past)))
    made = meeting.proven(early, nothing_past)
    assert made.outcome is not None
    assert made.outcome.plan.status is PlanStatus.PROVEN_BEST
    assert made.outcome.plan.assignments == plan.assignments
    assert made.outcome.changed == whole.outcome.changed
