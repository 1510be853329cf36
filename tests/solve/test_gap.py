"""Generalised assignment: drawn by the recipes, read from files, solved to the optimum found by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from matcher import check
from matcher.domain import Options, PlanStatus
from matcher.rules import FIT_SCALE
from matcher.rules.levels import WEIGHTED
from matcher.solve import solve
from matcher.solve.large.exactly import Exactly
from tests.benchmarks import bench_gap, gap

_TWO = """2
 2 3
 10 1 5
 4 9 6
 3 3 3
 2 2 2
 6 4
 1 2
 7 8
 1 1
 2
"""
"""First problem: agent 1 holds two jobs of 3, agent 2 two of 2; best is job 1 to agent 2, 2 and 3 to agent 1: 10."""


def _file(folder: Path, text: str) -> Path:
    path = folder / "gapx.txt"
    path.write_text(text, encoding="ascii")
    return path


def test_a_file_of_two_problems_is_read_whole(tmp_path: Path) -> None:
    one, two = gap.read(_file(tmp_path, _TWO))
    assert (one.costs, one.uses) == (((10, 1, 5), (4, 9, 6)), ((3, 3, 3), (2, 2, 2)))
    assert one.capacities == (6, 4)
    assert (two.agents, two.jobs, two.capacities) == (1, 2, (2,))


def test_a_file_of_one_problem_has_no_count(tmp_path: Path) -> None:
    (one,) = gap.read(_file(tmp_path, " ".join(_TWO.split()[1:17])))
    assert one.capacities == (6, 4)


def test_a_file_that_ends_too_soon_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="do not add up"):
        gap.read(_file(tmp_path, _TWO.rsplit(maxsplit=1)[0]))


def test_a_word_that_is_no_number_is_told_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _file(tmp_path, _TWO.replace(" 10 1 5", " 10 1x 5"))
    with pytest.raises(SystemExit) as ended:
        bench_gap.main([str(path)])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert f"{path}, line 3: expected a whole number, found '1x'" in told


@pytest.mark.parametrize(
    "asked", [["missing.txt"], ["--best", "1,x"], ["--type", "z"], ["--drawn", "z9"]]
)
def test_what_cannot_be_measured_is_told_without_a_traceback(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        bench_gap.main(asked)
    assert ended.value.code == 2
    assert "error: " in capsys.readouterr().err


def test_a_negative_size_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="do not add up"):
        gap.read(_file(tmp_path, "-2 3 1 1"))


def test_choices_and_knapsacks_are_not_settled_by_their_ways(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("what sees no knapsacks would take all the time")

    monkeypatch.setattr(Exactly, "chosen", asked)
    problem = gap.draw("c", 8, 200, 0)
    plan = solve(gap.candidates(problem), (), Options(seconds=3, workers=1, urgent_from=5))
    assert {level.name: level.value for level in plan.levels}[WEIGHTED.name] == problem.jobs


def test_the_optimum_found_by_hand_is_found_and_proven(tmp_path: Path) -> None:
    problem = gap.read(_file(tmp_path, _TWO))[0]
    plan = solve(gap.candidates(problem), (), Options(workers=1, urgent_from=5))
    assert plan.status is PlanStatus.PROVEN_BEST
    assert gap.cost(problem, plan) == gap.bound(problem, plan, FIT_SCALE) == 10


def test_profits_are_told_as_profits(tmp_path: Path) -> None:
    """The most the first problem yields: 10 (job 1, agent 1), 9 (job 2, agent 2), 6 (job 3, agent 2) = 25."""
    problem = gap.turned(gap.read(_file(tmp_path, _TWO))[0])
    plan = solve(gap.candidates(problem), (), Options(workers=1, urgent_from=5))
    assert problem.told(gap.cost(problem, plan)) == 25


@pytest.mark.parametrize("kind", gap.TYPES)
def test_drawn_problems_keep_their_recipe(kind: str) -> None:
    problem = gap.draw(kind, 5, 40, 1)
    uses = [use for row in problem.uses for use in row]
    assert (min(uses) >= 1, max(uses) <= 100) == (True, True)
    assert gap.draw(kind, 5, 40, 1) == problem != replace(gap.draw(kind, 5, 40, 2))
    if kind in "cde":
        assert problem.capacities == tuple(int(0.8 * sum(row) / 5) for row in problem.uses)
    if kind == "d":
        for uses_, costs in zip(problem.uses, problem.costs, strict=True):
            assert all(101 <= u + c <= 121 for u, c in zip(uses_, costs, strict=True))


def test_a_plan_of_a_drawn_problem_keeps_every_rule_and_its_bound() -> None:
    problem = gap.draw("c", 5, 30, 0)
    found = gap.candidates(problem)
    options = Options(workers=1, urgent_from=5)
    plan = solve(found, (), options)
    assert check.violations(found, (), options, plan) == ()
    value, least = gap.cost(problem, plan), gap.bound(problem, plan, FIT_SCALE)
    assert value is not None
    assert value == least
