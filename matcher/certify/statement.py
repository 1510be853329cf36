"""What has to be proven: one statement after the other, each under what the levels before reached."""

from collections.abc import Sequence

from matcher.certify.exact import Box, Statement
from matcher.model import Model
from matcher.rules import LevelSpec, Row


def of_level(model: Model, spec: LevelSpec, kept: Sequence[Row], box: Box) -> Statement:
    """The statement about a level: its goal, to be made as large as possible (signs turned where less is better)."""
    return Statement((*model.rows, *kept), dict(_goal(model, spec)), box)


def at_least(model: Model, spec: LevelSpec, value: int) -> Row:
    """The condition that a level is no worse than this value."""
    entries = tuple((coefficient, at) for at, coefficient in _goal(model, spec))
    return Row(
        f"不低于：{spec.label}", entries, low=turned(spec, value - model.constant(spec.name))
    )


def turned(spec: LevelSpec, value: int) -> int:
    """A value as something of which more is better."""
    return value if spec.maximise else -value


def _goal(model: Model, spec: LevelSpec) -> tuple[tuple[int, int], ...]:
    """Pairs (variable, coefficient), one for each variable that counts."""
    sums = model.coefficients(spec.name)
    return tuple((at, turned(spec, c)) for at, c in sorted(sums.items()) if c)
