"""Past cases gathered from earlier months."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.domain import (
    Assignment,
    Decision,
    DecisionKind,
    DecisionSource,
    Lists,
    Need,
    Outcome,
    PastOutcome,
    Plan,
    PlanStatus,
    Precedent,
    Project,
    Resource,
    Round,
)
from matcher.pipeline import precedents_from
from matcher.pipeline.past import rating_of

NEED = Need(id="N1", title="楼道灯坏了", community="西站社区")
RESOURCE = Resource(id="R1", unit="供电所", title="电路检修")
SERVED = Assignment("N1", 0, "R1", "供电所", None, 1, 1, 700, ())
PLAN = Plan(PlanStatus.PROVEN_BEST, (), (SERVED,), 0.1, 0, 1)
MAY = Round(
    month="2026-05",
    lists=Lists(needs=(NEED,), resources=(RESOURCE,)),
    outcome=Outcome(PLAN, (), (), ()),
)
CONFIRMED = Precedent(
    month="2026-05",
    need_text="楼道灯坏了",
    unit="供电所",
    outcome=PastOutcome.CONFIRMED,
    need_title="楼道灯坏了",
    resource_text="电路检修",
    community="西站社区",
)


def test_a_plan_of_an_earlier_month_is_a_confirmed_case() -> None:
    assert precedents_from([MAY], "2026-06") == (CONFIRMED,)


def test_the_plan_of_the_month_itself_and_of_later_ones_is_none() -> None:
    assert precedents_from([MAY], "2026-05") == precedents_from([MAY], "2026-04") == ()


def test_a_plan_out_of_date_is_none() -> None:
    assert precedents_from([replace(MAY, stale=True)], "2026-06") == ()


def test_a_forbid_by_hand_is_a_declined_case_with_its_reason() -> None:
    forbid = Decision(DecisionKind.FORBID, need="N1", resource="R1", reason="排不出人手")
    found = precedents_from([replace(MAY, outcome=None, decisions=(forbid,))], "2026-06")
    assert found == (replace(CONFIRMED, outcome=PastOutcome.DECLINED, reason="排不出人手"),)


def test_an_inherited_forbid_and_one_for_every_need_are_none() -> None:
    decisions = (
        Decision(DecisionKind.FORBID, need="N1", resource="R1", source=DecisionSource.INHERITED),
        Decision(DecisionKind.FORBID, unit="供电所"),
    )
    assert precedents_from([replace(MAY, outcome=None, decisions=decisions)], "2026-06") == ()


def test_an_imported_project_is_a_case_of_its_own_month() -> None:
    project = Project(
        id="X1",
        title="楼道灯维修",
        lead_unit="供电所",
        planned_start=date(2026, 4, 20),
        rating="非常满意",
    )
    june = Round(month="2026-06", lists=Lists(projects=(project,)))
    assert precedents_from([june], "2026-06") == (
        Precedent(
            month="2026-04",
            need_text="楼道灯维修",
            unit="供电所",
            outcome=PastOutcome.CONFIRMED,
            need_title="楼道灯维修",
            rating=100,
        ),
    )


def test_a_cancelled_project_is_declined_with_its_status() -> None:
    project = Project(id="X1", title="楼道灯维修", lead_unit="供电所", status="因天气取消")
    (found,) = precedents_from([Round("2026-05", Lists(projects=(project,)))], "2026-06")
    assert (found.outcome, found.reason) == (PastOutcome.DECLINED, "因天气取消")


def test_the_rating_of_the_imported_project_is_taken_over_by_the_planned_one() -> None:
    project = Project(id="X1", title="灯", lead_unit="供电所", need_ids=("N1",), rating="不满意")
    may = replace(MAY, lists=replace(MAY.lists, projects=(project,)))
    planned = [one for one in precedents_from([may], "2026-06") if one.resource_text]
    assert planned == [replace(CONFIRMED, rating=-100)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("非常满意", 100),
        ("满意", 50),
        ("不满意", -100),
        ("非常不满意", -100),
        ("基本满意", 0),
        ("80%", 0),
        ("98 %", 90),
        ("30％", -100),
        ("5分", 100),
        ("4", 50),
        ("", None),
        ("待评价", None),
    ],
)
def test_satisfaction_is_understood(words: str, expected: int | None) -> None:
    assert rating_of(words) == expected


def test_the_order_of_rounds_does_not_matter() -> None:
    april = replace(MAY, month="2026-04")
    assert precedents_from([MAY, april], "2026-06") == precedents_from([april, MAY], "2026-06")
