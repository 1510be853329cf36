"""The best fillings of each resource: every set of ways that loses little against its best one at some prices of the jobs.

They are built way by way: what is begun is kept only while its best completion loses no more than is allowed, so that
nothing is begun in vain.
"""

from dataclasses import dataclass

import numpy as np

from matcher.solve.knapsacks.prices import Priced
from matcher.solve.knapsacks.shape import Shape, Whole

_LOOKS = 12
"""How often an allowance is changed until there are about as many fillings as wanted."""
_WIDER, _NARROWER, _ENOUGH = 1.3, 0.7, 0.4
"""By how much, and which part of the number wanted will do."""
_FIRST = 3
"""How many ways of each job lose no more than the first allowance, in the mean."""


@dataclass(frozen=True, slots=True)
class Fillings:
    """Sets of ways, each of one resource.

    Attributes:
        agent: The resource of each filling.
        gain: What each gains, in whole gains.
        ways: Those of the first, then of the second and so on.
        ends: Where those of each begin, and where the last end.
    """

    agent: Whole
    gain: Whole
    ways: Whole
    ends: Whole

    def of(self, one: int) -> Whole:
        """Ways of one of them."""
        return self.ways[self.ends[one] : self.ends[one + 1]]


def fillings(shape: Shape, known: Priced, allowed: int, most: int) -> Fillings | None:
    """Every filling that loses no more than allowed against the best one of its resource.

    Args:
        shape: What to choose from.
        known: Prices of the jobs and what each way loses at them.
        allowed: In units of ``2**-shift``.
        most: How many there may be.

    Returns:
        ``None`` when there are more.
    """
    worth = np.flatnonzero(known.loss <= allowed)
    profit = (shape.gain << known.shift) - known.prices[shape.job]
    agents, gains, ways, sizes, count = [], [], [], [], 0
    for agent, room in enumerate(shape.room.tolist()):
        own = worth[shape.agent[worth] == agent]
        inside = _filled(shape.use[own], profit[own], room, allowed, most - count)
        count += 0 if inside is None else len(inside)
        if inside is None or count > most:
            return None
        agents.append(np.full(len(inside), agent))
        gains.append(inside @ shape.gain[own])
        ways.append(own[np.nonzero(inside)[1]])
        sizes.append(inside.sum(axis=1))
    ends = np.concatenate(([0], np.cumsum(np.concatenate(sizes))))
    return Fillings(np.concatenate(agents), np.concatenate(gains), np.concatenate(ways), ends)


def about(shape: Shape, known: Priced, count: int) -> Fillings | None:
    """The best fillings, about so many of all resources together; ``None`` when any allowance gives more."""
    rank = min(len(known.loss) - 1, _FIRST * shape.jobs)
    allowed = max(1, int(np.partition(known.loss, rank)[rank]))
    best: Fillings | None = None
    for _ in range(_LOOKS):
        found = fillings(shape, known, allowed, count)
        if found is None and best is not None:
            break
        best = found
        if found is not None and len(found.agent) >= _ENOUGH * count:
            break
        allowed = int(allowed * (_NARROWER if found is None else _WIDER)) + (found is not None)
    return best


def _filled(use: Whole, profit: Whole, room: int, allowed: int, most: int) -> Whole | None:
    """Whether each way (column) is part of each filling (row); ``None`` when there are more than so many."""
    after = _completions(use, profit, room)
    least = int(after[0][room]) - allowed
    left, gained = np.array([room]), np.zeros(1, dtype=np.int64)
    steps: list[tuple[int, Whole]] = []
    for way, (takes, adds) in enumerate(zip(use.tolist(), profit.tolist(), strict=True)):
        without = np.flatnonzero(gained + after[way + 1][left] >= least)
        having = np.flatnonzero(left >= takes)
        having = having[gained[having] + adds + after[way + 1][left[having] - takes] >= least]
        steps.append((len(without), np.concatenate((without, having))))
        left = np.concatenate((left[without], left[having] - takes))
        gained = np.concatenate((gained[without], gained[having] + adds))
        if len(left) > most:
            return None
    inside = np.zeros((len(left), len(use)), dtype=np.int64)
    at = np.arange(len(left))
    for way in range(len(use) - 1, -1, -1):
        count, before = steps[way]
        inside[:, way] = at >= count
        at = before[at]
    return inside


def _completions(use: Whole, profit: Whole, room: int) -> Whole:
    """The most that the ways from each on gain together, within each room."""
    found = np.zeros((len(use) + 1, room + 1), dtype=np.int64)
    for way in range(len(use) - 1, -1, -1):
        found[way] = found[way + 1]
        takes = int(use[way])
        if takes <= room:
            taking = found[way + 1, : room + 1 - takes] + profit[way]
            np.maximum(found[way, takes:], taking, out=found[way, takes:])
    return found
