"""What has to be proven: one statement after the other, each under what the levels before reached."""

from collections.abc import Sequence

from matcher.certify.exact import Box, Statement
from matcher.model import Model
from matcher.rules import LevelSpec, Row


def of_level(model: Model, spec: LevelSpec, kept: Sequence[Row], box: Box) -> Statement:
    """The statement about a level: its goal, to be made as large as possible (signs turned where less is better)."""
    asked = [one.even for one in model.levels[: len(kept) + 1]]
    idle = frozenset[int]() if any(asked) else _steps(model)
    return Statement((*model.rows, *kept), dict(_goal(model, spec)), box, idle)


def _steps(model: Model) -> frozenset[int]:
    """Variables of evenness: they follow from the plan and bind nothing before their levels."""
    return frozenset(at for group in model.month.groups for _, _, at in group.steps)


def between(model: Model, spec: LevelSpec, value: int, best: int) -> Row:
    """The condition that a level is no worse than a value, and no better than what is proven to be the best."""
    low = turned(spec, value - model.constant(spec.name))
    high = turned(spec, best - model.constant(spec.name))
    return Row(f"不低于：{spec.label}", _entries(_goal(model, spec)), low, high)


def above(statement: Statement, reached: int) -> Row:
    """The condition that the goal exceeds what is reached."""
    return Row("更好", _entries(tuple(statement.goal.items())), low=reached + 1)


def turned(spec: LevelSpec, value: int) -> int:
    """A value as something of which more is better."""
    return value if spec.maximise else -value


def _entries(goal: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple((coefficient, at) for at, coefficient in goal)


def _goal(model: Model, spec: LevelSpec) -> tuple[tuple[int, int], ...]:
    """Pairs (variable, coefficient), one for each variable that counts."""
    sums = model.coefficients(spec.name)
    return tuple((at, turned(spec, c)) for at, c in sorted(sums.items()) if c)
