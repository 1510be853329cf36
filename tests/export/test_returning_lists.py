"""Blank lists filled in, corrected, sorted and renamed: every row is found again by its id."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

from matcher import pipeline
from matcher.cli import main
from matcher.domain import Changes, Form, Lists
from matcher.export import write_templates
from matcher.intake import compare

MONTH = "2026-06"
PERSON = {"联系人": "李某某", "联系电话": "138-0000-0001", "所属社区": "西站社区"}
NEEDS = (
    {
        "需求名称": "路灯不亮",
        "需求单位(人)": "张某某",
        "需求主体类型": "居民",
        "受益人数": "约50人",
    },
    {
        "需求名称": "老年人义诊",
        "需求单位(人)": "王某某",
        "需求主体类型": "社区",
        "需求形式": "服务",
    },
    {"需求名称": "缺少座椅", "需求单位(人)": "赵某某", "需求主体类型": "居民", "紧急程度": "急"},
)
RESOURCES = (
    {"资源单位": "示例区人民医院", "资源名称": "健康义诊队", "频次": "每月2次", "资源形式": "服务"},
    {"资源单位": "示例区供电所", "资源名称": "路灯检修", "可服务次数": "6次", "资源形式": "工程"},
)


@dataclass(frozen=True, slots=True)
class Handed:
    """The blank lists of one hand-out, and the ids of their first rows."""

    needs: Path
    resources: Path
    units: Path
    need_ids: tuple[str, ...]
    resource_ids: tuple[str, ...]


def headings(path: Path) -> dict[str, int]:
    sheet = load_workbook(path).worksheets[0]
    return {str(cell.value).replace("\n", "").rstrip("*"): cell.column for cell in sheet[3]}


def fill(path: Path, rows: tuple[dict[str, str], ...], more: dict[str, str]) -> tuple[str, ...]:
    """Write into the first empty rows; the ids standing there."""
    columns = headings(path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, 5):
        for name, value in (more | row).items():
            sheet.cell(number, columns[name]).value = value
    book.save(path)
    return tuple(str(sheet.cell(number, 1).value) for number in range(5, 5 + len(rows)))


def hand_out(folder: Path) -> Handed:
    needs, resources, units, _ = write_templates(folder, month=MONTH, seed=7)
    contact = {name: PERSON[name] for name in ("联系人", "联系电话")}
    return Handed(
        needs, resources, units, fill(needs, NEEDS, PERSON), fill(resources, RESOURCES, contact)
    )


def change(path: Path, old: str, new: str) -> None:
    """Replace one cell's words wherever they stand in the list."""
    book = load_workbook(path)
    for row in book.worksheets[0].iter_rows(min_row=5):
        for cell in row:
            if cell.value == old:
                cell.value = new
    book.save(path)


def reverse(path: Path, count: int) -> None:
    """Turn the first rows round, as sorting does."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in sheet[number]] for number in range(5, 5 + count)]
    for number, values in enumerate(reversed(rows), 5):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value
    book.save(path)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> tuple[Handed, Path]:
    """Handed out and filled in once, and a copy of the folder to put right whatever a test changes."""
    folder = tmp_path_factory.mktemp("lists")
    handed = hand_out(folder / "第一次")
    return handed, shutil.copytree(handed.needs.parent, folder / "unchanged")


@pytest.fixture(scope="module")
def first(pristine: tuple[Handed, Path]) -> Lists:
    handed, _ = pristine
    return pipeline.load((handed.needs, handed.resources, handed.units), month=MONTH)


@pytest.fixture
def handed(pristine: tuple[Handed, Path], first: Lists) -> Iterator[Handed]:
    """The lists as they were when they were first loaded."""
    handed, unchanged = pristine
    yield handed
    shutil.rmtree(handed.needs.parent)
    shutil.copytree(unchanged, handed.needs.parent)


def test_filled_in_lists_hold_exactly_what_was_written(handed: Handed, first: Lists) -> None:
    needs = {need.id: need for need in first.needs}
    lamp, doctor, bench = (needs[identifier] for identifier in handed.need_ids)

    assert len(first.needs) == 3
    assert (lamp.title, lamp.applicant, lamp.community) == ("路灯不亮", "张某某", "西站社区")
    assert lamp.beneficiaries is not None
    assert (lamp.beneficiaries.value, lamp.phones) == (50, ("13800000001",))
    assert (doctor.title, doctor.forms) == ("老年人义诊", (Form.SERVICE,))
    assert (bench.title, bench.urgency) == ("缺少座椅", 5)
    assert [(r.id, r.unit, r.title) for r in first.resources] == [
        (handed.resource_ids[0], "示例区人民医院", "健康义诊队"),
        (handed.resource_ids[1], "示例区供电所", "路灯检修"),
    ]


def test_nothing_is_asked_and_every_row_is_accounted_for(first: Lists) -> None:
    assert [issue.message for issue in first.issues] == []
    sheets = {report.file: report.sheets[0] for report in first.files}
    counted = sheets["需求清单.xlsx"]
    assert (counted.rows_read, counted.rows_imported, counted.rows_skipped) == (51, 3, 48)
    assert counted.unsure == ()
    reasons = [row.reason for row in counted.skipped]
    assert reasons == ["示例行", *["未填写的空行"] * 47]


def test_the_same_lists_again_change_nothing(handed: Handed, first: Lists) -> None:
    again = pipeline.load((handed.needs, handed.resources), month=MONTH, known=first)

    assert compare(first, again) == Changes(same=(*handed.need_ids, *handed.resource_ids))


def test_a_changed_title_and_sorted_rows_are_one_change(handed: Handed, first: Lists) -> None:
    change(handed.needs, "老年人义诊", "量血压")
    reverse(handed.needs, 3)

    changes = compare(first, pipeline.load((handed.needs,), month=MONTH, known=first))

    assert changes.changed == (handed.need_ids[1],)
    assert set(changes.same) == {handed.need_ids[0], handed.need_ids[2], *handed.resource_ids}
    assert (changes.new, changes.missing) == ((), ())


def test_a_corrected_file_of_another_name_updates_too(handed: Handed, first: Lists) -> None:
    renamed = handed.needs.with_name("西站社区需求（更正）.xlsx")
    shutil.copy(handed.needs, renamed)
    change(renamed, "老年人义诊", "老年人义诊和量血压")
    reverse(renamed, 3)

    again = pipeline.load((renamed,), month=MONTH, known=first)

    changes = compare(first, again)
    assert changes.changed == (handed.need_ids[1],)
    assert (changes.new, changes.missing) == ((), ())
    assert again.issues == ()


def test_ids_stay_in_the_next_month(handed: Handed, first: Lists) -> None:
    again = pipeline.load((handed.needs,), month="2026-07", known=first)

    assert {need.id for need in again.needs} == set(handed.need_ids)


def test_a_row_taken_out_is_missing_and_one_put_in_is_new(handed: Handed, first: Lists) -> None:
    book = load_workbook(handed.needs)
    sheet = book.worksheets[0]
    fresh = str(sheet["A8"].value)
    columns = headings(handed.needs)
    for name in columns.values():
        sheet.cell(8, name).value = sheet.cell(5, name).value
        sheet.cell(5, name).value = None
    sheet["A8"].value, sheet["A5"].value = fresh, handed.need_ids[0]
    sheet.cell(8, columns["需求名称"]).value = "停车困难"
    book.save(handed.needs)

    changes = compare(first, pipeline.load((handed.needs,), month=MONTH, known=first))

    assert (changes.new, changes.missing) == ((fresh,), (handed.need_ids[0],))


def test_two_hand_outs_never_meet(handed: Handed, first: Lists, tmp_path: Path) -> None:
    other, *_ = write_templates(tmp_path / "第二次", month=MONTH, seed=8)
    fill(other, NEEDS, PERSON | {"所属社区": "东站社区"})

    both = pipeline.load((handed.needs, other), month=MONTH)

    assert len({need.id for need in both.needs}) == 6
    assert both.issues == ()


def test_the_commands_hand_out_and_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    for name in ("需求清单.xlsx", "资源清单.xlsx", "成员单位清单.xlsx"):
        assert f"{tmp_path / name}" in said
    assert "编号" in said
    fill(tmp_path / "需求清单.xlsx", NEEDS, PERSON)

    assert main(["check", str(tmp_path / "需求清单.xlsx"), "--month", MONTH]) == 0
    said = capsys.readouterr().out
    assert "读取 51 行 = 导入 3 + 归并 0 + 跳过 48" in said
    assert "第 8–54 行 跳过（未填写的空行）" in said
    assert "错误 0 条，提醒 0 条" in said
