"""Who could step in for a need that is met, and which needs hang on one unit."""

from matcher.domain import Backup, Pair
from matcher.explain.sight import Sight

_MOST = 3


def backups(sight: Sight) -> tuple[Backup, ...]:
    """One for each need the plan meets, by need.

    A backup serves a demand of the need instead of what the plan has there: it has room for the whole
    demand beside the plan, and its unit may serve one need more. Those of other units come first.
    """
    return tuple(_backup(need, sight) for need in sorted(sight.served))


def _backup(need: str, sight: Sight) -> Backup:
    serving = {item.resource for item in sight.served[need]}
    units = {item.unit for item in sight.served[need]}
    found: dict[str, Pair] = {}
    for pair in sight.need_pairs(need):
        if pair.resource not in serving and _has_room(pair, units, sight):
            found.setdefault(pair.resource, pair)
    best = sorted(found.values(), key=lambda pair: (pair.unit in units, -pair.score, pair.resource))
    able = {pair.unit for pair in sight.need_pairs(need)} | units
    alone = len(able) == 1
    return Backup(
        need=need,
        resources=tuple(pair.resource for pair in best[:_MOST]),
        units=tuple(pair.unit for pair in best[:_MOST]),
        alone=alone,
        unit=next(iter(able)) if alone else "",
    )


def _has_room(pair: Pair, serving: set[str], sight: Sight) -> bool:
    if pair.unit not in serving and sight.full(pair.unit):
        return False
    offer = sight.offers.get(pair.resource)
    times = next((d.times for d in sight.demands[pair.need] if d.index == pair.demand), 1)
    if offer is None or offer.capacity is None:
        return True
    return sight.used(pair.resource) + pair.uses * times <= offer.capacity
