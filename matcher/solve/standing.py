"""Where the best plan so far stands, and its levels as users are told them."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from matcher.domain import Level
from matcher.model import Model
from matcher.solve.engine import Task
from matcher.solve.neighbours import owners
from matcher.solve.result import Reckoning, assignments
from matcher.solve.stages import Goal, Stage, bounds_of_goals, goals, joined

ENGINES = "greedy + glop + cp-sat + highs"


@dataclass(frozen=True, slots=True)
class Reached:
    """How far the levels have come.

    Attributes:
        values: A value for each variable.
        levels: One for each level, in order.
    """

    values: tuple[int, ...]
    levels: tuple[Level, ...]


class Board:
    """Where the best plan so far stands, with what is proven about it; read while it is written.

    Attributes:
        model: The month.
        stages: In order.
        owner: Of each variable, see :func:`matcher.solve.neighbours.owners`.
    """

    def __init__(self, model: Model, start: Task) -> None:
        self.model = model
        self.stages = joined(goals(model, start.bounds))
        self.owner = owners(model)
        self._values = hint_of(start)
        self._lock = Lock()
        self._told: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())

    def put(self, values: tuple[int, ...]) -> None:
        """A plan; one that is no better level by level does not replace the best."""
        with self._lock:
            if self._reached(values) > self._reached(self._values):
                self._values = values

    def _reached(self, values: Sequence[int]) -> list[int]:
        return [goal.reached(values) for stage in self.stages for goal in stage.goals]

    def expect(self, bound: int) -> None:
        """What the stage at work cannot exceed, as far as is known by now."""
        self._told = (self._told[0], (bound,))

    def bound(self, bound: int) -> None:
        """What the next stage cannot exceed, given the stages before it."""
        self._told = ((*self._told[0], bound), ())

    def reached(self) -> Reached:
        """The best plan and its levels; of stages not looked at yet no more is known than their ceiling."""
        bounds = sum(self._told, ())
        ceilings = tuple(stage.ceiling for stage in self.stages[len(bounds) :])
        values = self._values
        return Reached(values, _levels(self.stages, (*bounds, *ceilings), values))

    def standing(self) -> Reckoning:
        """The same as users are told it."""
        reached = self.reached()
        return Reckoning(reached.levels, assignments(self.model, reached.values), ENGINES)


def hint_of(task: Task) -> tuple[int, ...]:
    """The plan a stage starts from.

    Raises:
        ValueError: There is none.
    """
    if task.hint is None:
        raise ValueError("a stage needs a plan to start from")
    return task.hint


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
