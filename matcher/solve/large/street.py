"""A large month of few needs: all of them choose among their nearly best ways at once, and bounds see every pair."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from matcher.domain import Progress
from matcher.solve.engine import Clock
from matcher.solve.large.blocks import Worker
from matcher.solve.large.board import Board
from matcher.solve.large.bounds import Bounds
from matcher.solve.large.exactly import Exactly
from matcher.solve.large.gains import Gains
from matcher.solve.large.guide import Guide
from matcher.solve.large.joint import Joint, joint
from matcher.solve.large.overall import Job, Overall, take_over
from matcher.solve.large.picking import (
    Month,
    choose,
    choose_in_parts,
    find_prices,
    prove_levels,
)
from matcher.solve.large.search import Searcher, Stage
from matcher.solve.large.table import Table
from matcher.solve.large.work import started, wait

_COUNTS = ((1, 6), (1, 12), (1, 24))
"""How many ways all needs choose among; see :func:`~matcher.solve.large.picking.choose`."""
_GAP = 1e-5
"""How near to the best among these is near enough, as a share of it."""
_URGENT_SHARE = 0.3
"""Of the time that is left, what urgent needs may take that the relaxation has not proven."""
_BOUND_SHARE = 0.85
"""The same of the engine that sees every pair: what it knows is lost when it is late."""
_PIECE = 60
"""How many needs a piece has at first."""
_FEW_PAIRS = 25_000
"""With more pairs an engine does not come to a bound in time: prices have to do."""


def improve_few(
    board: Board,
    table: Table,
    levels: Gains,
    together: Joint,
    clock: Clock,
    say: Progress,
    *,
    workers: int,
    seed: int,
) -> None:
    """Better plans and bounds until the time is up; every better plan is put on the board at once.

    The urgent levels are proven first, then, of not too many pairs, those about meeting needs. Prices of everything else
    at once then tell each need's nearly best ways, and an engine chooses among those of all needs; pieces find what is
    not among them. Bounds are sought beside that.
    """
    guide = Guide()
    month = Month(board, table, levels, together, _GAP, guide, say)
    apart = workers > 1 and len(board.month.pairs) > _FEW_PAIRS
    seeds = range(seed, seed + 1 + int(apart))
    searchers = [Searcher(table, board, levels, guide, own) for own in seeds]
    choosers = [Worker(table, board, levels, own) for own in seeds]
    chooser, bounder = (Overall(board, levels, guide, seed) for _ in range(2))
    try:
        bounds = Bounds(board, guide, say)
        wait([started(partial(_urgent, month, bounds, bounder, clock))], clock)
        wait([started(partial(_covered, month, chooser, clock, seed))], clock)
        month = replace(month, joint=joint(board) or month.joint)
        if not clock.over and month.open:
            wait([started(partial(find_prices, month, clock))], clock)
            bounding = partial(_bounded, month, bounder, clock)
            choosing = partial(choose, month, chooser, _COUNTS[:1] if apart else _COUNTS, clock)
            searching = partial(_searched, month, choosers, searchers, clock, seed)
            if workers == 1:
                wait([started(partial(prove_levels, month, clock))], clock)
            beside = [started(bounding)] if workers > 1 else []
            wait([started(choosing), *(beside if apart else ())], clock)
            wait([started(searching), *beside], clock)
    finally:
        for engine in (chooser, bounder):
            engine.close()
        for worker, searcher in zip(choosers, searchers, strict=True):
            worker.close()
            searcher.close()


def _urgent(month: Month, bounds: Bounds, engine: Overall, clock: Clock) -> None:
    """The levels of the urgencies: relaxations, and an engine for those that these do not prove."""
    bounds.urgent(clock)
    board = month.board
    for level in range(month.joint.first):
        if not clock.over and board.unproven_in(level, level + 1):
            month.say("正在改进：" + board.told(level), level, len(board.aims) + 1)
            engine.run([Job(level, level + 1, _URGENT_SHARE, every=True)], clock)


def _covered(month: Month, engine: Overall, clock: Clock, seed: int) -> None:
    """The levels about meeting needs, one after another as long as they are proven."""
    board = month.board
    if not engine.there or len(board.month.pairs) > _FEW_PAIRS:
        return
    exactly = Exactly(board, seed)
    for level, aim in enumerate(board.aims):
        if clock.over or not aim.spec.covers or board.unproven() < level:
            return
        if board.unproven() == level:
            month.say("正在改进：" + board.told(level), level, len(board.aims) + 1)
            found = exactly.covered([aim.spec.name], [1], board.times, engine.answer, clock)
            if found is not None:
                board.put(found.times)


def _searched(
    month: Month,
    workers: Sequence[Worker],
    searchers: Sequence[Searcher],
    clock: Clock,
    seed: int,
) -> None:
    """Parts of the needs choose, then pieces look at every pair."""
    choose_in_parts(month, workers, clock, seed)
    take_over(month.table, month.board)
    stage = Stage(month.joint.first, month.joint.last + 1, _PIECE)
    wait([started(partial(one.run, stage, clock)) for one in searchers], clock)


def _bounded(month: Month, engine: Overall, clock: Clock) -> None:
    """Bounds of the later levels, by prices and then by an engine that sees every pair, or more ways where these are many."""
    joint, board = month.joint, month.board
    prove_levels(month, clock)
    if len(board.month.pairs) <= _FEW_PAIRS:
        engine.run([Job(joint.first, joint.last + 1, _BOUND_SHARE, every=True, joint=joint)], clock)
    else:
        choose(month, engine, _COUNTS[1:2], clock)
    engine.close()
