"""Prices found by an accelerated ascent: each need spreads over its nearly best ways, the less the longer it goes on.

Spreading makes what is used of everything change smoothly with the prices, so that these move together and quickly to
where nearly everything fits; what is used then is nearly a plan, only fractional.
"""

from dataclasses import dataclass, replace
from math import log, sqrt

import numpy as np

from matcher.solve.engine import Clock
from matcher.solve.large.dual import (
    PARTS,
    Costs,
    Dual,
    Priced,
    Real,
    best_ways,
    columns_of,
    costs_of,
    of_needs,
    priced,
)
from matcher.solve.large.lean import Whole

_STEP = 0.5
_LEAST_CURVED = 0.2
"""Of what a row's curvature could be at most, the least that is reckoned with."""
_COLD = 12.0
"""Ways that are worth so many times the spread less than the best one do not count."""
_COOLING = 0.7
"""The part of the rounds after which the spread is at its least."""
_LEAST_VARIED, _FARTHEST = 0.1, 0.25
"""How quickly, at least, what a demand uses of a unit is taken to change with its part of the price; how far that moves."""
_FLOOR_CURVED = 0.005
_REFRESHED, _NEAR = 12, 40.0
"""After so many rounds every way is looked at again; in between those that fall behind by fewer spreads than these."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What needs use when they spread over their ways.

    Attributes:
        value: The smoothed bound.
        bound: What the prices prove, as far as floating point knows.
        times: Of each pair.
        takes: Of each pair, how far it is used.
        met: Of each need.
        busy: Of each unit.
    """

    value: float
    bound: float
    times: Real
    takes: Real
    met: Real
    busy: Real


@dataclass(frozen=True, slots=True)
class Ascended:
    """The best prices and what they say.

    Attributes:
        prices: Of each row.
        parts: Of each pair; see :func:`priced`.
        bound: What they prove, in floating point.
        spread: What is used at the last prices.
        heat: The spread at the end.
    """

    prices: Real
    parts: Whole
    bound: float
    spread: Spread
    heat: float

    def proven(self, one: Dual) -> Priced | None:
        """The proof in whole numbers."""
        return priced(one, self.prices, self.parts)


def evenly(one: Dual) -> Whole:
    """Every demand of a need bears the same part of a unit's price, as far as the unit could serve it."""
    return _parts(_Shared(one), None)


class _Shared:
    """Units with pairs in several demands of a need."""

    def __init__(self, one: Dual) -> None:
        month = one.month
        key = month.unit * max(1, len(month.demands)) + month.demand
        values, self.of_pair = np.unique(key, return_inverse=True)
        unit = values // max(1, len(month.demands))
        need = month.need_of_demand[values % max(1, len(month.demands))]
        _, self.group, count = np.unique(
            unit * max(1, len(month.needs)) + need, return_inverse=True, return_counts=True
        )
        self.count, self.unit = count, unit
        self.several = bool((count > 1).any())

    def normal(self, weight: Real) -> Real:
        """The same so that the demands of a need bear the whole price; evenly where they bear none."""
        total = np.bincount(self.group, weight, minlength=len(self.count))
        even, some = 1.0 / self.count[self.group], total[self.group] > 0
        return np.where(some, weight / np.where(some, total[self.group], 1.0), even)

    def weight(self, parts: Whole) -> Real:
        """What each demand bears by the parts of the pairs."""
        found = np.zeros(len(self.group))
        found[self.of_pair] = parts
        return self.normal(found)


def _parts(shared: _Shared, weight: Real | None) -> Whole:
    part = 1.0 / shared.count[shared.group] if weight is None else weight
    found: Whole = np.floor(part * PARTS * (1 + 2.0**-40)).astype(np.int64)
    over = np.bincount(shared.group, found, minlength=len(shared.count)) > PARTS
    found -= over[shared.group]
    return np.maximum(found, 0)[shared.of_pair]


def worth_of(one: Dual) -> float:
    """What a need is worth on average, when nothing has a price."""
    parts = np.zeros(len(one.month.pairs), dtype=np.int64)
    found = spread(one, np.zeros(len(one.high)), parts, 1.0)
    return max(1.0, found.bound / max(1.0, float(found.met[one.open].sum())))


def spread(one: Dual, prices: Real, parts: Whole, heat: float) -> Spread:
    """What needs use at some prices, and the bound."""
    month = one.month
    costs = costs_of(one, prices, parts)
    values, best = best_ways(one, costs)
    hits, weights, total = [], [], np.zeros(len(best))
    for those, value in zip(one.ways, values, strict=True):
        value -= best[those.demand]
        near = np.flatnonzero(value > -_COLD * heat)
        weight = np.exp(value[near] / heat)
        total += np.bincount(those.demand[near], weight, minlength=len(best))
        hits.append(near)
        weights.append(weight)
    smooth = costs.met + of_needs(one, best + heat * np.log(np.maximum(total, 1.0)))
    met, worth = _met(one, smooth, heat)
    exact = np.where(one.open, costs.met + of_needs(one, best), 0.0)
    exact = np.where(one.forced, exact, np.maximum(exact, 0.0))
    of_demand = met[month.need_of_demand] / np.maximum(total, 1.0)
    times, takes = np.zeros(len(month.pairs)), np.zeros(len(month.pairs))
    for those, near, weight in zip(one.ways, hits, weights, strict=True):
        chosen = weight * of_demand[those.demand[near]]
        for at, pairs in enumerate(those.pairs):
            here, last = pairs[near], at == len(those.pairs) - 1
            often = those.rest[near] if last else month.most[here]
            times += np.bincount(here, chosen * often, minlength=len(times))
            takes += np.bincount(here, chosen, minlength=len(takes))
    busy, promised = _met_if(costs.busy, heat)
    busy = np.where(one.promised, busy, 0.0)
    fixed = float(prices @ _heights(one))
    fair = float(np.where(one.promised, promised, 0.0).sum())
    hard = float(np.maximum(costs.busy, 0.0)[one.promised].sum())
    return Spread(fixed + worth + fair, fixed + float(exact.sum()) + hard, times, takes, met, busy)


def _heights(one: Dual) -> Real:
    high = one.high.astype(np.float64)
    high[one.first_extra :] /= one.extra.unit
    return high


def _met(one: Dual, smooth: Real, heat: float) -> tuple[Real, float]:
    """How far each need is met, and what that is worth."""
    met, worth = _met_if(smooth, heat)
    met = np.where(one.forced, 1.0, met)
    worth = np.where(one.forced, smooth, worth)
    return np.where(one.open, met, 0.0), float(worth[one.open].sum())


def _met_if(worth: Real, heat: float) -> tuple[Real, Real]:
    scaled = np.clip(worth / heat, -60.0, 60.0)
    return 1.0 / (1.0 + np.exp(-scaled)), heat * np.logaddexp(0.0, worth / heat)


def used(one: Dual, found: Spread, parts: Whole) -> Real:
    """What is used of each row."""
    month, extra = one.month, one.extra
    every = np.concatenate((found.times, found.takes, found.met, found.busy))
    entries = every[extra.column] * extra.entry
    return np.concatenate(
        (
            np.bincount(month.resource, found.times * month.uses, minlength=len(month.capacity)),
            np.bincount(
                month.unit, found.takes * (parts * (1.0 / PARTS)), minlength=len(month.units)
            ),
            np.bincount(extra.row, entries, minlength=len(extra.high)) / extra.unit,
        )
    )


def nearby(one: Dual, prices: Real, parts: Whole, most: float) -> Dual:
    """Only ways that are worth nearly as much as the best of their demand."""
    values, best = best_ways(one, costs_of(one, prices, parts))
    kept = (
        those.kept(value >= best[those.demand] - most)
        for those, value in zip(one.ways, values, strict=True)
    )
    return replace(one, ways=tuple(those for those in kept if len(those.demand)))


class Ascent:
    """Prices on their way up, to be gone on with."""

    def __init__(
        self,
        one: Dual,
        prices: Real | None = None,
        parts: Whole | None = None,
        *,
        held: bool = False,
    ) -> None:
        """Begin; ``held`` = what a point of the levels before is worth stays as it is."""
        self._one = one
        self._moving = one.priced.copy()
        if held and one.floors:
            self._moving[-one.floors :] = False
        self._shared = _Shared(one)
        self._parts = _parts(self._shared, None) if parts is None else parts
        self._weight = self._shared.weight(self._parts)
        self._high = _heights(one)
        self._most = _curved_at_most(one, self._high)
        start = np.zeros(len(one.high)) if prices is None else prices
        self._at = np.where(one.priced, np.maximum(start, 0.0), 0.0)
        self._ahead = self._at
        self._pace = 1.0
        self._near = one
        self.best: Ascended | None = None

    def run(self, hot: float, cold: float, rounds: int, clock: Clock) -> Ascended:
        """Go on for so many rounds, from one spread to a lesser one, or until the time is up."""
        rate = log(cold / hot) / max(1.0, _COOLING * rounds)
        for number in range(rounds):
            if number and clock.over:
                break
            heat = max(cold, hot * float(np.exp(rate * number)))
            whole = number % _REFRESHED == 0 or number == rounds - 1
            if whole:
                self._near = nearby(self._one, self._ahead, self._parts, heat * _NEAR)
            self._step(self._one if whole else self._near, heat)
        if self.best is None:
            raise RuntimeError("an ascent needs a round")
        return self.best

    def _step(self, one: Dual, heat: float) -> None:
        prices = self._ahead
        found = spread(one, prices, self._parts, heat)
        if self.best is None or (one is self._one and found.bound < self.best.bound):
            self.best = Ascended(prices, self._parts, found.bound, found, heat)
        else:
            kept = self.best
            self.best = Ascended(kept.prices, kept.parts, kept.bound, found, heat)
        lacking = np.where(self._moving, used(one, found, self._parts) - self._high, 0.0)
        curved = self._curved(found)
        to = np.maximum(0.0, prices + _STEP * heat * lacking / curved)
        moved = to - self._at
        if float(lacking @ moved) < 0:
            self._pace = 1.0
        pace = (1 + sqrt(1 + 4 * self._pace * self._pace)) / 2
        ahead = np.maximum(0.0, to + (self._pace - 1) / pace * moved)
        self._ahead, self._at, self._pace = np.where(one.priced, ahead, 0.0), to, pace
        if self._shared.several:
            self._shift(found.takes, prices, heat)

    def _curved(self, found: Spread) -> Real:
        """How quickly what is used of each row changes with its price."""
        one, month, extra = self._one, self._one.month, self._one.extra
        first, floors = one.first_extra, len(one.high) - one.floors
        most = np.maximum(month.most, 1)
        share = np.minimum(found.times / most, 1.0)
        varied = share * (1 - share)
        own = month.uses * month.most
        curved = np.concatenate(
            (
                np.bincount(month.resource, varied * own * own, minlength=len(month.capacity)),
                np.bincount(month.unit, varied, minlength=len(month.units)),
                np.zeros(len(extra.high)),
            )
        )
        if len(extra.row):
            every = np.concatenate((share, found.takes, found.met, found.busy))[extra.column]
            size = extra.entry / extra.unit[extra.row] * self._times(extra.column)
            at_least = np.where(first + extra.row >= floors, _FLOOR_CURVED, 0.0) * every
            vary = np.maximum(every * (1 - every), at_least)
            curved[first:] = np.bincount(extra.row, vary * size * size, minlength=len(extra.high))
        least = np.where(np.arange(len(curved)) < floors, _LEAST_CURVED * self._most, 1.0)
        return np.maximum(curved, least)

    def _times(self, column: Whole) -> Real:
        most = np.ones(columns_of(self._one.month)[-1])
        most[: len(self._one.month.pairs)] = np.maximum(self._one.month.most, 1)
        return most[column]

    def _shift(self, takes: Real, prices: Real, heat: float) -> None:
        """Let the demand that uses a unit more than a need's others bear more of its price."""
        shared = self._shared
        use = np.bincount(shared.of_pair, takes, minlength=len(shared.group))
        mean = np.bincount(shared.group, use)[shared.group] / shared.count[shared.group]
        price = prices[len(self._one.month.capacity) + shared.unit]
        varied = np.maximum(use * (1 - use), _LEAST_VARIED)
        moved = _STEP * heat * (use - mean) / (varied * np.maximum(price, heat))
        moved = np.clip(moved, -_FARTHEST, _FARTHEST)
        self._weight = shared.normal(np.maximum(self._weight + moved, 0.0))
        self._parts = _parts(shared, self._weight)


def _curved_at_most(one: Dual, high: Real) -> Real:
    month, extra = one.month, one.extra
    most = np.ones(len(high))
    np.maximum.at(most, month.resource, (month.uses * month.most).astype(np.float64))
    entry = np.abs(extra.entry) / extra.unit[extra.row]
    np.maximum.at(most, one.first_extra + extra.row, entry)
    found: Real = np.maximum(np.abs(high), 1.0) * most
    return found


def regret(one: Dual, prices: Real, parts: Whole) -> tuple[Real, Costs, Real]:
    """By how much the best way with each pair falls behind the best of its demand; the costs; what needs are worth."""
    costs = costs_of(one, prices, parts)
    values, best = best_ways(one, costs)
    found = np.full(len(one.month.pairs), np.inf)
    for those, value in zip(one.ways, values, strict=True):
        behind = best[those.demand] - value
        for pairs in those.pairs:
            np.minimum.at(found, pairs, behind)
    worth = np.where(one.open, costs.met + of_needs(one, best), 0.0)
    return found, costs, worth
