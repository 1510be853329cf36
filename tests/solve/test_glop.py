"""Linear programs given to the simplex, and where it begins."""

from time import monotonic

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.solve.engine import Clock
from matcher.solve.glop import AT_LOW, Basis, Linear, Solved, maximised
from tests.profiles import examples

_FEW = examples(40)


def _clock() -> Clock:
    return Clock(monotonic() + 20)


def _knapsack(gain: list[int], size: list[int], room: int) -> Linear:
    """Things in part: one row, and at most one of each."""
    count = len(gain)
    return Linear(
        row=np.zeros(count, dtype=np.int64),
        column=np.arange(count),
        entry=np.array(size, dtype=np.float64),
        low=np.array([-np.inf]),
        high=np.array([float(room)]),
        least=np.zeros(count),
        most=np.ones(count),
        gain=np.array(gain, dtype=np.float64),
    )


def _best(linear: Linear, begin: Basis | None = None) -> Solved:
    found = maximised(linear, _clock(), None, begin=begin)
    assert found is not None
    return found


def test_the_best_parts_and_the_price_of_room() -> None:
    """Room for 5: all of 6 in 2 and of 6 in 3 would be 12; 10 in 4 is worth 2.5 a place, after 3 and before 2."""
    found = _best(_knapsack([6, 6, 10], [2, 3, 4], 5))
    assert found.values.tolist() == pytest.approx([1, 0, 0.75])
    assert found.prices.tolist() == pytest.approx([2.5])


def test_large_gains_have_large_prices() -> None:
    """They are scaled for the engine, and back."""
    found = _best(_knapsack([6_000_000, 10_000_000], [2, 4], 5))
    assert found.prices.tolist() == pytest.approx([2_500_000])


def test_a_program_without_a_solution_says_so() -> None:
    """At most one of one thing, but at least two in all."""
    row = _knapsack([1], [1], 5)
    asking = Linear(
        row.row, row.column, row.entry, np.array([2.0]), row.high, row.least, row.most, row.gain
    )
    assert maximised(asking, _clock(), None) is None


@_FEW
@given(
    st.lists(st.tuples(st.integers(1, 50), st.integers(1, 9)), min_size=2, max_size=12), st.data()
)
def test_where_it_begins_does_not_change_the_best(
    things: list[tuple[int, int]], data: st.DataObject
) -> None:
    """Begun where the program over fewer things ended."""
    gain, size = [gain for gain, _ in things], [size for _, size in things]
    few = data.draw(st.integers(1, len(things) - 1))
    room = data.draw(st.integers(0, sum(size)))
    basis = _best(_knapsack(gain[:few], size[:few], room)).basis
    joined = np.full(len(things) - few, AT_LOW)
    begin = Basis(basis.rows, np.concatenate((basis.columns, joined)))
    linear = _knapsack(gain, size, room)
    values = [float(linear.gain @ _best(linear, one).values) for one in (None, begin)]
    assert values[1] == pytest.approx(values[0])
