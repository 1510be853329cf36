"""Which sheets of an import are lists of ours that come back, and to which hand-out each belongs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from matcher.domain.handouts import HandedSheet, Handout, Sent
from matcher.domain.ids import normal
from matcher.intake.grid import Grid, grid_of
from matcher.intake.layout import Table, find_tables
from matcher.intake.marks import own_id
from matcher.intake.returns.handing import first_id, header_texts, marks_of
from matcher.sheets.book import Book, Sheet
from matcher.vocabulary.headers import fold_header

_ALIKE = 0.6
"""Share of headings two headers must have in common."""


@dataclass(frozen=True, slots=True)
class Back:
    """A sheet that came back.

    Attributes:
        book: Its file.
        sheet: The sheet.
        table: Its list.
        grid: Its cells.
        sent: The hand-out.
        handed: The list as it was handed out.
        marked: Whether the file carries the hand-out's code.
    """

    book: Book
    sheet: Sheet
    table: Table
    grid: Grid
    sent: Sent
    handed: HandedSheet
    marked: bool


def backs(books: Sequence[Book], sent: Sequence[Sent]) -> tuple[Back, ...]:
    """Every sheet that was handed out, by its code; without one by its header and its ids."""
    if not sent:
        return ()
    newest = sorted(sent, key=lambda one: one.handout.time, reverse=True)
    found = (_back(book, sheet, newest) for book in books for sheet in book.sheets)
    return tuple(back for back in found if back is not None)


def _back(book: Book, sheet: Sheet, newest: Sequence[Sent]) -> Back | None:
    grid = grid_of(sheet)
    tables = find_tables(grid)
    if sheet.hidden or not tables:
        return None
    table = tables[0]
    header = header_texts(grid, table)
    ids = {found for row in table.body if (found := first_id(grid, row))}
    texts = {cell.text for row in table.body for cell in grid.cells[row].values()}
    codes = marks_of(book)
    marked = [one for one in newest if one.handout.batch in codes]
    for one in (*marked, *(newest if ids else ())):
        handed = _handed(one.handout, header, ids, texts, sheet.name)
        if handed is not None:
            return Back(book, sheet, table, grid, one, handed, one.handout.batch in codes)
    return None


def _handed(
    handout: Handout,
    header: Sequence[str],
    ids: Collection[str],
    texts: Collection[str],
    name: str,
) -> HandedSheet | None:
    """The list of a hand-out with this header that holds most of the ids; of equals the one of that name."""
    here = _folded(header)
    fitting = [
        (_hits(ids, sheet), sheet.sheet == name, _equal(texts, sheet), -number, sheet)
        for number, sheet in enumerate(handout.sheets)
        if sheet.rows and _share(here, _folded(sheet.header)) >= _ALIKE
    ]
    best = max(fitting, key=lambda item: item[:4], default=None)
    return best[4] if best is not None and best[0][0] else None


def _hits(ids: Collection[str], sheet: HandedSheet) -> tuple[int, int]:
    """Ids in common, and (negative) those that were handed out besides."""
    handed = ids_of(sheet)
    common = sum(key in ids for key in handed)
    return (common, common - len(handed) if common else 0)


def _equal(texts: Collection[str], sheet: HandedSheet) -> int:
    """Cells of the list that stand in what came back; tells two units' slips with one project apart."""
    return sum(text in texts for row in sheet.rows for text in row if text)


def ids_of(sheet: HandedSheet) -> tuple[str, ...]:
    """The ids of a list as handed out, row by row."""
    return tuple(own_id(normal(next((text for text in row if text), ""))) for row in sheet.rows)


def _folded(header: Sequence[str]) -> frozenset[str]:
    return frozenset(fold_header(text) for text in header if text)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
