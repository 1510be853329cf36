"""From candidates and decisions to the plan."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from time import monotonic

from matcher.domain import Candidates, Decision, Options, Plan, Progress, Stop, never, silent
from matcher.errors import Cancelled
from matcher.model import Model, build
from matcher.solve.background import Background
from matcher.solve.beside import Beside
from matcher.solve.decided import Settled, settle
from matcher.solve.engine import Clock, Task
from matcher.solve.flow import flowed
from matcher.solve.greedy import carried, completed, first_plan
from matcher.solve.improving import Maker
from matcher.solve.large.chooser import Chooser
from matcher.solve.large.evening import evened
from matcher.solve.large.exactly import Exactly
from matcher.solve.large.lean import tells_all
from matcher.solve.large.run import begun, improve, is_large
from matcher.solve.lexicographic import climb
from matcher.solve.polish import polished
from matcher.solve.race import Race
from matcher.solve.result import Standing, status
from matcher.solve.stages import Stage
from matcher.solve.standing import Board
from matcher.solve.tightening import tightened
from matcher.solve.wording import contradiction

_LATE_SECONDS = 0.3
"""How long after its time limit the work is asked to end, if it has not by itself."""
_RESERVE_SECONDS, _RESERVE_SHARE = 0.5, 0.05
"""How long before the time limit the engines end, so that what they have found by then is not lost."""
_BRIEF = 30_000
"""Months with no more pairs have a first plan so quickly that it is always waited for."""


def solve(
    candidates: Candidates,
    decisions: Sequence[Decision],
    options: Options,
    *,
    previous: Plan | None = None,
    on_progress: Progress = silent,
    stop: Stop = never,
) -> Plan:
    """See :func:`matcher.solve.solve`."""
    began = monotonic()
    brief = len(candidates.pairs) <= _BRIEF
    boards: list[Standing] = []

    def work(asked: Stop, say: Progress) -> Standing:
        watch = _Watch(began, asked, lambda: job.stopped, say)
        return _climbed(candidates, decisions, options, previous, watch, boards)

    job = Background(work)
    board = job.wait(
        deadline=began + options.seconds + _LATE_SECONDS,
        stop=stop,
        on_progress=on_progress,
        may_leave=lambda: bool(boards) or (job.stopped and not brief),
    )
    if board is None:
        if not boards:
            raise Cancelled
        board = boards[-1]
    answer = board.standing()
    return Plan(
        status=status(answer.levels, stopped=job.stopped),
        levels=answer.levels,
        assignments=answer.assignments,
        seconds=monotonic() - began,
        seed=options.seed,
        workers=options.workers,
        engine=answer.engine,
        before=None if previous is None else previous.pairs,
    )


@dataclass(frozen=True, slots=True)
class _Watch:
    """When the work began, whether it is asked to end and whether by the user, whom to tell.

    The first plan is not given up because the time is up: only the user can do without one.
    """

    began: float
    asked: Stop
    stopped: Stop
    say: Progress


def _climbed(
    candidates: Candidates,
    decisions: Sequence[Decision],
    options: Options,
    previous: Plan | None,
    watch: _Watch,
    boards: list[Standing],
) -> Standing:
    """All the work: where the best plan stands, which is told as soon as there is a first one."""
    watch.say("正在建立模型", 0, 0)
    until = Clock(watch.began + options.seconds, watch.asked)
    if pure := flowed(candidates, decisions, options, previous, until, boards.append):
        boards.append(pure)
        return pure
    endless = Clock(float("inf"), watch.stopped)
    settled = settle(candidates, decisions, options, endless)
    if settled is None:
        raise contradiction(candidates, decisions, options, endless)
    first = begun(candidates, decisions, options, previous, settled.times) if tells_all() else None
    if first is not None:
        boards.append(first.board)
    if first is not None and is_large(candidates, decisions):
        improve(first, until, watch.say, workers=options.workers, seed=options.seed)
        evened(first.board, until)
        return first.board
    due = watch.began + options.seconds - min(_RESERVE_SECONDS, options.seconds * _RESERVE_SHARE)
    clock = Clock(due, watch.asked)
    patience = watch.stopped if first is None else lambda: clock.over
    with ExitStack() as stack:
        race = stack.enter_context(Race(len(candidates.pairs)))
        try:
            model = build(candidates, decisions, options, previous=previous, stop=patience)
        except Cancelled:
            if first is None:
                raise
            return first.board
        known = None if first is None else first.table.all_times().tolist()
        start, maker = _first(model, settled, known)
        boards.append(board := Board(model, start))
        if first is not None:
            chooser = Chooser(first.table, first.board, clock, options.seed)
            stack.callback(chooser.close)
            exactly = Exactly(first.board, options.seed)
            maker = replace(maker, beside=Beside(board, start, chooser, exactly, race.alone))
        climb(board, start, race.run, clock, maker=maker, on_progress=watch.say)
    return board


def _first(
    model: Model, settled: Settled, known: Sequence[int] | None = None
) -> tuple[Task, Maker]:
    """The month as a task, with a first plan that keeps every rule, and a maker of better ones.

    Args:
        model: The month.
        settled: What serves the needs that decisions ask for.
        known: Times of each pair in a first plan that was made before; ``None`` = it is made here.
    """
    tight = tightened(model, model.bounds())
    bounds = tight.bounds
    base = [settled.times.get(pair.key, 0) for pair in model.month.pairs]

    def guided(relaxed: Sequence[float]) -> Iterator[tuple[int, ...]]:
        for by_need in (False, True):
            yield completed(model, first_plan(model, bounds, base, relaxed, by_need=by_need))

    def filled(values: Sequence[int]) -> tuple[int, ...]:
        return completed(model, first_plan(model, bounds, values[: len(base)]))

    def polish(stage: Stage, values: Sequence[int], clock: Clock) -> tuple[int, ...]:
        return polished(
            model,
            bounds,
            values,
            stage.objective,
            clock,
            fixed={key[0] for key in settled.times},
            may_drop=_uncounted(model, stage),
        )

    if known is None:
        known = first_plan(model, bounds, carried(model, bounds, base))
    first = completed(model, known)
    rows = (*model.rows, *tight.rows)
    chosen = model.month.options
    task = Task(bounds, rows, hint=first, seed=chosen.seed, workers=chosen.workers)
    return task, Maker(guided, polish, filled)


def _uncounted(model: Model, stage: Stage) -> frozenset[str]:
    """Needs that may become unmet while a stage is improved: no level before it counts them."""
    if not all(goal.spec.covers for goal in stage.goals):
        return frozenset()
    urgencies = [goal.spec.urgency or model.month.options.urgent_from for goal in stage.goals]
    return frozenset(w.need for w in model.month.needs if w.urgency < min(urgencies))
