"""Block after block of a large plan is planned anew, on every core there is, until the whole month has been."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from threading import Lock
from time import monotonic

import numpy as np

from matcher.solve.engine import Answer, Clock, Found, usable
from matcher.solve.large.block import block, give_back
from matcher.solve.large.board import Board
from matcher.solve.large.choices import Choices
from matcher.solve.large.dual import Real
from matcher.solve.large.gains import Gains
from matcher.solve.large.hired import Hired
from matcher.solve.large.lean import Truth
from matcher.solve.large.table import Table

_SMALLEST, _FIRST, _LARGEST = 60, 300, 420
"""How many needs a block has."""
_QUICK, _LONGEST = 2.0, 6.0
"""Blocks that take less become larger; those that take more are ended."""
_LATE, _STARTING = 4.0, 8.0
"""How late an engine may be, and one that has to be started first."""
_SHARE = 0.5
"""Of the time that is left, the most a block may take."""
_ROUNDED = 0.1
"""A round ends when no larger part of the needs is left."""
_LEFT_OUT = 5.0
"""How much more likely a region begins with a need that was left out."""
_AGAIN = 0.3
"""How much less a need is drawn into a region that has been in one in the same round."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What blocks are to improve.

    Attributes:
        factors: What a point of each level is worth.
        floors: So many of the first levels must not get worse.
        gap: How near to the best is near enough.
        fixed: Whether needs that are met stay met, and the others unmet.
    """

    factors: tuple[float, ...]
    floors: int
    gap: float = 0.0
    fixed: bool = False


class Regions:
    """Cuts a month into regions of needs that compete with each other, nearly every need at least once a round."""

    def __init__(self, choices: Choices, needs: int, seed: int, among: Truth | None = None) -> None:
        self.choices, self._random = choices, Random(seed)
        self._among = np.ones(needs, dtype=np.bool_) if among is None else among
        self._lock = Lock()
        self._done = np.zeros(needs, dtype=np.bool_)
        self._taken: set[int] = set()
        self._first = np.ones(needs)
        self._total = np.zeros(needs)
        self._of: list[float] = [1.0 / max(1, len(those)) for those in choices.wanting]
        for need, rows in enumerate(choices.wanted):
            self._total[need] = sum(self._of[row] for row in rows)
        self.round = 0

    def begin(self) -> None:
        """A new round; needs that the last one left out are the more likely to be among the first."""
        with self._lock:
            self._first = np.where(self._done, 1.0, _LEFT_OUT)
            self._done[:] = False
            self.round += 1

    def next(self, size: int, loss: Real) -> list[int]:
        """Some needs that go together, around one where much is lost; none when the round is over.

        They are nobody else's until they are given back.

        Args:
            size: How many at most.
            loss: Of each need; the more, the sooner.
        """
        with self._lock:
            free = self._among & ~self._done
            free[list(self._taken)] = False
            open_ = np.flatnonzero(free)
            if len(open_) <= _ROUNDED * self._among.sum():
                return []
            weight = (loss * self._first)[open_] + 1e-9
            seed = self._random.choices(open_.tolist(), weight.tolist())[0]
            found = self._grown(seed, size)
            self._done[found] = True
            self._taken.update(found)
            return found

    def give_back(self, needs: Sequence[int]) -> None:
        """Others may take them."""
        with self._lock:
            self._taken.difference_update(needs)

    def _grown(self, seed: int, size: int) -> list[int]:
        """The need whose wants are shared most joins, again and again."""
        choices, share = self.choices, np.where(self._among, 0.0, -np.inf)
        share[list(self._taken)] = -np.inf
        scale = 1.0 / np.maximum(self._total, 2.0**-30)
        scale *= np.where(self._done, _AGAIN, 1.0)
        opened: set[int] = set()
        found, need = [], seed
        while True:
            found.append(need)
            share[need] = -np.inf
            for row in choices.wanted[need]:
                if row not in opened:
                    opened.add(row)
                    rivals = choices.wanting[row]
                    share[rivals] += self._of[row] * scale[rivals]
            need = int(share.argmax())
            if len(found) >= size or share[need] <= 0:
                return found


class Worker:
    """Plans blocks anew, with an engine of its own."""

    def __init__(self, table: Table, board: Board, gains: Gains, seed: int) -> None:
        self._table, self._board, self._gains = table, board, gains
        self._engine = Hired()
        self._random = Random(seed)
        self.size = _FIRST

    def close(self) -> None:
        """End the engine; it may be at work still."""
        self._engine.close()

    def run(self, goal: Goal, regions: Regions, loss: Real, clock: Clock) -> None:
        """Plan region after region anew until the round is over or the time is up."""
        while not clock.over:
            needs = regions.next(self.size, loss)
            if not needs:
                return
            try:
                self._step(goal, regions.choices, needs, clock)
            finally:
                regions.give_back(needs)

    def at(self, table: Table, gains: Gains) -> None:
        """Work on another table, by other levels."""
        self._table, self._gains = table, gains

    def _step(self, goal: Goal, choices: Choices, needs: Sequence[int], clock: Clock) -> None:
        table = self._table
        limit = clock.sooner(min(_LONGEST, max(1.0, clock.left * _SHARE)))
        began = monotonic()
        made = block(
            table,
            self._gains,
            choices,
            needs,
            factors=goal.factors,
            floors=goal.floors,
            gap=goal.gap,
            fixed=goal.fixed,
            seed=self._random.randrange(2**31),
        )
        answer: Answer | None = None
        try:
            answer = self._engine.solved(made.task, limit, late=_LATE, starting=_STARTING)
        finally:
            better = give_back(table, made, usable(made.task, answer))
        if better:
            with table.lock:
                times = table.all_times()
            self._board.put(times)
        took = monotonic() - began
        if answer is None or answer.found is not Found.BEST:
            self.size = max(_SMALLEST, int(self.size * 0.7))
        elif took < _QUICK:
            self.size = min(_LARGEST, int(self.size * 1.4))
