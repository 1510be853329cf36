"""The nearly best ways of serving each demand, by the prices of all that is shared."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.solve.large.dual import Dual, Real, best_ways, costs_of
from matcher.solve.large.lean import UNLIMITED, Lean, Truth, Whole
from matcher.solve.large.table import Share

Way = tuple[Share, ...]
"""Shares that serve a demand in full."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Ways that are worth looking at, and who competes with whom for what these use.

    Attributes:
        ways: Of each demand, the best first.
        wanted: Of each need: what can run out and one of its ways uses, resources first, then units.
        wanting: Of each resource and unit: the needs that want it.
    """

    ways: Sequence[Sequence[Way]]
    wanted: Sequence[Sequence[int]]
    wanting: Sequence[Sequence[int]]


def choices_of(
    one: Dual, prices: Real, parts: Whole, most: int, *, apart: float = 0.0, seed: int = 0
) -> Choices:
    """At most so many ways of each demand, those that fall behind least at some prices.

    Args:
        one: The level.
        prices: Of each row.
        parts: Of each pair; see :func:`~matcher.solve.large.dual.priced`.
        most: Of each demand.
        apart: Of ways that lie no further apart than this some are drawn: else all needs of a kind would be told the
            same few of many resources that are as good as each other.
        seed: Of the drawing.
    """
    values, best = best_ways(one, costs_of(one, prices, parts))
    demand = np.concatenate([np.zeros(0, np.int64), *(those.demand for those in one.ways)])
    lost = (best[those.demand] - value for those, value in zip(one.ways, values, strict=True))
    behind = np.concatenate([np.zeros(0), *lost])
    behind += np.random.default_rng(seed).random(len(behind)) * apart
    order = np.lexsort((behind, demand))
    begins = np.concatenate(([0], np.cumsum(np.bincount(demand, minlength=len(best)))))
    chosen = order[np.arange(len(order)) - begins[demand[order]] < most]
    ways: list[list[Way]] = [[] for _ in range(len(best))]
    place = np.zeros(len(demand), dtype=np.bool_)
    place[chosen] = True
    told = _told(one, place)
    for at in chosen.tolist():
        ways[int(demand[at])].append(told[at])
    return choices_among(one, ways)


def choices_among(one: Dual, ways: Sequence[Sequence[Way]]) -> Choices:
    """Ways that are chosen already."""
    return Choices(ways, *_wants(one.month, one.priced, ways))


def _told(one: Dual, place: Truth) -> dict[int, Way]:
    """The shares of some ways, by their place among all."""
    most, found, first = one.month.most, dict[int, Way](), 0
    for those in one.ways:
        here = np.flatnonzero(place[first : first + len(those.demand)])
        shares = [
            zip(pairs[here].tolist(), most[pairs[here]].tolist(), strict=True)
            for pairs in those.pairs[:-1]
        ]
        last = zip(those.pairs[-1][here].tolist(), those.rest[here].tolist(), strict=True)
        found.update(zip((here + first).tolist(), zip(*shares, last, strict=True), strict=True))
        first += len(those.demand)
    return found


def _wants(
    month: Lean, priced: Truth, ways: Sequence[Sequence[Way]]
) -> tuple[list[list[int]], list[list[int]]]:
    units = len(month.capacity)
    scarce = priced[: units + len(month.units)].tolist()
    capped = (month.cap < UNLIMITED).tolist()
    need, resource, unit = month.need.tolist(), month.resource.tolist(), month.unit.tolist()
    wanted: list[set[int]] = [set() for _ in month.needs]
    for those in ways:
        for way in those:
            for at, _ in way:
                if scarce[resource[at]]:
                    wanted[need[at]].add(resource[at])
                if capped[unit[at]]:
                    wanted[need[at]].add(units + unit[at])
    wanting: list[list[int]] = [[] for _ in range(units + len(month.units))]
    for at, those_ in enumerate(wanted):
        for row in those_:
            wanting[row].append(at)
    return [sorted(those_) for those_ in wanted], wanting
