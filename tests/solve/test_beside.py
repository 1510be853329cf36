"""Plans and bounds found on a month's arrays while its levels are climbed."""

from collections.abc import Iterator
from dataclasses import replace
from time import monotonic

import numpy as np
import pytest

from matcher.domain import Candidates, Options
from matcher.model import Model, build
from matcher.rules import FIT
from matcher.rules.levels import WEIGHTED
from matcher.solve import cpsat, solve
from matcher.solve.beside import Beside
from matcher.solve.decided import settle
from matcher.solve.engine import Clock, Task, keeps_all
from matcher.solve.greedy import completed
from matcher.solve.large.chooser import Chooser
from matcher.solve.large.exactly import Exactly
from matcher.solve.large.run import Large, begun
from matcher.solve.standing import Board
from tests.benchmarks.months import SIZES, month

_OPTIONS = Options(seconds=20)


def _clock(seconds: float = 20.0) -> Clock:
    return Clock(monotonic() + seconds)


@pytest.fixture(scope="module")
def found() -> Candidates:
    return month(SIZES["S"], 0)


@pytest.fixture
def large(found: Candidates) -> Large:
    settled = settle(found, (), _OPTIONS, _clock())
    assert settled is not None
    return begun(found, (), _OPTIONS, None, settled.times)


@pytest.fixture
def chooser(large: Large) -> Iterator[Chooser]:
    made = Chooser(large.table, large.board, _clock(), 0)
    yield made
    made.close()


def _standing(found: Candidates, large: Large) -> tuple[Model, Task, Board]:
    model = build(found, (), _OPTIONS)
    first = completed(model, large.table.all_times().tolist())
    start = Task(model.bounds(), model.rows, hint=first)
    return model, start, Board(model, start)


def test_each_plan_is_better_level_by_level_than_the_one_before(
    large: Large, chooser: Chooser
) -> None:
    reached = [large.board.reached]
    times = large.board.times
    while (better := chooser.better(times, _clock())) is not None:
        times = better
        reached.append(large.board.reckoned(times))
    assert len(reached) > 1
    assert reached == sorted(set(reached))


def test_no_bound_lies_below_what_the_proven_best_plan_reaches(
    found: Candidates, large: Large, chooser: Chooser
) -> None:
    plan = solve(found, (), _OPTIONS)
    values = {level.name: level.value for level in plan.levels}
    given = {(a.need, a.demand, a.resource): a.times for a in plan.assignments}
    best = np.array([given.get(pair.key, 0) for pair in large.board.month.pairs])
    while chooser.better(large.board.times, _clock()) is not None:
        pass
    for name in (WEIGHTED.name, FIT.name):
        bound = chooser.bounds(name, best)
        assert bound is not None
        assert bound() >= values[name]


def test_nothing_is_known_of_a_level_that_is_not_there(large: Large, chooser: Chooser) -> None:
    assert chooser.bounds("no such level", large.board.times) is None


def test_when_the_time_is_up_there_is_nothing_to_wait_for(large: Large, chooser: Chooser) -> None:
    assert chooser.better(large.board.times, _clock(-1.0)) is None


def test_a_plan_found_beside_is_shown_at_once_and_keeps_every_row(
    found: Candidates, large: Large, chooser: Chooser
) -> None:
    _, start, board = _standing(found, large)
    beside = Beside(board, start, chooser, Exactly(large.board, 0), cpsat.run)
    before = board.reached().levels
    values = beside.better(start.hint or (), _clock())
    assert values is not None
    assert keeps_all(start, values)
    assert board.reached().values == values
    assert [level.value for level in board.reached().levels] > [level.value for level in before]


def test_a_stage_is_bounded_by_its_first_level(
    found: Candidates, large: Large, chooser: Chooser
) -> None:
    _, start, board = _standing(found, large)
    beside = Beside(board, start, chooser, Exactly(large.board, 0), cpsat.run)
    while beside.better(start.hint or (), _clock()) is not None:
        pass
    values = board.reached().values
    stage = next(s for s in board.stages if s.goals[0].spec.name == WEIGHTED.name)
    first = stage.goals[0]
    bound = beside.bounds(stage, values)()
    assert first.reached(values) <= bound <= stage.ceiling
    told = chooser.bounds(WEIGHTED.name, np.array(values[: len(large.board.month.pairs)]))
    assert told is not None
    assert (len(stage.goals), bound) == (1, told())


def _best(found: Candidates, board: Board) -> tuple[int, ...]:
    """The values of the proven best plan."""
    given = {
        (a.need, a.demand, a.resource): a.times for a in solve(found, (), _OPTIONS).assignments
    }
    return completed(board.model, [given.get(pair.key, 0) for pair in board.model.month.pairs])


def test_a_settled_stage_has_the_best_plan_and_only_pairs_of_use_are_left(
    found: Candidates, large: Large, chooser: Chooser
) -> None:
    _, start, board = _standing(found, large)
    beside = Beside(board, start, chooser, Exactly(large.board, 0), cpsat.run)
    best = _best(found, board)
    at = next(n for n, s in enumerate(board.stages) if s.goals[0].spec.name == FIT.name)
    stage = board.stages[at]
    kept = [goal.at_least(goal.reached(best)) for s in board.stages[:at] for goal in s.goals]
    asked = replace(start, rows=(*start.rows, *kept), objective=stage.objective, hint=best)
    task, most = beside.settled(asked, stage, _clock())
    assert task.value(best) == task.value(task.hint or ()) == most
    assert all(low <= value <= high for value, (low, high) in zip(best, task.bounds, strict=True))
    assert sum(high > 0 for _, high in task.bounds) < sum(high > 0 for _, high in start.bounds)


def test_a_plan_that_is_worse_in_an_earlier_level_does_not_replace_the_best(
    found: Candidates, large: Large
) -> None:
    model, start, board = _standing(found, large)
    nobody = completed(model, [0] * len(model.month.pairs))
    board.put(nobody)
    assert board.reached().values == start.hint
