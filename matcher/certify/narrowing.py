"""Which values of the variables no row allows: small steps of whole-number arithmetic that need no prices."""

from collections import deque
from collections.abc import Iterable, Sequence

from matcher.certify.exact import Box
from matcher.rules import Row

_VISITS = 30
"""How often each row is looked at, on average, before the box is left as it is."""

_LONG = 50
"""Entries of a row that is looked at last."""


class Narrowing:
    """Rows, looked up by variable, that take values off the ends of a box which break them for certain."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._long = [len(row.entries) > _LONG for row in rows]
        self._of: dict[int, list[int]] = {}
        for number, row in enumerate(rows):
            for _, at in row.entries:
                self._of.setdefault(at, []).append(number)

    def box(self, box: Box, changed: Iterable[int] | None = None) -> Box:
        """The part of a box in which plans can lie; one with a lowest above a highest value holds none.

        Args:
            box: What to narrow.
            changed: Variables whose ends moved since this was last done; ``None`` = begin with all.
        """
        found = list(box)
        first = range(len(self._rows)) if changed is None else self._touched(changed)
        # Long rows (objectives that are kept) are looked at when the short ones have nothing more to say.
        waiting = (deque[int](), deque[int]())
        for number in first:
            waiting[self._long[number]].append(number)
        queued = set(first)
        visits = _VISITS * len(self._rows)
        while (waiting[0] or waiting[1]) and visits:
            visits -= 1
            number = (waiting[0] or waiting[1]).popleft()
            queued.discard(number)
            moved = _moved(self._rows[number], found)
            if any(found[at][0] > found[at][1] for at in moved):
                break
            for other in self._touched(moved):
                if other not in queued:
                    queued.add(other)
                    waiting[self._long[other]].append(other)
        return tuple(found)

    def _touched(self, variables: Iterable[int]) -> Iterable[int]:
        return dict.fromkeys(number for at in variables for number in self._of.get(at, ()))


def _moved(row: Row, found: list[tuple[int, int]]) -> list[int]:
    """Take off what a row rules out; the variables whose ends moved."""
    moved: list[int] = []
    if row.high is not None:
        _kept_below(row.entries, 1, row.high, found, moved)
    if row.low is not None:
        _kept_below(row.entries, -1, -row.low, found, moved)
    return moved


def _kept_below(
    entries: Sequence[tuple[int, int]],
    sign: int,
    most: int,
    found: list[tuple[int, int]],
    moved: list[int],
) -> None:
    """With all others at their least, a variable can add only what is left up to the most."""
    room = most
    widest = 0
    for coefficient, at in entries:
        low, high = found[at]
        weight = sign * coefficient
        room -= weight * (low if weight > 0 else high)
        width = weight * (high - low)
        if width > widest or -width > widest:
            widest = abs(width)
    if widest <= room or not entries:
        return
    if room < 0:
        found[entries[0][1]] = (1, 0)
        moved.append(entries[0][1])
        return
    for coefficient, at in entries:
        low, high = found[at]
        steps = room // abs(coefficient)
        if high - low > steps:
            found[at] = (low, low + steps) if sign * coefficient > 0 else (high - steps, high)
            moved.append(at)
