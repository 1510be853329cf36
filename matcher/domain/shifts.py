"""Which needs two plans treat differently."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from matcher.domain.effects import NeedShift, ShiftKind, Supply
from matcher.domain.plan import Assignment, Plan

_ORDER = (ShiftKind.GAINS, ShiftKind.LOSES, ShiftKind.MOVES)


def shifts_between(before: Plan, after: Plan) -> tuple[NeedShift, ...]:
    """Needs the plans treat differently: those that gain, lose, move, each by id."""
    ours, theirs = supplies(before.assignments), supplies(after.assignments)
    found = [
        NeedShift(need, _kind(need, ours, theirs), ours.get(need, ()), theirs.get(need, ()))
        for need in sorted(ours.keys() | theirs.keys())
        if ours.get(need) != theirs.get(need)
    ]
    return tuple(sorted(found, key=lambda shift: _ORDER.index(shift.kind)))


def supplies(assignments: Iterable[Assignment]) -> dict[str, tuple[Supply, ...]]:
    """Who serves each need, sorted by resource."""
    times: defaultdict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for item in assignments:
        key = (item.resource, item.unit)
        times[item.need][key] = times[item.need].get(key, 0) + item.times
    return {
        need: tuple(Supply(resource, unit, count) for (resource, unit), count in sorted(of.items()))
        for need, of in times.items()
    }


def _kind(need: str, ours: Mapping[str, object], theirs: Mapping[str, object]) -> ShiftKind:
    if need not in ours:
        return ShiftKind.GAINS
    return ShiftKind.MOVES if need in theirs else ShiftKind.LOSES


def shift_words(shifts: Sequence[NeedShift]) -> str:
    """变动 3 项：多满足 1 项，少满足 0 项，2 项换了承担方."""
    if not shifts:
        return "方案没有变动"
    counts = {kind: sum(shift.kind is kind for shift in shifts) for kind in ShiftKind}
    parts = [
        f"{words} {counts[kind]} 项"
        for kind, words in (
            (ShiftKind.GAINS, "多满足"),
            (ShiftKind.LOSES, "少满足"),
            (ShiftKind.MOVES, "换承担方"),
        )
        if counts[kind]
    ]
    return f"变动 {len(shifts)} 项：{'，'.join(parts)}"
