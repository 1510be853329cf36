"""What has to be proven: one statement after the other, each under what the levels before reached."""

from collections.abc import Sequence

from matcher.certify.exact import Box, Statement
from matcher.model import Model
from matcher.rules import LevelSpec, Row


def start(model: Model) -> Box:
    """What each variable can be before anything is proven."""
    low = [0] * len(model.month.variables)
    high = [variable.high for variable in model.month.variables]
    for row in model.rows:
        if len(row.entries) == 1 and row.entries[0][0] == 1:
            at = row.entries[0][1]
            low[at] = low[at] if row.low is None else max(low[at], row.low)
            high[at] = high[at] if row.high is None else min(high[at], row.high)
    return tuple(zip(low, high, strict=True))


def of_level(model: Model, spec: LevelSpec, kept: Sequence[Row], box: Box) -> Statement:
    """The statement about a level: its goal, to be made as large as possible (signs turned where less is better)."""
    return Statement((*model.rows, *kept), dict(_goal(model, spec)), box)


def at_least(model: Model, spec: LevelSpec, value: int) -> Row:
    """The condition that a level is no worse than this value."""
    entries = tuple((coefficient, at) for at, coefficient in _goal(model, spec))
    return Row(f"不低于：{spec.label}", entries, low=turned(spec, value - constant(model, spec)))


def constant(model: Model, spec: LevelSpec) -> int:
    """What a level counts whatever the plan."""
    return sum(term.coefficient for term in model.terms[spec.name] if term.variable is None)


def turned(spec: LevelSpec, value: int) -> int:
    """A value as something of which more is better."""
    return value if spec.maximise else -value


def _goal(model: Model, spec: LevelSpec) -> tuple[tuple[int, int], ...]:
    """Pairs (variable, coefficient), one for each variable that counts."""
    sums: dict[int, int] = {}
    for term in model.terms[spec.name]:
        if term.variable is not None:
            sums[term.variable] = sums.get(term.variable, 0) + turned(spec, term.coefficient)
    return tuple((at, coefficient) for at, coefficient in sorted(sums.items()) if coefficient)
