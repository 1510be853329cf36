"""Excel 2003 XML workbooks (SpreadsheetML), often named .xls."""

import re
from io import BytesIO
from xml.etree.ElementTree import Element, iterparse

from openpyxl.utils.datetime import from_ISO8601

from matcher.domain import Severity
from matcher.errors import FileRefused
from matcher.sheets.collect import Collector
from matcher.sheets.draft import Draft
from matcher.sheets.kinds import REFUSALS, Kind
from matcher.sheets.package import refuse_doctype
from matcher.sheets.trees import BAD_XML, attribute, local

_NAMED_FORMATS = {
    "General": "",
    "General Number": "",
    "Percent": "0.00%",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Currency": "¥#,##0.00",
    "Scientific": "0.00E+00",
    "General Date": "yyyy-mm-dd hh:mm",
    "Long Date": "yyyy-mm-dd",
    "Medium Date": "yyyy-mm-dd",
    "Short Date": "yyyy-mm-dd",
    "Long Time": "h:mm:ss",
    "Medium Time": "h:mm",
    "Short Time": "h:mm",
}


def read_spreadsheetml(text: str, collector: Collector) -> None:
    """Collect every sheet of a SpreadsheetML workbook.

    Raises:
        FileRefused: Damaged from the start, a DOCTYPE, or too large.
    """
    content = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1).lstrip().encode("utf-8", "replace")
    refuse_doctype(content, collector.file)
    try:
        _Scan(collector).scan(content)
    except BAD_XML as error:
        if not collector.cells:
            what, advice = REFUSALS[Kind.DAMAGED_ZIP]
            raise FileRefused(what, collector.file, advice) from error
        words = "文件的后面部分已损坏，只读入了前面完好的行；请用 WPS 或 Excel 打开核对后另存"
        collector.say(Severity.ERROR, "damaged-sheet", words)


class _Scan:
    """Walks the workbook, one row in memory at a time."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self.formats: dict[str, str] = {}
        self.draft: Draft | None = None
        self.row = 0
        self.column = 0

    def scan(self, content: bytes) -> None:
        path: list[Element] = []
        for event, element in iterparse(BytesIO(content), ("start", "end")):
            name = local(element.tag)
            if event == "start":
                path.append(element)
                if name == "Worksheet":
                    self.draft = self.collector.sheet(attribute(element, "Name"))
                    self.row = self.column = 0
                continue
            path.pop()
            if name == "Style":
                self._style(element)
            elif self.draft is not None:
                self._end(element, name, self.draft)
            if path and name in {"Row", "Column", "Worksheet"}:
                del path[-1][:]

    def _style(self, element: Element) -> None:
        for child in element:
            if local(child.tag) == "NumberFormat":
                code = attribute(child, "Format")
                self.formats[attribute(element, "ID")] = _NAMED_FORMATS.get(code, code)

    def _end(self, element: Element, name: str, draft: Draft) -> None:
        if name == "Row":
            self._row(element, draft)
        elif name == "Column":
            first = _number(element, "Index") or self.column + 1
            self.column = first + _number(element, "Span")
            if attribute(element, "Hidden") == "1":
                draft.hide_columns(first, self.column)
        elif name == "Visible":
            draft.hidden = (element.text or "").strip() in {"SheetHidden", "SheetVeryHidden"}
        elif name == "Worksheet":
            self.draft = None

    def _row(self, element: Element, draft: Draft) -> None:
        self.row = _number(element, "Index") or self.row + 1
        if attribute(element, "Hidden") == "1":
            draft.hidden_rows.add(self.row)
        column = 0
        for cell in element:
            if local(cell.tag) != "Cell":
                continue
            column = _number(cell, "Index") or column + 1
            across, down = _number(cell, "MergeAcross"), _number(cell, "MergeDown")
            draft.merge(self.row, column, self.row + down, column + across)
            self._cell(draft, column, cell)
            column += across
        self.row += _number(element, "Span")

    def _cell(self, draft: Draft, column: int, cell: Element) -> None:
        data = next((child for child in cell if local(child.tag) == "Data"), None)
        formula = attribute(cell, "Formula")
        if data is None:
            if formula:
                draft.formula(self.row, column, formula)
            return
        text = "".join(data.itertext())
        kind = attribute(data, "Type")
        code = self.formats.get(attribute(cell, "StyleID"), "")
        try:
            if kind == "Number":
                draft.number(self.row, column, float(text), code)
            elif kind == "DateTime":
                draft.any(self.row, column, from_ISO8601(text.strip()[:19]), code)
            elif kind == "Boolean":
                draft.boolean(self.row, column, text.strip() == "1")
            elif kind == "Error":
                draft.error(self.row, column, text)
            else:
                draft.text(self.row, column, text, code)
        except (ValueError, TypeError, OverflowError):
            draft.strange(self.row, column, text)


def _number(element: Element, name: str) -> int:
    try:
        return max(int(attribute(element, name) or "0"), 0)
    except ValueError:
        return 0
