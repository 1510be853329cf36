"""The posted list holds nothing that tells who somebody is."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from matcher.domain import ApplicantType, Round
from matcher.export import write_public
from tests.export.example import NEEDS, RESOURCES, small_round

PLANTED = (
    "张某甲",
    "欧阳某乙",
    "13800000077",
    "138-0000-0088",
    "53010019000101000X",
    "云A12345",
    "3栋2单元501",
    "13800000001",
    "13800000003",
    "李某某",
    "赵某某",
    "孙某某",
    "王某某",
)


def planted() -> Round:
    """The small round with personal facts in every text a project takes over."""
    small = small_round()
    assert small.outcome is not None
    (project,) = small.outcome.projects
    told = replace(
        project,
        title="张某甲家义诊",
        content="为欧阳某乙（53010019000101000X，车牌云A12345）上门，住翠园小区3栋2单元501室，电话13800000077",
        time_words="与138-0000-0088约定",
        remark="张某甲",
        beneficiaries=1,
    )
    needs = (
        replace(NEEDS[0], applicant="张某甲", applicant_type=ApplicantType.RESIDENT),
        replace(NEEDS[1], applicant="欧阳某乙", applicant_type=ApplicantType.RESIDENT),
        *NEEDS[2:],
    )
    lists = replace(small.lists, needs=needs, resources=RESOURCES)
    return replace(small, lists=lists, outcome=replace(small.outcome, projects=(told,)))


def test_the_bytes_hold_nothing_personal_that_went_in(tmp_path: Path) -> None:
    path = write_public(planted(), tmp_path)

    with zipfile.ZipFile(path) as archive:
        everything = "".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    assert [words for words in PLANTED if words in everything] == []
    assert re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", everything) is None


def test_what_is_posted_can_still_be_understood(tmp_path: Path) -> None:
    sheet = load_workbook(write_public(planted(), tmp_path))["公示表"]

    row = [cell.value for cell in sheet[4]]
    assert row == [
        "XM-202606-003",
        "西站社区",
        "张**家义诊",
        "为欧阳**（******，车牌云A*****）上门，住翠园小区**，电话138****0077",
        "老年人",
        "少于4",
        "示例第一小学",
        "示例区人民医院",
        "2026年6月1日至30日\n与138****0088约定",
    ]


def test_the_file_has_one_sheet_without_comments_or_hidden_columns(tmp_path: Path) -> None:
    book = load_workbook(write_public(planted(), tmp_path))

    assert book.sheetnames == ["公示表"]
    sheet = book["公示表"]
    assert not any(dimension.hidden for dimension in sheet.column_dimensions.values())
    assert not any(cell.comment for row in sheet.iter_rows() for cell in row)


def test_the_notice_tells_how_to_object(tmp_path: Path) -> None:
    sheet = load_workbook(write_public(planted(), tmp_path))["公示表"]

    assert "有异议" in sheet.cell(sheet.max_row, 1).value
