"""The posted list holds nothing that tells who somebody is."""

import html
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from matcher.domain import AgendaRecord, ApplicantType, Child, Origin, Round
from matcher.domain.office import Office
from matcher.domain.papers import PaperKind, Papers, Privacy
from matcher.export import write_papers
from tests.export.example import NEEDS, RESOURCES, UNITS, small_round

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
    "周小某",
    "何某丁",
    "冯某戊",
    "华某己",
    "褚某庚",
    "卫某辛",
    "蒋某壬",
    "沈某癸",
    "13900000055",
    "0871-65550001",
    "云AD12345",
    "5号楼2单元",
    "6222020200112233445",
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
        replace(
            NEEDS[0],
            applicant="张某甲",
            applicant_type=ApplicantType.RESIDENT,
            detail="居民代表周小某反映，座机0871-65550001，卡号6222020200112233445",
            place="翠园小区5号楼2单元",
            remark="车牌云AD12345",
            merged=(
                Child(
                    Origin("何某丁的表.xlsx", "需求", 9),
                    "居民代表周小某13900000055",
                    (("title", "给何某丁量血压"), ("phone", "13900000055")),
                ),
                Child(Origin("西站.xlsx", "需求", 10), "何某丁", ()),
            ),
            raw=(("applicant", "张某甲"), ("phone", "13900000055")),
            extra=(("身份证", "53010019000101000X"),),
        ),
        replace(NEEDS[1], applicant="欧阳某乙", applicant_type=ApplicantType.RESIDENT),
        *NEEDS[2:],
    )
    resources = (replace(RESOURCES[0], conditions="找冯某戊，13900000055"), *RESOURCES[1:])
    units = (
        *UNITS[:1],
        replace(UNITS[1], part_time_member="冯某戊主任", remark="王某某"),
        *UNITS[2:],
    )
    lists = replace(small.lists, needs=needs, resources=resources, units=units)
    return replace(
        small,
        lists=lists,
        outcome=replace(small.outcome, projects=(told,)),
        office=Office(
            name="示例街道",
            contact="华某己",
            recorder="褚某庚",
            present="卫某辛、蒋某壬",
            absent="沈某癸",
        ),
        agenda=(
            AgendaRecord(
                "甲", "张某甲的事", "由华某己办", ("卫某辛",), ("沈某癸",), "蒋某壬", "13900000055"
            ),
        ),
    )


@pytest.fixture(scope="module")
def notice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notice")
    (file,) = write_papers(planted(), [PaperKind.NOTICE], folder).files
    return file.path


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """Every paper there is, written for the public."""
    folder = tmp_path_factory.mktemp("public")
    return write_papers(planted(), PaperKind, folder, level=Privacy.PUBLIC)


def bytes_of(path: Path) -> str:
    """Everything in a file and its name, unpacked; workbooks hold Chinese as character references."""
    if path.suffix in (".csv", ".json"):
        return path.name + path.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    return path.name + html.unescape("".join(parts))


def test_what_is_looked_for_would_be_found(tmp_path: Path) -> None:
    papers = write_papers(planted(), [PaperKind.NEEDS], tmp_path, level=Privacy.INTERNAL)

    assert "张某甲" in bytes_of(papers.files[0].path)


def test_no_public_file_holds_anything_personal_that_went_in(everything: Papers) -> None:
    told = {
        file.path.name: [words for words in PLANTED if words in bytes_of(file.path)]
        for file in everything.files
    }

    assert {name: words for name, words in told.items() if words} == {}
    assert {file.kind for file in everything.files} == set(PaperKind)


def test_no_public_file_holds_a_mobile_number(everything: Papers) -> None:
    mobile = re.compile(r"(?<![\d.A-Fa-f])1[3-9]\d{9}(?![\d.])")

    found = {
        file.path.name: mobile.findall(bytes_of(file.path))
        for file in everything.files
        if file.kind is not PaperKind.MINUTES
    }

    assert {name: numbers for name, numbers in found.items() if numbers} == {}


def test_public_files_tell_nothing_about_who_made_them(everything: Papers) -> None:
    for file in everything.files:
        if file.path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(file.path) as archive:
                core = archive.read("docProps/core.xml").decode("utf-8")
                names = archive.namelist()
            told = re.findall(r"<(?:dc|cp):(\w+)[^>]*>([^<]+)<", core)
            assert [(tag, text) for tag, text in told if tag not in ("revision", "language")] == []
            assert not [name for name in names if "omment" in name or "custom" in name]


def test_public_workbooks_hide_nothing_and_work_nothing_out(everything: Papers) -> None:
    for file in everything.files:
        if file.path.suffix != ".xlsx":
            continue
        for sheet in load_workbook(file.path).worksheets:
            assert sheet.sheet_state == "visible"
            assert not any(line.hidden for line in sheet.column_dimensions.values())
            assert not any(line.hidden for line in sheet.row_dimensions.values())
            cells = [cell for row in sheet.iter_rows() for cell in row]
            assert not [cell.coordinate for cell in cells if cell.comment]
            assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_what_is_posted_can_still_be_understood(notice: Path) -> None:
    row = [cell.value for cell in load_workbook(notice)["公示表"][4]]

    assert row == [
        "XM-202606-003",
        "西站社区",
        "张**家义诊",
        "为欧阳**（******，车牌云A*****）上门，住翠园小区**，电话138****0077",
        None,
        None,
        "示例第一小学",
        "示例区人民医院",
        "2026年6月1日至30日\n与138****0088约定",
    ]


def test_a_group_of_four_is_told_and_one_of_three_is_not(tmp_path: Path) -> None:
    assert people_posted(tmp_path / "4", 4) == ("老年人", 4)
    assert people_posted(tmp_path / "3", 3) == (None, None)


def people_posted(folder: Path, count: int) -> tuple[object, object]:
    """For whom and how many, as posted."""
    small = small_round()
    assert small.outcome is not None
    (project,) = small.outcome.projects
    told = replace(project, beneficiaries=count)
    round_ = replace(small, outcome=replace(small.outcome, projects=(told,)))
    (file,) = write_papers(round_, [PaperKind.NOTICE], folder).files
    row = load_workbook(file.path)["公示表"][4]
    return row[4].value, row[5].value


def test_the_notice_tells_how_to_object(notice: Path) -> None:
    sheet = load_workbook(notice)["公示表"]

    assert "有异议" in sheet.cell(sheet.max_row, 1).value


def test_the_notice_is_public_whatever_is_asked_for(tmp_path: Path) -> None:
    papers = write_papers(planted(), [PaperKind.NOTICE], tmp_path, level=Privacy.INTERNAL)

    assert [file.level for file in papers.files] == [Privacy.PUBLIC]
