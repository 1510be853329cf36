"""OOXML workbooks: values, formats, merges, hidden things, and what is said about them."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from matcher.domain import Severity
from matcher.errors import FileRefused
from matcher.sheets import CellKind, Limits, Merge
from tests.hostile import workbooks as w
from tests.sheets.helpers import book, cells, codes, texts


def _saved(workbook: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _one(value: object, code: str = "General") -> bytes:
    workbook = openpyxl.Workbook()
    cell = workbook.active["A1"]
    cell.value = value
    cell.number_format = code
    return _saved(workbook)


def test_phone_stored_as_number_keeps_its_digits() -> None:
    cell = cells(_one(13800000001.0))["A1"]
    assert (cell.text, cell.value, cell.kind) == ("13800000001", 13800000001, CellKind.NUMBER)


def test_percentage_is_shown_as_seen_and_keeps_its_value() -> None:
    cell = cells(_one(0.125, "0.0%"))["A1"]
    assert (cell.text, cell.value, cell.format) == ("12.5%", 0.125, "0.0%")


def test_date_is_a_moment() -> None:
    cell = cells(_one(datetime(2026, 6, 18), 'yyyy"年"m"月"d"日"'))["A1"]
    assert (cell.text, cell.value, cell.kind) == ("2026-06-18", date(2026, 6, 18), CellKind.MOMENT)


def test_dates_of_a_1904_workbook_are_right() -> None:
    workbook = openpyxl.Workbook()
    workbook.epoch = openpyxl.utils.datetime.MAC_EPOCH
    workbook.active["A1"] = datetime(2026, 6, 18)
    assert texts(_saved(workbook)) == [["2026-06-18"]]


def test_built_in_chinese_date_format_is_a_date() -> None:
    styles = '<cellXfs><xf/><xf numFmtId="31"/></cellXfs>'
    content = w.workbook(w.sheet('<row><c s="1"><v>46191</v></c></row>'), styles=styles)
    assert texts(content) == [["2026-06-18"]]


def test_number_that_is_no_date_stays_a_number_under_a_date_format() -> None:
    cell = cells(_one(-4, "yyyy-mm-dd"))["A1"]
    assert (cell.text, cell.kind) == ("-4", CellKind.NUMBER)


def test_boolean() -> None:
    cell = cells(_one(value=True))["A1"]
    assert (cell.text, cell.value, cell.kind) == ("TRUE", True, CellKind.BOOLEAN)


def test_error_cell_is_seen_as_one() -> None:
    cell = cells(_one("#REF!"))["A1"]
    assert (cell.text, cell.value, cell.kind) == ("#REF!", None, CellKind.ERROR)


def test_formula_without_saved_result_is_said() -> None:
    read = book(_one("=1+1"))
    cell = read.sheets[0].rows[0].cells[0]
    assert (cell.text, cell.value, cell.kind) == ("=1+1", None, CellKind.UNCALCULATED)
    assert [(issue.code, issue.cell, issue.severity) for issue in read.issues] == [
        ("uncalculated", "A1", Severity.WARNING)
    ]


def test_formula_with_saved_result_is_its_result() -> None:
    assert texts(w.workbook(w.sheet("<row><c><f>1+1</f><v>2</v></c></row>"))) == [["2"]]


def test_formula_with_an_empty_text_as_result_is_an_empty_cell() -> None:
    row = f'<row><c t="str"><f>IF(1,"")</f><v></v></c>{w.cell("a")}</row>'
    assert texts(w.workbook(w.sheet(row))) == [["a"]]


def test_picture_in_a_cell_is_said_and_not_read_as_text() -> None:
    row = f'<row>{w.cell("a")}<c t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c></row>'
    content = w.workbook(w.sheet(row))
    assert texts(content) == [["a"]]
    assert codes(content) == ["picture-cell"]


def test_rich_text_is_plain() -> None:
    rich = CellRichText("普通", TextBlock(InlineFont(b=True), "加粗"))
    assert texts(_one(rich)) == [["普通加粗"]]


def test_phonetic_guides_are_left_out() -> None:
    strings = "<si><t>重庆</t><rPh sb='0' eb='2'><t>chong qing</t></rPh></si>"
    content = w.workbook(w.sheet('<row><c t="s"><v>0</v></c></row>'), strings=strings)
    assert texts(content) == [["重庆"]]


def test_line_breaks_in_a_cell_are_kept() -> None:
    assert texts(_one("甲单位\r\n乙单位")) == [["甲单位\n乙单位"]]


def test_cells_of_blanks_hold_nothing() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["a", "  ", "\u200b", "　", None])
    assert texts(_saved(workbook)) == [["a"]]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    cell = cells(w.workbook(w.sheet(w.rows(["=cmd|' /C calc'!A0"]))))["A1"]
    assert (cell.text, cell.kind) == ("=cmd|' /C calc'!A0", CellKind.TEXT)


def test_hidden_rows_columns_and_sheets_are_flagged_and_said() -> None:
    workbook = openpyxl.Workbook()
    first = workbook.active
    first.append(["a", "b"])
    first.append(["c", "d"])
    first.row_dimensions[2].hidden = True
    first.column_dimensions["B"].hidden = True
    second = workbook.create_sheet("隐藏")
    second["A1"] = "x"
    second.sheet_state = "hidden"
    read = book(_saved(workbook))
    assert [row.hidden for row in read.sheets[0].rows] == [False, True]
    assert read.sheets[0].hidden_columns == (2,)
    assert [sheet.hidden for sheet in read.sheets] == [False, True]
    assert [issue.code for issue in read.issues] == [
        "hidden-rows",
        "hidden-columns",
        "hidden-sheet",
    ]


def test_merges_are_cut_to_the_filled_area() -> None:
    after = '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:A1048576"/><mergeCell ref="D9:E9"/></mergeCells>'
    content = w.workbook(w.sheet(w.rows(["题", "x"], ["a", 1], ["", 2]), after=after))
    assert book(content).sheets[0].merges == (Merge(1, 1, 1, 2), Merge(2, 1, 3, 1))


def test_stray_far_cell_is_left_out_and_named() -> None:
    far = f'<row r="1048576">{w.cell("迷路", "XFD1048576")}</row>'
    read = book(w.workbook(w.sheet(w.rows(["a"]) + far)))
    assert [row.number for row in read.sheets[0].rows] == [1]
    assert [(issue.code, issue.cell, issue.value) for issue in read.issues] == [
        ("stray-cell", "XFD1048576", "迷路")
    ]


def test_strict_workbook_is_read_with_dates_and_merges() -> None:
    data = '<row><c t="d"><v>2026-06-18</v></c><c><v>1</v></c></row>'
    merge = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    content = w.workbook(w.sheet(data, main=w.STRICT, after=merge), main=w.STRICT)
    assert texts(content) == [["2026-06-18", "1"]]
    assert book(content).sheets[0].merges == (Merge(1, 1, 1, 2),)


def test_one_bad_cell_keeps_its_raw_text_and_the_rest_of_the_sheet() -> None:
    row = f'<row><c t="s"><v>7</v></c>{w.cell("好")}<c><v>12abc</v></c></row>'
    read = book(w.workbook(w.sheet(row)))
    assert [cell.text for cell in read.sheets[0].rows[0].cells] == ["7", "好", "12abc"]
    assert [(issue.code, issue.cell) for issue in read.issues] == [("odd-cell", "A1")]


def test_rows_before_damage_are_kept_and_the_damage_is_an_error() -> None:
    page = w.sheet(w.rows(["a"], ["b"]))
    read = book(w.workbook(page[: page.index('<row r="2">') + 14]))
    assert [row.number for row in read.sheets[0].rows] == [1]
    assert [(issue.code, issue.severity) for issue in read.issues] == [
        ("damaged-sheet", Severity.ERROR)
    ]


def test_row_and_column_of_a_cell_come_from_its_address() -> None:
    data = f'<row r="7">{w.cell("x", "C7")}{w.cell("y")}</row>'
    assert set(cells(w.workbook(w.sheet(data)))) == {"C7", "D7"}


def test_suffix_that_does_not_fit_is_said() -> None:
    read = book(w.good(), "清单.csv")
    assert read.format == "xlsx"
    assert [(issue.code, issue.severity) for issue in read.issues] == [("suffix", Severity.INFO)]
    assert codes(w.good(), "清单.et") == []


def test_limit_of_cells_counts_the_whole_file() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append([1, 2, 3])
    workbook.create_sheet().append([4, 5, 6])
    content = _saved(workbook)
    assert book(content, limits=Limits(cells=6)).sheets[1].rows
    with pytest.raises(FileRefused, match="超过 5 个"):
        book(content, limits=Limits(cells=5))


def test_numbers_no_database_can_hold_become_floats_or_text() -> None:
    found = cells(w.workbook(w.sheet(f"<row><c><v>{10**19}</v></c><c><v>1e999</v></c></row>")))
    assert (found["A1"].value, found["A1"].text) == (1e19, "10000000000000000000")
    assert found["B1"].kind is CellKind.TEXT


def test_sheets_of_one_name_are_told_apart() -> None:
    sheets = '<sheets><sheet name="a" r:id="rId1"/><sheet name="a\u200b" r:id="rId1"/></sheets>'
    names = [
        sheet.name for sheet in book(w.workbook(w.sheet(w.rows([1])), workbook_extra=sheets)).sheets
    ]
    assert names == ["a", "a(2)", "表"]
