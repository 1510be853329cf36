"""A large month of many needs: prices cut it into blocks, and block after block is planned anew, exactly."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from threading import Event

import numpy as np

from matcher.domain import Progress
from matcher.solve.engine import POLL_SECONDS, Clock
from matcher.solve.large.aims import usual
from matcher.solve.large.ascent import Ascended, worth_of
from matcher.solve.large.blocks import Goal, Regions, Worker
from matcher.solve.large.board import Board
from matcher.solve.large.bounds import Bounds
from matcher.solve.large.choices import Choices, choices_of
from matcher.solve.large.dive import dived
from matcher.solve.large.dual import Costs, Dual, costs_of
from matcher.solve.large.gains import Gains
from matcher.solve.large.guide import Guide
from matcher.solve.large.lean import Truth
from matcher.solve.large.overall import Job, Overall, take_over
from matcher.solve.large.table import Table, shares_of
from matcher.solve.large.work import started, wait
from matcher.solve.memory import released

_CHOICES = 10
"""How many ways of each demand are worth looking at."""
_WIDER = 5
"""How many more after each round that brings nothing."""
_APART = 0.01
"""Ways that lie no further apart than such a part of what a need is worth are drawn from."""
_ONE = 1000.0
"""What a need is worth by the last level."""
_URGENT, _NEXT, _EVEN = 4.0, 20.0, 3.0
"""How many times more a need is worth by a level than by the next: urgent needs, the others, and for fit's sake."""
_GAP = 3e-4
"""How near to their best blocks are solved."""
_URGENT_SHARE, _COVER_SHARE = 0.3, 0.5
"""Of the time that is left, the most for urgent needs alone, and for meeting needs before everything else."""
_HARDLY = 5e-4
"""A round that meets hardly more, as a part of what is met, is followed by rounds that look at fit too."""
_RESERVE = 1.2
"""Where bounds wait for the end of the search it ends when no more is left than so many times what they took before."""
_AGAIN = 1.5
"""The bounds are worked out again when no more is left than so many times what that took before."""
_RATIO = 6.0
"""How many times more a need is worth by its weight than by its fit where all levels are priced at once."""
_FEW_PAIRS = 30_000
"""With more pairs of needs that count in a level of urgency an engine takes too long for it, and too much memory."""
_EXACT_SHARE = 0.2
"""Of the time that is left, the most it may take for one."""
_LONGER = 3
"""The bounds take so many times more rounds than where nothing is searched beside."""
_IN_VAIN = 8
"""After so many rounds of each kind that bring nothing it is given up."""

_NOTHING = Choices((), (), ())


class City:
    """Plans a month of many needs in which no level is about evenness."""

    def __init__(
        self, table: Table, board: Board, levels: Gains, say: Progress, *, workers: int, seed: int
    ) -> None:
        self._table, self._board, self._levels, self._say = table, board, levels, say
        self._guide = Guide()
        self._bounds = Bounds(board, self._guide, say, ratio=_RATIO, longer=_LONGER)
        self._overall = Overall(board, levels, self._guide, seed)
        self._workers = [Worker(table, board, levels, seed + at) for at in range(workers)]
        aims = board.aims[: len(levels.names)]
        self._urgent = sum(aim.spec.urgency is not None for aim in aims)
        self._covering = sum(aim.spec.covers for aim in aims)
        self._usual = [usual(board.month, aim) for aim in aims]
        self._seed = seed
        self._drawn = self._in_vain = 0

    def improve(self, clock: Clock) -> None:
        """Better plans and bounds until the time is up or nothing more is found.

        The relaxations of the urgent levels hardly need the interpreter and run beside the ascent; prices of all
        levels at once tell the first plan; the bounds of the later ones are sought beside the blocks, which mostly
        wait for their engines, or where these come from exact prices before and after them.
        """
        first = started(partial(self._bounds.urgent, clock))
        priced = self._bounds.prices(clock)
        wait([first], clock)
        if priced is None or clock.over:
            return
        one, found = priced
        urgent_first = self._board.unproven_in(0, self._urgent)
        if urgent_first:
            self._urgent_first(one, found, clock)
            self._bounds.urgent_finely(clock)
            self._urgent_exactly(one, found, clock)
        if not (urgent_first and self._bounds.plain):
            self._bounds.dive(one, found, clock)
        take_over(self._table, self._board)
        search, ended = clock, Event()
        if self._bounds.plain:
            self._bounds.later(clock)
            search = clock.sooner(clock.left - _RESERVE * self._bounds.took)
        later = started(partial(self._later, ended, clock))
        try:
            self._cover(search)
            self._alternately(search)
        finally:
            ended.set()
        wait([later], clock)

    def close(self) -> None:
        """End the engines; they may be at work still."""
        for worker in self._workers:
            worker.close()
        self._overall.close()

    def _urgent_first(self, one: Dual, found: Ascended, clock: Clock) -> None:
        """A plan that begins with the urgent needs alone: as many as possible, with what the others want the least."""
        month, board = self._board.month, self._board
        urgent = month.urgency >= month.options.urgent_from
        made = Table(month)
        for need, shares in shares_of(month, board.times).items():
            if urgent[need] or need in made.asked:
                made.put(need, shares)
        levels = _priced(self._levels, self._urgent, costs_of(one, found.prices, found.parts))
        usual = [*self._usual[: self._urgent], self._usual[-1]]
        goal = Goal(_factors(usual, self._urgent, _NEXT), self._urgent, _GAP)
        for worker in self._workers:
            worker.at(made, levels)
        until = clock.sooner(clock.left * _URGENT_SHARE)
        better = True
        while better and not until.over:
            before = self._met(made)
            self._round(made, goal, self._regions(one, found, urgent), until, clock)
            better = self._met(made) > before
        for worker in self._workers:
            worker.at(self._table, self._levels)
        if not clock.over:
            dived(one, made, found, clock)
            board.put(made.all_times())

    def _met(self, table: Table) -> tuple[int, ...]:
        """What the needs met add to the levels of the urgencies."""
        levels = self._levels.met[: self._urgent]
        return tuple(sum(met[need] for need in table.given) for met in levels)

    def _cover(self, clock: Clock) -> None:
        """Meet as many needs as possible, as long as that helps much."""
        last = self._covering - 1
        until = clock.sooner(clock.left * _COVER_SHARE)
        while not until.over and self._board.unproven_in(0, self._covering):
            before = self._board.reached
            self._round(self._table, self._goal(_NEXT), self._newest(), until, clock)
            now = self._board.reached
            more = now[last] - before[last]
            if now[:last] == before[:last] and more <= _HARDLY * abs(now[last]):
                return

    def _alternately(self, clock: Clock) -> None:
        """Rounds that look at everything, and at the needs met above all."""
        while self._in_vain < _IN_VAIN and not clock.over:
            before = self._board.reached
            for ratio in (_EVEN, _NEXT):
                if self._board.unproven_in(0, len(self._usual)):
                    self._round(self._table, self._goal(ratio), self._newest(), clock, clock)
            self._in_vain = 0 if self._board.reached > before else self._in_vain + 1

    def _urgent_exactly(self, one: Dual, found: Ascended, clock: Clock) -> None:
        """Levels of urgency that prices leave open, where few enough pairs are of needs that count there.

        A better plan comes with nothing but the level in mind: the urgent needs after it have their turn again.
        """
        board, month = self._board, self._board.month
        for level in range(self._urgent):
            urgency = board.aims[level].spec.urgency or 0
            few = int((month.urgency[month.need] >= urgency).sum()) <= _FEW_PAIRS
            if few and board.unproven_in(level, level + 1) and not clock.over:
                self._tell()
                before = board.reached[: level + 1]
                self._overall.run([Job(level, level + 1, _EXACT_SHARE, every=True)], clock)
                if board.reached[: level + 1] > before:
                    self._urgent_first(one, found, clock)
                self._bounds.urgent_finely(clock)
        self._overall.close()

    def _newest(self) -> Regions:
        """Regions by the newest prices."""
        latest = self._bounds.latest
        return Regions(_NOTHING, 0, self._seed) if latest is None else self._regions(*latest)

    def _regions(self, one: Dual, found: Ascended, among: Truth | None = None) -> Regions:
        """Regions of needs that compete, each time among other ways where many are nearly as good."""
        self._drawn += 1
        seed, most = self._seed + self._drawn, _CHOICES + _WIDER * self._in_vain
        apart = _APART * worth_of(one)
        choices = choices_of(one, found.prices, found.parts, most, apart=apart, seed=seed)
        return Regions(choices, len(self._board.month.needs), seed, among)

    def _later(self, ended: Event, clock: Clock) -> None:
        """Bounds of the later levels, now and at last; exact prices want a core of their own and come before and after."""
        if self._bounds.plain:
            ended.wait(clock.left)
        else:
            self._bounds.later(clock)
            while not clock.over and clock.left > _AGAIN * self._bounds.took:
                if ended.wait(POLL_SECONDS):
                    break
        self._bounds.later(clock)

    def _goal(self, ratio: float) -> Goal:
        """Levels that are proven count nothing: how near to the best is near enough is a share of the others."""
        factors = [
            factor if self._board.unproven_in(level, level + 1) else 0.0
            for level, factor in enumerate(_factors(self._usual, self._covering, ratio))
        ]
        return Goal(tuple(factors), len(factors) - 1, _GAP)

    def _round(
        self, table: Table, goal: Goal, regions: Regions, until: Clock, clock: Clock
    ) -> None:
        """Nearly every need once, on every core; blocks that are begun in time are waited for."""
        board = self._board
        self._tell()
        released()
        regions.begin()
        met = np.zeros(len(board.month.needs), dtype=np.bool_)
        met[list(table.given)] = True
        loss = self._guide.loss
        lost = np.ones(len(met)) if loss is None else loss(table.all_times(), met)
        work = (partial(one.run, goal, regions, lost, until) for one in self._workers)
        wait([started(one) for one in work], clock)

    def _tell(self) -> None:
        """Say which level is being improved."""
        board = self._board
        level = min(board.unproven(), len(self._usual) - 1)
        self._say("正在改进：" + board.told(level), level, len(board.aims) + 1)


def _factors(usual: Sequence[float], covering: int, ratio: float) -> tuple[float, ...]:
    """What a point of each level is worth when a need is worth so many times more by one level than by the next.

    Args:
        usual: What a need adds to each level.
        covering: How many of the first levels are about meeting needs; a few times more is enough among them.
        ratio: See above.
    """
    worth = [_ONE]
    for level in range(len(usual) - 1, 0, -1):
        worth.append(worth[-1] * (_URGENT if level < covering else ratio))
    return tuple(each / of for each, of in zip(worth[::-1], usual, strict=True))


def _priced(levels: Gains, count: int, costs: Costs) -> Gains:
    """The first levels, and what everything is worth to the month when the prices of all that is shared are paid."""
    return replace(
        levels,
        names=(*levels.names[:count], "priced"),
        met=(*levels.met[:count], np.round(costs.met).astype(np.int64).tolist()),
        times=(*levels.times[:count], np.round(costs.times).astype(np.int64).tolist()),
        takes=(*levels.takes[:count], np.round(costs.takes).astype(np.int64).tolist()),
        kept=(*levels.kept[:count], [0] * len(costs.times)),
        busy=(*levels.busy[:count], [0] * len(costs.busy)),
    )


def improve_many(
    table: Table,
    board: Board,
    levels: Gains,
    clock: Clock,
    say: Progress,
    *,
    workers: int,
    seed: int,
) -> None:
    """Better plans and bounds of a month of many needs, every better plan put on the board at once."""
    city = City(table, board, levels, say, workers=workers, seed=seed)
    try:
        city.improve(clock)
    finally:
        city.close()
