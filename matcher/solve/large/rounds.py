"""The rounded rows of a level: what each counts of the elements of ways, of ways, and of all other columns."""

import numpy as np

from matcher.solve.large.columns import Shares
from matcher.solve.large.dual import Dual, Real, columns_of
from matcher.solve.large.elements import Elements
from matcher.solve.large.framed import Framed
from matcher.solve.large.lean import Truth, Whole
from matcher.solve.large.rounding import (
    SHIFT,
    UNIT,
    Columns,
    Rounded,
    Sums,
    Table,
    columns,
    entries_of,
    rounded,
)


def roundable(one: Dual) -> bool:
    """Whether everything in the rows of a level is whole."""
    extra = one.extra
    even = not (extra.entry % extra.unit[extra.row]).any()
    return even and not (one.high[one.first_extra :] % extra.unit).any()


class Rounds:
    """The rounded rows of a level.

    Args:
        one: The level; see :func:`roundable`.
        framed: Its rows.
        elements: Of its ways.

    Attributes:
        highs: The right-hand side of each.
        inner: What they count of each element.
        outer: What they count of needs, promises and units' parts; nothing of what rows lack, as no plan lacks any.
    """

    def __init__(self, one: Dual, framed: Framed, elements: Elements) -> None:
        self._framed, self._elements = framed, elements
        self._made: tuple[Rounded, ...] = ()
        at = framed.places(0)
        bounded = np.arange(at.parts)
        row, column, entry = framed.of_others()
        kept = column < at.lacking
        self._first_bound = framed.own + len(framed.shared)
        self._outer = columns(
            np.concatenate((row[kept], self._first_bound + bounded)),
            np.concatenate((column[kept], bounded)),
            np.concatenate((_whole(entry[kept]), np.ones_like(bounded))),
        )
        self._high = np.concatenate(
            (
                np.zeros(framed.first, dtype=np.int64),
                _whole(np.where(one.priced, framed.high, 0.0)),
                np.zeros(len(framed.shared), dtype=np.int64),
                np.concatenate((one.open, one.promised)).astype(np.int64),
            )
        )
        self._equal = np.arange(len(self._high)) < framed.first
        self.usable = np.ones(self._first_bound, dtype=np.bool_)
        self.usable[framed.first : framed.own] = one.priced & ~_giving(one)
        self.highs: Whole = np.zeros(0, dtype=np.int64)
        self.inner: Table = np.zeros((0, len(elements.columns.begins)), dtype=np.int64)
        self.outer: Table = np.zeros((0, at.lacking), dtype=np.int64)

    def columns(self, ways: Shares) -> Columns:
        """Ways as columns."""
        row, column, entry = self._framed.of_ways(ways)
        return columns(row, column, _whole(entry))

    def rounded(self, sums: Sums, bound: Whole, largest: int) -> Rounded:
        """The rounded rows of sums, with rows that keep some columns below their bounds so often that nothing is lost there.

        Args:
            sums: Of the program's own rows, and of all rounded rows.
            bound: Places of needs, and promises after them, that are at their bounds.
            largest: No entry of a rounded row is larger.
        """
        times = np.zeros((len(sums.times), len(self._high)), dtype=np.int64)
        times[:, : self._first_bound] = sums.times
        told = self._outer.summed(times)[:, bound]
        told += sums.often @ self.outer[:, bound] >> SHIFT
        times[:, self._first_bound + bound] = -told & (UNIT - 1)
        most = max(largest, int(np.abs(self.highs).max(initial=0)))
        return rounded(Sums(times, sums.often), self._high, self._equal, self.highs, most)

    def of_others(self, cuts: Rounded) -> Table:
        """The entries of rows in all columns but ways."""
        return entries_of(cuts, self._outer, self.outer)

    def join(self, cuts: Rounded) -> None:
        """Some more rows."""
        inner = entries_of(cuts, self._elements.columns, self.inner)
        self.outer = np.concatenate((self.outer, self.of_others(cuts)))
        self.inner = np.concatenate((self.inner, inner))
        self.highs = np.concatenate((self.highs, cuts.high))
        self._made = (*self._made, cuts)

    def entries(self, ways: Shares, told: Table | None = None) -> Table:
        """The entries of all rows in some ways, no less than what the ways' elements count; ``told``: those of the first."""
        those = self.columns(ways)
        found = np.zeros((0, len(ways.demand)), dtype=np.int64) if told is None else told
        for cuts in self._made:
            if len(found) == cuts.sums.often.shape[1]:
                found = np.concatenate((found, entries_of(cuts, those, found)))
        return found


def _giving(one: Dual) -> Truth:
    """Rows that some way gives something to."""
    extra = one.extra
    found = np.zeros(len(one.high), dtype=np.bool_)
    takes_end = columns_of(one.month)[1]
    giving = (extra.entry < 0) & (extra.column < takes_end)
    found[one.first_extra + extra.row[giving]] = True
    return found


def _whole(entry: Real) -> Whole:
    return np.round(entry).astype(np.int64)
