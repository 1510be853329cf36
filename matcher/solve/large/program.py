"""The relaxation of a large month over some of its pairs, and what its prices prove about all of them.

Whether a resource takes part is left out: at its least it is times / most, which stands in its place in the limit
of sharers and in the caps of units. Prices are rounded to whole units of ``2**-shift``; the bound is computed from
them exactly, over every pair, whether the relaxation had it or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log2

import numpy as np
import numpy.typing as npt

from matcher.solve.large.aims import Aim
from matcher.solve.large.lean import UNLIMITED, Lean, Truth, Whole, promising

ONE = 2**20
"""Parts of one need that shares of a pair are counted in."""
_BITS = 61
_FINEST = 24


@dataclass(frozen=True, slots=True)
class Rows:
    """Conditions ``entry · column ≤ high`` (``= high`` where equal), one entry after the other, sorted by row.

    Attributes:
        row: Of each entry.
        column: Of each entry.
        entry: Whole.
        high: Of each row.
        equal: Of each row.
    """

    row: Whole
    column: Whole
    entry: Whole
    high: Whole
    equal: Truth


@dataclass(frozen=True, slots=True)
class Program:
    """All of a month as a linear program in whole numbers; columns are pairs, needs, servings, promises.

    Attributes:
        month: The month.
        rows: Every condition.
        low: Of each column.
        high: Of each column.
        needs: Column of the first need.
        servings: Column of the first serving of a need by a unit with several of its pairs.
        promises: Column of the first unit.
        own: Of each row: the pair without which it says nothing; -1 where there is none.
    """

    month: Lean
    rows: Rows
    low: Whole
    high: Whole
    needs: int
    servings: int
    promises: int
    own: Whole


class _Builder:
    """Collects rows a block at a time."""

    def __init__(self) -> None:
        self._row: list[Whole] = []
        self._column: list[Whole] = []
        self._entry: list[Whole] = []
        self._high: list[Whole] = []
        self._equal: list[Truth] = []
        self._own: list[Whole] = []
        self.count = 0

    def block(self, high: Whole, *, equal: bool = False, own: Whole | None = None) -> int:
        """New rows; the number of the first."""
        first = self.count
        self.count += len(high)
        self._high.append(high)
        self._equal.append(np.full(len(high), equal))
        self._own.append(np.full(len(high), -1, dtype=np.int64) if own is None else own)
        return first

    def add(self, row: Whole, column: Whole, entry: Whole | int) -> None:
        """Entries of rows that are there already."""
        self._row.append(row)
        self._column.append(column)
        self._entry.append(np.broadcast_to(np.asarray(entry, dtype=np.int64), row.shape))

    def rows(self) -> tuple[Rows, Whole]:
        """Everything, sorted by row and column."""
        row, column = _joined(self._row), _joined(self._column)
        order = np.lexsort((column, row))
        rows = Rows(
            row[order],
            column[order],
            _joined(self._entry)[order],
            _joined(self._high),
            np.concatenate([np.zeros(0, dtype=np.bool_), *self._equal]),
        )
        return rows, _joined(self._own)


def _joined(parts: Sequence[Whole]) -> Whole:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def program(month: Lean) -> Program:
    """The month as a linear program."""
    build = _Builder()
    pairs, needs = len(month.pairs), len(month.needs)
    share = ONE // np.maximum(month.most, 1)
    group, servings = _servings(month)
    first_serving, first_promise = pairs + needs, pairs + needs + len(servings)
    all_pairs = np.arange(pairs)
    demand_met = pairs + month.need_of_demand
    at = build.block(np.zeros(len(month.demands), dtype=np.int64), equal=True)
    build.add(at + month.demand, all_pairs, 1)
    build.add(at + np.arange(len(month.demands)), demand_met, -month.times)
    part = np.flatnonzero((month.most > 0) & (month.most < month.times[month.demand]))
    at = build.block(np.zeros(len(part), dtype=np.int64), own=part)
    build.add(at + np.arange(len(part)), part, 1)
    build.add(at + np.arange(len(part)), pairs + month.need[part], -month.most[part])
    _capacities(build, month)
    split = np.flatnonzero(month.splits)
    at = build.block(np.zeros(len(split), dtype=np.int64))
    place = _places(split, len(month.demands))
    sharing = np.flatnonzero(place[month.demand] >= 0)
    build.add(at + place[month.demand[sharing]], sharing, share[sharing])
    build.add(at + np.arange(len(split)), demand_met[split], -ONE * month.options.split_limit)
    _caps(build, month, share, group, servings, first_serving)
    _packs(build, month, pairs)
    _promises(build, month, first_promise)
    for need, positions in month.asked:
        at = build.block(np.full(1, -1, dtype=np.int64))
        build.add(np.full(len(positions), at), positions, -1)
        del need
    low = np.zeros(first_promise + len(month.units), dtype=np.int64)
    high = np.ones(len(low), dtype=np.int64)
    high[:pairs] = month.most
    high[first_promise:][~promising(month)] = 0
    low[pairs + np.array(month.asked_needs, dtype=np.int64)] = 1
    rows, own = build.rows()
    return Program(month, rows, low, high, pairs, first_serving, first_promise, own)


def _places(chosen: Whole, count: int) -> Whole:
    found = np.full(count, -1, dtype=np.int64)
    found[chosen] = np.arange(len(chosen))
    return found


def _servings(month: Lean) -> tuple[Whole, Whole]:
    """Of each pair the number of its serving, -1 where the pair itself tells; and the unit of each serving."""
    needs = max(1, len(month.needs))
    capped = month.cap[month.unit] < UNLIMITED
    key = np.where(capped, month.unit * needs + month.need, -1)
    values, inverse, counts = np.unique(key, return_inverse=True, return_counts=True)
    several = (counts > 1) & (values >= 0)
    number = np.cumsum(several) - 1
    return np.where(several[inverse], number[inverse], -1), values[several] // needs


def _capacities(build: _Builder, month: Lean) -> None:
    total = np.zeros(len(month.capacity), dtype=np.float64)
    np.add.at(total, month.resource, month.uses * month.most.astype(np.float64))
    tight = np.flatnonzero(total > month.capacity)
    place = _places(tight, len(month.capacity))
    at = build.block(month.capacity[tight])
    using = np.flatnonzero((place[month.resource] >= 0) & (month.most > 0))
    build.add(at + place[month.resource[using]], using, month.uses[using])


def _caps(
    build: _Builder, month: Lean, share: Whole, group: Whole, servings: Whole, first: int
) -> None:
    """Needs a unit may serve; a pair that is alone stands for its serving."""
    capped = np.flatnonzero(month.cap < UNLIMITED)
    place = _places(capped, len(month.units))
    at = build.block(month.cap[capped] * ONE)
    alone = np.flatnonzero((place[month.unit] >= 0) & (group < 0))
    build.add(at + place[month.unit[alone]], alone, share[alone])
    build.add(at + place[servings], first + np.arange(len(servings)), ONE)
    grouped = group >= 0
    demands = max(1, len(month.demands))
    pairs = np.flatnonzero(grouped)
    values, inverse = np.unique(group[pairs] * demands + month.demand[pairs], return_inverse=True)
    at = build.block(np.zeros(len(values), dtype=np.int64))
    build.add(at + inverse, pairs, 1)
    wanted = month.times[values % demands]
    build.add(at + np.arange(len(values)), first + values // demands, -wanted)
    once = month.times[month.demand] == 1
    pairs = np.flatnonzero(grouped & ~once & (month.most > 0))
    at = build.block(np.zeros(len(pairs), dtype=np.int64), own=pairs)
    build.add(at + np.arange(len(pairs)), pairs, share[pairs])
    build.add(at + np.arange(len(pairs)), first + group[pairs], -ONE)


def _packs(build: _Builder, month: Lean, needs: int) -> None:
    numbers = {weight.need: at for at, weight in enumerate(month.needs)}
    for pack in month.packs:
        at = build.block(np.full(1, pack.most, dtype=np.int64))
        columns = [place for _, place in pack.pairs]
        columns += [needs + numbers[need] for _, need in pack.needs]
        entries = [size for size, _ in pack.pairs] + [size for size, _ in pack.needs]
        build.add(
            np.full(len(columns), at),
            np.array(columns, dtype=np.int64),
            np.array(entries, dtype=np.int64),
        )


def _promises(build: _Builder, month: Lean, first: int) -> None:
    units = np.flatnonzero(promising(month))
    place = _places(units, len(month.units))
    at = build.block(np.zeros(len(units), dtype=np.int64))
    build.add(at + np.arange(len(units)), first + units, 1)
    pairs = np.flatnonzero(month.honouring)
    build.add(at + place[month.unit[pairs]], pairs, -1)


def gains(whole: Program, aim: Aim) -> Whole:
    """What each column adds to a level at most, in units of ``1 / ONE``."""
    month = whole.month
    found = np.zeros(len(whole.high), dtype=np.int64)
    pairs = aim.times * ONE - (-aim.takes) * (ONE // np.maximum(month.most, 1))
    if month.before is not None:
        pairs = pairs + aim.kept * -(-ONE // np.maximum(month.before, 1))
    found[: whole.needs] = pairs
    found[whole.needs : whole.servings] = aim.met * ONE
    found[whole.promises :] = aim.busy * ONE
    return found


def with_floor(whole: Program, aims: Sequence[tuple[Aim, int]]) -> Program:
    """The same with levels that must not get worse."""
    rows = whole.rows
    row, column, entry = [rows.row], [rows.column], [rows.entry]
    high = [rows.high]
    for number, (aim, reached) in enumerate(aims):
        gain = gains(whole, aim)
        columns = np.flatnonzero(gain)
        row.append(np.full(len(columns), len(rows.high) + number))
        column.append(columns)
        entry.append(-gain[columns])
        high.append(np.full(1, -reached * ONE, dtype=np.int64))
    made = Rows(
        _joined(row),
        _joined(column),
        _joined(entry),
        _joined(high),
        np.concatenate((rows.equal, np.zeros(len(aims), dtype=np.bool_))),
    )
    own = np.concatenate((whole.own, np.full(len(aims), -1, dtype=np.int64)))
    return Program(
        whole.month, made, whole.low, whole.high, whole.needs, whole.servings, whole.promises, own
    )


@dataclass(frozen=True, slots=True)
class Proof:
    """What prices prove.

    Attributes:
        bound: What the level cannot exceed.
        shift: Prices and costs are in units of ``2**-shift``.
        exact: The bound before rounding down, in those units of ``1 / ONE``.
        costs: What raising each column by one adds, prices considered, in the same.
    """

    bound: int
    shift: int
    exact: int
    costs: Whole


def proof(
    whole: Program, gain: Whole, prices: npt.NDArray[np.float64], high: Whole
) -> Proof | None:
    """The bound that prices of the rows prove; ``None`` when they are too large for whole numbers.

    gain · x ≤ max (gain - pA) x + p b for any prices p that are not negative where the row is no equation.
    """
    rows = whole.rows
    usable = np.where(rows.equal, prices, np.maximum(prices, 0.0))
    weight = np.abs(gain).astype(np.float64)
    np.add.at(weight, rows.column, np.abs(usable[rows.row] * rows.entry))
    total = float((weight * np.maximum(high, 1)).sum() + np.abs(usable * rows.high).sum()) + 1.0
    shift = min(_FINEST, floor(_BITS - log2(total)))
    if shift < 0:
        return None
    whole_prices = np.round(usable * 2.0**shift).astype(np.int64)
    costs = gain << shift
    np.subtract.at(costs, rows.column, whole_prices[rows.row] * rows.entry)
    best = np.where(costs > 0, high, whole.low)
    exact = int(costs @ best) + int(whole_prices @ rows.high)
    return Proof(exact // (ONE << shift), shift, exact, costs)
