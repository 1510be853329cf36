"""The best prices there are: a linear program over ways of serving, which better ways join by their price.

An ascent comes near such prices, and takes long to come nearer. Where all ways of a month can be looked at again and
again a few rounds of this find them exactly; ways that are nearly the best at these prices are what good plans are
made of.
"""

from dataclasses import dataclass

import numpy as np
from ortools.util.python.solve_interrupter import SolveInterrupter

from matcher.solve.engine import Clock
from matcher.solve.glop import AT_LOW, Basis, maximised, stopping
from matcher.solve.large.ascent import Ascended, Ascent, spread
from matcher.solve.large.columns import shares_inside
from matcher.solve.large.dual import PARTS, Dual, Real, best_ways, costs_of
from matcher.solve.large.framed import Framed
from matcher.solve.large.lean import Truth, Whole

_ROUNDS = 30
_FIRST, _JOIN = 6, 3
"""How many ways of each demand it begins with, and how many may join at once."""
_CENTRE = 0.6
"""How far the second prices of a round stay with the best so far: those of the program alone leap about at first."""
_ENOUGH = 2.0**-14
"""Prices are good enough when what they prove lies no further above the program's value, as a share of it."""
_HOT, _COLD, _WARMING = 0.2, 0.01, 24
"""Spread and rounds of the ascent it begins with, as parts of what a need is worth."""
_COLDEST = 0.0005
"""The spread it is told with."""
_LEAST = 1e-6


def mastered(one: Dual, worth: float, clock: Clock, begin: Ascended | None = None) -> Ascended:
    """The best prices there is time for.

    Args:
        one: The level.
        worth: What a need is worth on average.
        clock: When to end.
        begin: Prices of the level to begin with, whatever the levels before reached then; ``None`` = they are sought.
    """
    if begin is None:
        best = Ascent(one).run(worth * _HOT, worth * _COLD, _WARMING, clock)
    else:
        best = _looked(one, worth, begin.prices, begin.parts)
    master = _Master(one, worth)
    inside = master.joining(best, None, _FIRST)
    solved: _Solved | None = None
    with stopping(clock) as interrupter:
        for _ in range(_ROUNDS):
            solved = None if clock.over else master.solved(inside, solved, clock, interrupter)
            if solved is None:
                break
            tried = [
                _looked(one, worth, *_between(best, solved, share)) for share in (0.0, _CENTRE)
            ]
            best = min([best, *tried], key=lambda found: found.bound)
            joining = inside.copy()
            for found in tried:
                joining |= master.joining(found, solved.demands, _JOIN)
            if (
                best.bound - solved.value <= _ENOUGH * abs(solved.value)
                or (joining == inside).all()
            ):
                break
            inside = joining
    return _looked(one, worth, best.prices, best.parts)


def _looked(one: Dual, worth: float, prices: Real, parts: Whole) -> Ascended:
    """What some prices prove."""
    found = spread(one, prices, parts, worth * _COLDEST)
    return Ascended(prices, parts, found.bound, found, worth * _COLDEST)


@dataclass(frozen=True, slots=True)
class _Solved:
    """The program over some ways.

    Attributes:
        value: What it comes to.
        prices: Of each row of the level.
        parts: Of each pair: how many of the parts of its unit's price its demand bears.
        demands: The least a way of each demand has to be worth to join.
        inside: The ways it has.
        basis: Where the simplex ended.
    """

    value: float
    prices: Real
    parts: Whole
    demands: Real
    inside: Truth
    basis: Basis

    def begin(self, inside: Truth) -> Basis:
        """Where to begin with some ways that have joined."""
        old, new = np.flatnonzero(self.inside), np.flatnonzero(inside)
        ways = np.full(len(new), AT_LOW)
        ways[np.searchsorted(new, old)] = self.basis.columns[: len(old)]
        return Basis(self.basis.rows, np.concatenate((ways, self.basis.columns[len(old) :])))


def _between(best: Ascended, solved: _Solved, share: float) -> tuple[Real, Whole]:
    """Prices between the best and the newest; parts rounded down, so that they are never more than all."""
    prices = share * best.prices + (1 - share) * solved.prices
    parts = np.floor(share * best.parts + (1 - share) * solved.parts).astype(np.int64)
    return prices, parts


class _Master:
    """The program of a level, over the ways that have joined."""

    def __init__(self, one: Dual, worth: float) -> None:
        self._one, self._framed = one, Framed(one, worth)
        self._demand = np.concatenate([np.zeros(0, np.int64), *(way.demand for way in one.ways)])

    def joining(self, found: Ascended, demands: Real | None, most: int) -> Truth:
        """The best ways of each demand at some prices, of those that are worth enough."""
        values, _ = best_ways(self._one, costs_of(self._one, found.prices, found.parts))
        value = np.concatenate([np.zeros(0), *values])
        enough = np.full(len(value), True)
        if demands is not None:
            enough = value > demands[self._demand] + _LEAST
        open_ = np.flatnonzero(enough)
        open_ = open_[np.lexsort((-value[open_], self._demand[open_]))]
        demand = self._demand[open_]
        begins = np.searchsorted(demand, demand)
        joins = np.zeros(len(value), dtype=np.bool_)
        joins[open_[np.arange(len(demand)) - begins < most]] = True
        return joins

    def solved(
        self,
        inside: Truth,
        before: _Solved | None,
        clock: Clock,
        interrupter: SolveInterrupter,
    ) -> _Solved | None:
        """The program over some ways, beginning with that over fewer; ``None`` when the time was up."""
        one, framed = self._one, self._framed
        linear = framed.linear(shares_inside(one, inside))
        begin = None if before is None else before.begin(inside)
        found = maximised(linear, clock, interrupter, begin=begin)
        if found is None:
            return None
        duals = found.prices
        first, own = framed.first, framed.own
        prices = np.where(one.priced, np.maximum(duals[first:own], 0.0), 0.0)
        value = float(linear.gain @ found.values) - framed.dear * int((one.forced & one.open).sum())
        return _Solved(
            value,
            prices,
            self._parts(np.maximum(duals[own:], 0.0)),
            duals[:first],
            inside,
            found.basis,
        )

    def _parts(self, own: Real) -> Whole:
        """How a unit's price is split among several demands of a need, by the prices of its parts in them."""
        framed = self._framed
        part = np.ones(len(framed.unit))
        total = np.bincount(framed.serving, own)[framed.serving]
        evenly = 1.0 / np.bincount(framed.serving)[framed.serving]
        part[framed.shared] = np.where(total > _LEAST, own / np.maximum(total, _LEAST), evenly)
        parts: Whole = np.floor(part * PARTS + _LEAST).astype(np.int64)[framed.group]
        return parts
