"""RowPrices for a box, from the linear relaxation: only their bound counts, so floating point does no harm."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.math_opt import result_pb2

from matcher.certify.exact import Box, Statement
from matcher.domain import RowPrices
from matcher.rules import Row
from matcher.solve.engine import Task
from matcher.solve.linear import GLOP, solve_linear

SHIFT = 24
"""RowPrices are whole numbers of units of ``2**-24``."""
_LARGEST_GOAL = 2.0**10
_EMPTY = (
    result_pb2.TERMINATION_REASON_INFEASIBLE,
    # Every variable has two ends, so nothing is unbounded.
    result_pb2.TERMINATION_REASON_INFEASIBLE_OR_UNBOUNDED,
)


@dataclass(frozen=True, slots=True)
class Priced:
    """What the relaxation within a box tells.

    Attributes:
        prices: See :class:`~matcher.domain.RowPrices`.
        values: Of the relaxation; empty where no plan lies in the box.
    """

    prices: RowPrices
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left of a statement in a box.

    Attributes:
        task: Without fixed variables and rows that hold anyway.
        numbers: In the statement, of each of its rows.
        free: In the statement, of each of its variables.
    """

    task: Task
    numbers: tuple[int, ...]
    free: tuple[int, ...]

    def spread(self, box: Box, values: Iterable[float]) -> tuple[float, ...]:
        """A value for each variable of the statement."""
        found = [float(low) for low, _ in box]
        for at, value in zip(self.free, values, strict=True):
            found[at] = value
        return tuple(found)

    def rounded(self, duals: Iterable[float], *, empty: bool) -> RowPrices:
        """Prices for the statement, without those on a side of a row that has no end."""
        found = []
        for number, row, dual in zip(self.numbers, self.task.rows, duals, strict=True):
            whole = round(dual * 2**SHIFT)
            if whole and (row.high if whole > 0 else row.low) is not None:
                found.append((number, whole))
        return RowPrices(tuple(found), SHIFT, empty)


def priced(statement: Statement, box: Box, seconds: float) -> Priced | None:
    """Solve the relaxation within a box; ``None`` when it took too long or was too hard for floating point."""
    left = _left(statement, box)
    largest = max((abs(coefficient) for coefficient, _ in left.task.objective), default=1)
    scale = min(1.0, _LARGEST_GOAL / largest)
    result = solve_linear(left.task, GLOP, seconds, whole=False, scale=scale)
    if result.termination.reason in _EMPTY:
        return _emptiness(left, seconds)
    if result.termination.reason != result_pb2.TERMINATION_REASON_OPTIMAL:
        return None
    solution = result.solutions[0]
    duals = (price / scale for price in solution.dual_solution.dual_values.values)
    values = left.spread(box, solution.primal_solution.variable_values.values)
    return Priced(left.rounded(duals, empty=False), values)


def _left(statement: Statement, box: Box) -> _Left:
    idle = statement.idle
    free = tuple(at for at, (low, high) in enumerate(box) if low < high and at not in idle)
    place = {at: new for new, at in enumerate(free)}
    rows, numbers = [], []
    for number, row in enumerate(statement.rows):
        if idle and not idle.isdisjoint([at for _, at in row.entries]):
            continue
        left = _row_left(row, box, place)
        if left is not None:
            rows.append(left)
            numbers.append(number)
    goal = tuple((c, place[at]) for at, c in statement.goal.items() if at in place)
    task = Task(tuple(box[at] for at in free), tuple(rows), goal)
    return _Left(task, tuple(numbers), free)


def _row_left(row: Row, box: Box, place: Mapping[int, int]) -> Row | None:
    """A row without fixed variables; ``None`` where it holds anyway."""
    entries = []
    fixed = least = most = 0
    for coefficient, at in row.entries:
        low, high = box[at]
        if low == high:
            fixed += coefficient * low
            continue
        entries.append((coefficient, place[at]))
        least += coefficient * (low if coefficient > 0 else high)
        most += coefficient * (high if coefficient > 0 else low)
    above = None if row.low is None or row.low <= fixed + least else row.low - fixed
    below = None if row.high is None or row.high >= fixed + most else row.high - fixed
    if above is None and below is None:
        return None
    return Row(row.label, tuple(entries), above, below)


def _emptiness(left: _Left, seconds: float) -> Priced | None:
    """RowPrices under which the rows contradict each other: those of the least sum of breaches."""
    task = left.task
    bounds, rows, goal = list(task.bounds), [], []
    reach = max((max(abs(low), abs(high)) for low, high in bounds), default=1)
    for row in task.rows:
        entries = list(row.entries)
        most = sum(abs(c) for c, _ in entries) * reach + abs(row.low or 0) + abs(row.high or 0)
        for sign, end in ((1, row.low), (-1, row.high)):
            if end is not None:
                goal.append((-1, len(bounds)))
                entries.append((sign, len(bounds)))
                bounds.append((0, most))
        rows.append(replace(row, entries=tuple(entries)))
    eased = Task(tuple(bounds), tuple(rows), tuple(goal))
    result = solve_linear(eased, GLOP, seconds, whole=False)
    if result.termination.reason != result_pb2.TERMINATION_REASON_OPTIMAL:
        return None
    duals: Sequence[float] = result.solutions[0].dual_solution.dual_values.values
    return Priced(left.rounded(duals, empty=True), ())
