"""Large months: their way of planning, tried on months small enough to know the truth."""

from dataclasses import replace
from time import monotonic

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import check
from matcher.domain import (
    Candidates,
    CommunityShare,
    Options,
    Plan,
    PlanStatus,
    UnitLoad,
    silent,
)
from matcher.model import build
from matcher.rules import RULES
from matcher.solve import cpsat, solve
from matcher.solve.decided import settle
from matcher.solve.engine import Clock, keeps_all
from matcher.solve.large.aims import aim_of, done, specs, sums
from matcher.solve.large.gains import gains_of
from matcher.solve.large.guide import Guide
from matcher.solve.large.lean import lean, tells_all
from matcher.solve.large.overall import Job, Overall, take_over
from matcher.solve.large.piece import piece, put_back
from matcher.solve.large.program import gains, program, proof
from matcher.solve.large.run import begun, improve, is_large
from tests.benchmarks.months import SIZES, month
from tests.profiles import examples
from tests.solve.big import Until, large
from tests.solve.brute_force import Tried, rank, tried_months
from tests.strategies import SmallMonth

_FEW = examples(25)


def _plan(found: SmallMonth, previous: Plan | None = None, *, pieces: bool = True) -> Plan | None:
    clock = Clock(monotonic() + 20)
    settled = settle(found.candidates, found.decisions, found.options, clock)
    if settled is None:
        return None
    large = begun(found.candidates, found.decisions, found.options, previous, settled.times)
    table, board = large.table, large.board
    levels = gains_of(table, board.aims)
    for first in range(len(board.aims) if pieces and found.candidates.needs else 0):
        made = piece(table, levels, range(len(found.candidates.needs)), first=first)
        assert keeps_all(made.task, made.task.hint or ())
        put_back(table, len(board.aims), made, cpsat.run(made.task, clock).values)
        board.put(table.all_times())
    told = board.standing()
    return Plan(PlanStatus.BEST_FOUND, told.levels, told.assignments, 0.0, 0, 1)


def test_every_rule_can_be_told_in_arrays() -> None:
    assert tells_all(), [rule.name for rule in RULES]


@_FEW
@given(tried_months())
def test_the_first_plan_of_a_large_month_keeps_every_rule(tried: Tried) -> None:
    found = tried.month
    plan = _plan(found, pieces=False)
    assert plan is not None
    assert check.violations(found.candidates, found.decisions, found.options, plan) == ()


@_FEW
@given(tried_months(), st.data())
def test_a_piece_that_is_the_whole_month_is_the_best_plan(
    tried: Tried, data: st.DataObject
) -> None:
    found, plans = tried.month, tried.plans
    previous = data.draw(st.one_of(st.none(), st.sampled_from(tried.others)))
    plan = _plan(found, previous)
    assert plan is not None
    assert check.violations(found.candidates, found.decisions, found.options, plan) == ()
    best = max(rank(found, other, previous) for other in plans)
    assert rank(found, plan, previous)[:-1] == best[:-1]
    values = check.level_values(found.candidates, found.options, plan, previous)
    assert {level.name: level.value for level in plan.levels} == values


@_FEW
@given(tried_months())
def test_a_piece_that_keeps_what_is_met_changes_only_how(tried: Tried) -> None:
    found = tried.month
    settled = settle(found.candidates, found.decisions, found.options, Clock(monotonic() + 20))
    assert settled is not None
    large = begun(found.candidates, found.decisions, found.options, None, settled.times)
    table, board = large.table, large.board
    levels = gains_of(table, sums(board.aims))
    before, met = board.reached, set(table.given)
    made = piece(
        table, levels, range(len(found.candidates.needs)), first=len(levels.names) - 1, fixed=True
    )
    put_back(table, len(levels.names), made, cpsat.run(made.task, Clock(monotonic() + 20)).values)
    assert set(table.given) == met
    after = board.reckoned(table.all_times())
    assert after[: len(levels.names)] >= before[: len(levels.names)]
    assert table.out == {}


def test_the_whole_month_as_one_task_finds_a_better_plan_and_a_bound() -> None:
    found, options = _sparse(), Options(seconds=5, workers=1, fairness=False)
    large = begun(found, (), options, None, {})
    board = large.board
    levels = gains_of(large.table, sums(board.aims))
    best = {level.name: level.value for level in solve(found, (), options).levels}
    overall = Overall(board, levels, Guide(), seed=0)
    last = len(levels.names) - 1
    try:
        overall.run(
            [Job(at, at + 1, 0.8, every=True) for at in range(last + 1)], Clock(monotonic() + 60)
        )
    finally:
        overall.close()
    take_over(large.table, board)
    assert board.reckoned(large.table.all_times()) == board.reached
    told = {level.name: level for level in board.standing().levels}
    assert told["fit"].value == best["fit"]
    assert told["fit"].proven


@_FEW
@given(tried_months(), st.data())
def test_any_prices_bound_every_plan(tried: Tried, data: st.DataObject) -> None:
    found, plans = tried.month, tried.plans
    previous = data.draw(st.one_of(st.none(), st.sampled_from(plans)))
    arrays = lean(found.candidates, found.decisions, found.options, previous)
    whole = program(arrays)
    prices = np.array(
        data.draw(
            st.lists(st.floats(-3, 3), min_size=len(whole.rows.high), max_size=len(whole.rows.high))
        )
    )
    keys = {pair.key: at for at, pair in enumerate(arrays.pairs)}
    for spec in specs(arrays)[:-1]:
        aim = aim_of(arrays, spec)
        if aim.step is not None:
            continue
        proven = proof(whole, gains(whole, aim), prices * 2.0**20, whole.high)
        assert proven is not None
        for plan in plans:
            times = np.zeros(len(arrays.pairs), dtype=np.int64)
            for a in plan.assignments:
                times[keys[a.need, a.demand, a.resource]] = a.times
            assert aim.reached(done(arrays, times)) <= proven.bound


@_FEW
@given(tried_months(), st.data())
def test_levels_in_arrays_are_those_of_the_model(tried: Tried, data: st.DataObject) -> None:
    found, plans = tried.month, tried.plans
    previous = data.draw(st.one_of(st.none(), st.sampled_from(plans)))
    arrays = lean(found.candidates, found.decisions, found.options, previous)
    model = build(found.candidates, found.decisions, found.options, previous=previous)
    assert specs(arrays) == model.levels
    assert [pair.key for pair in arrays.pairs] == [pair.key for pair in model.month.pairs]
    plan = data.draw(st.sampled_from(plans))
    times = np.zeros(len(arrays.pairs), dtype=np.int64)
    keys = {pair.key: at for at, pair in enumerate(arrays.pairs)}
    for a in plan.assignments:
        times[keys[a.need, a.demand, a.resource]] = a.times
    signs = {spec.name: 1 if spec.maximise else -1 for spec in model.levels}
    values = {
        spec.name: signs[spec.name] * aim_of(arrays, spec).reached(done(arrays, times))
        + aim_of(arrays, spec).constant
        for spec in specs(arrays)
    }
    assert values == check.level_values(found.candidates, found.options, plan, previous)


_OPTIONS = Options(seconds=3600, workers=1)


def test_a_large_month_is_planned_with_bounds_that_close() -> None:
    """Stopped when all levels have been gone through once and improving what is left begins."""
    assert is_large(large())
    stop = Until("正在改进")
    plan = solve(large(), (), _OPTIONS, on_progress=stop.progress, stop=stop)
    assert check.violations(large(), (), _OPTIONS, plan) == ()
    values = check.level_values(large(), _OPTIONS, plan)
    assert {level.name: level.value for level in plan.levels} == values
    assert all(level.bound is not None and level.bound >= level.value for level in plan.levels)
    urgent = next(level for level in plan.levels if level.name == "urgent_5")
    assert urgent.proven


def _even() -> Candidates:
    """The large month between twenty communities and its first hundred units, which others had more of before."""
    names = [weight.need for weight in large().needs]
    shares = tuple(
        CommunityShare(f"社区{at:02d}", tuple(names[at::20]), asked_before=10, met_before=at % 7)
        for at in range(20)
    )
    loads = tuple(
        UnitLoad(limit.unit, 1, 100 * (at % 9)) for at, limit in enumerate(large().limits)
    )
    return replace(large(), shares=shares, loads=loads[:100])


@pytest.mark.parametrize("first", [False, True])
def test_a_large_month_between_communities_and_units_tells_how_even_it_is(first: bool) -> None:
    found, options = _even(), replace(_OPTIONS, fairness_first=first)
    assert is_large(found)
    stop = Until("正在估计上限：紧急程度4级")
    plan = solve(found, (), options, on_progress=stop.progress, stop=stop)
    assert "分块" in plan.engine
    assert check.violations(found, (), options, plan) == ()
    names = [level.name for level in plan.levels]
    values = check.level_values(found, options, plan)
    assert {level.name: level.value for level in plan.levels} == values
    assert names == list(values)
    assert (names.index("fit") > names.index("load_5")) == first
    assert names.index("share_5") < names.index("load_5")
    for level in plan.levels:
        assert level.bound is not None
        assert level.bound >= level.value if level.maximise else level.bound <= level.value


def _sparse() -> Candidates:
    return month(SIZES["XS"], 4)


def test_searchers_prove_a_small_month_level_by_level() -> None:
    """The relaxation settles most of it; what is claimed to be proven is what the exact engines find."""
    found, options = _sparse(), Options(seconds=3, workers=1)
    large = begun(found, (), options, None, {})
    improve(large, Clock(monotonic() + 3.0), silent, workers=1, seed=0)
    best = {level.name: level for level in solve(found, (), options).levels}
    proven = [level for level in large.board.standing().levels if level.proven]
    assert proven
    assert [level.value for level in proven] == [best[level.name].value for level in proven]
