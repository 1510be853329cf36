"""Any spreadsheet file as tables whose cells know where they stand; no meaning yet.

::

    reader ── pipe ──► child ─► opening ─► sniff ─► xlsx + xlsxcells (openpyxl)     ─► collect ─► Book
    (warm, killed            bytes in      what it  opendocument, spreadsheetml         draft, budget,
     when it must be)        memory        is       webpage, delimited                  remarks
                                                    calamine + biff (.xls .et .xlsb, what openpyxl cannot)

Read: .xlsx .xlsm .xltx (strict too), .xlsb, .xls and .et (Excel 5 to 2003, WPS), .ods .fods, Excel 2003
XML, web pages and single-file web pages, text with commas, tabs or semicolons in UTF-8, UTF-16 or
GB18030; whatever their suffix. Everything else is refused by name, with what to do next.

Cell texts are what a person sees: numbers under their format without the float's tail, dates as
2026-06-18, line breaks as line feeds; control, zero-width and direction characters are left out, no-break
spaces become spaces. Cells of blanks only hold nothing. Full-width forms and inner spaces stay.

Each file is read in a child process with limits; ``python_calamine`` and ``openpyxl`` are imported there,
never by who imports this package. Memory is limited on Linux only; on Windows the clock must do.
"""

from matcher.sheets.book import Book, Cell, CellKind, Merge, Row, Sheet, Value, column_letter
from matcher.sheets.limits import Limits
from matcher.sheets.reader import close, read
from matcher.sheets.written import WrittenCell, WrittenSheet, written

__all__ = [
    "Book",
    "Cell",
    "CellKind",
    "Limits",
    "Merge",
    "Row",
    "Sheet",
    "Value",
    "WrittenCell",
    "WrittenSheet",
    "close",
    "column_letter",
    "read",
    "written",
]
