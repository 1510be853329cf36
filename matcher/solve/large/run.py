"""A large month from its arrays to the best plan there is time for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from threading import Event, Thread
from time import monotonic

import numpy as np
import numpy.typing as npt
from ortools.util.python.solve_interrupter import SolveInterrupter

from matcher.domain import Candidates, Decision, Options, Plan, Progress
from matcher.solve.engine import POLL_SECONDS, Clock
from matcher.solve.large.aims import Aim, known, specs, sums
from matcher.solve.large.board import Board
from matcher.solve.large.gains import gains_of
from matcher.solve.large.lean import Lean, Truth, lean, tells_all
from matcher.solve.large.overall import Job, Overall, take_over
from matcher.solve.large.program import Program, gains, program, with_floor
from matcher.solve.large.search import Guide, Searcher, Stage
from matcher.solve.large.simplex import Relaxed, relaxed
from matcher.solve.large.table import Share, Table, filled, urgent_first

LARGE = 9_000
"""Months with more pairs are planned here."""
_BEGIN = ((150_000, 12), (40_000, 3))
"""With more pairs than these the relaxation begins with so many of each demand, as was quickest when measured."""
_WORTH = 4
"""How many pairs of each demand, by what the relaxation says of them, are worth looking at."""
_RELAX_SHARE = 0.7
"""Most of the time that is left that one relaxation may take."""
_URGENT_SHARE, _COVER_SHARE, _EVEN_SHARE, _FIT_SHARE = 0.3, 0.35, 0.6, 0.5
"""Of the time that is left, what each kind of stage may take."""
_AGAIN = 6.0
"""The last bounds are worked out again when that takes no more than one part in so many of what is left."""
_EARLY = 24
"""How many needs a piece begins with beside the first relaxations."""
_SEVERAL = 1200
"""With fewer needs than these several searchers would be in each other's way."""

Settled = Mapping[tuple[str, int, str], int]


def is_large(candidates: Candidates) -> bool:
    """Whether a month is planned here."""
    return len(candidates.pairs) >= LARGE and tells_all()


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
        for need, shares in _shares(month, times).items():
            table.put(need, shares)
    if month.before is None:
        return
    kept = _shares(month, np.minimum(month.before, month.most))
    for need in urgent_first(month):
        shares = kept.get(need, [])
        if shares and need not in table.given and _whole(table, need, shares):
            table.put(need, shares)


def _shares(month: Lean, times: npt.NDArray[np.int64]) -> dict[int, list[Share]]:
    found: dict[int, list[Share]] = {}
    for at in np.flatnonzero(times).tolist():
        found.setdefault(int(month.need[at]), []).append((at, int(times[at])))
    return found


def _whole(table: Table, need: int, shares: Sequence[Share]) -> bool:
    """Whether shares serve a need in full, by few enough, with what is left."""
    served: dict[int, int] = {}
    sharing: dict[int, int] = {}
    for at, times in shares:
        demand = table.demand[at]
        served[demand] = served.get(demand, 0) + times
        sharing[demand] = sharing.get(demand, 0) + 1
    demands = range(table.first_demand[need], table.first_demand[need + 1])
    return (
        all(served.get(demand, 0) == table.times[demand] for demand in demands)
        and max(sharing.values()) <= table.month.options.split_limit
        and table.fits(need, shares)
    )


def improve(large: Large, clock: Clock, say: Progress, *, workers: int, seed: int) -> None:
    """Better plans and bounds until the time is up; every better plan is put on the board at once.

    Bounds come first, then the pieces of one stage after another; the bounds of the later levels are worked out
    beside the pieces of the levels before.
    """
    board, table = large.board, large.table
    guide = Guide()
    levels = gains_of(table, sums(board.aims))
    bounds = _Bounds(large, guide, say)
    several = len(board.month.needs) >= _SEVERAL
    count = workers if several and not levels.steps else 1
    searchers = [Searcher(table, board, levels, guide, seed + at) for at in range(count)]
    overall = Overall(board, levels, guide, seed)
    stages = _stages(board)
    try:
        _meanwhile(bounds, searchers[0], [phase.stage for phase in stages[:2]], clock)
        later = _started(lambda: bounds.rest(clock))
        for phase in stages:
            if clock.over:
                break
            stage = phase.stage
            take_over(table, board)
            last = phase is stages[-1]
            if last and not later.is_alive() and clock.left > _AGAIN * bounds.took:
                _wait([later], clock)
                later = _started(lambda: bounds.rest(clock))
            if board.unproven_in(stage.first, stage.upto):
                say("正在改进：" + board.told(stage.upto - 1), stage.first, len(board.aims) + 1)
                until = clock.sooner(clock.left * phase.share)
                jobs = phase.jobs if workers > 1 and not several else ()
                beside = _started(partial(overall.run, jobs, until))
                _searched(searchers, stage, until, clock, later)
                _wait([beside], clock)
        _wait([later], clock)
    finally:
        overall.close()
        for searcher in searchers:
            searcher.close()


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


def _meanwhile(
    bounds: "_Bounds", searcher: Searcher, stages: Sequence[Stage], clock: Clock
) -> None:
    """The first relaxations, and beside them small pieces, so that the plan does not wait for them."""
    first = _started(lambda: bounds.urgent(clock))

    def search() -> None:
        for stage in stages:
            searcher.run(replace(stage, size=_EARLY), clock, lambda: not first.is_alive())

    _wait([first, _started(search)], clock)


def _searched(
    searchers: Sequence[Searcher], stage: Stage, until: Clock, clock: Clock, later: "_Work"
) -> None:
    """Let every searcher work on a stage; the first at once, the others when the relaxations leave them a core."""

    def after(one: Searcher) -> None:
        _wait([later], until)
        one.run(stage, until)

    works = [_started(partial(searchers[0].run, stage, until))]
    works += [_started(partial(after, one)) for one in searchers[1:]]
    _wait(works, clock)


class _Work(Thread):
    """A thread whose error is raised where it is waited for."""

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__(daemon=True, name="large")
        self._work = work
        self.error: Exception | None = None

    def run(self) -> None:
        """Do the work."""
        try:
            self._work()
        except Exception as error:  # noqa: BLE001 - raised by whoever waits
            self.error = error


def _started(work: Callable[[], None]) -> _Work:
    made = _Work(work)
    made.start()
    return made


def _wait(threads: Sequence[_Work], clock: Clock) -> None:
    for thread in threads:
        while thread.is_alive() and not clock.over:
            thread.join(POLL_SECONDS)
        if thread.error is not None:
            raise thread.error


class _Bounds:
    """The relaxations, one level after another."""

    def __init__(self, large: Large, guide: Guide, say: Progress) -> None:
        self._large, self._guide, self._say = large, guide, say
        self._board = large.board
        self._month = large.board.month
        self._program: Program = program(self._month)
        self._inside = self._beginning()
        self.took = 0.0
        self._urgent = sum(aim.spec.urgency is not None for aim in self._board.aims)

    def _beginning(self) -> Truth:
        month = self._month
        inside = np.ones(len(self._program.high), dtype=np.bool_)
        for more, count in _BEGIN:
            if len(month.pairs) > more:
                inside[: len(month.pairs)] = _best(month, month.score, count)
                break
        return inside

    def urgent(self, clock: Clock) -> None:
        """The levels of the urgencies, and the one after them, on which the needs to meet depend."""
        for level in range(min(self._urgent + 1, len(self._board.aims))):
            if not clock.over:
                self._level(level, clock)

    def rest(self, clock: Clock) -> None:
        """The levels after these."""
        began = monotonic()
        for level in range(self._urgent + 1, len(self._board.aims)):
            if not clock.over:
                self._level(level, clock)
        self.took = monotonic() - began

    def _level(self, level: int, clock: Clock) -> None:
        board, aim = self._board, self._board.aims[level]
        if aim.step is not None:
            return
        self._say("正在估计上限：" + board.told(level), level, len(board.aims) + 1)
        reached = board.reached
        whole = with_floor(
            self._program,
            [
                pair
                for pair in zip(board.aims[:level], reached, strict=False)
                if pair[0].step is None
            ],
        )
        inside = self._inside.copy()
        inside[: len(self._month.pairs)] |= board.times > 0
        found = _interrupted(whole, aim, inside, clock.sooner(clock.left * _RELAX_SHARE))
        if found is None:
            return
        board.bound(level, found.proof.bound)
        self._inside |= found.inside & (found.values > 0)
        if level >= self._urgent:
            self._advise(found)
        if level <= self._urgent:
            self._follow(found)

    def _advise(self, found: Relaxed) -> None:
        """Tell the searchers which pairs are worth looking at, and what is lost where."""
        month, guide, count = self._month, self._guide, len(self._month.pairs)
        costs = found.proof.costs
        worth = _best(month, costs[:count], _WORTH) | (found.values[:count] > 2.0**-20)
        worth |= _best(month, month.score, 1)
        worth[[at for _, those in month.asked for at in those.tolist()]] = True
        guide.costs = costs[:count]
        guide.met = costs[count : count + len(month.needs)]
        guide.kernel = worth.tolist()
        guide.version += 1

    def _follow(self, found: Relaxed) -> None:
        """A plan that follows the relaxation is put on the board, if it is better."""
        month, count = self._month, len(self._month.pairs)
        given = _shares(month, self._board.times)
        liked = (found.values[:count] + month.score * 2.0**-20).tolist()
        met = found.values[count : count + len(month.needs)]
        made = Table(month)
        for need in month.asked_needs:
            made.put(need, given.get(need, []))
        filled(made, liked, urgent_first(month, met))
        self._board.put(made.all_times())


def _best(month: Lean, score: npt.NDArray[np.int64], count: int) -> Truth:
    """So many pairs of each demand, by a score."""
    order = np.lexsort((-score, month.demand))
    found = np.zeros(len(order), dtype=np.bool_)
    found[order] = np.arange(len(order)) - month.first_pair[month.demand[order]] < count
    return found


def _interrupted(whole: Program, aim: Aim, inside: Truth, clock: Clock) -> Relaxed | None:
    """The relaxation of a level, ended when the user stops; only needs the level counts, for its bound alone."""
    high = whole.high.copy()
    month = whole.month
    if aim.spec.urgency is not None:
        idle = (month.urgency < aim.spec.urgency) & (whole.low[whole.needs : whole.servings] == 0)
        high[: whole.needs][idle[month.need]] = 0
        high[whole.needs : whole.servings][idle] = 0
    interrupter, ended = SolveInterrupter(), Event()

    def watch() -> None:
        while not ended.wait(POLL_SECONDS):
            if clock.stop():
                interrupter.interrupt()
                return

    Thread(target=watch, daemon=True).start()
    try:
        return relaxed(whole, gains(whole, aim), high, inside, clock, interrupter)
    finally:
        ended.set()
