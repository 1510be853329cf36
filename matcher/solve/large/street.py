"""A large month of few needs: all of them choose among their nearly best ways at once, and bounds see every pair."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from matcher.domain import Progress
from matcher.solve.engine import Clock
from matcher.solve.large.aims import Aim
from matcher.solve.large.ascent import Ascended, spread
from matcher.solve.large.blocks import Goal, Regions, Worker
from matcher.solve.large.board import Board
from matcher.solve.large.bounds import Bounds
from matcher.solve.large.cuts import cuts
from matcher.solve.large.dive import dived
from matcher.solve.large.dual import Dual, dual
from matcher.solve.large.gains import Gains
from matcher.solve.large.guide import Guide, by_prices
from matcher.solve.large.joint import Joint
from matcher.solve.large.master import mastered
from matcher.solve.large.near import Near, near
from matcher.solve.large.overall import Job, Overall, take_over
from matcher.solve.large.search import Searcher, Stage
from matcher.solve.large.table import Table, shares_of
from matcher.solve.large.ways import Ways, ways
from matcher.solve.large.work import started, wait

_URGENT_SHARE = 0.3
"""Of the time that is left, what urgent needs may take that the relaxation has not proven."""
_CHOICES = ((2, 4), (4, 8), (12, 20))
"""How many ways for each demand are chosen among that are nearly as good as the best, wherever they are, and how many
of each demand at least; more of them when the plan is nearly the best among the first."""
_CHOOSE_GAP, _GAP = 5e-5, 1e-5
"""How near to the best among these ways is near enough, for all needs at once and for parts of them."""
_LEAST = 60
"""How many needs choose at once at least."""
_SHARE, _BLOCKS_SHARE = 0.42, 0.3
"""Of the time that is left, the most that choosing at once may take, and in blocks after that was in vain."""
_RELAX_SHARE, _BOUND_SHARE = 0.3, 0.85
"""The same of each relaxation, and of the engine that sees every pair: what it knows is lost when it is late."""
_FEW_PAIRS = 25_000
"""With more pairs an engine does not come to a bound in time: prices have to do."""


@dataclass(frozen=True, slots=True)
class _Month:
    """What is worked on.

    Attributes:
        board: The best plan.
        table: The plan that is worked on.
        levels: As lists.
        joint: The levels after those of the urgencies.
        guide: Where plans lose.
        bounds: Those of one level at a time.
        say: Told before each step.
        ways: Every extreme way of serving; nothing until they are looked for.
        prices: Those of everything at once; nothing until there are some.
    """

    board: Board
    table: Table
    levels: Gains
    joint: Joint
    guide: Guide
    bounds: Bounds
    say: Progress
    ways: list[Ways] = field(default_factory=list)
    prices: list[tuple[Dual, Ascended]] = field(default_factory=list)

    def told(self, words: str) -> None:
        """Say how far the last level has come."""
        joint, board = self.joint, self.board
        self.say(words + board.told(joint.last), joint.first, len(board.aims) + 1)


def improve_few(
    board: Board,
    table: Table,
    levels: Gains,
    joint: Joint,
    clock: Clock,
    say: Progress,
    *,
    workers: int,
    seed: int,
) -> None:
    """Better plans and bounds until the time is up; every better plan is put on the board at once.

    The urgent levels are proven first. Prices of everything at once then tell each need's nearly best ways, and an
    engine chooses among those of all needs; pieces find what is not among them. Bounds are sought beside that.
    """
    guide = Guide()
    month = _Month(board, table, levels, joint, guide, Bounds(board, guide, say), say)
    apart = workers > 1 and len(board.month.pairs) > _FEW_PAIRS
    seeds = range(seed, seed + 1 + int(apart))
    searchers = [Searcher(table, board, levels, guide, own) for own in seeds]
    choosers = [Worker(table, board, levels, own) for own in seeds]
    chooser, bounder = (Overall(board, levels, guide, seed) for _ in range(2))
    try:
        wait([started(partial(_urgent, month, bounder, clock))], clock)
        if not clock.over and _open(month):
            wait([started(partial(_priced, month, clock))], clock)
            bounding = partial(_bounded, month, bounder, clock)
            choosing = partial(_chosen, month, chooser, _CHOICES[:1] if apart else _CHOICES, clock)
            searching = partial(_searched, month, choosers, searchers, clock, seed)
            if workers == 1:
                wait([started(partial(_levels_proven, month, clock))], clock)
            beside = [started(bounding)] if workers > 1 else []
            wait([started(choosing), *(beside if apart else ())], clock)
            wait([started(searching), *beside], clock)
    finally:
        for engine in (chooser, bounder):
            engine.close()
        for worker, searcher in zip(choosers, searchers, strict=True):
            worker.close()
            searcher.close()


def _urgent(month: _Month, engine: Overall, clock: Clock) -> None:
    """The levels of the urgencies: relaxations, and an engine for those that these do not prove."""
    month.bounds.urgent(clock)
    board = month.board
    for level in range(month.joint.first):
        if not clock.over and board.unproven_in(level, level + 1):
            month.say("正在改进：" + board.told(level), level, len(board.aims) + 1)
            engine.run([Job(level, level + 1, _URGENT_SHARE, every=True)], clock)


def _chosen(
    month: _Month, chooser: Overall, counts: Sequence[tuple[int, int]], clock: Clock
) -> None:
    """All needs choose at once among more and more ways, as long as these are few enough for that."""
    for count, least in counts:
        month.told("正在改进：")
        told = _near(month, count, least)
        until = clock.sooner(clock.left * _SHARE)
        if told is None or until.over or not _open(month):
            break
        if not chooser.choose(told, month.joint, _CHOOSE_GAP, until):
            break
    chooser.close()


def _searched(
    month: _Month,
    choosers: Sequence[Worker],
    searchers: Sequence[Searcher],
    clock: Clock,
    seed: int,
) -> None:
    """Parts of the needs choose among many ways, then pieces look at every pair."""
    board, joint = month.board, month.joint
    told = _near(month, *_CHOICES[-1])
    if told is not None and not clock.over:
        take_over(month.table, board)
        _blocks(month, choosers, Regions(told.choices, len(board.month.needs), seed), clock)
    for chooser in choosers:
        chooser.close()
    _proven(month, joint.last, clock)
    take_over(month.table, board)
    stage = Stage(joint.first, joint.last + 1, 60)
    wait([started(partial(one.run, stage, clock)) for one in searchers], clock)


def _near(month: _Month, count: int, least: int) -> Near | None:
    """The nearly best ways; nothing while there are no prices."""
    if not month.prices:
        return None
    one, found = month.prices[0]
    return near(one, found.prices, found.parts, count * len(one.month.demands), least)


def _blocks(month: _Month, workers: Sequence[Worker], regions: Regions, clock: Clock) -> None:
    """Parts of the needs, again and again, as long as that helps and there is time."""
    joint, needs = month.joint, len(month.board.month.needs)
    goal = Goal((0,) * joint.first + joint.points, joint.last, _GAP)
    until = clock.sooner(clock.left * _BLOCKS_SHARE)
    for worker in workers:
        worker.size = max(_LEAST, needs // (1 + len(workers)))
    while not until.over and _open(month):
        before = month.board.reached
        regions.begin()
        loss = np.ones(needs)
        wait([started(partial(one.run, goal, regions, loss, until)) for one in workers], clock)
        if month.board.reached == before:
            break


def _open(month: _Month) -> bool:
    return month.board.unproven_in(month.joint.first, month.joint.last + 1)


def _priced(month: _Month, clock: Clock) -> None:
    """Prices of everything at once, what they prove, and a plan that follows them."""
    month.told("正在估计上限：")
    board, lean, joint = month.board, month.board.month, month.joint
    one = _dual(month, joint.aim, board.reached[: joint.first])
    found = mastered(one, _worth(one), clock.sooner(clock.left * _RELAX_SHARE))
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


def _dual(month: _Month, aim: Aim, floors: Sequence[int]) -> Dual:
    """A level to be priced, in plans that reach the floors in the first levels; capacities are rounded too."""
    lean = month.board.month
    tight = replace(lean, packs=(*lean.packs, *cuts(lean)))
    if not month.ways:
        month.ways.extend(ways(lean))
    before = list(zip(month.board.aims, floors, strict=False))
    return dual(tight, tuple(month.ways), aim, before)


def _worth(one: Dual) -> float:
    """What a need is worth on average, when nothing has a price."""
    parts = np.zeros(len(one.month.pairs), dtype=np.int64)
    found = spread(one, np.zeros(len(one.high)), parts, 1.0)
    return max(1.0, found.bound / max(1.0, float(found.met[one.open].sum())))


def _bounded(month: _Month, engine: Overall, clock: Clock) -> None:
    """Bounds of the later levels, by prices and then by an engine that sees every pair, or more ways where these are many."""
    joint, board = month.joint, month.board
    _levels_proven(month, clock)
    if len(board.month.pairs) <= _FEW_PAIRS:
        engine.run([Job(joint.first, joint.last + 1, _BOUND_SHARE, every=True, joint=joint)], clock)
    elif (told := _near(month, *_CHOICES[1])) is not None:
        engine.choose(told, joint, _CHOOSE_GAP, clock.sooner(clock.left * _SHARE))
    engine.close()


def _levels_proven(month: _Month, clock: Clock) -> None:
    """What prices prove of each of the later levels but the last."""
    for level in range(month.joint.first, month.joint.last):
        _proven(month, level, clock)


def _proven(month: _Month, level: int, clock: Clock) -> None:
    """What prices prove of a level, by what the levels before reach."""
    board = month.board
    if clock.over or not board.unproven_in(level, level + 1):
        return
    one = _dual(month, board.aims[level], board.reached[:level])
    found = mastered(one, _worth(one), clock.sooner(clock.left * _RELAX_SHARE))
    if (proven := found.proven(one)) is not None:
        board.priced(level, proven)
