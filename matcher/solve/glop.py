"""A linear program in arrays, given to GLOP."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

import numpy as np
import numpy.typing as npt
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    parameters_pb2,
    result_pb2,
    solution_pb2,
)
from ortools.math_opt.core.python import solver as core
from ortools.util.python.solve_interrupter import SolveInterrupter

from matcher.solve.engine import POLL_SECONDS, Clock

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

LARGEST_GAIN = 2.0**10
"""Gains are scaled down to this: engines dislike very large numbers."""
_LEAST_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Linear:
    """Maximise ``gain · x`` under ``low ≤ rows · x ≤ high`` and ``least ≤ x ≤ most``.

    Attributes:
        row: Of each entry, rising; no row has two entries in a column.
        column: Of each entry, rising within a row.
        entry: The entries.
        low: Of each row.
        high: Of each row.
        least: Of each column.
        most: Of each column.
        gain: Of each column.
    """

    row: Whole
    column: Whole
    entry: Real
    low: Real
    high: Real
    least: Real
    most: Real
    gain: Real


AT_LOW: int = solution_pb2.BASIS_STATUS_AT_LOWER_BOUND
"""The status of a column that joins a basis."""
BASIC: int = solution_pb2.BASIS_STATUS_BASIC
"""That of a row that joins, and of columns that may lie between their bounds."""
AT_HIGH: int = solution_pb2.BASIS_STATUS_AT_UPPER_BOUND
"""That of columns at their most."""


@dataclass(frozen=True, slots=True)
class Basis:
    """Where the simplex ended: whether each row and column is in the basis, or at which of its bounds it is."""

    rows: Whole
    columns: Whole


@dataclass(frozen=True, slots=True)
class Solved:
    """A solved program.

    Attributes:
        values: Of each column.
        prices: Of each row.
        basis: Where to begin with a program that is nearly the same.
    """

    values: Real
    prices: Real
    basis: Basis


def maximised(
    linear: Linear,
    clock: Clock,
    interrupter: SolveInterrupter | None,
    *,
    dual: bool = False,
    begin: Basis | None = None,
) -> Solved | None:
    """The best values of the columns, and the prices of the rows.

    Args:
        linear: The program.
        clock: When to end.
        interrupter: Ends it from another thread; ``None`` = nothing but the time does.
        dual: Whether to go by the dual simplex.
        begin: Where to begin; ``None`` = where the engine likes.

    Returns:
        ``None`` when it was not solved in time or has no solution.
    """
    scale = 1.0 / max(1.0, float(np.abs(linear.gain).max(initial=1.0)) / LARGEST_GAIN)
    parameters = parameters_pb2.SolveParametersProto()
    if dual:
        parameters.lp_algorithm = parameters_pb2.LP_ALGORITHM_DUAL_SIMPLEX
    beginning = model_parameters_pb2.ModelSolveParametersProto()
    if begin is not None:
        parameters.presolve = parameters_pb2.EMPHASIS_OFF
        _told(beginning.initial_basis.constraint_status, begin.rows)
        _told(beginning.initial_basis.variable_status, begin.columns)
    parameters.time_limit.FromNanoseconds(int(max(clock.left, _LEAST_SECONDS) * 10**9))
    result = core.solve(
        _model(linear, scale),
        parameters_pb2.SOLVER_TYPE_GLOP,
        parameters_pb2.SolverInitializerProto(),
        parameters,
        beginning,
        None,
        callback_pb2.CallbackRegistrationProto(),
        None,
        None if interrupter is None else interrupter.pybind_interrupter,
    )
    if result.termination.reason != result_pb2.TERMINATION_REASON_OPTIMAL:
        return None
    solution = result.solutions[0]
    return Solved(
        np.array(solution.primal_solution.variable_values.values),
        np.array(solution.dual_solution.dual_values.values) / scale,
        Basis(
            np.array(solution.basis.constraint_status.values, dtype=np.int64),
            np.array(solution.basis.variable_status.values, dtype=np.int64),
        ),
    )


def _told(status: solution_pb2.SparseBasisStatusVector, values: Whole) -> None:
    status.ids.extend(range(len(values)))
    status.values.extend(values.tolist())


def _model(linear: Linear, scale: float) -> model_pb2.ModelProto:
    model = model_pb2.ModelProto()
    variables, rows = model.variables, model.linear_constraints
    variables.ids.extend(range(len(linear.least)))
    variables.lower_bounds.extend(linear.least.tolist())
    variables.upper_bounds.extend(linear.most.tolist())
    variables.integers.extend([False] * len(linear.least))
    rows.ids.extend(range(len(linear.low)))
    rows.lower_bounds.extend(linear.low.tolist())
    rows.upper_bounds.extend(linear.high.tolist())
    matrix = model.linear_constraint_matrix
    matrix.row_ids.extend(linear.row.tolist())
    matrix.column_ids.extend(linear.column.tolist())
    matrix.coefficients.extend(linear.entry.tolist())
    model.objective.maximize = True
    counted = np.flatnonzero(linear.gain)
    model.objective.linear_coefficients.ids.extend(counted.tolist())
    model.objective.linear_coefficients.values.extend((linear.gain[counted] * scale).tolist())
    return model


@contextmanager
def stopping(clock: Clock) -> Iterator[SolveInterrupter]:
    """An interrupter that is pulled when the user stops."""
    interrupter, ended = SolveInterrupter(), Event()

    def watch() -> None:
        while not ended.wait(POLL_SECONDS):
            if clock.stop():
                interrupter.interrupt()
                return

    Thread(target=watch, daemon=True).start()
    try:
        yield interrupter
    finally:
        ended.set()
