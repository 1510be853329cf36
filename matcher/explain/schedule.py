"""When a project can run: the first and last day on which everybody's times meet."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from matcher.domain import Assignment, Need, Period, Resource, horizon, meet
from matcher.explain.sight import Sight

_LOOK_AHEAD_MONTHS = 12


def planned_days(
    need: Need, assignments: Sequence[Assignment], sight: Sight
) -> tuple[date | None, date | None]:
    """First and last day on which the need and all its resources are free; ``None``s when no day is found.

    The days of the need's own wish are searched, else the months the options allow; a wish for a
    season (暑假) is followed up to twelve months ahead.
    """
    resources = [sight.resources[item.resource] for item in assignments]
    for period in _searched(need, sight):
        first = next(_common(period, need, resources, backwards=False), None)
        if first is not None:
            return first, next(_common(period, need, resources, backwards=True), first)
    return None, None


def _searched(need: Need, sight: Sight) -> Iterator[Period]:
    """Where a day is looked for; the second is worked out only for those that need it."""
    yield _wished(need, sight)
    yield horizon(sight.month, _LOOK_AHEAD_MONTHS)


def _wished(need: Need, sight: Sight) -> Period:
    """The need's own dates within the months the options allow; open ends are those months' ends."""
    wished = horizon(sight.month, sight.options.horizon_months)
    lasts = [window.last for window in need.times if window.last is not None]
    if need.times and len(lasts) == len(need.times) and max(lasts) > wished.last:
        return Period(wished.first, max(lasts))
    return wished


def _common(
    period: Period, need: Need, resources: Sequence[Resource], *, backwards: bool
) -> Iterator[date]:
    days = (period.last - period.first).days
    for offset in range(days + 1):
        day = (
            period.last - timedelta(days=offset)
            if backwards
            else period.first + timedelta(days=offset)
        )
        if all(_free(day, need, resource) for resource in resources):
            yield day


def _free(day: date, need: Need, resource: Resource) -> bool:
    if resource.valid_from is not None and day < resource.valid_from:
        return False
    if resource.valid_to is not None and day > resource.valid_to:
        return False
    today = Period(day, day)
    return (
        meet(need.times, resource.times, today)
        and (not need.times or any(window.opens_on(day) for window in need.times))
        and (not resource.times or any(window.opens_on(day) for window in resource.times))
    )
