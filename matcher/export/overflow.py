"""The sheet 长文本: texts too long for the highest row, in as many rows as they take."""

from collections.abc import Iterator

from openpyxl import Workbook

from matcher.export.heights import most_lines, split_lines
from matcher.export.look import Fonts, Style
from matcher.export.table import Column, Heading, Overflow, write_table

_Piece = tuple[str, str, str]

COLUMNS: tuple[Column[_Piece], ...] = (
    Column("条", 8, lambda piece: piece[0], Style.CENTRE),
    Column("所在位置", 26, lambda piece: piece[1]),
    Column("全文", 120, lambda piece: piece[2]),
)


def write_overflow(workbook: Workbook, overflow: Overflow, fonts: Fonts) -> None:
    """Add the sheet when there is anything to put on it."""
    if not overflow.texts:
        return
    write_table(
        workbook.create_sheet("长文本"),
        Heading("长文本", "各清单一格放不下的文字，按条列出全文"),
        COLUMNS,
        list(pieces(overflow, fonts)),
        fonts=fonts,
        overflow=Overflow(),
        signature="",
    )


def pieces(overflow: Overflow, fonts: Fonts) -> Iterator[_Piece]:
    """Each text cut into rows that can be printed; together they are the text."""
    lines, width = most_lines(fonts.body_size), COLUMNS[2].width
    for number, (where, column, text) in enumerate(overflow.texts, 1):
        rest, part = text, 1
        while rest:
            head, rest = split_lines(rest, width, fonts.body_size, lines)
            name = f"{number}" if part == 1 and not rest else f"{number}-{part}"
            yield (name, f"{where}\n{column}", head)
            part += 1
