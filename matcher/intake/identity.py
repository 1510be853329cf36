"""Identity card numbers: never kept; the user is told that there were some."""

import re
from collections.abc import Sequence
from functools import lru_cache

from matcher.intake.columns import Column
from matcher.intake.grid import Grid
from matcher.intake.layout import Table
from matcher.intake.reports import Remarks, address
from matcher.intake.text import without_id_numbers
from matcher.sheets.book import Cell, CellKind

_HEADER = re.compile(r"身份证|公民身份|证件号")


@lru_cache(maxsize=4096)
def is_identity_column(title: str) -> bool:
    """Whether a header says that identity card numbers stand below."""
    return _HEADER.search(title) is not None


def is_damaged_number(cell: Cell) -> bool:
    """Whether an 18-digit number was stored as a number, so that its last digits are lost."""
    if cell.kind is not CellKind.NUMBER:
        return False
    value = cell.value
    return isinstance(value, int | float) and 1e17 <= abs(value) < 1e18


def say_identity(grid: Grid, table: Table, columns: Sequence[Column], remarks: Remarks) -> None:
    """One remark for each column that holds such numbers, and one for damaged ones."""
    named = {c.number for c in columns if is_identity_column(c.title)}
    found: dict[int, list[int]] = {}
    damaged: dict[int, list[int]] = {}
    for row in table.body:
        for column, cell in grid.cells[row].items():
            if is_damaged_number(cell):
                damaged.setdefault(column, []).append(row)
            elif column in named or (
                len(cell.text) >= 18 and without_id_numbers(cell.text) != cell.text
            ):
                found.setdefault(column, []).append(row)
    for column, rows in sorted(found.items()):
        remarks.warn(
            "id-number-dropped",
            f"这一列有 {len(rows)} 格身份证号，没有导入；清单里请不要填写身份证号",
            cell=address(column, rows[0]),
        )
    for column, rows in sorted(damaged.items()):
        remarks.warn(
            "id-number-damaged",
            f"这一列有 {len(rows)} 格 18 位数字被表格软件存成了数值，后几位已经丢失，没有导入；号码请先把单元格设为文本再填写",
            cell=address(column, rows[0]),
        )
