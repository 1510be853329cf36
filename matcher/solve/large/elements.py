"""What ways of serving are made of: a demand, each time of a pair, and that a pair is used at all.

A row that counts elements one by one counts no more than it counts for the way itself, so what is known of elements
holds for all ways at once. Only demands that several can share are told apart so: all others have few ways.
"""

from dataclasses import replace

import numpy as np

from matcher.solve.large.columns import Shares
from matcher.solve.large.dual import Costs, Dual
from matcher.solve.large.framed import Framed
from matcher.solve.large.lean import Whole
from matcher.solve.large.rounding import Columns, Table


class Elements:
    """The elements of a level's ways, and the rows they are in.

    Args:
        one: The level.
        framed: Its rows.

    Attributes:
        columns: Each element as a column: demands, then times of pairs, then their uses.
    """

    def __init__(self, one: Dual, framed: Framed) -> None:
        month = one.month
        several = month.times > 1
        self._framed, self._count = framed, len(month.demands)
        self._demands = np.flatnonzero(several)
        self._pairs = np.flatnonzero(several[month.demand] & (month.most > 0))
        self._place_of_demand = _places(self._demands, len(several))
        self._place_of_pair = _places(self._pairs, len(month.pairs))
        self.columns = self._columns(one)

    def _columns(self, one: Dual) -> Columns:
        month, framed, pairs = one.month, self._framed, self._pairs
        own = framed.row_of_group[framed.group[pairs]]
        unit = framed.first + len(month.capacity) + month.unit[pairs]
        row = (
            self._demands,
            framed.first + month.resource[pairs],
            np.where(own < 0, unit, framed.own + own),
        )
        ones = np.ones_like(pairs)
        entry = (np.ones_like(self._demands), month.uses[pairs], ones)
        whole = np.concatenate(row)
        return Columns(whole, np.concatenate(entry), np.arange(len(whole)))

    def less(self, costs: Costs, counted: Whole) -> tuple[Costs, Whole]:
        """What pairs add when what their elements count is taken off, and what is to be taken off of each demand."""
        (demands,), (times,), (uses,) = self._apart(counted[None])
        of_demand = np.zeros(self._count, dtype=np.int64)
        of_demand[self._demands] = demands
        of_times, takes, charge = costs.times.copy(), costs.takes.copy(), costs.charge.copy()
        of_times[self._pairs] -= times
        takes[self._pairs] -= uses
        charge[self._pairs] -= uses
        return replace(costs, times=of_times, takes=takes, charge=charge), of_demand

    def _apart(self, counted: Table) -> tuple[Table, Table, Table]:
        first, count = len(self._demands), len(self._pairs)
        return counted[:, :first], counted[:, first : first + count], counted[:, first + count :]


def first_of_units(framed: Framed, ways: Shares, some: Whole) -> Whole:
    """The places, among some shares, of the first of each unit in each way."""
    key = ways.column[some] * max(1, len(framed.unit)) + framed.group[ways.pair[some]]
    _, found = np.unique(key, return_index=True)
    return found


def _places(chosen: Whole, count: int) -> Whole:
    found = np.full(count, -1, dtype=np.int64)
    found[chosen] = np.arange(len(chosen))
    return found
