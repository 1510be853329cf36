"""Which values of the variables no row allows: small steps of whole-number arithmetic that need no prices."""

from collections import deque
from collections.abc import Iterable, Sequence

from matcher.certify.exact import Box
from matcher.rules import Row

_VISITS = 30
"""How often each row is looked at, on average, before the box is left as it is."""


class Narrowing:
    """Rows, looked up by variable, that take values off the ends of a box which break them for certain."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
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
        waiting = deque(first)
        queued = set(waiting)
        visits = _VISITS * len(self._rows)
        while waiting and visits:
            visits -= 1
            number = waiting.popleft()
            queued.discard(number)
            moved = _moved(self._rows[number], found)
            if any(found[at][0] > found[at][1] for at in moved):
                break
            for other in self._touched(moved):
                if other not in queued:
                    queued.add(other)
                    waiting.append(other)
        return tuple(found)

    def _touched(self, variables: Iterable[int]) -> Iterable[int]:
        return dict.fromkeys(number for at in variables for number in self._of.get(at, ()))


def _moved(row: Row, found: list[tuple[int, int]]) -> list[int]:
    """Take off what a row rules out; the variables whose ends moved."""
    before = [(at, found[at]) for _, at in row.entries]
    if row.high is not None:
        _kept_below(row.entries, row.high, found)
    if row.low is not None:
        _kept_below([(-c, at) for c, at in row.entries], -row.low, found)
    return [at for at, ends in before if found[at] != ends]


def _kept_below(
    entries: Sequence[tuple[int, int]], most: int, found: list[tuple[int, int]]
) -> None:
    """With all others at their least, a variable can add only what is left up to the most."""
    room = most - sum(c * found[at][0 if c > 0 else 1] for c, at in entries)
    if room < 0 and entries:
        found[entries[0][1]] = (1, 0)
        return
    for coefficient, at in entries:
        low, high = found[at]
        if coefficient > 0 and high - low > (most_steps := room // coefficient):
            found[at] = (low, low + most_steps)
        elif coefficient < 0 and high - low > (most_steps := room // -coefficient):
            found[at] = (high - most_steps, high)
