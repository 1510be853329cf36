"""Choices and knapsacks: the bound, what ways lose, and the optimum, against trying everything."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from time import monotonic

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import Candidates, Options, PlanStatus, UnitLimit
from matcher.rules import Row
from matcher.solve import knapsacks, solve
from matcher.solve.engine import Clock, Found, Task, keeps_all
from matcher.solve.knapsacks import solving
from matcher.solve.knapsacks.crew import Crew
from matcher.solve.knapsacks.packed import Packed
from matcher.solve.knapsacks.prices import priced
from matcher.solve.knapsacks.shape import Shape, Whole, shaped
from matcher.solve.knapsacks.tree import Case, Tree
from tests.benchmarks import gap

_SHIFT = 4


@st.composite
def shapes(draw: st.DrawFn, room: int = 12) -> Shape:
    agents, jobs = draw(st.integers(1, 3)), draw(st.integers(1, 5))
    cells = [(job, agent) for job in range(jobs) for agent in range(agents)]
    count = len(cells)
    uses = draw(st.lists(st.integers(1, 6), min_size=count, max_size=count))
    gains = draw(st.lists(st.integers(-3, 9), min_size=count, max_size=count))
    rooms = draw(st.lists(st.integers(1, room), min_size=agents, max_size=agents))
    return Shape(
        job=whole([job for job, _ in cells]),
        agent=whole([agent for _, agent in cells]),
        use=whole(uses),
        gain=whole(gains),
        room=whole(rooms),
        jobs=jobs,
        step=1,
    )


def whole(values: list[int]) -> Whole:
    return np.array(values, dtype=np.int64)


def choices(shape: Shape) -> Iterator[Whole]:
    """Every choice that fits."""
    ways = [np.flatnonzero(shape.job == job).tolist() for job in range(shape.jobs)]
    for chosen in product(*ways):
        taken = np.zeros(len(shape.job), dtype=np.int64)
        taken[list(chosen)] = 1
        used = np.bincount(shape.agent, shape.use * taken, len(shape.room))
        if (used <= shape.room).all():
            yield taken


def most_of(shape: Shape) -> int | None:
    return max((int(shape.gain @ taken) for taken in choices(shape)), default=None)


def _task(shape: Shape) -> Task:
    one = [np.flatnonzero(shape.job == job).tolist() for job in range(shape.jobs)]
    rows = [Row("", tuple((1, at) for at in those), 1, 1) for those in one]
    for agent, room in enumerate(shape.room.tolist()):
        those = np.flatnonzero(shape.agent == agent).tolist()
        rows.append(Row("", tuple((int(shape.use[at]), at) for at in those), None, room))
    goal = tuple((int(gain), at) for at, gain in enumerate(shape.gain.tolist()) if gain)
    return Task(tuple((0, 1) for _ in shape.job), tuple(rows), goal)


def _soon() -> Clock:
    return Clock(monotonic() + 60)


@given(shapes(), st.data())
def test_no_choice_exceeds_the_bound_less_what_its_ways_lose(
    shape: Shape, data: st.DataObject
) -> None:
    prices = data.draw(st.lists(st.integers(-50, 200), min_size=shape.jobs, max_size=shape.jobs))
    known = priced(shape, whole(prices), _SHIFT)
    for taken in choices(shape):
        gain = int(shape.gain @ taken) << _SHIFT
        assert gain <= known.bound - known.certain
        assert gain <= known.bound - int(known.loss[taken > 0].max())


@given(shapes())
def test_each_knapsack_loses_what_trying_every_filling_says(shape: Shape) -> None:
    packed = Packed(shape, np.arange(len(shape.job)), shape.room)
    profit = shape.gain[packed.ways]
    into, outof = packed.losses(filled := packed.fill(profit))
    best: dict[int, dict[tuple[int, int], int]] = {}
    for agent, room in enumerate(shape.room.tolist()):
        own = np.flatnonzero(packed.agent == agent)
        for pick in product((0, 1), repeat=len(own)):
            if int(shape.use[packed.ways[own]] @ np.array(pick)) <= room:
                value = int(profit[own] @ np.array(pick))
                for at, there in zip(own.tolist(), pick, strict=True):
                    key = (at, there)
                    held = best.setdefault(agent, {})
                    held[key] = max(held.get(key, value), value)
    top = {agent: max(held.values()) for agent, held in best.items()}
    assert filled.best == sum(top.values())
    for at, agent in enumerate(packed.agent.tolist()):
        assert outof[at] == top[agent] - best[agent][at, 0]
        if (at, 1) in best[agent]:
            assert into[at] == top[agent] - best[agent][at, 1]


@given(shapes())
def test_the_optimum_is_found_and_proven(shape: Shape) -> None:
    task = _task(shape)
    most = most_of(shape)
    told = solving.run(task, _soon(), least=1)
    if told is None:
        return
    if most is None:
        assert told.answer.found is Found.NONE
        return
    assert (told.answer.found, told.answer.bound) == (Found.BEST, most)
    assert told.answer.values is not None
    assert task.value(told.answer.values) == most
    assert keeps_all(task, told.answer.values)


@given(shapes())
def test_bounds_told_keep_every_choice_as_good_as_the_best(shape: Shape) -> None:
    told = solving.run(_task(shape), _soon(), least=1)
    most = most_of(shape)
    for taken in choices(shape) if told is not None else ():
        if int(shape.gain @ taken) == most and told is not None:
            ends = zip(taken.tolist(), told.bounds, strict=True)
            assert all(low <= value <= high for value, (low, high) in ends)


def test_a_task_with_another_condition_is_not_of_this_shape() -> None:
    """Two jobs on one resource of 3; a condition over ways of both jobs is neither choice nor knapsack."""
    shape = Shape(
        job=whole([0, 0, 1, 1]),
        agent=whole([0, 1, 0, 1]),
        use=whole([2, 1, 2, 1]),
        gain=whole([5, 1, 5, 1]),
        room=whole([3, 3]),
        jobs=2,
        step=1,
    )
    task = _task(shape)
    assert shaped(task) is not None
    extra = Row("", ((1, 0), (-1, 3)), low=0)
    assert shaped(replace(task, rows=(*task.rows, extra))) is None
    assert knapsacks.run(task, _soon()) is None, "so few ways are left to the other engines"


def shape_of(problem: gap.Problem) -> Shape:
    """A problem as a shape, profits for costs."""
    costs, uses = np.array(problem.costs), np.array(problem.uses)
    agent, job = np.indices(costs.shape)
    gain = (costs.max() - costs).ravel().astype(np.int64)
    return Shape(
        job.ravel().astype(np.int64),
        agent.ravel().astype(np.int64),
        uses.ravel().astype(np.int64),
        gain,
        whole(list(problem.capacities)),
        problem.jobs,
        1,
    )


def _tree(problem: gap.Problem) -> Tree:
    return Tree(shape_of(problem), 0, 6)


def test_a_helper_looks_at_cases_too() -> None:
    """Alone and with a helper the same best gain is found."""
    gains = []
    for workers in (1, 2):
        tree = _tree(gap.draw("c", 4, 16, 3))
        marks = np.zeros(len(tree.shape.job), dtype=np.int8)
        first = Case(marks, np.zeros(tree.shape.jobs, dtype=np.int64), root=True)
        with Crew(workers) as crew:
            assert crew.search(tree, first, 10**6, _soon())
        gains.append(tree.asked)
    assert gains[0] == gains[1]


@pytest.mark.parametrize("cap", [None, 6])
def test_months_give_the_same_plan_with_and_without_it(
    cap: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a cap on what one unit serves the month is no longer of this shape, and just as exact."""
    found = _capped(gap.candidates(gap.draw("c", 3, 18, 2)), cap)
    options = Options(workers=1, urgent_from=5, seconds=60)
    plain = solve(found, (), options)
    monkeypatch.setattr(solving, "LEAST", 1)
    priced_ = solve(found, (), options)
    assert plain.status is priced_.status is PlanStatus.PROVEN_BEST
    assert plain.assignments == priced_.assignments


def _capped(found: Candidates, cap: int | None) -> Candidates:
    first, *others = found.limits
    return replace(found, limits=(UnitLimit(first.unit, cap), *others))
