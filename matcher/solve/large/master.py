"""The best prices there are: a linear program over ways of serving, which better ways join by their price.

An ascent comes near such prices, and takes long to come nearer. Where all ways of a month can be looked at again and
again a few rounds of this find them exactly; ways that are nearly the best at these prices are what good plans are
made of.
"""

from dataclasses import dataclass

import numpy as np
from ortools.util.python.solve_interrupter import SolveInterrupter

from matcher.solve.engine import Clock
from matcher.solve.glop import AT_LOW, Basis, Linear, maximised, stopping
from matcher.solve.large.ascent import Ascended, Ascent, spread
from matcher.solve.large.columns import Entries, Shares, shares_inside
from matcher.solve.large.dual import ONE, PARTS, Dual, Real, best_ways, columns_of, costs_of
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
_DEAR = 20.0
"""What a row that has to be reached may lack costs so many times what a need is worth: ways may not be in yet."""
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
    """The program of a level: rows are demands, those of the level, and a unit's part in several demands of a need.

    Columns are ways, needs, promises, a unit's part in a need, and what rows that have to be reached lack.
    """

    def __init__(self, one: Dual, worth: float) -> None:
        self._one, self._dear = one, worth * _DEAR
        month, extra = one.month, one.extra
        self._demand = np.concatenate([np.zeros(0, np.int64), *(way.demand for way in one.ways)])
        count = max(1, len(month.demands))
        values, self._group = np.unique(month.unit * count + month.demand, return_inverse=True)
        self._unit = values // count
        need = month.need_of_demand[values % count]
        key = self._unit * max(1, len(month.needs)) + need
        _, serving, sizes = np.unique(key, return_inverse=True, return_counts=True)
        several = (sizes[serving] > 1) & one.priced[len(month.capacity) + self._unit]
        self._shared = np.flatnonzero(several)
        _, self._serving = np.unique(serving[self._shared], return_inverse=True)
        self._row_of_group = np.full(len(values), -1, dtype=np.int64)
        self._row_of_group[self._shared] = np.arange(len(self._shared))
        order = np.argsort(extra.column, kind="stable")
        self._extra_row = extra.row[order]
        self._extra_entry = (extra.entry / extra.unit[extra.row])[order]
        every = np.arange(columns_of(month)[-1] + 1)
        self._extra_begins = np.searchsorted(extra.column[order], every)
        self._high = one.high.astype(np.float64)
        self._high[one.first_extra :] /= extra.unit
        self._lacking = np.flatnonzero(self._high < 0)
        entry = np.abs(extra.entry / extra.unit[extra.row])
        total = np.bincount(extra.row, entry, minlength=len(extra.high))
        usual = total / np.maximum(1, np.bincount(extra.row, minlength=len(extra.high)))
        self._sizes = np.maximum(usual[self._lacking - one.first_extra], _LEAST)

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
        one, month = self._one, self._one.month
        linear = self._linear(inside)
        begin = None if before is None else before.begin(inside)
        found = maximised(linear, clock, interrupter, begin=begin)
        if found is None:
            return None
        duals = found.prices
        first = len(month.demands)
        own = np.maximum(duals[first + len(one.high) :], 0.0)
        prices = np.where(one.priced, np.maximum(duals[first : first + len(one.high)], 0.0), 0.0)
        value = float(linear.gain @ found.values) - self._dear * int((one.forced & one.open).sum())
        return _Solved(value, prices, self._parts(own), duals[:first], inside, found.basis)

    def _parts(self, own: Real) -> Whole:
        """How a unit's price is split among several demands of a need, by the prices of its parts in them."""
        part = np.ones(len(self._unit))
        total = np.bincount(self._serving, own)[self._serving]
        evenly = 1.0 / np.bincount(self._serving)[self._serving]
        part[self._shared] = np.where(total > _LEAST, own / np.maximum(total, _LEAST), evenly)
        parts: Whole = np.floor(part * PARTS + _LEAST).astype(np.int64)[self._group]
        return parts

    def _linear(self, inside: Truth) -> Linear:
        one, month = self._one, self._one.month
        ways = shares_inside(one, inside)
        needs, first = len(month.needs), len(month.demands)
        met = len(ways.demand)
        serve = met + needs + len(month.units)
        lack = serve + int(self._serving.max(initial=-1)) + 1
        columns = lack + len(self._lacking)
        entries = Entries()
        entries.add(ways.demand, np.arange(met), 1.0)
        entries.add(np.arange(first), met + month.need_of_demand, -1.0)
        self._limits(entries, ways, serve)
        self._extras(entries, ways, met)
        entries.add(first + self._lacking, lack + np.arange(len(self._lacking)), -1.0)
        gain = np.concatenate(
            (self._gains(ways), np.zeros(lack - serve), -self._dear / self._sizes)
        )
        most = np.full(columns, np.inf)
        most[met : met + needs], most[met + needs : serve] = one.open, one.promised
        tops = np.where(one.priced, self._high, np.inf)
        high = np.concatenate((np.zeros(first), tops, np.zeros(len(self._shared))))
        low = np.where(np.arange(len(high)) < first, 0.0, -np.inf)
        return Linear(*entries.made(columns), low, high, np.zeros(columns), most, gain)

    def _gains(self, ways: Shares) -> Real:
        """What ways, needs and promises add."""
        one, gain = self._one, self._one.gain
        worth = gain.times[ways.pair] * ways.times + gain.takes[ways.pair]
        of_way = np.bincount(ways.column, worth, minlength=len(ways.demand)) / ONE
        of_need = gain.met / ONE + np.where(one.forced & one.open, self._dear, 0.0)
        return np.concatenate((of_way, of_need, gain.busy / ONE))

    def _limits(self, entries: Entries, ways: Shares, serve: int) -> None:
        """Capacities and caps; a unit counts once in a need, whichever of its demands it has a part in."""
        month, first = self._one.month, len(self._one.month.demands)
        cap, own = first + len(month.capacity), first + len(self._one.high)
        entries.add(
            first + month.resource[ways.pair],
            ways.column,
            month.uses[ways.pair] * ways.times,
        )
        groups = len(self._unit)
        key = np.unique(ways.column * groups + self._group[ways.pair])
        column, group = key // groups, key % groups
        row = self._row_of_group[group]
        entries.add(own + row[row >= 0], column[row >= 0], 1.0)
        entries.add(cap + self._unit[group[row < 0]], column[row < 0], 1.0)
        entries.add(own + np.arange(len(self._shared)), serve + self._serving, -1.0)
        serving, at = np.unique(self._serving, return_index=True)
        entries.add(cap + self._unit[self._shared[at]], serve + serving, 1.0)

    def _extras(self, entries: Entries, ways: Shares, met: int) -> None:
        """The rows beside capacities and caps."""
        month = self._one.month
        takes, of_met, _, end = columns_of(month)
        every = np.arange(end - of_met)
        blocks = (
            (ways.pair, ways.column, ways.times),
            (takes + ways.pair, ways.column, np.ones_like(ways.pair)),
            (of_met + every, met + every, np.ones_like(every)),
        )
        first = len(month.demands) + self._one.first_extra
        for told, column, times in blocks:
            begins = self._extra_begins[told]
            size = self._extra_begins[told + 1] - begins
            at = np.repeat(np.arange(len(told)), size)
            place = begins[at] + np.arange(len(at)) - (np.cumsum(size) - size)[at]
            entry = self._extra_entry[place] * times[at]
            entries.add(first + self._extra_row[place], column[at], entry)
