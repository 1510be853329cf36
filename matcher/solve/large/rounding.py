"""Rows that whole numbers keep and fractions break: any sum of rows, each so many times, with its entries rounded.

Of ``sum(a · x) ≤ b`` with whole ``x ≥ 0`` follows ``sum(F(a) · x) ≤ ⌊b⌋``, where ``F(a)`` is ``⌊a⌋`` and of what is
left as much as lies above the part of ``b`` that is lost, in parts of the rest (mixed-integer rounding: Nemhauser and
Wolsey, Integer and Combinatorial Optimization, II.1.7). What a row has left over is whole too, and counts like any
other column; what a rounded row has left over is not, and counts by the steepest slope of ``F``. Everything is in whole
numbers, and is rounded only once all of it is summed up.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matcher.solve.large.lean import Truth, Whole

UNIT = 2**20
"""Entries and times are counted in parts of this."""
SHIFT = 20
"""Its exponent."""
_FINE = UNIT**2
"""Parts of one that products are counted in, what is lost among them."""
_LEAST_LOST = _FINE // 50
"""Rows whose right-hand side loses less than this, or all but this, say little."""
_SAFE = 2.0**61
"""No sum may come to more."""

Table = npt.NDArray[np.int64]
"""A line for each of some rows."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of rows.

    Attributes:
        times: How often each row of the program is taken in each, in parts of :data:`UNIT`, less than all of it.
        often: How often each earlier rounded row is, of either sign.
    """

    times: Table
    often: Table

    def some(self, chosen: Whole | Truth) -> "Sums":
        """Only some of them."""
        return Sums(self.times[chosen], self.often[chosen])


@dataclass(frozen=True, slots=True)
class Rounded:
    """Rounded rows, by the sums they come of.

    Attributes:
        sums: Of rows.
        left: What each unit that a row of the program leaves over counts in each.
        beyond: The same of rounded rows, below 0 and told without the sign.
        lost: The part of each right-hand side that is rounded away, in parts of ``UNIT²``.
        high: Each right-hand side.
    """

    sums: Sums
    left: Table
    beyond: Table
    lost: Whole
    high: Whole

    def some(self, chosen: Whole | Truth) -> "Rounded":
        """Only some of them."""
        of_rows = (self.left[chosen], self.beyond[chosen])
        return Rounded(self.sums.some(chosen), *of_rows, self.lost[chosen], self.high[chosen])


@dataclass(frozen=True, slots=True)
class Columns:
    """Some columns of a program, in whole numbers, each with an entry at least.

    Attributes:
        row: Of each entry, those of a column one after the other.
        entry: Of each.
        begins: Where the entries of each column begin.
    """

    row: Whole
    entry: Whole
    begins: Whole

    def summed(self, times: Table) -> Table:
        """Entries of sums of rows."""
        if not len(self.begins):
            return np.zeros((len(times), 0), dtype=np.int64)
        found: Table = np.add.reduceat(times[:, self.row] * self.entry, self.begins, axis=1)
        return found


def columns(row: Whole, column: Whole, entry: Whole) -> Columns:
    """Columns that are told by their entries in any order."""
    order = np.argsort(column, kind="stable")
    begins = np.flatnonzero(np.diff(column[order], prepend=-1))
    return Columns(row[order], entry[order], begins)


def rounded(sums: Sums, high: Whole, equal: Truth, highs: Whole, largest: int) -> Rounded:
    """The rounded rows of sums, but for those that say little or have too large numbers.

    Args:
        sums: The sums.
        high: Right-hand side of each row of the program.
        equal: Whether each of these is an equality.
        highs: Right-hand side of each rounded row.
        largest: No entry of a rounded row and no right-hand side is larger.
    """
    sums = sums.some(np.abs(sums.often).sum(axis=1, dtype=np.float64) * largest < _SAFE)
    told = sums.often @ highs
    whole = sums.times @ high + (told >> SHIFT)
    lost = _finely(whole, told)
    over = (_FINE - lost)[:, None]
    beyond = -(np.minimum(sums.often, 0) * UNIT // (over >> SHIFT))
    some = (lost >= _LEAST_LOST) & (lost <= _FINE - _LEAST_LOST)
    some &= (np.abs(sums.often) + beyond).sum(axis=1, dtype=np.float64) * largest < _SAFE
    above = np.maximum((sums.times << SHIFT) - lost[:, None], 0)
    left = np.where(equal, 0, above * UNIT // over)
    every = Rounded(sums, left, beyond, lost, whole - (whole & (UNIT - 1)) - left @ high).some(some)
    return replace(every, high=every.high - (-(every.beyond @ highs) >> SHIFT))


def entries_of(cuts: Rounded, those: Columns, before: Table) -> Table:
    """The entries of rounded rows in some columns, in parts of :data:`UNIT`.

    They add up: those of two columns come to no more than that of a column which is the sum of both, and none is below 0
    where no entry of the column is.

    Args:
        cuts: The rows.
        those: The columns.
        before: What all rounded rows before them have there.
    """
    used = np.flatnonzero(cuts.sums.often.any(axis=0))
    often, beyond, earlier = cuts.sums.often[:, used], cuts.beyond[:, used], before[used]
    told, more = often @ earlier, beyond @ earlier
    base = those.summed(cuts.sums.times) + (told >> SHIFT)
    lost, over = cuts.lost[:, None], (_FINE - cuts.lost)[:, None]
    above = np.maximum(_finely(base, told) - lost, 0) * UNIT
    rest = (above % over) * UNIT + (more & (UNIT - 1)) * over
    whole = base - (base & (UNIT - 1)) + above // over + (more >> SHIFT)
    found: Table = whole + (rest >= over * UNIT) - those.summed(cuts.left)
    return found


def _finely(sums: Table, told: Table) -> Table:
    """What lies above a whole number, in parts of ``UNIT²``: of sums in parts of ``UNIT``, and what these leave out."""
    found: Table = ((sums & (UNIT - 1)) << SHIFT) + (told & (UNIT - 1))
    return found
