"""A workbook just written, read back: what stood in its lists when they left the house."""

from collections.abc import Iterator
from dataclasses import replace

from matcher.domain import NOTHING_LEARNT, SheetKind
from matcher.domain.handouts import HandedSheet, marks_in
from matcher.domain.ids import normal
from matcher.intake.grid import Grid, grid_of
from matcher.intake.layout import Table, find_tables
from matcher.intake.marks import own_id
from matcher.intake.sheetwork import Wishes, work_on
from matcher.sheets.book import Book, Sheet

_KINDS = frozenset({SheetKind.NEEDS, SheetKind.COMBINED, SheetKind.RESOURCES, SheetKind.PROJECTS})


Kinds = dict[tuple[str, ...], SheetKind]
"""What lists with these headings hold, as found out so far."""


def handed_sheets(book: Book, kinds: Kinds | None = None) -> tuple[HandedSheet, ...]:
    """Every list of a workbook whose rows carry our ids; others (summaries, notes) are noted by name alone.

    Args:
        book: Just written by us.
        kinds: Kept from one workbook of the hand-out to the next: sixty order sheets have one heading.
    """
    known = {} if kinds is None else kinds
    return tuple(_noted(book, sheet, known) for sheet in book.sheets)


def _noted(book: Book, sheet: Sheet, known: Kinds) -> HandedSheet:
    grid = grid_of(sheet)
    for table in find_tables(grid)[:1]:
        if any(first_id(grid, row) for row in table.body):
            header = header_texts(grid, table)
            if header not in known:
                known[header] = _kind_of(book, sheet)
            if known[header] in _KINDS:
                return _handed(book, sheet, known[header], table, grid)
    return HandedSheet(book.file, sheet.name, SheetKind.OTHER, (), ())


def _kind_of(book: Book, sheet: Sheet) -> SheetKind:
    works = work_on(replace(book, sheets=(sheet,)), Wishes(None, {}, NOTHING_LEARNT))
    return next((work.kind for work in reversed(tuple(works))), SheetKind.OTHER)


def _handed(book: Book, sheet: Sheet, kind: SheetKind, table: Table, grid: Grid) -> HandedSheet:
    header = header_texts(grid, table)
    rows = tuple(tuple(_texts(grid, row, len(header))) for row in table.body if first_id(grid, row))
    return HandedSheet(book.file, sheet.name, kind, header, rows)


def header_texts(grid: Grid, table: Table) -> tuple[str, ...]:
    """Headings by column, from the first on; line ends are only for the eye."""
    width = max(table.paths, default=0)
    return tuple(
        "".join(" ".join(table.paths.get(column, ())).split("\n")) for column in range(1, width + 1)
    )


def first_id(grid: Grid, row: int) -> str:
    """The id of ours that stands in a row, or empty; a row begins with it."""
    cells = sorted(grid.cells[row].items())
    return own_id(normal(cells[0][1].text)) if cells else ""


def _texts(grid: Grid, row: int, width: int) -> Iterator[str]:
    for column in range(1, width + 1):
        cell = grid.own(row, column)
        yield cell.text if cell else ""


def marks_of(book: Book) -> frozenset[str]:
    """The batch codes printed anywhere in a workbook."""
    return frozenset(code for sheet in book.sheets for code in marks_in_sheet(sheet))


def marks_in_sheet(sheet: Sheet) -> tuple[str, ...]:
    """The batch codes printed in one sheet."""
    return tuple(code for row in sheet.rows for cell in row.cells for code in marks_in(cell.text))
