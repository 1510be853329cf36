"""Levels as something to maximise, joined into stages where the numbers allow."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from matcher.model import Model
from matcher.rules import LevelSpec, Row
from matcher.solve.engine import Bounds
from matcher.solve.stages import MERGE_LIMIT, Entries, entries_of, summed

CHANGES = "changes"
"""The level that counts what differs from the plan on the table."""


def stages_of(
    model: Model, specs: Sequence[LevelSpec], bounds: Bounds
) -> Iterator[list[tuple["Goal", int]]]:
    """Levels joined with factors where the numbers allow; the changes end a stage."""
    return joined([goal_of(model, spec, bounds) for spec in specs])


@dataclass(frozen=True, slots=True)
class Goal:
    """A level as something to maximise over the variables that are still free."""

    spec: LevelSpec
    entries: Entries
    width: int


def goal_of(model: Model, spec: LevelSpec, bounds: Bounds) -> Goal:
    """A level within these bounds; what is to be small counts negative."""
    entries = entries_of(model, spec)
    width = 1 + sum(abs(c) * (bounds[at][1] - bounds[at][0]) for c, at in entries)
    return Goal(spec, entries, width)


def joined(goals: Sequence[Goal]) -> Iterator[list[tuple[Goal, int]]]:
    """Levels joined with factors: those up to the changes, and those after, as far as numbers allow."""
    group: list[Goal] = []
    span = 1
    for goal in goals:
        if group and (span * goal.width > MERGE_LIMIT or group[-1].spec.name == CHANGES):
            yield _factored(group)
            group, span = [], 1
        group.append(goal)
        span *= goal.width
    if group:
        yield _factored(group)


def _factored(group: Sequence[Goal]) -> list[tuple[Goal, int]]:
    """Each goal with a factor that makes it worth more than all after it can add up to."""
    found: list[tuple[Goal, int]] = []
    factor = 1
    for goal in reversed(group):
        found.append((goal, factor))
        factor *= goal.width
    return found[::-1]


def objective_of(stage: Iterable[tuple[Goal, int]]) -> Entries:
    """The goals of a stage as one sum."""
    return summed((factor * c, at) for goal, factor in stage for c, at in goal.entries)


def no_worse(goal: Goal, values: Sequence[int], place: Mapping[int, int]) -> Row:
    """The rule that a goal stays as good as these values make it; ``place`` tells where variables went."""
    entries = tuple((c, place[at]) for c, at in goal.entries if at in place)
    reached = sum(c * values[at] for c, at in goal.entries if at in place)
    return Row(f"不低于：{goal.spec.label}", entries, low=reached)
