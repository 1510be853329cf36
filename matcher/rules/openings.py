"""When one event at a time fits: what needs that compete for the same openings may take together.

Each event needs an opening that suits its need, and an opening holds ``room`` events. By Hall's theorem
the events fit exactly when, for every set of openings, those needs that can use nothing outside it ask
for no more than it holds. Only unions of the needs' own sets of openings can be tight.
"""

from collections.abc import Iterable

from matcher.domain import Timetable

Openings = frozenset[int]


def hall_sets(suiting: Iterable[Openings]) -> tuple[Openings, ...]:
    """Every union of some of the sets, each once, the smallest first."""
    found: set[Openings] = set()
    for one in set(suiting):
        found |= {one} | {one | other for other in found}
    return tuple(sorted(found, key=lambda those: (len(those), sorted(those))))


def tight_sets(timetable: Timetable) -> tuple[tuple[int, frozenset[str]], ...]:
    """Pairs (events that fit, needs that can use nothing else), one for each union of openings."""
    sets = {need: frozenset(openings) for need, openings in timetable.suiting}
    return tuple(
        (timetable.room * len(those), frozenset(need for need, own in sets.items() if own <= those))
        for those in hall_sets(sets.values())
    )
