"""OOXML workbooks (.xlsx, .xlsm, .xltx, strict too): openpyxl's cell reader, one pass, sparse.

The parts round the cells (workbook, relations, styles, strings) are read leniently here, because
openpyxl refuses a whole book for one odd font or drawing; its worksheet reader would also fill every
merged range cell by cell, and needs a second pass to tell formulas without results.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring, iterparse

from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._reader import FORMULA_TAG, INLINE_STRING, VALUE_TAG, WorkSheetParser

from matcher.domain import Severity
from matcher.errors import FileRefused
from matcher.sheets.clean import seen, unescaped
from matcher.sheets.codes import code_of
from matcher.sheets.collect import Collector, Draft
from matcher.sheets.package import DAMAGED_ADVICE, Package
from matcher.sheets.trees import BAD_XML, in_utf8, local

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": _MAIN.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
_SHEET_KINDS = frozenset({"worksheet", "xlMacrosheet", "xlIntlMacrosheet"})
_INSIDE_ROW = frozenset({"c", "v", "f", "is", "t", "r"})
"""Kept until their row is read; everything else is forgotten as soon as it ends."""
_BAD_CELL = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class SheetRef:
    """A sheet as the workbook names it: its part and whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """What all sheets of a workbook share."""

    strings: list[str]
    codes: list[str]
    mac: bool


def read_xlsx(package: Package, collector: Collector) -> None:
    """Collect every sheet of an OOXML workbook.

    Raises:
        FileRefused: Damaged beyond what can be read sheet by sheet, or too large.
    """
    part = _workbook_part(package)
    try:
        workbook = _tree(package, part)
    except BAD_XML as error:
        raise package.damaged() from error
    refs = list(_sheet_refs(package, workbook, part))
    shared = Shared(
        _strings(
            package, _related(package, part, "sharedStrings", "xl/sharedStrings.xml"), collector
        ),
        _codes(package, _related(package, part, "styles", "xl/styles.xml"), collector),
        _is_mac(workbook),
    )
    failed = 0
    for ref in refs:
        draft = collector.sheet(ref.name, hidden=ref.hidden, mac=shared.mac)
        try:
            _read_sheet(package, ref, shared, draft)
        except BAD_XML as error:
            failed += 1
            if failed == len(refs) and not any(each.rows for each in collector.drafts):
                raise package.damaged() from error
            words = "工作表的后面部分已损坏，只读入了前面完好的行；请用 WPS 或 Excel 打开核对后另存"
            collector.say(Severity.ERROR, "damaged-sheet", words, draft.name)


def _tree(package: Package, part: str) -> Element:
    return fromstring(_transitional(package.read(part)))


def _transitional(content: bytes) -> bytes:
    """Strict OOXML under the names openpyxl knows, in an encoding the parser knows."""
    content = in_utf8(content)
    if b"purl.oclc.org/ooxml" in content:
        for strict, usual in _STRICT.items():
            content = content.replace(strict, usual)
    return content


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (last word of its type, absolute part name)."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", name + ".rels")
    if not package.has(rels):
        return {}
    try:
        root = _tree(package, rels)
    except BAD_XML:
        return {}
    found = {}
    for element in root:
        target = element.get("Target", "").replace("\\", "/")
        if element.get("TargetMode") != "External":
            full = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], full)
    return found


def _related(package: Package, part: str, kind: str, usual: str) -> str:
    """The part of one kind a part refers to, or the usual one."""
    candidates = (target for word, target in _relations(package, part).values() if word == kind)
    return next((target for target in candidates if package.has(target)), usual)


def _workbook_part(package: Package) -> str:
    part = _related(package, "", "officeDocument", "xl/workbook.xml")
    if not package.has(part):
        raise FileRefused(
            "文件缺少工作簿主体，可能已损坏或没有传完整", package.file, DAMAGED_ADVICE
        )
    return part


def _sheet_refs(package: Package, workbook: Element, part: str) -> Iterator[SheetRef]:
    relations = _relations(package, part)
    for element in workbook.iter(f"{{{_MAIN}}}sheet"):
        identity = next(
            (v for k, v in element.attrib.items() if local(k) == "id" and k != "id"), ""
        )
        kind, target = relations.get(identity, ("", ""))
        if not relations:
            kind, target = "worksheet", f"xl/worksheets/sheet{element.get('sheetId', '1')}.xml"
        if kind in _SHEET_KINDS and package.has(target):
            yield SheetRef(
                element.get("name", ""), target, element.get("state", "visible") != "visible"
            )


def _is_mac(workbook: Element) -> bool:
    properties = workbook.find(f"{{{_MAIN}}}workbookPr")
    return properties is not None and properties.get("date1904", "0").lower() in {"1", "true", "on"}


def _strings(package: Package, part: str, collector: Collector) -> list[str]:
    """The shared strings: runs joined, phonetic guides left out."""
    strings: list[str] = []
    if not package.has(part):
        return strings
    try:
        for _, element in iterparse(BytesIO(_transitional(package.read(part)))):
            if local(element.tag) == "si":
                strings.append(seen(rich_text(element)))
                element.clear()
    except BAD_XML:
        words = "文件里的文字表已损坏，有的文字读不出来；请用 WPS 或 Excel 打开核对后另存"
        collector.say(Severity.ERROR, "damaged-strings", words)
    return strings


def rich_text(element: Element) -> str:
    """The plain text of a string item."""
    parts: list[str] = []
    for child in element:
        kind = local(child.tag)
        if kind == "t":
            parts.append(child.text or "")
        elif kind == "r":
            parts.extend(t.text or "" for t in child if local(t.tag) == "t")
    return unescaped("".join(parts))


def _codes(package: Package, part: str, collector: Collector) -> list[str]:
    """The number format code of each cell style."""
    if not package.has(part):
        return []
    try:
        root = _tree(package, part)
    except BAD_XML:
        words = "文件的格式表已损坏，日期可能显示为数字；请用 WPS 或 Excel 打开核对后另存"
        collector.say(Severity.WARNING, "damaged-styles", words)
        return []
    own = {
        _whole(element.get("numFmtId")): element.get("formatCode", "")
        for element in root.iter(f"{{{_MAIN}}}numFmt")
    }
    formats = root.find(f"{{{_MAIN}}}cellXfs")
    numbers = [_whole(xf.get("numFmtId")) for xf in formats] if formats is not None else []
    return [code_of(number, own) for number in numbers]


def _whole(text: str | None) -> int:
    try:
        return int(float(text or "0"))
    except (ValueError, OverflowError):
        return 0


class _Scan(WorkSheetParser):  # type: ignore[misc]  # openpyxl has no types
    """openpyxl's cell reader under a dispatcher that keeps rows, columns and merges only."""

    def __init__(self, content: bytes, shared: Shared, draft: Draft) -> None:
        super().__init__(BytesIO(content), shared.strings, data_only=True)
        self.row_counter: int = 0
        self.codes = shared.codes
        self.draft = draft

    def scan(self) -> None:
        """Read the whole sheet into the draft."""
        handlers = {"row": self._row, "col": self._column, "mergeCell": self._merge}
        for _, element in iterparse(self.source):
            name = local(element.tag)
            if name in _INSIDE_ROW:
                continue
            handler = handlers.get(name)
            if handler is not None:
                handler(element)
            element.clear()

    def _row(self, element: Element) -> None:
        number = _whole(element.get("r"))
        self.row_counter = number if number > 0 else self.row_counter + 1
        self.col_counter = 0
        if element.get("hidden", "0").lower() in {"1", "true", "on"}:
            self.draft.hidden_rows.add(self.row_counter)
        for child in element:
            if local(child.tag) == "c" and (len(child) or child.get("t") == "e"):
                self._cell(child)
            else:
                self._skip(child)

    def _skip(self, element: Element) -> None:
        """Keep count of columns over an empty cell."""
        self.col_counter += 1
        letters = re.match("[A-Za-z]{1,3}", element.get("r", ""))
        if letters:
            self.col_counter = _column_number(letters.group())

    def _cell(self, element: Element) -> None:
        raw = element.findtext(VALUE_TAG) or ""
        inline = element.find(INLINE_STRING) if element.get("t") == "inlineStr" else None
        if inline is not None:
            element.set("t", "str")
            raw = rich_text(inline)
        counter = self.col_counter
        try:
            found = self.parse_cell(element)
        except _BAD_CELL:
            self.col_counter = counter
            self._skip(element)
            if raw.strip():
                self.draft.strange(self.row_counter, self.col_counter, raw)
            return
        row, column, kind = found["row"], found["column"], found["data_type"]
        value = raw if inline is not None else found["value"]
        formula = element.find(FORMULA_TAG)
        if kind == "e":
            self.draft.error(row, column, str(value or ""))
        elif value in (None, "") and formula is not None and not _empty_text(element):
            self.draft.formula(row, column, f"={formula.text or ''}")
        elif isinstance(value, str):
            self.draft.text(row, column, unescaped(value), self._code(found["style_id"]))
        else:
            self.draft.any(row, column, value, self._code(found["style_id"]))

    def _code(self, style: int) -> str:
        return self.codes[style] if 0 <= style < len(self.codes) else ""

    def _column(self, element: Element) -> None:
        if element.get("hidden", "0").lower() in {"1", "true", "on"}:
            self.draft.hide_columns(_whole(element.get("min")), _whole(element.get("max")))

    def _merge(self, element: Element) -> None:
        try:
            first_column, first_row, last_column, last_row = range_boundaries(
                element.get("ref", "")
            )
        except _BAD_CELL:
            return
        if None not in (first_column, first_row, last_column, last_row):
            self.draft.merge(first_row, first_column, last_row, last_column)


def _empty_text(element: Element) -> bool:
    """Whether a formula's saved result is an empty text."""
    return element.get("t") == "str" and element.find(VALUE_TAG) is not None


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _read_sheet(package: Package, ref: SheetRef, shared: Shared, draft: Draft) -> None:
    _Scan(_transitional(package.read(ref.part)), shared, draft).scan()
