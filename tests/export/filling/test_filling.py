"""Templates of an office: filled in whole, safe, no more seen than the level allows; bad ones told in full."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from matcher.domain import Round
from matcher.domain.office import Office
from matcher.domain.papers import PaperKind, Privacy
from matcher.errors import FileRefused, InputError
from matcher.export import write_papers
from matcher.export.filling import fill_template, write_form_templates
from tests.export.example import small_round, street_round


def template(folder: Path, build: Callable[[Worksheet], None], name: str = "模板.xlsx") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表"
    build(sheet)
    path = folder / name
    book.save(path)
    return path


def filled(path: Path, round_: Round, level: Privacy = Privacy.INTERNAL) -> Worksheet:
    (made,) = fill_template(path, round_, path.parent / "出", level=level)
    sheet = load_workbook(made).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def a_list(sheet: Worksheet) -> None:
    """Title, header, one row that repeats, merged signature below, and what belongs to a list."""
    sheet["A1"] = "{{月份}}项目表（{{ 填报单位 }}）"
    sheet.merge_cells("A1:C1")
    for column, text in enumerate(("序号", "名称", "单位"), 1):
        sheet.cell(3, column).value = text
    sheet["A4"], sheet["B4"], sheet["C4"] = (
        "{{项目.序号}}",
        "{{项目.项目名称}}",
        "牵头：{{项目.牵头单位}}",
    )
    sheet["B4"].font = Font(name="黑体", size=14)
    sheet.row_dimensions[4].height = 33
    sheet["A6"] = "签字：　　共{{项目数}}项"
    sheet.merge_cells("A6:C6")
    sheet.row_dimensions[6].height = 44
    rule = DataValidation(type="list", formula1='"甲,乙"')
    rule.add("C4")
    sheet.add_data_validation(rule)
    sheet.print_area = "A1:C6"
    sheet.auto_filter.ref = "A3:C4"


def test_a_row_repeats_and_everything_below_moves_down(tmp_path: Path) -> None:
    round_ = replace(street_round(5), office=Office(name="示例街道"))
    sheet = filled(template(tmp_path, a_list), round_)
    assert round_.outcome is not None

    assert sheet["A1"].value == "2026年6月项目表（示例街道）"
    assert [sheet.cell(row, 1).value for row in range(4, 9)] == [1, 2, 3, 4, 5]
    assert [sheet.cell(row, 2).value for row in range(4, 9)] == [
        project.title for project in round_.outcome.projects
    ]
    assert sheet["C8"].value == f"牵头：{round_.outcome.projects[4].lead_unit}"
    assert {sheet.cell(row, 2).font.name for row in range(4, 9)} == {"黑体"}
    assert all((sheet.row_dimensions[row].height or 0) >= 33 for row in range(4, 9))
    assert sheet["A10"].value == "签字：　　共5项"
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:C1", "A10:C10"}
    assert sheet.row_dimensions[10].height == 44
    assert str(sheet.print_area).replace("$", "").endswith("A1:C10")
    assert sheet.auto_filter.ref == "A3:C8"
    assert str(sheet.data_validations.dataValidation[0].sqref) == "C4:C8"


def test_no_rows_leave_one_blank_row(tmp_path: Path) -> None:
    round_ = small_round()
    assert round_.outcome is not None
    none = replace(round_, outcome=replace(round_.outcome, projects=()))

    sheet = filled(template(tmp_path, a_list), none)

    assert [sheet.cell(4, column).value for column in (1, 2, 3)] == [None, None, "牵头："]
    assert sheet["A6"].value == "签字：　　共0项"


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"] = "{{未对接.需求名称}}"

    sheet = filled(template(tmp_path, build), small_round())

    found = next(cell for row in sheet.iter_rows() for cell in row if "=1+1" in str(cell.value))
    assert (found.data_type, found.quotePrefix) == ("s", True)


def test_a_value_that_holds_a_placeholder_is_not_looked_at_again(tmp_path: Path) -> None:
    round_ = replace(small_round(), office=Office(name="{{主持人}}", chair="李某某"))

    def build(sheet: Worksheet) -> None:
        sheet["A1"] = "{{填报单位}}"
        sheet["A2"] = "{{项目.项目名称}}"

    assert filled(template(tmp_path, build), round_)["A1"].value == "{{主持人}}"


def test_all_that_is_wrong_is_told_at_once_with_the_nearest_names(tmp_path: Path) -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"] = "{{月分}}"
        sheet["B2"] = "{{项目.项目名}}"
        sheet["C3"] = "{{项目.序号}} {{需求.序号}}"
        sheet["D4"] = "没有{{成对"
        sheet["E5"] = '=LEN("{{月份}}")'

    with pytest.raises(InputError) as told:
        fill_template(template(tmp_path, build), small_round(), tmp_path / "出")

    words = str(told.value)
    assert "表 › A1：不认识 {{月分}}，是不是 {{月份}}" in words
    assert "表 › B2：不认识 {{项目.项目名}}，是不是 {{项目.项目名称}}" in words
    assert "表 › C3：一格里不能同时用项目、需求几种清单" in words
    assert "表 › D4" in words
    assert "表 › E5：公式里不能用占位符" in words
    assert not (tmp_path / "出").exists()


def test_in_public_nothing_personal_is_written_whatever_is_asked(tmp_path: Path) -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"] = "{{项目.社区对接人}}/{{项目.单位联络员}}/{{项目.责任人}}"
        sheet["A2"] = "{{需求.联系人}}{{需求.联系电话}}{{需求.需求单位}}"
        sheet["A3"] = "{{参会人员}}{{联系人}}"

    round_ = replace(small_round(), office=Office(present="张某某", contact="王某某"))
    book = load_workbook(template(tmp_path, build))
    hidden = book.create_sheet("底稿")
    hidden.sheet_state, hidden["A1"].value = "hidden", "13800000001"
    path = tmp_path / "公示模板.xlsx"
    book.save(path)

    (made,) = fill_template(path, round_, tmp_path / "出", level=Privacy.PUBLIC)

    book = load_workbook(made)
    said = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    assert book.sheetnames == ["表"]
    for secret in ("13800000001", "张某某", "李某某", "王某某", "赵某某"):
        assert secret not in said
    with ZipFile(made) as archive:
        assert b"openpyxl" not in archive.read("docProps/core.xml")


def test_one_file_for_each_unit(tmp_path: Path) -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"] = "{{接收单位}}"
        sheet["A2"] = "{{派单.项目名称}}"

    paths = fill_template(template(tmp_path, build), small_round(), tmp_path / "出")

    assert [path.name for path in paths] == [
        "2026年6月-模板-示例第一小学.xlsx",
        "2026年6月-模板-示例区人民医院.xlsx",
    ]
    assert load_workbook(paths[0]).worksheets[0]["A1"].value == "示例第一小学"


def test_word_paragraphs_rows_and_pieces_of_runs_are_filled_in(tmp_path: Path) -> None:
    document = Document()
    split = document.add_paragraph()
    for piece in ("时间：{{", "会议", "时间}}，主持{{主持人}}"):
        split.add_run(piece)
    document.add_paragraph("（{{议程.序号}}）{{议程.议题}}")
    table = document.add_table(rows=2, cols=2)
    table.rows[0].cells[0].text = "名称"
    table.rows[1].cells[0].text = "{{项目.项目名称}}"
    table.rows[1].cells[1].text = "{{项目.牵头单位}}"
    document.sections[0].footer.paragraphs[0].text = "{{月份}}"
    path = tmp_path / "纪要.docx"
    document.save(str(path))
    round_ = replace(street_round(4), office=Office(meeting_time="6月24日", chair="李某某"))
    assert round_.outcome is not None

    (made,) = fill_template(path, round_, tmp_path / "出", level=Privacy.INTERNAL)

    document = Document(str(made))
    assert document.paragraphs[0].text == "时间：6月24日，主持李某某"
    agenda = [p.text for p in document.paragraphs if p.text.startswith("（")]
    assert [text[:3] for text in agenda[:2]] == ["（一）", "（二）"]
    assert [row.cells[0].text for row in document.tables[0].rows] == [
        "名称",
        *(project.title for project in round_.outcome.projects),
    ]
    assert document.sections[0].footer.paragraphs[0].text == "2026年6月"


@pytest.mark.parametrize("name", ["模板.xls", "模板.txt"])
def test_other_files_are_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"x")

    with pytest.raises(FileRefused):
        fill_template(tmp_path / name, small_round(), tmp_path)


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 no workbook")

    with pytest.raises(FileRefused):
        fill_template(tmp_path / "坏.xlsx", small_round(), tmp_path)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    paths = write_form_templates(tmp_path_factory.mktemp("模板"))
    return {path.name.split("-")[0]: path for path in paths}


def grid(path: Path) -> list[list[object]]:
    sheet = load_workbook(path).worksheets[0]
    rows = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=3))
    return [row for row in rows if any(value is not None for value in row)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("项目服务清单", PaperKind.PROJECTS),
        ("需求清单", PaperKind.NEEDS),
        ("公示表", PaperKind.NOTICE),
    ],
)
def test_our_papers_as_templates_say_what_our_papers_say(
    name: str, kind: PaperKind, ours: dict[str, Path], tmp_path: Path
) -> None:
    round_ = replace(
        street_round(6), office=Office(name="示例街道", phone="0871-00000000", address="示例路")
    )
    level = kind.spec.level
    (file,) = write_papers(round_, [kind], tmp_path, level=level).files

    (made,) = fill_template(ours[name], round_, tmp_path / "出", level=level)

    own, theirs = grid(file.path), grid(made)
    assert [row[:3] for row in theirs[1:7]] == [
        row[:3] for row in own[1:7]
    ] or level is Privacy.PUBLIC
    assert [row[1:] for row in theirs[:-1]] == [row[1:] for row in own[:-1]]


def test_our_minutes_are_a_template_too(ours: dict[str, Path], tmp_path: Path) -> None:
    (made,) = fill_template(ours["会议纪要"], street_round(4), tmp_path, level=Privacy.MEETING)

    texts = [paragraph.text for paragraph in Document(str(made)).paragraphs]
    assert texts[0] == "2026年6月党建联席会议纪要"
    assert not any("{{" in text for text in texts)
    assert len(Document(str(made)).tables[0].rows) == 5
