"""Needs of a month choose at once among their nearly best ways; which these are is told by exact prices."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from matcher.domain import Progress
from matcher.solve.engine import Clock
from matcher.solve.large.aims import Aim
from matcher.solve.large.ascent import Ascended, worth_of
from matcher.solve.large.blocks import Goal, Regions, Worker
from matcher.solve.large.board import Board
from matcher.solve.large.cuts import with_cuts
from matcher.solve.large.dive import dived
from matcher.solve.large.dual import Dual, dual
from matcher.solve.large.gains import Gains
from matcher.solve.large.guide import Guide, by_prices
from matcher.solve.large.joint import Joint
from matcher.solve.large.master import mastered
from matcher.solve.large.near import Near, near
from matcher.solve.large.overall import Overall, take_over
from matcher.solve.large.table import Table, shares_of
from matcher.solve.large.ways import Ways, ways
from matcher.solve.large.work import started, wait

_LEAST = 60
"""How many needs choose at once at least."""
_CHOOSE_SHARE, _PARTS_SHARE = 0.42, 0.3
"""Of the time that is left, the most that choosing at once may take, and in parts after that."""
_PRICE_SHARE = 0.3
"""The same of looking for prices."""


@dataclass(frozen=True, slots=True)
class Month:
    """What is worked on.

    Attributes:
        board: The best plan.
        table: The plan that is worked on.
        levels: As lists.
        joint: The levels after those of the urgencies.
        gap: How near to the best among some ways is near enough, as a share of it.
        guide: Where plans lose.
        say: Told before each step.
        ways: Every extreme way of serving; nothing until they are looked for.
        prices: Those of everything at once; nothing until there are some.
        near: The ways last chosen among; nothing until some were.
    """

    board: Board
    table: Table
    levels: Gains
    joint: Joint
    gap: float
    guide: Guide
    say: Progress
    ways: list[Ways] = field(default_factory=list)
    prices: list[tuple[Dual, Ascended]] = field(default_factory=list)
    near: list[Near] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether one of the joint levels is not proven yet."""
        return self.board.unproven_in(self.joint.first, self.joint.last + 1)

    def told(self, words: str) -> None:
        """Say how far the last level has come."""
        joint, board = self.joint, self.board
        self.say(words + board.told(joint.last), joint.first, len(board.aims) + 1)


def find_prices(month: Month, clock: Clock) -> None:
    """Prices of everything at once, what they prove, and a plan that follows them."""
    month.told("正在估计上限：")
    board, lean, joint = month.board, month.board.month, month.joint
    one = _dual(month, joint.aim, board.reached[: joint.first])
    found = mastered(one, worth_of(one), clock.sooner(clock.left * _PRICE_SHARE))
    month.prices.append((one, found))
    if (proven := found.proven(one)) is not None:
        board.priced(joint.last, joint.told(proven))
    by_prices(month.guide, one, found)
    given = shares_of(lean, board.times)
    urgent = set(np.flatnonzero(lean.urgency >= lean.options.urgent_from).tolist())
    made = Table(lean)
    for need in sorted({*lean.asked_needs, *(urgent & given.keys())}):
        made.put(need, given.get(need, []))
    dived(one, made, found, clock, given)
    board.put(made.all_times())


def choose(month: Month, chooser: Overall, counts: Sequence[tuple[int, int]], clock: Clock) -> None:
    """All needs choose at once among more and more ways, as long as these are few enough for that.

    Args:
        month: What is worked on.
        chooser: What solves it; closed at the end.
        counts: How many ways for each demand that are nearly as good as the best, wherever they are, and how many of
            each demand at least, one time after another.
        clock: When to end.
    """
    for count, least in counts:
        month.told("正在改进：")
        until = clock.sooner(clock.left * _CHOOSE_SHARE)
        told = _near(month, count, least)
        if told is None or until.over or not month.open:
            break
        month.near[:] = [told]
        if not chooser.choose(told, month.joint, month.gap, until):
            break
    chooser.close()


def choose_in_parts(month: Month, workers: Sequence[Worker], clock: Clock, seed: int) -> None:
    """Parts of the needs choose among the last ways, again and again, as long as that helps and there is time."""
    if month.near and not clock.over:
        take_over(month.table, month.board)
        regions = Regions(month.near[0].choices, len(month.board.month.needs), seed)
        _in_parts(month, workers, regions, clock)
    for worker in workers:
        worker.close()
    prove(month, month.joint.last, clock)


def _in_parts(month: Month, workers: Sequence[Worker], regions: Regions, clock: Clock) -> None:
    """Parts of the needs, again and again, as long as that helps and there is time."""
    joint, needs = month.joint, len(month.board.month.needs)
    goal = Goal((0,) * joint.first + joint.points, joint.last, month.gap)
    until = clock.sooner(clock.left * _PARTS_SHARE)
    for worker in workers:
        worker.size = max(_LEAST, needs // (1 + len(workers)))
    while not until.over and month.open:
        before = month.board.reached
        regions.begin()
        loss = np.ones(needs)
        wait([started(partial(one.run, goal, regions, loss, until)) for one in workers], clock)
        if month.board.reached == before:
            break


def prove_levels(month: Month, clock: Clock) -> None:
    """What prices prove of each of the later levels but the last."""
    for level in range(month.joint.first, month.joint.last):
        prove(month, level, clock)


def prove(month: Month, level: int, clock: Clock) -> None:
    """What prices prove of a level, by what the levels before reach."""
    board = month.board
    if clock.over or not board.unproven_in(level, level + 1):
        return
    one = _dual(month, board.aims[level], board.reached[:level])
    found = mastered(one, worth_of(one), clock.sooner(clock.left * _PRICE_SHARE))
    if (proven := found.proven(one)) is not None:
        board.priced(level, proven)


def _near(month: Month, count: int, least: int) -> Near | None:
    """The nearly best ways; nothing while there are no prices."""
    if not month.prices:
        return None
    one, found = month.prices[0]
    return near(one, found.prices, found.parts, count * len(one.month.demands), least)


def _dual(month: Month, aim: Aim, floors: Sequence[int]) -> Dual:
    """A level to be priced, in plans that reach the floors in the first levels; capacities are rounded too."""
    lean = month.board.month
    if not month.ways:
        month.ways.extend(ways(lean))
    before = list(zip(month.board.aims, floors, strict=False))
    return dual(with_cuts(lean), tuple(month.ways), aim, before)
