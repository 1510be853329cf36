"""On which days a resource that holds one event at a time can serve each need."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from matcher.candidates.case import Offered, Wanted
from matcher.candidates.quantities import in_one_month
from matcher.candidates.setting import Setting
from matcher.domain import (
    Amount,
    Form,
    Offer,
    Pair,
    Period,
    Resource,
    Timetable,
    TimeWindow,
    Windows,
    meet,
)
from matcher.vocabulary.measures import Measures

MOST_SETS = 10
"""Openings, or different sets of them, up to which every combination is looked at."""
_HELD = frozenset({Form.SERVICE, Form.TALENT})


def timetables(
    pairs: Sequence[Pair],
    needs: Iterable[Wanted],
    offers: Mapping[str, Offered],
    setting: Setting,
) -> tuple[Timetable, ...]:
    """One for each resource whose openings could run short.

    Args:
        pairs: Who may serve whom.
        needs: Open needs.
        offers: By resource id.
        setting: The round.
    """
    if not setting.options.timetable:
        return ()
    known = {item.need.id: item for item in needs}
    asking: dict[str, dict[str, None]] = {}
    for pair in pairs:
        asking.setdefault(pair.resource, {})[pair.need] = None
    found = (
        _timetable(offers[resource], [known[need] for need in sorted(asking[resource])], setting)
        for resource in sorted(asking)
        if is_exclusive(offers[resource], setting.vocabulary.measures)
    )
    return tuple(table for table in found if table is not None)


def is_exclusive(item: Offered, measures: Measures) -> bool:
    """Whether a resource holds one event at a time: a place, or a service that is there on some days only."""
    resource, offer = item.resource, item.offer
    if not resource.times or not _counts_events(resource, offer, measures):
        return False
    if Form.SITE in item.forms:
        return True
    return bool(item.forms & _HELD) and all(_is_dated(window) for window in resource.times)


def _counts_events(resource: Resource, offer: Offer, measures: Measures) -> bool:
    """Whether its capacity is more than one event, not people or things, and not endless."""
    told = (resource.capacity_total, resource.capacity_per_round)
    counted = {amount.measure for amount in told if amount is not None}
    return offer.capacity is not None and offer.capacity > 1 and counted <= {"", *measures.sessions}


def _is_dated(window: TimeWindow) -> bool:
    one_day = window.first is not None and window.first == window.last
    return bool(window.weekdays and len(window.weekdays) < 5) or bool(window.month_days) or one_day


def _timetable(item: Offered, needs: Sequence[Wanted], setting: Setting) -> Timetable | None:
    suiting = {wanted.need.id: _days(item.resource, wanted) for wanted in needs}
    openings = sorted({day for days in suiting.values() for day in days})
    if min(len(openings), len(set(suiting.values()))) > MOST_SETS:
        return None
    place = {day: at for at, day in enumerate(openings)}
    return Timetable(
        resource=item.resource.id,
        room=_room(item.resource.capacity_per_round, openings, setting),
        openings=tuple(openings),
        suiting=tuple(
            (need, tuple(place[day] for day in days)) for need, days in suiting.items() if days
        ),
    )


def _room(per_round: Amount | None, openings: Sequence[date], setting: Setting) -> int:
    """Events one opening holds: by the options, or more where the list's own frequency says so."""
    told = in_one_month(per_round) if per_round is not None else None
    inside = sum(setting.month.first <= day <= setting.month.last for day in openings)
    return max(setting.options.events_per_opening, -(-(told or 0) // max(1, inside)))


def _days(resource: Resource, wanted: Wanted) -> tuple[date, ...]:
    first = max(wanted.period.first, resource.valid_from or wanted.period.first)
    last = min(wanted.period.last, resource.valid_to or wanted.period.last)
    if last < first:
        return ()
    return _common(resource.times, wanted.times, Period(first, last))


@lru_cache(maxsize=8192)
def _common(theirs: Windows, ours: Windows, period: Period) -> tuple[date, ...]:
    return tuple(
        day
        for day in period.days()
        if any(window.opens_on(day) for window in theirs) and meet(theirs, ours, Period(day, day))
    )
