"""From a task in the shape of choices and knapsacks to its best values, or a better bound."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

import numpy as np
import numpy.typing as npt
from ortools.math_opt import result_pb2

from matcher.solve.engine import Answer, Clock, Found, Task
from matcher.solve.knapsacks.crew import Crew
from matcher.solve.knapsacks.prices import Priced, improved, priced
from matcher.solve.knapsacks.shape import Shape, Shaped, Whole, shaped
from matcher.solve.knapsacks.tree import Case, Tree
from matcher.solve.linear import GLOP, solve_linear

LEAST = 300
"""Tasks with fewer ways are solved by the other engines at once."""
_MOST_CELLS = 400_000_000
"""Larger tables than this would take longer than they are worth."""
_FINEST, _BITS = 12, 60
"""Prices are kept in units of ``2**-12`` at the finest; sums stay below ``2**60``."""
_LARGEST = 2.0**10
"""Gains are scaled down to this for the relaxation in fractions."""
_NEAR = 3
"""How many ways of each job the first prices look at."""
_REACH_SHARE = 1.0
"""How far below the bound the first steps aim, of what the last of those ways loses."""
_FEW, _MORE, _MANY = 1.5, 0.25, 6.0
"""How many ways are left for each job when first asked; how many more each time, and at most."""


def run(task: Task, clock: Clock) -> Answer | None:
    """Solve a task until it is proven or the time is up.

    Returns:
        ``None`` when the task is not of this shape, or the time was up before anything was known. Values are
        told only where they are better than the hint's.
    """
    if len(task.bounds) < LEAST:
        return None
    found = shaped(task)
    if found is None or not _worth_it(found.shape):
        return None
    start = _start(found, clock)
    return None if start is None else _climbed(task, found, start, clock)


def _worth_it(shape: Shape) -> bool:
    """Whether some resource is asked for different amounts, and the tables are not too large."""
    low = np.full(len(shape.room), np.iinfo(np.int64).max)
    high = np.zeros(len(shape.room), dtype=np.int64)
    np.minimum.at(low, shape.agent, shape.use)
    np.maximum.at(high, shape.agent, shape.use)
    cells = len(shape.job) * (int(shape.room.max(initial=0)) + 1)
    return bool((low < high).any()) and cells <= _MOST_CELLS


@dataclass(frozen=True, slots=True)
class _Start:
    """What the relaxation in fractions says: prices of the jobs, and by how much each way falls short."""

    prices: npt.NDArray[np.float64]
    short: npt.NDArray[np.float64]


def _start(found: Shaped, clock: Clock) -> _Start | None:
    shape = found.shape
    scale = min(1.0, _LARGEST / max(1, int(np.abs(shape.gain).max()))) / shape.step
    result = solve_linear(found.rest.task, GLOP, max(clock.left, 0.02), whole=False, scale=scale)
    if result.termination.reason != result_pb2.TERMINATION_REASON_OPTIMAL:
        return None
    dual = np.array(result.solutions[0].dual_solution.dual_values.values) / (scale * shape.step)
    prices, rooms = dual[list(found.choice)], dual[list(found.knapsack)]
    short = prices[shape.job] + rooms[shape.agent] * shape.use - shape.gain
    return _Start(prices, short)


def _climbed(task: Task, found: Shaped, start: _Start, clock: Clock) -> Answer | None:
    """Ask for nearly the most there can be, then for less and less, until there is a choice that gives it."""
    shape, rest = found.shape, found.rest
    shift = _shift(shape)
    if shift is None:
        return None
    near = np.argsort(start.short, kind="stable")[: _NEAR * shape.jobs]
    prices = np.round(start.prices * 2.0**shift).astype(np.int64)
    reach = max(1 << shift, int(_REACH_SHARE * (start.short[near[-1]] + 1) * 2**shift))
    prices = improved(shape, near, prices, shift, reach, clock)
    known = priced(shape, prices, shift)
    least = _least(shape)
    if task.hint is not None:
        least = max(least, (task.value(task.hint) - rest.constant) // shape.step + 1)
    bound = known.most
    with Crew(task.workers) as crew:
        for asked in _ladder(known, shape.jobs, least):
            end = _searched(found, known, (asked, bound), crew, clock)
            if end.taken is not None:
                values = rest.whole(end.taken.tolist())
                most = (end.gain if end.done else bound) * shape.step + rest.constant
                return Answer(Found.BEST if end.done else Found.SOME, values, most)
            if not end.done:
                break
            bound = asked - 1
    if task.hint is None:
        return Answer(Found.NONE if bound < least else Found.UNKNOWN)
    value = task.value(task.hint)
    best = bound < least
    told = value if best else bound * shape.step + rest.constant
    return Answer(Found.BEST if best else Found.SOME, task.hint, told)


def _shift(shape: Shape) -> int | None:
    """In how fine units prices can be kept, ``2**-shift``; ``None`` when even whole ones are too large."""
    total = int(np.abs(shape.gain).max(initial=0)) * (len(shape.gain) + shape.jobs) * 4 + 1
    shift = min(_FINEST, _BITS - total.bit_length())
    return shift if shift >= 0 else None


def _ladder(known: Priced, jobs: int, least: int) -> Iterator[int]:
    """What to ask for: so little below the bound that few ways are left, then more and more."""
    losses = np.sort(known.loss)
    asked = known.most + 1
    for part in count(_FEW, _MORE):
        if asked <= least or part > _MANY:
            break
        loss = int(losses[min(len(losses) - 1, int(part * jobs))])
        asked = max(least, min(asked - 1, (known.bound - loss) >> known.shift))
        yield asked
    if asked > least:
        yield least


def _least(shape: Shape) -> int:
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
    found: Shaped, known: Priced, between: tuple[int, int], crew: Crew, clock: Clock
) -> _Searched:
    """The search for a choice that gains the first at least, and the second at most, among the ways that may."""
    shape = found.shape
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
