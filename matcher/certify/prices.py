"""RowPrices for a box, from the linear relaxation: only their bound counts, so floating point does no harm."""

from collections.abc import Sequence
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


def priced(statement: Statement, box: Box, seconds: float) -> Priced | None:
    """Solve the relaxation within a box; ``None`` when it took too long or was too hard for floating point."""
    goal = tuple((coefficient, at) for at, coefficient in statement.goal.items())
    task = Task(box, statement.rows, goal)
    largest = max((abs(coefficient) for coefficient, _ in goal), default=1)
    scale = min(1.0, _LARGEST_GOAL / largest)
    result = solve_linear(task, GLOP, seconds, whole=False, scale=scale)
    if result.termination.reason in _EMPTY:
        return _emptiness(task, seconds)
    if result.termination.reason != result_pb2.TERMINATION_REASON_OPTIMAL:
        return None
    solution = result.solutions[0]
    duals = [price / scale for price in solution.dual_solution.dual_values.values]
    return Priced(
        _rounded(statement.rows, duals, empty=False),
        tuple(solution.primal_solution.variable_values.values),
    )


def _emptiness(task: Task, seconds: float) -> Priced | None:
    """RowPrices under which the rows contradict each other: those of the least sum of breaches."""
    bounds, rows, goal = list(task.bounds), [], []
    reach = max((abs(high) for _, high in bounds), default=1)
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
    duals = list(result.solutions[0].dual_solution.dual_values.values)
    return Priced(_rounded(task.rows, duals, empty=True), ())


def _rounded(rows: Sequence[Row], duals: Sequence[float], *, empty: bool) -> RowPrices:
    found = []
    for number, (row, dual) in enumerate(zip(rows, duals, strict=True)):
        whole = round(dual * 2**SHIFT)
        if whole and (row.high if whole > 0 else row.low) is not None:
            found.append((number, whole))
    return RowPrices(tuple(found), SHIFT, empty)
