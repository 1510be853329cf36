"""A workbook filled in: cells replaced, rows repeated with their looks, everything below moved down."""

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from matcher.export.filling.placeholders import (
    Problem,
    alone,
    lists_in,
    names_in,
    problems_of,
    replaced,
)
from matcher.export.heights import row_height
from matcher.export.table import Value
from matcher.export.texts import clean, storable

RowsOf = Callable[[str], list[dict[str, Value]]]
"""Name of a list → its rows by full name."""


def workbook_problems(workbook: Any) -> tuple[Problem, ...]:  # noqa: ANN401 - openpyxl has no types
    """Everything wrong with the placeholders of a workbook."""
    return tuple(problem for sheet in workbook.worksheets for problem in _problems(sheet))


def workbook_lists(workbook: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    """The lists its rows repeat for."""
    texts = (text for sheet in workbook.worksheets for _, text in _texts(sheet))
    return tuple(dict.fromkeys(name for text in texts for name in lists_in(text)))


def workbook_names(workbook: Any) -> frozenset[str]:  # noqa: ANN401 - as above
    """Every name its placeholders say."""
    texts = (text for sheet in workbook.worksheets for _, text in _texts(sheet))
    return frozenset(name for text in texts for name in names_in(text))


def fill_workbook(
    workbook: Any,  # noqa: ANN401 - as above
    facts: Mapping[str, Value],
    rows_of: RowsOf,
    *,
    public: bool,
) -> None:
    """Replace every placeholder; in public no hidden sheet, comment or unused link is left."""
    if public:
        for sheet in [one for one in workbook.worksheets if one.sheet_state != "visible"]:
            workbook.remove(sheet)
    for sheet in workbook.worksheets:
        _fill(sheet, facts, rows_of)
        if public:
            _drop_comments(sheet)


def _drop_comments(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if not isinstance(cell, MergedCell):
                cell.comment = None


def _texts(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    """(Address, text) of the cells that hold a placeholder or a brace of one."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and ("{{" in cell.value or "}}" in cell.value):
                yield cell.coordinate, cell.value


def _problems(sheet: Worksheet) -> Iterator[Problem]:
    lists: dict[int, set[str]] = {}
    for address, text in _texts(sheet):
        where = f"{sheet.title} › {address}"
        yield from problems_of(text, where)
        if text.startswith("="):
            yield Problem(where, "公式里不能用占位符，请把它单独放在一格")
        lists.setdefault(sheet[address].row, set()).update(lists_in(text))
    for row, names in sorted(lists.items()):
        if len(names) > 1:
            words = f"同一行里用了{'、'.join(sorted(names))}，一行只能重复一种清单"
            yield Problem(f"{sheet.title} › 第{row}行", words)
        for area in sheet.merged_cells.ranges:
            if names and area.min_row <= row <= area.max_row and area.min_row != area.max_row:
                words = f"重复的行里有上下合并的单元格（{area.coord}），请拆开"
                yield Problem(f"{sheet.title} › 第{row}行", words)


def _fill(sheet: Worksheet, facts: Mapping[str, Value], rows_of: RowsOf) -> None:
    repeating: dict[int, str] = {}
    for address, text in _texts(sheet):
        for name in lists_in(text):
            repeating[sheet[address].row] = name
    for number in sorted(repeating, reverse=True):
        _repeat(sheet, number, rows_of(repeating[number]), facts)
    for address, _ in list(_texts(sheet)):
        _write(sheet[address], facts)


def _repeat(
    sheet: Worksheet, number: int, rows: list[dict[str, Value]], facts: Mapping[str, Value]
) -> None:
    """Put the row in place of itself once for each row of the list; without any, one blank row stays."""
    count = max(1, len(rows))
    if count > 1:
        _move_down(sheet, number + 1, count - 1)
    merged = [area for area in sheet.merged_cells.ranges if area.min_row == number]
    pattern = [copy.copy(cell.value) for cell in sheet[number]]
    height = sheet.row_dimensions[number].height
    for offset in range(count):
        values = dict(facts) | (rows[offset] if rows else {})
        _copy_row(sheet, number, number + offset, pattern, values)
        if offset:
            for area in merged:
                sheet.merged_cells.add(
                    f"{get_column_letter(area.min_col)}{number + offset}:"
                    f"{get_column_letter(area.max_col)}{number + offset}"
                )
        sheet.row_dimensions[number + offset].height = _height(sheet, number + offset, height)
    if count > 1:
        _grow_rules(sheet, number, count - 1)


def _copy_row(
    sheet: Worksheet, source: int, target: int, pattern: list[Any], values: Mapping[str, Value]
) -> None:
    for column, text in enumerate(pattern, 1):
        origin, cell = sheet.cell(source, column), sheet.cell(target, column)
        if target != source and origin.has_style:
            cell._style = copy.copy(origin._style)  # noqa: SLF001 - the only way to keep a style whole
        if isinstance(cell, MergedCell):
            continue
        cell.value = text
        if isinstance(text, str) and "{{" in text:
            _write(cell, values)


def _write(cell: Any, values: Mapping[str, Value]) -> None:  # noqa: ANN401 - as above
    """A number where the cell is one placeholder for a number; else a text that stays a text."""
    value = values.get(alone(cell.value)) if alone(cell.value) else None
    if isinstance(value, int | float):
        cell.value = value
        return
    text = storable(clean(replaced(cell.value, values)))
    cell.value = text or None
    if text:
        cell.data_type = "s"
        cell.quotePrefix = True


def _height(sheet: Worksheet, number: int, least: float | None) -> float:
    """High enough for its words, never lower than the template's row."""
    spans = {area.min_col: area for area in sheet.merged_cells.ranges if area.min_row == number}
    texts, size = [], 11.0
    for cell in sheet[number]:
        if cell.value is None:
            continue
        area = spans.get(cell.column)
        last = area.max_col if area else cell.column
        width = sum(
            sheet.column_dimensions[get_column_letter(column)].width or 8.43
            for column in range(cell.column, last + 1)
        )
        texts.append((str(cell.value), width))
        size = max(size, float(cell.font.sz or 11))
    return max(least or 0.0, row_height(texts, size))


def _move_down(sheet: Worksheet, first: int, by: int) -> None:
    """Move every row from ``first`` on, with heights, merges, rules and what is printed."""
    last, width = sheet.max_row, sheet.max_column
    areas = [area for area in sheet.merged_cells.ranges if area.min_row >= first]
    for area in areas:
        sheet.merged_cells.remove(area)
    for number in range(last, first - 1, -1):
        for column in range(1, width + 1):
            _move_cell(sheet, number, number + by, column)
        height = sheet.row_dimensions[number].height
        sheet.row_dimensions[number + by].height = height
        sheet.row_dimensions[number].height = None
    for area in areas:
        area.shift(row_shift=by)
        sheet.merged_cells.add(area.coord)
    for rule in sheet.data_validations.dataValidation:
        for area in list(rule.sqref.ranges):
            if area.min_row >= first:
                area.shift(row_shift=by)
    _move_print(sheet, first, by)


def _move_cell(sheet: Worksheet, source: int, target: int, column: int) -> None:
    origin = sheet._cells.pop((source, column), None)  # noqa: SLF001 - a moved cell keeps its style, link and note
    sheet._cells.pop((target, column), None)  # noqa: SLF001 - as above
    if origin is not None:
        origin.row = target
        sheet._cells[target, column] = origin  # noqa: SLF001 - as above


def _move_print(sheet: Worksheet, first: int, by: int) -> None:
    """The print area and the filter grow with the rows in them."""
    area = sheet.print_area
    text = (area[0] if isinstance(area, list) and area else area) or ""
    text = str(text).rpartition("!")[2].replace("$", "")
    if text and "," not in text:
        sheet.print_area = _grown(text, first, by)
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _grown(sheet.auto_filter.ref, first, by)
    for one in sheet.row_breaks.brk:
        if one.id >= first:
            one.id += by


def _grown(coord: str, first: int, by: int) -> str:
    left, top, right, bottom = range_boundaries(coord)
    top = top + by if top >= first else top
    bottom = bottom + by if bottom >= first - 1 else bottom
    return str(CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom).coord)


def _grow_rules(sheet: Worksheet, number: int, by: int) -> None:
    """Drop-downs and the like of the repeated row hold for its copies too."""
    for rule in sheet.data_validations.dataValidation:
        for area in list(rule.sqref.ranges):
            if area.min_row <= number <= area.max_row:
                area.expand(down=by)
    for one in sheet.conditional_formatting:
        for area in one.cells.ranges:
            if area.min_row <= number <= area.max_row:
                area.expand(down=by)
