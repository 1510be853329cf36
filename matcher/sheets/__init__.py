"""Any spreadsheet file as tables whose cells know where they stand; no meaning yet.

Each file is read in a child process with limits. ``python_calamine`` and ``openpyxl`` are imported
there, never by who imports this package.
"""

from matcher.sheets.book import Book, Cell, CellKind, Merge, Row, Sheet, Value, column_letter
from matcher.sheets.limits import Limits
from matcher.sheets.reader import close, read

__all__ = [
    "Book",
    "Cell",
    "CellKind",
    "Limits",
    "Merge",
    "Row",
    "Sheet",
    "Value",
    "close",
    "column_letter",
    "read",
]
