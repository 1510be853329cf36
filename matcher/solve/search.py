"""Pieces of a plan planned anew, exactly, one after another, where it is furthest from the relaxation.

Two kinds of pieces take turns: whatever costs little to change by the relaxation's prices, of all needs, and some
needs that compete for the same things, the first of them drawn by what its way of being served loses by these prices.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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
from matcher.solve.reduction import Reduced

_SMALLEST, _FIRST = 6, 30
"""How many needs a piece has at least, and at first."""
_LONGEST, _QUICK, _WIDE = 5.0, 1.5, 3.0
"""The most a piece may take, in times of what the relaxation took; those that take less than the second may be larger;
how much longer those may take that are spread over all needs."""
_LEAST_SECONDS, _MOST_SECONDS = 0.3, 3.0
"""Between these lies the most a piece may take."""
_TURN = 3
"""Every so many pieces it is the turn of what costs little by the relaxation's prices; half as often after one that
was too hard."""
_WIDER, _EXTRA = 1.6, 50
"""By how much more is taken of that when the last such piece was solved in time, and with how many more it begins."""
_ANYWHERE = 0.05
"""How much of the drawing of needs does not ask what is lost."""
_APART = 2.0**-20
_CLOSE = 2.0**-20
"""How far below its bound, as a share of it, the best of a piece may stay: joint objectives have many nearly equal."""


Tell = Callable[[Sequence[int]], None]
Anew = Callable[[Sequence[int], Clock], tuple[int, ...] | None]
"""Values that may be better, from the best so far; ``None`` when there are no more to come."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What a search goes by; one entry for each variable.

    Attributes:
        owner: The number of the need it belongs to, or :data:`NOBODY`.
        values: The relaxation's.
        costs: The relaxation's; their unit does not matter.
        seconds: What the relaxation took: a measure of the task and of the machine.
        most: Tells what no values exceed, as far as is known by now.
        in_vain: After how many pieces in a row that bring nothing the search ends.
        anew: Gives the values to begin with.
        tell: Told all values whenever they are better than any before, on the thread of the search.
    """

    owner: Whole
    values: npt.NDArray[np.float64]
    costs: Whole
    seconds: float
    most: Callable[[], int]
    in_vain: int
    anew: Anew
    tell: Tell

    def of(self, small: Reduced) -> "Advice":
        """The same about a task without its fixed variables."""
        at = np.array(small.free, dtype=np.int64)

        def anew(values: Sequence[int], clock: Clock) -> tuple[int, ...] | None:
            found = self.anew(small.whole(values), clock)
            return None if found is None else tuple(found[at] for at in small.free)

        return replace(
            self,
            owner=self.owner[at],
            values=self.values[at],
            costs=self.costs[at],
            most=lambda: self.most() - small.constant,
            anew=anew,
            tell=lambda values: self.tell(small.whole(values)),
        )


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
        self._least = costs.max(initial=0) * _APART
        self._ranked = np.sort(costs[costs > self._least])
        self._extra, self._pause = 0, _TURN
        self._needs = int(told.owner.max(initial=-1)) + 1
        self._size, self._turn = _FIRST, 0

    @property
    def done(self) -> bool:
        """Whether nothing can be better."""
        return self.value >= self._told.most()

    def run(self, clock: Clock) -> None:
        """Begin anew, then plan piece after piece until nothing better is to be expected, or the time is up."""
        while not (clock.over or self.done) and (found := self._told.anew(self.values, clock)):
            self._take(found)
        while self._needs and not (clock.over or self.done or self.idle >= self._told.in_vain):
            self.step(clock)

    def _take(self, values: tuple[int, ...]) -> None:
        """Go on from other values, if they are better."""
        value = self.task.value(values)
        if value > self.value and keeps_all(self.task, values):
            self.values, self.value = values, value
            self._told.tell(values)

    def step(self, clock: Clock) -> None:
        """Plan one piece anew."""
        now = np.array(self.values, dtype=np.int64)
        wide = self._turn % self._pause == 0 and self._extra <= len(self._ranked)
        self._turn += 1
        index, part = self._grid.part(self._cheap(now) if wide else self._around(now), now)
        longest = min(max(self._told.seconds * _LONGEST, _LEAST_SECONDS), _MOST_SECONDS)
        longest *= _WIDE if wide else 1.0
        began = monotonic()
        answer = answer_of(replace(part, gap=_CLOSE), min(longest, clock.left))
        better = self._put(index, part, answer, now)
        self.idle = 0 if better else self.idle + 1
        (self._widen if wide else self._adapt)(answer, monotonic() - began)

    def _put(self, index: Whole, part: Task, answer: Answer, now: Whole) -> bool:
        if answer.values is None or part.hint is None:
            return False
        more = part.value(answer.values) - part.value(part.hint)
        if more <= 0 or not keeps_all(part, answer.values):
            return False
        now[index] = answer.values
        self.values, self.value = tuple(now.tolist()), self.value + more
        self._told.tell(self.values)
        return True

    def _cheap(self, now: Whole) -> Truth:
        """Variables that cost little to change by the relaxation's prices, and those that cost something as they are."""
        most = self._ranked[self._extra - 1] if self._extra else self._least
        free: Truth = (np.abs(self._told.costs) <= most) | (now != self._best_end)
        return free

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

    def _widen(self, answer: Answer, took: float) -> None:
        """What was solved to its end is settled, and more can be taken; else less."""
        if answer.found is Found.BEST:
            self._extra, self._pause = int(self._extra * _WIDER) + _EXTRA, _TURN
        else:
            self._extra, self._pause = int(self._extra / _WIDER), 2 * self._pause

    def _adapt(self, answer: Answer, took: float) -> None:
        """Pieces that are solved at once may be larger; those too hard must be smaller."""
        if answer.found is not Found.BEST:
            self._size = max(_SMALLEST, int(self._size * 0.8))
        elif took < self._told.seconds * _QUICK:
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
    def values(self) -> tuple[int, ...]:
        """The best by now."""
        return self._search.values

    @property
    def done(self) -> bool:
        """Whether nothing can be better than these."""
        return self._search.done

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
        return Answer(Found.BEST if self._search.done else Found.SOME, self._search.values)

    def _work(self) -> None:
        try:
            self._search.run(self._clock)
        except Exception as error:  # noqa: BLE001 - handed to the thread that asks for the answer
            self._errors.append(error)
