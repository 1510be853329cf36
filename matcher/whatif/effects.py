"""How two plans differ, and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from matcher.check import level_values
from matcher.domain import (
    Candidates,
    Effect,
    Level,
    LevelShift,
    Options,
    Plan,
    shift_words,
    shifts_between,
)

CHANGES, TIE_BREAK = "changes", "tie_break"


def measured(candidates: Candidates, options: Options, plan: Plan) -> dict[str, int]:
    """The levels of a plan as the present lists count them; pairs that are gone count nothing."""
    there = {(demand.need, demand.index) for demand in candidates.demands}
    kept = tuple(a for a in plan.assignments if (a.need, a.demand) in there)
    return level_values(candidates, options, replace(plan, assignments=kept))


def level_shifts(values: Mapping[str, int], levels: Sequence[Level]) -> tuple[LevelShift, ...]:
    """Levels against values before; the tie-break is left out, and the changes begin at none."""
    return tuple(
        LevelShift(
            level.name,
            level.label,
            0 if level.name == CHANGES else values.get(level.name),
            level.value,
            level.maximise,
            level.measure,
            level.proven,
        )
        for level in levels
        if level.name != TIE_BREAK
    )


def effect_between(
    candidates: Candidates,
    options: Options,
    before: Plan,
    after: Plan,
    seconds: float = 0.0,
    *,
    brief: bool = False,
) -> Effect:
    """What it would mean to put one plan in the place of another.

    Args:
        candidates: What the plan after was made from.
        options: Likewise.
        before: The one plan.
        after: The other.
        seconds: How long it took.
        brief: Tell only the levels up to the changes, which alone were decided.
    """
    decided = after.levels
    if brief:
        names = [level.name for level in decided]
        decided = decided[: names.index(CHANGES) + 1]
    shifts = shifts_between(before, after)
    return Effect(
        levels=level_shifts(measured(candidates, options, before), decided),
        shifts=shifts,
        proven=all(level.proven for level in decided),
        words=shift_words(shifts),
        seconds=seconds,
    )


def no_worse(effect: Effect) -> bool:
    """Whether no level about needs met gets worse; worse fit and changes are no loss of a need."""
    for level in effect.levels:
        if level.name == CHANGES:
            return True
        if level.better < 0:
            return False
        if level.better > 0:
            return True
    return True
