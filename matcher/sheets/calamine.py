"""The second reader, python-calamine: legacy workbooks, and what openpyxl cannot read."""

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
from matcher.sheets.collect import Collector, Draft
from matcher.sheets.kinds import REFUSALS, Kind
from matcher.sheets.package import DAMAGED_ADVICE

_TABLES = (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet)


def read_calamine(content: bytes, collector: Collector) -> None:
    """Collect every sheet as calamine reads it: values and merges, no formats, no hidden rows.

    Raises:
        FileRefused: Locked, damaged or too large.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    except PasswordError as error:
        what, advice = REFUSALS[Kind.ENCRYPTED]
        raise FileRefused(what, collector.file, advice) from error
    except (CalamineError, ValueError, OSError) as error:
        raise FileRefused(
            "文件已损坏或格式特殊，读不出来", collector.file, DAMAGED_ADVICE
        ) from error
    failed: Exception | None = None
    for index, meta in enumerate(workbook.sheets_metadata):
        if meta.typ not in _TABLES:
            continue
        draft = collector.sheet(meta.name, hidden=meta.visible != SheetVisibleEnum.Visible)
        try:
            _collect(workbook.get_sheet_by_index(index), draft)
        except (CalamineError, ValueError, OSError, IndexError) as error:
            failed = error
    if failed and not collector.cells:
        raise FileRefused(
            "文件已损坏或格式特殊，读不出来", collector.file, DAMAGED_ADVICE
        ) from failed


def _collect(sheet: CalamineSheet, draft: Draft) -> None:
    if sheet.start is None:
        return
    _, left = sheet.start
    for number, values in enumerate(sheet.iter_rows()):
        for column, value in enumerate(values):
            if value != "":
                draft.any(number + 1, column + left + 1, value)
    for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ():
        draft.merge(first_row + 1, first_column + 1, last_row + 1, last_column + 1)
