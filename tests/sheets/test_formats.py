"""Everything that is no OOXML: legacy, OpenDocument, XML, web pages, text."""

import struct

import pytest

from matcher.errors import FileRefused
from matcher.sheets import CellKind, Merge
from tests.hostile import workbooks as w
from tests.sheets.helpers import book, cells, codes, texts

SS = "urn:schemas-microsoft-com:office:spreadsheet"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def _xf(*formats: int) -> bytes:
    return b"".join(w.record(0xE0, struct.pack("<HH", 0, code) + b"\0" * 16) for code in formats)


def _xml(table: str, *, styles: str = "", after: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="GBK"?><Workbook xmlns="{SS}" xmlns:ss="{SS}">{styles}'
        f'<Worksheet ss:Name="表"><Table>{table}</Table>{after}</Worksheet></Workbook>'
    ).encode("gbk")


def _fods(inside: str, *, before: str = "") -> bytes:
    return (
        f'<office:document xmlns:office="{OFFICE}" xmlns:table="{OFFICE}" xmlns:text="{OFFICE}" xmlns:calcext="urn:x">{before}'
        f'<office:body><office:spreadsheet><table:table table:name="表" table:style-name="t1">{inside}'
        "</table:table></office:spreadsheet></office:body></office:document>"
    ).encode()


def _ods_cell(attributes: str, text: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def test_legacy_percentages_dates_and_errors_are_as_seen() -> None:
    records = (
        w.xls_number(0, 0, 0.5, style=2)
        + w.xls_number(1, 0, 46191.0, style=1)
        + w.record(0x0205, struct.pack("<HHHBB", 2, 0, 0, 0x17, 1))
    )
    found = cells(w.xls(records, globals_extra=_xf(0, 58, 9)), "a.xls")
    assert [found[at].text for at in ("A1", "A2", "A3")] == ["50%", "2026-06-18", "#REF!"]
    assert found["A3"].kind is CellKind.ERROR


def test_legacy_dates_of_1904() -> None:
    extra = w.record(0x22, b"\x01\x00") + _xf(0, 14)
    assert texts(w.xls(w.xls_number(0, 0, 44729.0, style=1), globals_extra=extra), "a.xls") == [
        ["2026-06-18"]
    ]


def test_legacy_hidden_rows_and_columns() -> None:
    row = w.record(0x0208, struct.pack("<HHHHHHI", 0, 0, 1, 255, 0, 0, 0x20))
    column = w.record(0x7D, struct.pack("<HHHHHH", 0, 0, 2048, 0, 1, 0))
    read = book(w.xls(row + column + w.xls_number(0, 0, 1.0)), "a.xls").sheets[0]
    assert read.rows[0].hidden
    assert read.hidden_columns == (1,)


def test_binary_workbook() -> None:
    content = w.xlsb([1.5, "张某某"])
    assert texts(content, "a.xlsb") == [["1.5", "张某某"]]
    assert book(content, "a.xlsb").format == "xlsb"


def test_far_cell_of_a_binary_workbook_is_left_out_and_named() -> None:
    read = book(w.xlsb([1.5, "张某某"], far=True), "a.xlsb")
    assert [[cell.text for cell in row.cells] for row in read.sheets[0].rows] == [["1.5", "张某某"]]
    assert [(issue.code, issue.cell) for issue in read.issues] == [("stray-cell", "XFD1048576")]


def test_excel_2003_xml_values() -> None:
    styles = '<Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style></Styles>'
    row = (
        '<Row><Cell><Data ss:Type="String">张某某</Data></Cell>'
        '<Cell ss:Index="3" ss:StyleID="p"><Data ss:Type="Number">0.5</Data></Cell>'
        '<Cell><Data ss:Type="DateTime">2026-06-18T00:00:00.000</Data></Cell>'
        '<Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell></Row>'
    )
    found = cells(_xml(row, styles=styles), "a.xls")
    assert {at: cell.text for at, cell in found.items()} == {
        "A1": "张某某",
        "C1": "50.00%",
        "D1": "2026-06-18",
        "E1": "TRUE",
        "F1": "#N/A",
    }


def test_excel_2003_xml_layout() -> None:
    table = (
        '<Column ss:Index="2" ss:Hidden="1"/>'
        '<Row ss:Index="3" ss:Hidden="1"><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">a</Data>'
        '</Cell><Cell><Data ss:Type="String">b</Data></Cell></Row>'
        '<Row><Cell ss:Index="2"><Data ss:Type="String">c</Data></Cell></Row>'
    )
    visible = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
    sheet = book(_xml(table, after=visible), "a.xml").sheets[0]
    assert [(row.number, row.hidden) for row in sheet.rows] == [(3, True), (4, False)]
    assert [cell.column for cell in sheet.rows[0].cells] == [1, 3]
    assert sheet.merges == (Merge(3, 1, 4, 2),)
    assert sheet.hidden
    assert sheet.hidden_columns == (2,)


def test_open_document_values() -> None:
    row = "<table:table-row>{}</table:table-row>".format(
        _ods_cell('office:value-type="float" office:value="13800000001"', "1.38E+10")
        + _ods_cell('office:value-type="percentage" office:value="0.125"', "12.5%")
        + _ods_cell('office:value-type="date" office:date-value="2026-06-18"', "6月18日")
        + _ods_cell('office:value-type="time" office:time-value="PT14H30M00S"', "14:30")
        + _ods_cell('office:value-type="boolean" office:boolean-value="true"', "TRUE")
        + _ods_cell('office:value-type="string"', 'a<text:s text:c="2"/>b</text:p><text:p>c')
        + _ods_cell('office:value-type="string" calcext:value-type="error"', "#REF!")
    )
    found = cells(_fods(row), "a.fods")
    assert [cell.text for cell in found.values()] == [
        "13800000001", "12.5%", "2026-06-18", "14:30", "TRUE", "a  b\nc", "#REF!",
    ]  # fmt: skip
    assert found["B1"].value == 0.125
    assert found["G1"].kind is CellKind.ERROR


def test_open_document_layout() -> None:
    styles = '<style family="table" name="t1"><table-properties display="false"/></style>'
    inside = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        '<table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>'
        '<table:table-row table:visibility="filter"><table:table-cell table:number-columns-repeated="1"/>'
        + _ods_cell('table:number-columns-spanned="2" table:number-rows-spanned="3"', "a")
        + "<table:covered-table-cell/><table:table-cell><annotation><text:p>批注</text:p></annotation></table:table-cell>"
        + _ods_cell("", "b")
        + "</table:table-row><table:table-row>"
        + _ods_cell("", "c")
        + "</table:table-row>"
    )
    sheet = book(_fods(inside, before=styles), "a.fods").sheets[0]
    assert [(row.number, row.hidden) for row in sheet.rows] == [(5, True), (6, False)]
    assert [(cell.column, cell.text) for cell in sheet.rows[0].cells] == [(2, "a"), (5, "b")]
    assert sheet.merges == (Merge(5, 2, 6, 3),)
    assert sheet.hidden
    assert sheet.hidden_columns == (2,)


def test_web_page_with_spans_line_breaks_and_entities() -> None:
    page = (
        "<html><meta charset=gbk><table><tr><th rowspan=2>序号<th colspan=2>甲&amp;乙</tr>"
        "<tr><td>一<br>二<td>&nbsp;三</tr></table><table><tr style='display:none'><td>尾</table>"
    ).encode("gbk")
    sheet = book(page, "导出.xls").sheets[0]
    assert [[(cell.column, cell.text) for cell in row.cells] for row in sheet.rows] == [
        [(1, "序号"), (2, "甲&乙")],
        [(2, "一\n二"), (3, "三")],
        [(1, "尾")],
    ]
    assert sheet.merges == (Merge(1, 1, 2, 1), Merge(1, 2, 1, 3))
    assert sheet.rows[2].hidden


def test_tables_inside_a_table_of_layout_stand_for_themselves() -> None:
    page = (
        "<table><tr><td><table><tr><td>序号<td>内容</tr><tr><td>1<td>理发</tr></table></td></tr>"
        "<tr><td>页脚</td></tr></table>"
    )
    assert texts(page.encode(), "a.xls") == [["序号", "内容"], ["1", "理发"], ["页脚"]]


def test_table_inside_a_row_of_data_is_part_of_its_cell() -> None:
    page = "<table><tr><td>序号<td>内容</tr><tr><td>1<td><table><tr><td>甲<td>乙</table></tr><tr><td>2<td>丙</table>"
    assert texts(page.encode(), "a.xls") == [["序号", "内容"], ["1", "甲\n乙"], ["2", "丙"]]


def test_rows_without_a_table_round_them_are_a_table() -> None:
    assert texts(b"<tr><td>a<td>b</tr><tr><td>c</tr>", "a.xls") == [["a", "b"], ["c"]]


def test_spans_down_and_across_keep_later_columns_in_place() -> None:
    page = "<table><tr><td rowspan=3>a<td>b<td rowspan=2>c</tr><tr><td>d</tr><tr><td>e<td>f</tr></table>"
    rows = book(page.encode(), "a.html").sheets[0].rows
    assert [[(cell.column, cell.text) for cell in row.cells] for row in rows] == [
        [(1, "a"), (2, "b"), (3, "c")],
        [(2, "d")],
        [(2, "e"), (3, "f")],
    ]


def test_number_behind_a_web_page_cell_is_used() -> None:
    cell = cells(b'<table><tr><td x:num="13800000001">1.38E+10</td></tr></table>', "a.htm")["A1"]
    assert (cell.text, cell.value) == ("13800000001", 13800000001)


def test_single_file_web_page() -> None:
    page = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n'
        '--x\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: base64\n\n'
        "PHRhYmxlPjx0cj48dGQ+YTx0ZD5iPC90YWJsZT4=\n--x--\n"
    )
    assert texts(page.encode(), "a.xls") == [["a", "b"]]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"]
)
def test_text_in_every_usual_encoding(encoding: str) -> None:
    lines = "序号,需求内容\n1,独居老人上门理发\n2,楼道灯维修\n"
    assert texts(lines.encode(encoding), "a.csv")[1] == ["1", "独居老人上门理发"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，"])
def test_delimiter_is_found_by_how_evenly_it_stands(delimiter: str) -> None:
    lines = ["序号", "内容"], ["1", "理发"], ["2", "修灯"]
    content = "\n".join(delimiter.join(line) for line in lines).encode()
    assert texts(content, "a.csv") == [list(line) for line in lines]


def test_commas_of_sentences_are_no_delimiters() -> None:
    content = "需求内容\n想理发，越快越好\n修灯，三楼\n".encode()
    assert texts(content, "a.csv") == [["需求内容"], ["想理发，越快越好"], ["修灯，三楼"]]


def test_quoted_fields_keep_delimiters_and_line_breaks() -> None:
    assert texts(b'a,"b,1\n2",c\n', "a.csv") == [["a", "b,1\n2", "c"]]


def test_quote_left_open_does_not_swallow_the_rest() -> None:
    content = '序号,内容\n1,"理发\n2,修灯\n'.encode()
    assert [len(row) for row in texts(content, "a.csv")] == [2, 2, 2]
    assert codes(content, "a.csv") == ["open-quote"]


def test_text_protected_for_excel_is_unwrapped() -> None:
    assert texts(b'="0012",x\n', "a.csv") == [["0012", "x"]]


def test_numbers_in_text_files_stay_as_written() -> None:
    cell = cells(b"007,x\n", "a.csv")["A1"]
    assert (cell.text, cell.value, cell.kind) == ("007", "007", CellKind.TEXT)


@pytest.mark.parametrize("first", ["MZ编号", "1", "BM", "ID号", "郅某某", "C"])
def test_text_that_starts_like_another_format_is_text(first: str) -> None:
    assert texts(f"{first},内容\r\n1,理发\r\n".encode("gbk"), "a.csv")[0] == [first, "内容"]


def test_broken_characters_are_said() -> None:
    content = ("序号,内容\n" * 20).encode("gbk") + b"\xff\xff,x\n"
    assert codes(content, "a.csv") == ["bad-encoding"]


def test_old_formats_are_refused_by_name() -> None:
    with pytest.raises(FileRefused, match="SYLK"):
        book(b"ID;PWXL;N;E\nC;X1;Y1;K1\nE\n", "a.slk")
