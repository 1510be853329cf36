"""Evenness, worked out by hand: steps of a tenth, the poorest community and the busiest unit first."""

from dataclasses import replace

import pytest

from matcher import check
from matcher.domain import Candidates, CommunityShare, Options, Plan, PlanStatus, UnitLoad
from matcher.model import build
from matcher.rules import survey
from matcher.rules.fairness import level_names, next_sum, sums_of
from matcher.solve import solve
from tests.strategies import candidates, demand, need, offer, pair

_OPTIONS = Options(workers=1)
_FIRST = Options(workers=1, fairness_first=True)


def _month(shares: tuple[CommunityShare, ...] = (), loads: tuple[UnitLoad, ...] = ()) -> Candidates:
    """One car for one of three needs, all equally good."""
    names = ("甲", "乙", "丙")
    made = candidates(
        [need(name) for name in names],
        [demand(name) for name in names],
        [offer("车", 1)],
        [pair(name, "车") for name in names],
    )
    return Candidates(
        made.needs, made.demands, made.offers, made.limits, made.pairs, shares=shares, loads=loads
    )


def _served(found: Candidates, options: Options = _OPTIONS) -> list[str]:
    plan = solve(found, (), options)
    assert plan.status is PlanStatus.PROVEN_BEST
    counted = check.level_values(found, options, plan)
    assert {level.name: level.value for level in plan.levels} == counted
    return [a.need for a in plan.assignments]


@pytest.mark.parametrize("poor", ["甲", "乙", "丙"])
def test_the_community_that_got_least_so_far_is_served(poor: str) -> None:
    shares = tuple(
        CommunityShare(f"{name}社区", (name,), 4, 0 if name == poor else 4)
        for name in ("甲", "乙", "丙")
    )
    assert _served(_month(shares)) == [poor]


def test_steps_of_a_community_are_those_its_needs_decide() -> None:
    """1 of 3 met so far and one need open: 1 of 4 reaches 2 tenths anyway, 2 of 4 reaches 3, 4 and 5."""
    month = survey(_month((CommunityShare("甲社区", ("甲",), 3, 1),)), (), _OPTIONS)
    (group,) = month.groups
    assert [step for step, _, _ in group.steps] == [3, 4, 5]
    assert group.certain == (1, 2)
    assert level_names(month.groups) == ("share_3", "share_4", "share_5")


def test_the_unit_that_gave_most_so_far_is_spared() -> None:
    made = candidates(
        [need("甲")],
        [demand("甲")],
        [offer("一", 2, unit="忙单位"), offer("二", 2, unit="闲单位")],
        [pair("甲", "一", unit="忙单位"), pair("甲", "二", unit="闲单位")],
    )
    loads = (UnitLoad("忙单位", 1, 1000), UnitLoad("闲单位", 1, 0))
    found = Candidates(made.needs, made.demands, made.offers, made.limits, made.pairs, loads=loads)
    plan = solve(found, (), _OPTIONS)
    assert [a.unit for a in plan.assignments] == ["闲单位"]
    values = {level.name: level.value for level in plan.levels}
    assert values == check.level_values(found, _OPTIONS, plan)
    assert values["load_7"] == 0


def test_fit_counts_before_evenness_unless_told_otherwise() -> None:
    names = ("甲", "乙")
    made = candidates(
        [need(name) for name in names],
        [demand(name) for name in names],
        [offer("车", 1)],
        [pair("甲", "车", 900), pair("乙", "车", 300)],
    )
    shares = (CommunityShare("东", ("甲",), 1, 1), CommunityShare("西", ("乙",), 1, 0))
    found = Candidates(
        made.needs, made.demands, made.offers, made.limits, made.pairs, shares=shares
    )
    assert _served(found) == ["甲"]
    assert _served(found, _FIRST) == ["乙"]


def test_without_the_switch_there_are_no_levels_of_evenness() -> None:
    off = Options(fairness=False)
    model = build(_month((CommunityShare("甲社区", ("甲",)),)), (), off)
    assert not any(spec.even for spec in model.levels)
    nothing = Plan(PlanStatus.BEST_FOUND, (), (), 0.0, 0, 1)
    assert "share_1" not in check.level_values(_month(), off, nothing)


def test_sums_of_loads_are_those_some_times_come_to() -> None:
    """300 and 500 come to 0, 300, 500, 600, 800, 900 and 1000 up to a thousand."""
    sums = sums_of((300, 500), 1000)
    assert [at for at in range(1001) if sums >> at & 1] == [0, 300, 500, 600, 800, 900, 1000]
    assert [next_sum(sums, limit) for limit in (0, 299, 300, 799, 1000)] == [0, 0, 300, 600, 1000]


def test_limits_of_a_unit_are_loads_it_can_have() -> None:
    """Four times a round: 250 points each, so that more than 3 tenths means two times at least."""
    made = candidates(
        [need("甲")],
        [demand("甲", times=4)],
        [offer("车", 4, unit="车队")],
        [pair("甲", "车", unit="车队")],
    )
    month = survey(replace(made, loads=(UnitLoad("车队", 0, 0),)), (), _OPTIONS)
    (group,) = month.groups
    limits = {step: limit for step, limit, _ in group.steps}
    assert limits == {1: 0, 2: 0, 3: 250, 4: 250, 5: 500, 6: 500, 7: 500, 8: 750, 9: 750}
    assert group.most == 1000
