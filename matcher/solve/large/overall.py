"""Beside the pieces: the whole month as one task on a copy of the plan, over the pairs worth looking at or over all."""

from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import current_process

from matcher.solve.engine import Answer, Clock, keeps_all
from matcher.solve.large.board import Board
from matcher.solve.large.gains import Gains
from matcher.solve.large.guide import Guide
from matcher.solve.large.hired import Hired
from matcher.solve.large.piece import Piece, piece, put_back
from matcher.solve.large.table import Table, table_of

_SECONDS = 2.0
"""With less time it is not begun."""
_SHARE, _START, _LATE = 0.9, 0.5, 1.5
"""Of the time, what the engine is told to take, less the seconds it may need to start; and how late it may be."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to solve.

    Attributes:
        first: The first level to be improved.
        upto: The level after the last.
        share: Of the time that is left, the most it may take.
        every: Whether every pair may be used: then the first level's bound holds for the month.
        fixed: Whether the needs that are met stay met.
    """

    first: int
    upto: int
    share: float
    every: bool = False
    fixed: bool = False


class Overall:
    """An engine of its own that plans the whole month anew, one job after another."""

    def __init__(self, board: Board, gains: Gains, guide: Guide, seed: int) -> None:
        self._board, self._gains, self._guide, self._seed = board, gains, guide, seed
        self._engine = Hired()

    def run(self, jobs: Sequence[Job], clock: Clock) -> None:
        """Do the jobs that something is left to find for."""
        if current_process().daemon:
            return
        for job in jobs:
            until = clock.sooner(clock.left * job.share)
            if until.left > _SECONDS and self._board.unproven_in(job.first, job.first + 1):
                self._do(job, until)

    def close(self) -> None:
        """End the engine; it may be at work still."""
        self._engine.close()

    def _do(self, job: Job, clock: Clock) -> None:
        times = self._board.times
        reached = self._board.reckoned(times)
        table = table_of(self._board.month, times)
        made = piece(
            table,
            self._gains,
            range(len(table.month.needs)),
            first=job.first,
            upto=job.upto,
            kernel=() if job.every else self._guide.kernel,
            seed=self._seed,
            fixed=job.fixed,
        )
        answer = self._solved(made, clock)
        if answer is None:
            return
        values = answer.values
        if values is not None and not keeps_all(made.task, values):
            values = None
        put_back(table, len(self._gains.names), made, values)
        self._board.put(table.all_times())
        if job.every and not job.fixed and made.last == job.first + 1 and answer.bound is not None:
            self._board.bound(job.first, answer.bound, reached)

    def _solved(self, made: Piece, clock: Clock) -> Answer | None:
        """What HiGHS says; a little after its time is up it is ended, and what it has found by then is lost."""
        late = Clock(clock.deadline + _LATE, clock.stop)
        return self._engine.answer(made.task, clock.left * _SHARE - _START, late)


def take_over(table: Table, board: Board) -> None:
    """Go on from the best plan, when the one on the table is no longer it; nothing may be out."""
    if board.reckoned(table.all_times()) < board.reached:
        table.become(table_of(board.month, board.times))
