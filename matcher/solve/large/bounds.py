"""The bounds of a large month, one level after another, and the plans and advice that come of them."""

from collections.abc import Sequence
from time import monotonic

import numpy as np

from matcher.domain import Progress
from matcher.solve.engine import Clock
from matcher.solve.glop import stopping
from matcher.solve.large.aims import Aim, combined, sums, usual
from matcher.solve.large.ascent import Ascended, Ascent, worth_of
from matcher.solve.large.board import Board
from matcher.solve.large.dive import dived
from matcher.solve.large.dual import Dual, dual
from matcher.solve.large.guide import Guide, best_of, by_costs, by_prices
from matcher.solve.large.lean import Lean, Truth
from matcher.solve.large.master import mastered
from matcher.solve.large.program import Program, gains, program, with_floor
from matcher.solve.large.simplex import Relaxed, relaxed
from matcher.solve.large.table import Table, filled, shares_of, urgent_first
from matcher.solve.large.ways import Ways, plain, ways
from matcher.solve.memory import released

_BEGIN, _ALL = 24, 400_000
"""With more pairs than the second the relaxation begins with so many of each demand; else all at once are quicker."""
_EXACT = 16_000
"""With more pairs than these only the levels of the urgencies are relaxed exactly: the others would take too long."""
_SHARE = 0.4
"""Most of the time that is left that one relaxation may take."""
_HOT, _COLD = 0.5, 0.0045
"""Spread of the ascent of all levels at once at the beginning and the end, as parts of what a need is worth by its weight."""
_ROUNDS = 160
"""How many rounds it takes."""
_BEGIN_HEAT, _GO_ON_HEAT, _END_HEAT = 0.06, 0.015, 0.0007
"""The same spreads for one level: when its prices are sought the first time and again, and at the end."""
_FEWEST, _MOST, _LOOKS = 60, 160, 10_000_000
"""How many rounds it takes at least and at most, and how many looks at pairs all its rounds together."""
_WAYS_SHARE = 0.4
"""The same of programs over ways."""
_MORE = 4.0
"""How many times more a need is worth by a level about meeting needs than by the next of these, in that ascent."""


class Bounds:
    """The relaxations, one level after another.

    Args:
        board: The best plan.
        guide: Told what prices say.
        say: Told before each step.
        ratio: How many times more a need is worth by its weight than by its fit, where all levels are priced at once;
            the more needs compete, the more they have to be told which is the least loss.
        longer: How many times more rounds the bounds of the later levels take than where a search waits for them.

    Attributes:
        took: Seconds that the bounds of the later levels took the last time.
        latest: The newest prices and what they are of: all levels at once, then the last level in plans that keep all
            levels before it.
    """

    def __init__(
        self, board: Board, guide: Guide, say: Progress, *, ratio: float = 3.0, longer: int = 1
    ) -> None:
        self._ratio, self._longer = ratio, longer
        self._board, self._guide, self._say = board, guide, say
        self._month = board.month
        self._inside: Truth = np.zeros(0, dtype=np.bool_)
        self._ways: tuple[Ways, ...] = ()
        self._known: dict[int, Ascended] = {}
        self._guided = False
        self.latest: tuple[Dual, Ascended] | None = None
        self.took = 0.0
        self._few = len(self._month.pairs) <= _EXACT
        self._urgent = sum(aim.spec.urgency is not None for aim in board.aims)
        self._later = [
            level
            for level, aim in enumerate(sums(board.aims))
            if level >= self._urgent and aim.step is None
        ]

    def urgent(self, clock: Clock) -> None:
        """The levels of the urgencies, exactly; of smaller months the one after them too."""
        whole = program(self._month)
        self._inside = self._beginning(len(whole.high))
        for level in range(min(self._urgent + int(self._few), len(self._board.aims))):
            if not clock.over:
                self._exactly(whole, level, clock)
        released()

    def guide(self, clock: Clock) -> None:
        """All levels at once, each point worth much more than one of the levels after it: advice, and a plan."""
        if (found := self.prices(clock)) is not None:
            self.dive(*found, clock)

    def prices(self, clock: Clock) -> tuple[Dual, Ascended] | None:
        """The prices when each point of a level is worth much more than one of the levels after it."""
        if not self._later:
            return None
        board, last = self._board, self._later[-1]
        self._ways = ways(self._month)
        aims = board.aims[: last + 1]
        one = self._priced(combined(aims, _points(self._month, aims, self._ratio)))
        worth = worth_of(self._priced(aims[-1])) * self._ratio
        share = clock.sooner(clock.left * _SHARE)
        found = Ascent(one).run(worth * _HOT, worth * _COLD, _ROUNDS, share)
        by_prices(self._guide, one, found)
        self._guided = True
        self.latest = one, found
        return one, found

    def dive(self, one: Dual, found: Ascended, clock: Clock) -> None:
        """Plans that follow an ascent: a free one, and one that keeps how urgent needs are served."""
        board, month = self._board, self._month
        given = shares_of(month, board.times)
        urgent = set(np.flatnonzero(month.urgency >= month.options.urgent_from).tolist())
        for kept in (set[int](), urgent):
            made = Table(month)
            for need in sorted({*month.asked_needs, *(kept & given.keys())}):
                made.put(need, given.get(need, []))
            dived(one, made, found, clock, given)
            if board.put(made.all_times()) or clock.over:
                return

    def later(self, clock: Clock) -> None:
        """The levels after those of the urgencies, by ascents or where the month is plain by exact prices."""
        began = monotonic()
        if self.plain:
            self._by_ways(self._later, clock)
        else:
            for level in self._later:
                if clock.over:
                    return
                if self._few and level == self._urgent:
                    self._exactly(program(self._month), level, clock)
                else:
                    self._ascended(level, clock)
        released()
        self.took = monotonic() - began

    def urgent_finely(self, clock: Clock) -> None:
        """Levels of the urgencies that the relaxations leave open, by exact prices."""
        self._by_ways(range(self._urgent), clock)
        released()

    def _by_ways(self, levels: Sequence[int], clock: Clock) -> None:
        """Exact prices of some levels, one after another: two programs at once take a fifth of all memory."""
        until = clock.sooner(clock.left * _WAYS_SHARE)
        for level in levels:
            self._mastered(level, until)
            released()

    def _mastered(self, level: int, clock: Clock) -> None:
        """Exact prices of one level, and what they prove."""
        if (one := self._opened(level)) is not None:
            self._told(level, one, mastered(one, worth_of(one), clock, self._known.get(level)))

    def _dual(self, level: int, floors: Sequence[int]) -> Dual:
        aims = self._board.aims
        before = list(zip(aims[:level], floors, strict=False))
        return dual(self._month, self._ways, aims[level], before)

    def _priced(self, aim: Aim) -> Dual:
        """A sum of levels, whatever any of them reaches."""
        return dual(self._month, self._ways, aim, ())

    def _beginning(self, columns: int) -> Truth:
        month = self._month
        inside = np.ones(columns, dtype=np.bool_)
        if len(month.pairs) > _ALL:
            inside[: len(month.pairs)] = best_of(month, month.score, _BEGIN)
        return inside

    def _ascended(self, level: int, clock: Clock) -> None:
        """Prices of one level by an ascent, and what they prove."""
        if (one := self._opened(level)) is not None:
            before = self._known.get(level)
            self._told(
                level, one, self._prices_near(one, before, clock.sooner(clock.left * _SHARE))
            )

    def _opened(self, level: int) -> Dual | None:
        """A level to be priced; ``None`` when it is proven."""
        board, reached = self._board, self._board.reached
        if board.bound_of(level) <= reached[level]:
            return None
        self._say("正在估计上限：" + board.told(level), level, len(board.aims) + 1)
        return self._dual(level, reached)

    def _told(self, level: int, one: Dual, found: Ascended) -> None:
        """Keep what is known of a level now."""
        self._known[level] = found
        if level == self._later[-1]:
            self.latest = one, found
        if (proven := found.proven(one)) is not None:
            self._board.priced(level, proven)

    def _prices_near(self, one: Dual, before: Ascended | None, clock: Clock) -> Ascended:
        """Prices of a level near the best there are."""
        worth = worth_of(one)
        hot = _BEGIN_HEAT if before is None else _GO_ON_HEAT
        rounds = self._longer * min(_MOST, max(_FEWEST, _LOOKS // max(1, len(self._month.pairs))))
        ascent = Ascent(one) if before is None else Ascent(one, before.prices, before.parts)
        return ascent.run(worth * hot, worth * _END_HEAT, rounds, clock)

    @property
    def plain(self) -> bool:
        """Whether the bounds of the later levels come from exact prices; known when ways have been listed."""
        return plain(self._month, self._ways)

    def _exactly(self, program_: Program, level: int, clock: Clock) -> None:
        """The relaxation of one level."""
        board, aim = self._board, self._board.aims[level]
        if aim.step is not None or board.bound_of(level) <= (*board.reached, 0)[level]:
            return
        self._say("正在估计上限：" + board.told(level), level, len(board.aims) + 1)
        reached = board.reached
        pairs = zip(board.aims[:level], reached, strict=False)
        whole = with_floor(program_, [pair for pair in pairs if pair[0].step is None])
        inside = self._inside.copy()
        inside[: len(self._month.pairs)] |= board.times > 0
        found = interrupted(whole, aim, inside, clock.sooner(clock.left * _SHARE))
        if found is None:
            return
        board.bound(level, found.proof.bound, reached)
        self._inside |= found.inside & (found.values > 0)
        if level >= self._urgent and not self._guided:
            self._advise(found)
        self._follow(found)

    def _advise(self, found: Relaxed) -> None:
        count, needs = len(self._month.pairs), len(self._month.needs)
        costs = found.proof.costs
        used = found.values[:count] > 2.0**-20
        by_costs(self._guide, self._month, costs[:count], costs[count : count + needs], used)

    def _follow(self, found: Relaxed) -> None:
        """A plan that follows the relaxation is put on the board, if it is better."""
        month, count = self._month, len(self._month.pairs)
        given = shares_of(month, self._board.times)
        liked = (found.values[:count] + month.score * 2.0**-20).tolist()
        met = found.values[count : count + len(month.needs)]
        made = Table(month)
        for need in month.asked_needs:
            made.put(need, given.get(need, []))
        filled(made, liked, urgent_first(month, met))
        self._board.put(made.all_times())


def _points(month: Lean, aims: Sequence[Aim], ratio: float) -> tuple[int, ...]:
    """What a point of each level is worth when they are one sum; evenness, which is none, is left out.

    Args:
        month: The month.
        aims: The levels.
        ratio: How many times more a need is worth by the last level about meeting needs than by the last of all.
    """
    own = usual(month, aims[-1])
    found: list[int] = []
    more = ratio
    for aim in reversed(aims):
        worth = more if aim.spec.covers else 1.0
        more *= _MORE if aim.spec.covers else 1.0
        found.append(max(1, round(worth * own / usual(month, aim))) if aim.step is None else 0)
    return tuple(found[::-1])


def interrupted(whole: Program, aim: Aim, inside: Truth, clock: Clock) -> Relaxed | None:
    """The relaxation of a level, ended when the user stops; only needs the level counts, for its bound alone."""
    high = whole.high.copy()
    month = whole.month
    if aim.spec.urgency is not None:
        idle = (month.urgency < aim.spec.urgency) & (whole.low[whole.needs : whole.servings] == 0)
        high[: whole.needs][idle[month.need]] = 0
        high[whole.needs : whole.servings][idle] = 0
    with stopping(clock) as interrupter:
        return relaxed(whole, gains(whole, aim), high, inside, clock, interrupter)
