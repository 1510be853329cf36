"""The engine for small tasks: CP-SAT on the caller's thread, without what only pays on large ones."""

from math import floor

from ortools.sat.python import cp_model

from matcher.solve import cpsat
from matcher.solve.engine import Answer, Clock, Found, Task
from matcher.solve.reduction import asks

SMALL = 3000
"""Tasks with more variables are given to :mod:`matcher.solve.cpsat`, which can be stopped at any moment."""
_LEAST_SECONDS = 0.01
_FOUND = {
    cp_model.OPTIMAL: Found.BEST,
    cp_model.FEASIBLE: Found.SOME,
    cp_model.INFEASIBLE: Found.NONE,
}


def run(task: Task, clock: Clock) -> Answer:
    """Solve a task until it is proven or the time is up; a stop is heeded before it begins.

    Raises:
        RuntimeError: CP-SAT says that our model is wrong.
    """
    if len(task.bounds) > SMALL or not task.bounds:
        return cpsat.run(task, clock)
    if clock.over:
        return Answer(Found.UNKNOWN)
    if any(not row.entries and asks(row) for row in task.rows):
        return Answer(Found.NONE)
    model = _model(task)
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = task.seed
    parameters.max_time_in_seconds = max(clock.left, _LEAST_SECONDS)
    parameters.cp_model_probing_level = 0
    parameters.symmetry_level = 0
    status = solver.solve(model)
    if status == cp_model.MODEL_INVALID:
        raise RuntimeError(f"CP-SAT: {model.validate()}")
    found = _FOUND.get(status, Found.UNKNOWN)
    if found in (Found.NONE, Found.UNKNOWN):
        return Answer(found)
    values = tuple(solver.response_proto.solution)
    if found is Found.BEST:
        return Answer(found, values, task.value(values))
    return Answer(found, values, floor(solver.best_objective_bound + 1) if task.objective else None)


def _model(task: Task) -> cp_model.CpModel:
    """The task as CP-SAT's own message; through its expressions it would take three times as long to write."""
    model = cp_model.CpModel()
    message = model.proto
    for ends in task.bounds:
        message.variables.add().domain.extend(ends)
    for row in task.rows:
        if row.entries:
            linear = message.constraints.add().linear
            linear.vars.extend([at for _, at in row.entries])
            linear.coeffs.extend([coefficient for coefficient, _ in row.entries])
            low = cp_model.INT_MIN if row.low is None else row.low
            high = cp_model.INT_MAX if row.high is None else row.high
            linear.domain.extend((low, high))
    if task.objective:
        goal = message.objective
        goal.vars.extend([at for _, at in task.objective])
        goal.coeffs.extend([-coefficient for coefficient, _ in task.objective])
        goal.scaling_factor = -1.0
    if task.hint is not None:
        message.solution_hint.vars.extend(range(len(task.hint)))
        message.solution_hint.values.extend(task.hint)
    return model
