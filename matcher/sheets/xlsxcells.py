"""The cells of an OOXML sheet: openpyxl's cell reader, one pass, sparse.

openpyxl's own sheet reader would fill every merged range cell by cell, needs a second pass to tell
formulas without results, and gives up the book for one odd cell; so only its cell reader is used.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, iterparse

from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._reader import FORMULA_TAG, INLINE_STRING, VALUE_TAG, WorkSheetParser

from matcher.sheets.clean import unescaped
from matcher.sheets.draft import Draft
from matcher.sheets.trees import local, whole

_INSIDE_ROW = frozenset({"c", "v", "f", "is", "t", "r"})
"""Kept until their row is read; everything else is forgotten as soon as it ends."""
_PICTURE = ("=DISPIMG(", "_xlfn.DISPIMG(")
"""What WPS stores where a picture fills a cell."""
_BAD_CELL = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class Shared:
    """What all sheets of a workbook share: texts, number formats by cell style, the epoch."""

    strings: list[str]
    codes: list[str]
    mac: bool


def read_cells(content: bytes, shared: Shared, draft: Draft) -> None:
    """Read a worksheet part into a draft.

    Raises:
        ParseError, ValueError, LookupError: Damaged; the draft holds the rows before the damage.
        FileRefused: Too large.
    """
    _Scan(content, shared, draft).scan()


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
        number = whole(element.get("r"))
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
        elif isinstance(value, str) and value.startswith(_PICTURE):
            self.draft.picture(row, column)
        elif isinstance(value, str):
            raw_text = inline is None and element.get("t") == "str"
            words = unescaped(value) if raw_text else value  # others are unescaped already
            self.draft.text(row, column, words, self._code(found["style_id"]))
        else:
            self.draft.any(row, column, value, self._code(found["style_id"]))

    def _code(self, style: int) -> str:
        return self.codes[style] if 0 <= style < len(self.codes) else ""

    def _column(self, element: Element) -> None:
        if element.get("hidden", "0").lower() in {"1", "true", "on"}:
            self.draft.hide_columns(whole(element.get("min")), whole(element.get("max")))

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
