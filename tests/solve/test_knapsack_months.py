"""Large months that are choices and knapsacks: which are, and that their plan and bound hold."""

from dataclasses import replace

import pytest

from matcher import check
from matcher.domain import Candidates, Decision, DecisionKind, Demand, Options, Plan, UnitLimit
from matcher.rules import FIT_SCALE
from matcher.solve import solve
from matcher.solve.knapsacks import month
from matcher.solve.large import run as large
from matcher.solve.large.board import Board
from matcher.solve.large.lean import lean
from tests.benchmarks import gap

_OPTIONS = Options(workers=1, urgent_from=5, seconds=4)
_PROBLEM = gap.draw("e", 4, 20, 1)


def _chosen(
    found: Candidates, decisions: tuple[Decision, ...] = (), options: Options = _OPTIONS
) -> month.Chosen | None:
    return month.chosen(Board(lean(found, decisions, options)))


def _planned(
    found: Candidates, decisions: tuple[Decision, ...], monkeypatch: pytest.MonkeyPatch
) -> Plan:
    monkeypatch.setattr(large, "LARGE", 1)
    plan = solve(found, decisions, _OPTIONS)
    assert not check.violations(found, decisions, _OPTIONS, plan)
    return plan


def test_each_demand_is_a_job_and_each_pair_that_fits_a_way() -> None:
    found = _chosen(gap.candidates(_PROBLEM))
    assert found is not None
    assert (found.shape.jobs, found.shape.room.tolist()) == (20, list(_PROBLEM.capacities))
    fitting = [
        (job, agent)
        for job in range(20)
        for agent, room in enumerate(_PROBLEM.capacities)
        if _PROBLEM.uses[agent][job] <= room
    ]
    assert list(zip(found.shape.job.tolist(), found.shape.agent.tolist(), strict=True)) == fitting
    top = max(max(row) for row in _PROBLEM.costs)
    gains = [(top - _PROBLEM.costs[agent][job]) * FIT_SCALE for job, agent in fitting]
    assert (found.shape.gain * found.shape.step).tolist() == gains


def test_a_lock_leaves_a_job_one_way() -> None:
    decisions = (Decision(DecisionKind.LOCK, need="需00003", resource="资0002"),)
    found = _chosen(gap.candidates(_PROBLEM), decisions)
    assert found is not None
    assert found.shape.agent[found.shape.job == 3].tolist() == [2]


def test_months_with_a_cap_a_longer_demand_or_no_pair_for_a_need_are_not_of_this_shape() -> None:
    plain = gap.candidates(_PROBLEM)
    assert _chosen(plain) is not None
    first, *others = plain.limits
    assert _chosen(replace(plain, limits=(UnitLimit(first.unit, 2), *others))) is None
    demands = (Demand("需00000", 0, None, 2), *plain.demands[1:])
    assert _chosen(replace(plain, demands=demands)) is None
    pairs = tuple(pair for pair in plain.pairs if pair.need != "需00000")
    assert _chosen(replace(plain, pairs=pairs)) is None


def test_a_large_month_ends_with_every_need_met_and_a_bound_that_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = gap.candidates(_PROBLEM)
    best = gap.cost(_PROBLEM, solve(found, (), replace(_OPTIONS, seconds=60)))
    plan = _planned(found, (), monkeypatch)
    value, bound = gap.cost(_PROBLEM, plan), gap.bound(_PROBLEM, plan, FIT_SCALE)
    assert best is not None
    assert value is not None
    assert bound is not None
    assert bound <= best <= value <= best * 1.02


def test_a_large_month_keeps_a_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    decisions = (Decision(DecisionKind.LOCK, need="需00003", resource="资0002"),)
    plan = _planned(gap.candidates(_PROBLEM), decisions, monkeypatch)
    assert ("需00003", "资0002") in {(a.need, a.resource) for a in plan.assignments}
    assert len(plan.assignments) == 20


def test_where_not_everything_fits_the_usual_way_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    """An eighth of the room: no plan meets every need, and what is met is told."""
    tight = replace(_PROBLEM, capacities=tuple(room // 8 for room in _PROBLEM.capacities))
    plan = _planned(gap.candidates(tight), (), monkeypatch)
    assert 0 < len(plan.assignments) < 20
