"""The best prices of a large month, and the ways that are nearly the best at them."""

from time import monotonic

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import Candidates, Demand, NeedWeight, Offer, Options, Pair, Part
from matcher.solve.engine import Clock
from matcher.solve.large.aims import Aim, aim_of, done, specs
from matcher.solve.large.ascent import Ascended, evenly
from matcher.solve.large.bounds import interrupted
from matcher.solve.large.dual import Dual, dual, priced
from matcher.solve.large.lean import Lean, Whole, lean
from matcher.solve.large.master import mastered
from matcher.solve.large.near import near, within
from matcher.solve.large.program import program
from matcher.solve.large.ways import plain, ways
from tests.benchmarks.months import SIZES, month
from tests.profiles import examples
from tests.solve.brute_force import Tried, times_of, tried_months

_FEW = examples(20)


def _clock() -> Clock:
    return Clock(monotonic() + 60)


def _aims(arrays: Lean) -> list[Aim]:
    return [aim for spec in specs(arrays)[:-1] if (aim := aim_of(arrays, spec)).step is None]


@_FEW
@given(tried_months(), st.data())
def test_the_best_prices_bound_every_plan_by_what_it_reaches_before(
    tried: Tried, data: st.DataObject
) -> None:
    """Also where the floors they are sought for are higher than any plan reaches."""
    found = tried.month
    previous = data.draw(st.one_of(st.none(), st.sampled_from(tried.plans)))
    arrays = lean(found.candidates, found.decisions, found.options, previous)
    aims, every = _aims(arrays), ways(arrays)
    plans = [done(arrays, times_of(arrays, plan)) for plan in tried.plans]
    for level, aim in enumerate(aims):
        floors = [(before, data.draw(st.integers(0, 3))) for before in aims[:level]]
        one = dual(arrays, every, aim, floors)
        told = mastered(one, 10.0, _clock()).proven(one)
        assert told is not None
        for plan in plans:
            assert aim.reached(plan) <= told.bound([b.reached(plan) for b in aims[:level]])


def _among(arrays: Lean, times: Whole, ways: list[set[frozenset[tuple[int, int]]]]) -> bool:
    """Whether every demand that a plan serves is served in one of its ways."""
    used: dict[int, set[tuple[int, int]]] = {}
    for at in np.flatnonzero(times).tolist():
        used.setdefault(int(arrays.demand[at]), set()).add((at, int(times[at])))
    return all(frozenset(way) in ways[demand] for demand, way in used.items())


@_FEW
@given(tried_months(), st.data())
def test_plans_that_use_another_way_than_the_nearly_best_ones_stay_below(
    tried: Tried, data: st.DataObject
) -> None:
    found = tried.month
    arrays = lean(found.candidates, found.decisions, found.options)
    aim = data.draw(st.sampled_from(_aims(arrays)))
    one = dual(arrays, ways(arrays), aim, [])
    prices = mastered(one, 10.0, _clock())
    told = near(one, prices.prices, prices.parts, data.draw(st.integers(0, 12)))
    assert told is not None
    there = [{frozenset(way) for way in those} for those in told.choices.ways]
    for plan in tried.plans:
        times = times_of(arrays, plan)
        if not _among(arrays, times, there):
            assert aim.reached(done(arrays, times)) <= told.outside(())


@_FEW
@given(tried_months(), st.data())
def test_every_way_of_a_plan_that_lacks_no_more_than_so_much_is_within(
    tried: Tried, data: st.DataObject
) -> None:
    """At any prices, however bad: what plans lack to what these prove may be large then."""
    found = tried.month
    arrays = lean(found.candidates, found.decisions, found.options)
    aim = data.draw(st.sampled_from(_aims(arrays)))
    one = dual(arrays, ways(arrays), aim, [])
    parts = evenly(one)
    prices = np.array(
        data.draw(
            st.lists(st.integers(0, 400), min_size=len(one.high), max_size=len(one.high)).map(
                lambda hundreds: [100.0 * hundred for hundred in hundreds]
            )
        )
    )
    proven = priced(one, prices, parts)
    assert proven is not None
    plan = times_of(arrays, data.draw(st.sampled_from(tried.plans)))
    lacking = proven.sum - aim.reached(done(arrays, plan)) * proven.unit
    told = within(one, prices, parts, lacking, 100_000)
    assert told is not None
    there = [{frozenset(way) for way in those} for those in told.ways]
    assert _among(arrays, plan, there)


def test_with_more_ways_than_so_many_none_are_told() -> None:
    """Three ways to make four of three and three."""
    arrays = _month((3, 3), 4)
    one = dual(arrays, ways(arrays), aim_of(arrays, specs(arrays)[-2]), [])
    prices, parts = np.zeros(len(one.high)), evenly(one)
    assert within(one, prices, parts, 0, 2) is None
    told = within(one, prices, parts, 0, 3)
    assert told is not None
    assert len(told.ways[0]) == 3


def test_what_a_need_loses_by_being_met_at_all_is_taken_from_what_its_ways_may_lack() -> None:
    """Both want the only time there is, worth 500 × 60; at a price of 50,000 whoever is served loses 20,000."""
    part = (Part("words", "文字", 500),)
    names = ("XQ-1", "XQ-2")
    found = Candidates(
        needs=tuple(NeedWeight(name, 1, 1) for name in names),
        demands=tuple(Demand(name, 0, None, 1) for name in names),
        offers=(Offer("ZY-1", "单位", 1, "次"),),
        limits=(),
        pairs=tuple(Pair(name, 0, "ZY-1", "单位", 1, 500, part) for name in names),
    )
    arrays = lean(found, (), Options())
    one = dual(arrays, ways(arrays), aim_of(arrays, specs(arrays)[-2]), [])
    prices, parts = np.zeros(len(one.high)), evenly(one)
    prices[0] = 50_000.0
    proven = priced(one, prices, parts)
    assert proven is not None
    assert proven.sum == 50_000 * proven.unit
    lost = 20_000 * proven.unit
    for behind, ways_left in ((lost, 1), (lost - 1, 0)):
        told = within(one, prices, parts, behind, 9)
        assert told is not None
        assert [len(those) for those in told.ways] == [ways_left, ways_left]


def _month(capacities: tuple[int, ...], wanted: int) -> Lean:
    """One need that wants something so many times, and a resource of each capacity, each of a unit of its own."""
    part = (Part("words", "文字", 500),)
    found = Candidates(
        needs=(NeedWeight("XQ-1", 1, 1),),
        demands=(Demand("XQ-1", 0, None, wanted),),
        offers=tuple(Offer(f"ZY-{at}", f"单位{at}", c, "次") for at, c in enumerate(capacities)),
        limits=(),
        pairs=tuple(
            Pair("XQ-1", 0, f"ZY-{at}", f"单位{at}", 1, 500, part) for at in range(len(capacities))
        ),
    )
    return lean(found, (), Options(split_limit=2))


def _near(arrays: Lean, count: int) -> set[frozenset[tuple[int, int]]]:
    one = dual(arrays, ways(arrays), aim_of(arrays, specs(arrays)[-2]), [])
    told = near(one, np.zeros(len(one.high)), evenly(one), count)
    assert told is not None
    return {frozenset(way) for way in told.choices.ways[0]}


def test_sharers_may_do_less_than_they_could() -> None:
    """Two of three each: 3 + 1, 2 + 2 and 1 + 3 make four."""
    assert _near(_month((3, 3), 4), 9) == {
        frozenset({(0, 3), (1, 1)}),
        frozenset({(0, 2), (1, 2)}),
        frozenset({(0, 1), (1, 3)}),
    }


def test_no_more_share_than_may() -> None:
    """Three of one each cannot make three between two."""
    assert _near(_month((1, 1, 1), 3), 9) == set()


def _prices(one: Dual) -> tuple[Ascended, int]:
    found = mastered(one, 1000.0, _clock())
    told = found.proven(one)
    assert told is not None
    return found, told.bound(())


def test_ways_prove_no_less_than_pairs() -> None:
    """The limit of sharers is in the ways; the program over pairs knows it in parts only."""
    arrays = lean(month(SIZES["L"], 3), (), Options())
    aim = aim_of(arrays, specs(arrays)[-2])
    _, bound = _prices(dual(arrays, ways(arrays), aim, []))
    whole = program(arrays)
    pairs = interrupted(whole, aim, np.ones(len(whole.high), dtype=np.bool_), _clock())
    assert pairs is not None
    assert bound <= pairs.proof.bound * 1.0002


def test_prices_to_begin_with_change_nothing_of_what_is_proven() -> None:
    """Also where they were found while the levels before had reached something else."""
    arrays = lean(month(SIZES["L"], 3), (), Options())
    aims, every = _aims(arrays), ways(arrays)
    low, high = (dual(arrays, every, aims[1], [(aims[0], floor)]) for floor in (0, 20))
    begin, _ = _prices(low)
    found = mastered(high, 1000.0, _clock(), begin)
    told, (_, anew) = found.proven(high), _prices(high)
    assert told is not None
    assert told.bound([20]) == anew


def test_a_month_is_plain_where_few_resources_have_to_share() -> None:
    """Ten resources that can each do it once: ten ways to have it once, 45 to have it twice."""
    for wanted, is_plain in ((1, True), (2, False)):
        arrays = _month((1,) * 10, wanted)
        assert plain(arrays, ways(arrays)) is is_plain


def test_no_way_that_lost_more_would_have_helped() -> None:
    """The more ways there are, the further a plan with yet another one lies below what the prices prove."""
    arrays = lean(month(SIZES["M"], 3), (), Options())
    one = dual(arrays, ways(arrays), aim_of(arrays, specs(arrays)[-2]), [])
    found, bound = _prices(one)
    few, many = (near(one, found.prices, found.parts, count) for count in (400, 100_000))
    assert few is not None
    assert many is not None
    assert many.outside(()) <= few.outside(()) < bound
    kept = [sum(map(len, told.choices.ways)) for told in (few, many)]
    assert 400 <= kept[0] < kept[1]


def test_prices_of_a_month_without_any_way() -> None:
    arrays = _month((), 2)
    one = dual(arrays, ways(arrays), aim_of(arrays, specs(arrays)[-2]), [])
    assert _prices(one)[1] == 0
