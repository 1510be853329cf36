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
    model, variables = _model(task)
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
    values = tuple(solver.value(variable) for variable in variables)
    if found is Found.BEST:
        return Answer(found, values, task.value(values))
    return Answer(found, values, floor(solver.best_objective_bound + 1) if task.objective else None)


def _model(task: Task) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    model = cp_model.CpModel()
    variables = [model.new_int_var(low, high, "") for low, high in task.bounds]
    for row in task.rows:
        if row.entries:
            ends = (
                cp_model.INT_MIN if row.low is None else row.low,
                cp_model.INT_MAX if row.high is None else row.high,
            )
            total = cp_model.LinearExpr.weighted_sum(
                [variables[at] for _, at in row.entries], [c for c, _ in row.entries]
            )
            model.add_linear_expression_in_domain(total, cp_model.Domain(*ends))
    if task.objective:
        model.maximize(
            cp_model.LinearExpr.weighted_sum(
                [variables[at] for _, at in task.objective], [c for c, _ in task.objective]
            )
        )
    if task.hint is not None:
        for variable, value in zip(variables, task.hint, strict=True):
            model.add_hint(variable, value)
    return model, variables
