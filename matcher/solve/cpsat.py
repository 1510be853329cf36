"""The engine that branches and learns: CP-SAT."""

from collections.abc import Sequence
from math import floor
from threading import Thread

from ortools.sat.python import cp_model

from matcher.rules import Row
from matcher.solve.engine import POLL_SECONDS, Answer, Clock, Found, Task

_MAX_SECONDS = 10.0**6
_FLOAT_ERROR = 2.0**-50
_NEARLY_WHOLE = 2.0**-10
"""Bounds are whole numbers carried as floats."""

_FOUND = {
    cp_model.OPTIMAL: Found.BEST,
    cp_model.FEASIBLE: Found.SOME,
    cp_model.INFEASIBLE: Found.NONE,
    cp_model.UNKNOWN: Found.UNKNOWN,
}


def run(task: Task, clock: Clock) -> Answer:
    """Solve a task with CP-SAT until it is proven, the time is up or the user stops.

    Raises:
        RuntimeError: CP-SAT gave a status that means our model is wrong, or one we do not know.
    """
    if any(_hopeless(row) for row in task.rows) or any(low > high for low, high in task.bounds):
        return Answer(Found.NONE)
    model, variables = _translated(task)
    solver = _solver(task, clock)
    status = _watched(solver, model, clock)
    if status not in _FOUND:
        raise RuntimeError(f"CP-SAT: {solver.status_name(status)} {model.validate()}")
    return _answer(task, _FOUND[status], solver, variables)


def _hopeless(row: Row) -> bool:
    """An empty row that asks for something."""
    return not row.entries and (
        (row.low is not None and row.low > 0) or (row.high is not None and row.high < 0)
    )


def _translated(task: Task) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    model = cp_model.CpModel()
    variables = [model.new_int_var(low, high, "") for low, high in task.bounds]
    for row in task.rows:
        if row.entries:
            model.add_linear_expression_in_domain(
                _sum(row.entries, variables), cp_model.Domain(*_ends(row))
            )
    if task.objective:
        model.maximize(_sum(task.objective, variables))
    if task.hint is not None:
        for variable, value in zip(variables, task.hint, strict=True):
            model.add_hint(variable, value)
    return model, variables


def _ends(row: Row) -> tuple[int, int]:
    low = cp_model.INT_MIN if row.low is None else row.low
    high = cp_model.INT_MAX if row.high is None else row.high
    return low, high


def _sum(
    entries: Sequence[tuple[int, int]], variables: Sequence[cp_model.IntVar]
) -> cp_model.LinearExpr:
    return cp_model.LinearExpr.weighted_sum(
        [variables[at] for _, at in entries], [coefficient for coefficient, _ in entries]
    )


def _solver(task: Task, clock: Clock) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = task.seed
    solver.parameters.num_workers = task.workers
    solver.parameters.max_time_in_seconds = min(max(clock.left, POLL_SECONDS), _MAX_SECONDS)
    return solver


def _watched(
    solver: cp_model.CpSolver, model: cp_model.CpModel, clock: Clock
) -> cp_model.CpSolverStatus:
    """Run the solver on a thread of its own, so that the user's stop is asked for meanwhile.

    A stop before the search has begun is lost, so it is repeated until the solver returns.
    """
    status: list[cp_model.CpSolverStatus] = []
    thread = Thread(target=lambda: status.append(solver.solve(model)), daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(POLL_SECONDS)
        if clock.stop():
            solver.stop_search()
    if not status:
        raise RuntimeError("CP-SAT ended without a status")
    return status[0]


def _answer(
    task: Task, found: Found, solver: cp_model.CpSolver, variables: Sequence[cp_model.IntVar]
) -> Answer:
    if found in (Found.NONE, Found.UNKNOWN):
        return Answer(found)
    values = tuple(solver.value(variable) for variable in variables)
    if not task.objective:
        return Answer(Found.BEST, values)
    if found is Found.BEST:
        return Answer(found, values, task.value(values))
    return Answer(found, values, _whole(solver.best_objective_bound))


def _whole(bound: float) -> int:
    """A whole number that is no better than a bound given as a float."""
    slack = abs(bound) * _FLOAT_ERROR + _NEARLY_WHOLE
    return floor(bound + slack)
