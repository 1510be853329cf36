"""A workbook of one list: what a single reader gets."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from matcher.export.files import save
from matcher.export.look import Fonts
from matcher.export.overflow import write_overflow
from matcher.export.result import new_workbook
from matcher.export.table import Column, Heading, Overflow, write_table

Row = TypeVar("Row")


def write_single(
    folder: Path,
    name: str,
    sheet: str,
    heading: Heading,
    columns: Sequence[Column[Row]],
    rows: Sequence[Row],
    *,
    month: str,
    fonts: Fonts,
    signature: str,
) -> Path:
    """Write one list into a file of its own, ready to print.

    Args:
        folder: Made when missing.
        name: Of the file, with its suffix.
        sheet: Name of its only sheet.
        heading: What stands above.
        columns: What each row shows.
        rows: In order.
        month: ``2026-06``.
        fonts: Names and sizes.
        signature: Words of the last line.

    Raises:
        CannotWrite: The file could not be written.
    """
    workbook = new_workbook(heading.title, month, fonts)
    overflow = Overflow()
    write_table(
        workbook.create_sheet(sheet),
        heading,
        columns,
        rows,
        fonts=fonts,
        overflow=overflow,
        signature=signature,
    )
    write_overflow(workbook, overflow, fonts)
    return save(workbook, folder, name)
