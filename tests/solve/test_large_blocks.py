"""Large months of many needs: choices by prices, regions, and blocks that are planned anew exactly."""

from dataclasses import replace
from time import monotonic
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import check
from matcher.domain import (
    Candidates,
    Decision,
    DecisionKind,
    Demand,
    NeedWeight,
    Offer,
    Options,
    Pair,
    Plan,
    PlanStatus,
    UnitLimit,
    silent,
)
from matcher.rules import Row
from matcher.solve import cpsat, highs
from matcher.solve.decided import settle
from matcher.solve.engine import Clock, Task, keeps_all
from matcher.solve.large.aims import sums
from matcher.solve.large.ascent import evenly
from matcher.solve.large.block import block, give_back
from matcher.solve.large.blocks import Regions
from matcher.solve.large.board import Board
from matcher.solve.large.bounds import Bounds
from matcher.solve.large.choices import Choices, choices_of
from matcher.solve.large.city import City
from matcher.solve.large.dual import dual
from matcher.solve.large.gains import gains_of
from matcher.solve.large.guide import Guide
from matcher.solve.large.run import begun
from matcher.solve.large.ways import ways
from tests.benchmarks.months import SIZES, month
from tests.profiles import examples
from tests.solve.brute_force import Tried, rank, tried_months
from tests.strategies import pair

_FEW = examples(25)
_EVERY = 10_000


def _choices(board: Board, most: int) -> Choices:
    one = dual(board.month, ways(board.month), board.aims[-1], [])
    return choices_of(one, np.zeros(len(one.high)), evenly(one), most)


def _told(board: Board) -> Plan:
    told = board.standing()
    return Plan(PlanStatus.BEST_FOUND, told.levels, told.assignments, 0.0, 0, 1)


@_FEW
@given(tried_months(), st.data())
def test_a_block_that_is_the_whole_month_is_the_best_plan(
    tried: Tried, data: st.DataObject
) -> None:
    """Level by level; what needs ask for several times may be shared in more ways than a block looks at."""
    found = replace(tried.month, options=replace(tried.month.options, fairness=False))
    previous = data.draw(st.one_of(st.none(), st.sampled_from(tried.others)))
    settled = settle(found.candidates, found.decisions, found.options, Clock(monotonic() + 20))
    assert settled is not None
    large = begun(found.candidates, found.decisions, found.options, previous, settled.times)
    table, board, before = large.table, large.board, large.board.reached
    levels, choices = gains_of(table, board.aims), _choices(large.board, _EVERY)
    for level in range(len(board.aims)):
        factors = [float(at == level) for at in range(len(board.aims))]
        needs = range(len(board.month.needs))
        made = block(table, levels, choices, needs, factors=factors, floors=level, gap=0.0)
        assert keeps_all(made.task, made.task.hint or ())
        give_back(table, made, cpsat.run(made.task, Clock(monotonic() + 20)).values)
        assert table.out == {}
    board.put(table.all_times())
    plan = _told(board)
    assert board.reached >= before
    assert check.violations(found.candidates, found.decisions, found.options, plan) == ()
    best = max(rank(found, other, previous) for other in tried.plans)
    reached = rank(found, plan, previous)[:-1]
    assert reached <= best[:-1]
    if all(demand.times == 1 for demand in found.candidates.demands):
        assert reached == best[:-1]


def _begun(seed: int) -> Board:
    return begun(month(SIZES["S"], seed), (), Options(fairness=False), None, {}).board


def test_choices_serve_their_demand_in_full_and_the_best_come_first() -> None:
    board = _begun(1)
    arrays, choices = board.month, _choices(board, 3)
    points = board.aims[-1].times
    for demand, those in enumerate(choices.ways):
        worths = [sum(int(points[at]) * times for at, times in way) for way in those]
        assert len(those) <= 3
        assert worths == sorted(worths, reverse=True)
        for way in those:
            assert {int(arrays.demand[at]) for at, _ in way} == {demand}
            assert sum(times for _, times in way) == arrays.times[demand]


def test_of_ways_that_are_as_good_others_are_told_each_time() -> None:
    """Eight resources fit as well and two worse; three are told, and these two never."""
    names = [f"资{at}" for at in range(10)]
    found = Candidates(
        (NeedWeight("需", 1, 1),),
        (Demand("需", 0, None, 1),),
        tuple(Offer(name, "甲", 1, "次") for name in names),
        (),
        tuple(pair("需", name, 300 if at >= 8 else 500) for at, name in enumerate(names)),
    )
    arrays = begun(found, (), Options(fairness=False), None, {}).board.month
    one = dual(arrays, ways(arrays), Board(arrays).aims[-1], [])
    told = [
        {
            one.month.pairs[at].resource
            for way in choices_of(
                one, np.zeros(len(one.high)), evenly(one), 3, apart=1.0, seed=seed
            ).ways[0]
            for at, _ in way
        }
        for seed in range(12)
    ]
    assert all(len(some) == 3 for some in told)
    assert set().union(*told) == set(names[:8])


@pytest.mark.parametrize("size", [1, 7, 60])
def test_a_round_takes_nearly_every_need_and_none_twice_at_the_same_time(size: int) -> None:
    board = _begun(2)
    count = len(board.month.needs)
    regions = Regions(_choices(board, 4), count, seed=0)
    regions.begin()
    taken: list[int] = []
    while some := regions.next(size, np.ones(count)):
        assert len(some) <= size
        taken += some
    assert len(set(taken)) == len(taken) >= 0.9 * count
    regions.begin()
    assert not set(taken) & set(regions.next(size, np.ones(count)))


def test_a_region_grows_by_what_its_needs_compete_for() -> None:
    """Needs 0, 1, 2 want resource 0; need 3 wants another."""
    choices = Choices([[], [], [], []], [[0], [0], [0], [1]], [[0, 1, 2], [3]])
    regions = Regions(choices, 4, seed=0)
    regions.begin()
    first, second = regions.next(4, np.ones(4)), regions.next(4, np.ones(4))
    assert sorted([sorted(first), sorted(second)]) == [[0, 1, 2], [3]]


def test_a_month_of_many_needs_is_planned_until_nothing_more_is_found() -> None:
    found, options = month(SIZES["S"], 5), Options(fairness=False)
    large = begun(found, (), options, None, {})
    board, before = large.board, large.board.reached
    levels = gains_of(large.table, sums(board.aims))
    city = City(large.table, board, levels, silent, workers=1, seed=0)
    try:
        city.improve(Clock(monotonic() + 60))
    finally:
        city.close()
    plan = _told(board)
    assert board.reached > before
    assert check.violations(found, (), options, plan) == ()
    values = check.level_values(found, options, plan)
    assert {level.name: level.value for level in plan.levels} == values
    assert all(level.bound is not None and level.bound >= level.value for level in plan.levels)


def test_an_engine_that_may_leave_a_gap_stays_within_it() -> None:
    """Of 20 things of size 3 and worth 3 only 33 // 3 = 11 fit."""
    things = tuple((3, at) for at in range(20))
    task = Task(((0, 1),) * 20, (Row("", things, None, 33),), things, gap=0.5)
    answer = highs.answer_of(task, 10.0)
    assert answer.values is not None
    assert 2 * task.value(answer.values) >= 33
    assert answer.bound is not None
    assert answer.bound >= 33


def test_what_the_meeting_locked_stays_in_a_month_of_many_needs() -> None:
    """Locks on the worst candidates of five needs, which no plan would choose by itself."""
    found, options = month(SIZES["S"], 5), Options(fairness=False)
    worst = {one.need: one for one in sorted(found.pairs, key=lambda one: -one.score)}
    locks: list[Decision] = []
    settled = None
    for need, one in sorted(worst.items()):
        tried = [*locks, Decision(DecisionKind.LOCK, need, one.resource)]
        possible = settle(found, tried, options, Clock(monotonic() + 20))
        if possible is not None and len(locks) < 5:
            locks, settled = tried, possible
    assert len(locks) == 5
    assert settled is not None
    large = begun(found, locks, options, None, settled.times)
    levels = gains_of(large.table, sums(large.board.aims))
    city = City(large.table, large.board, levels, silent, workers=1, seed=0)
    before = large.board.reached
    try:
        city.improve(Clock(monotonic() + 20))
    finally:
        city.close()
    assert large.board.reached > before
    assert check.violations(found, locks, options, _told(large.board)) == ()


def test_prices_of_all_levels_weigh_a_need_by_urgency_then_by_weight_then_by_fit() -> None:
    """Two needs of weight 1: the urgent one counts 4 · 6 fits for its urgency, and each 6 for its weight."""
    needs = (NeedWeight("A", 5, 1), NeedWeight("B", 1, 1))
    demands = (Demand("A", 0, None, 1), Demand("B", 0, None, 1))
    offers = (Offer("R", "甲", 1, "次"),)
    pairs = tuple(Pair(need, 0, "R", "甲", 1, 500, ()) for need in ("A", "B"))
    found = Candidates(needs, demands, offers, (), pairs)
    options = Options(fairness=False, urgent_from=5)
    board = begun(found, (), options, None, {}).board
    priced = Bounds(board, Guide(), silent, ratio=6.0).prices(Clock(monotonic() + 5))
    assert priced is not None
    gain = priced[0].gain
    fit = int(gain.times[0])
    assert (gain.met // fit).tolist() == [4 * 6 + 6, 6]


def _rings(count: int) -> Candidates:
    """Rings of three urgent needs, each of which wants two of the ring's three resources: only one can have them."""
    ring = range(3)
    names = [f"需{at}{own}" for at in range(count) for own in ring]
    wanted = [
        (f"需{at}{own}", own, at, turn) for at in range(count) for own in ring for turn in (0, 1)
    ]
    return Candidates(
        tuple(NeedWeight(name, 5, 1) for name in names),
        tuple(Demand(name, turn, None, 1) for name in names for turn in (0, 1)),
        tuple(Offer(f"资{at}{own}", "甲", 1, "次") for at in range(count) for own in ring),
        (),
        tuple(
            pair(name, f"资{at}{(own + turn) % 3}", unit="甲", index=turn)
            for name, own, at, turn in wanted
        ),
    )


def test_exact_prices_prove_levels_of_urgencies() -> None:
    """Two needs, each of which either of two resources could serve, and whose unit gives one thing only."""
    names = ("甲需", "乙需")
    found = Candidates(
        tuple(NeedWeight(name, 5, 1) for name in names),
        tuple(Demand(name, 0, None, 1) for name in names),
        tuple(Offer(f"资{at}", "甲", 1, "次") for at in range(2)),
        (UnitLimit("甲", 1),),
        tuple(pair(name, f"资{at}", unit="甲") for name in names for at in range(2)),
    )
    board = begun(found, (), Options(fairness=False), None, {}).board
    bounds, clock = Bounds(board, Guide(), silent), Clock(monotonic() + 20)
    before = board.bound_of(0)
    assert bounds.prices(clock) is not None
    bounds.urgent_finely(clock)
    assert (before, board.bound_of(0)) == (2, 1)


@pytest.mark.parametrize(("rings", "alone"), [(1, False), (2, True)])
def test_urgent_needs_are_planned_alone_first_where_fractions_would_serve_more(
    rings: int, alone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Halves of every need make 1.5 of one ring, which is no more than 1, but 3 of two, of which 2 can be served."""
    seen: list[tuple[int, ...]] = []
    first = City._urgent_first

    def watched(city: City, *asked: Any) -> None:  # noqa: ANN401 - handed on as they are
        first(city, *asked)
        seen.append(board.reached)

    monkeypatch.setattr(City, "_urgent_first", watched)
    found, options = _rings(rings), Options(fairness=False)
    large = begun(found, (), options, None, {})
    board, levels = large.board, gains_of(large.table, sums(large.board.aims))
    city = City(large.table, board, levels, silent, workers=1, seed=0)
    try:
        city.improve(Clock(monotonic() + 20))
    finally:
        city.close()
    assert bool(seen) is alone
    assert board.reached[0] == board.bound_of(0) == rings
    assert check.violations(found, (), options, _told(board)) == ()
