"""Small books written as rows of plain values."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

from matcher import vocabulary
from matcher.domain import Layout, Lists, Memory, SheetKind
from matcher.intake import understand
from matcher.sheets.book import Book, Cell, CellKind, Merge, Row, Sheet, Value
from matcher.vocabulary import Vocabulary

MONTH = "2026-06"
Line = Sequence[Value]
Area = tuple[int, int, int, int]


@lru_cache(maxsize=1)
def words() -> Vocabulary:
    return vocabulary.load()


def cell(column: int, value: Value) -> Cell:
    if isinstance(value, bool):
        return Cell(column, str(value), value, CellKind.BOOLEAN)
    if isinstance(value, int | float):
        shown = str(int(value)) if value == int(value) else str(value)
        return Cell(column, shown, value, CellKind.NUMBER)
    if isinstance(value, datetime):
        return Cell(column, value.date().isoformat(), value, CellKind.MOMENT)
    if isinstance(value, date):
        return Cell(column, value.isoformat(), value, CellKind.MOMENT)
    return Cell(column, str(value), value, CellKind.TEXT)


def sheet(
    lines: Sequence[Line],
    *,
    name: str = "Sheet1",
    merges: Sequence[Area] = (),
    hidden: bool = False,
    hidden_rows: Sequence[int] = (),
) -> Sheet:
    """A sheet of lines from row 1 on; ``None`` and empty text are no cells.

    Args:
        lines: Cell values by row.
        name: Sheet name.
        merges: First row, first column, last row, last column of merged ranges.
        hidden: Whether the sheet is hidden.
        hidden_rows: Numbers of hidden rows.
    """
    rows = []
    for number, line in enumerate(lines, 1):
        cells = tuple(cell(c, v) for c, v in enumerate(line, 1) if v is not None and v != "")
        if cells:
            rows.append(Row(number, cells, number in hidden_rows))
    return Sheet(name, tuple(rows), tuple(Merge(*area) for area in merges), hidden)


def book(*sheets: Sheet, file: str = "清单.xlsx") -> Book:
    return Book(file, "xlsx", sheets)


def table(
    *lines: Line, file: str = "清单.xlsx", name: str = "Sheet1", merges: Sequence[Area] = ()
) -> Book:
    """A book of one sheet."""
    return book(sheet(lines, name=name, merges=merges), file=file)


def read(
    *books: Book,
    known: Lists = Lists(),  # noqa: B008 - frozen
    kinds: Mapping[str, SheetKind] | None = None,
    layouts: Mapping[tuple[str, str], Layout] | None = None,
    memory: Memory = Memory(),  # noqa: B008 - frozen
    month: str = MONTH,
) -> Lists:
    """The books understood for June 2026; conservation is checked each time."""
    lists = understand(
        books,
        month=month,
        vocabulary=words(),
        kinds=kinds or {},
        known=known,
        layouts=layouts or {},
        memory=memory,
    )
    for report in lists.files:
        for each in report.sheets:
            assert each.rows_read == each.rows_imported + each.rows_merged + each.rows_skipped
            assert each.rows_skipped == len(each.skipped)
    return lists


def columns(lists: Lists, number: int = 0, file: int = 0) -> dict[str, str]:
    """Column letter → field code of a sheet."""
    return dict(lists.files[file].sheets[number].columns)


def codes(lists: Lists) -> list[str]:
    """Codes of all issues."""
    return [issue.code for issue in lists.issues]
