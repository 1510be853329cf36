"""Claims that come with combined sheets."""

from dataclasses import replace

from matcher.domain import (
    Decision,
    DecisionKind,
    DecisionSource,
    FileReport,
    Form,
    Issue,
    Lists,
    Need,
    NeedStatus,
    Origin,
    Resource,
    Severity,
    Unit,
)
from matcher.pipeline.claims import claims_from, with_claims, with_remarks

HOSPITAL = Unit("云泽区人民医院", aliases=("区医院",))
OFFER = Resource(id="ZY-1", unit="云泽区人民医院", title="义诊")
SCHOOL_OFFER = Resource(id="ZY-2", unit="实验中学", title="操场")


def claimed(
    *units: str, forms: tuple[Form, ...] = (), status: NeedStatus = NeedStatus.OPEN
) -> Need:
    """A need in row 5 that these units took up, the first as lead."""
    return Need(
        id="XQ-1",
        title="义诊",
        origin=Origin("需求.xlsx", "表1", 5),
        forms=forms,
        status=status,
        lead_unit=units[0],
        coop_units=units[1:],
    )


def lists(*needs: Need) -> Lists:
    return Lists(
        needs=needs,
        resources=(OFFER, SCHOOL_OFFER),
        units=(HOSPITAL, Unit("派出所")),
        files=(FileReport("需求.xlsx"),),
    )


def claim(unit: str) -> Decision:
    return Decision(
        DecisionKind.CLAIM,
        need="XQ-1",
        unit=unit,
        source=DecisionSource.IMPORTED,
        reason="清单注明认领",
    )


def codes(found: tuple[Issue, ...]) -> list[tuple[str, str, Severity]]:
    return [(issue.code, issue.value, issue.severity) for issue in found]


def test_a_lead_unit_is_a_claim() -> None:
    assert claims_from(lists(claimed("云泽区人民医院"))) == ((claim("云泽区人民医院"),), ())


def test_an_alias_claims_under_the_full_name() -> None:
    assert claims_from(lists(claimed("区医院")))[0] == (claim("云泽区人民医院"),)


def test_a_unit_known_only_by_its_resource_claims_too() -> None:
    assert claims_from(lists(claimed("实验中学")))[0] == (claim("实验中学"),)


def test_cooperating_units_claim_as_far_as_the_forms_go() -> None:
    both = claimed("区医院", "实验中学", forms=(Form.SERVICE, Form.SITE))
    one = claimed("区医院", "实验中学", forms=(Form.SERVICE,))

    assert claims_from(lists(both))[0] == (claim("云泽区人民医院"), claim("实验中学"))
    decisions, issues = claims_from(lists(one))
    assert decisions == (claim("云泽区人民医院"),)
    assert codes(issues) == [("claim-more-units-than-forms", "实验中学", Severity.INFO)]


def test_an_unknown_unit_is_an_issue_with_its_row() -> None:
    decisions, issues = claims_from(lists(claimed("某某公司")))

    assert decisions == ()
    assert codes(issues) == [("claim-unit-unknown", "某某公司", Severity.WARNING)]
    assert issues[0].where == "需求.xlsx › 表1 › 5 › 某某公司"


def test_a_unit_without_resource_is_an_issue() -> None:
    decisions, issues = claims_from(lists(claimed("派出所")))

    assert decisions == ()
    assert codes(issues) == [("claim-unit-without-resource", "派出所", Severity.WARNING)]


def test_a_unit_whose_resources_were_all_withdrawn_claims_nothing() -> None:
    withdrawn = replace(lists(claimed("区医院")), resources=(replace(OFFER, withdrawn=True),))

    assert claims_from(withdrawn)[0] == ()


def test_closed_needs_are_not_claimed() -> None:
    assert claims_from(lists(claimed("区医院", status=NeedStatus.WITHDRAWN))) == ((), ())


def test_new_claims_join_what_people_decided() -> None:
    lock = Decision(DecisionKind.LOCK, need="XQ-2", resource="ZY-2")
    found = with_claims((lock,), Lists(), lists(claimed("区医院")))

    assert found == (lock, claim("云泽区人民医院"))


def test_what_was_decided_about_the_pair_by_hand_stays() -> None:
    forbid = Decision(DecisionKind.FORBID, need="XQ-1", unit="云泽区人民医院")

    assert with_claims((forbid,), Lists(), lists(claimed("区医院"))) == (forbid,)


def test_a_claim_taken_back_does_not_return_with_the_same_lists() -> None:
    same = lists(claimed("区医院"))

    assert with_claims((), same, same) == ()


def test_a_claim_that_left_the_lists_leaves_the_decisions() -> None:
    before, after = lists(claimed("区医院")), lists(claimed("实验中学"))

    assert with_claims((claim("云泽区人民医院"),), before, after) == (claim("实验中学"),)


def test_remarks_go_to_the_files_report_once() -> None:
    once = with_remarks(lists(claimed("某某公司")))

    assert codes(once.issues) == [("claim-unit-unknown", "某某公司", Severity.WARNING)]
    assert with_remarks(once) is once


def test_a_remark_goes_when_its_cause_is_gone() -> None:
    once = with_remarks(lists(claimed("某某公司")))

    assert with_remarks(replace(once, needs=(claimed("区医院"),))).issues == ()
