"""A workbook just written, read back: what stood in its lists when they left the house."""

from collections.abc import Iterator

from matcher.domain import NOTHING_LEARNT, SheetKind
from matcher.domain.handouts import HandedSheet, marks_in
from matcher.domain.ids import normal
from matcher.intake.grid import Grid, grid_of
from matcher.intake.layout import Table, find_tables
from matcher.intake.marks import own_id
from matcher.intake.sheetwork import Wishes, work_on
from matcher.sheets.book import Book, Sheet

_KINDS = frozenset({SheetKind.NEEDS, SheetKind.COMBINED, SheetKind.RESOURCES, SheetKind.PROJECTS})


def handed_sheets(book: Book) -> tuple[HandedSheet, ...]:
    """Every list of a workbook whose rows carry our ids; others (summaries, notes) are noted by name alone."""
    kinds = {work.sheet: work.kind for work in work_on(book, Wishes(None, {}, NOTHING_LEARNT))}
    return tuple(
        _noted(book, sheet, kinds.get(sheet.name, SheetKind.OTHER)) for sheet in book.sheets
    )


def _noted(book: Book, sheet: Sheet, kind: SheetKind) -> HandedSheet:
    grid = grid_of(sheet)
    for table in find_tables(grid)[:1]:
        if kind in _KINDS and any(first_id(grid, row) for row in table.body):
            return _handed(book, sheet, kind, table, grid)
    return HandedSheet(book.file, sheet.name, SheetKind.OTHER, (), ())


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
