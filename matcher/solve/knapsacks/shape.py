"""A task as choices and knapsacks: each variable is one way to serve a job and takes from one resource."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import gcd

import numpy as np
import numpy.typing as npt

from matcher.rules import Row
from matcher.solve.engine import Bounds, Task
from matcher.solve.reduction import Reduced, reduced

Whole = npt.NDArray[np.int64]
Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Shape:
    """Each job is served in exactly one of its ways; what the ways take of a resource fits into it.

    Attributes:
        job: Of each way.
        agent: The resource of each way.
        use: What each way takes of its resource, at least 0.
        gain: What each way adds to the objective, in units of ``step``.
        room: Of each resource.
        jobs: How many.
        step: What every gain is a multiple of.
    """

    job: Whole
    agent: Whole
    use: Whole
    gain: Whole
    room: Whole
    jobs: int
    step: int


@dataclass(frozen=True, slots=True)
class Better:
    """A choice.

    Attributes:
        taken: 1 for each way that is taken.
        gain: What it gains.
    """

    taken: Whole
    gain: int


@dataclass(frozen=True, slots=True)
class Shaped:
    """A task in this shape.

    Attributes:
        rest: The task without what its rows settle by themselves.
        shape: Its variables are the ways, in order.
        choice: The row of each job.
        knapsack: The row of each resource.
    """

    rest: Reduced
    shape: Shape
    choice: tuple[int, ...]
    knapsack: tuple[int, ...]


def shaped(task: Task) -> Shaped | None:
    """The task in this shape; ``None`` when it is not of it, or its rows exclude each other."""
    wide = any(high > low + 1 for low, high in task.bounds)
    bounds = None if wide else settled(task)
    if bounds is None:
        return None
    rest = reduced(replace(task, bounds=bounds, hint=None))
    small = rest.task
    if not small.bounds or any(ends != (0, 1) for ends in small.bounds):
        return None
    job = np.full(len(small.bounds), -1, dtype=np.int64)
    agent = np.full(len(small.bounds), -1, dtype=np.int64)
    use = np.zeros(len(small.bounds), dtype=np.int64)
    choice: list[int] = []
    knapsack: list[int] = []
    room: list[int] = []
    for number, row in enumerate(small.rows):
        at = [variable for _, variable in row.entries]
        if _chooses_one(row):
            if (job[at] >= 0).any():
                return None
            job[at] = len(choice)
            choice.append(number)
        elif row.low is None and row.high is not None and all(c > 0 for c, _ in row.entries):
            if (agent[at] >= 0).any():
                return None
            agent[at] = len(knapsack)
            use[at] = [coefficient for coefficient, _ in row.entries]
            knapsack.append(number)
            room.append(row.high)
        elif not _always(row):
            return None
    if (job < 0).any() or (agent < 0).any():
        return None
    gain = np.zeros(len(small.bounds), dtype=np.int64)
    for coefficient, variable in small.objective:
        gain[variable] += coefficient
    step = max(1, gcd(*gain.tolist()))
    made = Shape(job, agent, use, gain // step, np.array(room, dtype=np.int64), len(choice), step)
    return Shaped(rest, made, tuple(choice), tuple(knapsack))


def _chooses_one(row: Row) -> bool:
    return row.low == row.high == 1 and all(c == 1 for c, _ in row.entries)


def _always(row: Row) -> bool:
    """Whether a row holds for any values of 0 and 1."""
    least, most = _reach(row.entries, None)
    return (row.low is None or least >= row.low) and (row.high is None or most <= row.high)


def _reach(entries: Sequence[tuple[int, int]], bounds: Bounds | None) -> tuple[int, int]:
    """The least and the most a sum can be."""
    least = most = 0
    for coefficient, at in entries:
        low, high = (0, 1) if bounds is None else bounds[at]
        ends = (coefficient * low, coefficient * high)
        least, most = least + min(ends), most + max(ends)
    return least, most


def settled(task: Task) -> Bounds | None:
    """Bounds with every variable fixed that a row forces to an end of its range; ``None`` = impossible.

    A row that asks for the most it can be, or allows no more than its least, leaves no choice.
    """
    bounds = list(task.bounds)
    for row in task.rows:
        least = most = 0
        for coefficient, at in row.entries:
            low, high = bounds[at]
            least += coefficient * (low if coefficient > 0 else high)
            most += coefficient * (high if coefficient > 0 else low)
        if (row.low is not None and most < row.low) or (row.high is not None and least > row.high):
            return None
        if row.low is not None and row.low == most and least < most:
            for coefficient, at in row.entries:
                end = bounds[at][1 if coefficient > 0 else 0]
                bounds[at] = (end, end)
        elif row.high is not None and row.high == least and least < most:
            for coefficient, at in row.entries:
                end = bounds[at][0 if coefficient > 0 else 1]
                bounds[at] = (end, end)
    return tuple(bounds)
