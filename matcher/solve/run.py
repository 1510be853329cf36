"""From candidates and decisions to the plan."""

from collections.abc import Sequence
from time import monotonic

from matcher.domain import Candidates, Decision, Options, Plan, Progress, Stop, never, silent
from matcher.model import Model, build
from matcher.solve.decided import Settled, settle
from matcher.solve.engine import Clock, Task
from matcher.solve.greedy import completed, first_plan
from matcher.solve.lexicographic import bounds_of, climb
from matcher.solve.race import Race
from matcher.solve.result import assignments, status
from matcher.solve.wording import contradiction


def solve(
    candidates: Candidates,
    decisions: Sequence[Decision],
    options: Options,
    *,
    previous: Plan | None = None,
    on_progress: Progress = silent,
    stop: Stop = never,
) -> Plan:
    """Find the plan that is best level by level; the same plan whatever the order of the rows.

    Args:
        candidates: Who could serve whom.
        decisions: Locks, forbids and claims; the plan obeys them all.
        options: Time limit, seed, threads and limits of the plan.
        previous: The plan on the table, from which to change as little as the levels before allow.
        on_progress: Told before each step.
        stop: Asked at least every 50 ms; the best plan so far is returned after it says so.

    Raises:
        Contradiction: The decisions exclude each other; a smallest set of those that do is named.
        Cancelled: The user stopped before it was known whether the decisions exclude each other.
        ValueError: The candidates contradict themselves.
    """
    began = monotonic()
    on_progress("正在建立模型", 0, 0)
    settled = settle(candidates, decisions, options, Clock(float("inf"), stop))
    if settled is None:
        raise contradiction(candidates, decisions, options, Clock(float("inf"), stop))
    model = build(candidates, decisions, options, previous=previous)
    clock = Clock(began + options.seconds, stop)
    start = _first(model, settled, options)
    with Race() as race:
        reached = climb(model, start, race.run, clock, on_progress)
    return Plan(
        status=status(reached.levels, stopped=stop()),
        levels=reached.levels,
        assignments=assignments(model, reached.values),
        seconds=monotonic() - began,
        seed=options.seed,
        workers=options.workers,
    )


def _first(model: Model, settled: Settled, options: Options) -> Task:
    """The month as a task, with a first plan that keeps every rule."""
    bounds = bounds_of(model)
    base = [settled.times.get(pair.key, 0) for pair in model.month.pairs]
    values = completed(model, first_plan(model, bounds, base))
    return Task(bounds, model.rows, hint=values, seed=options.seed, workers=options.workers)
