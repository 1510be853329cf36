"""A large month of few needs: all of them choose among their nearly best ways at once, and bounds see every pair."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from matcher.domain import Progress
from matcher.solve.engine import Clock
from matcher.solve.large.aims import Aim
from matcher.solve.large.ascent import Ascent, spread
from matcher.solve.large.blocks import Goal, Regions, Worker
from matcher.solve.large.board import Board
from matcher.solve.large.bounds import Bounds, interrupted
from matcher.solve.large.choices import Choices, choices_of
from matcher.solve.large.cuts import cuts
from matcher.solve.large.dive import dived
from matcher.solve.large.dual import Dual, dual
from matcher.solve.large.gains import Gains
from matcher.solve.large.guide import Guide, by_prices
from matcher.solve.large.joint import Joint
from matcher.solve.large.overall import Job, Overall, take_over
from matcher.solve.large.program import Program, program, with_floor
from matcher.solve.large.search import Searcher, Stage
from matcher.solve.large.simplex import Relaxed
from matcher.solve.large.table import Table, shares_of
from matcher.solve.large.ways import ways
from matcher.solve.large.work import started, wait

_URGENT_SHARE = 0.3
"""Of the time that is left, what urgent needs may take that the relaxation has not proven."""
_ROUNDS, _COLDER_ROUNDS = 100, 50
_HOT, _COLD, _COLDEST = 0.2, 0.003, 0.0005
"""Rounds of the ascent, and its spread, as parts of what a need is worth."""
_URGENT = 2.0
"""What an urgent need is worth beside what it is worth anyway."""
_CHOICES = (6, 12, 24)
"""How many ways of each demand are chosen among; more of them when the plan is nearly the best among the first."""
_GAP = 1e-5
"""How near to the best among these ways is near enough."""
_LEAST = 60
"""How many needs choose at once at least."""
_SHARE, _BLOCKS_SHARE = 0.42, 0.6
"""Of the time that is left, the most that choosing at once may take, and in blocks after that was in vain."""
_RELAX_SHARE, _BOUND_SHARE = 0.3, 0.85
"""The same of each relaxation, and of the engine that sees every pair: what it knows is lost when it is late."""
_FEW_PAIRS = 25_000
"""With more pairs an engine does not come to a bound in time; the ascent has to do."""


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
        choices: The nearly best ways, then more of them; nothing until everything is priced.
    """

    board: Board
    table: Table
    levels: Gains
    joint: Joint
    guide: Guide
    bounds: Bounds
    say: Progress
    choices: list[Choices] = field(default_factory=list)

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
    searcher = Searcher(table, board, levels, guide, seed)
    worker = Worker(table, board, levels, seed)
    chooser, bounder = (Overall(board, levels, guide, seed) for _ in range(2))
    try:
        wait([started(partial(_urgent, month, bounder, clock))], clock)
        if not clock.over and _open(month):
            wait([started(partial(_priced, month, clock))], clock)
            working = [partial(_improved, month, chooser, worker, searcher, clock, seed)]
            if workers > 1:
                working.append(partial(_bounded, month, bounder, clock))
            wait([started(work) for work in working], clock)
    finally:
        for engine in (worker, chooser, bounder, searcher):
            engine.close()


def _urgent(month: _Month, engine: Overall, clock: Clock) -> None:
    """The levels of the urgencies: relaxations, and an engine for those that these do not prove."""
    month.bounds.urgent(clock)
    board = month.board
    for level in range(month.joint.first):
        if not clock.over and board.unproven_in(level, level + 1):
            month.say("正在改进：" + board.told(level), level, len(board.aims) + 1)
            engine.run([Job(level, level + 1, _URGENT_SHARE, every=True)], clock)


def _improved(
    month: _Month,
    chooser: Overall,
    worker: Worker,
    searcher: Searcher,
    clock: Clock,
    seed: int,
) -> None:
    """All needs choose at once among more and more ways, or half of them where that is too hard; then pieces."""
    joint, board = month.joint, month.board
    job = Job(joint.first, joint.last + 1, _SHARE, joint=joint)
    before = board.reached
    for choices in month.choices:
        month.told("正在改进：")
        if clock.over or not _open(month) or not chooser.choose(choices, job, _GAP, clock):
            break
    chooser.close()
    if board.reached == before and month.choices:
        take_over(month.table, board)
        regions = Regions(month.choices[0], len(board.month.needs), seed)
        _blocks(month, worker, regions, clock)
    worker.close()
    take_over(month.table, board)
    searcher.run(Stage(joint.first, joint.last + 1, 60), clock)


def _blocks(month: _Month, worker: Worker, regions: Regions, clock: Clock) -> None:
    """Half of the needs at a time, again and again, as long as that helps and there is time."""
    joint, needs = month.joint, len(month.board.month.needs)
    goal = Goal((0,) * joint.first + joint.points, joint.last, _GAP)
    until = clock.sooner(clock.left * _BLOCKS_SHARE)
    worker.size = max(_LEAST, needs // 2)
    while not until.over and _open(month):
        before = month.board.reached
        regions.begin()
        worker.run(goal, regions, np.ones(needs), until)
        if month.board.reached == before:
            break


def _open(month: _Month) -> bool:
    return month.board.unproven_in(month.joint.first, month.joint.last + 1)


def _priced(month: _Month, clock: Clock) -> None:
    """Prices of everything at once, the ways they like, and a plan that follows them."""
    month.told("正在估计上限：")
    board, lean, joint = month.board, month.board.month, month.joint
    reached = board.reached[: joint.first]
    one = dual(
        lean, ways(lean), joint.aim, list(zip(board.aims[: joint.first], reached, strict=True))
    )
    prices = np.zeros(len(one.high))
    worth = _worth(one)
    if joint.first:
        prices[-joint.first :] = _URGENT * worth
    ascent = Ascent(one, prices, held=True)
    ascent.run(worth * _HOT, worth * _COLD, _ROUNDS, clock)
    found = ascent.run(worth * _COLD, worth * _COLDEST, _COLDER_ROUNDS, clock)
    by_prices(month.guide, one, found)
    month.choices.extend(choices_of(one, found.prices, found.parts, most) for most in _CHOICES)
    given = shares_of(lean, board.times)
    urgent = set(np.flatnonzero(lean.urgency >= lean.options.urgent_from).tolist())
    made = Table(lean)
    for need in sorted({*lean.asked_needs, *(urgent & given.keys())}):
        made.put(need, given.get(need, []))
    dived(one, made, found, clock, given)
    board.put(made.all_times())


def _worth(one: Dual) -> float:
    """What a need is worth on average, when nothing has a price."""
    parts = np.zeros(len(one.month.pairs), dtype=np.int64)
    found = spread(one, np.zeros(len(one.high)), parts, 1.0)
    return max(1.0, found.bound / max(1.0, float(found.met[one.open].sum())))


def _bounded(month: _Month, engine: Overall, clock: Clock) -> None:
    """Bounds of the later levels, by prices and then by an engine that sees every pair."""
    joint = month.joint
    if len(month.board.month.pairs) > _FEW_PAIRS:
        month.bounds.later(clock)
        return
    board, lean = month.board, month.board.month
    whole = program(replace(lean, packs=(*lean.packs, *cuts(lean))))
    _relaxed(board, joint, whole, clock)
    engine.run([Job(joint.first, joint.last + 1, _BOUND_SHARE, every=True, joint=joint)], clock)
    engine.close()
    floors = board.reached[: joint.last]
    found = _solved(board, whole, board.aims[joint.last], floors, clock)
    if found is not None:
        board.bound(joint.last, found.proof.bound, floors)


def _relaxed(board: Board, joint: Joint, whole: Program, clock: Clock) -> None:
    """What relaxations prove of the later levels: of each but the last alone, of the last by all at once."""
    reached = board.reached
    for level in range(joint.first, joint.last):
        until = clock.sooner(clock.left * _RELAX_SHARE)
        found = _solved(board, whole, board.aims[level], reached[:level], until)
        if found is not None:
            board.bound(level, found.proof.bound, reached)
    floors = reached[: joint.first]
    until = clock.sooner(clock.left * _RELAX_SHARE)
    if (found := _solved(board, whole, joint.aim, floors, until)) is not None:
        board.priced(joint.last, joint.of_last(found.proof.bound), floors)


def _solved(
    board: Board, whole: Program, aim: Aim, floors: Sequence[int], clock: Clock
) -> Relaxed | None:
    """The relaxation of a level in plans that reach the floors in the first levels."""
    before = list(zip(board.aims, floors, strict=False))
    inside = np.ones(len(whole.high), dtype=np.bool_)
    return None if clock.over else interrupted(with_floor(whole, before), aim, inside, clock)
