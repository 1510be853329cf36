"""A sheet whose cells can be asked for by row and column, merged ranges included."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from matcher.sheets.book import Cell, Merge, Row, Sheet


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet by row and column.

    Attributes:
        sheet: The sheet itself.
        numbers: Row numbers that hold anything, ascending.
        rows: Row number → row.
        cells: Row number → column → cell standing there itself.
        covered: (row, column) inside a merged range → its first (row, column).
        spans: First (row, column) of a merged range → the range.
    """

    sheet: Sheet
    numbers: tuple[int, ...]
    rows: Mapping[int, Row]
    cells: Mapping[int, Mapping[int, Cell]]
    covered: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    spans: Mapping[tuple[int, int], Merge] = field(default_factory=dict)

    def own(self, row: int, column: int) -> Cell | None:
        """The cell that stands there itself."""
        return self.cells.get(row, {}).get(column)

    def seen(self, row: int, column: int) -> Cell | None:
        """The cell seen there: its own, or that of the merged range that covers it."""
        cell = self.own(row, column)
        if cell is None and (first := self.covered.get((row, column))) is not None:
            return self.own(*first)
        return cell

    def filled_down(self, row: int, column: int) -> Cell | None:
        """The cell seen there unless it only reaches in from the left."""
        cell = self.own(row, column)
        if cell is None and (first := self.covered.get((row, column))) is not None:
            return self.own(*first) if first[1] == column else None
        return cell


def grid_of(sheet: Sheet) -> Grid:
    """The sheet by row and column; a merged range reaches only over rows and columns in use."""
    rows = {row.number: row for row in sheet.rows if any(cell.text.strip() for cell in row.cells)}
    cells = {
        number: {cell.column: cell for cell in row.cells if cell.text.strip()}
        for number, row in rows.items()
    }
    numbers = tuple(sorted(rows))
    width = max((column for row in cells.values() for column in row), default=0)
    covered, spans = _merged(sheet.merges, numbers, width)
    return Grid(sheet, numbers, rows, cells, covered, spans)


def _merged(
    merges: tuple[Merge, ...], numbers: tuple[int, ...], width: int
) -> tuple[dict[tuple[int, int], tuple[int, int]], dict[tuple[int, int], Merge]]:
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    spans: dict[tuple[int, int], Merge] = {}
    for merge in merges:
        first = (merge.first_row, merge.first_column)
        spans[first] = merge
        reached = numbers[
            bisect_left(numbers, merge.first_row) : bisect_right(numbers, merge.last_row)
        ]
        for row in reached:
            for column in range(merge.first_column, min(merge.last_column, width) + 1):
                if (row, column) != first:
                    covered[row, column] = first
    return covered, spans
