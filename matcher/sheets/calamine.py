"""The second reader, python-calamine: legacy workbooks, and what openpyxl cannot read."""

import contextlib
import struct
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from matcher.errors import FileRefused
from matcher.sheets import ole
from matcher.sheets.biff import BookTrim, SheetTrim, trimmings
from matcher.sheets.collect import Collector
from matcher.sheets.draft import Draft
from matcher.sheets.kinds import REFUSALS, Kind
from matcher.sheets.package import DAMAGED_ADVICE

_TABLES = (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet)
_FAILURES = (CalamineError, ValueError, OSError, LookupError, ArithmeticError)


def read_calamine(content: bytes, collector: Collector) -> None:
    """Collect every sheet: values and merges by calamine, the rest (legacy workbooks only) from the records.

    Raises:
        FileRefused: Locked, damaged or too large.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(_sound(content)))
    except PasswordError as error:
        what, advice = REFUSALS[Kind.ENCRYPTED]
        raise FileRefused(what, collector.file, advice) from error
    except _FAILURES as error:
        raise _damaged(collector) from error
    trim = trimmings(content)
    _same_sheets(trim, workbook)
    failed: Exception | None = None
    for index, meta in enumerate(workbook.sheets_metadata):
        if meta.typ not in _TABLES:
            continue
        hidden = meta.visible != SheetVisibleEnum.Visible
        draft = collector.sheet(meta.name, hidden=hidden, mac=trim.mac)
        try:
            _collect(workbook.get_sheet_by_index(index), draft, trim.sheet(index))
        except _FAILURES as error:
            failed = error
    if failed and not collector.cells:
        raise _damaged(collector) from failed


def _sound(content: bytes) -> bytes:
    """A legacy workbook with its record stream alone; anything else as it is."""
    if not content.startswith(ole.MAGIC):
        return content
    with contextlib.suppress(ValueError, struct.error):
        compound = ole.Compound(content)
        for name in ("Workbook", "Book"):
            stream = compound.stream(name)
            if stream:
                return ole.wrapped(name, stream)
    return content


def _damaged(collector: Collector) -> FileRefused:
    return FileRefused("文件已损坏或格式特殊，读不出来", collector.file, DAMAGED_ADVICE)


def _same_sheets(trim: BookTrim, workbook: CalamineWorkbook) -> None:
    """Forget trimmings that cannot be laid beside calamine's sheets one by one."""
    if len(trim.sheets) != len(workbook.sheets_metadata):
        trim.sheets.clear()


def _collect(sheet: CalamineSheet, draft: Draft, trim: SheetTrim) -> None:
    draft.hidden_rows.update(trim.hidden_rows)
    for first, last in trim.hidden_columns:
        draft.hide_columns(first, last)
    for (row, column), words in trim.errors.items():
        draft.error(row, column, words)
    if sheet.start is None:
        return
    _, left = sheet.start
    for row, values in enumerate(sheet.iter_rows(), start=1):
        if values.count("") == len(values):  # the quick way over a wide empty stretch
            continue
        for column, value in enumerate(values, start=left + 1):
            if value != "":
                draft.any(row, column, value, trim.codes.get((row, column), ""))
    for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ():
        draft.merge(first_row + 1, first_column + 1, last_row + 1, last_column + 1)
