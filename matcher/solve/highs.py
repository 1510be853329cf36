"""The engine that cuts and bounds: HiGHS, in a child process, because it cannot be interrupted.

A child is given one task after another; between two months it waits in the :class:`Stable`, because
starting one takes longer than most streets.
"""

from collections.abc import Sequence
from functools import cache
from math import floor, isfinite
from threading import Lock

from ortools.math_opt import result_pb2

from matcher.rules import Row
from matcher.solve.engine import Answer, Found, Task
from matcher.solve.linear import HIGHS, solve_linear
from matcher.solve.process import Answering, Process

_FLOAT_ERROR = 2.0**-30
_NEARLY_WHOLE = 2.0**-6
"""How far a bound HiGHS gives may lie below the truth by its own tolerances."""

_FOUND = {
    result_pb2.TERMINATION_REASON_OPTIMAL: Found.BEST,
    result_pb2.TERMINATION_REASON_FEASIBLE: Found.SOME,
    result_pb2.TERMINATION_REASON_INFEASIBLE: Found.NONE,
    result_pb2.TERMINATION_REASON_NO_SOLUTION_FOUND: Found.UNKNOWN,
    result_pb2.TERMINATION_REASON_INFEASIBLE_OR_UNBOUNDED: Found.UNKNOWN,
    result_pb2.TERMINATION_REASON_IMPRECISE: Found.UNKNOWN,
    result_pb2.TERMINATION_REASON_NUMERICAL_ERROR: Found.UNKNOWN,
}


def answer_of(task: Task, seconds: float) -> Answer:
    """Solve a task here and now; nothing can stop it before its time is up.

    Values are rounded to whole numbers; whoever receives them has to see whether they keep every row.

    Raises:
        RuntimeError: HiGHS ended in a way we do not know.
    """
    result = solve_linear(task, HIGHS, seconds, whole=True)
    reason = result.termination.reason
    if reason not in _FOUND:
        raise RuntimeError(f"HiGHS: {result_pb2.TerminationReasonProto.Name(reason)}")
    found = _FOUND[reason]
    values = _values(result, len(task.bounds)) if found in (Found.BEST, Found.SOME) else None
    bound = _whole(result.termination.objective_bounds.dual_bound)
    return Answer(found, values, bound)


def _values(result: result_pb2.SolveResultProto, count: int) -> tuple[int, ...]:
    values = [0] * count
    best = result.solutions[0].primal_solution.variable_values
    for at, value in zip(best.ids, best.values, strict=True):
        values[at] = round(value)
    return tuple(values)


def _whole(bound: float) -> int | None:
    if not isfinite(bound):
        return None
    return floor(bound + abs(bound) * _FLOAT_ERROR + _NEARLY_WHOLE)


class Child:
    """HiGHS in a process of its own, that can be ended at any time."""

    def __init__(self) -> None:
        self._process = Process(_engine, "highs")
        self._busy = False

    @property
    def idle(self) -> bool:
        """Whether it is alive and has answered every task."""
        return self.alive and not self._busy

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.alive

    def ask(self, task: Task, seconds: float) -> None:
        """Hand over a task; :meth:`answer` tells when it is done."""
        rows = tuple((row.entries, row.low, row.high) for row in task.rows)
        self._busy = True
        how = (task.seed, task.gap, task.proving, task.pared)
        self._process.ask((task.bounds, rows, task.objective, task.hint, *how, seconds))

    def answer(self, seconds: float) -> Answer | None:
        """Wait so long for the answer; ``None`` when there is none yet.

        Raises:
            EOFError: The child ended.
            RuntimeError: HiGHS refused the task or ended in a way we do not know.
        """
        said = self._process.answer(seconds)
        if said is None:
            return None
        self._busy = False
        if isinstance(said, str):
            raise RuntimeError(said)
        found, values, bound = said
        return Answer(Found(found), values, bound)

    def end(self) -> None:
        """End the child whatever it is doing."""
        self._process.end()


class Stable:
    """Where idle children wait for the next month; at most one, the others are ended."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._idle: Child | None = None

    def take(self) -> Child:
        """The child that waits, if it is alive, else a new one."""
        with self._lock:
            child, self._idle = self._idle, None
        if child is not None and child.alive:
            return child
        if child is not None:
            child.end()
        return Child()

    def bring(self, child: Child) -> None:
        """Bring back a child that is not at work."""
        with self._lock:
            if self._idle is None:
                self._idle = child
                return
        child.end()

    def empty(self) -> None:
        """End the child that waits, if there is one."""
        with self._lock:
            child, self._idle = self._idle, None
        if child is not None:
            child.end()


@cache
def stable() -> Stable:
    """The one of this process: starting a child anew for each month would take most of a street's time."""
    return Stable()


_Asked = tuple[
    tuple[tuple[int, int], ...],
    Sequence[tuple[tuple[tuple[int, int], ...], int | None, int | None]],
    tuple[tuple[int, int], ...],
    tuple[int, ...] | None,
    int,
    float,
    bool,
    bool,
    float,
]
"""Bounds, rows, objective, hint, seed, gap, proving, pared and seconds: what a task costs least as, across the pipe."""


def _engine() -> Answering:
    """In the child: what answers tasks."""
    return _told


def _told(asked: _Asked) -> object:
    bounds, rows, objective, hint, seed, gap, proving, pared, seconds = asked
    made = tuple(Row("", entries, low, high) for entries, low, high in rows)
    try:
        task = Task(bounds, made, objective, hint, seed, gap=gap, proving=proving, pared=pared)
        answer = answer_of(task, seconds)
    except Exception as error:  # noqa: BLE001 - handed to the process that asks for the answer
        return repr(error)
    return (answer.found.value, answer.values, answer.bound)
