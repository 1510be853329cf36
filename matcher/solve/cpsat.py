"""The engine that branches and learns: CP-SAT."""

from collections.abc import Sequence
from math import floor
from threading import Thread
from types import TracebackType

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
    with Running(task, clock) as running:
        while (answer := running.answer()) is None:
            running.wait(POLL_SECONDS)
            if clock.stop():
                running.stop()
        return answer


class Running:
    """CP-SAT at work on a thread of its own, so that others can be looked after meanwhile.

    A context manager: when it ends the solver has ended too.
    """

    def __init__(self, task: Task, clock: Clock) -> None:
        self._task = task
        self._done: list[Answer | Exception] = []
        self._solver = _solver(task, clock)
        self._thread = Thread(target=self._work, daemon=True)

    def __enter__(self) -> "Running":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def wait(self, seconds: float) -> None:
        """Wait so long for the end."""
        self._thread.join(seconds)

    def stop(self) -> None:
        """Ask to stop until it has: a request before the search has begun is lost."""
        while self._thread.is_alive():
            self._solver.stop_search()
            self._thread.join(POLL_SECONDS)

    def answer(self) -> Answer | None:
        """What was found; ``None`` while it is at work.

        Raises:
            RuntimeError: See :func:`run`.
        """
        if self._thread.is_alive() or not self._done:
            return None
        if isinstance(self._done[0], Exception):
            raise self._done[0]
        return self._done[0]

    def _work(self) -> None:
        try:
            self._done.append(_solved(self._task, self._solver))
        except Exception as error:  # noqa: BLE001 - handed to the thread that asks for the answer
            self._done.append(error)


def _solved(task: Task, solver: cp_model.CpSolver) -> Answer:
    if any(_hopeless(row) for row in task.rows) or any(low > high for low, high in task.bounds):
        return Answer(Found.NONE)
    model, variables = _translated(task)
    status = solver.solve(model)
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
