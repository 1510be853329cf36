"""Two engines at once: whoever proves first wins, and the best values and bound of both are kept."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing import current_process
from types import TracebackType

from matcher.solve import cpsat
from matcher.solve.engine import POLL_SECONDS, Answer, Clock, Found, Task, keeps_all
from matcher.solve.highs import Child

_GRACE_SECONDS = 0.5
"""How long an engine that minds its own time limit is waited for after it."""


SMALL = 300
"""Tasks with fewer variables are not worth a second process: CP-SAT alone solves them at once."""
LARGE = 30_000
"""Tasks with more are beyond HiGHS: CP-SAT gets all threads."""


class Race:
    """CP-SAT on a thread against HiGHS in a child; a context manager that leaves no process behind.

    A daemonic process may not have children: there CP-SAT runs alone.
    """

    def __init__(self, variables: int) -> None:
        self._wanted = variables >= SMALL and not current_process().daemon
        self._child: Child | None = None

    def __enter__(self) -> "Race":
        if self._wanted:
            self._child = Child()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None

    def run(self, task: Task, clock: Clock) -> Answer:
        """Solve a task with both engines until one proves it, the time is up or the user stops."""
        if not self._wanted or not 0 < len(task.bounds) <= LARGE:
            return cpsat.run(task, clock)
        asked = self._asked(task, clock)
        lean = replace(task, workers=max(1, task.workers - 1))
        with cpsat.Running(lean, clock) as running:
            answers = self._watched(task, clock, running, asked=asked)
        return best_of(task, answers)

    def _asked(self, task: Task, clock: Clock) -> bool:
        """Hand the task to the child; ``False`` when it has died, and the next one is started."""
        if self._child is None:
            self._child = Child()
        with suppress(OSError):
            self._child.ask(task, clock.left)
            return True
        self._drop()
        return False

    def _watched(
        self, task: Task, clock: Clock, running: cpsat.Running, *, asked: bool
    ) -> list[Answer]:
        """Wait for the first proof, or for both to end."""
        other = None if asked else Answer(Found.UNKNOWN)
        ended = Clock(clock.deadline + _GRACE_SECONDS, clock.stop)
        while not ended.over:
            if other is None:
                other = self._heard(task)
            else:
                running.wait(POLL_SECONDS)
            mine = running.answer()
            done = [answer for answer in (other, mine) if answer is not None]
            if len(done) == 2 or any(a.found in (Found.BEST, Found.NONE) for a in done):
                break
        if other is None:
            self._drop(again=not clock.stop())
        running.stop()
        mine = running.answer()
        return [answer for answer in (other, mine) if answer is not None]

    def _heard(self, task: Task) -> Answer | None:
        """What the child says; a child that died, or that is wrong in whole numbers, knows nothing."""
        if self._child is None:
            return Answer(Found.UNKNOWN)
        try:
            answer = self._child.answer(POLL_SECONDS)
        except (EOFError, OSError):
            self._drop()
            return Answer(Found.UNKNOWN)
        if answer is None:
            return None
        wrong = answer.values is not None and not keeps_all(task, answer.values)
        if wrong or (answer.found is Found.NONE and task.hint is not None):
            return Answer(Found.UNKNOWN)
        return answer

    def _drop(self, *, again: bool = True) -> None:
        """End a child that is busy or dead, and start the next one for the next task."""
        if self._child is not None:
            self._child.end()
        self._child = Child() if again else None


def best_of(task: Task, answers: Sequence[Answer]) -> Answer:
    """The best values and the best bound of several answers to one task."""
    if any(answer.found is Found.NONE for answer in answers):
        return Answer(Found.NONE)
    bounds = [answer.bound for answer in answers if answer.bound is not None]
    found = [answer.values for answer in answers if answer.values is not None]
    bound = min(bounds, default=None)
    if not found:
        return Answer(Found.UNKNOWN, None, bound)
    values = max(found, key=task.value)
    value = task.value(values)
    if any(answer.found is Found.BEST for answer in answers) or bound == value:
        return Answer(Found.BEST, values, value)
    return Answer(Found.SOME, values, bound)
