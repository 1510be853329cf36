"""Tables whose cells know where they stand; no meaning yet."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from matcher.domain import Issue

Value = str | int | float | bool | datetime | date | time | None


class CellKind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    MOMENT = "moment"
    """A date, a time or both (1904 dates already turned right)."""
    ERROR = "error"
    """#REF! and its like; ``text`` shows which."""
    UNCALCULATED = "uncalculated"
    """A formula whose result the file does not hold; ``text`` shows the formula."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something.

    Attributes:
        column: 1-based.
        text: What a person sees in it, as far as the file tells; never empty. Numbers without the
            float's tail (13800000001, not 13800000001.0), dates as 2026-06-18.
        value: The typed value; ``None`` for errors and uncalculated formulas.
        kind: See :class:`CellKind`.
        format: The number format code, or empty.
    """

    column: int
    text: str
    value: Value
    kind: CellKind = CellKind.TEXT
    format: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something: its 1-based number, its cells by column, whether it is hidden."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, 1-based and inclusive; the value stands in its first cell."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: only rows and cells that hold something.

    Attributes:
        name: As in the workbook; the file name's stem for formats without sheets.
        rows: By number.
        merges: Merged ranges that touch the rows.
        hidden: Whether the sheet is hidden.
        hidden_columns: 1-based.
    """

    name: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """One file as read.

    Attributes:
        file: File name without folder.
        format: What it really is: ``xlsx``, ``xls``, ``ods``, ``csv``, ``html``, ``xml`` …
        sheets: In the file's order.
        issues: What reading itself has to say (suffix does not fit, stray far cell, hidden rows, uncalculated formulas …).
        digest: SHA-256 of the bytes read, hexadecimal.
    """

    file: str
    format: str
    sheets: tuple[Sheet, ...]
    issues: tuple[Issue, ...] = ()
    digest: str = ""


def column_letter(column: int) -> str:
    """``A`` for 1, ``AA`` for 27."""
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
