"""Dives: which fillings are listed, what one dive ends with, and that two processes dive together."""

from itertools import product
from time import monotonic

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.solve.engine import Clock
from matcher.solve.knapsacks import companion, diving, prices
from matcher.solve.knapsacks.diving import Diver, dived
from matcher.solve.knapsacks.fillings import about, fillings
from matcher.solve.knapsacks.fractions import relaxed
from matcher.solve.knapsacks.prices import Priced, priced, righted
from matcher.solve.knapsacks.shape import Better, Shape, Whole
from tests.benchmarks import gap
from tests.profiles import examples
from tests.solve.test_knapsacks import most_of, shape_of, shapes, whole

_SHIFT = 4


def _soon(seconds: float = 60.0) -> Clock:
    return Clock(monotonic() + seconds)


def _priced(shape: Shape, data: st.DataObject) -> Priced:
    drawn = data.draw(st.lists(st.integers(-50, 200), min_size=shape.jobs, max_size=shape.jobs))
    return priced(shape, whole(drawn), _SHIFT)


def _right(shape: Shape, ways: Whole | None = None) -> Priced:
    """Prices made right from those of the relaxation, looking at some ways first; ``None`` = at all."""
    start = relaxed(shape, _soon())
    begin = np.zeros(shape.jobs) if start is None else np.round(start.prices * 2**_SHIFT)
    near = np.arange(len(shape.job)) if ways is None else ways
    return righted(shape, near, begin.astype(np.int64), _SHIFT, 4 << _SHIFT, _soon())


def _fits(shape: Shape, found: Better) -> bool:
    once = np.bincount(shape.job, found.taken, shape.jobs) == 1
    used = np.bincount(shape.agent, shape.use * found.taken, len(shape.room))
    return bool(once.all() and (used <= shape.room).all())


@given(shapes(), st.data(), st.integers(0, 400))
def test_every_filling_that_loses_little_is_listed_once(
    shape: Shape, data: st.DataObject, allowed: int
) -> None:
    known = _priced(shape, data)
    profit = (shape.gain << _SHIFT) - known.prices[shape.job]
    expected = set()
    for agent, room in enumerate(shape.room.tolist()):
        own = np.flatnonzero((shape.agent == agent) & (known.loss <= allowed))
        every = [own[np.array(pick, dtype=bool)] for pick in product((0, 1), repeat=len(own))]
        every = [ways for ways in every if int(shape.use[ways].sum()) <= room]
        best = max(int(profit[ways].sum()) for ways in every)
        kept = [ways for ways in every if best - int(profit[ways].sum()) <= allowed]
        expected |= {(agent, tuple(ways.tolist()), int(shape.gain[ways].sum())) for ways in kept}
    found = fillings(shape, known, allowed, 10_000)
    assert found is not None
    told = [
        (agent, tuple(found.of(one).tolist()), gain)
        for one, (agent, gain) in enumerate(
            zip(found.agent.tolist(), found.gain.tolist(), strict=True)
        )
    ]
    assert sorted(told) == sorted(expected)
    assert fillings(shape, known, allowed, len(told) - 1) is None


def test_about_as_many_fillings_are_listed_as_wanted() -> None:
    shape = shape_of(gap.draw("d", 6, 30, 0))
    found = about(shape, _right(shape), 500)
    assert found is not None
    assert 200 <= len(found.agent) <= 500


def test_ways_join_where_prices_take_them_that_were_not_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With only the first way of each job looked at, the bound over every way is better for the ways that join."""
    shape = shape_of(gap.draw("d", 8, 40, 1))
    _, first = np.unique(shape.job, return_index=True)
    joined = _right(shape, first)
    monkeypatch.setattr(prices, "_JOINS", 0)
    assert joined.bound < _right(shape, first).bound


@examples(60)
@given(shapes())
def test_few_jobs_are_chosen_best(shape: Shape) -> None:
    """A first dive among so few jobs is the exact search: it ends with the best choice, or with none."""
    found = Diver(shape, _right(shape), 0).dive(_soon())
    assert (None if found is None else found.gain) == most_of(shape)


@examples(60)
@given(shapes(), st.integers(0, 3))
def test_dives_to_the_last_job_end_with_a_choice_or_none(shape: Shape, seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(diving, "_EXACT_JOBS", 0)
        patch.setattr(diving, "_EXACT_AGENTS", 0)
        diver = Diver(shape, _right(shape), seed)
        found = [diver.dive(_soon()), diver.dive(_soon()), diver.dive(_soon())]
    most = most_of(shape)
    for one in found:
        assert one is None or (most is not None and one.gain <= most and _fits(shape, one))


@pytest.mark.parametrize("seed", range(3))
def test_a_dive_that_settles_fillings_to_the_end_ends_with_a_better_choice_or_none(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diving, "_EXACT_JOBS", 6)
    monkeypatch.setattr(diving, "_EXACT_AGENTS", 1)
    shape = shape_of(gap.draw("d", 6, 30, seed))
    known = _right(shape)
    diver = Diver(shape, known, seed)
    gains = []
    for _ in range(8):
        before = diver.best
        found = diver.dive(_soon())
        if found is not None:
            assert _fits(shape, found)
            assert found.gain == int(shape.gain @ found.taken)
            assert before is None or found.gain > before.gain
            gains.append(found.gain)
    assert gains, "eight dives with chance find some choice"
    assert max(gains) <= known.most


def test_a_dive_that_settles_the_last_job_ends_with_the_choice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each of two jobs gains 5 with its own resource and 1 with the other one: 10 together, nothing left to choose."""
    monkeypatch.setattr(diving, "_EXACT_JOBS", 0)
    monkeypatch.setattr(diving, "_EXACT_AGENTS", 0)
    shape = Shape(
        whole([0, 0, 1, 1]),
        whole([0, 1, 0, 1]),
        whole([2, 1, 1, 2]),
        whole([5, 1, 1, 5]),
        whole([2, 2]),
        2,
        1,
    )
    found = Diver(shape, _right(shape), 0).dive(_soon())
    assert found is not None
    assert found.taken.tolist() == [1, 0, 0, 1]
    assert found.gain == 10


def test_two_processes_dive_and_each_choice_told_is_better(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(companion, "_WORTH_SECONDS", 0.0)
    monkeypatch.setattr(diving, "_EXACT_SECONDS", 0.2)
    shape = shape_of(gap.draw("d", 10, 50, 0))
    known = _right(shape)
    found = list(dived(Diver(shape, known, 0), _soon(3.0), workers=2))
    gains = [one.gain for one in found]
    assert gains == sorted(set(gains))
    assert all(_fits(shape, one) for one in found)
    assert known.most - gains[-1] <= known.most // 100


def test_a_companion_tells_what_it_found() -> None:
    shape = shape_of(gap.draw("d", 5, 30, 0))
    diver = Diver(shape, _right(shape), 1)
    with companion.Companion(diving._diving, "diving", diver) as other:
        while not isinstance(found := other.told(1.0), Better):
            other.ask((None, diver.learnt))
        assert _fits(shape, found)
