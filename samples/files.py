"""Grids into files, the same bytes every time."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from samples.table import Grid, Value

_MOMENT = "2026-06-13T09:00:00Z"
_ZIP_MOMENT = (2026, 6, 13, 9, 0, 0)
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_COLOURS = {
    "红": "FFC7CE",
    "红色": "FFC7CE",
    "黄": "FFEB9C",
    "黄色": "FFEB9C",
    "蓝": "BDD7EE",
    "蓝色": "BDD7EE",
}


def write_xlsx(path: Path, grids: Sequence[Grid], *, hidden: Sequence[str] = ()) -> None:
    """One workbook, one sheet for each grid."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for grid in grids:
        sheet = book.create_sheet(grid.name)
        _fill_sheet(sheet, grid)
        if grid.name in hidden:
            sheet.sheet_state = "hidden"
    memory = io.BytesIO()
    book.save(memory)
    path.write_bytes(_same_bytes(memory.getvalue()))


def _fill_sheet(sheet: Worksheet, grid: Grid) -> None:
    titles = {
        (first_row, first_column)
        for first_row, first_column, _, last_column in grid.merges
        if last_column == grid.width > 1
    }
    for (row, column), value in sorted(grid.cells.items()):
        cell = sheet.cell(row, column, value)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        if isinstance(value, date):
            cell.number_format = "yyyy/m/d"
        if row in grid.header_rows:
            cell.font = Font(name="黑体", bold=True)
            cell.border = _BOX
            cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        elif grid.header_rows and row < grid.header_rows[0] and (row, column) in titles:
            cell.font = Font(name="宋体", size=16, bold=True)
            cell.alignment = Alignment(horizontal="center", vertical="center")
        elif value in _COLOURS:
            cell.fill = PatternFill("solid", fgColor=_COLOURS[str(value)])
    for first_row, first_column, last_row, last_column in grid.merges:
        sheet.merge_cells(
            start_row=first_row, start_column=first_column, end_row=last_row, end_column=last_column
        )
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for column in range(1, grid.width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _width(grid, column)


def _width(grid: Grid, column: int) -> float:
    wide = {row for row, first, _, last in grid.merges if last > first}
    texts = [
        str(value)
        for (row, place), value in grid.cells.items()
        if place == column and row not in wide
    ]
    return min(36.0, max([8.0, *(2.0 * len(text) + 2 for text in texts)]))


def _same_bytes(data: bytes) -> bytes:
    """The package without the moment at which it was written."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z", _MOMENT.encode(), part)
            new.writestr(zipfile.ZipInfo(name, _ZIP_MOMENT), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _rows(grid: Grid) -> list[list[Value]]:
    return [
        [grid.cells.get((row, column)) for column in range(1, grid.width + 1)]
        for row in range(1, grid.last_row + 1)
    ]


def write_csv(path: Path, grid: Grid, *, encoding: str) -> None:
    """Comma separated text in the given encoding."""
    memory = io.StringIO()
    csv.writer(memory, lineterminator="\r\n").writerows(_rows(grid))
    path.write_bytes(memory.getvalue().encode(encoding))


def write_html_as_xls(path: Path, grid: Grid) -> None:
    """An HTML table under the suffix .xls, as web systems export it."""
    lines = [
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>',
        '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>',
        '<table border="1">',
    ]
    spans = {(r1, c1): (r2 - r1 + 1, c2 - c1 + 1) for r1, c1, r2, c2 in grid.merges}
    covered = {
        (row, column)
        for r1, c1, r2, c2 in grid.merges
        for row in range(r1, r2 + 1)
        for column in range(c1, c2 + 1)
        if (row, column) != (r1, c1)
    }
    for row, values in enumerate(_rows(grid), 1):
        tag = "th" if row in grid.header_rows else "td"
        cells = []
        for column, value in enumerate(values, 1):
            if (row, column) in covered:
                continue
            down, across = spans.get((row, column), (1, 1))
            span = (f' rowspan="{down}"' if down > 1 else "") + (
                f' colspan="{across}"' if across > 1 else ""
            )
            text = "" if value is None else escape(str(value))
            cells.append(f"<{tag}{span}>{text}</{tag}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    lines.append("</table></body></html>")
    path.write_bytes("\r\n".join(lines).encode("utf-8"))
