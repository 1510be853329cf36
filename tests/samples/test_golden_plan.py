"""The sample months get the plans that follow from their data."""

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from matcher import pipeline
from matcher.domain import Form, PlanStatus, Reason, Route
from samples.make_samples import HERE
from samples.street_right import RIGHT
from tests.samples.months import Month, matched
from tests.samples.record_levels import LEVELS

STREET, COMMUNITY = "street_2026_06", "community_2026_06"


@pytest.fixture(scope="module")
def street() -> Month:
    return matched(STREET)


@pytest.fixture(scope="module")
def community() -> Month:
    return matched(COMMUNITY)


@pytest.mark.parametrize("name", [STREET, COMMUNITY])
def test_every_level_is_proven(name: str) -> None:
    plan = matched(name).outcome.plan
    assert plan.status is PlanStatus.PROVEN_BEST
    assert all(level.proven and level.value == level.bound for level in plan.levels)


def test_community_plan_is_the_one_worked_out_by_hand(community: Month) -> None:
    assert {need: community.served_by(need) for need in community.needs} == {
        "c01": {"d01"},
        "c02": {"d02"},
        "c03": {"d03"},
        "c04": {"d05"},
        "c05": {"d06"},
        "c06": {"d08", "d09"},
        "c07": {"d11"},
        "c08": {"d10"},
        "c09": {"d13"},
        "c10": {"d14"},
        "c11": set(),
        "c12": set(),
    }


def test_community_levels(community: Month) -> None:
    """Met: one need of urgency 5, six of urgency 3.

    10 points each, one per binary digit of the people, 3 for the old man who lives alone and the disabled woman.
    """
    levels = community.levels()
    assert (levels["urgent_5"], levels["urgent_4"], levels["urgent_3"]) == (1, 0, 6)
    digits = sum(n.bit_length() for n in (30, 4, 18, 60, 50, 4, 25, 1, 2, 100))
    assert levels["weighted"] == 10 * 10 + digits + 2 * 3


def test_charging_shed_gets_site_money_works_and_fire_expert_together(street: Month) -> None:
    forms = {a.form: a.uses for a in street.assignments("xy01")}
    assert set(forms) == {Form.SITE, Form.MONEY, Form.WORKS, Form.TALENT}
    assert forms[Form.MONEY] == 45000
    assert street.served_by("xy01") >= {"r070", "r063", "r006"}


@pytest.mark.parametrize("need", ["xy10", "wt11", "xz04"])
def test_department_matters_have_no_resource(street: Month, need: str) -> None:
    assert street.served_by(need) == set()
    assert street.unmet(need).reason is Reason.NO_RESOURCE


@pytest.mark.parametrize("need", ["xy10", "wt11", "xz04"])
def test_department_matters_go_up(street: Month, need: str) -> None:
    assert street.unmet(need).route in {Route.ESCALATE, Route.WHISTLE, Route.UPGRADE}


def test_property_duty_takes_no_part(street: Month) -> None:
    assert street.served_by("xy09") == set()
    assert street.unmet("xy09").reason is Reason.OUT_OF_SCOPE


def test_car_park_serves_the_evening_and_not_the_morning(street: Month) -> None:
    assert street.served_by("xy02") <= {"r016", "r066"}
    assert street.served_by("wt02") == set()
    assert not {"r016", "r066"} <= street.idle().keys()


def test_morning_parking_fails_by_time(street: Month) -> None:
    """The only car park in reach opens at night; the other one serves another community."""
    assert street.unmet("wt02").reason in {Reason.TIME, Reason.SCOPE}


def test_shed_without_a_site_stays_unmet_though_a_builder_is_free(street: Month) -> None:
    assert street.served_by("yq01") == set()
    assert street.unmet("yq01").reason is Reason.SCOPE


def test_playground_costs_more_than_any_fund_has(street: Month) -> None:
    """180,000 yuan are wanted, the largest fund holds 100,000."""
    assert street.served_by("jx10") == set()
    assert street.unmet("jx10").reason is Reason.BUDGET


@pytest.mark.parametrize("resource", ["r103", "r090", "r018", "r101", "r011"])
def test_resource_nobody_can_use_stays_idle(street: Month, resource: str) -> None:
    assert resource in street.idle()


def test_expired_resource_says_since_when(street: Month) -> None:
    assert "2026年4月30日" in street.idle()["r090"]


def test_hospital_works_up_to_its_cap_and_no_further(street: Month) -> None:
    served = {a.need for a in street.outcome.plan.assignments if a.unit == "云泽区人民医院"}
    assert len(served) == 5


def test_nobody_serves_themselves(street: Month) -> None:
    applicants = {need.id: need.applicant for need in street.needs.values()}
    assert all(applicants[a.need] != a.unit for a in street.outcome.plan.assignments)
    assert "r036" not in street.served_by("zq02")


def test_thirteen_wishes_are_one_sports_day(street: Month) -> None:
    assert len(street.needs["hd01"].merged) == 12
    assert street.served_by("hd01") == {"r009"}


@pytest.mark.parametrize(
    ("need", "unit"),
    [("hd03", "巧手家电维修部"), ("hd04", "尚美美发连锁店"), ("hd08", "明瞳眼科诊所")],
)
def test_claims_in_the_combined_sheet_are_kept(street: Month, need: str, unit: str) -> None:
    assert {a.unit for a in street.assignments(need)} == {unit}


NOT_MET = {"xz07": Reason.UNIT_CAP, "zq04": Reason.UNIT_CAP, "jx07": Reason.CAPACITY}
"""Needs that have a resource and still must wait.

The hospital is wanted by seven needs and takes five: three of urgency 5, then two of the three of
urgency 3, where the riders' check-up (nobody told how many) weighs least. One massage session is
wanted by two: 36 people in the tower weigh more than 30 in the community.
"""
MET = {need for need, right in RIGHT.items() if right} - set(NOT_MET)


def test_exactly_the_needs_worked_out_by_hand_are_met(street: Month) -> None:
    assert {need for need in street.needs if street.served_by(need)} == MET
    assert len(MET) == 97


@pytest.mark.parametrize("need", NOT_MET)
def test_need_that_must_wait_is_told_why(street: Month, need: str) -> None:
    assert street.unmet(need).reason is NOT_MET[need]


FIRST = (
    "sy06 yq02 nh01 nh02 nh03 nh05 nh06 nh07 nh09 nh10 nh12 wc05 wc06 xz01 xz05 wt03 wt10 hy01 hy02"
    " hy03 hy04 hd05 xy06"
)
"""Needs of people who come first: disabled, poor, in want of care or living alone, children without parents."""


def test_street_levels(street: Month) -> None:
    """Needs met by urgency; 10 points each, one per binary digit of the people, 3 for people who come first."""
    met = [need for need in truths() if need["key"] in MET]
    by_urgency = Counter(need["fields"].get("urgency") for need in met)
    weighted = sum(
        10 + people(need).bit_length() + 3 * (need["key"] in FIRST.split()) for need in met
    )
    levels = street.levels()
    assert [levels[f"urgent_{step}"] for step in (5, 4, 3)] == [
        by_urgency[step] for step in (5, 4, 3)
    ]
    assert by_urgency[5] == 11
    assert levels["weighted"] == weighted


def people(need: dict[str, Any]) -> int:
    """For whom, as the list says; where it does not, those who asked together (13 for the sports day)."""
    told = need["fields"].get("beneficiaries")
    asked = len(need["merged_rows"]) + 1
    return int(told["value"]) if told else (asked if asked > 1 else 0)


def truths() -> list[dict[str, Any]]:
    truth = json.loads((HERE / "expected/street_2026_06.json").read_text(encoding="utf-8"))
    return [
        record
        for file in truth["files"]
        for sheet in file["sheets"]
        if sheet["kind"] in ("needs", "combined")
        for record in sheet["records"]
    ]


def test_every_assignment_is_what_a_coordinator_would_do(street: Month) -> None:
    assert [
        f"{need} {street.needs[need].title} ← {resource} {street.resources[resource].title}"
        for need, right in RIGHT.items()
        for resource in sorted(street.served_by(need) - set(right))
    ] == []


@pytest.mark.parametrize("name", [STREET, COMMUNITY])
def test_level_values_are_those_on_record(name: str) -> None:
    """A change of scores moves the fit: look at the plan, then record it (``record_levels``)."""
    assert matched(name).levels() == json.loads(LEVELS.read_text(encoding="utf-8"))[name]


def test_order_of_rows_does_not_change_the_plan(street: Month) -> None:
    lists = street.round.lists
    turned = replace(
        lists,
        needs=lists.needs[::-1],
        resources=lists.resources[::-1],
        units=lists.units[::-1],
    )
    again = pipeline.match(replace(street.round, lists=turned, outcome=None))
    assert again.outcome is not None
    assert again.outcome.plan.assignments == street.outcome.plan.assignments
