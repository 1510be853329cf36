"""The projects of a round: those of the plan, as far as they came back as they came back."""

from matcher.domain import Lists, Outcome, Plan, PlanStatus, Project, Round

PLAN = Plan(PlanStatus.PROVEN_BEST, (), (), 0.0, 0, 1)
PLANNED = Project("XM-202606-001", "换楼道灯", need_ids=("甲",), status="拟定")
RETURNED = Project("XM-202606-001", "换楼道灯", need_ids=("甲",), status="办结")


def _round(*brought: Project) -> Round:
    outcome = Outcome(PLAN, (PLANNED,), (), ())
    return Round("2026-06", lists=Lists(projects=brought), outcome=outcome)


def test_a_project_that_came_back_shows_what_the_unit_wrote() -> None:
    assert _round(RETURNED).projects == (RETURNED,)


def test_a_project_of_the_same_number_about_other_needs_is_another() -> None:
    other = Project("XM-202606-001", "义诊", need_ids=("乙",), status="办结")
    assert _round(other).projects == (PLANNED,)


def test_without_a_plan_there_are_none() -> None:
    assert Round("2026-06", lists=Lists(projects=(RETURNED,))).projects == ()
