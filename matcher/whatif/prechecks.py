"""Arithmetic before solving: where there is too little whatever the plan."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matcher.domain import Candidates, Category, Demand, Lists, Need, Precheck

_Group = tuple[str, str, str]
"""Category, community, time; empty = any."""


@dataclass(frozen=True, slots=True)
class _Reach:
    """Who may serve each demand, and how often in all.

    Attributes:
        resources: Of each (need, demand).
        times: How many times each resource can be used at most; ``None`` = unlimited.
    """

    resources: Mapping[tuple[str, int], frozenset[str]]
    times: Mapping[str, int | None]


def prechecks(
    lists: Lists, candidates: Candidates, categories: Mapping[str, Category]
) -> tuple[Precheck, ...]:
    """Groups of needs that want more than all resources together that may serve any of them can give.

    Needs are grouped by category, by category and community, and by category and time; a smaller group is
    told only where it is short by itself while the larger is not. The largest shortage comes first.

    Args:
        lists: Everything imported.
        candidates: Who may serve whom.
        categories: Of each need; those of none are left out.
    """
    needs = {need.id: need for need in lists.needs}
    reach = _reach(candidates)
    groups: defaultdict[_Group, list[Demand]] = defaultdict(list)
    for demand in candidates.demands:
        if demand.need in needs:
            for group in _groups(needs[demand.need], categories.get(demand.need)):
                groups[group].append(demand)
    short = {
        group: check
        for group, demands in groups.items()
        if (check := _checked(group, demands, reach)) is not None
    }
    told = [check for group, check in short.items() if not _within(group, short)]
    return tuple(sorted(told, key=lambda check: (-check.short, check.words)))


def _groups(need: Need, kind: Category | None) -> Iterator[_Group]:
    if kind is None:
        return
    category = str(kind)
    yield (category, "", "")
    if need.community:
        yield (category, need.community, "")
    if need.time_words:
        yield (category, "", need.time_words)


def _within(group: _Group, short: Mapping[_Group, Precheck]) -> bool:
    """Whether the larger group says it already."""
    whole = (group[0], "", "")
    return group != whole and whole in short


def _reach(candidates: Candidates) -> _Reach:
    resources: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    least: dict[str, int] = {}
    for pair in candidates.pairs:
        resources[pair.need, pair.demand].add(pair.resource)
        least[pair.resource] = min(pair.uses, least.get(pair.resource, pair.uses))
    times = {
        offer.resource: None
        if offer.capacity is None
        else offer.capacity // least.get(offer.resource, 1)
        for offer in candidates.offers
    }
    return _Reach({key: frozenset(found) for key, found in resources.items()}, times)


def _checked(group: _Group, demands: Sequence[Demand], reach: _Reach) -> Precheck | None:
    wanted = sum(demand.times for demand in demands)
    able = {
        demand: reach.resources.get((demand.need, demand.index), frozenset()) for demand in demands
    }
    resources = sorted({resource for those in able.values() for resource in those})
    supply = 0
    for resource in resources:
        reachable = sum(demand.times for demand, those in able.items() if resource in those)
        most = reach.times.get(resource)
        supply += reachable if most is None else min(most, reachable)
    if supply >= wanted:
        return None
    needs = tuple(sorted({demand.need for demand in demands}))
    return Precheck(
        category=group[0],
        community=group[1],
        time=group[2],
        demand=wanted,
        supply=supply,
        short=wanted - supply,
        needs=needs,
        resources=tuple(resources),
        words=_words(group, wanted, supply),
    )


def _words(group: _Group, wanted: int, supply: int) -> str:
    where = "，".join(part for part in group[1:] if part)
    what = f"{group[0]}（{where}）" if where else group[0]
    most = f"各资源合计最多{supply}次" if supply else "没有可用的资源"
    return f"{what}：需要{wanted}次，{most}，至少{wanted - supply}次无法安排"
