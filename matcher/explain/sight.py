"""Everything the explanations look things up in, indexed once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from matcher.domain import (
    Assignment,
    Candidates,
    Decision,
    DecisionKind,
    Demand,
    Exclusion,
    Grant,
    Lists,
    Need,
    NeedStatus,
    Offer,
    Options,
    Pair,
    Plan,
    Reason,
    Resource,
    Timetable,
    Unit,
)

_ASKED_BEFORE_CATEGORY = frozenset(
    {
        Reason.OUT_OF_SCOPE,
        Reason.CONSENT,
        Reason.EXPIRED,
        Reason.SELF_SERVICE,
        Reason.FORBIDDEN,
        Reason.CONFLICT,
    }
)

K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sight:
    """Lists, candidates and plan by the keys the explanations ask for.

    Attributes:
        needs: By id.
        resources: By id.
        units: By name.
        demands: By need, in index order.
        offers: By resource.
        most: Most needs a unit may serve; no entry or ``None`` = no limit.
        pairs: By need and demand, best score first; forbidden ones left out.
        exclusions: By need, nearest first.
        suitors: Needs that could use a resource, by resource, best score first.
        barred: By resource, in the order of the candidates.
        closed: Reason and detail of the needs that do not take part.
        served: Assignments by need, in demand order.
        taken: Assignments by resource.
        load: Ids of the needs a unit serves, sorted.
        claims: Units that claimed a need, in the order of the decisions.
        options: How it was matched.
        plan: The engine's answer.
        month: ``2026-06``.
        tables: Openings of resources that hold one event at a time, by resource.
        grants: What needs draw from funds, by need.
        funds: What each fund can give in the round, in yuan.
        notes: Why a need's urgency is not the list's own, by need.
    """

    needs: Mapping[str, Need]
    resources: Mapping[str, Resource]
    units: Mapping[str, Unit]
    demands: Mapping[str, tuple[Demand, ...]]
    offers: Mapping[str, Offer]
    most: Mapping[str, int | None]
    pairs: Mapping[tuple[str, int], tuple[Pair, ...]]
    exclusions: Mapping[str, tuple[Exclusion, ...]]
    suitors: Mapping[str, tuple[str, ...]]
    barred: Mapping[str, tuple[Exclusion, ...]]
    closed: Mapping[str, tuple[Reason, str]]
    served: Mapping[str, tuple[Assignment, ...]]
    taken: Mapping[str, tuple[Assignment, ...]]
    load: Mapping[str, tuple[str, ...]]
    claims: Mapping[str, tuple[str, ...]]
    options: Options
    plan: Plan
    month: str
    tables: Mapping[str, Timetable]
    grants: Mapping[str, Grant]
    funds: Mapping[str, int]
    notes: Mapping[str, str]

    def need_pairs(self, need: str) -> tuple[Pair, ...]:
        """Every allowed pair of a need, best score first."""
        found = (
            pair for d in self.demands.get(need, ()) for pair in self.pairs.get((need, d.index), ())
        )
        return tuple(sorted(found, key=lambda pair: (-pair.score, pair.key)))

    def used(self, resource: str) -> int:
        """Capacity of a resource the plan takes."""
        return sum(item.uses for item in self.taken.get(resource, ()))

    def full(self, unit: str) -> bool:
        """Whether a unit serves as many needs as it may."""
        most = self.most.get(unit)
        return most is not None and len(self.load.get(unit, ())) >= most

    def akin(self, item: Exclusion) -> bool:
        """Whether an excluded resource is of the kind the need asks for.

        Reasons that are asked after the category speak for themselves; the others say nothing about it,
        there the first level of the category decides, and the words where one side has none.
        """
        if item.resource not in self.resources or item.need not in self.needs:
            return False
        if item.reason not in _ASKED_BEFORE_CATEGORY:
            return item.reason not in (Reason.CATEGORY, Reason.NO_RESOURCE)
        ours = self.needs[item.need].category
        theirs = self.resources[item.resource].category
        if ours is not None and theirs is not None:
            return ours.l1 == theirs.l1
        others = (other for other in self.exclusions[item.need] if other.reason is Reason.CATEGORY)
        return item.likeness > max((other.likeness for other in others), default=0)

    def is_closed(self, need: Need) -> bool:
        """Whether a need does not take part."""
        return need.id in self.closed or need.status is not NeedStatus.OPEN


def look(
    lists: Lists,
    candidates: Candidates,
    decisions: Sequence[Decision],
    options: Options,
    plan: Plan,
    month: str,
) -> Sight:
    """Index everything once."""
    forbids = [item for item in decisions if item.kind.shuts_out]
    pairs = _allowed(candidates.pairs, forbids)
    return Sight(
        needs={need.id: need for need in lists.needs},
        resources={resource.id: resource for resource in lists.resources},
        units={unit.name: unit for unit in lists.units},
        demands=grouped(sorted(candidates.demands, key=_demand_key), lambda item: item.need),
        offers={offer.resource: offer for offer in candidates.offers},
        most={limit.unit: limit.most for limit in candidates.limits},
        pairs=grouped(pairs, lambda pair: (pair.need, pair.demand)),
        suitors=_suitors(pairs),
        exclusions=grouped(candidates.exclusions, lambda item: item.need),
        barred=grouped(candidates.exclusions, lambda item: item.resource),
        closed={need: (reason, detail) for need, reason, detail in candidates.closed},
        served=grouped(sorted(plan.assignments, key=_served_key), lambda item: item.need),
        taken=grouped(plan.assignments, lambda item: item.resource),
        load=_load(plan.assignments),
        claims=_claims(decisions),
        options=options,
        plan=plan,
        month=month,
        tables={table.resource: table for table in candidates.timetables},
        grants={grant.need: grant for grant in candidates.grants},
        funds={limit.fund: limit.left for limit in candidates.funds},
        notes={weight.need: weight.note for weight in candidates.needs if weight.note},
    )


def grouped(items: Iterable[T], key: Callable[[T], K]) -> dict[K, tuple[T, ...]]:
    """Items by key, each group in the order given."""
    groups: defaultdict[K, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return {name: tuple(group) for name, group in groups.items()}


def _demand_key(demand: Demand) -> tuple[str, int]:
    return (demand.need, demand.index)


def _served_key(item: Assignment) -> tuple[str, int, int, str]:
    return (item.need, item.demand, -item.times, item.resource)


def _load(assignments: Iterable[Assignment]) -> dict[str, tuple[str, ...]]:
    needs: defaultdict[str, set[str]] = defaultdict(set)
    for item in assignments:
        needs[item.unit].add(item.need)
    return {unit: tuple(sorted(found)) for unit, found in needs.items()}


def _claims(decisions: Iterable[Decision]) -> dict[str, tuple[str, ...]]:
    claims: defaultdict[str, list[str]] = defaultdict(list)
    for item in decisions:
        if item.kind is DecisionKind.CLAIM and item.need and item.unit:
            claims[item.need].append(item.unit)
    return {need: tuple(units) for need, units in claims.items()}


def _allowed(pairs: Iterable[Pair], forbids: Iterable[Decision]) -> list[Pair]:
    """The pairs nobody has forbidden, best score first."""
    shut = {(item.need, item.resource, item.unit) for item in forbids}
    kept = [pair for pair in pairs if not shut & set(_ways_to_forbid(pair))]
    return sorted(kept, key=lambda pair: (-pair.score, pair.key))


def _ways_to_forbid(pair: Pair) -> Iterator[tuple[str | None, str | None, str | None]]:
    """Need, resource and unit of every forbid that would hit the pair."""
    for need in (pair.need, None):
        yield need, pair.resource, None
        yield need, None, pair.unit


def _suitors(pairs: Iterable[Pair]) -> dict[str, tuple[str, ...]]:
    """From pairs in the order of their score."""
    needs: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for pair in pairs:
        needs[pair.resource].setdefault(pair.need)
    return {resource: tuple(found) for resource, found in needs.items()}
