"""Every plan of a small month, tried one by one: what the engine is compared with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from hypothesis import strategies as st

from matcher import check
from matcher.domain import Assignment, Decision, Pair, Plan, PlanStatus
from matcher.solve.large.lean import Lean, Whole
from tests.strategies import SmallMonth, claim, forbid, least, lock, months


def every_plan(month: SmallMonth) -> Iterator[Plan]:
    """Every plan that keeps every rule, as the independent checker sees it."""
    times = {(d.need, d.index): d.times for d in month.candidates.demands}
    asked: dict[tuple[str, int], list[Pair]] = {}
    for pair in month.candidates.pairs:
        asked.setdefault((pair.need, pair.demand), []).append(pair)
    pairs = [pair for group in asked.values() for pair in group]
    for ways in product(*(list(_ways(times[key], len(group))) for key, group in asked.items())):
        counts = [count for way in ways for count in way]
        plan = plan_of(zip(pairs, counts, strict=True))
        if not check.violations(month.candidates, month.decisions, month.options, plan):
            yield plan


def times_of(arrays: Lean, plan: Plan) -> Whole:
    """Times of each pair of a month's arrays in a plan."""
    keys = {pair.key: at for at, pair in enumerate(arrays.pairs)}
    times = np.zeros(len(arrays.pairs), dtype=np.int64)
    for a in plan.assignments:
        times[keys[a.need, a.demand, a.resource]] = a.times
    return times


def _ways(times: int, resources: int) -> Iterator[tuple[int, ...]]:
    """How often each resource may serve a demand: not at all, or so many times between them."""
    for counts in product(range(times + 1), repeat=resources):
        if sum(counts) in (0, times):
            yield counts


@dataclass(frozen=True, slots=True)
class Tried:
    """A month with every plan it has.

    Attributes:
        month: With decisions that some plan keeps.
        plans: Those that keep the decisions, never empty.
        others: Those of the month without decisions.
    """

    month: SmallMonth
    plans: tuple[Plan, ...]
    others: tuple[Plan, ...]


@st.composite
def tried_months(draw: st.DrawFn, undecided: st.SearchStrategy[SmallMonth] | None = None) -> Tried:
    """Any month with any decisions that do not exclude each other: they are made with one of its plans in mind."""
    month = draw(months() if undecided is None else undecided)
    others = tuple(every_plan(month))
    possible = _decisions_of(month, draw(st.sampled_from(others)))
    made = draw(st.lists(st.sampled_from(possible), unique=True, max_size=4)) if possible else []
    decided = replace(month, decisions=tuple(made))
    plans = tuple(
        plan
        for plan in others
        if not check.violations(decided.candidates, decided.decisions, decided.options, plan)
    )
    return Tried(decided, plans, others)


def _decisions_of(month: SmallMonth, plan: Plan) -> Sequence[Decision]:
    """Every decision that the plan keeps."""
    serving = {(a.need, a.resource) for a in plan.assignments}
    leading = {(a.need, a.unit) for a in plan.assignments}
    resources = [give.resource for give in month.candidates.offers]
    units = [limit.unit for limit in month.candidates.limits]
    names = [weight.need for weight in month.candidates.needs]
    return [
        *(lock(*pair) for pair in sorted(serving)),
        *(claim(*pair) for pair in sorted(leading)),
        *(forbid(n, r) for n in names for r in resources if (n, r) not in serving),
        *(forbid(n, unit=u) for n in names for u in units if (n, u) not in leading),
        *(forbid(None, r) for r in resources if not any(r == used for _, used in serving)),
    ]


@st.composite
def months_with_a_minimum(draw: st.DrawFn) -> SmallMonth:
    """A month with a decided minimum of some unit that one of its plans keeps."""
    month = draw(months(served=True))
    plan = draw(st.sampled_from([one for one in every_plan(month) if one.assignments]))
    unit = draw(st.sampled_from(sorted({one.unit for one in plan.assignments})))
    count = len({one.need for one in plan.assignments if one.unit == unit})
    return replace(month, decisions=(least(unit, count),))


def plan_of(counted: "zip[tuple[Pair, int]] | list[tuple[Pair, int]]") -> Plan:
    """A plan from pairs and their times; demands of any form."""
    assignments = tuple(
        Assignment(p.need, p.demand, p.resource, p.unit, None, n, n * p.uses, p.score, p.parts)
        for p, n in sorted(counted, key=lambda item: item[0].key)
        if n > 0
    )
    return Plan(PlanStatus.BEST_FOUND, (), assignments, 0.0, 0, 1)


def rank(month: SmallMonth, plan: Plan, previous: Plan | None = None) -> tuple[int, ...]:
    """The levels in order, more always better."""
    values = check.level_values(month.candidates, month.options, plan, previous)
    return tuple(-value if _fewest(name) else value for name, value in values.items())


def _fewest(name: str) -> bool:
    return name in {"changes", "reserve"} or name.startswith("load_")
