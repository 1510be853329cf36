"""Pieces of a plan planned anew, exactly, one after another, where it is furthest from the relaxation.

Two kinds of pieces take turns: the variables in which plan and relaxation differ, and some needs that compete for
the same things, the first of them drawn by what its way of being served loses against the relaxation's prices.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from threading import Event, Thread
from time import monotonic
from types import TracebackType

import numpy as np
import numpy.typing as npt

from matcher.solve.engine import Answer, Clock, Found, Task, keeps_all
from matcher.solve.grid import Truth, Whole, grid
from matcher.solve.highs import answer_of
from matcher.solve.neighbours import NOBODY, Neighbours
from matcher.solve.relaxation import Relaxed

_SMALLEST, _FIRST = 6, 30
"""How many needs a piece has at least, and at first."""
_LONGEST_SECONDS, _QUICK_SECONDS = 0.6, 0.15
"""The most a piece may take; pieces that take less than the second may be larger."""
_TURN = 4
"""Every so many pieces it is the turn of what differs from the relaxation."""
_ANYWHERE = 0.05
"""How much of the drawing of needs does not ask what is lost."""
_APART = 2.0**-20


@dataclass(frozen=True, slots=True)
class Advice:
    """What a search goes by; one entry for each variable.

    Attributes:
        owner: The number of the need it belongs to, or :data:`NOBODY`.
        values: The relaxation's.
        costs: The relaxation's; their unit does not matter.
    """

    owner: Whole
    values: npt.NDArray[np.float64]
    costs: Whole

    def of(self, variables: Sequence[int]) -> "Advice":
        """The same about some of the variables."""
        at = np.array(variables, dtype=np.int64)
        return Advice(self.owner[at], self.values[at], self.costs[at])


def advice(relaxed: Relaxed, owner: Sequence[int]) -> Advice:
    """What the relaxation of a task advises."""
    return Advice(np.array(owner, dtype=np.int64), relaxed.values, relaxed.costs)


class Search:
    """Better and better values of a task.

    Attributes:
        values: The best so far; they keep every row.
        value: What the objective comes to.
        idle: How many pieces have brought nothing since.
    """

    def __init__(self, task: Task, told: Advice) -> None:
        if task.hint is None:
            raise ValueError("a search needs a plan to start from")
        self.task, self.values, self.value, self.idle = task, task.hint, task.value(task.hint), 0
        self._told, self._grid = told, grid(task)
        self._near = Neighbours(self._grid, told.owner, told.values)
        self._random = Random(task.seed)
        bounds = np.array(task.bounds, dtype=np.int64).reshape(-1, 2)
        self._best_end = np.where(told.costs > 0, bounds[:, 1], bounds[:, 0])
        costs = np.abs(told.costs)
        self._cheap = costs <= costs.max(initial=0) * _APART
        self._needs = int(told.owner.max(initial=-1)) + 1
        self._size, self._turn, self._followed = _FIRST, 0, False

    def run(self, clock: Clock, enough: Callable[["Search"], bool]) -> None:
        """Plan piece after piece anew until there is enough, or the time is up."""
        while self._needs and not clock.over and not enough(self):
            self.step(clock)

    def step(self, clock: Clock) -> None:
        """Plan one piece anew."""
        now = np.array(self.values, dtype=np.int64)
        follow = self._turn % _TURN == 0 and not self._followed
        self._turn += 1
        free = self._apart(now) if follow else self._around(now)
        self._followed = self._followed or follow
        began = monotonic()
        index, part = self._grid.part(free, now)
        seconds = min(_LONGEST_SECONDS, clock.left)
        answer = answer_of(part, seconds)
        better = self._put(index, part, answer, now)
        self.idle = 0 if better else self.idle + 1
        if not follow:
            self._adapt(answer, monotonic() - began)

    def _put(self, index: Whole, part: Task, answer: Answer, now: Whole) -> bool:
        if answer.values is None or part.hint is None:
            return False
        more = part.value(answer.values) - part.value(part.hint)
        if more <= 0 or not keeps_all(part, answer.values):
            return False
        now[index] = answer.values
        self.values, self.value = tuple(now.tolist()), self.value + more
        self._followed = False
        return True

    def _apart(self, now: Whole) -> Truth:
        """Variables in which the plan differs from the relaxation, and those that cost nothing to change."""
        apart: Truth = (np.abs(self._told.values - now) > _APART) | self._cheap
        return apart

    def _around(self, now: Whole) -> Truth:
        """Variables of some needs that compete, and those that belong to nobody."""
        owner = self._told.owner
        lost = np.abs(self._told.costs.astype(np.float64) * (now - self._best_end))
        mine = owner != NOBODY
        loss = np.bincount(owner[mine], lost[mine], minlength=self._needs)
        chance = loss + loss.sum() * _ANYWHERE / self._needs + _APART
        first = self._random.choices(range(self._needs), chance.tolist())[0]
        needs = self._near.around(first, self._size, now, self._random)
        chosen = np.zeros(self._needs + 1, dtype=np.bool_)
        chosen[needs] = True
        chosen[NOBODY] = True
        free: Truth = chosen[owner]
        return free

    def _adapt(self, answer: Answer, took: float) -> None:
        """Pieces that are solved at once may be larger; those too hard must be smaller."""
        if answer.found is not Found.BEST:
            self._size = max(_SMALLEST, int(self._size * 0.8))
        elif took < _QUICK_SECONDS:
            self._size = min(self._needs, self._size + 1)


class Searching:
    """A search on a thread of its own; a context manager: when it ends the search has ended too."""

    def __init__(self, task: Task, told: Advice, clock: Clock) -> None:
        self._search = Search(task, told)
        self._asked = Event()
        self._clock = Clock(clock.deadline, self._asked.is_set)
        self._errors: list[Exception] = []
        self._thread = Thread(target=self._work, daemon=True)

    def __enter__(self) -> "Searching":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def value(self) -> int:
        """What the objective comes to by now."""
        return self._search.value

    def wait(self, seconds: float) -> None:
        """Wait so long for the end."""
        self._thread.join(seconds)

    def stop(self) -> None:
        """Ask to end, and wait until the piece at hand is done."""
        self._asked.set()
        if self._thread.is_alive():
            self._thread.join()

    def answer(self) -> Answer | None:
        """The best values by now; ``None`` while the search goes on.

        Raises:
            RuntimeError: HiGHS ended in a way we do not know.
        """
        if self._thread.is_alive():
            return None
        for error in self._errors:
            raise error
        return Answer(Found.SOME, self._search.values)

    def _work(self) -> None:
        try:
            self._search.run(self._clock, _never)
        except Exception as error:  # noqa: BLE001 - handed to the thread that asks for the answer
            self._errors.append(error)


def _never(search: Search) -> bool:
    return False
