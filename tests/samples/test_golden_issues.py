"""What is said about the sample files: nothing is wrong with them, and every remark is a known kind."""

import pytest

from matcher import intake, pipeline, vocabulary
from matcher.domain import Severity
from samples.make_samples import HERE, MONTHS
from tests.samples.months import keyed_needs, loaded


@pytest.mark.parametrize("month", list(MONTHS))
def test_nothing_is_an_error_or_a_warning(month: str) -> None:
    issues = loaded(month).issues
    assert [str(i.where) for i in issues if i.severity is not Severity.INFO] == []


def test_web_page_under_xls_is_said() -> None:
    issues = loaded("street_2026_06").issues
    assert [i.file for i in issues if i.code == "suffix"] == ["needs_锦绣社区_系统导出.xls"]


def test_cooperating_units_beyond_the_forms_are_said() -> None:
    issues = loaded("street_2026_06").issues
    assert {i.value for i in issues if i.code == "claim-more-units-than-forms"} == {
        "春和社区卫生服务中心",
        "云泽区志愿者协会",
    }


def test_wishes_for_different_things_are_no_near_duplicates() -> None:
    needs = keyed_needs("street_2026_06")
    wishes = {need.id for key, need in needs.items() if key.startswith("nh")}
    proposals = intake.near_duplicates(loaded("street_2026_06"), vocabulary.load())
    assert [p for p in proposals if {p.first, p.second} <= wishes] == []


def test_lamps_of_different_buildings_are_no_near_duplicates() -> None:
    needs = keyed_needs("street_2026_06")
    lamps = {needs[key].id for key in ("xy03", "xy04")}
    proposals = intake.near_duplicates(loaded("street_2026_06"), vocabulary.load())
    assert [p for p in proposals if {p.first, p.second} == lamps] == []


def test_importing_again_changes_nothing() -> None:
    lists = loaded("street_2026_06")
    again = pipeline.load(sorted((HERE / "street_2026_06").iterdir()), month="2026-06", known=lists)
    assert again == lists
