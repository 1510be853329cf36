"""Narrowing takes off only what no plan can be."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.certify.narrowing import Narrowing
from matcher.rules import Row
from tests.profiles import examples

_WIDTH = 3


@st.composite
def _rows(draw: st.DrawFn) -> tuple[Row, ...]:
    """A few rows about three variables."""
    found = []
    for _ in range(draw(st.integers(1, 4))):
        variables = draw(st.lists(st.integers(0, _WIDTH - 1), unique=True, min_size=1))
        entries = tuple((draw(st.sampled_from((-3, -2, -1, 1, 2, 3))), at) for at in variables)
        low = draw(st.one_of(st.none(), st.integers(-6, 6)))
        high = draw(st.one_of(st.none(), st.integers(-6, 6)))
        found.append(Row("行", entries, low, high))
    return tuple(found)


def _keeps(row: Row, values: tuple[int, ...]) -> bool:
    total = sum(coefficient * values[at] for coefficient, at in row.entries)
    return (row.low is None or total >= row.low) and (row.high is None or total <= row.high)


@examples(100)
@given(_rows())
def test_whatever_keeps_the_rows_stays_in_the_box(rows: tuple[Row, ...]) -> None:
    found = Narrowing(rows).box(((0, 3),) * _WIDTH)
    for values in product(range(4), repeat=_WIDTH):
        if all(_keeps(row, values) for row in rows):
            assert all(low <= n <= high for n, (low, high) in zip(values, found, strict=True))


@pytest.mark.parametrize(
    ("row", "box"),
    [
        # 2a + b ≤ 3 with b ≥ 1: a is at most 1; 3 - 0 leaves b what it had.
        (Row("", ((2, 0), (1, 1)), high=3), ((0, 1), (1, 3))),
        # a - b ≥ 2 with b ≥ 1: a is at least 3, and then b at most 1.
        (Row("", ((1, 0), (-1, 1)), low=2), ((3, 3), (1, 1))),
    ],
)
def test_ends_worked_out_by_hand(row: Row, box: tuple[tuple[int, int], ...]) -> None:
    assert Narrowing((row,)).box(((0, 3), (1, 3))) == box


def test_a_row_that_nothing_can_keep_leaves_nothing() -> None:
    found = Narrowing((Row("", ((1, 0), (1, 1)), low=7),)).box(((0, 3), (0, 3)))
    assert any(low > high for low, high in found)


def test_one_step_leads_to_the_next() -> None:
    """A ≥ 3 makes b ≤ 1 by the first row, and that makes c at least 2 by the second."""
    rows = (Row("", ((1, 0), (1, 1)), high=4), Row("", ((1, 1), (1, 2)), low=3))
    assert Narrowing(rows).box(((3, 3), (0, 3), (0, 3))) == ((3, 3), (0, 1), (2, 3))
