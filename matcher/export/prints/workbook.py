"""A workbook as it prints: every visible sheet one section, tables with their header repeated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from matcher.domain.office import TITLE_FONTS
from matcher.domain.prints import (
    Align,
    Block,
    Grid,
    PrintCell,
    PrintPage,
    PrintRow,
    PrintSection,
    Sides,
    Words,
    role_of,
)

_MM_PER_INCH = 25.4
_MM_PER_POINT = _MM_PER_INCH / 72
_MM_PER_PIXEL = _MM_PER_INCH / 96
_PIXELS_PER_CHARACTER, _PIXELS_BESIDE = 7, 5
_USUAL_WIDTH = 8.43
_LONG_SIDE, _SHORT_SIDE = 297.0, 210.0
_BLANK_TEXT = 3
"""Characters up to which a row counts as one to be written in by hand: it keeps its height."""
_SMALLEST = 6.5
"""Points under which nothing is printed, however wide a sheet is."""

_ALIGN = {"center": Align.CENTRE, "centerContinuous": Align.CENTRE, "right": Align.RIGHT}


def sections_of(workbook: Workbook) -> tuple[PrintSection, ...]:
    """Every visible sheet that holds anything."""
    sheets = (sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible")
    sections = (_section(sheet) for sheet in sheets)
    return tuple(section for section in sections if section.blocks)


@dataclass(slots=True)
class _Rows:
    """Rows of a table gathered while a sheet is gone through."""

    header: list[PrintRow] = field(default_factory=list)
    rows: list[PrintRow] = field(default_factory=list)
    size: float = 0
    gap: float = 0
    columns: int = 0


def _section(sheet: Worksheet) -> PrintSection:
    page = _page(sheet)
    first, top, last, bottom = _area(sheet)
    natural = [_column_mm(sheet, number) for number in range(first, last + 1)]
    scale = min(1.0, page.room / (sum(natural) or 1))
    widths = tuple(width * scale for width in natural)
    view = _View(sheet, first, last, scale, _spans(sheet), _repeated(sheet))
    return PrintSection(page, tuple(_blocks(view, range(top, bottom + 1), widths)))


@dataclass(frozen=True, slots=True)
class _View:
    """A sheet with what is needed of it again and again."""

    sheet: Worksheet
    first: int
    last: int
    scale: float
    spans: dict[tuple[int, int], int]
    repeated: range

    def size(self, points: float) -> float:
        """A font size as it comes out."""
        return max(_SMALLEST, points * self.scale)


def _blocks(view: _View, rows: Sequence[int], widths: tuple[float, ...]) -> Iterator[Block]:
    table, gap = _Rows(), 0.0
    for number in rows:
        if _is_table_row(view, number):
            _gather(view, number, table, gap)
            gap = 0.0
            continue
        if table.header or table.rows:
            yield _grid(table, widths)
            table = _Rows()
        block = _line(view, number, gap)
        gap = gap + _height_mm(view, number) if block is None else 0.0
        if block is not None:
            yield block
    if table.header or table.rows:
        yield _grid(table, widths)


def _grid(table: _Rows, widths: tuple[float, ...]) -> Grid:
    header, rows = (
        tuple(_cut(row, table.columns) for row in those) for those in (table.header, table.rows)
    )
    align = Align.CENTRE if table.columns == len(widths) else Align.LEFT
    return Grid(widths[: table.columns], header, rows, table.size, table.gap, align)


def _cut(row: PrintRow, columns: int) -> PrintRow:
    """The row without what stands beside the table."""
    kept: list[PrintCell] = []
    for cell in row.cells:
        if columns <= 0:
            break
        kept.append(replace(cell, span=min(cell.span, columns)))
        columns -= cell.span
    return replace(row, cells=tuple(kept))


def _gather(view: _View, number: int, table: _Rows, gap: float) -> None:
    cells = tuple(_cells(view, number))
    longest = max(len(cell.text) for cell in cells)
    least = _height_mm(view, number) if longest <= _BLANK_TEXT else 0.0
    if not (table.header or table.rows):
        table.gap = gap
    sizes = [
        _cell(view, number, column).font.sz or 11 for column in range(view.first, view.last + 1)
    ]
    table.columns = max(table.columns, _framed(view, number))
    head = number in view.repeated
    if not head or not table.size:
        table.size = view.size(max(sizes))
    (table.header if head and not table.rows else table.rows).append(PrintRow(cells, least))


def _cells(view: _View, number: int) -> Iterator[PrintCell]:
    column = view.first
    while column <= view.last:
        cell = _cell(view, number, column)
        span = min(view.spans.get((number, column), 1), view.last - column + 1)
        filled = cell.fill is not None and cell.fill.fill_type == "solid"
        yield PrintCell(shown(cell.value, cell.number_format), _align(cell), span, head=filled)
        column += span


def _line(view: _View, number: int, gap: float) -> Words | Sides | None:
    """Words outside tables; ``None`` when there are none."""
    told = [
        cell
        for column in range(view.first, view.last + 1)
        if shown((cell := _cell(view, number, column)).value, cell.number_format)
    ]
    if not told:
        return None
    texts = [shown(cell.value, cell.number_format) for cell in told]
    size = (
        view.size(told[0].font.sz or 11)
        if told[0].font.name not in TITLE_FONTS
        else told[0].font.sz
    )
    if len(told) > 1:
        return Sides(texts[0], " ".join(texts[1:]), size, gap)
    return Words(texts[0], role_of(told[0].font.name), size, _align(told[0]), gap)


def shown(value: object, number_format: str = "General") -> str:
    """A value as a spreadsheet program shows it under the formats our papers use."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case int() | float() if number_format.endswith("%"):
            digits = len(number_format.partition(".")[2].rstrip("%"))
            return f"{value:.{digits}%}"
        case int() | float():
            return f"{value:.10g}"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}" if value.hour or value.minute else f"{value:%Y-%m-%d}"
        case date():
            return f"{value:%Y-%m-%d}"
        case _:
            return str(value)


def _is_table_row(view: _View, number: int) -> bool:
    return _framed(view, number) > 0


def _framed(view: _View, number: int) -> int:
    """How many columns of a row stand in a table: up to the last cell with a line round it, or merged with one."""
    framed = 0
    for column in range(view.first, view.last + 1):
        if _has_line(_cell(view, number, column)):
            framed = column - view.first + view.spans.get((number, column), 1)
    return min(framed, view.last - view.first + 1)


def _has_line(cell: Any) -> bool:  # noqa: ANN401 - as above
    border = cell.border
    sides = (border.left, border.right, border.top, border.bottom)
    return any(side is not None and side.style for side in sides)


def _cell(view: _View, row: int, column: int) -> Any:  # noqa: ANN401 - openpyxl has no types
    return view.sheet.cell(row, column)


def _align(cell: Any) -> Align:  # noqa: ANN401 - as above
    return _ALIGN.get(cell.alignment.horizontal or "", Align.LEFT)


def _spans(sheet: Worksheet) -> dict[tuple[int, int], int]:
    return {
        (area.min_row, area.min_col): area.max_col - area.min_col + 1
        for area in sheet.merged_cells.ranges
    }


def _repeated(sheet: Worksheet) -> range:
    rows = (sheet.print_title_rows or "").replace("$", "")
    first, _, last = rows.partition(":")
    return range(int(first), int(last or first) + 1) if first.isdecimal() else range(0)


def _area(sheet: Worksheet) -> tuple[int, int, int, int]:
    """First column, first row, last column, last row of what is printed."""
    area = sheet.print_area
    text = area[0] if isinstance(area, list) else area
    if text:
        bounds = range_boundaries(str(text).rpartition("!")[2].split(",")[0].replace("$", ""))
        if all(bounds):
            return (int(bounds[0]), int(bounds[1]), int(bounds[2]), int(bounds[3]))
    return (1, 1, sheet.max_column, sheet.max_row)


def _page(sheet: Worksheet) -> PrintPage:
    lying = sheet.page_setup.orientation == "landscape"
    width, height = (_LONG_SIDE, _SHORT_SIDE) if lying else (_SHORT_SIDE, _LONG_SIDE)
    margins = sheet.page_margins
    top, bottom, left, right = (
        getattr(margins, side) * _MM_PER_INCH for side in ("top", "bottom", "left", "right")
    )
    return PrintPage(width, height, top, bottom, left, right)


def _column_mm(sheet: Worksheet, number: int) -> float:
    letter = get_column_letter(number)
    width = sheet.column_dimensions[letter].width if letter in sheet.column_dimensions else 0
    pixels = (width or _USUAL_WIDTH) * _PIXELS_PER_CHARACTER + _PIXELS_BESIDE
    return float(pixels * _MM_PER_PIXEL)


def _height_mm(view: _View, number: int) -> float:
    height = view.sheet.row_dimensions[number].height or 15
    return float(height * _MM_PER_POINT * view.scale)
