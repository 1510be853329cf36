"""A large month from its arrays to the best plan there is time for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from matcher.domain import Candidates, Decision, Options, Plan, Progress
from matcher.solve.engine import Clock
from matcher.solve.knapsacks import month as knapsacks
from matcher.solve.large.aims import known, specs, sums
from matcher.solve.large.board import Board
from matcher.solve.large.bounds import Bounds
from matcher.solve.large.city import improve_many
from matcher.solve.large.gains import gains_of
from matcher.solve.large.guide import Guide
from matcher.solve.large.joint import joint
from matcher.solve.large.lean import lean, tells_all
from matcher.solve.large.overall import Job, Overall, take_over
from matcher.solve.large.search import Searcher, Stage
from matcher.solve.large.street import improve_few
from matcher.solve.large.table import Table, filled, shares_of, urgent_first
from matcher.solve.large.ways import plain, ways
from matcher.solve.large.work import started, wait

LARGE = 9_000
"""Months with more pairs are planned here."""
_URGENT_SHARE, _COVER_SHARE, _EVEN_SHARE, _FIT_SHARE = 0.3, 0.35, 0.6, 0.5
"""Of the time that is left, what each kind of stage may take."""
_BRIEF_SHARE, _JOINT_SHARE = 0.2, 0.7
"""The same where prices have made a plan already that is nearly good in every level."""
_AGAIN = 6.0
"""The last bounds are worked out again when that takes no more than one part in so many of what is left."""
_SEVERAL = 1200
"""With fewer needs than these several searchers would be in each other's way."""
_PLENTY = 1.5
"""With so many resources for each need few needs compete: single pieces do better there than blocks, with less memory."""

Settled = Mapping[tuple[str, int, str], int]


def is_large(candidates: Candidates, decisions: Sequence[Decision] = ()) -> bool:
    """Whether a month is planned here."""
    return len(candidates.pairs) >= LARGE and tells_all(decisions)


@dataclass(frozen=True, slots=True)
class Large:
    """A large month with its first plan.

    Attributes:
        table: The plan that is worked on.
        board: The best plan so far.
    """

    table: Table
    board: Board


def begun(
    candidates: Candidates,
    decisions: Sequence[Decision],
    options: Options,
    previous: Plan | None,
    settled: Settled,
) -> Large:
    """The month with a first plan.

    Raises:
        ValueError: The candidates contradict themselves, or a level is not known here.
    """
    month = lean(candidates, decisions, options, previous)
    if not known(specs(month)):
        raise ValueError("a level is not known to the large months")
    table = Table(month)
    _carry(table, settled)
    filled(table, month.score.tolist(), urgent_first(month))
    board = Board(month)
    board.put(table.all_times())
    return Large(table, board)


def _carry(table: Table, settled: Settled) -> None:
    """What decisions ask for, and of the previous plan what is still possible beside it."""
    month = table.month
    if settled:
        times = np.array([settled.get(pair.key, 0) for pair in month.pairs], dtype=np.int64)
        for need, shares in shares_of(month, times).items():
            table.put(need, shares)
    if month.before is None:
        return
    kept = shares_of(month, np.minimum(month.before, month.most))
    for need in urgent_first(month):
        shares = kept.get(need, [])
        if shares and need not in table.given and table.suits(need, shares):
            table.put(need, shares)


def improve(large: Large, clock: Clock, say: Progress, *, workers: int, seed: int) -> None:
    """Better plans and bounds until the time is up; every better plan is put on the board at once.

    Few needs, and many that compete, have ways of their own (:mod:`~matcher.solve.large.street`,
    :mod:`~matcher.solve.large.city`), and so have months that are but choices and knapsacks. Of the others bounds
    come first, and plans that follow them, then the pieces of one stage after another; the bounds of the later levels
    are worked out again before the last stage. Nothing is searched while prices are sought: both want the
    interpreter, and would wait for each other all the time.
    """
    board, table = large.board, large.table
    if knapsacks.run(board, clock, say, workers=workers, seed=seed):
        return
    levels = gains_of(table, sums(board.aims))
    together = joint(board)
    if together is not None and len(board.month.needs) < _SEVERAL:
        improve_few(board, table, levels, together, clock, say, workers=workers, seed=seed)
        return
    if _in_blocks(board) and not levels.steps:
        improve_many(table, board, levels, clock, say, workers=workers, seed=seed)
        return
    guide = Guide()
    bounds = Bounds(board, guide, say)
    several = len(board.month.needs) >= _SEVERAL
    count = workers if several and not levels.steps else 1
    searchers = [Searcher(table, board, levels, guide, seed + at) for at in range(count)]
    overall = Overall(board, levels, guide, seed)
    stages = _stages(board)
    try:
        first = started(lambda: bounds.urgent(clock))
        bounds.guide(clock)
        wait([first], clock)
        bounds.later(clock)
        for phase in stages:
            if clock.over:
                break
            stage = phase.stage
            take_over(table, board)
            last = phase is stages[-1]
            if last and clock.left > _AGAIN * bounds.took:
                bounds.later(clock)
            if board.unproven_in(stage.first, stage.upto):
                say("正在改进：" + board.told(stage.upto - 1), stage.first, len(board.aims) + 1)
                until = clock.sooner(clock.left * phase.share)
                jobs = phase.jobs if workers > 1 and not several else ()
                beside = started(partial(overall.run, jobs, until))
                _searched(searchers, stage, until, clock)
                wait([beside], clock)
    finally:
        overall.close()
        for searcher in searchers:
            searcher.close()


def _in_blocks(board: Board) -> bool:
    """Whether whole blocks of needs choose together: many that compete, or that few resources each serve alone."""
    month, needs = board.month, len(board.month.needs)
    return needs >= _SEVERAL and (
        len(month.capacity) < _PLENTY * needs or plain(month, ways(month))
    )


@dataclass(frozen=True, slots=True)
class _Phase:
    """Some of the time.

    Attributes:
        stage: What the pieces improve.
        share: Of the time that is left then.
        jobs: What is solved beside over all needs, where these are few enough.
    """

    stage: Stage
    share: float
    jobs: tuple[Job, ...] = ()


def _stages(board: Board) -> list[_Phase]:
    """Levels to be improved together, each stage with its share of the time that is left then.

    First as many needs as possible whatever fit that costs, then the best fit for these, which is much easier than
    everything at once, which comes last. Evenness before fit is too wide to be joined with it.
    """
    urgent = sum(aim.spec.urgency is not None for aim in board.aims)
    covering = sum(aim.spec.covers for aim in board.aims)
    counted = sums(board.aims)
    last = len(counted) - 1
    if len(board.month.needs) >= _SEVERAL and not any(aim.step is not None for aim in counted):
        return [
            _Phase(Stage(0, urgent, 80), _BRIEF_SHARE),
            _Phase(Stage(urgent, len(counted), 60), _JOINT_SHARE),
            _Phase(Stage(urgent, len(counted), 60), 1.0),
        ]
    chosen = [
        _Phase(Stage(0, urgent, 80), _URGENT_SHARE),
        _Phase(Stage(urgent, covering, 150), _COVER_SHARE, (Job(urgent, covering, 1.0),)),
    ]
    if any(aim.step is not None for aim in counted):
        return [
            *chosen,
            _Phase(Stage(covering, len(counted), 60), _EVEN_SHARE),
            _Phase(Stage(last, len(counted), 150, fixed=True), 1.0),
        ]
    bounds = (Job(urgent, urgent + 1, 0.5, every=True), Job(last, last + 1, 1.0, every=True))
    return [
        *chosen,
        _Phase(
            Stage(covering, len(counted), 150, fixed=True),
            _FIT_SHARE,
            (Job(covering, len(counted), 1.0, fixed=True),),
        ),
        _Phase(Stage(urgent, len(counted), 60), 1.0, bounds),
    ]


def _searched(searchers: Sequence[Searcher], stage: Stage, until: Clock, clock: Clock) -> None:
    """Let every searcher work on a stage."""
    wait([started(partial(one.run, stage, until)) for one in searchers], clock)
