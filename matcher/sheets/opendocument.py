"""OpenDocument spreadsheets, zipped (.ods) and flat (.fods), streamed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from xml.etree.ElementTree import Element, iterparse

from openpyxl.utils.datetime import from_ISO8601

from matcher.domain import Severity
from matcher.errors import FileRefused
from matcher.sheets.budget import Settled
from matcher.sheets.collect import Collector
from matcher.sheets.draft import Draft
from matcher.sheets.kinds import REFUSALS, Kind
from matcher.sheets.numbers import plain
from matcher.sheets.package import Package, refuse_doctype
from matcher.sheets.trees import BAD_XML, attribute, local

_HIDDEN = frozenset({"collapse", "filter"})


def read_ods(package: Package, collector: Collector) -> None:
    """Collect every sheet of a zipped OpenDocument spreadsheet.

    Raises:
        FileRefused: Locked, damaged or too large.
    """
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        what, advice = REFUSALS[Kind.ENCRYPTED]
        raise Settled(what, package.file, advice)
    _read(package.read("content.xml"), collector)


def read_fods(content: bytes, collector: Collector) -> None:
    """Collect every sheet of a flat OpenDocument spreadsheet.

    Raises:
        FileRefused: Damaged or too large; a DOCTYPE.
    """
    refuse_doctype(content, collector.file)
    _read(content, collector)


def _read(content: bytes, collector: Collector) -> None:
    scan = _Scan(collector)
    try:
        scan.scan(content)
    except BAD_XML as error:
        if not collector.cells:
            what, advice = REFUSALS[Kind.DAMAGED_ZIP]
            raise FileRefused(what, collector.file, advice) from error
        words = "文件的后面部分已损坏，只读入了前面完好的行；请用 WPS 或 Excel 打开核对后另存"
        collector.say(Severity.ERROR, "damaged-sheet", words)


class _Scan:
    """Walks the document, one row in memory at a time."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self.invisible_styles: set[str] = set()
        self.draft: Draft | None = None
        self.row = 0
        self.column = 0

    def scan(self, content: bytes) -> None:
        path: list[Element] = []
        skipping = 0
        for event, element in iterparse(BytesIO(content), ("start", "end")):
            name = local(element.tag)
            if event == "start":
                path.append(element)
                skipping += name in {"tracked-changes", "table-source"}
                if name == "table" and not skipping:
                    self._begin(element)
                continue
            path.pop()
            skipping -= name == "tracked-changes"
            if name == "table-source":
                skipping -= 1
                self._drop_linked()
            self._end(element, name, skip=bool(skipping))
            if path and name in {"table-row", "table", "tracked-changes", "table-column"}:
                del path[-1][:]

    def _end(self, element: Element, name: str, *, skip: bool) -> None:
        if skip:
            return
        if name == "style" and attribute(element, "family") == "table":
            shown = [attribute(child, "display") for child in element]
            if "false" in shown:
                self.invisible_styles.add(attribute(element, "name"))
        elif name == "table":
            self.draft = None
        elif self.draft is not None and name == "table-column":
            self._columns(element, self.draft)
        elif self.draft is not None and name == "table-row":
            self._row(element, self.draft)

    def _begin(self, element: Element) -> None:
        hidden = attribute(element, "style-name") in self.invisible_styles
        self.draft = self.collector.sheet(attribute(element, "name"), hidden=hidden)
        self.row = self.column = 0

    def _drop_linked(self) -> None:
        """A copy of another file's sheet, kept for its links, is no sheet of this file."""
        if self.draft is not None and not self.draft.rows:
            self.collector.drafts.remove(self.draft)
            self.draft = None

    def _columns(self, element: Element, draft: Draft) -> None:
        count = _count(element, "number-columns-repeated")
        if attribute(element, "visibility") in _HIDDEN:
            draft.hide_columns(self.column + 1, self.column + count)
        self.column += count

    def _row(self, element: Element, draft: Draft) -> None:
        repeat = _count(element, "number-rows-repeated")
        first = self.row + 1
        self.row += repeat
        cells = list(_cells(element))
        if not cells:
            return
        hidden = attribute(element, "visibility") in _HIDDEN
        for row in range(first, first + repeat):
            if hidden:
                draft.hidden_rows.add(row)
            for column, cell in cells:
                _put(draft, row, column, cell)


def _cells(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row that hold or span something, each with its column."""
    column = 0
    for cell in row:
        name = local(cell.tag)
        if name not in {"table-cell", "covered-table-cell"}:
            continue
        repeat = _count(cell, "number-columns-repeated")
        spans = attribute(cell, "number-columns-spanned") or attribute(cell, "number-rows-spanned")
        if name == "table-cell" and (len(cell) or attribute(cell, "value-type") or spans):
            for at in range(column + 1, column + repeat + 1):
                yield at, cell
                if at - column > 20_000:
                    break
        column += repeat


def _put(draft: Draft, row: int, column: int, cell: Element) -> None:
    down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
    draft.merge(row, column, row + down - 1, column + across - 1)
    kind = attribute(cell, "value-type", last=True)
    text = _text(cell)
    if kind == "error":
        draft.error(row, column, text)
    elif kind in {"float", "currency", "percentage"}:
        _number(draft, row, column, kind, attribute(cell, "value"), text)
    elif kind in {"date", "time"}:
        _moment(draft, row, column, attribute(cell, f"{kind}-value"), text)
    elif kind == "boolean":
        draft.boolean(row, column, attribute(cell, "boolean-value") == "true")
    elif text:
        draft.text(row, column, text)
    elif attribute(cell, "string-value"):
        draft.text(row, column, attribute(cell, "string-value"))
    elif attribute(cell, "formula") and not kind:
        draft.formula(row, column, attribute(cell, "formula").partition(":")[2])


def _number(draft: Draft, row: int, column: int, kind: str, raw: str, text: str) -> None:
    try:
        value = float(raw)
    except ValueError:
        draft.strange(row, column, text or raw)
        return
    if kind == "percentage":
        text = text if text.strip().endswith("%") else f"{plain(value * 100)}%"
    if not text.strip() or "#" in text or "E+" in text.upper():
        text = ""
    draft.number(row, column, value, shown_as=text)


def _moment(draft: Draft, row: int, column: int, raw: str, text: str) -> None:
    try:
        found = from_ISO8601(raw[:19])
        if isinstance(found, timedelta) and timedelta() <= found < timedelta(days=1):
            found = (datetime.min + found).time()
        draft.any(row, column, found)
    except (ValueError, TypeError, OverflowError):
        draft.strange(row, column, text or raw)


def _text(cell: Element) -> str:
    """The paragraphs of a cell, its comments left out."""
    return "\n".join("".join(_words(child)) for child in cell if local(child.tag) == "p")


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child.tag)
        if name == "s":
            yield " " * min(_count(child, "c"), 1000)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name not in {"annotation", "ruby-text"}:
            yield from _words(child)
        yield child.tail or ""


def _count(element: Element, name: str) -> int:
    try:
        return max(int(attribute(element, name) or "1"), 1)
    except ValueError:
        return 1
