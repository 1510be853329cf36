"""The relaxation of a shape in fractions, straight from its arrays: few ways at first, others join where their price says so."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    parameters_pb2,
    result_pb2,
)
from ortools.math_opt.core.python import solver as core

from matcher.solve.engine import Clock
from matcher.solve.knapsacks.shape import Shape, Truth, Whole

Fractions = npt.NDArray[np.float64]

_BEGIN, _JOIN = 4, 3
"""How many ways of each job are looked at first, and how many may join at once."""
_ROUNDS = 40
_HALVINGS = 30
_FULL = 0.97
"""How much of all room the first ways would take, chosen at one price for all rooms."""
_LARGEST = 2.0**10
"""Gains are scaled down to this."""
_NOTHING = 2.0**-20


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What the relaxation says.

    Attributes:
        prices: Of each job, in gains.
        rooms: What one more of each resource is worth.
        taken: The part of each way that is taken.
    """

    prices: Fractions
    rooms: Fractions
    taken: Fractions


def relaxed(shape: Shape, clock: Clock) -> Relaxed | None:
    """Solve the relaxation; ``None`` when there is none, or no time."""
    scale = min(1.0, _LARGEST / max(1, int(np.abs(shape.gain).max(initial=0))))
    inside = _nearest(shape, _guessed(shape), _BEGIN)
    inside |= _nearest(shape, _short(shape, 2.0 * shape.gain.max(initial=1)), 1)
    for _ in range(_ROUNDS):
        if clock.over:
            return None
        ways = np.flatnonzero(inside)
        found = _solved(shape, ways, scale, clock)
        if found is None:
            return None
        lacking = found.prices[shape.job] + found.rooms[shape.agent] * shape.use - shape.gain
        joining = (lacking < -_NOTHING / scale) & ~inside
        if not joining.any():
            return found
        inside |= joining & _nearest(shape, np.where(joining, lacking, np.inf), _JOIN)
    return None


def _short(shape: Shape, price: float) -> Fractions:
    """By how little each way gains, where all room has one price."""
    share = shape.use / np.maximum(1, shape.room)[shape.agent]
    found: Fractions = price * share * float(shape.room.mean()) - shape.gain
    return found


def _guessed(shape: Shape) -> Fractions:
    """The same at the price at which the best ways nearly fit."""
    low, high = 0.0, 2.0 * float(shape.gain.max(initial=1))
    total = _FULL * float(shape.room.sum())
    for _ in range(_HALVINGS):
        price = (low + high) / 2
        best = _nearest(shape, _short(shape, price), 1)
        if int(shape.use[best].sum()) > total:
            low = price
        else:
            high = price
    return _short(shape, high)


def _nearest(shape: Shape, short: Fractions, count: int) -> Truth:
    """The ways of each job that fall short least."""
    order = np.lexsort((short, shape.job))
    job = shape.job[order]
    first = np.searchsorted(job, np.arange(shape.jobs))
    found = np.zeros(len(order), dtype=np.bool_)
    found[order] = np.arange(len(order)) - first[job] < count
    return found


def _solved(shape: Shape, ways: Whole, scale: float, clock: Clock) -> Relaxed | None:
    parameters = parameters_pb2.SolveParametersProto()
    parameters.time_limit.FromNanoseconds(int(max(clock.left, 0.02) * 10**9))
    result = core.solve(
        _model(shape, ways, scale),
        parameters_pb2.SOLVER_TYPE_GLOP,
        parameters_pb2.SolverInitializerProto(),
        parameters,
        model_parameters_pb2.ModelSolveParametersProto(),
        None,
        callback_pb2.CallbackRegistrationProto(),
        None,
        None,
    )
    if result.termination.reason != result_pb2.TERMINATION_REASON_OPTIMAL:
        return None
    solution = result.solutions[0]
    dual = np.array(solution.dual_solution.dual_values.values) / scale
    taken = np.zeros(len(shape.job))
    taken[ways] = solution.primal_solution.variable_values.values
    return Relaxed(dual[: shape.jobs], np.maximum(dual[shape.jobs :], 0.0), taken)


def _model(shape: Shape, ways: Whole, scale: float) -> model_pb2.ModelProto:
    jobs, agents, count = shape.jobs, len(shape.room), len(ways)
    model = model_pb2.ModelProto()
    model.variables.ids.extend(range(count))
    model.variables.lower_bounds.extend([0.0] * count)
    model.variables.upper_bounds.extend([float("inf")] * count)
    model.variables.integers.extend([False] * count)
    rows = model.linear_constraints
    rows.ids.extend(range(jobs + agents))
    rows.lower_bounds.extend([1.0] * jobs + [-float("inf")] * agents)
    rows.upper_bounds.extend([1.0] * jobs + shape.room.astype(np.float64).tolist())
    row = np.concatenate((shape.job[ways], jobs + shape.agent[ways]))
    column = np.concatenate((np.arange(count), np.arange(count)))
    entry = np.concatenate((np.ones(count), shape.use[ways].astype(np.float64)))
    order = np.lexsort((column, row))
    matrix = model.linear_constraint_matrix
    matrix.row_ids.extend(row[order].tolist())
    matrix.column_ids.extend(column[order].tolist())
    matrix.coefficients.extend(entry[order].tolist())
    gain = shape.gain[ways]
    counted = np.flatnonzero(gain)
    model.objective.maximize = True
    model.objective.linear_coefficients.ids.extend(counted.tolist())
    model.objective.linear_coefficients.values.extend((gain[counted] * scale).tolist())
    return model
