"""Column pricing: the relaxation is solved over few pairs, and the others join where their price says so."""

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
from ortools.util.python.solve_interrupter import SolveInterrupter

from matcher.solve.engine import Clock
from matcher.solve.large.lean import Truth, Whole
from matcher.solve.large.program import ONE, Program, Proof, proof

_ROUNDS = 6
_JOIN = 3
"""How many pairs of a demand join at once."""
_ENOUGH = 2.0**-11
"""A relaxation is solved well enough when its bound lies no further above its value, as a share of it."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The relaxation of a level.

    Attributes:
        values: Of each column.
        proof: What its prices prove.
        inside: Which columns it had.
    """

    values: npt.NDArray[np.float64]
    proof: Proof
    inside: Truth


def relaxed(
    whole: Program,
    gain: Whole,
    high: Whole,
    inside: Truth,
    clock: Clock,
    interrupter: SolveInterrupter,
) -> Relaxed | None:
    """Solve the relaxation of a level.

    Args:
        whole: The month.
        gain: What each column adds to the level.
        high: The highest value of each column; 0 shuts it out.
        inside: Which columns to begin with.
        clock: When to end; the best bound so far is told then.
        interrupter: Ends it from another thread.

    Returns:
        ``None`` when the time was up before anything was known.
    """
    inside = inside & (high > 0)
    inside[whole.needs :] = high[whole.needs :] > 0
    best: Relaxed | None = None
    for _ in range(_ROUNDS):
        if clock.over:
            return best
        solved = _solved(whole, gain, high, inside, clock, interrupter)
        if solved is None:
            return best
        values, prices = solved
        found = proof(whole, gain, prices, high)
        if found is None:
            return best
        worse = best is not None and found.bound > best.proof.bound
        best = Relaxed(values, best.proof if best is not None and worse else found, inside)
        value = float(gain @ values)
        told = found.exact / 2.0**found.shift
        joining = _joining(whole, found.costs, inside, high)
        if not joining.any() or told - value <= max(_ENOUGH * abs(value), ONE * 2.0**-10):
            return best
        inside = inside | joining
    return best


def _joining(whole: Program, costs: Whole, inside: Truth, high: Whole) -> Truth:
    """The best pairs of each demand that are not in yet and would add something."""
    found = np.zeros(len(inside), dtype=np.bool_)
    count = whole.needs
    open_ = np.flatnonzero(~inside[:count] & (costs[:count] > 0) & (high[:count] > 0))
    if not len(open_):
        return found
    demand = whole.month.demand[open_]
    order = np.lexsort((-costs[open_], demand))
    demand = demand[order]
    first = np.concatenate(([True], demand[1:] != demand[:-1]))
    start = np.maximum.accumulate(np.where(first, np.arange(len(demand)), 0))
    found[open_[order[np.arange(len(demand)) - start < _JOIN]]] = True
    return found


def _solved(
    whole: Program,
    gain: Whole,
    high: Whole,
    inside: Truth,
    clock: Clock,
    interrupter: SolveInterrupter,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]] | None:
    """Values of all columns and prices of all rows."""
    rows = whole.rows
    used = inside[rows.column]
    own = whole.own[rows.row]
    used &= (own < 0) | inside[np.maximum(own, 0)]
    live = np.zeros(len(rows.high), dtype=np.bool_)
    live[rows.row[used]] = True
    columns, chosen = np.flatnonzero(inside), np.flatnonzero(live)
    column_at = np.cumsum(inside) - 1
    row_at = np.cumsum(live) - 1
    scale = 1.0 / max(1.0, float(np.abs(gain).max(initial=1)) / 2.0**10)
    entries = rows.entry[used].astype(np.float64)
    size = np.ones(len(rows.high))
    np.maximum.at(size, rows.row[used], np.abs(entries))
    size = np.where(size >= ONE, float(ONE), 1.0)
    model = model_pb2.ModelProto()
    model.variables.ids.extend(range(len(columns)))
    model.variables.lower_bounds.extend(whole.low[columns].astype(np.float64).tolist())
    model.variables.upper_bounds.extend(high[columns].astype(np.float64).tolist())
    model.variables.integers.extend([False] * len(columns))
    model.linear_constraints.ids.extend(range(len(chosen)))
    tops = rows.high[chosen] / size[chosen]
    model.linear_constraints.lower_bounds.extend(
        np.where(rows.equal[chosen], tops, -np.inf).tolist()
    )
    model.linear_constraints.upper_bounds.extend(tops.tolist())
    matrix = model.linear_constraint_matrix
    matrix.row_ids.extend(row_at[rows.row[used]].tolist())
    matrix.column_ids.extend(column_at[rows.column[used]].tolist())
    matrix.coefficients.extend((entries / size[rows.row[used]]).tolist())
    model.objective.maximize = True
    counted = np.flatnonzero(inside & (gain != 0))
    model.objective.linear_coefficients.ids.extend(column_at[counted].tolist())
    model.objective.linear_coefficients.values.extend((gain[counted] * scale).tolist())
    result = _glop(model, clock, interrupter, dual=bool(gain[: whole.needs].any()))
    if result.termination.reason != result_pb2.TERMINATION_REASON_OPTIMAL:
        return None
    solution = result.solutions[0]
    values = np.zeros(len(inside))
    values[columns] = solution.primal_solution.variable_values.values
    prices = np.zeros(len(rows.high))
    prices[chosen] = np.array(solution.dual_solution.dual_values.values) / scale / size[chosen]
    return values, prices


def _glop(
    model: model_pb2.ModelProto, clock: Clock, interrupter: SolveInterrupter, *, dual: bool
) -> result_pb2.SolveResultProto:
    parameters = parameters_pb2.SolveParametersProto()
    if dual:
        parameters.lp_algorithm = parameters_pb2.LP_ALGORITHM_DUAL_SIMPLEX
    parameters.time_limit.FromNanoseconds(int(max(clock.left, 0.02) * 10**9))
    return core.solve(
        model,
        parameters_pb2.SOLVER_TYPE_GLOP,
        parameters_pb2.SolverInitializerProto(),
        parameters,
        model_parameters_pb2.ModelSolveParametersProto(),
        None,
        callback_pb2.CallbackRegistrationProto(),
        None,
        interrupter.pybind_interrupter,
    )
