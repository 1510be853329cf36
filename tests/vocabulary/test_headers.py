"""Header words: taken apart and looked up."""

import pytest

from matcher.vocabulary.headers import SURE, load_headers, take_apart


def best(kind: str, text: str) -> tuple[str, float]:
    guess = load_headers().guesses(kind, take_apart(text))[0]
    return guess.field, guess.confidence


@pytest.mark.parametrize(
    ("kind", "text", "field"),
    [
        ("needs", "需求编号", "need_no"),
        ("needs", "* 需求名称（必填）", "title"),
        ("needs", "需 求\n名 称：", "title"),
        ("needs", "村（社区）", "community"),
        ("needs", "需求单位(人)", "applicant"),
        ("needs", "预计经费（万元）", "budget"),
        ("needs", "预算万元", "budget"),
        ("needs", "联系人/电话", "phone"),
        ("needs", "期望完成时限（年月日）", "time_wish"),
        ("needs", "频次/数量", "quantity"),
        ("needs", "1.紧急程度", "urgency"),
        ("resources", "可提供服务", "title"),
        ("resources", "服务时间", "time_window"),
        ("needs", "服务时间", "time_wish"),
        ("resources", "频次（次/月）", "capacity_per_round"),
        ("projects", "完成时限", "planned_end"),
        ("units", "简称/别名", "alias"),
        ("combined", "认领单位联系人", "unit_contact"),
    ],
)
def test_known_header(kind: str, text: str, field: str) -> None:
    found, confidence = best(kind, text)
    assert found == field
    assert confidence >= SURE


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("预计经费（万元）", ("万元",)),
        ("频次(次/月)", ("次/月",)),
        ("受益人数［人］", ("人",)),
        ("金额:元", ("元",)),
        ("备注(是否公开)", ()),
    ],
)
def test_units_in_a_header(text: str, units: tuple[str, ...]) -> None:
    assert take_apart(text).units == units


def test_households_are_not_people() -> None:
    assert load_headers().guesses("needs", take_apart("受益户数（户）")) == ()


def test_a_misspelt_header_is_less_than_sure() -> None:
    field, confidence = best("needs", "需求名秤")
    assert field == "title"
    assert confidence < SURE


def test_the_longer_header_is_told_by_its_tail() -> None:
    assert best("needs", "提出需求的居民联系电话")[0] == "phone"


def test_every_alias_leads_to_its_field() -> None:
    words = load_headers()
    for kind, table in words.aliases.items():
        for key, entries in table.items():
            found = {guess.field for guess in words.guesses(kind, take_apart(key))}
            assert {field for field, _, _ in entries} <= found, (kind, key)


@pytest.mark.parametrize("text", ["张某某", "希望修好小区的路灯", "2026年6月", "13800000001", ""])
def test_other_texts_are_no_headers(text: str) -> None:
    assert load_headers().familiarity(take_apart(text)) < SURE
