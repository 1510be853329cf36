"""The best choice, asked for step by step: nearly the most there can be first, when few ways are left, then less and less."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

import numpy as np

from matcher.solve.engine import Clock
from matcher.solve.knapsacks.crew import Crew
from matcher.solve.knapsacks.prices import Priced
from matcher.solve.knapsacks.shape import Better, Shape, Whole
from matcher.solve.knapsacks.tree import Case, Tree

_FEW, _MORE, _MANY = 1.5, 0.25, 6.0
"""How many ways are left for each job when first asked; how many more each time, and at most."""


@dataclass(frozen=True, slots=True)
class Descended:
    """How far it came.

    Attributes:
        best: The best choice found that gains what is asked for; ``None`` = none found.
        bound: What no choice gains more than.
    """

    best: Better | None
    bound: int


def descended(
    shape: Shape, known: Priced, between: tuple[int, int], clock: Clock, workers: int
) -> Descended:
    """Ask for nearly the most there can be, then for less and less, until a choice is found or there is none.

    Args:
        shape: What to choose from.
        known: What prices say.
        between: What a choice has to gain at least, and what none gains more than.
        clock: When to end.
        workers: How many processes may work.
    """
    lowest, bound = between
    with Crew(workers) as crew:
        for asked in _ladder(known, shape.jobs, lowest):
            if asked > bound:
                continue
            last = _searched(shape, known, (asked, bound), crew, clock)
            if last.taken is not None:
                best = Better(last.taken, last.gain)
                return Descended(best, last.gain if last.done else bound)
            if not last.done:
                break
            bound = asked - 1
    return Descended(None, bound)


def _ladder(known: Priced, jobs: int, lowest: int) -> Iterator[int]:
    """What to ask for: so little below the bound that few ways are left, then more and more."""
    losses = np.sort(known.loss)
    asked = known.most + 1
    for part in count(_FEW, _MORE):
        if asked <= lowest or part > _MANY:
            break
        loss = int(losses[min(len(losses) - 1, int(part * jobs))])
        asked = max(lowest, min(asked - 1, (known.bound - loss) >> known.shift))
        yield asked
    if asked > lowest:
        yield lowest


def least(shape: Shape) -> int:
    """What is gained at least whatever is chosen."""
    found = np.full(shape.jobs, np.iinfo(np.int64).max)
    np.minimum.at(found, shape.job, shape.gain)
    return int(found.sum())


@dataclass(frozen=True, slots=True)
class _Searched:
    """How a search ended.

    Attributes:
        taken: 1 for each way taken in the best choice found; ``None`` = none found.
        gain: What that gains.
        done: Whether nothing was left to be looked at.
    """

    taken: Whole | None
    gain: int
    done: bool


def _searched(
    shape: Shape, known: Priced, between: tuple[int, int], crew: Crew, clock: Clock
) -> _Searched:
    """The search for a choice that gains the first at least, and the second at most, among the ways that may."""
    asked, most = between
    ways = np.flatnonzero(known.loss <= known.bound - (asked << known.shift))
    part = replace(
        shape,
        job=shape.job[ways],
        agent=shape.agent[ways],
        use=shape.use[ways],
        gain=shape.gain[ways],
    )
    tree = Tree(part, asked, known.shift)
    first = Case(np.zeros(len(ways), dtype=np.int8), known.prices, root=True)
    done = crew.search(tree, first, most, clock)
    taken: Whole | None = None
    if tree.taken is not None:
        taken = np.zeros(len(shape.job), dtype=np.int64)
        taken[ways[tree.taken > 0]] = 1
    return _Searched(taken, tree.asked - 1, done)
