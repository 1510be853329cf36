"""A plan repaired near a change against every plan there is."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from matcher import check
from matcher.domain import Decision, Level, Plan, PlanStatus
from matcher.solve.pricing import priced
from matcher.solve.repair import excluding, gained, repair
from matcher.whatif.difference import difference
from tests.profiles import examples
from tests.solve.brute_force import every_plan, months_with_a_minimum, rank
from tests.strategies import SmallMonth, forbid, least, lock, months

_FEW = examples(25)


def _best(month: SmallMonth, previous: Plan | None = None) -> Plan:
    """The best plan by trying all, with its levels proven."""
    plan = max(every_plan(month), key=lambda one: rank(month, one, previous))
    values = check.level_values(month.candidates, month.options, plan, previous)
    levels = tuple(Level(name, name, value, value, proven=True) for name, value in values.items())
    return replace(plan, status=PlanStatus.PROVEN_BEST, levels=levels)


def _decided(draw: st.DrawFn, month: SmallMonth) -> tuple[Decision, ...]:
    pair = draw(st.sampled_from(month.candidates.pairs))
    made = draw(
        st.sampled_from(
            (
                lock(pair.need, pair.resource),
                forbid(pair.need, pair.resource),
                forbid(None, unit=pair.unit),
                least(pair.unit, draw(st.integers(1, 3))),
            )
        )
    )
    return (made,)


@st.composite
def _changed_months(draw: st.DrawFn) -> tuple[SmallMonth, SmallMonth]:
    """A month before and after a decision; a unit may have to serve so many needs already."""
    month = draw(st.one_of(months(served=True), months_with_a_minimum()))
    return month, replace(month, decisions=(*month.decisions, *_decided(draw, month)))


@_FEW
@given(_changed_months())
def test_what_a_repair_proves_is_the_best_of_all_plans(
    both: tuple[SmallMonth, SmallMonth],
) -> None:
    before, after = both
    table = _best(before)
    found = repair(
        after.candidates, after.decisions, after.options, table, stricter=True, seconds=20
    )
    plans = list(every_plan(after))
    if found.plan is None:
        assert found.impossible
        assert not plans
        assert excluding(after.candidates, after.decisions, after.options) is not None
        return
    assert check.violations(after.candidates, after.decisions, after.options, found.plan) == ()
    assert found.plan.status is PlanStatus.PROVEN_BEST
    assert rank(after, found.plan, table) == max(rank(after, one, table) for one in plans)
    values = check.level_values(after.candidates, after.options, found.plan, table)
    assert {level.name: level.value for level in found.plan.levels} == values


@_FEW
@given(months(served=True), st.data())
def test_what_becomes_looser_gains_what_trying_every_plan_gains(
    month: SmallMonth, data: st.DataObject
) -> None:
    pair = data.draw(st.sampled_from(month.candidates.pairs))
    table = _best(month)
    offers = tuple(
        replace(offer, capacity=offer.capacity + 2)
        if offer.resource == pair.resource and offer.capacity is not None
        else offer
        for offer in month.candidates.offers
    )
    wider = replace(month, candidates=replace(month.candidates, offers=offers))
    near = {p.need for p in month.candidates.pairs if p.resource == pair.resource}
    found = repair(
        wider.candidates, (), wider.options, table, stricter=False, near=near, seconds=20
    )
    assert found.plan is not None
    best = max(rank(wider, one, table) for one in every_plan(wider))
    assert rank(wider, found.plan, table) == best
    assert found.plan.status is PlanStatus.PROVEN_BEST

    before = rank(wider, table, table)
    more = gained(wider.candidates, (), wider.options, table, near=near, seconds=20)
    count = [level.name for level in found.plan.levels].index("changes")
    assert (more.plan is not None) is (best[:count] > before[:count])
    if more.plan is not None:
        assert more.plan.status is not PlanStatus.PROVEN_BEST  # fit is not decided
        upto = count + 1
        assert rank(wider, more.plan, table)[:upto] == best[:upto]
        assert all(level.proven for level in more.plan.levels[:upto])


@_FEW
@given(months_with_a_minimum())
def test_a_minimum_taken_back_gives_the_best_plan_without_it(month: SmallMonth) -> None:
    table, free = _best(month), replace(month, decisions=())
    stricter, near = difference(
        (month.candidates, month.decisions, month.options), (free.candidates, (), free.options)
    )
    found = repair(
        free.candidates, (), free.options, table, stricter=stricter, near=near, seconds=20
    )
    assert found.plan is not None
    assert found.plan.status is PlanStatus.PROVEN_BEST
    assert rank(free, found.plan, table) == max(rank(free, one, table) for one in every_plan(free))


@_FEW
@given(months(served=True))
def test_with_no_change_the_plan_stays(month: SmallMonth) -> None:
    table = _best(month)
    found = repair(month.candidates, (), month.options, table, stricter=True)
    assert found.plan is not None
    assert found.plan.assignments == table.assignments
    assert found.freed == 0


@_FEW
@given(_changed_months())
def test_the_price_of_changes_is_the_best_within_each_limit(
    both: tuple[SmallMonth, SmallMonth],
) -> None:
    before, after = both
    table = _best(before)
    plans = list(every_plan(after))
    points = list(
        priced(after.candidates, after.decisions, after.options, table, most=3, seconds=20)
    )
    assert bool(points) == bool(plans)
    for point in points:
        names = [level.name for level in point.plan.levels]
        reach = [
            values
            for plan in plans
            if (values := check.level_values(after.candidates, after.options, plan, table))[
                "changes"
            ]
            <= point.changes
        ]
        best = max(tuple(_signed(name, values[name]) for name in names) for values in reach)
        assert tuple(_signed(level.name, level.value) for level in point.plan.levels) == best
    if points:
        fewest = min(
            check.level_values(after.candidates, after.options, plan, table)["changes"]
            for plan in plans
        )
        assert points[0].changes == fewest


def _signed(name: str, value: int) -> int:
    return -value if name == "reserve" else value
