"""The task without the demand for whole numbers: a bound proven in integers, and what follows from it.

The linear program is solved in floating point, but nothing it says is believed: its dual prices are
rounded to whole numbers (in units of ``2**-shift``) and the bound is computed from them exactly. Any
prices give a valid bound; good ones give a tight one.
"""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from math import floor, gcd, log2
from time import monotonic

import numpy as np
import numpy.typing as npt
from ortools.math_opt import result_pb2
from ortools.util.python.solve_interrupter import SolveInterrupter

from matcher.solve.engine import POLL_SECONDS, Bounds, Clock, Task
from matcher.solve.linear import GLOP, solve_linear

_BITS = 62
"""Exact sums stay below ``2**62``."""
_FINEST = 24
"""Prices are kept in units of ``2**-24`` at the finest."""

_LARGEST_COST = 2.0**10
"""Costs are scaled down to this for the linear program."""

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What a relaxation tells.

    Attributes:
        values: The fractional optimum, one value for each variable.
        bound: What the objective cannot exceed, proven in integers: a multiple of what all coefficients are.
        shift: Prices and costs are in units of ``2**-shift``.
        exact_bound: The bound before rounding down, in those units.
        costs: What raising each variable by one changes, prices considered, in those units.
        seconds: How long it took.
    """

    values: npt.NDArray[np.float64]
    bound: int
    shift: int
    exact_bound: int
    costs: Whole
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class _Matrix:
    """Rows as arrays; ``row[k]``, ``column[k]``, ``entry[k]`` for each entry k."""

    row: Whole
    column: Whole
    entry: Whole
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]


def relax(task: Task, clock: Clock) -> Relaxed | None:
    """Solve the relaxation of a task.

    Returns:
        ``None`` when the time was up before it was solved, or the program was too hard for floating point.
    """
    began = monotonic()
    solved = _solved(task, clock)
    if solved is None:
        return None
    values, prices = solved
    relaxed = _certified(task, values, prices)
    return None if relaxed is None else replace(relaxed, seconds=monotonic() - began)


def _solved(
    task: Task, clock: Clock
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]] | None:
    """Values and dual prices."""
    largest = max((abs(coefficient) for coefficient, _ in task.objective), default=1)
    scale = 1.0 / max(1.0, largest / _LARGEST_COST)
    result = _watched(task, clock, scale)
    if result.termination.reason != result_pb2.TERMINATION_REASON_OPTIMAL:
        return None
    solution = result.solutions[0]
    values = np.array(solution.primal_solution.variable_values.values)
    return values, np.array(solution.dual_solution.dual_values.values) / scale


def _watched(task: Task, clock: Clock, scale: float) -> result_pb2.SolveResultProto:
    """Run GLOP on a thread of its own, so that the user's stop is asked for meanwhile."""
    interrupter = SolveInterrupter()
    seconds = max(clock.left, POLL_SECONDS)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(
            solve_linear, task, GLOP, seconds, whole=False, scale=scale, interrupter=interrupter
        )
        while not wait([running], POLL_SECONDS).done:
            if clock.stop():
                interrupter.interrupt()
        return running.result()


def _matrix(task: Task) -> _Matrix:
    lengths = [len(row.entries) for row in task.rows]
    flat = np.array([pair for row in task.rows for pair in row.entries], dtype=np.int64)
    flat = flat.reshape(-1, 2)
    return _Matrix(
        row=np.repeat(np.arange(len(lengths)), lengths),
        column=flat[:, 1],
        entry=flat[:, 0],
        low=np.array([-np.inf if row.low is None else row.low for row in task.rows]),
        high=np.array([np.inf if row.high is None else row.high for row in task.rows]),
    )


def _certified(
    task: Task, values: npt.NDArray[np.float64], prices: npt.NDArray[np.float64]
) -> Relaxed | None:
    """Recompute the bound from the prices in whole numbers.

    objective = sum((c - pA) x) + sum(p (A x)) ≤ sum(max (c - pA) x) + sum(max p b) for any prices p.
    """
    matrix = _matrix(task)
    goal = np.zeros(len(task.bounds), dtype=np.int64)
    for coefficient, at in task.objective:
        goal[at] += coefficient
    bounds = np.array(task.bounds, dtype=np.int64).reshape(-1, 2)
    usable = np.where(prices > 0, np.isfinite(matrix.high), np.isfinite(matrix.low))
    prices = np.where(usable, prices, 0.0)
    ends = np.where(prices > 0, matrix.high, matrix.low)
    ends = np.where(prices == 0, 0.0, ends)
    shift = _finest_shift(matrix, goal, bounds, prices, ends)
    if shift is None:
        return None
    whole = np.round(prices * 2.0**shift).astype(np.int64)
    costs = goal * 2**shift
    np.subtract.at(costs, matrix.column, whole[matrix.row] * matrix.entry)
    best = np.where(costs > 0, bounds[:, 1], bounds[:, 0])
    exact = int((costs * best).sum() + (whole * ends.astype(np.int64)).sum())
    step = max(1, gcd(*(coefficient for coefficient, _ in task.objective)))
    return Relaxed(values, (exact >> shift) // step * step, shift, exact, costs)


def _finest_shift(
    matrix: _Matrix,
    goal: Whole,
    bounds: Whole,
    prices: npt.NDArray[np.float64],
    ends: npt.NDArray[np.float64],
) -> int | None:
    """The finest unit in which no sum can leave 62 bits; ``None`` when even whole prices are too large."""
    weight = np.abs(goal).astype(np.float64)
    np.add.at(weight, matrix.column, np.abs(prices[matrix.row] * matrix.entry))
    reach = np.abs(bounds).max(axis=1, initial=1).astype(np.float64)
    total = float((weight * np.maximum(reach, 1)).sum() + np.abs(prices * ends).sum()) + 1.0
    shift = min(_FINEST, floor(_BITS - log2(total) - 1))
    return shift if shift >= 0 else None


def narrowed(bounds: Bounds, relaxed: Relaxed, value: int) -> Bounds:
    """Bounds that every solution with at least this value keeps.

    Moving a variable off its best end costs at least its cost each; it cannot cost more than the bound
    lies above the value.
    """
    gap = relaxed.exact_bound - (value << relaxed.shift)
    found = []
    for (low, high), cost in zip(bounds, relaxed.costs.tolist(), strict=True):
        if cost < 0:
            high = min(high, low + gap // -cost)
        elif cost > 0:
            low = max(low, high - gap // cost)
        found.append((low, high))
    return tuple(found)
