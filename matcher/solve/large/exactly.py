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
from matcher.solve.large.aims import done as plan_of
from matcher.solve.large.ascent import Ascended, worth_of
from matcher.solve.large.block import Block, block, give_back, with_others
from matcher.solve.large.board import Board
from matcher.solve.large.choices import Choices, choices_of
from matcher.solve.large.closing import Closing, closing
from matcher.solve.large.cuts import with_cuts
from matcher.solve.large.dual import Dual, Priced, dual
from matcher.solve.large.gains import gains_of
from matcher.solve.large.lean import Truth, Whole
from matcher.solve.large.master import mastered
from matcher.solve.large.near import near, within
from matcher.solve.large.rounds import roundable
from matcher.solve.large.table import Table, table_of
from matcher.solve.large.ways import Ways, ways

_FIRST, _THEN = (3, 4), (8, 10)
"""How many ways of each demand a better plan is looked for among first, and how many of each at least; and where rounded
rows cannot be told, then."""
_BEGIN = 8
"""How many ways of each demand the program has at first that rounded rows join."""
_NEARLY = 1e-4
"""How near to the best among these is near enough, as a share of it."""
_ENOUGH = 1_000
"""Rounded rows are left as they are when so few ways are left."""
_MOST, _FEW, _TRIED = 20_000, 4_000, 2_500
"""With more ways left an engine takes longer than this saves; how many are few; how many a better plan is looked for among
when rounded rows tell which."""
_PRICE_SHARE, _TRY_SHARE, _CLOSE_SHARE, _CHOOSE_SHARE, _SETTLE_SHARE = 0.2, 0.03, 0.05, 0.15, 0.6
"""Of the time that is left, the most that prices may take, looking for a better plan before rounded rows are known, these
rows, looking for a better plan then, and choosing among all that is left."""
_COVER_SHARE = 0.1
"""That of rounded rows where needs have to be met: a proof of that is worth more time."""
_FAR = 0.01
"""Where more ways than few are left and the plan lacks more than such a part of what prices prove, these see too little: it
is resources asked for in odd amounts that count, and engines do better with all that is known of the month."""

_EQUALS, _EQUALS_OF_TIES = 6, 1
"""How many other plans as good may be found one by one: where evenness follows, which takes long to tell them apart; where
only the fixed choice does."""


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
        choosing = self._choosing(names, factors)
        if choosing is None:
            return None
        one = self._dual(choosing, times)
        return choosing.run(one, self._prices(one, clock), times, engine, clock)

    def covered(
        self,
        names: Sequence[str],
        factors: Sequence[int],
        times: Whole,
        engine: Engine,
        clock: Clock,
    ) -> Chosen | None:
        """Look for the best plan of levels about meeting needs, in which countless plans are as good; see :meth:`chosen`.

        Where it is not found what is proven of the levels is on the board, if they are one.
        """
        choosing = self._choosing(names, factors)
        one = None if choosing is None else self._dual(choosing, times)
        if choosing is None or one is None or not roundable(one):
            return None
        return choosing.cover(one, self._prices(one, clock), times, engine, clock)

    def _choosing(self, names: Sequence[str], factors: Sequence[int]) -> "_Choosing | None":
        """Some levels to be settled, where this is possible."""
        aims = self._aims(names)
        level = next((at for at, aim in enumerate(aims) if aim.spec.name == names[0]), None)
        if level is None or names[0] == TIE_BREAK.name:
            return None
        if any(aim.step is not None for aim in aims[: level + len(names)]):
            return None
        return _Choosing(self._board, aims, level, tuple(factors), self._seed)

    def _prices(self, one: Dual, clock: Clock) -> Ascended:
        return mastered(one, worth_of(one), clock.sooner(clock.left * _PRICE_SHARE))

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


class _Known:
    """What is known of plans no worse than one in the levels before: what prices tell, and then rounded rows.

    Args:
        one: What is priced.
        found: Its prices.
        proven: What they prove.
        reached: What the plan reaches in each level.

    """

    def __init__(self, one: Dual, found: Ascended, proven: Priced, reached: Sequence[int]) -> None:
        self._one, self._found, self._unit = one, found, proven.unit
        self._top, self._reached = proven.finely(reached), reached
        self._proven = proven
        self._closing: Closing | None = None

    @property
    def bound(self) -> int:
        """What nothing exceeds."""
        return min(one.bound(self._reached) for one in (self._proven, *self.closed))

    @property
    def closed(self) -> tuple[Priced, ...]:
        """What rounded rows prove, if anything."""
        proof = None if self._closing is None else self._closing.proof
        return () if proof is None else (proof.priced,)

    def few(self, count: int, least: int) -> Choices | None:
        """The nearly best ways; see :data:`_FIRST`."""
        most = count * len(self._one.month.demands)
        some = near(self._one, self._found.prices, self._found.parts, most, least)
        return None if some is None else some.choices

    def begin(self, clock: Clock) -> bool:
        """Begin with the program that rounded rows may join; whether there is one."""
        one, found = self._one, self._found
        some = choices_of(one, found.prices, found.parts, _BEGIN)
        own = closing(one, worth_of(one), self._reached, some.ways)
        if own is None or not own.begin(clock):
            return False
        self._closing = own
        return True

    def close(self, value: int, enough: int, clock: Clock) -> bool:
        """Rounded rows join until so few ways are left; whether these prove more."""
        assert self._closing is not None
        self._closing.run(value, enough, clock)
        return self._closing.gained > 0

    def near(self) -> Choices:
        """The nearly best ways when rounded rows count."""
        assert self._closing is not None
        return self._closing.near(_TRIED)

    def left(self, value: int) -> Choices | None:
        """Every way of a plan that reaches so much; ``None`` = they are too many."""
        if self._closing is not None:
            return self._closing.left(value, _MOST)
        behind = self._top - value * self._unit
        return within(self._one, self._found.prices, self._found.parts, behind, _MOST)


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
        known = _Known(one, found, proven, self.board.reckoned(times))
        times = self._better(known, known.few(*_FIRST), times, engine, clock, _TRY_SHARE)
        left = known.left(self._value(times))
        if not _few(left, _FEW):
            times = self._closed(known, times, engine, clock)
            left = known.left(self._value(times))
        far = known.bound - self._value(times) > _FAR * abs(known.bound)
        if left is None or clock.over or (far and not _few(left, _FEW)):
            return Chosen(times)
        return self._all(known, left, times, engine, clock)

    def cover(
        self, one: Dual, found: Ascended, times: Whole, engine: Engine, clock: Clock
    ) -> Chosen | None:
        """Look for a better plan among few ways that rounded rows tell, and whether it reaches what these prove."""
        proven = found.proven(one)
        if proven is None:
            return None
        reached = self.board.reckoned(times)
        known = _Known(one, found, proven, reached)
        if known.begin(clock.sooner(clock.left * _COVER_SHARE)):
            times = self._better(known, known.near(), times, engine, clock)
            brief = clock.sooner(clock.left * _COVER_SHARE)
            if self._value(times) < known.bound and known.close(self._value(times), 0, brief):
                times = self._better(known, known.near(), times, engine, clock)
        self._tell(known, reached)
        done = self._value(times) >= known.bound and self._priced == len(self.factors)
        return Chosen(times, done=done)

    def _closed(self, known: _Known, times: Whole, engine: Engine, clock: Clock) -> Whole:
        """A better plan among few ways that rounded rows tell; without these, among more ways than at first."""
        reached = self.board.reckoned(times)
        brief = clock.sooner(clock.left * _CLOSE_SHARE)
        if not known.begin(brief):
            return self._better(known, known.few(*_THEN), times, engine, clock)
        known.close(self._value(times), _ENOUGH, brief)
        self._tell(known, reached)
        if _few(known.left(self._value(times)), _ENOUGH):
            return times
        return self._better(known, known.near(), times, engine, clock)

    def _tell(self, known: _Known, reached: Sequence[int]) -> None:
        """Put on the board what rounded rows prove of plans that reach so much, where that is said of one level."""
        if self._priced == 1:
            for priced in known.closed:
                self.board.priced(self.level, priced, reached)

    def _all(
        self, known: "_Known", left: Choices, times: Whole, engine: Engine, clock: Clock
    ) -> Chosen:
        """The best plan among all ways that are left, those of the best plans, and which of these the fixed choice is."""
        tied = self._priced < len(self.factors)
        equals: list[Whole] = []
        while len(equals) <= (_EQUALS_OF_TIES if tied else _EQUALS):
            before = times
            brief = clock.sooner(clock.left * _SETTLE_SHARE)
            times, done, only = self._settled(left, times, equals, engine, brief)
            if not done:
                return Chosen(times)
            if only:
                return self._among([times, *equals])
            if self._value(times) > self._value(before):
                equals, left = [], known.left(self._value(times)) or left
            else:
                equals.append(before)
        if tied:
            times, done = self._tied(left, times, engine, clock)
        used = np.zeros(len(times), dtype=np.bool_)
        used[[at for those in left.ways for way in those for at, _ in way]] = True
        return Chosen(times, used | (times > 0), done)

    def _among(self, best: Sequence[Whole]) -> Chosen:
        """What is settled when no plans but these are as good: of the levels settled the fixed choice decides."""
        used = np.logical_or.reduce([times > 0 for times in best])
        if self._priced == len(self.factors):
            return Chosen(best[0], used, done=True)
        tie, month = self.aims[self.level + self._priced], self.board.month
        chosen = max(best, key=lambda times: (tie.reached(plan_of(month, times)), times.tolist()))
        return Chosen(chosen, used, done=True)

    def _value(self, times: Whole) -> int:
        """What the priced levels come to as one."""
        own = self.board.reckoned(times)[self.level : self.level + self._priced]
        return sum(point * value for point, value in zip(self._points, own, strict=True))

    def _better(
        self,
        known: _Known,
        few: Choices | None,
        times: Whole,
        engine: Engine,
        clock: Clock,
        share: float = _CHOOSE_SHARE,
    ) -> Whole:
        """A plan nearly the best among some ways, the one at hand included, in a share of the time that is left."""
        if few is None or self._value(times) >= known.bound:
            return times
        clock = clock.sooner(clock.left * share)
        table, made = self._block(few, times, gap=_NEARLY)
        give_back(table, made, usable(made.task, engine(made.task, clock)))
        return table.all_times()

    def _settled(
        self, left: Choices, times: Whole, apart: Sequence[Whole], engine: Engine, clock: Clock
    ) -> tuple[Whole, bool, bool]:
        """The best plan among some ways, whether it is proven to be that, and whether no other is as good.

        Plans that are told apart, as good as the one at hand, do not count.
        """
        table, made = self._block(left, times)
        task = replace(with_others(table, made, apart), proving=True, pared=True)
        answer = engine(task, clock)
        values = usable(task, answer)
        if values is None:
            return times, False, False
        give_back(table, made, values[:-1], equal=True)
        proven = answer.found is Found.BEST
        return table.all_times(), proven, proven and values[-1] == 1

    def _tied(
        self, left: Choices, times: Whole, engine: Engine, clock: Clock
    ) -> tuple[Whole, bool]:
        """Of the plans as good the one of the fixed choice, and whether it is proven to be that."""
        table, made = self._block(left, times, tie=True)
        answer = engine(replace(made.task, proving=True, pared=True), clock)
        give_back(table, made, usable(made.task, answer))
        return table.all_times(), answer.found is Found.BEST

    def _block(
        self, choices: Choices, times: Whole, *, gap: float = 0.0, tie: bool = False
    ) -> tuple[Table, Block]:
        """All needs as one block, to choose among some ways; with ties, only plans as good, by the fixed choice."""
        table = table_of(self.board.month, times)
        upto = self.level + (len(self.factors) if tie else self._priced)
        first = self.level + (self._priced if tie else 0)
        factors = (1,) if tie else self._points
        made = block(
            table,
            gains_of(table, self.aims[:upto]),
            choices,
            range(len(table.month.needs)),
            factors=(*(0 for _ in range(first)), *factors),
            floors=first,
            best=self._priced if tie else 0,
            gap=gap,
            seed=self.seed,
        )
        return table, made


def _few(left: Choices | None, most: int) -> bool:
    """Whether few ways are left."""
    return left is not None and sum(map(len, left.ways)) <= most
