"""What each level may see of the month."""

from dataclasses import fields, replace
from typing import Any

import msgspec
import pytest

from matcher.domain import (
    AgendaRecord,
    Amount,
    ApplicantType,
    Confirmation,
    Decision,
    DecisionKind,
    Idle,
    Lists,
    Need,
    Project,
    Reason,
    Resource,
    Round,
    Route,
    Unit,
    Unmet,
)
from matcher.domain.funds import Fund
from matcher.domain.papers import Privacy
from matcher.export.people import names_of, people_in
from matcher.export.seen import seen
from tests.export.example import NEEDS, small_round

PERSON, PHONE, CARD = "张某甲", "13800000077", "53010019000101000X"
PLANTED = f"{PERSON}电话{PHONE}证号{CARD}住翠园小区3栋2单元501室"
KEYS = {
    "id", "community", "unit", "name", "lead_unit", "grid", "resource", "need", "need_no", "res_no",
    "unit_type",
}  # fmt: skip
"""Texts by which facts refer to each other, or that name organisations and places; not of persons."""


def planted(kind: type[Any], **given: object) -> Any:  # noqa: ANN401 - any of the nouns
    """A noun with personal facts in every text field that is no key."""
    texts: dict[str, object] = {}
    for item in fields(kind):
        if item.type in (str, "str") and item.name not in KEYS:
            texts[item.name] = PLANTED
        elif item.type == tuple[str, ...] and item.name in ("phones", "skills", "qualifications"):
            texts[item.name] = (PHONE,)
    return kind(**(texts | given))


@pytest.fixture(scope="module")
def full() -> Round:
    """A month with personal facts wherever a text can stand."""
    small = small_round()
    assert small.outcome is not None
    need = planted(Need, id="XQ-202606-西站-001", applicant_type=ApplicantType.RESIDENT)
    lists = Lists(
        needs=(replace(need, contact=PERSON, raw=(("detail", PLANTED),), extra=(("证", CARD),)),),
        resources=(planted(Resource, id="ZY-202606-001", unit="示例区人民医院"),),
        units=(planted(Unit, name="示例区人民医院"),),
        projects=(planted(Project, id="XM-202606-001", need_ids=(PLANTED,)),),
        funds=(planted(Fund, name="示例资金"),),
    )
    outcome = replace(
        small.outcome,
        projects=(planted(Project, id="XM-202606-001", need_ids=("XQ-202606-西站-001",)),),
        unmet=(
            Unmet("XQ-202606-西站-001", Reason.TIME, PLANTED, Route.REPLY, (("ZY-1", PLANTED),)),
        ),
        idle=(Idle("ZY-202606-001", PLANTED),),
    )
    decision = Decision(DecisionKind.FORBID, need=need.id, unit="示例区人民医院", reason=PLANTED)
    return Round(
        "2026-06",
        lists,
        (decision,),
        outcome=outcome,
        confirmation=Confirmation("0", "2026-06-20T09:00:00+08:00", by=PERSON),
    )


def told(round_: Round) -> str:
    return msgspec.json.encode(round_).decode()


def test_the_public_sees_no_personal_fact_wherever_it_stood(full: Round) -> None:
    public = told(seen(full, Privacy.PUBLIC))

    assert [words for words in (PERSON, PHONE, CARD, "501") if words in public] == []


def test_a_meeting_sees_no_card_mobile_or_room(full: Round) -> None:
    shown = told(seen(full, Privacy.MEETING))

    assert [words for words in (PHONE, CARD, "501") if words in shown] == []


def test_the_office_itself_sees_everything(full: Round) -> None:
    assert seen(full, Privacy.INTERNAL) is full


def test_a_meeting_hears_a_resident_by_surname_and_a_liaison_in_full() -> None:
    need = replace(
        NEEDS[0], applicant="张某甲", applicant_type=ApplicantType.RESIDENT, contact="李某某"
    )
    (shown,) = seen(Round("2026-06", Lists(needs=(need,))), Privacy.MEETING).lists.needs

    assert (shown.applicant, shown.contact, shown.phones) == ("张某某", "李某某", ("138****0001",))


def test_a_meeting_sees_an_address_down_to_the_building() -> None:
    need = replace(NEEDS[0], place="翠园小区3栋2单元501室")
    (shown,) = seen(Round("2026-06", Lists(needs=(need,))), Privacy.MEETING).lists.needs

    assert shown.place == "翠园小区3栋"


def test_the_public_sees_residents_without_names_and_units_with_theirs() -> None:
    resident = replace(NEEDS[0], applicant="张某甲", applicant_type=ApplicantType.RESIDENT)
    unit = replace(NEEDS[1], applicant="示例物业公司", applicant_type=ApplicantType.DISTRICT_UNIT)
    shown = seen(Round("2026-06", Lists(needs=(resident, unit))), Privacy.PUBLIC).lists.needs

    assert [need.applicant for need in shown] == ["居民", "示例物业公司"]


@pytest.mark.parametrize(("people", "words"), [(1, "少于4人"), (3, "少于4人"), (4, ""), (0, "")])
def test_small_groups_are_not_told_in_public(people: int, words: str) -> None:
    need = replace(NEEDS[0], beneficiaries=Amount(people, "人"))
    (shown,) = seen(Round("2026-06", Lists(needs=(need,))), Privacy.PUBLIC).lists.needs

    assert shown.beneficiaries is not None
    assert shown.beneficiaries.words == words
    assert shown.population == (() if words else need.population)


@pytest.mark.parametrize(
    ("people", "title"),
    [(1, "困难家庭缺一台洗衣机"), (None, "困难家庭缺一台洗衣机"), (40, "残疾家庭缺一台洗衣机")],
)
def test_hardship_is_told_in_general_words_where_few_are_meant(
    people: int | None, title: str
) -> None:
    project = Project(
        "XM-202606-001",
        "残疾家庭缺一台洗衣机",
        content="示例区残疾人联合会为独居残疾人送洗衣机",
        beneficiaries=people,
    )
    (shown,) = seen(Round("2026-06", Lists(projects=(project,))), Privacy.PUBLIC).lists.projects

    assert shown.title == title
    assert shown.content.startswith("示例区残疾人联合会为独居")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("居民代表周小某", ("周小某",)),
        ("独居老人王某（13800000001）", ("王某",)),
        ("楼栋长欧阳某某、网格员何某", ("欧阳某某", "何某")),
        ("李某某主任", ("李某某",)),
        ("小区居民", ()),
        ("单亲家庭", ()),
        ("云桥社区", ()),
        ("示例物业公司", ()),
    ],
)
def test_names_are_found_behind_and_before_roles(cell: str, names: tuple[str, ...]) -> None:
    assert set(names) <= set(names_of(cell))
    assert all(name in cell for name in names_of(cell))
    assert bool(names) == bool(names_of(cell))


def test_people_of_all_name_columns_are_known() -> None:
    assert {"李某某", "王某某", "赵某某", "钱某某", "孙某某", "张某某"} <= people_in(small_round())


def test_what_was_recorded_at_the_meeting_is_shown_without_numbers_of_persons() -> None:
    record = AgendaRecord(
        "甲", "路灯（139-0000-0055）", "下月修", remark="身份证53010019000101000X"
    )

    (shown,) = seen(replace(small_round(), agenda=(record,)), Privacy.MEETING).agenda

    assert (shown.item, shown.decision, shown.remark) == (
        "路灯（139****0055）",
        "下月修",
        "身份证******",
    )
