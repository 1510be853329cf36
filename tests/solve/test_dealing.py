"""Dealing the jobs of a few resources anew: what prices prove, what one deal finds, what never gets worse."""

from time import monotonic
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.solve.engine import Clock
from matcher.solve.knapsacks import climbing, companion, dealing
from matcher.solve.knapsacks.climbing import climbed
from matcher.solve.knapsacks.deal import Dealer, Weighed, weighed
from matcher.solve.knapsacks.fractions import relaxed
from matcher.solve.knapsacks.lists import leftovers
from matcher.solve.knapsacks.shape import Better, Shape, Whole
from tests.benchmarks import gap
from tests.profiles import examples
from tests.solve.test_knapsacks import choices, most_of, shape_of, shapes, whole

_SHIFT = 4


def _soon(seconds: float = 60.0) -> Clock:
    return Clock(monotonic() + seconds)


def _nobody(shape: Shape) -> Whole:
    return np.zeros(len(shape.job), dtype=np.int64)


def _weighed(shape: Shape, data: st.DataObject, least: int = 0) -> Weighed:
    agents = len(shape.room)
    rooms = data.draw(st.lists(st.integers(least, 60), min_size=agents, max_size=agents))
    return weighed(shape, whole(rooms), _SHIFT)


@given(shapes(), st.data())
def test_a_choice_loses_against_the_bound_what_its_ways_lack_and_room_left_empty_costs(
    shape: Shape, data: st.DataObject
) -> None:
    known = _weighed(shape, data)
    for taken in choices(shape):
        dealer = Dealer(known, taken, 0)
        assert known.bound - (int(shape.gain @ taken) << _SHIFT) == int(dealer.lost.sum())
        assert (dealer.lost >= 0).all()


@examples(60)
@given(shapes(room=5), st.data())
def test_one_deal_among_all_finds_the_best_choice(shape: Shape, data: st.DataObject) -> None:
    """Lists of five jobs are complete, and three rooms of five can be left empty in 216 ways, all of them tried."""
    dealer = Dealer(_weighed(shape, data, 1), _nobody(shape), 0)
    dealer.deal(dealer.everybody)
    assert (dealer.gain if dealer.complete else None) == most_of(shape)


@examples(40)
@given(shapes(), st.data())
def test_a_deal_that_may_lose_nothing_never_makes_a_choice_worse(
    shape: Shape, data: st.DataObject
) -> None:
    known = _weighed(shape, data)
    for taken in list(choices(shape))[:3]:
        dealer = Dealer(known, taken, 1)
        lost = int(dealer.lost.sum())
        better = dealer.deal(dealer.everybody)
        assert int(dealer.lost.sum()) < lost if better else int(dealer.lost.sum()) == lost


def test_amounts_left_empty_come_cheapest_first() -> None:
    """Units cost 2 and 5: nothing, one, two of the first, one of the second, three, one of each."""
    found = list(leftovers([2, 5], [1, 100], [3, 3], 6, 9))
    assert found == [(0, 0), (1, 2), (2, 4), (100, 5), (3, 6), (101, 7)]


def test_no_more_is_left_empty_than_there_is() -> None:
    assert list(leftovers([2, 5], [1, 100], [1, 1], 9, 9)) == [(0, 0), (1, 2), (100, 5), (101, 7)]


def test_jobs_are_placed_where_there_is_room_the_most_urgent_first() -> None:
    """Job 0 loses 9 elsewhere, job 1 loses 1, and the first resource has room for one of them."""
    shape = Shape(
        whole([0, 0, 1, 1]),
        whole([0, 1, 0, 1]),
        whole([2, 2, 2, 2]),
        whole([9, 0, 9, 8]),
        whole([2, 2]),
        2,
        1,
    )
    dealer = Dealer(weighed(shape, whole([0, 0]), 0), _nobody(shape), 0)
    dealer.place()
    assert dealer.taken.tolist() == [1, 0, 0, 1]


def test_the_relaxation_shares_a_job_between_two_resources() -> None:
    """Two jobs gain 10 in the first resource (4 of its 6) and 4 in the second: one and a half fit, 15 and 2 gained."""
    shape = Shape(
        whole([0, 0, 1, 1]),
        whole([0, 1, 0, 1]),
        whole([4, 1, 4, 1]),
        whole([10, 4, 10, 4]),
        whole([6, 9]),
        2,
        1,
    )
    found = relaxed(shape, _soon())
    assert found is not None
    assert found.prices.sum() + found.rooms @ shape.room == pytest.approx(17.0)
    assert found.rooms.tolist() == pytest.approx([1.5, 0.0])
    assert shape.gain @ found.taken == pytest.approx(17.0)


def test_both_processes_deal_and_neither_makes_the_choice_worse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dealing, "_ROUND_SECONDS", 0.2)
    monkeypatch.setattr(companion, "_WORTH_SECONDS", 0.0)
    shape = shape_of(gap.draw("e", 10, 40, 3))
    start = relaxed(shape, _soon())
    assert start is not None
    known = weighed(shape, np.round(start.rooms * 2**8).astype(np.int64), 8)
    dealer = Dealer(known, _nobody(shape), 0)
    dealer.place()
    while not dealer.complete:
        dealer.deal(dealer.everybody)
    heard: list[Whole] = []
    before = Better(dealer.taken, dealer.gain)
    best = dealing.dealt(
        known,
        dealer.taken,
        before,
        _soon(3.0),
        seed=0,
        workers=2,
        heard=heard.append,
    )
    assert best is not None
    assert before.gain < best.gain <= known.most
    gains = [int(shape.gain @ taken) for taken in heard]
    assert gains == sorted(set(gains))
    for taken in heard:
        assert (np.bincount(shape.agent, shape.use * taken) <= shape.room).all()
        assert (np.bincount(shape.job, taken) == 1).all()


def test_a_proof_begins_as_soon_as_dives_leave_few_ways_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shape = shape_of(gap.draw("c", 5, 60, 0))
    deals: list[Better | None] = []

    def nothing(
        known: Weighed,
        taken: Whole,
        best: Better | None,
        clock: Clock,
        **named: Any,  # noqa: ANN401 - handed on as they are
    ) -> Better | None:
        deals.append(best)
        return best

    monkeypatch.setattr(climbing, "dealt", nothing)
    poor = _by_room(shape)
    told = climbed(shape, poor, _soon(10.0), seed=0, workers=1, heard=lambda taken, bound: None)
    assert told is not None
    assert told.proven
    assert deals == [Better(poor, int(shape.gain @ poor))]


def _by_room(shape: Shape) -> Whole:
    """Every job where most room is left after it, whatever that gains."""
    left, taken = shape.room.copy(), _nobody(shape)
    for job in range(shape.jobs):
        ways = np.flatnonzero(shape.job == job)
        at = int(ways[np.argmax(left[shape.agent[ways]] - shape.use[ways])])
        left[shape.agent[at]] -= shape.use[at]
        taken[at] = 1
    return taken


def test_a_companion_that_died_is_not_missed() -> None:
    shape = shape_of(gap.draw("e", 10, 40, 3))
    known = weighed(shape, np.zeros(10, dtype=np.int64), 0)
    dealer = Dealer(known, _nobody(shape), 0)
    with companion.Companion(dealing._dealing, "dealing", (known, 1)) as other:
        half = dealing._Half(other, 1)
        while (theirs := half.ask(dealer, 0.0, 0.1)) is None:
            pass
        assert theirs.sum() == 5
        assert other._process is not None
        other._process._process.kill()
        assert half.told(_soon()) is None
        assert half.ask(dealer, 0.0, 0.1) is None
