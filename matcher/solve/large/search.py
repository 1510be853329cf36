"""Local search: pieces of the plan around what it loses against the relaxation are planned anew, one after another."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from time import monotonic

import numpy as np
import numpy.typing as npt

from matcher.domain import never
from matcher.solve.engine import Answer, Clock, Found, usable
from matcher.solve.large.board import Board
from matcher.solve.large.gains import Gains
from matcher.solve.large.guide import Guide
from matcher.solve.large.hired import Hired
from matcher.solve.large.lean import Truth, Whole
from matcher.solve.large.piece import piece, put_back
from matcher.solve.large.table import Table

_SMALLEST, _LARGEST = 16, 120
"""How many needs a piece has; larger ones bring less for their time, and take more memory."""
_FEW = 1200
"""With no more needs a piece may hold all of them."""
_QUICK_SECONDS = 0.4
_SHARE = 0.4
"""Of the time that is left, the most a piece may take."""
_LONGEST, _SHORTEST = 8.0, 1.0
_LATE, _STARTING = 1.0, 6.0
"""How late an engine may be, and one that has to be started first."""
_PATIENCE = 4
"""How many pieces in a row may bring nothing before they get larger."""
_IN_VAIN = 6
"""How many pieces in a row that held everything, or were too hard, may bring nothing before it is given up."""
_AFRESH = 12
"""After how many pieces it is asked anew where the plan loses most."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Consecutive levels that pieces improve together.

    Attributes:
        first: The first of them.
        upto: The level after the last.
        size: How many needs a piece begins with.
        fixed: Whether the needs that are met stay met.
    """

    first: int
    upto: int
    size: int
    fixed: bool = False


class Searcher:
    """One searcher with an engine of its own; several may work on one table."""

    def __init__(self, table: Table, board: Board, gains: Gains, guide: Guide, seed: int) -> None:
        self._table, self._board, self._gains, self._guide = table, board, gains, guide
        self._random = Random(seed)
        self._engine = Hired()
        self._stage = Stage(0, 1, _SMALLEST)
        self._idle = 0
        self._in_vain = 0
        self.size = _SMALLEST

    def run(self, stage: Stage, clock: Clock, enough: Callable[[], bool] = never) -> None:
        """Plan piece after piece anew until the time is up, the levels are proven, or nothing more is found.

        The piece at hand is finished when there is enough, but not when the time is up.
        """
        self._stage, self._idle, self._in_vain = stage, 0, 0
        self.size = min(stage.size, self._most)
        seeds: list[int] = []
        version = -1
        while not (clock.over or enough()) and self._board.unproven_in(stage.first, stage.upto):
            if self._in_vain >= _IN_VAIN:
                return
            if not seeds or version != self._guide.version:
                version = self._guide.version
                seeds = self._seeds()
            self._step(clock, seeds.pop())

    def close(self) -> None:
        """End the engine; the searcher may be at work still."""
        self._engine.close()

    def _seeds(self) -> list[int]:
        """Needs to begin with: unmet ones of the level that is not proven, then where most is lost."""
        month, board = self._table.month, self._board
        aim = board.aims[self._stage.first]
        with self._table.lock:
            met = np.zeros(len(month.needs), dtype=np.bool_)
            met[list(self._table.given)] = True
            times = self._table.all_times()
        weight = np.full(len(month.needs), 1e-3)
        loss = self._loss(times, met)
        weight += loss / max(1.0, float(loss.sum())) * len(loss)
        if self._stage.fixed:
            weight *= np.maximum(met, 1e-9)
        found: list[int] = []
        if aim.met.any() and self._guide.loss is None:
            lacking = np.flatnonzero(~met & (aim.met > 0)).tolist()
            found += self._random.sample(lacking, min(len(lacking), _AFRESH))
        found += self._random.choices(range(len(weight)), weight.tolist(), k=_AFRESH)
        self._random.shuffle(found)
        return found

    def _loss(self, times: Whole, met: Truth) -> npt.NDArray[np.float64]:
        """By how much each need's way of being served falls short, by the relaxation's prices."""
        loss = self._guide.loss
        return np.where(met, 0.0, 1.0) if loss is None else loss(times, met)

    def _step(self, clock: Clock, seed: int) -> None:
        needs = self._around(seed)
        began = monotonic()
        limit = clock.sooner(min(_LONGEST, max(_SHORTEST, clock.left * _SHARE)))
        made = piece(
            self._table,
            self._gains,
            needs,
            first=self._stage.first,
            upto=self._stage.upto,
            kernel=self._guide.kernel,
            seed=self._random.randrange(2**31),
            fixed=self._stage.fixed,
        )
        answer: Answer | None = None
        try:
            answer = self._engine.solved(made.task, limit, late=_LATE, starting=_STARTING)
        finally:
            better = put_back(self._table, len(self._gains.names), made, usable(made.task, answer))
        if better:
            self._tell()
        late = answer is None or answer.found is not Found.BEST
        self._in_vain = 0 if better else self._in_vain + int(len(needs) >= self._everybody or late)
        self._adapt(monotonic() - began, better=better, late=late)

    @property
    def _everybody(self) -> int:
        return len(self._table.month.needs)

    @property
    def _most(self) -> int:
        return self._everybody if self._everybody <= _FEW else _LARGEST

    def _adapt(self, took: float, *, better: bool, late: bool) -> None:
        """Pieces that are solved at once, or that no longer help, may be larger; those too hard must be smaller."""
        most = self._most
        self._idle = 0 if better else self._idle + 1
        if late and not better:
            self.size = max(_SMALLEST, int(self.size * 0.8))
        elif took < _QUICK_SECONDS:
            self.size = min(most, int(self.size * 1.1) + 1)
        elif self._idle >= _PATIENCE:
            self.size, self._idle = min(most, int(self.size * 1.3) + 1), 0

    def _tell(self) -> None:
        with self._table.lock:
            times = self._table.all_times()
        self._board.put(times)

    def _around(self, need: int) -> list[int]:
        """A need with those that hold what it could use, and those that hold what these could use, and so on."""
        with self._table.lock:
            found, seen = [need], {need, *self._table.out}
            if need in self._table.out or (self._stage.fixed and need not in self._table.given):
                found = []
            at = 0
            while at < len(found) and len(found) < self.size:
                rivals = sorted(self._rivals(found[at]) - seen)
                some = self._random.sample(rivals, min(len(rivals), max(4, self.size // 4)))
                seen.update(some)
                found += some
                at += 1
            found = found[: self.size]
            self._table.out.update({need: self._table.given.get(need, []) for need in found})
        return found

    def _rivals(self, need: int) -> set[int]:
        """Needs that hold what a need could use."""
        table, kernel = self._table, self._guide.kernel
        first, last = table.first_demand[need], table.first_demand[need + 1]
        found: set[int] = set()
        for at in range(table.first_pair[first], table.first_pair[last]):
            if table.most[at] and (not kernel or kernel[at]):
                found |= table.users[table.resource[at]]
                found |= table.served.get(table.unit[at], _NOBODY)
        return found


_NOBODY: frozenset[int] = frozenset()
