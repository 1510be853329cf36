"""Engines one by one: the same answer from each, bounds that hold, and a race that survives a dead child."""

import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic, sleep

import pytest
from hypothesis import given

from matcher.domain import Options
from matcher.model import build
from matcher.rules import FIT, Row
from matcher.solve import cpsat, highs
from matcher.solve.engine import Answer, Clock, Found, Task, keeps_all
from matcher.solve.race import Race, best_of
from matcher.solve.relaxation import narrowed, relax
from matcher.solve.stages import Goal, bounds_of_goals, goals, joined, stage
from tests.benchmarks.months import SIZES, month
from tests.profiles import examples
from tests.strategies import SmallMonth, months

_KNAPSACK = Task(
    bounds=((0, 3), (0, 3), (0, 1)),
    rows=(Row("容量", ((3, 0), (5, 1), (4, 2)), high=14),),
    objective=((4, 0), (7, 1), (5, 2)),
)
"""14 uses: three and one (4·3 + 7 = 19), or none, two and one (14 + 5 = 19); 20 cannot be had."""


def _clock(seconds: float = 20.0) -> Clock:
    return Clock(monotonic() + seconds)


def test_cp_sat_proves_the_best() -> None:
    answer = cpsat.run(_KNAPSACK, _clock())
    assert (answer.found, answer.bound) == (Found.BEST, 19)
    assert answer.values is not None
    assert _KNAPSACK.value(answer.values) == 19


@pytest.mark.parametrize("proving", [False, True])
@pytest.mark.parametrize("pared", [False, True])
def test_highs_proves_the_same(proving: bool, pared: bool) -> None:
    task = replace(_KNAPSACK, hint=(3, 1, 0), proving=proving, pared=pared)
    answer = highs.answer_of(task, 20.0)
    assert (answer.found, answer.bound) == (Found.BEST, 19)


def test_both_say_so_when_nothing_is_possible() -> None:
    hopeless = replace(_KNAPSACK, rows=(*_KNAPSACK.rows, Row("太多", ((1, 0),), low=4)))
    assert cpsat.run(hopeless, _clock()).found is Found.NONE
    assert highs.answer_of(hopeless, 20.0).found is Found.NONE


def test_an_empty_row_that_asks_for_something_is_impossible() -> None:
    nobody = replace(_KNAPSACK, rows=(Row("无人", (), low=1),))
    assert cpsat.run(nobody, _clock()).found is Found.NONE


def test_the_relaxation_bounds_the_knapsack_by_its_best_ratio() -> None:
    """The second has the best ratio, 7/5 a use: 14 uses of it are worth 19.6, so no more than 19."""
    relaxed = relax(_KNAPSACK, _clock())
    assert relaxed is not None
    assert relaxed.bound == 19


@examples(25)
@given(months())
def test_bounds_hold_and_narrowing_keeps_the_best(found: SmallMonth) -> None:
    model = build(found.candidates, (), found.options)
    bounds = model.bounds()
    whole = stage(goals(model, bounds)[:4])
    task = Task(bounds, model.rows, whole.objective)
    best = cpsat.run(task, _clock())
    relaxed = relax(task, _clock())
    assert best.values is not None
    assert relaxed is not None
    value = task.value(best.values)
    assert relaxed.bound >= value
    assert whole.ceiling >= value
    narrow = narrowed(bounds, relaxed, value)
    assert all(low <= at <= high for at, (low, high) in zip(best.values, narrow, strict=True))


@examples(25)
@given(months())
def test_a_joined_stage_puts_its_goals_in_order(found: SmallMonth) -> None:
    model = build(found.candidates, (), found.options)
    bounds = model.bounds()
    all_goals = goals(model, bounds)
    joint = stage(all_goals)
    for factor, after, goal in zip(joint.factors, joint.factors[1:], all_goals[1:], strict=False):
        assert factor > after * (goal.high - goal.low)
    assert [g for part in joined(all_goals) for g in part.goals] == list(all_goals)


def test_a_joint_bound_gives_each_goal_its_own_and_stops_at_the_first_unproven() -> None:
    model = build(month(SIZES["XS"], 0), (), Options())
    bounds = model.bounds()
    whole = stage(goals(model, bounds)[:4])
    nothing = [0] * len(bounds)
    found = bounds_of_goals(whole, whole.ceiling, nothing)
    assert [bound for bound, _ in found] == [goal.high for goal in whole.goals]
    proven = [met for _, met in found]
    assert proven == sorted(proven, reverse=True)


def test_a_bound_is_rounded_down_to_what_a_sum_can_be() -> None:
    """Sums of 6 and 10 are even: nothing lies between 10 and 11, and no more than 14 below 15."""
    alone = stage([Goal(FIT, ((6, 0), (10, 1)), constant=0, low=0, high=16)])
    assert bounds_of_goals(alone, 11, [0, 1]) == ((10, True),)
    assert bounds_of_goals(alone, 15, [0, 1]) == ((14, False),)


def test_but_for_the_fixed_choice_nothing_may_be_better() -> None:
    """Every level as the values reach it, times its factor; only the fixed choice as high as it may come to be."""
    model = build(month(SIZES["XS"], 0), (), Options())
    whole = stage(goals(model, model.bounds())[-2:])
    nothing = [0] * len(model.bounds())
    fit, tie = whole.goals
    assert whole.but_for_ties(nothing) == whole.factors[0] * fit.reached(nothing) + tie.high


def test_the_best_of_two_answers_has_the_better_values_and_the_better_bound() -> None:
    poor = Answer(Found.SOME, (1, 0, 0), 19)
    rich = Answer(Found.SOME, (3, 1, 0), 25)
    assert best_of(_KNAPSACK, [poor, rich]) == Answer(Found.BEST, (3, 1, 0), 19)


def test_a_proof_that_values_go_beyond_is_not_believed() -> None:
    wrong = Answer(Found.BEST, (1, 0, 0), 4)
    rich = Answer(Found.SOME, (3, 1, 0), 25)
    assert best_of(_KNAPSACK, [wrong, rich]) == Answer(Found.SOME, (3, 1, 0), 25)


def test_two_answers_without_proof_stay_without() -> None:
    poor = Answer(Found.SOME, (1, 0, 0), 21)
    assert best_of(_KNAPSACK, [poor, Answer(Found.UNKNOWN)]) == poor


@cache
def _weighted() -> Task:
    """The weighted needs of a street."""
    street = build(month(SIZES["S"], 0), (), Options())
    bounds = street.bounds()
    return Task(bounds, street.rows, goals(street, bounds)[3].entries)


def _children() -> list[BaseProcess]:
    return [child for child in active_children() if child.name == "highs"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_race_proves_what_cp_sat_proves_and_leaves_no_more_than_one_idle_process(
    workers: int,
) -> None:
    with Race(len(_weighted().bounds)) as race:
        answer = race.run(replace(_weighted(), workers=workers), _clock())
        assert len(_children()) == 1
    assert len(_children()) <= 1
    assert answer.found is Found.BEST
    assert answer.bound == cpsat.run(_weighted(), _clock()).bound


def test_the_child_alone_proves_what_cp_sat_proves() -> None:
    with Race(len(_weighted().bounds)) as race:
        answer = race.alone(_weighted(), _clock())
    assert answer.found is Found.BEST
    assert answer.bound == cpsat.run(_weighted(), _clock()).bound


def test_without_a_child_a_task_is_solved_all_the_same() -> None:
    with Race(0) as race:
        answer = race.alone(_KNAPSACK, _clock())
    assert (answer.found, answer.bound) == (Found.BEST, 19)


def test_the_next_month_gets_the_child_that_waits() -> None:
    with Race(len(_weighted().bounds)):
        first = [child.pid for child in _children()]
    with Race(len(_weighted().bounds)) as race:
        assert [child.pid for child in _children()] == first
        assert race.run(replace(_weighted(), workers=1), _clock()).found is Found.BEST


def test_a_child_at_work_does_not_wait_for_the_next_month() -> None:
    child = highs.stable().take()
    child.ask(_weighted(), 20.0)
    idle = [child.idle]
    while child.answer(1.0) is None:
        pass
    idle.append(child.idle)
    child.end()
    assert idle == [False, True]


_PARENT = """
import sys
from multiprocessing import active_children
from matcher.solve.engine import Task
from matcher.solve.highs import stable
if __name__ == "__main__":
    child = stable().take()
    child.ask(Task(bounds=((0, 3),), rows=(), objective=((1, 0),)), 20.0)
    while child.answer(1.0) is None:
        pass
    stable().bring(child)
    print(active_children()[0].pid, flush=True)
    sys.stdin.read()
"""


def _running(pid: int) -> bool:
    """Whether a process is there and not merely waiting to be collected."""
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are told by /proc")
def test_a_child_that_waits_ends_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(_PARENT, encoding="utf-8")
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert _running(child)
        parent.kill()
    due = monotonic() + 30.0
    while _running(child) and monotonic() < due:
        sleep(0.02)
    assert not _running(child)


def test_a_race_whose_child_was_killed_still_answers() -> None:
    with Race(len(_weighted().bounds)) as race:
        for child in _children():
            child.kill()
            child.join()
        answer = race.run(_weighted(), _clock())
    assert answer.found is Found.BEST


def test_every_engine_gives_the_same_plan() -> None:
    """The joined objective of fit and fixed choice, by the engine that counts in floating point too."""
    model = build(month(SIZES["XS"], 1), (), Options())
    bounds = model.bounds()
    task = Task(bounds, model.rows)
    last: tuple[tuple[int, ...], tuple[int, ...]] = ((), (0,))
    for whole in joined(goals(model, bounds)):
        task = replace(task, objective=whole.objective)
        one, two = cpsat.run(task, _clock()), highs.answer_of(task, 20.0)
        assert one.found is two.found is Found.BEST
        assert one.values is not None
        assert two.values is not None
        assert task.value(one.values) == task.value(two.values)
        rows = (goal.at_least(goal.reached(one.values)) for goal in whole.goals)
        task = replace(task, rows=(*task.rows, *rows))
        times = slice(len(model.month.pairs))
        last = (one.values[times], two.values[times])
    assert last[0] == last[1]


def test_values_that_break_a_row_are_told() -> None:
    assert keeps_all(_KNAPSACK, (3, 1, 0))
    assert not keeps_all(_KNAPSACK, (3, 1, 1))
    assert not keeps_all(_KNAPSACK, (4, 0, 0))
