"""Two engines at once: whoever proves first wins, and the best values and bound of both are kept."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing import current_process
from time import monotonic
from types import TracebackType

from matcher.solve import cpsat
from matcher.solve.engine import POLL_SECONDS, Answer, Clock, Found, Task, keeps_all
from matcher.solve.highs import Child, stable
from matcher.solve.search import Advice, Searching

_GRACE_SECONDS = 0.5
"""How long an engine that minds its own time limit is waited for after it."""


_EARLIER_SECONDS, _EARLIER_SHARE = 2.0, 0.1
"""How much sooner than the time is up HiGHS has to end, at most: it looks at its clock now and then only, and what it
has found would be lost."""

_PATIENCE = 25.0
"""How long HiGHS may go on without the better values found meanwhile, in times of what the relaxation took; twice as
long each time."""

_WORTH = 0.25
"""How much of what the values lacked to what nothing exceeds better ones must make up for, to be worth that."""

_NEARLY = 0.015
"""Where values lack no more to what nothing exceeds, as a share of it, HiGHS is to look for a proof alone."""

_FIRST_SHARE = 0.25
"""How much of the time CP-SAT gets before HiGHS where there is one thread only."""
_HEAD_START_SECONDS = 0.1
"""How long CP-SAT works before HiGHS is asked: a child that loses has to be ended, which costs more."""

SMALL = 300
"""Tasks with fewer variables are not worth a second process: CP-SAT alone solves them at once."""
LARGE = 30_000
"""Tasks with more are beyond HiGHS: CP-SAT gets all threads."""


class Race:
    """CP-SAT on a thread against HiGHS in a child; a context manager that leaves no process at work.

    A daemonic process may not have children: there CP-SAT runs alone.
    """

    def __init__(self, variables: int) -> None:
        self._wanted = variables >= SMALL and not current_process().daemon
        self._child: Child | None = None

    def __enter__(self) -> "Race":
        if self._wanted:
            self._child = stable().take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._child is not None and self._child.idle:
            stable().bring(self._child)
        elif self._child is not None:
            self._child.end()
        self._child = None

    def run(self, task: Task, clock: Clock, told: Advice | None = None) -> Answer:
        """Solve a task with both engines until one proves it, the time is up or the user stops.

        HiGHS counts as one thread; where only one is allowed it comes after CP-SAT. With advice a search runs beside it
        in the place of CP-SAT.
        """
        if not self._wanted or not SMALL <= len(task.bounds) <= LARGE:
            return cpsat.run(task, clock)
        if task.workers == 1:
            return self._in_turn(task, clock)
        if told is not None and task.hint is not None:
            return self._with_search(task, clock, told)
        with cpsat.Running(replace(task, workers=task.workers - 1), clock) as running:
            if (soon := self._soon(running, clock)) is not None:
                return soon
            if not self._asked(task, clock):
                return _alone(running, clock)
            return best_of(task, self._watched(task, clock, running))

    def alone(self, task: Task, clock: Clock) -> Answer:
        """Solve a task that HiGHS is known to be much better at; where it cannot be had CP-SAT does it."""
        if not self._wanted or not self._asked(task, clock):
            return cpsat.run(task, clock)
        return best_of(task, self._watched(task, clock, None))

    def _in_turn(self, task: Task, clock: Clock) -> Answer:
        """One thread for both: first CP-SAT for some of the time, then HiGHS with what it found."""
        first = cpsat.run(task, clock.sooner(clock.left * _FIRST_SHARE))
        if first.found in (Found.BEST, Found.NONE) or clock.over:
            return first
        task = task if first.values is None else replace(task, hint=first.values)
        if not self._asked(task, clock):
            return best_of(task, [first, cpsat.run(task, clock)])
        return best_of(task, [first, *self._watched(task, clock, None)])

    def _with_search(self, task: Task, clock: Clock, told: Advice) -> Answer:
        """HiGHS works while a search looks for better values; while it only proves it is asked anew with these.

        Whoever is asked anew forgets the bound he had.
        """
        patience = _PATIENCE * told.seconds
        said: Answer | None = None
        with Searching(task, told, clock) as search:
            while said is None and not (clock.over or search.done):
                hint = search.values
                most = told.most()
                near = most - task.value(hint) <= _NEARLY * abs(most)
                asked = replace(task, hint=hint, proving=near)
                if not self._asked(asked, clock):
                    said = cpsat.run(asked, clock)
                    break
                worth = task.value(hint) + max(1, int(_WORTH * (most - task.value(hint))))
                said = self._proof(asked, clock, search, patience, worth)
                patience *= 2
            search.stop()
            mine = search.answer()
        return best_of(task, [answer for answer in (said, mine) if answer is not None])

    def _proof(
        self, task: Task, clock: Clock, search: Searching, patience: float, least: int
    ) -> Answer | None:
        """What HiGHS or the search has proven; ``None`` when they are late, or better values are at hand after some time."""
        ended = Clock(clock.deadline + _GRACE_SECONDS, clock.stop)
        again = monotonic() + patience
        while not ended.over:
            if (said := self._heard(task)) is not None:
                return said
            late = monotonic() > again and clock.left > 2 * patience
            if search.done or (late and task.value(search.values) >= least):
                break
        self._drop(again=not clock.stop())
        return None

    def _soon(self, running: cpsat.Running, clock: Clock) -> Answer | None:
        """What CP-SAT says before HiGHS has to be asked."""
        head = clock.sooner(_HEAD_START_SECONDS)
        while not head.over and running.answer() is None:
            running.wait(POLL_SECONDS)
        return running.answer()

    def _asked(self, task: Task, clock: Clock) -> bool:
        """Hand the task to the child; ``False`` when it has died, and the next one is started."""
        if self._child is None:
            self._child = Child()
        with suppress(OSError):
            self._child.ask(task, clock.left - min(_EARLIER_SECONDS, clock.left * _EARLIER_SHARE))
            return True
        self._drop()
        return False

    def _watched(self, task: Task, clock: Clock, running: cpsat.Running | None) -> list[Answer]:
        """Wait for the first proof, or for both to end."""
        said: Answer | None = None
        mine: Answer | None = None if running else Answer(Found.UNKNOWN)
        ended = Clock(clock.deadline + _GRACE_SECONDS, clock.stop)
        while not ended.over:
            if said is None:
                said = self._heard(task)
            elif running is not None:
                running.wait(POLL_SECONDS)
            if running is not None:
                mine = running.answer()
            done = [answer for answer in (said, mine) if answer is not None]
            if len(done) == 2 or any(a.found in (Found.BEST, Found.NONE) for a in done):
                break
        if said is None:
            self._drop(again=not clock.stop())
        if running is not None:
            running.stop()
            mine = running.answer()
        return [answer for answer in (said, mine) if answer is not None]

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


def _alone(running: cpsat.Running, clock: Clock) -> Answer:
    """CP-SAT's answer, when no other engine is at hand."""
    while (answer := running.answer()) is None:
        running.wait(POLL_SECONDS)
        if clock.stop():
            running.stop()
    return answer


def best_of(task: Task, answers: Sequence[Answer]) -> Answer:
    """The best values and the best bound of several answers to one task.

    Values in whole numbers are facts: a proof or a bound that they go beyond is not believed.
    """
    found = [answer.values for answer in answers if answer.values is not None]
    if not found:
        impossible = any(answer.found is Found.NONE for answer in answers)
        return Answer(Found.NONE if impossible else Found.UNKNOWN)
    values = max(found, key=task.value)
    value = task.value(values)
    bounds = [a.bound for a in answers if a.bound is not None and a.bound >= value]
    bound = min(bounds, default=None)
    proofs = [a.values for a in answers if a.found is Found.BEST and a.values is not None]
    if bound == value or any(task.value(proof) == value for proof in proofs):
        return Answer(Found.BEST, values, value)
    return Answer(Found.SOME, values, bound)
