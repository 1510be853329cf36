"""Where an unmet need goes next."""

import pytest

from matcher.domain import NeedStatus, Reason, Route
from matcher.explain.routes import department, route
from tests.explain.build import need


@pytest.mark.parametrize(
    ("urgency", "waited", "reason", "expected"),
    [
        (1, 0, Reason.NO_RESOURCE, Route.CARRY_OVER),
        (1, 1, Reason.NO_RESOURCE, Route.ESCALATE),
        (4, 1, Reason.CAPACITY, Route.CARRY_OVER),
        (4, 2, Reason.CAPACITY, Route.ESCALATE),
        (5, 0, Reason.CAPACITY, Route.ESCALATE),
        (5, 1, Reason.CAPACITY, Route.UPGRADE),
        (3, 0, Reason.OUT_OF_SCOPE, Route.WHISTLE),
    ],
)
def test_rules(urgency: int, waited: int, reason: Reason, expected: Route) -> None:
    case = need(1, urgency=urgency, months_waited=waited)

    assert route(case, reason, has_candidates=True) is expected


@pytest.mark.parametrize("title", ["路口增设信号灯", "污水管网改造", "老旧楼加装电梯意见统一"])
def test_departments_matters_are_whistled_where_nobody_can_do_them(title: str) -> None:
    assert route(need(1, title), Reason.NO_RESOURCE, has_candidates=False) is Route.WHISTLE


def test_a_departments_matter_somebody_could_do_is_carried_over() -> None:
    case = need(1, "路口增设信号灯")

    assert route(case, Reason.CAPACITY, has_candidates=True) is Route.CARRY_OVER


def test_a_most_urgent_departments_matter_is_called_up_after_two_months() -> None:
    case = need(1, "污水管网改造", urgency=5, months_waited=2)

    assert route(case, Reason.NO_RESOURCE, has_candidates=False) is Route.UPGRADE


def test_ordinary_needs_are_no_departments_matter() -> None:
    assert department(need(1, "老年人义诊")) == ""


def test_what_was_handed_on_needs_only_an_answer() -> None:
    case = need(1, status=NeedStatus.OUT_OF_SCOPE, status_reason="属物业职责，已转物业公司")

    assert route(case, Reason.OUT_OF_SCOPE, has_candidates=False) is Route.REPLY
