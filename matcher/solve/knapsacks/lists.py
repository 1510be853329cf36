"""Two lists that meet: how the jobs of a few resources can be dealt so that these are filled to the last unit but few.

What a list's entry takes of all resources is told by one number, a sum of random factors: two entries fill everything
together where their numbers add up to that of the room. A chance hit is possible, so whoever uses one looks again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
import numpy.typing as npt

from matcher.solve.knapsacks.shape import Whole

Keys = npt.NDArray[np.uint64]

_WIDER = 3
"""The table that tells at a glance what may be in a list is so much larger than it, as a power of two."""
_TRIED = 4
"""How many of the best pairs of entries are looked at for each amount of room left empty."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One job and how it may be served.

    Attributes:
        ways: Any numbers for them.
        keys: What each takes.
        lack: What each loses against the best of them.
    """

    ways: Whole
    keys: Keys
    lack: Whole


@dataclass(frozen=True, slots=True)
class Half:
    """The best ways to serve some jobs together.

    Attributes:
        keys: What each entry takes.
        lack: What each loses.
        steps: Of each job: its ways, and where there were several, which of them each entry had then and the entry
            that it came from.
    """

    keys: Keys
    lack: Whole
    steps: list[tuple[Whole, tuple[Whole, Whole] | None]]

    def ways(self, entry: int) -> Iterator[int]:
        """How an entry serves the jobs, the last first."""
        for ways, entries in reversed(self.steps):
            if entries is None:
                yield int(ways[0])
            else:
                yield int(ways[entries[0][entry]])
                entry = int(entries[1][entry])


def listed(choices: Sequence[Choice], limit: int, most: int) -> Half:
    """The entries that lose least, as many as may be.

    Args:
        choices: Of each job.
        limit: What an entry may lose.
        most: How many entries there may be.
    """
    keys, lack = np.zeros(1, dtype=np.uint64), np.zeros(1, dtype=np.int64)
    steps: list[tuple[Whole, tuple[Whole, Whole] | None]] = []
    for choice in choices:
        good = np.flatnonzero(choice.lack <= limit)
        if len(good) == 1:
            keys, lack = keys + choice.keys[good], lack + choice.lack[good]
            steps.append((choice.ways[good], None))
            continue
        sums = (lack + choice.lack[good, None]).ravel()
        kept = np.flatnonzero(sums <= limit)
        if len(kept) > most:
            worst = int(np.partition(sums[kept], most)[most])
            better = kept[sums[kept] < worst]
            kept = np.concatenate((better, np.flatnonzero(sums == worst)[: most - len(better)]))
            limit = worst
        way, before = np.divmod(kept, len(keys))
        keys = keys[before] + choice.keys[good][way]
        lack = sums[kept]
        steps.append((choice.ways[good], (way, before)))
    return Half(keys, lack, steps)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two entries that fill everything.

    Attributes:
        first: Of the one list.
        second: Of the other.
        lost: By both together, and by room left empty.
    """

    first: int
    second: int
    lost: int


def met(
    first: Half, second: Half, room: int, left: Iterable[tuple[int, int]], limit: int
) -> Iterator[Meeting]:
    """Pairs of entries that lose no more than the limit, better and better ones, equal ones likewise.

    Args:
        first: One list.
        second: The other.
        room: What both take together when nothing is left empty.
        left: Amounts of room that may be left empty, and what each loses, the cheapest first.
        limit: What may be lost.
    """
    order = np.lexsort((second.lack, second.keys))
    keys, lack = second.keys[order], second.lack[order]
    ranked = np.argsort(first.lack, kind="stable")
    firsts, losses = first.keys[ranked], first.lack[ranked]
    shift = np.uint64(64 - len(keys).bit_length() - _WIDER)
    table = np.zeros(1 << (len(keys).bit_length() + _WIDER), dtype=np.bool_)
    table[keys >> shift] = True
    least = int(lack.min())
    for empty, loss in left:
        within = int(np.searchsorted(losses, limit - loss - least, side="right"))
        if not within:
            return
        wanted = np.uint64((room - empty) % 2**64) - firsts[:within]
        hit = np.flatnonzero(table[wanted >> shift])
        at = np.minimum(np.searchsorted(keys, wanted[hit]), len(keys) - 1)
        good = keys[at] == wanted[hit]
        hit, at = hit[good], at[good]
        lost = losses[hit] + lack[at] + loss
        for place in np.argsort(lost, kind="stable")[:_TRIED].tolist():
            if lost[place] > limit:
                break
            limit = int(lost[place])
            yield Meeting(int(ranked[hit[place]]), int(order[at[place]]), limit)


def leftovers(
    prices: Sequence[int], factors: Sequence[int], rooms: Sequence[int], most: int, limit: int
) -> Iterator[tuple[int, int]]:
    """Amounts of room left empty, and what they lose, the cheapest first, of these the smallest.

    Args:
        prices: Of one unit of each resource.
        factors: What tells one unit of each.
        rooms: Of each.
        most: How many amounts.
        limit: What they may lose.
    """
    waiting = [(0, 0, 0, 0, 0)]
    for _ in range(most):
        if not waiting:
            return
        loss, units, last, empty, key = heappop(waiting)
        if loss > limit:
            return
        yield key, loss
        for at in range(last, len(prices)):
            more = empty + 1 if at == last else 1
            if more <= rooms[at]:
                told = (key + factors[at]) % 2**64
                heappush(waiting, (loss + prices[at], units + 1, at, more, told))
