"""From candidates and decisions to the plan."""

from collections.abc import Iterator, Sequence
from time import monotonic

from matcher.domain import Candidates, Decision, Options, Plan, Progress, Stop, never, silent
from matcher.model import Model, build
from matcher.solve.decided import Settled, settle
from matcher.solve.engine import Clock, Task
from matcher.solve.greedy import carried, completed, first_plan
from matcher.solve.lexicographic import Maker, bounds_of, climb
from matcher.solve.polish import polished
from matcher.solve.race import Race
from matcher.solve.result import assignments, status
from matcher.solve.stages import Stage
from matcher.solve.wording import contradiction

ENGINES = "greedy + glop + cp-sat + highs"


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
    on_progress("正在建立模型", 0, 0)
    settled = settle(candidates, decisions, options, Clock(float("inf"), stop))
    if settled is None:
        raise contradiction(candidates, decisions, options, Clock(float("inf"), stop))
    model = build(candidates, decisions, options, previous=previous)
    clock = Clock(began + options.seconds, stop)
    with Race(len(model.month.variables)) as race:
        start, maker = _first(model, settled, options)
        reached = climb(model, start, race.run, clock, maker=maker, on_progress=on_progress)
    return Plan(
        status=status(reached.levels, stopped=stop()),
        levels=reached.levels,
        assignments=assignments(model, reached.values),
        seconds=monotonic() - began,
        seed=options.seed,
        workers=options.workers,
        engine=ENGINES,
    )


def _first(model: Model, settled: Settled, options: Options) -> tuple[Task, Maker]:
    """The month as a task, with a first plan that keeps every rule, and a maker of better ones."""
    bounds = bounds_of(model)
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

    first = filled(carried(model, bounds, base))
    task = Task(bounds, model.rows, hint=first, seed=options.seed, workers=options.workers)
    return task, Maker(guided, polish, filled)


def _uncounted(model: Model, stage: Stage) -> frozenset[str]:
    """Needs that may become unmet while a stage is improved: no level before it counts them."""
    if not all(goal.spec.covers for goal in stage.goals):
        return frozenset()
    urgencies = [goal.spec.urgency or model.month.options.urgent_from for goal in stage.goals]
    return frozenset(w.need for w in model.month.needs if w.urgency < min(urgencies))
