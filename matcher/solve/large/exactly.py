"""Consecutive levels settled by their ways of serving: exact prices leave few, and an engine chooses among all of these.

A plan that uses any other way lies too far below what the prices prove. So the best among the ways that are left is
the best there is, and pairs that none of them uses are out for every level that follows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.rules import TIE_BREAK
from matcher.solve.engine import Clock, Engine, Found, usable
from matcher.solve.large.aims import Aim, aim_of, combined
from matcher.solve.large.ascent import Ascended, worth_of
from matcher.solve.large.block import block, give_back
from matcher.solve.large.board import Board
from matcher.solve.large.choices import Choices
from matcher.solve.large.cuts import with_cuts
from matcher.solve.large.dual import Dual, dual
from matcher.solve.large.gains import gains_of
from matcher.solve.large.lean import Truth, Whole
from matcher.solve.large.master import mastered
from matcher.solve.large.near import near, within
from matcher.solve.large.table import table_of
from matcher.solve.large.ways import Ways, ways

_COUNTS = ((3, 4), (8, 10))
"""How many ways of each demand a better plan is looked for among, and how many of each at least, one time after another."""
_NEARLY = 1e-5
"""How near to the best among these is near enough, as a share of it."""
_MOST, _FEW = 12_000, 4_000
"""With more ways left an engine takes longer than this saves; with no more than the second a better plan would hardly
leave fewer."""
_PRICE_SHARE, _CHOOSE_SHARE, _SETTLE_SHARE = 0.2, 0.1, 0.6
"""Of the time that is left, the most that prices may take, looking for a better plan, and choosing among all that is left."""
_FAR = 0.01
"""Where more ways are left and the plan lacks more than such a part of what prices prove, these see too little: it is
resources asked for in odd amounts that count, and engines do better with all that is known of the month."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What came of it.

    Attributes:
        times: Of each pair in the best plan.
        used: Pairs that a plan as good may use; ``None`` = it is not proven that no plan is better, the fixed choice
            left out of account.
        done: Whether it is proven that no plan is better, the fixed choice included.
    """

    times: Whole
    used: Truth | None = None
    done: bool = False


class Exactly:
    """Settles levels of a month that are sums.

    Args:
        board: Of the month.
        seed: For the engine.
    """

    def __init__(self, board: Board, seed: int) -> None:
        self._board, self._seed = board, seed
        self._ways: tuple[Ways, ...] | None = None
        self._tie: Aim | None = None

    def chosen(
        self,
        names: Sequence[str],
        factors: Sequence[int],
        times: Whole,
        engine: Engine,
        clock: Clock,
    ) -> Chosen | None:
        """Settle some levels in plans no worse than this one in those before; ``None`` where this is not possible.

        Args:
            names: Of the levels; the fixed choice may be the last of several.
            factors: What a point of each is worth in one sum, so that none gains by losing in one before.
            times: Of each pair in the best plan so far.
            engine: What chooses.
            clock: When to end.
        """
        aims = self._aims(names)
        level = next((at for at, aim in enumerate(aims) if aim.spec.name == names[0]), None)
        if level is None or names[0] == TIE_BREAK.name:
            return None
        if any(aim.step is not None for aim in aims[: level + len(names)]):
            return None
        choosing = _Choosing(self._board, aims, level, tuple(factors), self._seed)
        one = self._dual(choosing, times)
        found = mastered(one, worth_of(one), clock.sooner(clock.left * _PRICE_SHARE))
        return choosing.run(one, found, times, engine, clock)

    def _aims(self, names: Sequence[str]) -> tuple[Aim, ...]:
        """The levels, with the fixed choice where it is asked for."""
        if names[-1] != TIE_BREAK.name:
            return self._board.aims
        self._tie = self._tie or aim_of(self._board.month, TIE_BREAK)
        return (*self._board.aims, self._tie)

    def _dual(self, choosing: "_Choosing", times: Whole) -> Dual:
        month = self._board.month
        self._ways = self._ways or ways(month)
        reached = self._board.reckoned(times)
        before = list(zip(choosing.aims[: choosing.level], reached, strict=False))
        return dual(with_cuts(month), self._ways, choosing.sum, before)


@dataclass(frozen=True, slots=True)
class _Choosing:
    """Levels to be settled.

    Attributes:
        board: Of the month.
        aims: Every level, up to the last to be settled at least.
        level: The first of them.
        factors: Of each.
        seed: For the engine.
    """

    board: Board
    aims: tuple[Aim, ...]
    level: int
    factors: tuple[int, ...]
    seed: int

    @property
    def _priced(self) -> int:
        """How many of them are priced: all but the fixed choice."""
        last = self.aims[self.level + len(self.factors) - 1]
        return len(self.factors) - int(last.spec.name == TIE_BREAK.name)

    @property
    def _points(self) -> tuple[int, ...]:
        """What a point of each of these is worth, those of the last being 1: all factors are multiples of its own."""
        own = self.factors[: self._priced]
        return tuple(factor // own[-1] for factor in own)

    @property
    def sum(self) -> Aim:
        """The priced levels as one."""
        own = self.aims[self.level : self.level + self._priced]
        return combined(own, self._points)

    def run(
        self, one: Dual, found: Ascended, times: Whole, engine: Engine, clock: Clock
    ) -> Chosen | None:
        """Look for a better plan among few ways; then choose among all that are left, if these are few."""
        proven = found.proven(one)
        if proven is None:
            return None
        reached = self.board.reckoned(times)
        bound = proven.bound(reached)
        top = proven.sum - sum(
            price * value for price, value in zip(proven.floors, reached, strict=False)
        )
        left: Choices | None = None
        for count, least in _COUNTS:
            if self._value(times) < bound:
                few = near(one, found.prices, found.parts, count * len(one.month.demands), least)
                brief = clock.sooner(clock.left * _CHOOSE_SHARE)
                if few is not None:
                    times, _ = self._among(few.choices, times, engine, brief, gap=_NEARLY)
            behind = top - self._value(times) * proven.unit
            left = within(one, found.prices, found.parts, behind, _MOST)
            if left is not None and sum(map(len, left.ways)) <= _FEW:
                break
            if bound - self._value(times) > _FAR * abs(bound):
                return Chosen(times)
        if left is None or clock.over:
            return Chosen(times)
        times, done = self._among(left, times, engine, clock.sooner(clock.left * _SETTLE_SHARE))
        if not done:
            return Chosen(times)
        if self._priced < len(self.factors):
            times, done = self._among(left, times, engine, clock, tie=True)
        used = np.zeros(len(times), dtype=np.bool_)
        used[[at for those in left.ways for way in those for at, _ in way]] = True
        return Chosen(times, used | (times > 0), done)

    def _value(self, times: Whole) -> int:
        """What the priced levels come to as one."""
        own = self.board.reckoned(times)[self.level : self.level + self._priced]
        return sum(point * value for point, value in zip(self._points, own, strict=True))

    def _among(
        self,
        choices: Choices,
        times: Whole,
        engine: Engine,
        clock: Clock,
        *,
        gap: float = 0.0,
        tie: bool = False,
    ) -> tuple[Whole, bool]:
        """The best plan among some ways, the one at hand included, and whether it is proven to be that."""
        table = table_of(self.board.month, times)
        gains = gains_of(
            table, self.aims[: self.level + (len(self.factors) if tie else self._priced)]
        )
        first = self.level + (self._priced if tie else 0)
        factors = (1,) if tie else self._points
        made = block(
            table,
            gains,
            choices,
            range(len(table.month.needs)),
            factors=(*(0 for _ in range(first)), *factors),
            floors=first,
            best=self._priced if tie else 0,
            gap=gap,
            seed=self.seed,
        )
        answer = engine(replace(made.task, proving=not gap), clock)
        give_back(table, made, usable(made.task, answer))
        return table.all_times(), answer.found is Found.BEST
