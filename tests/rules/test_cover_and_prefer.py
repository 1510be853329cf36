"""The terms of the levels, with amounts worked out by hand from each rule's sentence."""

from matcher.domain import Options, Plan, PlanStatus
from matcher.model import Model, build
from matcher.rules import Rule
from matcher.rules.cover import urgent_needs_first, weighty_needs
from matcher.rules.prefer import fewest_changes, fixed_choice_between_equals, good_fit, preference
from tests.solve.brute_force import plan_of
from tests.strategies import candidates, demand, need, offer, pair

_MONTH = candidates(
    [
        need("甲", urgency=5, weight=7),
        need("乙", urgency=3, weight=2),
        need("丙", urgency=2, weight=4),
    ],
    [demand("甲", times=4), demand("乙"), demand("乙", index=1, times=2), demand("丙")],
    [offer("一", 9), offer("二", 9)],
    [
        pair("甲", "一", score=900),
        pair("甲", "二", score=600),
        pair("乙", "一", score=500),
        pair("乙", "二", score=300, index=1),
        pair("丙", "二", score=1000),
    ],
)


def level(rule: Rule, name: str, given: dict[str, int], previous: Plan | None = None) -> int:
    """What one rule's level comes to for values told by name (0 where not told)."""
    model = build(_MONTH, (), Options(urgent_from=3), previous=previous, rules=(rule,))
    return model.value(name, _values(model, given))


def _values(model: Model, given: dict[str, int]) -> list[int]:
    return [given.get(f"{v.quantity} {v.name}", 0) for v in model.month.variables]


def test_each_urgency_counts_its_own_met_needs() -> None:
    met = {"met 甲": 1, "met 乙": 1, "met 丙": 1}
    assert level(urgent_needs_first, "urgent_5", met) == 1
    assert level(urgent_needs_first, "urgent_4", met) == 0
    assert level(urgent_needs_first, "urgent_3", met) == 1


def test_an_unmet_need_does_not_count() -> None:
    assert level(urgent_needs_first, "urgent_5", {"met 乙": 1}) == 0


def test_weights_of_met_needs_add_up_whatever_their_urgency() -> None:
    assert level(weighty_needs, "weighted", {"met 甲": 1, "met 丙": 1}) == 11


def test_four_times_at_900_are_900_points_not_3600() -> None:
    assert level(good_fit, "fit", {"times 甲#0 ← 一": 4}) == 900 * 60


def test_splitting_gives_the_mean_of_the_shares() -> None:
    split = {"times 甲#0 ← 一": 1, "times 甲#0 ← 二": 3}
    assert level(good_fit, "fit", split) == (900 + 3 * 600) // 4 * 60


def test_a_need_of_two_forms_counts_the_mean_of_its_forms() -> None:
    both = {"times 乙#0 ← 一": 1, "times 乙#1 ← 二": 2}
    assert level(good_fit, "fit", both) == (500 + 300) // 2 * 60


_BEFORE = plan_of([(_MONTH.pairs[0], 4), (_MONTH.pairs[4], 1)])
"""甲 ← 一 four times, 丙 ← 二 once."""


def test_the_same_plan_has_no_change() -> None:
    same = {"kept 甲#0 ← 一": 1, "takes 甲#0 ← 一": 1, "times 丙#0 ← 二": 1}
    assert level(fewest_changes, "changes", same, _BEFORE) == 0


def test_one_pair_gone_and_one_new_are_two_changes() -> None:
    other = {"kept 甲#0 ← 一": 1, "takes 甲#0 ← 一": 1, "times 乙#0 ← 一": 1}
    assert level(fewest_changes, "changes", other, _BEFORE) == 2


def test_other_times_of_a_pair_are_one_change() -> None:
    split = {"takes 甲#0 ← 一": 1, "takes 甲#0 ← 二": 1, "times 丙#0 ← 二": 1}
    assert level(fewest_changes, "changes", split, _BEFORE) == 2


def test_a_pair_that_is_no_longer_possible_counts_always() -> None:
    gone = plan_of([(pair("甲", "三"), 4)])
    assert level(fewest_changes, "changes", {}, gone) == 1


def test_without_a_previous_plan_there_is_no_such_level() -> None:
    assert "changes" not in build(_MONTH, (), Options()).terms
    empty = Plan(PlanStatus.PROVEN_BEST, (), (), 0.0, 0, 1)
    assert "changes" in build(_MONTH, (), Options(), previous=empty).terms


def test_the_fixed_choice_looks_at_names_only() -> None:
    once = {"times 丙#0 ← 二": 1}
    assert level(fixed_choice_between_equals, "tie_break", once) == preference(("丙", 0, "二"), 1)
    assert preference(("丙", 0, "二"), 1) != preference(("丙", 0, "一"), 1)


def test_the_fixed_choice_never_weighs_more_for_many_times() -> None:
    assert 1 <= preference(("丙", 0, "二"), 1) <= 4096
    assert 1 <= preference(("丙", 0, "二"), 4) <= 1024
    assert 1 <= preference(("丙", 0, "二"), 1_000_000) <= 64
