"""Level after level: each stage is solved under the condition that no level before gets worse."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from matcher.domain import Level, Progress
from matcher.model import Model
from matcher.solve.engine import Answer, Bounds, Clock, Found, Task
from matcher.solve.stages import Goal, Stage, bounds_of_goals, goals, joined

Engine = Callable[[Task, Clock], Answer]


@dataclass(frozen=True, slots=True)
class Reached:
    """How far the levels have come.

    Attributes:
        values: A value for each variable.
        levels: One for each level, in order.
    """

    values: tuple[int, ...]
    levels: tuple[Level, ...]


def climb(
    model: Model, start: Task, engine: Engine, clock: Clock, on_progress: Progress
) -> Reached:
    """Improve the start's hint level by level.

    Args:
        model: The month.
        start: Bounds and rows of the month, with a hint that keeps them all; its objective is not used.
        engine: What solves each stage.
        clock: When to end; at least the start's hint is returned whatever the time.
        on_progress: Told before each stage.
    """
    if start.hint is None:
        raise ValueError("the start needs a plan")
    stages = joined(goals(model, start.bounds))
    values, rows = start.hint, start.rows
    bounds: list[int] = []
    done = 0
    for at, stage in enumerate(stages):
        on_progress(_words(stage), done, len(model.levels))
        task = replace(start, rows=rows, objective=stage.objective, hint=values)
        answer = _solved(task, engine, _share(clock, len(stages) - at))
        values = _better(task, answer)
        bounds.append(_bound(task, answer))
        rows = (*rows, *(goal.at_least(goal.reached(values)) for goal in stage.goals))
        done += len(stage.goals)
    return Reached(values, _levels(stages, bounds, values))


def _levels(
    stages: Sequence[Stage], bounds: Sequence[int], values: Sequence[int]
) -> tuple[Level, ...]:
    """The levels as the last values reach them: a later stage may have improved an unproven one."""
    levels: list[Level] = []
    proven = True
    for stage, stage_bound in zip(stages, bounds, strict=True):
        found = bounds_of_goals(stage, stage_bound, values)
        for goal, (bound, met) in zip(stage.goals, found, strict=True):
            proven = proven and met
            levels.append(_level(goal, values, bound, proven))
    return tuple(levels)


def _words(stage: Stage) -> str:
    return "正在求解：" + "、".join(goal.spec.label for goal in stage.goals)


def _share(clock: Clock, stages_left: int) -> Clock:
    """Half of what is left to each stage but the last, so that each gets a turn and none waits for spare time."""
    return clock if stages_left == 1 else clock.sooner(clock.left / 2)


def _solved(task: Task, engine: Engine, clock: Clock) -> Answer:
    if task.hint is not None and task.value(task.hint) == task.ceiling:
        return Answer(Found.BEST, task.hint, task.ceiling)
    if clock.over:
        return Answer(Found.UNKNOWN)
    return engine(task, clock)


def _better(task: Task, answer: Answer) -> tuple[int, ...]:
    """The better of the hint and what the engine found."""
    if task.hint is None:
        raise ValueError("a stage needs a plan to start from")
    if answer.found is Found.NONE:
        raise RuntimeError("an engine says no plan exists although one is at hand")
    if answer.values is None or task.value(answer.values) < task.value(task.hint):
        return task.hint
    return answer.values


def _bound(task: Task, answer: Answer) -> int:
    return task.ceiling if answer.bound is None else min(task.ceiling, answer.bound)


def _level(goal: Goal, values: Sequence[int], bound: int | None, proven: bool) -> Level:
    return Level(
        name=goal.spec.name,
        label=goal.spec.label,
        value=goal.level(goal.reached(values)),
        bound=None if bound is None else goal.level(bound),
        proven=proven,
        maximise=goal.spec.maximise,
        measure=goal.spec.measure,
    )


def bounds_of(model: Model) -> Bounds:
    """Bounds of the variables, tightened by every row that is about one variable alone."""
    low = [0] * len(model.month.variables)
    high = [variable.high for variable in model.month.variables]
    for row in model.rows:
        if len(row.entries) == 1 and row.entries[0][0] == 1:
            at = row.entries[0][1]
            low[at] = max(low[at], low[at] if row.low is None else row.low)
            high[at] = min(high[at], high[at] if row.high is None else row.high)
    return tuple(zip(low, high, strict=True))
