"""How many lines a text takes in a column, and how high its row must be.

Spreadsheet programs fit heights only while somebody types; a file must bring its own. All estimates are
on the generous side: fonts that stand in for missing ones are wider and taller.
"""

import math
import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import east_asian_width

_PIXELS_PER_WIDTH = 7
_PADDING_PIXELS = 6
_PIXELS_PER_POINT = 96 / 72
_NARROW = 0.6
"""Width of a Latin character in em."""
_LEADING = 1.5
_ROW_PADDING = 4.0
_LOWEST = 21.0
HIGHEST = 408.0
"""Points; no spreadsheet program takes rows over 409."""

_RUNS = re.compile(r"[!-~]+|.", re.DOTALL)


def line_count(text: str, width: float, size: float) -> int:
    """Lines of a text in a column.

    Args:
        text: May hold line ends.
        width: Of the column, in characters of the standard font.
        size: Of the font, in points.
    """
    return sum(len(_wrapped(line, width, size)) for line in text.split("\n"))


def row_height(cells: Iterable[tuple[str, float]], size: float) -> float:
    """Height in points of a row of (text, column width), never over :data:`HIGHEST`."""
    lines = max((line_count(text, width, size) for text, width in cells), default=1)
    needed = lines * size * _LEADING + _ROW_PADDING
    return min(HIGHEST, max(_LOWEST, round(needed, 1)))


def most_lines(size: float) -> int:
    """How many lines the highest row shows."""
    return math.floor((HIGHEST - _ROW_PADDING) / (size * _LEADING))


def split_lines(text: str, width: float, size: float, lines: int) -> tuple[str, str]:
    """The part of a text that fits into so many lines of a column, and the rest."""
    kept: list[str] = []
    used = 0
    paragraphs = text.split("\n")
    for number, paragraph in enumerate(paragraphs):
        wrapped = _wrapped(paragraph, width, size)
        room = lines - used
        if len(wrapped) > room:
            head = "".join(wrapped[:room])
            rest = "\n".join(["".join(wrapped[room:]), *paragraphs[number + 1 :]])
            return "\n".join([*kept, head] if room else kept), rest
        kept.append(paragraph)
        used += len(wrapped)
    return text, ""


@lru_cache(maxsize=20_000)
def _wrapped(line: str, width: float, size: float) -> tuple[str, ...]:
    """The lines a paragraph without line ends breaks into; never empty, joined they give it back."""
    room = max(size * _PIXELS_PER_POINT, width * _PIXELS_PER_WIDTH - _PADDING_PIXELS)
    em = size * _PIXELS_PER_POINT
    lines, used = [""], 0.0
    for run in _RUNS.findall(line):
        wide = _ems(run) * em
        pieces = [run] if wide <= room else list(run)
        for piece in pieces:
            step = _ems(piece) * em
            if lines[-1] and used + step > room:
                lines.append("")
                used = 0.0
            lines[-1] += piece
            used += step
    return tuple(lines)


def _ems(run: str) -> float:
    return sum(1.0 if east_asian_width(char) in "WFA" else _NARROW for char in run)
