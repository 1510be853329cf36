"""A text broken into lines of a width; nothing is left out, no line begins with a closing mark or ends with an opening one."""

from collections.abc import Callable
from re import compile as pattern

Advance = Callable[[str], float]
"""Width of a character, in millimetres."""

_RUNS = pattern(r"[!-~]+|.|\n")
_PARTS = pattern(r"[^-]*-+|[^-]+")
_NOT_LAST = frozenset("（《「『【〔“‘([{")
_NOT_FIRST = frozenset("，。；：、！？）》」』】〕”’…—·%％,.;:!?)]}")


def wrapped(text: str, width: float, advance: Advance) -> tuple[str, ...]:
    """The lines of a text.

    Args:
        text: May hold line ends.
        width: In millimetres; a character wider than that has a line of its own.
        advance: Width of a character.
    """
    return tuple(line for part in text.split("\n") for line in _lines(part, width, advance))


def _lines(text: str, width: float, advance: Advance) -> list[str]:
    lines, used = [""], 0.0
    for piece in _pieces(text, width, advance):
        wide = sum(map(advance, piece))
        if lines[-1] and used + wide > width:
            carried = _carried(lines, piece)
            lines.append(carried)
            used = sum(map(advance, carried))
        lines[-1] += piece
        used += wide
    return [*(line.rstrip(" ") for line in lines[:-1]), lines[-1]]


def _pieces(text: str, width: float, advance: Advance) -> list[str]:
    """Words of Latin letters and digits whole where they fit on a line, else by their hyphens, else letter by letter."""
    found: list[str] = []
    for run in _RUNS.findall(text):
        for part in [run] if sum(map(advance, run)) <= width else _PARTS.findall(run):
            found.extend([part] if sum(map(advance, part)) <= width else part)
    return found


def _carried(lines: list[str], piece: str) -> str:
    """What goes down to the next line so that none begins with a closing mark or ends with an opening one."""
    last = lines[-1]
    if len(last) > 1 and last[-1] in _NOT_LAST:
        lines[-1] = last[:-1]
        return last[-1]
    if piece[0] not in _NOT_FIRST or len(last) < 3 or last[-1] in _NOT_FIRST:
        return ""
    lines[-1] = last[:-1]
    return last[-1]
