"""Rows that whole numbers keep and fractions break."""

from dataclasses import dataclass, replace
from time import monotonic

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matcher.solve.engine import Clock
from matcher.solve.glop import Linear, Solved, maximised
from matcher.solve.large.lean import Truth, Whole
from matcher.solve.large.rounding import (
    UNIT,
    Columns,
    Rounded,
    Sums,
    Table,
    columns,
    entries_of,
    rounded,
)
from matcher.solve.large.tableau import sums_of_rows
from tests.profiles import examples

_FEW = examples(100)
_LARGEST = 2**30
_NO_HIGHS: Whole = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows of whole numbers with a whole point that keeps them.

    Attributes:
        entries: Of each row in each column.
        point: Of each column, none below 0.
        high: Of each row.
        equal: Whether each row is an equality.
    """

    entries: Table
    point: Whole
    high: Whole
    equal: Truth

    @property
    def columns(self) -> Columns:
        """The columns, each with an entry at least."""
        row, column = np.indices(self.entries.shape)
        return columns(row.ravel(), column.ravel(), self.entries.ravel())


@st.composite
def kept(draw: st.DrawFn) -> Kept:
    """Any of them."""
    rows, count = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    small = st.integers(-6, 6)
    entries = np.array(draw(st.lists(small, min_size=rows * count, max_size=rows * count)))
    point = np.array(draw(st.lists(st.integers(0, 3), min_size=count, max_size=count)))
    slack = np.array(draw(st.lists(st.integers(0, 3), min_size=rows, max_size=rows)))
    equal = np.array(draw(st.lists(st.booleans(), min_size=rows, max_size=rows)))
    entries = entries.reshape(rows, count)
    return Kept(entries, point, entries @ point + np.where(equal, 0, slack), equal)


def _sums(draw: st.DrawFn, rows: int, before: int) -> Sums:
    """Up to three sums of so many rows, and of rounded rows before, in whole and odd parts."""
    count = draw(st.integers(1, 3))
    part = st.one_of(st.integers(0, UNIT - 1), st.sampled_from([UNIT // 2, UNIT // 3, UNIT // 4]))
    either = st.one_of(st.integers(-2 * UNIT, 2 * UNIT), st.sampled_from([0, UNIT // 2, -UNIT]))
    times = draw(st.lists(part, min_size=count * rows, max_size=count * rows))
    often = draw(st.lists(either, min_size=count * before, max_size=count * before))
    return Sums(
        np.array(times, dtype=np.int64).reshape(count, rows),
        np.array(often, dtype=np.int64).reshape(count, before),
    )


def _rounded(sums: Sums, those: Kept, highs: Whole, before: Table) -> tuple[Rounded, Table]:
    """Rounded rows, and their entries."""
    cuts = rounded(sums, those.high, those.equal, highs, _LARGEST)
    return cuts, entries_of(cuts, those.columns, before)


def _no_rows(those: Kept) -> Table:
    return np.zeros((0, len(those.point)), dtype=np.int64)


def _generations(data: st.DataObject, those: Kept, count: int) -> tuple[Table, Whole]:
    """Entries and right-hand sides of rounded rows, so often rounded again."""
    highs, found = _NO_HIGHS, _no_rows(those)
    for _ in range(count):
        sums = data.draw(st.composite(_sums)(len(those.high), len(highs)))
        cuts, entries = _rounded(sums, those, highs, found)
        highs, found = np.concatenate((highs, cuts.high)), np.concatenate((found, entries))
    return found, highs


@_FEW
@given(kept(), st.data())
def test_a_whole_point_that_keeps_the_rows_keeps_rounded_ones_and_those_rounded_again(
    those: Kept, data: st.DataObject
) -> None:
    found, highs = _generations(data, those, 3)
    assert (found @ those.point <= highs).all()


@_FEW
@given(kept(), st.data())
def test_entries_of_two_columns_come_to_no_more_than_that_of_their_sum(
    those: Kept, data: st.DataObject
) -> None:
    first, second = those.entries[:, 0], those.entries[:, -1]
    table = np.stack((first, second, first + second), axis=1)
    three = Kept(table, np.zeros(3, dtype=np.int64), those.high, those.equal)
    entries, _ = _generations(data, three, 3)
    assert (entries[:, 0] + entries[:, 1] <= entries[:, 2]).all()


@_FEW
@given(kept(), st.data())
def test_no_entry_is_below_nothing_where_the_column_has_none_that_is(
    those: Kept, data: st.DataObject
) -> None:
    entries, _ = _generations(data, replace(those, entries=np.abs(those.entries)), 3)
    assert (entries >= 0).all()


def test_half_of_three_pairs_that_overlap_leaves_one_of_three() -> None:
    """X + y ≤ 1, y + z ≤ 1, x + z ≤ 1: half of each is x + y + z ≤ 1.5."""
    entries = np.array([[1, 1, 0], [0, 1, 1], [1, 0, 1]])
    those = Kept(
        entries, np.zeros(3, dtype=np.int64), np.ones(3, dtype=np.int64), np.array([False] * 3)
    )
    half = Sums(np.full((1, 3), UNIT // 2), np.zeros((1, 0), dtype=np.int64))
    cuts, found = _rounded(half, those, _NO_HIGHS, _no_rows(those))
    assert cuts.high.tolist() == [UNIT]
    assert found.tolist() == [[UNIT, UNIT, UNIT]]


def test_a_sum_whose_right_hand_side_is_whole_says_nothing_new() -> None:
    """Half of 3 · x + 5 · y ≤ 4."""
    entries = np.array([[3, 5]])
    those = Kept(entries, np.zeros(2, dtype=np.int64), np.array([4]), np.array([False]))
    half = Sums(np.array([[UNIT // 2]]), np.zeros((1, 0), dtype=np.int64))
    cuts, found = _rounded(half, those, _NO_HIGHS, _no_rows(those))
    assert len(cuts.high) == len(found) == 0


def test_more_of_what_is_left_counts_where_an_entry_loses_more_than_the_right_hand_side() -> None:
    """Of 7 · x + y ≤ 10 a quarter is 1.75 · x + 0.25 · y ≤ 2.5; of 0.75 half the part above 0.5 counts: 1.5 · x ≤ 2."""
    entries = np.array([[7, 1]])
    those = Kept(entries, np.zeros(2, dtype=np.int64), np.array([10]), np.array([True]))
    quarter = Sums(np.array([[UNIT // 4]]), np.zeros((1, 0), dtype=np.int64))
    cuts, found = _rounded(quarter, those, _NO_HIGHS, _no_rows(those))
    assert cuts.high.tolist() == [2 * UNIT]
    assert found.tolist() == [[UNIT + UNIT // 2, 0]]


def _triangle() -> Linear:
    """The most of x + y + z when any two come to one at most: half of each."""
    row = np.array([0, 0, 1, 1, 2, 2])
    column = np.array([0, 1, 1, 2, 0, 2])
    ones, many = np.ones(3), np.full(3, np.inf)
    return Linear(row, column, np.ones(6), -many, ones, np.zeros(3), many, ones)


def _solved(linear: Linear) -> Solved:
    found = maximised(linear, Clock(monotonic() + 60), None)
    assert found is not None
    assert found.values.tolist() == [0.5, 0.5, 0.5]
    return found


def test_the_sum_that_tells_a_column_has_it_once_and_no_other_that_lies_between_its_bounds() -> (
    None
):
    linear = _triangle()
    times = sums_of_rows(linear, _solved(linear), 3, 9)
    table = np.zeros((3, 3))
    table[linear.row, linear.column] = linear.entry
    told = np.abs(times @ table).round(9)
    assert sorted(told.tolist()) == [[0, 0, 1], [0, 1, 0], [1, 0, 0]]


def test_no_more_sums_are_told_than_asked_for_and_none_of_columns_beyond() -> None:
    linear = _triangle()
    solved = _solved(linear)
    assert len(sums_of_rows(linear, solved, 3, 2)) == 2
    assert len(sums_of_rows(linear, solved, 1, 9)) == 1
    assert len(sums_of_rows(linear, solved, 0, 9)) == 0
