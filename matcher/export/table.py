"""Columns as data, and the one function that writes a printable list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from matcher.export.heights import most_lines, row_height, split_lines
from matcher.export.look import OFFICE_PAGE, Fonts, Page, Style, set_page
from matcher.export.texts import clean, storable

Row = TypeVar("Row")
Value = str | int | float | None

_LONG_TEXT = 255
"""Over this, old programs show a cell in text format as #####."""

_SIGN_HEIGHT = 30.0
_POINTS_PER_WIDTH = 5.25
_READABLE = 0.6
POINTS_PER_MM = 72 / 25.4

TITLE_ROW, LINE_ROW, HEAD_ROW, FIRST_ROW = 1, 2, 3, 4
SIGNATURE = "填报人：　　　　　　　　　　审核人：　　　　　　　　　　负责人签字（盖章）："


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a list.

    Attributes:
        header: Its heading.
        width: In characters of the standard font; a Chinese character takes about two.
        value: What a row shows in it; texts are always written as texts.
        align: How it stands.
        number_format: For numbers.
        choices: Offered in a drop-down; other words stay allowed. At most 255 characters together.
        private: Whether it tells of persons and is left out of what is posted.
    """

    header: str
    width: float
    value: Callable[[Row], Value]
    align: Style = Style.LEFT
    number_format: str = "General"
    choices: tuple[str, ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a list.

    Attributes:
        title: In large letters.
        left: Left of the line below it (填报单位).
        right: Right of it (日期).
    """

    title: str
    left: str = ""
    right: str = ""


@dataclass(slots=True)
class Overflow:
    """Texts too long for the highest row, gathered while sheets are written: (where, column, text)."""

    texts: list[tuple[str, str, str]] = field(default_factory=list)

    def keep(self, where: str, column: str, text: str) -> int:
        """Take a text and give it its number, from 1."""
        self.texts.append((where, column, text))
        return len(self.texts)


def write_table(
    sheet: Worksheet,
    heading: Heading,
    columns: Sequence[Column[Row]],
    rows: Sequence[Row],
    *,
    fonts: Fonts,
    overflow: Overflow,
    frozen: int = 1,
    page: Page = OFFICE_PAGE,
    empty: str = "（无）",
    total: Sequence[Value] | None = None,
    signature: str = SIGNATURE,
    one_page: bool = False,
) -> None:
    """Write one list: title, line, header, rows, signature; ready to print, nothing merged among the rows.

    Args:
        sheet: An empty sheet.
        heading: What stands above.
        columns: What each row shows.
        rows: In order.
        fonts: Names and sizes.
        overflow: Takes texts too long to be printed in one cell.
        frozen: Columns that stay in sight at the left.
        page: Margins.
        empty: Stands in the first row when there is none.
        total: Values of a closing row, one for each column; ``None`` = no such row.
        signature: Words of the last line; empty = none.
        one_page: Whether it is made to fit one page where it stays readable.
    """
    widths = [column.width for column in columns]
    _write_heading(sheet, heading, columns, fonts)
    for offset, row in enumerate(rows):
        values = [column.value(row) for column in columns]
        _write_row(sheet, FIRST_ROW + offset, values, columns, fonts, overflow)
    last = FIRST_ROW + len(rows) - 1
    if not rows:
        last = FIRST_ROW
        values = [empty, *[None] * (len(columns) - 1)]
        _write_row(sheet, last, values, columns, fonts, overflow)
    _add_choices(sheet, columns, last)
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(columns))}{last}"
    if total is not None:
        last += 1
        _write_row(sheet, last, total, columns, fonts, overflow)
    if signature:
        last = _write_signature(sheet, last, signature, columns, fonts)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = sheet.cell(FIRST_ROW, frozen + 1)
    area = f"A1:{get_column_letter(len(columns))}{last}"
    set_page(sheet, page, header_rows=f"{HEAD_ROW}:{HEAD_ROW}", area=area)
    if one_page and _fits_one_page(sheet, sum(widths), page):
        sheet.page_setup.fitToHeight = 1


def _fits_one_page(sheet: Worksheet, width: float, page: Page) -> bool:
    """Whether all rows stand on one page at a size that can be read."""
    across, down = (millimetres * POINTS_PER_MM for millimetres in page.room)
    high = sum(row.height or 0 for row in sheet.row_dimensions.values())
    scale = min(1.0, across / (width * _POINTS_PER_WIDTH), down / high)
    return scale >= _READABLE


def put(cell: Cell, value: Value, style: Style, number_format: str = "General") -> None:
    """Write one value; a text stays a text whatever it starts with, also after F2 and Enter."""
    cell.style = style.value
    if value is None or value == "":
        return
    if isinstance(value, str):
        text = storable(value)
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = True
        cell.number_format = "@" if len(text) <= _LONG_TEXT else "General"
        return
    cell.value = value
    cell.number_format = number_format


def merged_line(sheet: Worksheet, row: int, first: int, last: int, text: str, style: Style) -> None:
    """One line of words over several columns, outside the rows of a list."""
    put(sheet.cell(row, first), clean(text), style)
    merge(sheet, row, first, last)


def merge(sheet: Worksheet, row: int, first: int, last: int) -> None:
    """Make one cell of several in a row; their styles stay (``merge_cells`` would work them out anew, slowly)."""
    if last > first:
        sheet.merged_cells.add(f"{get_column_letter(first)}{row}:{get_column_letter(last)}{row}")


def _write_heading(
    sheet: Worksheet, heading: Heading, columns: Sequence[Column[Any]], fonts: Fonts
) -> None:
    count = len(columns)
    total = sum(column.width for column in columns)
    merged_line(sheet, TITLE_ROW, 1, count, heading.title, Style.TITLE)
    sheet.row_dimensions[TITLE_ROW].height = row_height([(heading.title, total)], fonts.title_size)
    half = _halfway(columns)
    merged_line(sheet, LINE_ROW, 1, half, heading.left, Style.LINE_LEFT)
    merged_line(sheet, LINE_ROW, half + 1, count, heading.right, Style.LINE_RIGHT)
    sheet.row_dimensions[LINE_ROW].height = row_height([("", total)], fonts.line_size)
    for number, column in enumerate(columns, 1):
        put(sheet.cell(HEAD_ROW, number), column.header, Style.HEAD)
    heads = [(column.header, column.width) for column in columns]
    sheet.row_dimensions[HEAD_ROW].height = row_height(heads, fonts.head_size)


def _halfway(columns: Sequence[Column[Any]]) -> int:
    """How many columns make up the left half of the width."""
    total, so_far = sum(column.width for column in columns), 0.0
    for number, column in enumerate(columns, 1):
        so_far += column.width
        if 2 * so_far >= total:
            return min(number, len(columns) - 1)
    return 1


def _write_row(
    sheet: Worksheet,
    row: int,
    values: Sequence[Value],
    columns: Sequence[Column[Any]],
    fonts: Fonts,
    overflow: Overflow,
) -> None:
    shown = [
        _fitted(value, column, f"{sheet.title} 第{row}行", fonts, overflow)
        for value, column in zip(values, columns, strict=True)
    ]
    for number, (value, column) in enumerate(zip(shown, columns, strict=True), 1):
        put(sheet.cell(row, number), value, column.align, column.number_format)
    cells = [
        ("" if value is None else str(value), c.width)
        for value, c in zip(shown, columns, strict=True)
    ]
    sheet.row_dimensions[row].height = row_height(cells, fonts.body_size)


def _fitted(
    value: Value, column: Column[Any], where: str, fonts: Fonts, overflow: Overflow
) -> Value:
    """The value, or the part of a text the highest row shows with a note where the whole stands."""
    if not isinstance(value, str):
        return value
    text = clean(value)
    lines = most_lines(fonts.body_size)
    _, rest = split_lines(text, column.width, fonts.body_size, lines)
    if not rest:
        return text
    number = overflow.keep(where, column.header, text)
    note = f"……（全文见“长文本”第{number}条）"
    head, _ = split_lines(text, column.width, fonts.body_size, lines - 3)
    return head + note


def _add_choices(sheet: Worksheet, columns: Sequence[Column[Any]], last: int) -> None:
    for number, column in enumerate(columns, 1):
        if not column.choices:
            continue
        rule = DataValidation(
            type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True
        )
        rule.errorStyle = "warning"
        rule.showErrorMessage = True
        rule.error = "这个词不在常用选项中，仍要使用吗？"
        rule.errorTitle = column.header
        sheet.add_data_validation(rule)
        letter = get_column_letter(number)
        rule.add(f"{letter}{FIRST_ROW}:{letter}{last}")


def _write_signature(
    sheet: Worksheet, last: int, words: str, columns: Sequence[Column[Any]], fonts: Fonts
) -> int:
    width = sum(column.width for column in columns)
    sheet.row_dimensions[last + 1].height = 12
    merged_line(sheet, last + 2, 1, len(columns), words, Style.SIGN)
    height = row_height([(words, width)], fonts.line_size)
    sheet.row_dimensions[last + 2].height = max(_SIGN_HEIGHT, height)
    return last + 2
