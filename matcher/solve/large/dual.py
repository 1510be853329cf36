"""What any prices of all that is shared prove: with them each need is on its own and has an exact best way.

Shared are capacities, caps of units, sums beside them, promises, and levels that must not get worse. A unit's price
counts once for a need, in parts for its several demands. Prices are rounded to whole units of ``2**-shift``, and the
bound is computed from them exactly, in whole numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log2
from typing import Any

import numpy as np
import numpy.typing as npt

from matcher.solve.large.aims import Aim
from matcher.solve.large.lean import UNLIMITED, Lean, Truth, Whole, promising
from matcher.solve.large.ways import Ways

ONE = 2**20
"""Parts of a point that gains are counted in."""
PARTS = 2**10
"""Parts that a unit's price is split in."""
_BITS = 61
_FINEST = 24

Real = npt.NDArray[np.float64]
Numbers = npt.NDArray[Any]
"""Whole where something is proven, real where it is looked for."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What a level counts, in units of ``1 / ONE``: of each time of a pair, its use, each need, each promise."""

    times: Whole
    takes: Whole
    met: Whole
    busy: Whole


def gain_of(month: Lean, aim: Aim) -> Gain:
    """A level's gains; using a pair may only cost, and keeping its times counts as parts of each time."""
    if (aim.takes > 0).any() or (aim.kept < 0).any():
        raise ValueError(f"the level {aim.spec.name} cannot be priced")
    times = aim.times * ONE
    if month.before is not None:
        times = times + aim.kept * -(-ONE // np.maximum(month.before, 1))
    return Gain(times, aim.takes * ONE, aim.met * ONE, aim.busy * ONE)


@dataclass(frozen=True, slots=True)
class Extra:
    """Entries of rows beside capacities and caps, one after the other; columns are times, uses, needs, promises.

    Attributes:
        row: Of each entry, counted from the first of these rows.
        column: Of each entry.
        entry: Whole.
        high: Of each row.
        unit: Of each row: what its entries are counted in.
    """

    row: Whole
    column: Whole
    entry: Whole
    high: Whole
    unit: Whole


@dataclass(frozen=True, slots=True)
class Dual:
    """A level of a month with everything shared to be priced: rows are resources, units, and the extra ones.

    Attributes:
        month: The month.
        ways: Of serving each demand.
        gain: What the level counts.
        extra: Rows beside resources and units; the last are the levels before.
        high: Of each row, none below 0 but for the extra ones.
        priced: Which rows can run out.
        open: Needs with a way for each demand.
        forced: Needs that have to be met.
        floors: How many levels before there are.
        promised: Which units have an open promise.
    """

    month: Lean
    ways: tuple[Ways, ...]
    gain: Gain
    extra: Extra
    high: Whole
    priced: Truth
    open: Truth
    forced: Truth
    floors: int
    promised: Truth

    @property
    def first_extra(self) -> int:
        """The first of the extra rows."""
        return len(self.month.capacity) + len(self.month.units)


@dataclass(frozen=True, slots=True)
class Costs:
    """What each time of a pair adds, its use, each need and each promise, prices considered.

    Attributes:
        times: Of each pair.
        takes: Of each pair, its part of the unit's price included.
        charge: That part alone, not above 0.
        met: Of each need.
        busy: Of each unit.
    """

    times: Numbers
    takes: Numbers
    charge: Numbers
    met: Numbers
    busy: Numbers


def dual(month: Lean, ways: tuple[Ways, ...], aim: Aim, before: Sequence[tuple[Aim, int]]) -> Dual:
    """A level of a month, with the levels before and what they must reach."""
    extra = _extra(month, before)
    most = np.bincount(
        month.resource,
        month.uses * month.most.astype(np.float64),
        minlength=len(month.capacity),
    )
    tight = (most > month.capacity) & (month.capacity < UNLIMITED)
    capped = month.cap < UNLIMITED
    high = np.concatenate(
        (np.where(tight, month.capacity, 0), np.where(capped, month.cap, 0), extra.high)
    )
    there = np.bincount(extra.row, minlength=len(extra.high)) > 0
    forced = np.zeros(len(month.needs), dtype=np.bool_)
    forced[month.asked_needs] = True
    return Dual(
        month,
        ways,
        gain_of(month, aim),
        extra,
        high,
        np.concatenate((tight, capped, there)),
        possible(month, ways),
        forced,
        len(before),
        promising(month),
    )


def possible(month: Lean, ways: Sequence[Ways]) -> Truth:
    """Needs whose every demand has a way."""
    some = np.zeros(len(month.demands), dtype=np.bool_)
    for one in ways:
        some[one.of] = True
    found = np.diff(month.first_demand) > 0
    found[month.need_of_demand[~some]] = False
    return found


class _Rows:
    """Collects extra rows a block at a time."""

    def __init__(self) -> None:
        nothing = np.zeros(0, dtype=np.int64)
        self.row, self.column, self.entry = [nothing], [nothing], [nothing]
        self.high, self.unit = [nothing], [nothing]
        self._count = 0

    def block(self, high: Whole, unit: int = 1) -> int:
        """New rows; the number of the first."""
        first = self._count
        self._count += len(high)
        self.high.append(high)
        self.unit.append(np.full(len(high), unit))
        return first

    def add(self, row: Whole | int, column: Whole, entry: Whole | int) -> None:
        """Entries of rows that are there."""
        self.row.append(np.broadcast_to(np.asarray(row), column.shape))
        self.column.append(column)
        self.entry.append(np.broadcast_to(np.asarray(entry), column.shape))

    def made(self) -> Extra:
        """Everything."""
        parts = (self.row, self.column, self.entry, self.high, self.unit)
        return Extra(*(np.concatenate(one).astype(np.int64) for one in parts))


def _extra(month: Lean, before: Sequence[tuple[Aim, int]]) -> Extra:
    rows = _Rows()
    _, met, busy, _ = columns_of(month)
    numbers = {weight.need: at for at, weight in enumerate(month.needs)} if month.packs else {}
    for pack in month.packs:
        columns = [place for _, place in pack.pairs]
        columns += [met + numbers[need] for _, need in pack.needs]
        sizes = [size for size, _ in pack.pairs] + [size for size, _ in pack.needs]
        at = rows.block(np.full(1, pack.most))
        rows.add(at, np.array(columns, dtype=np.int64), np.array(sizes, dtype=np.int64))
    units = np.flatnonzero(promising(month))
    honouring = np.flatnonzero(month.honouring)
    at = rows.block(np.zeros(len(units), dtype=np.int64))
    rows.add(at + np.arange(len(units)), busy + units, 1)
    rows.add(at + np.searchsorted(units, month.unit[honouring]), honouring, -1)
    for _, positions in month.asked:
        rows.add(rows.block(np.full(1, -1)), positions, -1)
    for aim, reached in before:
        gain = gain_of(month, aim)
        every = np.concatenate((gain.times, gain.takes, gain.met, gain.busy))
        counted = np.flatnonzero(every)
        rows.add(rows.block(np.full(1, -reached * ONE), ONE), counted, -every[counted])
    return rows.made()


def columns_of(month: Lean) -> tuple[int, int, int, int]:
    """Where uses, needs and promises begin among the columns, and their number."""
    pairs, needs = len(month.pairs), len(month.needs)
    return pairs, 2 * pairs, 2 * pairs + needs, 2 * pairs + needs + len(month.units)


def best_ways(one: Dual, costs: Costs) -> tuple[list[Numbers], Numbers]:
    """What each way is worth, and the most of each demand, which is 0 where it has no way."""
    whole = costs.times * one.month.most + costs.takes
    best = np.zeros(len(one.month.demands), dtype=whole.dtype)
    some = np.zeros(len(best), dtype=np.bool_)
    values = []
    for those in one.ways:
        last = those.pairs[-1]
        value = costs.times[last] * those.rest + costs.takes[last]
        for pairs in those.pairs[:-1]:
            value += whole[pairs]
        for pairs, again in zip(those.pairs, those.again, strict=True):
            value[again] -= costs.charge[pairs[again]]
        most = np.maximum.reduceat(value, those.begins)
        of = those.of
        best[of] = np.where(some[of], np.maximum(best[of], most), most)
        some[of] = True
        values.append(value)
    return values, best


def of_needs(one: Dual, of_demand: Numbers) -> Numbers:
    """Sums over each need's demands."""
    total = np.concatenate((np.zeros(1, dtype=of_demand.dtype), np.cumsum(of_demand)))
    first = one.month.first_demand
    found: Numbers = total[first[1:]] - total[first[:-1]]
    return found


@dataclass(frozen=True, slots=True)
class Priced:
    """What prices prove, in whole numbers.

    Attributes:
        sum: What the level cannot exceed when the levels before may be anything, in units of ``1 / unit``.
        floors: What each point of a level before takes from it, in the same units.
        unit: See above.
    """

    sum: int
    floors: tuple[int, ...]
    unit: int

    def bound(self, reached: Sequence[int]) -> int:
        """What the level cannot exceed in a plan that reaches as much in the levels before."""
        return self.finely(reached) // self.unit

    def finely(self, reached: Sequence[int]) -> int:
        """The same in units of ``1 / unit``."""
        less = sum(price * value for price, value in zip(self.floors, reached, strict=False))
        return self.sum - less


def priced(one: Dual, prices: Real, parts: Whole) -> Priced | None:
    """What prices prove; ``None`` when they are too large for whole numbers.

    Args:
        one: The level.
        prices: Of each row; those below 0 count as 0.
        parts: Of each pair: how many of the :data:`PARTS` of its unit's price its demand bears; those of a need's
            demands are at most all.
    """
    rounded = in_whole_numbers(one, prices, parts)
    if rounded is None:
        return None
    whole, costs, shift = rounded
    _, best = best_ways(one, costs)
    worth = np.where(one.open, costs.met + of_needs(one, best), 0)
    worth = np.where(one.forced & one.open, worth, np.maximum(worth, 0))
    total = int(worth.sum()) + int(np.maximum(costs.busy, 0)[one.promised].sum())
    others = len(whole) - one.floors
    total += int(whole[:others] @ one.high[:others])
    return Priced(total, tuple(int(price) * ONE for price in whole[others:]), ONE << shift)


def in_whole_numbers(one: Dual, prices: Real, parts: Whole) -> tuple[Whole, Costs, int] | None:
    """Prices and costs in units of ``1 / (ONE · 2**shift)``, and the shift; ``None`` when they are too large for that.

    Prices below 0 count as 0.
    """
    usable = np.where(one.priced, np.maximum(prices, 0.0), 0.0)
    extra = one.first_extra
    scaled = usable * ONE
    scaled[extra:] /= one.extra.unit
    shift = finest(size_of(one, scaled))
    if shift < 0:
        return None
    whole = np.round(scaled * 2.0**shift).astype(np.int64)
    charge = -((whole // PARTS)[len(one.month.capacity) + one.month.unit] * parts)
    return whole, whole_costs(one, whole, charge, shift), shift


def finest(size: float) -> int:
    """How often units may be halved so that sums of such a size stay small enough; below 0 = they are too large."""
    return min(_FINEST, floor(_BITS - log2(size)))


def size_of(one: Dual, prices: Real) -> float:
    """More than any sum can come to, in units of ``1 / ONE``, at prices in these units."""
    month, gain, extra = one.month, one.gain, one.extra
    first = one.first_extra
    column = np.bincount(
        extra.column,
        np.abs(prices[first + extra.row] * extra.entry),
        minlength=columns_of(month)[-1],
    )
    takes, met, busy, _ = columns_of(month)
    of_pair = np.abs(gain.times) + prices[month.resource] * month.uses + column[:takes]
    used = (
        of_pair * np.maximum(month.times[month.demand], 1) + np.abs(gain.takes) + column[takes:met]
    )
    used += prices[len(month.capacity) + month.unit]
    total = used.sum() + (np.abs(gain.met) + column[met:busy]).sum()
    total += (np.abs(gain.busy) + column[busy:]).sum() + np.abs(prices * one.high).sum()
    return float(total) * 2.0 + 2.0


def whole_costs(one: Dual, prices: Whole, charge: Whole, shift: int) -> Costs:
    """What columns add at prices in units of ``1 / (ONE · 2**shift)``; ``charge``: what using each pair adds for its unit."""
    month, gain, extra = one.month, one.gain, one.extra
    takes, met, busy, end = columns_of(month)
    less = np.zeros(end, dtype=np.int64)
    np.add.at(less, extra.column, prices[one.first_extra + extra.row] * extra.entry)
    return Costs(
        (gain.times << shift) - prices[month.resource] * month.uses - less[:takes],
        (gain.takes << shift) - less[takes:met] + charge,
        charge,
        (gain.met << shift) - less[met:busy],
        (gain.busy << shift) - less[busy:],
    )


def costs_of(one: Dual, prices: Real, parts: Whole) -> Costs:
    """The same in floating point, in points of the level."""
    month, gain, extra = one.month, one.gain, one.extra
    takes, met, busy, end = columns_of(month)
    scaled = prices[one.first_extra :] / extra.unit
    less = np.bincount(extra.column, scaled[extra.row] * extra.entry, minlength=end)
    charge = prices[len(month.capacity) + month.unit] * (parts * (-1.0 / PARTS))
    return Costs(
        gain.times * (1.0 / ONE) - prices[month.resource] * month.uses - less[:takes],
        gain.takes * (1.0 / ONE) - less[takes:met] + charge,
        charge,
        gain.met * (1.0 / ONE) - less[met:busy],
        gain.busy * (1.0 / ONE) - less[busy:],
    )
