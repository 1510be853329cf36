"""What the engine promises beside the best plan: time, stop, status, clear results for odd months."""

from contextlib import suppress
from dataclasses import replace
from functools import cache
from random import Random
from threading import Thread, current_thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import check
from matcher.domain import (
    Candidates,
    CommunityShare,
    Contradiction,
    Demand,
    Options,
    Pair,
    Plan,
    PlanStatus,
    UnitLimit,
    UnitLoad,
)
from matcher.errors import Cancelled
from matcher.solve import lexicographic, run, solve
from matcher.solve.engine import Clock, Task
from matcher.solve.improving import Engine
from matcher.solve.stages import Stage
from matcher.solve.standing import Board
from tests.benchmarks.months import SIZES, month
from tests.profiles import examples
from tests.solve.big import Until, large
from tests.solve.brute_force import rank
from tests.solve.contested import contested, contested_months
from tests.strategies import (
    SmallMonth,
    candidates,
    claim,
    demand,
    forbid,
    least,
    lock,
    need,
    offer,
    pair,
)

_OPTIONS = Options(workers=1)
_NOTHING = candidates([], [], [], [])


def _served(found: Candidates, *, options: Options = _OPTIONS) -> list[tuple[str, str, int]]:
    plan = solve(found, (), options)
    assert plan.status is PlanStatus.PROVEN_BEST
    assert list(plan.assignments) == sorted(
        plan.assignments, key=lambda a: (a.need, a.demand, a.resource)
    )
    return sorted((a.need, a.resource, a.times) for a in plan.assignments)


def test_a_month_without_needs_gives_an_empty_proven_plan() -> None:
    plan = solve(replace(_NOTHING, offers=(offer("一"),)), (), _OPTIONS)
    assert plan.status is PlanStatus.PROVEN_BEST
    assert plan.assignments == ()


def test_a_month_without_resources_meets_nothing_and_says_so() -> None:
    plan = solve(candidates([need("甲", urgency=5)], [demand("甲")], [], []), (), _OPTIONS)
    assert plan.status is PlanStatus.PROVEN_BEST
    assert [(level.value, level.bound) for level in plan.levels if level.name == "urgent_5"] == [
        (0, 0)
    ]


def test_one_need_with_a_thousand_candidates_takes_the_best() -> None:
    scores = {f"资{at:04d}": at % 997 for at in range(1000)}
    found = candidates(
        [need("甲")],
        [demand("甲")],
        [offer(name) for name in scores],
        [pair("甲", name, score=score) for name, score in scores.items()],
    )
    assert _served(found) == [("甲", "资0996", 1)]


def test_capacities_of_a_million_million_are_counted_exactly() -> None:
    found = candidates(
        [need("甲"), need("乙")],
        [demand("甲", times=10**6), demand("乙")],
        [offer("一", 10**12)],
        [pair("甲", "一", uses=10**6), pair("乙", "一")],
    )
    tight = replace(found, offers=(offer("一", 10**12 - 1),))
    assert _served(found) in ([("甲", "一", 10**6)], [("乙", "一", 1)])
    assert _served(tight) == [("乙", "一", 1)]
    assert len(_served(replace(found, offers=(offer("一", 10**12 + 1),)))) == 2


def test_a_capacity_beyond_all_machine_numbers_is_simply_enough() -> None:
    """Two forms, one of them twice: a month that is no flow."""
    found = candidates(
        [need("甲")],
        [demand("甲", times=2), demand("甲", index=1)],
        [offer("一", 10**30)],
        [pair("甲", "一", 900), pair("甲", "一", 400, index=1)],
    )
    assert _served(found) == [("甲", "一", 1), ("甲", "一", 2)]


def test_the_most_urgent_need_wins_over_any_number_of_others() -> None:
    many = [need(f"乙{at}", urgency=4, weight=20) for at in range(9)]
    found = candidates(
        [need("甲", urgency=5), *many],
        [demand("甲", times=9), *(demand(weight.need) for weight in many)],
        [offer("一", 9)],
        [pair("甲", "一", score=1), *(pair(weight.need, "一", score=1000) for weight in many)],
    )
    assert _served(found) == [("甲", "一", 9)]


def test_weight_decides_before_fit() -> None:
    found = candidates(
        [need("甲", weight=3), need("乙", weight=2)],
        [demand("甲"), demand("乙")],
        [offer("一", 1)],
        [pair("甲", "一", score=1), pair("乙", "一", score=1000)],
    )
    assert _served(found) == [("甲", "一", 1)]


def test_a_unit_at_its_cap_leaves_the_rest_to_others() -> None:
    found = candidates(
        [need("甲"), need("乙")],
        [demand("甲"), demand("乙")],
        [offer("一", 9), offer("二", 9, unit="乙单位")],
        [pair("甲", "一", 900), pair("乙", "一", 800), pair("乙", "二", 100, unit="乙单位")],
        [UnitLimit("甲单位", 1)],
    )
    assert _served(found) == sorted([("甲", "一", 1), ("乙", "二", 1)])


def _contradiction(found: Candidates, *decisions: object) -> Contradiction:
    with pytest.raises(Contradiction) as caught:
        solve(found, decisions, _OPTIONS)  # type: ignore[arg-type]  # only decisions are passed
    return caught.value


_ONE_CAR = candidates(
    [need("甲"), need("乙"), need("丙")],
    [demand("甲"), demand("乙"), demand("丙")],
    [offer("车", 1), offer("人", 5)],
    [pair("甲", "车"), pair("乙", "车"), pair("丙", "人")],
)


def test_two_locks_on_one_free_time_are_named_and_the_innocent_one_is_not() -> None:
    error = _contradiction(_ONE_CAR, lock("丙", "人"), lock("乙", "车"), lock("甲", "车"))
    assert sorted(error.where.split("；")) == ["锁定：乙 ↔ 车", "锁定：甲 ↔ 车"]
    assert "车，它本轮的容量为1次" in error.what
    assert set(error.clash.decisions) == {lock("甲", "车"), lock("乙", "车")}
    assert error.clash.limit is None
    assert error.exit_code == 4


def test_a_contradiction_offers_two_or_three_ways_out() -> None:
    error = _contradiction(_ONE_CAR, lock("甲", "车"), forbid(None, "车"))
    assert "（1）" in error.advice
    assert "（2）" in error.advice
    assert sorted(error.where.split("；")) == ["禁止：所有需求 ↔ 车", "锁定：甲 ↔ 车"]


def test_a_claim_by_a_unit_that_is_forbidden_is_a_contradiction() -> None:
    error = _contradiction(_ONE_CAR, claim("丙", "甲单位"), forbid("丙", unit="甲单位"))
    assert len(error.where.split("；")) == 2


def test_a_lock_of_a_need_that_is_not_there_says_so() -> None:
    error = _contradiction(_ONE_CAR, lock("丁", "车"), lock("丙", "人"))
    assert error.where == "锁定：丁 ↔ 车"
    assert "没有这项需求" in error.what


def test_a_lock_of_a_resource_that_cannot_serve_says_so() -> None:
    error = _contradiction(_ONE_CAR, lock("丙", "车"))
    assert error.where == "锁定：丙 ↔ 车"


def test_a_lock_of_a_need_whose_other_form_nobody_has_names_the_form() -> None:
    bare = replace(_ONE_CAR, demands=(*_ONE_CAR.demands, demand("丙", index=1)))
    assert "没有资源可以提供" in _contradiction(bare, lock("丙", "人")).what


def test_six_claims_above_a_cap_of_five_name_six() -> None:
    names = [f"需{at}" for at in range(8)]
    found = candidates(
        [need(name) for name in names],
        [demand(name) for name in names],
        [offer("一", 99)],
        [pair(name, "一") for name in names],
        [UnitLimit("甲单位", 5)],
    )
    error = _contradiction(found, *(claim(name, "甲单位") for name in names))
    assert len(error.where.split("；")) == 6
    assert "甲单位承接，它本轮至多承接5项" in error.what
    assert error.clash.limit == UnitLimit("甲单位", 5)


def test_two_locks_on_a_resource_with_room_name_the_cap_of_its_unit() -> None:
    found = candidates(
        [need("甲"), need("乙")],
        [demand("甲"), demand("乙")],
        [offer("一", 2)],
        [pair("甲", "一"), pair("乙", "一")],
        [UnitLimit("甲单位", 1)],
    )
    error = _contradiction(found, lock("甲", "一"), lock("乙", "一"))
    assert "甲单位承接，它本轮至多承接1项" in error.what


_TWO_UNITS = candidates(
    [need("甲", urgency=5), need("乙"), need("丙")],
    [demand("甲"), demand("乙"), demand("丙")],
    [offer("车", 1, unit="东"), offer("人", 5, unit="西")],
    [
        pair("甲", "车", 400, unit="东"),
        pair("甲", "人", 900, unit="西"),
        pair("乙", "车", 300, unit="东"),
        pair("乙", "人", 900, unit="西"),
        pair("丙", "人", 800, unit="西"),
    ],
    [UnitLimit("东", 4), UnitLimit("西", 4)],
)


def test_a_unit_serves_what_the_meeting_asks_of_it_at_the_least_loss_of_fit() -> None:
    """By fit alone 西 serves all; of 甲 (900 to 400) 东 loses 500 points, of 乙 (900 to 300) 600."""
    assert {a.unit for a in solve(_TWO_UNITS, (), _OPTIONS).assignments} == {"西"}
    plan = solve(_TWO_UNITS, (least("东", 1),), _OPTIONS)
    assert plan.status is PlanStatus.PROVEN_BEST
    assert check.violations(_TWO_UNITS, (least("东", 1),), _OPTIONS, plan) == ()
    served = {a.need: a.resource for a in plan.assignments}
    assert served == {"甲": "车", "乙": "人", "丙": "人"}


def test_a_minimum_above_what_a_unit_can_do_says_how_much_it_can() -> None:
    error = _contradiction(_TWO_UNITS, least("东", 2), lock("丙", "人"))
    assert error.what == (
        "这条决定无法执行：东本轮最多能承接1项，达不到2项（资源容量或需求的其他条件不够）"
    )
    assert error.where == "单位下限：东 至少2项"
    assert "（2）把东的下限改为1项" in error.advice


def test_a_minimum_above_the_number_of_needs_or_the_maximum_says_so() -> None:
    assert "最多能承接3项，达不到4项（可由它承接的需求共3项）" in (
        _contradiction(_TWO_UNITS, least("西", 4)).what
    )
    capped = replace(_TWO_UNITS, limits=(UnitLimit("西", 2),))
    assert (
        "最多能承接2项，达不到3项（它的上限是2项）" in _contradiction(capped, least("西", 3)).what
    )


def test_a_minimum_of_a_unit_without_candidates_is_a_contradiction() -> None:
    error = _contradiction(_TWO_UNITS, least("南", 1))
    assert "最多能承接0项" in error.what
    assert "下限改为" not in error.advice


def test_a_minimum_and_a_lock_that_exclude_each_other_are_both_named() -> None:
    """The car is 东's alone and serves once: either 甲 has it or 乙."""
    error = _contradiction(_TWO_UNITS, least("东", 1), forbid("甲", "车"), lock("乙", "人"))
    assert sorted(error.where.split("；")) == sorted(
        ["单位下限：东 至少1项", "禁止：甲 ↔ 车", "锁定：乙 ↔ 人"]
    )
    assert "同时执行时，东本轮最多能承接0项" in error.what


def test_decisions_that_repeat_each_other_do_not_contradict() -> None:
    plan = solve(_ONE_CAR, (lock("甲", "车"), lock("甲", "车"), claim("甲", "甲单位")), _OPTIONS)
    assert ("甲", "车") in [(a.need, a.resource) for a in plan.assignments]


@cache
def _street() -> Candidates:
    """A street whose best plan takes long to prove."""
    return month(SIZES["hard"], 1)


def test_a_stop_returns_a_plan_that_keeps_every_rule() -> None:
    asked: list[None] = []

    def stop() -> bool:
        asked.append(None)
        return len(asked) > 5

    plan = solve(_street(), (), Options(seconds=3600), stop=stop)
    assert plan.status is PlanStatus.STOPPED
    assert plan.assignments
    assert check.violations(_street(), (), Options(), plan) == ()


def test_another_plan_as_good_is_not_looked_for_longer_than_the_best_one_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[float] = []

    def only(board: Board, now: Task, stage: Stage, engine: Engine, clock: Clock) -> bool:
        asked.append(clock.left)
        return False

    monkeypatch.setattr(lexicographic, "_only_plan", only)
    small = contested(0)
    options = replace(small.options, fairness_first=False, seconds=20)
    solve(small.candidates, small.decisions, options)
    assert asked
    assert max(asked) < 2


def test_a_stop_from_the_start_still_gives_the_first_plan_of_a_street() -> None:
    street = month(SIZES["M"], 1)
    plan = solve(street, (), Options(), stop=lambda: True)
    assert plan.status is PlanStatus.STOPPED
    assert plan.assignments
    assert check.violations(street, (), Options(), plan) == ()


def test_a_stop_while_a_large_month_is_modelled_is_seen() -> None:
    stop = Until("正在建立模型")
    with suppress(Cancelled):
        plan = solve(large(), (), Options(seconds=3600), on_progress=stop.progress, stop=stop)
        assert plan.status is PlanStatus.STOPPED
        assert check.violations(large(), (), Options(), plan) == ()


def test_a_stop_while_a_large_month_is_relaxed_gives_the_plan_so_far() -> None:
    stop = Until("正在估计上限：已满足需求的总分量")
    plan = solve(large(), (), Options(seconds=3600), on_progress=stop.progress, stop=stop)
    assert plan.status is PlanStatus.STOPPED
    assert check.violations(large(), (), Options(), plan) == ()
    told = {level.name: level.value for level in plan.levels}
    assert told == check.level_values(large(), Options(), plan)


def test_a_time_limit_ends_a_large_month_with_its_plan_so_far() -> None:
    plan = solve(large(), (), Options(seconds=0.5))
    assert plan.status is PlanStatus.BEST_FOUND
    assert check.violations(large(), (), Options(), plan) == ()


def test_a_first_plan_is_waited_for_when_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_LATE_SECONDS", -1.0)
    wide = month(SIZES["L"], 1)
    plan = solve(wide, (), Options(seconds=0.1))
    assert plan.status is PlanStatus.BEST_FOUND
    assert check.violations(wide, (), Options(), plan) == ()


def test_a_stop_before_a_month_of_many_pairs_is_modelled_still_gives_its_first_plan() -> None:
    """Its rows take a while to write; the first plan needs none of them."""
    wide = month(SIZES["L"], 1)
    plan = solve(wide, (), Options(seconds=3600), stop=lambda: True)
    assert plan.status is PlanStatus.STOPPED
    assert plan.assignments
    assert check.violations(wide, (), Options(), plan) == ()


def test_progress_is_told_on_the_thread_that_asked() -> None:
    told: list[tuple[str, Thread]] = []
    solve(
        month(SIZES["XS"], 0),
        (),
        Options(),
        on_progress=lambda words, _done, _total: told.append((words, current_thread())),
    )
    assert told[0][0] == "正在建立模型"
    assert {thread for _, thread in told} == {current_thread()}


def test_when_time_is_up_bounds_are_honest_and_nothing_later_is_proven() -> None:
    plan = solve(_street(), (), Options(seconds=0.6))
    assert plan.status is PlanStatus.BEST_FOUND
    proven = [level.proven for level in plan.levels]
    assert proven == sorted(proven, reverse=True)
    assert not proven[-1]
    assert all(level.bound is None or level.bound >= level.value for level in plan.levels)
    counted = check.level_values(_street(), Options(), plan)
    assert {level.name: level.value for level in plan.levels} == counted


def test_progress_is_told_in_words_with_levels_done() -> None:
    told: list[tuple[str, int, int]] = []
    solve(_ONE_CAR, (), _OPTIONS, on_progress=lambda *words: told.append(words))
    assert all(words for words, _, _ in told)
    done = [count for _, count, total in told if total]
    assert done == sorted(done)


def test_a_street_month_is_the_same_plan_however_it_is_solved() -> None:
    street = month(SIZES["XS"], 3)
    backwards = Candidates(*(getattr(street, name)[::-1] for name in _FIELDS))
    plans = [
        solve(street, (), Options(workers=1)),
        solve(backwards, (), Options(workers=2, seed=11)),
    ]
    assert plans[0].assignments == plans[1].assignments


def test_eight_shuffles_of_a_month_give_one_plan() -> None:
    """A street with evenness, rows, seeds and threads in another order each time."""
    street = month(SIZES["XS"], 5)
    names = [weight.need for weight in street.needs]
    street = replace(
        street,
        shares=tuple(CommunityShare(f"社区{at}", tuple(names[at::3]), at, 1) for at in (1, 2, 3)),
        loads=tuple(UnitLoad(limit.unit, 1, 300) for limit in street.limits),
    )
    plans = set()
    for turn in range(8):
        dice = Random(turn)
        rows = {
            name: tuple(dice.sample(getattr(street, name), len(getattr(street, name))))
            for name in (*_FIELDS, "shares", "loads")
        }
        plan = solve(replace(street, **rows), (), Options(workers=1 + turn % 2, seed=turn))
        assert plan.status is PlanStatus.PROVEN_BEST
        plans.add(plan.assignments)
    assert len(plans) == 1


_FIELDS = ("needs", "demands", "offers", "limits", "pairs")
_FEW = examples(25)
_MANY = contested_months()


@_FEW
@given(_MANY)
def test_a_resource_more_never_worsens_the_levels_of_needs_met(found: SmallMonth) -> None:
    first: Demand = found.candidates.demands[0]
    extra = offer("新资源", None, unit="新单位")
    more = replace(
        found.candidates,
        offers=(*found.candidates.offers, extra),
        pairs=(
            *found.candidates.pairs,
            pair(first.need, "新资源", unit="新单位", index=first.index),
        ),
    )
    before = _met(solve(found.candidates, (), found.options))
    after = _met(solve(more, (), found.options))
    assert list(after) == list(before)
    assert tuple(after.values()) >= tuple(before.values())


def _met(plan: Plan) -> dict[str, int]:
    """The levels that count needs met, of a plan that is proven best."""
    assert plan.status is PlanStatus.PROVEN_BEST
    return {
        level.name: level.value
        for level in plan.levels
        if level.name.startswith("urgent_") or level.name == "weighted"
    }


@_FEW
@given(_MANY, st.data())
def test_pinning_a_pair_of_the_best_plan_keeps_it(found: SmallMonth, data: st.DataObject) -> None:
    previous = data.draw(_any_plan(found))
    plan = solve(found.candidates, (), found.options, previous=previous)
    assert plan.status is PlanStatus.PROVEN_BEST
    pinned = data.draw(st.lists(st.sampled_from(plan.assignments), min_size=1, unique=True))
    locks = tuple(lock(a.need, a.resource) for a in pinned)
    again = solve(found.candidates, locks, found.options, previous=previous)
    assert again.assignments == plan.assignments


def _any_plan(found: SmallMonth) -> st.SearchStrategy[Plan | None]:
    """None, or the best plan while one resource may serve nobody."""
    shut = st.sampled_from(found.candidates.offers).map(lambda one: forbid(None, one.resource))
    return st.one_of(
        st.none(), shut.map(lambda one: solve(found.candidates, (one,), found.options))
    )


@_FEW
@given(_MANY, st.data())
def test_without_changes_the_previous_plan_comes_back(
    found: SmallMonth, data: st.DataObject
) -> None:
    """Also one that was itself made with few changes to another."""
    plan = solve(found.candidates, (), found.options, previous=data.draw(_any_plan(found)))
    again = solve(found.candidates, (), found.options, previous=plan)
    assert again.assignments == plan.assignments
    assert [level.value for level in again.levels if level.name == "changes"] == [0]


@_FEW
@given(_MANY)
def test_a_resource_split_in_two_halves_keeps_the_levels_of_needs_met(found: SmallMonth) -> None:
    """Halves of an even capacity, when every need asks for one time at one use each.

    A timetable or a load is of the whole resource and would not be the same for its halves.
    """
    single = _single(found)
    halved = _halved(single)
    whole = rank(single, solve(single.candidates, (), single.options))
    parts = rank(halved, solve(halved.candidates, (), halved.options))
    assert whole[:-1] == parts[:-1]


@_FEW
@given(_MANY)
def test_halves_of_a_resource_meet_the_same_needs_however_often_these_want_it(
    found: SmallMonth,
) -> None:
    """As many as like may share a demand; from two halves any number of times can be had that the whole gives."""
    times = {(d.need, d.index): d.times for d in found.candidates.demands}
    single = _single(found)
    several = tuple(replace(d, times=times[d.need, d.index]) for d in single.candidates.demands)
    whole = replace(
        single,
        candidates=replace(single.candidates, demands=several),
        options=replace(single.options, split_limit=10),
    )
    halved = _halved(whole)
    assert _met(solve(whole.candidates, (), whole.options)) == _met(
        solve(halved.candidates, (), halved.options)
    )


def _single(found: SmallMonth) -> SmallMonth:
    demands = tuple(replace(wanted, times=1) for wanted in found.candidates.demands)
    pairs = tuple(replace(p, uses=1) for p in found.candidates.pairs)
    offers = tuple(
        replace(o, capacity=None if o.capacity is None else o.capacity // 2 * 2)
        for o in found.candidates.offers
    )
    return replace(
        found,
        candidates=replace(
            found.candidates,
            demands=demands,
            pairs=pairs,
            offers=offers,
            timetables=(),
            loads=(),
        ),
    )


def _halved(found: SmallMonth) -> SmallMonth:
    old = found.candidates
    offers = [
        replace(
            o,
            resource=f"{o.resource}{half}",
            capacity=None if o.capacity is None else o.capacity // 2,
        )
        for o in old.offers
        for half in "前后"
    ]
    pairs: list[Pair] = [
        replace(p, resource=f"{p.resource}{half}") for p in old.pairs for half in "前后"
    ]
    return replace(found, candidates=replace(old, offers=tuple(offers), pairs=tuple(pairs)))
