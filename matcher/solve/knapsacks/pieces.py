"""Better choices from one at hand: the jobs of a few resources are chosen anew, exactly, while the others stay."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from matcher.solve.engine import Clock
from matcher.solve.knapsacks.prices import Priced
from matcher.solve.knapsacks.shape import Shape, Truth, Whole
from matcher.solve.knapsacks.tree import Case, Tree

_SMALLEST = 2
_LONGEST = 1.0
"""Seconds a piece may take."""
_QUICK = 0.3
"""Of those, the part within which a piece that is done may be larger the next time."""
_PATIENCE = 24
"""How many pieces may bring nothing before it is given up."""
_WAYS = 5
"""How many ways of each job, those that lose least, are looked at."""


@dataclass(frozen=True, slots=True)
class Better:
    """A choice.

    Attributes:
        taken: 1 for each way that is taken.
        gain: What it gains.
    """

    taken: Whole
    gain: int


def bettered(
    shape: Shape, known: Priced, taken: Whole, clock: Clock, *, seed: int
) -> Iterator[Better]:
    """Better and better choices, until many pieces in a row bring nothing, nothing can be better or the time is up.

    Args:
        shape: What to choose from.
        known: What prices say.
        taken: 1 for each way that is taken in the choice at hand.
        clock: When to end.
        seed: Of the pieces.
    """
    random = Random(seed)
    gain = int(shape.gain @ taken)
    size, idle = float(_SMALLEST), 0
    likely = _likely(shape, known)
    while idle < _PATIENCE and gain < known.most and not clock.over:
        agents = _near(shape, likely, random, min(int(size), len(shape.room)))
        until = clock.sooner(_LONGEST)
        worth = likely & (known.loss <= known.bound - ((gain + 1) << known.shift))
        better, done = _anew(shape, known, taken, agents, worth, until)
        idle += 1
        if better is not None:
            taken, gain, idle = better, int(shape.gain @ better), 0
            yield Better(taken, gain)
        if not done:
            size = max(_SMALLEST, size * 0.8)
        elif _LONGEST - until.left < _LONGEST * _QUICK and size < len(shape.room):
            size += 0.5


def _likely(shape: Shape, known: Priced) -> Truth:
    """The ways of each job that lose least."""
    order = np.lexsort((known.loss, shape.job))
    job = shape.job[order]
    first = np.searchsorted(job, np.arange(shape.jobs))
    found = np.zeros(len(order), dtype=np.bool_)
    found[order] = np.arange(len(order)) - first[job] < _WAYS
    return found


def _near(shape: Shape, likely: Truth, random: Random, count: int) -> list[int]:
    """Some resources that could serve the same jobs."""
    touched = np.zeros((shape.jobs, len(shape.room)), dtype=np.bool_)
    touched[shape.job[likely], shape.agent[likely]] = True
    chosen = [random.randrange(len(shape.room))]
    while len(chosen) < count:
        shared = touched[touched[:, chosen].any(axis=1)].sum(axis=0).astype(np.float64) + 0.01
        shared[chosen] = 0.0
        chosen += random.choices(range(len(shape.room)), shared.tolist())
    return chosen


def _anew(
    shape: Shape, known: Priced, taken: Whole, agents: list[int], worth: Truth, clock: Clock
) -> tuple[Whole | None, bool]:
    """The best choice for the jobs of some resources, if it is better; and whether there is no better one."""
    inside = np.zeros(len(shape.room), dtype=np.bool_)
    inside[agents] = True
    free = np.zeros(shape.jobs, dtype=np.bool_)
    free[shape.job[(taken > 0) & inside[shape.agent]]] = True
    ways = np.flatnonzero(free[shape.job] & inside[shape.agent] & (worth | (taken > 0)))
    jobs = np.flatnonzero(free)
    number = np.cumsum(free) - 1
    part = replace(
        shape,
        job=number[shape.job[ways]],
        agent=shape.agent[ways],
        use=shape.use[ways],
        gain=shape.gain[ways],
        jobs=len(jobs),
    )
    tree = Tree(part, int(part.gain @ taken[ways]) + 1, known.shift)
    waiting = [Case(np.zeros(len(ways), dtype=np.int8), known.prices[jobs], root=True)]
    best: Whole | None = None
    while waiting and not clock.over:
        waiting = tree.look(waiting, clock)
        if tree.taken is not None:
            best, tree.taken = tree.taken, None
    if best is None:
        return None, not waiting
    made = taken.copy()
    made[ways] = best
    return made, not waiting
