"""A level as a linear program over ways of serving: rows are demands, what is shared, and a unit's part in demands.

Columns are ways, needs, promises, a unit's part in a need, and what rows that have to be reached lack.
"""

from dataclasses import dataclass

import numpy as np

from matcher.solve.glop import Linear
from matcher.solve.large.columns import Entries, Shares
from matcher.solve.large.dual import ONE, Dual, Real, columns_of
from matcher.solve.large.lean import Whole

_DEAR = 20.0
"""What a row that has to be reached may lack costs so many times what a need is worth: ways may not be in yet."""
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Places:
    """Where columns of each kind begin, after the ways.

    Attributes:
        needs: How far each need is met.
        promises: Of each unit.
        parts: A unit's part in a need that it could serve by several demands.
        lacking: What rows lack that have to be reached.
        end: After the last.
    """

    needs: int
    promises: int
    parts: int
    lacking: int
    end: int


class Framed:
    """The rows of a level, to be filled with ways.

    Args:
        one: The level.
        worth: What a need is worth on average.

    Attributes:
        dear: What a need that has to be met is worth more.
        shared: Units and demands, by their place among :attr:`unit`, whose parts are told apart.
        group: Of each pair: the place of its unit and demand.
        unit: Of each such place.
        serving: Of each of :attr:`shared`: the unit's part in the need.
        row_of_group: Of each place: its row among those of parts; -1 = none.
    """

    def __init__(self, one: Dual, worth: float) -> None:
        self._one, self.dear = one, worth * _DEAR
        month, extra = one.month, one.extra
        count = max(1, len(month.demands))
        values, self.group = np.unique(month.unit * count + month.demand, return_inverse=True)
        self.unit = values // count
        need = month.need_of_demand[values % count]
        key = self.unit * max(1, len(month.needs)) + need
        _, serving, sizes = np.unique(key, return_inverse=True, return_counts=True)
        several = (sizes[serving] > 1) & one.priced[len(month.capacity) + self.unit]
        self.shared = np.flatnonzero(several)
        _, self.serving = np.unique(serving[self.shared], return_inverse=True)
        self.row_of_group = np.full(len(values), -1, dtype=np.int64)
        self.row_of_group[self.shared] = np.arange(len(self.shared))
        order = np.argsort(extra.column, kind="stable")
        self._extra_row = extra.row[order]
        self._extra_entry = (extra.entry / extra.unit[extra.row])[order]
        every = np.arange(columns_of(month)[-1] + 1)
        self._extra_begins = np.searchsorted(extra.column[order], every)
        self.high = one.high.astype(np.float64)
        self.high[one.first_extra :] /= extra.unit
        self._lacking = np.flatnonzero(self.high < 0)
        entry = np.abs(extra.entry / extra.unit[extra.row])
        total = np.bincount(extra.row, entry, minlength=len(extra.high))
        usual = total / np.maximum(1, np.bincount(extra.row, minlength=len(extra.high)))
        self._sizes = np.maximum(usual[self._lacking - one.first_extra], _LEAST)

    @property
    def first(self) -> int:
        """The first row after those of demands."""
        return len(self._one.month.demands)

    @property
    def own(self) -> int:
        """The first row of units' parts in demands."""
        return self.first + len(self._one.high)

    def places(self, ways: int) -> Places:
        """Where the columns are when there are so many ways."""
        month = self._one.month
        promises = ways + len(month.needs)
        parts = promises + len(month.units)
        lacking = parts + int(self.serving.max(initial=-1)) + 1
        return Places(ways, promises, parts, lacking, lacking + len(self._lacking))

    def linear(self, ways: Shares) -> Linear:
        """The program over some ways."""
        one, first = self._one, self.first
        met, at = len(ways.demand), self.places(len(ways.demand))
        entries = Entries()
        self._add_ways(entries, ways)
        self._add_others(entries, at)
        gain = np.concatenate(
            (self._gains(ways), np.zeros(at.lacking - at.parts), -self.dear / self._sizes)
        )
        most = np.full(at.end, np.inf)
        most[met : at.promises], most[at.promises : at.parts] = one.open, one.promised
        tops = np.where(one.priced, self.high, np.inf)
        high = np.concatenate((np.zeros(first), tops, np.zeros(len(self.shared))))
        low = np.where(np.arange(len(high)) < first, 0.0, -np.inf)
        return Linear(*entries.made(at.end), low, high, np.zeros(at.end), most, gain)

    def of_ways(self, ways: Shares) -> tuple[Whole, Whole, Real]:
        """Rows, columns and entries of some ways alone."""
        entries = Entries()
        self._add_ways(entries, ways)
        return entries.made(max(1, len(ways.demand)))

    def of_others(self) -> tuple[Whole, Whole, Real]:
        """The same of all other columns."""
        entries, at = Entries(), self.places(0)
        self._add_others(entries, at)
        return entries.made(at.end)

    def _gains(self, ways: Shares) -> Real:
        """What ways, needs and promises add."""
        one, gain = self._one, self._one.gain
        worth = gain.times[ways.pair] * ways.times + gain.takes[ways.pair]
        of_way = np.bincount(ways.column, worth, minlength=len(ways.demand)) / ONE
        of_need = gain.met / ONE + np.where(one.forced & one.open, self.dear, 0.0)
        return np.concatenate((of_way, of_need, gain.busy / ONE))

    def _add_ways(self, entries: Entries, ways: Shares) -> None:
        """What ways take; a unit counts once in a demand, whichever of its resources has a part."""
        month, first = self._one.month, self.first
        entries.add(ways.demand, np.arange(len(ways.demand)), 1.0)
        used = month.uses[ways.pair] * ways.times
        entries.add(first + month.resource[ways.pair], ways.column, used)
        groups = max(1, len(self.unit))
        key = np.unique(ways.column * groups + self.group[ways.pair])
        column, group = key // groups, key % groups
        row = self.row_of_group[group]
        entries.add(self.own + row[row >= 0], column[row >= 0], 1.0)
        cap = first + len(month.capacity)
        entries.add(cap + self.unit[group[row < 0]], column[row < 0], 1.0)
        self._add_extras(entries, ways.pair, ways.column, ways.times)
        takes, *_ = columns_of(month)
        self._add_extras(entries, takes + ways.pair, ways.column, np.ones_like(ways.pair))

    def _add_others(self, entries: Entries, at: Places) -> None:
        """What needs, promises, and units' parts in needs take; a part counts once, in how many demands ever."""
        month, first = self._one.month, self.first
        entries.add(np.arange(first), at.needs + month.need_of_demand, -1.0)
        entries.add(self.own + np.arange(len(self.shared)), at.parts + self.serving, -1.0)
        serving, some = np.unique(self.serving, return_index=True)
        cap = first + len(month.capacity)
        entries.add(cap + self.unit[self.shared[some]], at.parts + serving, 1.0)
        _, met, _, end = columns_of(month)
        every = np.arange(end - met)
        self._add_extras(entries, met + every, at.needs + every, np.ones_like(every))
        lacking = at.lacking + np.arange(len(self._lacking))
        entries.add(first + self._lacking, lacking, -1.0)

    def _add_extras(self, entries: Entries, told: Whole, column: Whole, times: Whole) -> None:
        """What some columns take of the rows beside capacities and caps, each so many times."""
        begins = self._extra_begins[told]
        size = self._extra_begins[told + 1] - begins
        at = np.repeat(np.arange(len(told)), size)
        place = begins[at] + np.arange(len(at)) - (np.cumsum(size) - size)[at]
        row = self.first + self._one.first_extra + self._extra_row[place]
        entries.add(row, column[at], self._extra_entry[place] * times[at])
