"""Reading bytes in this process, for facts that have nothing to do with the child."""

from matcher.sheets import Book, Cell, Limits, column_letter
from matcher.sheets.opening import book_of


def book(content: bytes, file: str = "清单.xlsx", limits: Limits | None = None) -> Book:
    """The book in ``content``."""
    return book_of(content, file, limits or Limits())


def cells(content: bytes, file: str = "清单.xlsx", sheet: int = 0) -> dict[str, Cell]:
    """The cells of one sheet by address."""
    rows = book(content, file).sheets[sheet].rows
    return {f"{column_letter(cell.column)}{row.number}": cell for row in rows for cell in row.cells}


def texts(content: bytes, file: str = "清单.xlsx", sheet: int = 0) -> list[list[str]]:
    """The texts of one sheet, row by row."""
    return [[cell.text for cell in row.cells] for row in book(content, file).sheets[sheet].rows]


def codes(content: bytes, file: str = "清单.xlsx") -> list[str]:
    """The codes of the issues."""
    return [issue.code for issue in book(content, file).issues]
