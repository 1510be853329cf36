"""Ways of serving as columns of a linear program, and its entries."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.solve.large.choices import Way
from matcher.solve.large.dual import Dual, Real
from matcher.solve.large.lean import Truth, Whole


class Entries:
    """Entries of rows, collected a block at a time."""

    def __init__(self) -> None:
        self._row: list[Whole] = []
        self._column: list[Whole] = []
        self._entry: list[Real] = []

    def add(self, row: Whole, column: Whole, entry: Real | Whole | float) -> None:
        """Some more; those in the same place add up."""
        self._row.append(row)
        self._column.append(column)
        self._entry.append(np.broadcast_to(np.asarray(entry, dtype=np.float64), row.shape))

    def made(self, columns: int) -> tuple[Whole, Whole, Real]:
        """Rows, columns and entries, sorted."""
        key = np.concatenate(self._row) * columns + np.concatenate(self._column)
        places, inverse = np.unique(key, return_inverse=True)
        entry = np.bincount(inverse, np.concatenate(self._entry), minlength=len(places))
        return places // columns, places % columns, entry.astype(np.float64)


@dataclass(frozen=True, slots=True)
class Shares:
    """Some ways, and one entry for each of their shares.

    Attributes:
        demand: Of each way.
        column: Of each share: the place of its way among these.
        pair: Of each share.
        times: Of each share.
    """

    demand: Whole
    column: Whole
    pair: Whole
    times: Whole


def shares_inside(one: Dual, inside: Truth) -> Shares:
    """The shares of some ways, told by their place among all."""
    nothing = np.zeros(0, dtype=np.int64)
    demand, column, pair, times = [nothing], [nothing], [nothing], [nothing]
    first = count = 0
    for those in one.ways:
        here = np.flatnonzero(inside[first : first + len(those.demand)])
        demand.append(those.demand[here])
        for at, pairs in enumerate(those.pairs):
            last = at == len(those.pairs) - 1
            column.append(count + np.arange(len(here)))
            pair.append(pairs[here])
            times.append(those.rest[here] if last else one.month.most[pairs[here]])
        first, count = first + len(those.demand), count + len(here)
    return Shares(*(np.concatenate(those) for those in (demand, column, pair, times)))


def shares_of_ways(ways: Sequence[tuple[int, Way]]) -> Shares:
    """The shares of some ways, each told with its demand."""
    shares = [(at, *share) for at, (_, way) in enumerate(ways) for share in way]
    column, pair, times = np.array(shares, dtype=np.int64).reshape(-1, 3).T
    return Shares(np.array([demand for demand, _ in ways], dtype=np.int64), column, pair, times)
