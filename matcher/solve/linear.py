"""A task as a linear program for MathOpt's engines, built without its slow Python layer."""

from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    parameters_pb2,
    result_pb2,
)
from ortools.math_opt.core.python import solver as core
from ortools.util.python.solve_interrupter import SolveInterrupter

from matcher.solve.engine import Task

GLOP = parameters_pb2.SOLVER_TYPE_GLOP
HIGHS = parameters_pb2.SOLVER_TYPE_HIGHS
_HEURISTICS = (
    "mip_heuristic_run_feasibility_jump",
    "mip_heuristic_run_rens",
    "mip_heuristic_run_rins",
    "mip_heuristic_run_root_reduced_cost",
)
"""What HiGHS does to find better values; more than half of its time where the best are known."""
_AGE = 3
"""After how many rounds HiGHS drops a cut that does not bind, while it only proves; its own 10 make programs slow."""
_POOL = 1000
"""How many cuts HiGHS keeps where near the best is near enough; its own 10,000 take most of its memory and time."""


def solve_linear(
    task: Task,
    engine: int,
    seconds: float,
    *,
    whole: bool,
    scale: float = 1.0,
    interrupter: SolveInterrupter | None = None,
) -> result_pb2.SolveResultProto:
    """Give a task to an engine of MathOpt and wait; some engines cannot be interrupted.

    Args:
        task: What to maximise.
        engine: One of :data:`GLOP`, :data:`HIGHS`.
        seconds: Time limit.
        whole: Whether variables must be whole numbers; else the relaxation is solved.
        interrupter: Ends the solve from another thread, where the engine listens to it.
        scale: What the objective is multiplied with; engines dislike very large numbers.

    Raises:
        Exception: The engine refused the task: our model is wrong.
    """
    parameters = parameters_pb2.SolveParametersProto(random_seed=task.seed)
    parameters.time_limit.FromNanoseconds(int(seconds * 10**9))
    if whole:
        parameters.relative_gap_tolerance = task.gap
        parameters.absolute_gap_tolerance = 0.0
    if whole and task.gap > 0:
        parameters.highs.int_options["mip_pool_soft_limit"] = _POOL
    if task.pared:
        parameters.presolve = parameters_pb2.EMPHASIS_OFF
    if whole and task.proving:
        for name in _HEURISTICS:
            parameters.highs.bool_options[name] = False
        parameters.highs.double_options["mip_heuristic_effort"] = 0.0
        parameters.highs.int_options["mip_lp_age_limit"] = _AGE
    hints = model_parameters_pb2.ModelSolveParametersProto()
    if whole and task.hint is not None:
        values = hints.solution_hints.add().variable_values
        values.ids.extend(range(len(task.hint)))
        values.values.extend(float(value) for value in task.hint)
    return core.solve(
        _model(task, whole=whole, scale=scale),
        engine,
        parameters_pb2.SolverInitializerProto(),
        parameters,
        hints,
        None,
        callback_pb2.CallbackRegistrationProto(),
        None,
        None if interrupter is None else interrupter.pybind_interrupter,
    )


def _model(task: Task, *, whole: bool, scale: float) -> model_pb2.ModelProto:
    model = model_pb2.ModelProto()
    variables = model.variables
    variables.ids.extend(range(len(task.bounds)))
    variables.lower_bounds.extend(float(low) for low, _ in task.bounds)
    variables.upper_bounds.extend(float(high) for _, high in task.bounds)
    variables.integers.extend(whole for _ in task.bounds)
    rows = model.linear_constraints
    rows.ids.extend(range(len(task.rows)))
    rows.lower_bounds.extend(-_INFINITY if row.low is None else row.low for row in task.rows)
    rows.upper_bounds.extend(_INFINITY if row.high is None else row.high for row in task.rows)
    matrix = model.linear_constraint_matrix
    for number, row in enumerate(task.rows):
        entries = sorted((at, coefficient) for coefficient, at in row.entries)
        matrix.row_ids.extend(number for _ in entries)
        matrix.column_ids.extend(at for at, _ in entries)
        matrix.coefficients.extend(float(coefficient) for _, coefficient in entries)
    model.objective.maximize = True
    goal = sorted((at, coefficient) for coefficient, at in task.objective)
    model.objective.linear_coefficients.ids.extend(at for at, _ in goal)
    model.objective.linear_coefficients.values.extend(scale * c for _, c in goal)
    return model


_INFINITY = float("inf")
