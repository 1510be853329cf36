"""Room for needs that are not served: another need is served otherwise, or not at all where it counts less."""

from collections.abc import Mapping, Sequence, Set

import numpy as np

from matcher.solve.engine import Clock
from matcher.solve.large.table import Share, Table, urgent_first

_RIVALS = 80
"""For one need, at most so many others are tried."""
_DROPPED = 5
"""For one urgent need, at most so many others are dropped."""


def made_room(table: Table, liked: Sequence[float], clock: Clock) -> None:
    """Serve more needs, those that count most first.

    Args:
        table: The plan; everything it serves at last counts at least as much as what it served before.
        liked: Of each pair; the better liked are tried first.
        clock: When to end.
    """
    room = _Room(table, liked)
    for need in urgent_first(table.month):
        if clock.over:
            return
        if need not in table.given:
            room.find(need)


def restored(table: Table, given: Mapping[int, list[Share]], liked: Sequence[float]) -> None:
    """Serve every urgent need that another plan serves: those that find no place, as that plan does.

    What stands in the way is served otherwise; an urgent need that cannot be is served as in the other plan too,
    where all of them have their places.
    """
    room = _Room(table, liked)
    lacking = [need for need in urgent_first(table.month) if room.urgent(need) and need in given]
    lacking = [need for need in lacking if need not in table.given]
    forced: set[int] = set()
    while lacking:
        need = lacking.pop(0)
        if need not in table.given:
            forced.add(need)
            dropped = room.force(need, given[need], forced)
            lacking += [other for other in dropped if room.urgent(other) and other in given]


class _Room:
    def __init__(self, table: Table, liked: Sequence[float]) -> None:
        month = table.month
        self._table, self._liked = table, liked
        urgent = np.where(month.urgency >= month.options.urgent_from, month.urgency, 0)
        self._urgent: list[int] = urgent.tolist()
        self._weight: list[int] = month.weight.tolist()
        self._able = month.most.tolist()

    def urgent(self, need: int) -> bool:
        """Whether a need is urgent."""
        return self._urgent[need] > 0

    def force(self, need: int, shares: list[Share], firm: Set[int]) -> list[int]:
        """Serve a need as told, before all that are not firm; those that find nothing else, or nothing changed."""
        table = self._table
        dropped: dict[int, list[Share]] = {}
        for row, size in table.taken(need, shares).items():
            for rival in sorted(self._holding(row, shares) - firm, key=self._rank):
                if table.left[row] >= size:
                    break
                dropped[rival] = table.drop(rival)
        if table.fits(need, shares):
            table.put(need, shares)
        for other, before in reversed(dropped.items()):
            if table.fits(other, before):
                table.put(other, before)
            else:
                table.serve(other, self._liked)
        return [other for other in dropped if other not in table.given]

    def _holding(self, row: int, shares: Sequence[Share]) -> set[int]:
        """Needs that hold some of a resource or of a unit's cap."""
        table = self._table
        found: set[int] = set()
        for at, _ in shares:
            if table.resource[at] == row:
                found |= table.users[row]
            if table.cap_row(table.unit[at]) == row:
                found |= table.served.get(table.unit[at], set())
        return found - set(table.asked)

    def find(self, need: int) -> bool:
        """Serve a need; whether there was a way."""
        if self._table.serve(need, self._liked):
            return True
        rivals = sorted(self._rivals(need), key=self._rank)
        if any(self._instead(need, rival) for rival in rivals[:_RIVALS]):
            return True
        return bool(self._urgent[need]) and self._in_spite(need, rivals)

    def _rank(self, need: int) -> tuple[int, int, int]:
        return self._urgent[need], self._weight[need], need

    def _rivals(self, need: int) -> set[int]:
        table = self._table
        first, last = table.first_demand[need], table.first_demand[need + 1]
        found: set[int] = set()
        for at in range(table.first_pair[first], table.first_pair[last]):
            if self._able[at]:
                full = table.left[table.resource[at]] < table.uses[at] * self._able[at]
                found |= table.users[table.resource[at]] if full else set()
                unit = table.unit[at]
                if table.left[table.cap_row(unit)] < 1:
                    found |= table.served.get(unit, set())
        return found - set(table.asked)

    def _instead(self, need: int, rival: int) -> bool:
        """Serve a need before its rival, and the rival with what is left; or change nothing."""
        table = self._table
        old = table.drop(rival)
        if table.serve(need, self._liked):
            if table.serve(rival, self._liked) or self._rank(rival)[:2] < self._rank(need)[:2]:
                return True
            table.drop(need)
        table.put(rival, old)
        return False

    def _in_spite(self, need: int, rivals: Sequence[int]) -> bool:
        """Serve an urgent need in the place of several that are less urgent, as far as these find nothing else."""
        table = self._table
        dropped: dict[int, list[Share]] = {}
        for rival in rivals:
            if self._urgent[rival] >= self._urgent[need] or len(dropped) == _DROPPED:
                break
            dropped[rival] = table.drop(rival)
            if table.serve(need, self._liked):
                break
        for other, shares in reversed(dropped.items()):
            if table.fits(other, shares):
                table.put(other, shares)
            else:
                table.serve(other, self._liked)
        return need in table.given
