"""One sheet in the making: cells are put, and come to stand under the limits."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from matcher.sheets.book import Cell, CellKind, Merge, Row, Sheet
from matcher.sheets.budget import Budget
from matcher.sheets.clean import seen
from matcher.sheets.moments import Moment, duration_days, is_date_format, moment, moment_text, tidy
from matcher.sheets.numbers import plain, shown

_MAX_MERGES = 20_000
_WORD = 2**63
"""Whole numbers from here on do not fit into a database's integer."""
_HUGE = 1e300

Place = tuple[int, int, str]
"""Row, column, and the text that stands there."""


@dataclass(slots=True)
class Draft:
    """A sheet in the making.

    Attributes:
        name: Not empty, unlike any other sheet's of the file.
        hidden: Whether the sheet is hidden.
        mac: Whether its serial dates count from 1904.
        budget: What the whole file has used.
        rows: Cells by row and column.
        strays, uncalculated, odd, cut, pictures: Cells something is to be said about.
    """

    name: str
    hidden: bool
    mac: bool
    budget: Budget
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    columns: set[int] = field(default_factory=set)
    strays: list[Place] = field(default_factory=list)
    uncalculated: list[Place] = field(default_factory=list)
    odd: list[Place] = field(default_factory=list)
    cut: list[Place] = field(default_factory=list)
    pictures: list[Place] = field(default_factory=list)

    def text(self, row: int, column: int, text: str, code: str = "") -> None:
        """Put a text."""
        words = seen(text)
        if len(words) > self.budget.limits.text:
            words = words[: self.budget.limits.text]
            self.cut.append((row, column, words[:20]))
        if words.strip():
            self._put(row, Cell(column, words, words, CellKind.TEXT, code))

    def number(
        self, row: int, column: int, value: float, code: str = "", *, shown_as: str = ""
    ) -> None:
        """Put a number, or the moment it stands for under a date format; ``shown_as`` where the file says it."""
        if code and is_date_format(code):
            found = moment(value, code, self.mac)
            if found is not None:
                self.moment(row, column, found, code)
                return
            code = ""
        if not abs(value) < _HUGE:
            self.strange(row, column, plain(value))
            return
        if abs(value) >= _WORD:
            value = float(value)
        elif not isinstance(value, int) and value.is_integer():
            value = int(plain(value))
        self._put(
            row,
            Cell(
                column, seen(shown_as).strip() or shown(value, code), value, CellKind.NUMBER, code
            ),
        )

    def moment(self, row: int, column: int, found: Moment, code: str = "") -> None:
        """Put a date, a time, both, or a duration (kept as a number of days)."""
        if isinstance(found, timedelta):
            cell = Cell(column, moment_text(found), duration_days(found), CellKind.NUMBER, code)
        else:
            cell = Cell(column, moment_text(found), found, CellKind.MOMENT, code)
        self._put(row, cell)

    def boolean(self, row: int, column: int, value: bool) -> None:
        """Put TRUE or FALSE."""
        self._put(row, Cell(column, "TRUE" if value else "FALSE", value, CellKind.BOOLEAN))

    def error(self, row: int, column: int, text: str) -> None:
        """Put an error such as #REF!."""
        self._put(row, Cell(column, seen(text).strip() or "#ERROR", None, CellKind.ERROR))

    def formula(self, row: int, column: int, text: str) -> None:
        """Put a formula whose result the file does not hold."""
        words = seen(text).strip()[: self.budget.limits.text] or "="
        if self._put(row, Cell(column, words, None, CellKind.UNCALCULATED)):
            self.uncalculated.append((row, column, words))

    def picture(self, row: int, column: int) -> None:
        """Note a picture that fills a cell; there is nothing to read in it."""
        self.pictures.append((row, column, ""))

    def any(self, row: int, column: int, value: object, code: str = "") -> None:
        """Put a Python value of whatever type a library returned."""
        if value is None or value == "":
            return
        if isinstance(value, bool):
            self.boolean(row, column, value)
        elif isinstance(value, (int, float)):
            self.number(row, column, value, code)
        elif isinstance(value, (datetime, time)):
            self.moment(row, column, tidy(value), code)
        elif isinstance(value, (date, timedelta)):
            self.moment(row, column, value, code)
        else:
            self.text(row, column, str(value), code)

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Note a merged range; ranges of one cell and those past counting are left out."""
        big = (last_row, last_column) != (first_row, first_column)
        ordered = 1 <= first_row <= last_row and 1 <= first_column <= last_column
        if big and ordered and len(self.merges) < _MAX_MERGES:
            self.merges.append(Merge(first_row, first_column, last_row, last_column))

    def hide_columns(self, first: int, last: int) -> None:
        """Note hidden columns, as far as the limit of columns."""
        self.hidden_columns.update(range(max(first, 1), min(last, self.budget.limits.columns) + 1))

    def strange(self, row: int, column: int, raw: str) -> None:
        """Keep the raw text of a cell the file describes wrongly, with a warning."""
        self.odd.append((row, column, raw))
        self.text(row, column, raw)

    def _put(self, row: int, cell: Cell) -> bool:
        limits = self.budget.limits
        if row > limits.rows or cell.column > limits.columns or row < 1 or cell.column < 1:
            self._stray(row, cell)
            return False
        line = self.rows.setdefault(row, {})
        if cell.column not in line:
            self.columns.add(cell.column)
            self.budget.count(cell.text)
        line[cell.column] = cell
        return True

    def _stray(self, row: int, cell: Cell) -> None:
        limits = self.budget.limits
        self.strays.append((row, cell.column, cell.text))
        if len(self.strays) <= limits.strays:
            return
        if row > limits.rows:
            raise self.budget.too_large(f"工作表“{self.name}”超过 {limits.rows} 行")
        raise self.budget.too_large(f"工作表“{self.name}”超过 {limits.columns} 列")


def sheet_of(draft: Draft) -> Sheet:
    """The finished sheet."""
    rows = tuple(
        Row(number, tuple(line[column] for column in sorted(line)), number in draft.hidden_rows)
        for number, line in sorted(draft.rows.items())
    )
    hidden = tuple(sorted(draft.hidden_columns))
    return Sheet(draft.name, rows, _merges(draft), draft.hidden, hidden)


def _merges(draft: Draft) -> tuple[Merge, ...]:
    """The merged ranges that touch the filled area, cut to it."""
    if not draft.rows:
        return ()
    bottom, right = max(draft.rows), max(draft.columns)
    cut = (
        Merge(m.first_row, m.first_column, min(m.last_row, bottom), min(m.last_column, right))
        for m in draft.merges
        if m.first_row <= bottom and m.first_column <= right
    )
    return tuple(
        sorted(
            {m for m in cut if m.first_row < m.last_row or m.first_column < m.last_column},
            key=_corner,
        )
    )


def _corner(merge: Merge) -> tuple[int, int, int, int]:
    return merge.first_row, merge.first_column, merge.last_row, merge.last_column
