"""What prices of all rows of a level prove, rounded rows included, of every way there is, in whole numbers.

What a rounded row counts for a way is not known before the way is; what it counts at least is, by the way's elements.
So ways are looked for by these, and valued by what the rows count indeed.
"""

from dataclasses import dataclass

import numpy as np

from matcher.solve.large.choices import Way
from matcher.solve.large.columns import Shares, shares_of_ways
from matcher.solve.large.dual import (
    ONE,
    Dual,
    Priced,
    Real,
    best_ways,
    finest,
    of_needs,
    size_of,
    whole_costs,
)
from matcher.solve.large.elements import Elements, first_of_units
from matcher.solve.large.framed import Framed
from matcher.solve.large.lean import Whole
from matcher.solve.large.near import Search
from matcher.solve.large.rounding import UNIT
from matcher.solve.large.rounds import Rounds

NO_WAY = -(2**60)
"""Less than any way is worth."""
_LARGE = 64
"""An entry of a rounded row that has a price is hardly ever larger."""
_SEEN, _SEEN_IN_ALL = 3_000, 40_000
"""With more ways of a demand that may be worth enough it is told loosely; so are all that are left after so many."""

ToldWays = list[tuple[int, Way]]
"""Ways, each with its demand."""


@dataclass(frozen=True, slots=True)
class Tolls:
    """Prices of all rows in whole numbers.

    Attributes:
        rows: Of the level's own rows.
        parts: Of the rows of units' parts in demands.
        active: Places of the rounded rows that have prices.
        cuts: Of each of these.
        shift: They are in units of ``1 / (ONE · 2**shift)``.
    """

    rows: Whole
    parts: Whole
    active: Whole
    cuts: Whole
    shift: int


def tolls(one: Dual, framed: Framed, rounds: Rounds, active: Whole, prices: Real) -> Tolls | None:
    """Prices of a program's rows in whole numbers, none below 0; ``None`` when they are too large for that.

    Args:
        one: The level.
        framed: Its rows.
        rounds: All rounded rows.
        active: Those of the program, in its order.
        prices: Of all rows of the program.
    """
    usable = np.maximum(prices, 0.0)
    own = framed.own + len(framed.shared)
    rows = np.where(one.priced, usable[framed.first : framed.own], 0.0) * ONE
    rows[one.first_extra :] /= one.extra.unit
    parts, cuts = usable[framed.own : own] * ONE, usable[own:] * ONE
    highest = np.abs(rounds.outer[active]).max(initial=UNIT, axis=1) / UNIT + _LARGE
    often = len(one.month.demands) + len(one.month.needs) + len(one.month.units)
    size = size_of(one, rows) + 2.0 * float(parts.sum() + cuts @ highest) * (often + 1)
    shift = finest(size)
    if shift < 0:
        return None
    return Tolls(
        np.round(rows * 2.0**shift).astype(np.int64),
        np.floor(parts * 2.0**shift).astype(np.int64),
        active,
        np.round(cuts * (2.0**shift / UNIT)).astype(np.int64),
        shift,
    )


class Closed:
    """What prices prove.

    Args:
        one: The level.
        framed: Its rows.
        elements: Of its ways.
        rounds: Its rounded rows.
        own: Prices.
    """

    def __init__(
        self, one: Dual, framed: Framed, elements: Elements, rounds: Rounds, own: Tolls
    ) -> None:
        self._one, self._framed, self._tolls, self._rounds = one, framed, own, rounds
        month = one.month
        row = framed.row_of_group[framed.group]
        of_unit = own.rows[len(month.capacity) + month.unit]
        charge = -np.where(row < 0, of_unit, np.append(own.parts, 0)[row])
        self._costs = whole_costs(one, own.rows, charge, own.shift)
        inner = own.cuts @ rounds.inner[own.active]
        self._outer = own.cuts @ rounds.outer[own.active]
        self._searched, self._less = elements.less(self._costs, inner)
        _, tops = best_ways(one, self._searched)
        self._tops = tops - self._less

    def values(self, ways: Shares, entries: Whole) -> Whole:
        """What ways are worth, by their entries in all rounded rows."""
        costs, tolls_ = self._costs, self._tolls
        found = -(tolls_.cuts @ entries[tolls_.active])
        of_pair = costs.takes - costs.charge
        added = costs.times[ways.pair] * ways.times + of_pair[ways.pair]
        np.add.at(found, ways.column, added)
        once = first_of_units(self._framed, ways, np.arange(len(ways.pair)))
        np.add.at(found, ways.column[once], costs.charge[ways.pair[once]])
        return found

    def better(self, best: Whole) -> tuple[ToldWays, Whole]:
        """Ways that may be worth more than the best known of their demand, and what none is worth more than.

        The second holds for demands with too many such ways, which are not all told; it is ``NO_WAY`` for all others.
        """
        one, found = self._one, list[tuple[int, Way]]()
        loose = np.full(len(best), NO_WAY)
        open_ = one.open[one.month.need_of_demand]
        for demand in np.flatnonzero(open_ & (self._tops > best)).tolist():
            least = int(best[demand] + self._less[demand]) + 1
            many = min(_SEEN, _SEEN_IN_ALL - len(found))
            search = Search(one, self._searched, demand, least, many)
            search.run()
            if search.many:
                loose[demand] = self._tops[demand]
            found += [(demand, way) for way in search.ways]
        return found, loose

    def proven(self, best: Whole) -> Priced:
        """What follows of what the best way of each demand is worth."""
        one, tolls_ = self._one, self._tolls
        others = len(tolls_.rows) - one.floors
        worth = self._of_needs(best)
        worth = np.where(one.forced & one.open, worth, np.maximum(worth, 0))
        total = int(worth[one.open].sum())
        at = self._framed.places(0)
        busy = self._costs.busy - self._outer[at.promises : at.parts]
        total += int(np.maximum(busy, 0)[one.promised].sum())
        total += int(np.maximum(self._of_parts(), 0).sum())
        total += int(tolls_.rows[:others] @ one.high[:others])
        highs = self._rounds.highs[tolls_.active].tolist()
        total += sum(price * high for price, high in zip(tolls_.cuts.tolist(), highs, strict=True))
        floors = tuple(int(price) * ONE for price in tolls_.rows[others:])
        return Priced(total, floors, ONE << tolls_.shift)

    def lacking(self, best: Whole, behind: int, seen: int) -> tuple[ToldWays, Whole] | None:
        """Every way of a plan that lacks no more than so much to what is proven, and what plans lack that use it.

        Args:
            best: What the best way of each demand is worth.
            behind: So much, in the unit of what is proven.
            seen: How many ways may be looked at; with more ``None`` comes of it.
        """
        one, month = self._one, self._one.month
        lost = np.where(one.forced, 0, np.maximum(-self._of_needs(best), 0))[month.need_of_demand]
        top = best + lost
        told: ToldWays = []
        for demand in np.flatnonzero((lost <= behind) & (best > NO_WAY)).tolist():
            least = int(top[demand] + self._less[demand]) - behind
            search = Search(one, self._searched, demand, least, seen - len(told) + 1)
            search.run()
            told += [(demand, way) for way in search.ways]
            if len(told) > seen:
                return None
        ways = shares_of_ways(told)
        lacks = top[ways.demand] - self.values(ways, self._rounds.entries(ways))
        kept = np.flatnonzero(lacks <= behind)
        return [told[at] for at in kept.tolist()], lacks[kept]

    def _of_needs(self, best: Whole) -> Whole:
        """What serving each need is worth."""
        at = self._framed.places(0)
        of_demands: Whole = of_needs(self._one, np.where(best > NO_WAY, best, 0))
        met: Whole = self._costs.met - self._outer[at.needs : at.promises] + of_demands
        return met

    def _of_parts(self) -> Whole:
        """What each unit's part in a need is worth that it could serve by several demands."""
        framed, own = self._framed, self._tolls
        at = framed.places(0)
        found = -self._outer[at.parts : at.lacking]
        np.add.at(found, framed.serving, own.parts)
        serving, some = np.unique(framed.serving, return_index=True)
        found[serving] -= own.rows[len(self._one.month.capacity) + framed.unit[framed.shared[some]]]
        return found
