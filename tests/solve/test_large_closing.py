"""Bounds of a level closed by rounded rows, and the ways that are left then."""

from collections.abc import Sequence
from itertools import takewhile
from time import monotonic

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import Candidates, Demand, NeedWeight, Offer, Options, UnitLimit
from matcher.rules import FIT
from matcher.rules.levels import CHANGES, WEIGHTED
from matcher.solve import cpsat, solve
from matcher.solve.engine import Clock
from matcher.solve.large import exactly
from matcher.solve.large.aims import Aim, aim_of, done, specs
from matcher.solve.large.ascent import evenly
from matcher.solve.large.board import Board
from matcher.solve.large.choices import Choices, Way
from matcher.solve.large.closing import Closing, closing
from matcher.solve.large.columns import shares_of_ways
from matcher.solve.large.dual import Dual, dual
from matcher.solve.large.elements import Elements
from matcher.solve.large.exactly import Exactly
from matcher.solve.large.framed import Framed
from matcher.solve.large.lean import Lean, Whole, lean
from matcher.solve.large.near import within
from matcher.solve.large.rounding import UNIT, Sums
from matcher.solve.large.rounds import Rounds, roundable
from matcher.solve.large.ways import ways
from tests.profiles import examples
from tests.solve.brute_force import Tried, times_of, tried_months
from tests.strategies import pair

_FEW = examples(40)
_WORTH = 10.0
_MANY = 100_000


def _clock() -> Clock:
    return Clock(monotonic() + 60)


def _aims(arrays: Lean) -> list[Aim]:
    return [aim for aim in _all_aims(arrays) if aim.step is None]


def _all_aims(arrays: Lean) -> list[Aim]:
    return [aim_of(arrays, spec) for spec in specs(arrays)[:-1]]


def _every_way(one: Dual) -> Sequence[Sequence[Way]]:
    found = within(one, np.zeros(len(one.high)), evenly(one), 2**60, _MANY)
    assert found is not None
    return found.ways


def _ways_of(arrays: Lean, times: Whole) -> list[tuple[int, Way]]:
    """The way that each demand is served in."""
    used: dict[int, list[tuple[int, int]]] = {}
    for at in np.flatnonzero(times).tolist():
        used.setdefault(int(arrays.demand[at]), []).append((at, int(times[at])))
    return [(demand, tuple(way)) for demand, way in used.items()]


def _there(arrays: Lean, times: Whole, some: Choices) -> bool:
    """Whether a plan's ways are among some."""
    told = [{frozenset(way) for way in those} for those in some.ways]
    return all(frozenset(way) in told[demand] for demand, way in _ways_of(arrays, times))


def _others(framed: Framed, one: Dual, times: Whole, busy: Sequence[bool]) -> Whole:
    """The columns of a plan but for ways: needs met, promises kept, units' parts; no row lacks anything."""
    month, at = one.month, framed.places(0)
    found = np.zeros(at.lacking, dtype=np.int64)
    used = np.flatnonzero(times)
    found[at.needs + month.need_of_demand[month.demand[used]]] = 1
    found[at.promises : at.parts] = np.array(busy, dtype=np.bool_) & one.promised
    row = framed.row_of_group[framed.group[used]]
    found[at.parts + framed.serving[row[row >= 0]]] = 1
    return found


def _keeps(one: Dual, framed: Framed, told: list[tuple[int, Way]], others: Whole) -> bool:
    """Whether a point keeps the rows of the program."""
    linear = framed.linear(shares_of_ways(told))
    point = np.zeros(len(linear.gain))
    point[: len(told)] = 1
    point[len(told) : len(told) + len(others)] = others
    sums = np.bincount(linear.row, linear.entry * point[linear.column], minlength=len(linear.high))
    kept = (sums <= linear.high + 1e-9) & (sums >= linear.low - 1e-9)
    return bool(kept.all())


def _sums(draw: st.DrawFn, rounds: Rounds) -> Sums:
    """Up to three sums of any rows that can be rounded, and of rounded rows before."""
    count, rows, before = 3, len(rounds.usable), len(rounds.highs)
    part = st.sampled_from([0, 0, UNIT // 2, UNIT // 3, UNIT // 4, UNIT - 1])
    either = st.sampled_from([0, 0, UNIT // 2, -UNIT // 2, UNIT])
    times = np.array(
        draw(st.lists(part, min_size=count * rows, max_size=count * rows)), dtype=np.int64
    )
    often = np.array(
        draw(st.lists(either, min_size=count * before, max_size=count * before)), dtype=np.int64
    )
    return Sums(times.reshape(count, rows) * rounds.usable, often.reshape(count, before))


@_FEW
@given(tried_months(), st.data())
def test_every_plan_keeps_the_rounded_rows_of_a_month(tried: Tried, data: st.DataObject) -> None:
    found = tried.month
    arrays = lean(found.candidates, found.decisions, found.options)
    aim = data.draw(st.sampled_from(_aims(arrays)))
    one = dual(arrays, ways(arrays), aim, [])
    assert roundable(one)
    framed = Framed(one, _WORTH)
    rounds = Rounds(one, framed, Elements(one, framed))
    for _ in range(2):
        sums = data.draw(st.composite(_sums)(rounds))
        bound = np.flatnonzero(np.array(data.draw(_bits(framed.places(0).parts)), dtype=np.bool_))
        rounds.join(rounds.rounded(sums, bound, 2**30))
    idle, some = [False] * len(arrays.units), data.draw(_bits(len(arrays.units)))
    for plan in tried.plans:
        times = times_of(arrays, plan)
        told = _ways_of(arrays, times)
        entries = rounds.entries(shares_of_ways(told)).sum(axis=1)
        for busy in (idle, some):
            others = _others(framed, one, times, busy)
            if _keeps(one, framed, told, others):
                assert (entries + rounds.outer @ others <= rounds.highs).all()
            else:
                assert busy is some


def _bits(count: int) -> st.SearchStrategy[list[bool]]:
    return st.lists(st.booleans(), min_size=count, max_size=count)


def _begun(one: Dual, reached: Sequence[int], some: Sequence[Sequence[Way]]) -> Closing:
    found = closing(one, _WORTH, reached, some)
    assert found is not None
    assert found.begin(_clock())
    return found


@_FEW
@given(tried_months(), st.data())
def test_no_plan_as_good_before_reaches_more_than_is_proven_and_the_ways_of_those_that_come_near_are_left(
    tried: Tried, data: st.DataObject
) -> None:
    """Whatever ways there are to begin with."""
    found = tried.month
    arrays = lean(found.candidates, found.decisions, found.options)
    aims = _aims(arrays)
    level = data.draw(st.integers(0, len(aims) - 1))
    times = [times_of(arrays, plan) for plan in tried.plans]
    values = [[aim.reached(done(arrays, one)) for aim in aims] for one in times]
    reached = data.draw(st.sampled_from(values))
    before = list(zip(aims[:level], reached, strict=False))
    one = dual(arrays, ways(arrays), aims[level], before)
    begin = [data.draw(st.sampled_from([those, ()])) for those in _every_way(one)]
    close = _begun(one, reached, begin)
    loose = close.open(0)
    close.run(reached[level], 0, _clock())
    assert close.open(0) <= loose
    assert close.gained == pytest.approx(loose - close.open(0))
    own_values = [own[level] for own in values]
    least = data.draw(st.integers(min(own_values), max(own_values)))
    left = close.left(least, _MANY)
    assert close.proof is not None
    assert left is not None
    for plan, own in zip(times, values, strict=True):
        if all(mine >= floor for mine, floor in zip(own[:level], reached, strict=False)):
            assert own[level] <= close.proof.priced.bound(own)
            assert own[level] < least or _there(arrays, plan, left)


def _ring(count: int) -> Lean:
    """So many needs around as many resources, each wanting two of them together that its neighbours want too, one each."""
    names = [f"需{at}" for at in range(count)]
    return lean(
        Candidates(
            needs=tuple(NeedWeight(name, 1, 10) for name in names),
            demands=tuple(Demand(name, 0, None, 2) for name in names),
            offers=tuple(Offer(f"资{at}", f"单{at}", 1, "次") for at in range(count)),
            limits=tuple(UnitLimit(f"单{at}", None) for at in range(count)),
            pairs=tuple(
                pair(name, f"资{to}", unit=f"单{to}")
                for at, name in enumerate(names)
                for to in sorted({at, (at + 1) % count})
            ),
        ),
        (),
        Options(split_limit=2),
    )


def _weighted(arrays: Lean) -> Dual:
    (aim,) = (aim for aim in _aims(arrays) if aim.spec.name == WEIGHTED.name)
    return dual(arrays, ways(arrays), aim, [])


@pytest.mark.parametrize(("count", "served"), [(3, 1), (5, 2), (9, 4)])
def test_of_an_odd_ring_less_than_half_are_served_where_fractions_serve_half(
    count: int, served: int
) -> None:
    """Each is worth 10."""
    one = _weighted(_ring(count))
    close = _begun(one, (), _every_way(one))
    assert close.open(0) == pytest.approx(5 * count, abs=1e-3)
    close.run(10 * served, 0, _clock())
    assert 10 * served <= close.open(0) < 10 * served + 1
    assert close.gained == pytest.approx(5 * count - 10 * served, abs=1)


def test_no_round_is_needed_where_fractions_serve_no_more_than_whole_ways() -> None:
    """Two of four."""
    one = _weighted(_ring(4))
    close = _begun(one, (), _every_way(one))
    close.run(20, 0, _clock())
    assert close.gained == 0
    assert close.open(20) < 1


def test_ways_that_the_program_has_not_from_the_beginning_join() -> None:
    one = _weighted(_ring(5))
    close = _begun(one, (), [() for _ in one.month.demands])
    close.run(20, 0, _clock())
    assert 20 <= close.open(0) < 21


def test_when_more_ways_are_left_than_may_be_none_are_told() -> None:
    """Of every plan that serves two of five, each in its one way."""
    one = _weighted(_ring(5))
    close = _begun(one, (), _every_way(one))
    assert close.left(20, 4) is None
    left = close.left(20, 5)
    assert left is not None
    assert [len(those) for those in left.ways] == [1] * 5


@pytest.mark.parametrize("most", [2, 5, 100])
def test_no_more_ways_are_near_than_asked_for(most: int) -> None:
    one = _weighted(_ring(5))
    close = _begun(one, (), _every_way(one))
    close.run(0, 0, _clock())
    assert 0 < sum(map(len, close.near(most).ways)) <= most


def test_nothing_is_proven_without_time() -> None:
    one = _weighted(_ring(3))
    close = closing(one, _WORTH, (), _every_way(one))
    assert close is not None
    assert not close.begin(Clock(monotonic() - 1))
    assert close.proof is None
    assert close.left(0, _MANY) is None


def _changed() -> Lean:
    """Three times of one resource were planned and may be planned again."""
    found = Candidates(
        needs=(NeedWeight("需", 1, 1),),
        demands=(Demand("需", 0, None, 3),),
        offers=(Offer("资", "单", 3, "次"),),
        limits=(UnitLimit("单", None),),
        pairs=(pair("需", "资", unit="单"),),
    )
    return lean(found, (), Options(), solve(found, (), Options()))


def test_floors_of_parts_of_what_was_planned_before_are_not_rounded() -> None:
    """Each time that stays counts a third, which no row of whole numbers tells."""
    arrays = _changed()
    aims = _aims(arrays)
    every = ways(arrays)
    uneven = [
        aim.spec.name for aim in aims if not roundable(dual(arrays, every, aims[-1], [(aim, 0)]))
    ]
    assert uneven == [CHANGES.name]


def test_levels_after_what_was_planned_before_are_settled_without_rounded_rows() -> None:
    arrays = _changed()
    times = np.array([3])
    own = Exactly(Board(arrays), 0)
    assert own.covered([FIT.name], [1], times, cpsat.run, _clock()) is None
    found = own.chosen([FIT.name], [1], times, cpsat.run, _clock())
    assert found is not None
    assert found.done


@_FEW
@given(tried_months(), st.data())
def test_levels_are_settled_as_well_where_rounded_rows_have_to_tell_which_ways_are_left(
    tried: Tried, data: st.DataObject
) -> None:
    found = tried.month
    arrays = lean(found.candidates, found.decisions, found.options)
    aims = list(takewhile(lambda aim: aim.step is None, _all_aims(arrays)))
    values = [_values(arrays, aims, times_of(arrays, plan)) for plan in tried.plans]
    level = data.draw(st.integers(0, len(aims) - 1))
    best = max(own[:level] for own in values)
    kept = [at for at, own in enumerate(values) if own[:level] == best]
    start = times_of(arrays, tried.plans[data.draw(st.sampled_from(kept))])
    board = Board(arrays)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exactly, "_FEW", -1)
        patch.setattr(exactly, "_ENOUGH", -1)
        patch.setattr(exactly, "_FAR", 1.0)
        told = Exactly(board, 0).chosen([aims[level].spec.name], [1], start, cpsat.run, _clock())
    assert told is not None
    top = max(values[at][level] for at in kept)
    assert told.done
    assert _values(arrays, aims, told.times)[: level + 1] == (*best, top)
    board.put(told.times)
    assert board.bound_of(level) >= top


@_FEW
@given(tried_months(), st.data())
def test_of_levels_about_meeting_needs_plans_become_no_worse_and_the_bound_holds(
    tried: Tried, data: st.DataObject
) -> None:
    found = tried.month
    arrays = lean(found.candidates, found.decisions, found.options)
    aims = [aim for aim in _aims(arrays) if aim.spec.covers]
    values = [_values(arrays, aims, times_of(arrays, plan)) for plan in tried.plans]
    level = data.draw(st.integers(0, len(aims) - 1))
    best = max(own[:level] for own in values)
    kept = [at for at, own in enumerate(values) if own[:level] == best]
    first = data.draw(st.sampled_from(kept))
    board = Board(arrays)
    told = Exactly(board, 0).covered(
        [aims[level].spec.name], [1], times_of(arrays, tried.plans[first]), cpsat.run, _clock()
    )
    assert told is not None
    reached = _values(arrays, aims, told.times)
    top = max(values[at][level] for at in kept)
    assert reached[:level] == best
    assert values[first][level] <= reached[level] <= top
    assert not told.done or reached[level] == top
    board.put(told.times)
    assert board.bound_of(level) >= top


def _values(arrays: Lean, aims: Sequence[Aim], times: Whole) -> tuple[int, ...]:
    plan = done(arrays, times)
    return tuple(aim.reached(plan) for aim in aims)


@pytest.mark.parametrize(("count", "served"), [(5, 2), (9, 4)])
def test_of_an_odd_ring_it_is_proven_that_no_more_are_met(count: int, served: int) -> None:
    arrays = _ring(count)
    none = np.zeros(len(arrays.pairs), dtype=np.int64)
    board = Board(arrays)
    found = Exactly(board, 0).covered([WEIGHTED.name], [1], none, cpsat.run, _clock())
    assert found is not None
    assert found.done
    assert found.times.sum() == 2 * served
