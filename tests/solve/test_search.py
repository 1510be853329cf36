"""Pieces of a plan planned anew: what is left of a task, who competes, and that nothing gets worse."""

from dataclasses import replace
from random import Random
from time import monotonic

import numpy as np
import pytest
from hypothesis import given

from matcher.domain import Options, PlanStatus
from matcher.model import Model, build
from matcher.rules import Row
from matcher.solve import improving, race, solve
from matcher.solve.engine import Clock, Found, Task, keeps_all
from matcher.solve.greedy import completed, first_plan
from matcher.solve.grid import grid
from matcher.solve.highs import answer_of
from matcher.solve.neighbours import NOBODY, Neighbours, owners
from matcher.solve.relaxation import relax
from matcher.solve.search import Advice, Search, Searching
from matcher.solve.stages import goals
from tests.benchmarks.months import SIZES, month
from tests.profiles import examples
from tests.solve.brute_force import every_plan, rank
from tests.strategies import SmallMonth, months

_TASK = Task(
    bounds=((0, 3), (0, 3), (0, 1)),
    rows=(Row("", ((2, 0), (1, 1)), high=7), Row("", ((1, 2),), low=0)),
    objective=((5, 0), (4, 1), (1, 2)),
)


def _clock(seconds: float = 20.0) -> Clock:
    return Clock(monotonic() + seconds)


def _street() -> tuple[Model, Task]:
    """The weighted needs of a street, with the first plan there is."""
    model = build(month(SIZES["S"], 0), (), Options())
    bounds = model.bounds()
    hint = completed(model, first_plan(model, bounds, [0] * len(model.month.pairs)))
    return model, Task(bounds, model.rows, goals(model, bounds)[3].entries, hint)


def _advice(model: Model, task: Task, told: list[tuple[int, ...]]) -> Advice:
    """What the relaxation advises, with nothing to begin with and no bound."""
    relaxed = relax(task, _clock())
    assert relaxed is not None
    return Advice(
        np.array(owners(model)),
        relaxed.values,
        relaxed.costs,
        relaxed.seconds,
        most=lambda: 10**12,
        in_vain=5,
        anew=lambda values, clock: None,
        tell=lambda values: told.append(tuple(values)),
    )


def test_what_the_others_take_is_gone_from_the_rows_of_a_part() -> None:
    """The first stays at 2 and takes 4 of 7: 3 are left; the row about the third alone is left out."""
    index, part = grid(_TASK).part(np.array([False, True, False]), np.array([2, 1, 1]))
    assert index.tolist() == [1]
    assert part == replace(
        _TASK,
        bounds=((0, 3),),
        rows=(Row("", ((1, 0),), high=3),),
        objective=((4, 0),),
        hint=(1,),
    )


def test_a_part_without_variables_is_empty() -> None:
    index, part = grid(_TASK).part(np.zeros(3, dtype=np.bool_), np.array([2, 1, 1]))
    assert (index.tolist(), part.bounds, part.rows) == ([], (), ())


def test_every_variable_of_a_need_is_its_own() -> None:
    model, _ = _street()
    owner = owners(model)
    month_ = model.month
    for at, pair in enumerate(month_.pairs):
        assert owner[at] == owner[month_.met[pair.need]] != NOBODY
    assert len({owner[at] for at in month_.met.values()}) == len(month_.met)


def test_needs_that_share_a_full_row_are_neighbours() -> None:
    """Two needs want one thing, a third wants another that does not run out."""
    task = Task(
        bounds=((0, 1),) * 3,
        rows=(Row("", ((1, 0), (1, 1)), high=1), Row("", ((1, 2), (1, 0)), high=5)),
    )
    near = Neighbours(grid(task), np.array([0, 1, 2]), np.array([1.0, 0.0, 1.0]))
    now = np.array([0, 1, 1])
    assert near.around(0, 3, now, Random(0)) == [0, 1]
    assert near.around(2, 3, now, Random(0)) == [2]


def test_a_search_never_gets_worse_and_keeps_every_row() -> None:
    model, task = _street()
    told: list[tuple[int, ...]] = []
    search = Search(task, _advice(model, task, told))
    before = search.value
    search.run(_clock())
    assert before < search.value == task.value(search.values) <= answer_of(task, 20.0).bound  # type: ignore[operator]  # a bound is always told
    assert keeps_all(task, search.values)
    assert told[-1] == search.values
    assert [task.value(values) for values in told] == sorted({task.value(v) for v in told})


def test_a_search_goes_on_from_better_values_only() -> None:
    """Of what it is to begin with the first is the best there is, the others break rows or are worse."""
    model, task = _street()
    best = answer_of(task, 20.0).values
    assert best is not None
    given_ = iter([best, tuple(high for _, high in task.bounds), task.hint, None])
    told: list[tuple[int, ...]] = []
    advised = replace(_advice(model, task, told), anew=lambda values, clock: next(given_))
    search = Search(task, advised)
    search.run(_clock())
    assert (search.values, told) == (best, [best])


def test_a_search_is_done_when_nothing_can_be_better() -> None:
    model, task = _street()
    told: list[tuple[int, ...]] = []
    search = Search(
        task, replace(_advice(model, task, told), most=lambda: task.value(task.hint or ()))
    )
    search.run(_clock())
    assert search.done
    assert (search.values, told) == (task.hint, [])


def test_a_search_on_a_thread_ends_when_asked_and_tells_what_it_has() -> None:
    model, task = _street()
    told: list[tuple[int, ...]] = []
    with Searching(task, _advice(model, task, told), _clock()) as search:
        assert search.answer() is None
    answer = search.answer()
    assert answer is not None
    assert answer.found is Found.SOME
    assert answer.values is not None
    assert keeps_all(task, answer.values)
    assert answer.values == search.values == (told[-1] if told else task.hint)


@examples(15)
@given(months())
def test_a_searched_month_is_solved_to_the_same_end(found: SmallMonth) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(improving, "_PIECES_FROM", 1)
        patch.setattr(improving, "_LARGE", 0)
        patch.setattr(race, "SMALL", 1)
        plan = solve(found.candidates, found.decisions, found.options)
    assert plan.status is PlanStatus.PROVEN_BEST
    assert rank(found, plan) == max(rank(found, other) for other in every_plan(found))
