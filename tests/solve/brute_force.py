"""Every plan of a small month, tried one by one: what the engine is compared with."""

from collections.abc import Iterator
from itertools import product

from matcher import check
from matcher.domain import Assignment, Pair, Plan, PlanStatus
from tests.strategies import SmallMonth


def every_plan(month: SmallMonth) -> Iterator[Plan]:
    """Every plan that keeps every rule, as the independent checker sees it."""
    pairs = month.candidates.pairs
    times = {(d.need, d.index): d.times for d in month.candidates.demands}
    ranges = [range(times[p.need, p.demand] + 1) for p in pairs]
    for counts in product(*ranges):
        served = dict.fromkeys(times, 0)
        for pair, count in zip(pairs, counts, strict=True):
            served[pair.need, pair.demand] += count
        if any(served[key] not in (0, times[key]) for key in times):
            continue
        plan = plan_of(zip(pairs, counts, strict=True))
        if not check.violations(month.candidates, month.decisions, month.options, plan):
            yield plan


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
