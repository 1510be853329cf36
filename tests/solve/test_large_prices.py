"""Prices of all that large months share: what they prove, how they are found, what plans follow from them."""

from dataclasses import replace
from time import monotonic

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ortools.util.python.solve_interrupter import SolveInterrupter

from matcher import check
from matcher.domain import Assignment, Options, Plan, PlanStatus, UnitLimit
from matcher.solve.engine import Clock
from matcher.solve.large.aims import aim_of, done, specs
from matcher.solve.large.ascent import Ascent, evenly
from matcher.solve.large.board import Board
from matcher.solve.large.dive import dived
from matcher.solve.large.dual import PARTS, Dual, best_ways, costs_of, dual, priced
from matcher.solve.large.lean import Lean, Whole, lean
from matcher.solve.large.master import mastered
from matcher.solve.large.program import gains, program, with_floor
from matcher.solve.large.simplex import relaxed
from matcher.solve.large.table import Table
from matcher.solve.large.ways import ways
from matcher.solve.result import assignment
from tests.benchmarks.months import SIZES, month
from tests.profiles import examples
from tests.solve.brute_force import Tried, times_of, tried_months
from tests.strategies import candidates, demand, need, offer, pair

_FEW = examples(25)


@_FEW
@given(tried_months(), st.data())
def test_any_prices_bound_every_plan_that_keeps_the_levels_before(
    tried: Tried, data: st.DataObject
) -> None:
    found = tried.month
    previous = data.draw(st.one_of(st.none(), st.sampled_from(tried.plans)))
    arrays = lean(found.candidates, found.decisions, found.options, previous)
    every = ways(arrays)
    aims = [aim_of(arrays, spec) for spec in specs(arrays)[:-1]]
    plans = [done(arrays, times_of(arrays, plan)) for plan in tried.plans]
    for level, aim in enumerate(aims):
        if aim.step is not None:
            continue
        one = dual(arrays, every, aim, [(before, 0) for before in aims[:level]])
        size = len(one.high)
        prices = np.array(data.draw(st.lists(st.floats(0, 900), min_size=size, max_size=size)))
        told = priced(one, prices, evenly(one))
        assert told is not None
        for plan in plans:
            reached = [before.reached(plan) for before in aims[:level]]
            assert aim.reached(plan) <= told.bound(reached)


@_FEW
@given(tried_months())
def test_prices_found_bound_the_best_plan_and_are_no_worse_than_none(tried: Tried) -> None:
    found = tried.month
    arrays = lean(found.candidates, found.decisions, found.options)
    every = ways(arrays)
    aim = aim_of(arrays, specs(arrays)[0])
    one = dual(arrays, every, aim, [])
    ascended = Ascent(one).run(1.0, 0.05, 20, Clock(monotonic() + 60))
    told, trivial = ascended.proven(one), priced(one, np.zeros(len(one.high)), evenly(one))
    assert told is not None
    assert trivial is not None
    best = max(aim.reached(done(arrays, times_of(arrays, plan))) for plan in tried.plans)
    assert best <= told.bound(()) <= trivial.bound(())


@_FEW
@given(tried_months())
def test_a_plan_that_follows_prices_keeps_every_rule(tried: Tried) -> None:
    found = tried.month
    if found.decisions:
        return
    arrays = lean(found.candidates, (), found.options)
    aim = aim_of(arrays, specs(arrays)[-2])
    if aim.step is not None:
        return
    one = dual(arrays, ways(arrays), aim, [])
    clock = Clock(monotonic() + 60)
    table = Table(arrays)
    dived(one, table, Ascent(one).run(100.0, 5.0, 10, clock), clock)
    plan = _plan(arrays, table.all_times())
    assert check.violations(found.candidates, (), found.options, plan) == ()


def _plan(arrays: Lean, times: Whole) -> Plan:
    made: tuple[Assignment, ...] = tuple(
        assignment(arrays.pairs[at], arrays.demands[arrays.demand[at]], int(times[at]))
        for at in np.flatnonzero(times).tolist()
    )
    return Plan(PlanStatus.BEST_FOUND, (), made, 0.0, 0, 1)


_OPTIONS = Options(workers=1)
_MIDDLING = lean(month(SIZES["L"], 2), (), _OPTIONS)


def _levels(floors: int) -> tuple[Dual, float]:
    """Fit of a middling month with the needs met that its relaxations say, and what fit's relaxation says."""
    aims = Board(_MIDDLING).aims
    whole = program(_MIDDLING)
    reached: list[int] = []
    for level, aim in enumerate(aims[: floors + 1]):
        floored = with_floor(whole, list(zip(aims, reached, strict=False)))
        gain = gains(floored, aim)
        every = np.ones(len(whole.high), dtype=np.bool_)
        solved = relaxed(
            floored, gain, whole.high, every, Clock(monotonic() + 60), SolveInterrupter()
        )
        assert solved is not None
        if level == floors:
            return dual(_MIDDLING, ways(_MIDDLING), aim, list(zip(aims, reached, strict=False))), (
                solved.proof.bound
            )
        reached.append(int(solved.proof.bound * 0.97))
    raise AssertionError


def test_prices_of_ways_say_more_than_the_linear_program_by_pairs() -> None:
    """Ways know how few may share; an ascent comes near the best prices, which have to part units' prices well."""
    one, exact = _levels(4)
    near = Ascent(one).run(8000.0, 100.0, 150, Clock(monotonic() + 60)).proven(one)
    best = mastered(one, 8000.0, Clock(monotonic() + 60)).proven(one)
    assert near is not None
    assert best is not None
    reached = [-int(high) // 2**20 for high in one.high[-one.floors :]]
    assert best.bound(reached) <= 0.996 * exact
    assert near.bound(reached) <= 1.02 * best.bound(reached)


def test_a_unit_that_gives_a_part_by_each_of_two_resources_serves_as_much_as_by_one() -> None:
    """A unit may serve one need; two want 2 times and it has two resources that could: not half of its cap each."""
    names = ("一", "二")
    arrays = lean(
        candidates(
            [need("甲"), need("乙")],
            [demand("甲", times=2), demand("乙", times=2)],
            [offer(name, 4) for name in names],
            [pair(of, name) for of in ("甲", "乙") for name in names],
            [UnitLimit("甲单位", 1)],
        ),
        (),
        Options(),
    )
    aim = next(aim for aim in Board(arrays).aims if aim.spec.covers and aim.met.any())
    whole = program(arrays)
    every = np.ones(len(whole.high), dtype=np.bool_)
    solved = relaxed(
        whole, gains(whole, aim), whole.high, every, Clock(monotonic() + 60), SolveInterrupter()
    )
    assert solved is not None
    assert solved.proof.bound == 1


def test_without_prices_every_need_counts_that_could_be_met_alone() -> None:
    aim = aim_of(_MIDDLING, specs(_MIDDLING)[0])
    one = dual(_MIDDLING, ways(_MIDDLING), aim, [])
    told = priced(one, np.zeros(len(one.high)), evenly(one))
    assert told is not None
    largest = _largest_sums(_MIDDLING)
    lacking = set(_MIDDLING.need_of_demand[largest < _MIDDLING.times].tolist())
    urgent = np.flatnonzero(_MIDDLING.urgency == 5).tolist()
    assert told.bound(()) == len([need for need in urgent if need not in lacking])


def _largest_sums(arrays: Lean) -> Whole:
    """What the three that can do most do of each demand."""
    found = [
        sum(sorted(arrays.most[first:last].tolist(), reverse=True)[:3])
        for first, last in zip(arrays.first_pair[:-1], arrays.first_pair[1:], strict=True)
    ]
    return np.array(found, dtype=np.int64)


def test_the_best_way_of_a_demand_is_the_best_of_all_choices() -> None:
    """Three of a demand's pairs at most, each as often as it can at most: tried in full for some demands."""
    one, _ = _levels(0)
    random = np.random.default_rng(1)
    month_ = one.month
    dear = replace(one, gain=replace(one.gain, times=random.integers(-900, 900, len(month_.pairs))))
    costs = replace(
        costs_of(dear, np.zeros(len(one.high)), evenly(one)),
        times=dear.gain.times,
        takes=0 * dear.gain.times,
    )
    _, best = best_ways(dear, replace(costs, charge=costs.takes))
    several = np.flatnonzero((month_.times > 1) & (month_.times <= 6))[:25]
    assert len(several) == 25
    for at in several.tolist():
        first, last = month_.first_pair[at], month_.first_pair[at + 1]
        values, most = dear.gain.times[first:last].tolist(), month_.most[first:last].tolist()
        tried = _tried(int(month_.times[at]), values, most, 3)
        assert best[at] == (0 if tried is None else tried)


def _tried(times: int, values: list[int], most: list[int], left: int) -> int | None:
    if times == 0:
        return 0
    if not values or left == 0:
        return None
    found = [_tried(times, values[1:], most[1:], left)]
    for count in range(1, min(times, most[0]) + 1):
        rest = _tried(times - count, values[1:], most[1:], left - 1)
        found.append(None if rest is None else rest + count * values[0])
    return max((value for value in found if value is not None), default=None)


def test_a_units_price_is_never_borne_more_than_once_by_a_need() -> None:
    one, _ = _levels(3)
    ascent = Ascent(one)
    parts = ascent.run(1.0, 0.1, 30, Clock(monotonic() + 60)).parts
    month_ = one.month
    borne: dict[tuple[int, int], dict[int, int]] = {}
    for at in range(len(month_.pairs)):
        of_demand = borne.setdefault((int(month_.unit[at]), int(month_.need[at])), {})
        assert of_demand.setdefault(int(month_.demand[at]), int(parts[at])) == parts[at]
    assert all(sum(of_demand.values()) <= PARTS for of_demand in borne.values())
    assert any(len(of_demand) > 1 for of_demand in borne.values())


@pytest.mark.parametrize("rounds", [1, 10_000])
def test_an_ascent_ends_when_it_is_asked_to(rounds: int) -> None:
    one, _ = _levels(0)
    began = monotonic()
    found = Ascent(one).run(1.0, 0.1, rounds, Clock(monotonic() + 600, lambda: True))
    assert monotonic() - began < 5.0
    assert found.proven(one) is not None
