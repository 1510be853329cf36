"""Beside the pieces: the whole month as one task on a copy of the plan, over the pairs worth looking at or over all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import current_process

import numpy as np

from matcher.solve.engine import Answer, Clock, Found, Task, usable
from matcher.solve.large.block import block, give_back
from matcher.solve.large.board import Board
from matcher.solve.large.gains import Gains
from matcher.solve.large.guide import Guide
from matcher.solve.large.hired import Hired
from matcher.solve.large.joint import Joint
from matcher.solve.large.near import Near
from matcher.solve.large.piece import Piece, piece, put_back
from matcher.solve.large.table import Share, Table, table_of, urgent_first

_SECONDS = 2.0
"""With less time it is not begun."""
_SHARE, _START, _LATE = 0.85, 0.5, 1.5
"""Of the time, what the engine is told to take, less the seconds it may need to start; and how late it may be."""

_NEARLY = 5e-4
"""How far below a bound is nearly the best, as a share of it."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to solve.

    Attributes:
        first: The first level to be improved.
        upto: The level after the last.
        share: Of the time that is left, the most it may take.
        every: Whether every pair may be used: then the first level's bound holds for the month.
        fixed: Whether the needs that are met stay met.
        joint: The levels as one sum instead: where every pair may be used, its bound tells about the last level.
    """

    first: int
    upto: int
    share: float
    every: bool = False
    fixed: bool = False
    joint: Joint | None = None

    @property
    def until(self) -> int:
        """The level after those of which something has to be left to find."""
        return self.first + 1 if self.joint is None else self.upto


class Overall:
    """An engine of its own that plans the whole month anew, one job after another."""

    def __init__(self, board: Board, gains: Gains, guide: Guide, seed: int) -> None:
        self._board, self._gains, self._guide, self._seed = board, gains, guide, seed
        self._engine = Hired()

    @property
    def there(self) -> bool:
        """Whether there is an engine."""
        return not current_process().daemon

    def answer(self, task: Task, clock: Clock) -> Answer:
        """What the engine says to any task."""
        return self._solved(task, clock) or Answer(Found.UNKNOWN)

    def run(self, jobs: Sequence[Job], clock: Clock) -> None:
        """Do the jobs that something is left to find for."""
        if not self.there:
            return
        for job in jobs:
            until = clock.sooner(clock.left * job.share)
            if until.left > _SECONDS and self._board.unproven_in(job.first, job.until):
                self._do(job, until)

    def choose(self, near: Near, joint: Joint, gap: float, clock: Clock) -> bool:
        """Let all needs choose anew among some ways, by the levels of a sum.

        Whether the plan is now nearly the best there is among these ways.

        Args:
            near: Ways beside those in use.
            joint: The levels.
            gap: How near to the best is near enough, as a share of it.
            clock: When to end.
        """
        if not self.there or clock.left <= _SECONDS:
            return False
        table = table_of(self._board.month, self._board.times)
        reached = self._board.reckoned(table.all_times())
        made = block(
            table,
            self._gains,
            near.choices,
            range(len(table.month.needs)),
            factors=(0,) * joint.first + joint.points,
            floors=joint.last,
            gap=gap,
            seed=self._seed,
        )
        answer = self._solved(made.task, clock)
        values = usable(made.task, answer)
        give_back(table, made, values)
        self._board.put(table.all_times())
        if answer is None or answer.bound is None:
            return False
        bound = max(answer.bound, near.outside(reached))
        self._board.priced(joint.last, joint.of_last(bound), reached[: joint.last])
        return values is not None and answer.bound - made.task.value(values) <= _NEARLY * abs(
            answer.bound
        )

    def close(self) -> None:
        """End the engine; it may be at work still."""
        self._engine.close()

    def _do(self, job: Job, clock: Clock) -> None:
        times = self._board.times
        reached = self._board.reckoned(times)
        table = table_of(self._board.month, times)
        idle = self._idle(table, job.first)
        made = piece(
            table,
            self._gains,
            [need for need in range(len(table.month.needs)) if need not in idle],
            first=job.first,
            upto=job.upto,
            kernel=() if job.every else self._guide.kernel,
            seed=self._seed,
            fixed=job.fixed,
            points=() if job.joint is None else job.joint.points,
        )
        answer = self._solved(made.task, clock)
        if answer is None:
            return
        put_back(table, len(self._gains.names), made, usable(made.task, answer))
        _served_again(table, idle)
        self._board.put(table.all_times())
        if job.every and not job.fixed and answer.bound is not None:
            self._bounded(job, made, answer.bound, reached)

    def _idle(self, table: Table, level: int) -> dict[int, list[Share]]:
        """Needs taken out of a table because neither a level of urgency nor those before count them."""
        urgency = self._board.aims[level].spec.urgency
        if urgency is None:
            return {}
        needs = np.flatnonzero(table.month.urgency < urgency).tolist()
        return {need: table.drop(need) for need in needs if need not in table.asked}

    def _bounded(self, job: Job, made: Piece, bound: int, reached: Sequence[int]) -> None:
        """What the engine could not exceed holds for every plan that reaches as much before."""
        if job.joint is not None:
            self._board.priced(job.joint.last, job.joint.of_last(bound), reached[: job.joint.last])
        elif made.last == job.first + 1:
            self._board.bound(job.first, bound, reached)

    def _solved(self, task: Task, clock: Clock) -> Answer | None:
        """What HiGHS says; a little after its time is up it is ended, and what it has found by then is lost."""
        late = Clock(clock.deadline + _LATE, clock.stop)
        return self._engine.answer(task, clock.left * _SHARE - _START, late)


def _served_again(table: Table, before: Mapping[int, list[Share]]) -> None:
    """Serve needs as before, or otherwise, as far as there is room."""
    liked = table.month.score.tolist()
    for need in urgent_first(table.month):
        if shares := before.get(need):
            if table.fits(need, shares):
                table.put(need, shares)
            else:
                table.serve(need, liked)


def take_over(table: Table, board: Board) -> None:
    """Go on from the best plan, when the one on the table is no longer it; nothing may be out."""
    if board.reckoned(table.all_times()) < board.reached:
        table.become(table_of(board.month, board.times))
