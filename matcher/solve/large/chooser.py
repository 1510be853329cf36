"""Beside the exact way: all needs of a month choose anew at once among their nearly best ways, more of them each time."""

from collections.abc import Callable
from functools import partial
from threading import Event

from matcher.domain import silent
from matcher.solve.engine import POLL_SECONDS, Clock
from matcher.solve.large.aims import sums
from matcher.solve.large.blocks import Worker
from matcher.solve.large.board import Board
from matcher.solve.large.gains import gains_of
from matcher.solve.large.guide import Guide
from matcher.solve.large.joint import Joint, joint
from matcher.solve.large.lean import Whole
from matcher.solve.large.overall import Overall
from matcher.solve.large.picking import (
    Month,
    choose,
    choose_in_parts,
    find_prices,
    prove_levels,
)
from matcher.solve.large.table import Table
from matcher.solve.large.work import Work, started

_COUNTS = ((2, 4), (4, 8), (12, 20))
"""How many ways all needs choose among; few at first, for these months are the more contested the fewer needs they have."""
_GAP = 5e-5
"""How near to the best among these is near enough, as a share of it."""


class Chooser:
    """Better and better plans of a month, and bounds; works on a thread of its own from the first question on.

    It has to be closed.
    """

    def __init__(self, table: Table, board: Board, clock: Clock, seed: int) -> None:
        self._table, self._board, self._seed = table, board, seed
        self._stopped = Event()
        self._clock = Clock(clock.deadline, lambda: self._stopped.is_set() or clock.stop())
        self._joint = joint(board)
        self._work: Work | None = None
        self._told: tuple[int, ...] = ()

    def better(self, times: Whole, clock: Clock) -> Whole | None:
        """The next plan that is better level by level than any known; ``None`` when there are no more to come.

        Args:
            times: Of each pair in the best plan so far.
            clock: How long to wait for it.
        """
        board = self._board
        board.put(times)
        self._told = max(self._told, board.reckoned(times))
        if self._joint is None:
            return None
        if self._work is None:
            self._work = started(partial(self._choose, self._joint))
        while board.reached <= self._told and self._work.is_alive() and not clock.over:
            self._work.join(POLL_SECONDS)
        if self._work.error is not None:
            raise self._work.error
        if board.reached <= self._told:
            return None
        self._told = board.reached
        return board.times

    def bounds(self, level: str, times: Whole) -> Callable[[], int] | None:
        """Tells what a level cannot exceed in plans no worse than this one in those before; ``None`` = not known here."""
        board = self._board
        at = next((at for at, aim in enumerate(board.aims) if aim.spec.name == level), None)
        return None if at is None else partial(board.bound_beyond, at, board.reckoned(times))

    def close(self) -> None:
        """End its work."""
        self._stopped.set()
        if self._work is not None:
            self._work.join()

    def _choose(self, joint: Joint) -> None:
        board, table, clock = self._board, self._table, self._clock
        gains, guide = gains_of(table, sums(board.aims)), Guide()
        month = Month(board, table, gains, joint, _GAP, guide, silent)
        engine = Overall(board, gains, guide, self._seed)
        worker = Worker(table, board, gains, self._seed)
        try:
            find_prices(month, clock)
            prove_levels(month, clock)
            choose(month, engine, _COUNTS, clock)
            choose_in_parts(month, [worker], clock, self._seed)
        finally:
            engine.close()
            worker.close()
