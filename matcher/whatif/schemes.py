"""Two schemes side by side."""

from collections.abc import Sequence

from matcher.domain import (
    Candidates,
    Decision,
    Level,
    LevelShift,
    Options,
    Plan,
    SchemeDifference,
    shift_words,
    shifts_between,
)
from matcher.whatif.effects import CHANGES, TIE_BREAK, measured


def compared(
    candidates: Candidates,
    options: Options,
    first: tuple[str, Plan, Sequence[Decision]],
    second: tuple[str, Plan, Sequence[Decision]],
) -> SchemeDifference:
    """What two schemes do differently, both counted by the present lists.

    Args:
        candidates: Of the month on the table.
        options: How it is matched.
        first: Name, plan and decisions of the one.
        second: Of the other.
    """
    shifts = shifts_between(first[1], second[1])
    ours, theirs = set(first[2]), set(second[2])
    return SchemeDifference(
        first=first[0],
        second=second[0],
        levels=_levels(candidates, options, first[1], second[1]),
        shifts=shifts,
        decisions_first=tuple(one.words for one in first[2] if one not in theirs),
        decisions_second=tuple(one.words for one in second[2] if one not in ours),
        words=shift_words(shifts) if shifts else "两个方案相同",
    )


def _levels(
    candidates: Candidates, options: Options, first: Plan, second: Plan
) -> tuple[LevelShift, ...]:
    before, after = (measured(candidates, options, plan) for plan in (first, second))
    labels: dict[str, Level] = {level.name: level for level in (*first.levels, *second.levels)}
    return tuple(
        LevelShift(name, level.label, before[name], after[name], level.maximise, level.measure)
        for name in after
        if name in before and name not in (CHANGES, TIE_BREAK)
        if (level := labels.get(name)) is not None
    )
