"""Large months of few needs: capacities rounded down, levels as one sum, and what follows for bounds and plans."""

from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import check
from matcher.domain import Options, Plan, PlanStatus, silent
from matcher.rules import Row
from matcher.solve import solve
from matcher.solve.decided import settle
from matcher.solve.engine import Answer, Clock, Found, Task
from matcher.solve.large import street
from matcher.solve.large.aims import done, sums
from matcher.solve.large.board import Board
from matcher.solve.large.cuts import cuts, rounded
from matcher.solve.large.dual import Priced
from matcher.solve.large.gains import gains_of
from matcher.solve.large.guide import Guide
from matcher.solve.large.joint import joint
from matcher.solve.large.lean import lean
from matcher.solve.large.overall import Job, Overall
from matcher.solve.large.piece import piece
from matcher.solve.large.run import begun
from matcher.solve.large.street import improve_few
from tests.benchmarks.months import SIZES, month
from tests.profiles import examples
from tests.solve.brute_force import Tried, times_of, tried_months

_FEW = examples(25)


def test_a_capacity_of_three_serves_one_of_those_who_use_two_or_three() -> None:
    """Half of 1, 2, 3 and of the capacity, rounded down: 0, 1, 1 and 1."""
    assert rounded(3, (1, 2, 3)) == (((0, 1, 1), 1),)


def test_a_capacity_that_uses_fill_exactly_says_nothing_more() -> None:
    assert rounded(8, (1, 2, 4)) == ()


@_FEW
@given(st.integers(2, 20), st.sets(st.integers(1, 9), min_size=1, max_size=4), st.data())
def test_rounded_rows_keep_whatever_the_capacity_keeps(
    capacity: int, uses: set[int], data: st.DataObject
) -> None:
    some = tuple(sorted(use for use in uses if use <= capacity))
    times, left = [], capacity
    for use in some:
        times.append(data.draw(st.integers(0, left // use)))
        left -= use * times[-1]
    for entries, high in rounded(capacity, some):
        assert sum(e * t for e, t in zip(entries, times, strict=True)) <= high


@_FEW
@given(tried_months())
def test_every_plan_keeps_the_rounded_rows(tried: Tried) -> None:
    found = tried.month
    arrays = lean(found.candidates, found.decisions, found.options, None)
    for plan in tried.plans:
        times = times_of(arrays, plan)
        for row in cuts(arrays):
            assert sum(size * int(times[at]) for size, at in row.pairs) <= row.most


@_FEW
@given(tried_months())
def test_the_joint_sum_is_that_of_its_levels(tried: Tried) -> None:
    found = tried.month
    settled = settle(found.candidates, found.decisions, found.options, Clock(monotonic() + 20))
    assert settled is not None
    board = begun(found.candidates, found.decisions, found.options, None, settled.times).board
    together = joint(board)
    if together is not None:
        plan = done(board.month, board.times)
        assert together.aim.reached(plan) == together.reached(board.reached)
        assert together.points[-1] == 1


def _board() -> Board:
    return begun(month(SIZES["XS"], 4), (), Options(fairness=False), None, {}).board


def test_a_bound_of_the_sum_counts_only_for_plans_that_reach_its_floors() -> None:
    """A point before the last level is worth 7, and the sum lies 5 above the plan's: so does the last level."""
    board = _board()
    last = len(board.aims) - 1
    reached = board.reached
    told = Priced(7 * reached[last - 1] + reached[last] + 5, (*([0] * (last - 1)), 7), 1)
    board.priced(last, told, (reached[0] + 1,))
    assert board.bound_of(last) > reached[last] + 5
    board.priced(last, told, reached[:last])
    assert board.bound_of(last) == reached[last] + 5


def test_what_prices_prove_of_the_sum_bounds_its_last_level() -> None:
    """In halves of a point, and 3 halves for a point of the first level: the sum lies 5 points above the plan's."""
    board = _board()
    together = joint(board)
    assert together is not None
    reached = board.reached
    floors = (3, *([0] * (together.first - 1)))
    told = Priced(2 * (together.reached(reached) + 5) + 3 * reached[0], floors, 2)
    board.priced(together.last, together.told(told))
    assert board.bound_of(together.last) == reached[together.last] + 5


def test_levels_that_are_proven_are_no_part_of_the_sum() -> None:
    board = _board()
    urgencies = sum(aim.spec.urgency is not None for aim in board.aims)
    for level in range(urgencies + 1):
        board.bound(level, board.reached[level], board.reached)
    together = joint(board)
    assert together is not None
    assert together.first == urgencies + 1
    assert together.reached(board.reached) == board.reached[-1]


def test_of_a_month_that_is_proven_there_is_no_sum() -> None:
    board = _board()
    for level, reached in enumerate(board.reached):
        board.bound(level, reached, board.reached)
    assert joint(board) is None


def test_an_engine_says_what_is_best_and_without_time_that_it_does_not_know() -> None:
    large = begun(month(SIZES["XS"], 4), (), Options(fairness=False), None, {})
    overall = Overall(large.board, gains_of(large.table, sums(large.board.aims)), Guide(), seed=0)
    task = Task(((0, 1), (0, 1)), (Row("", ((1, 0), (1, 1)), None, 1),), ((2, 0), (3, 1)))
    try:
        assert overall.answer(task, Clock(monotonic() + 60)) == Answer(Found.BEST, (0, 1), 3)
        assert overall.answer(task, Clock(monotonic() - 60)) == Answer(Found.UNKNOWN)
    finally:
        overall.close()


def test_a_weighed_piece_adds_up_its_levels_and_keeps_those_before_the_last() -> None:
    large = begun(month(SIZES["XS"], 4), (), Options(fairness=False), None, {})
    levels = gains_of(large.table, sums(large.board.aims))
    last = len(levels.names) - 1
    reached = large.board.reached
    needs = range(len(large.board.month.needs))
    made = piece(large.table, levels, needs, first=last - 1, upto=last + 1, points=(50, 1))
    assert made.task.hint is not None
    assert made.task.value(made.task.hint) == 50 * reached[last - 1] + reached[last]


def test_an_urgent_level_is_proven_over_the_urgent_needs_and_the_others_are_served_again() -> None:
    found, options = month(SIZES["XS"], 4), Options(seconds=5, workers=1, fairness=False)
    large = begun(found, (), options, None, {})
    overall = Overall(large.board, gains_of(large.table, sums(large.board.aims)), Guide(), seed=0)
    urgent = [at for at, aim in enumerate(large.board.aims) if aim.spec.urgency is not None]
    try:
        overall.run([Job(at, at + 1, 0.9, every=True) for at in urgent], Clock(monotonic() + 60))
    finally:
        overall.close()
    best = {level.name: level.value for level in solve(found, (), options).levels}
    for level in large.board.standing().levels[: len(urgent)]:
        assert level.proven
        assert level.value == best[level.name]
    assert (large.board.times > 0).sum() > 0


@pytest.mark.parametrize(("workers", "few"), [(2, 25_000), (2, 0), (1, 25_000)])
def test_a_large_month_of_few_needs_is_bounded_and_its_plan_keeps_every_rule(
    workers: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether an engine sees every pair beside the search, both cores search, or there is but one."""
    monkeypatch.setattr(street, "_FEW_PAIRS", few)
    found, options = month(SIZES["XS"], 1), Options(seconds=6, workers=2, fairness=False)
    large = begun(found, (), options, None, {})
    together = joint(large.board)
    assert together is not None
    levels = gains_of(large.table, sums(large.board.aims))
    clock = Clock(monotonic() + 3.5)
    improve_few(large.board, large.table, levels, together, clock, silent, workers=workers, seed=0)
    told = large.board.standing()
    plan = Plan(PlanStatus.BEST_FOUND, told.levels, told.assignments, 0.0, 0, 1)
    assert check.violations(found, (), options, plan) == ()
    best = {level.name: level for level in solve(found, (), options).levels}
    for level in told.levels:
        assert level.bound is not None
        assert level.bound >= level.value
        if level.proven:
            assert level.value == best[level.name].value
