"""A workbook this program has just written, as reading it would give it, without reading it."""

from collections.abc import Iterable
from dataclasses import dataclass

from matcher.sheets.book import Book, Value
from matcher.sheets.clean import seen, unescaped
from matcher.sheets.kinds import Kind
from matcher.sheets.limits import Limits


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """A cell as it was written: 1-based row and column, its value, its number format."""

    row: int
    column: int
    value: Value
    format: str = ""


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A sheet as it was written.

    Attributes:
        name: Of the sheet.
        cells: That hold something, in any order.
        merges: First row, first column, last row, last column; 1-based, inclusive.
    """

    name: str
    cells: tuple[WrittenCell, ...]
    merges: tuple[tuple[int, int, int, int], ...] = ()


def written(file: str, sheets: Iterable[WrittenSheet]) -> Book:
    """The book that reading the file would give.

    Args:
        file: File name without folder.
        sheets: Everything in it, no formulas.

    Raises:
        FileRefused: It holds more than would be read.
    """
    # The collector imports openpyxl, which who only reads never pays for; who writes has it anyway.
    from matcher.sheets.collect import Collector  # noqa: PLC0415 - see the line above

    collector = Collector(seen(file), Limits())
    for sheet in sheets:
        draft = collector.sheet(sheet.name)
        for cell in sheet.cells:
            if isinstance(cell.value, str):
                draft.text(cell.row, cell.column, unescaped(cell.value))
            else:
                draft.any(cell.row, cell.column, cell.value, cell.format)
        for merge in sheet.merges:
            draft.merge(*merge)
    return collector.book(Kind.XLSX.value, "")
