"""The figures a meeting asks for, counted from a round."""

from collections import Counter
from dataclasses import dataclass

from matcher.domain import NeedStatus, Outcome, Round, counted_urgencies

_URGENT = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """The strip above the plan.

    Attributes:
        needs: Open needs.
        met: Of them, met by the plan.
        resources: Resources not withdrawn.
        used: Of them, used by the plan.
        busiest: Name of the unit that serves most needs, or empty.
        busiest_needs: How many it serves.
        urgent: Open needs that count as of urgency 3 and above.
        urgent_met: Of them, met.
    """

    needs: int
    met: int
    resources: int
    used: int
    busiest: str
    busiest_needs: int
    urgent: int
    urgent_met: int


@dataclass(frozen=True, slots=True)
class Tally:
    """One bar of the statistics.

    Attributes:
        name: Community or unit.
        part: Met needs of a community; needs a unit serves.
        whole: Open needs of a community; resources of a unit.
        limit: Most needs the unit may serve; ``None`` = not known here.
    """

    name: str
    part: int
    whole: int
    limit: int | None = None


def met_needs(outcome: Outcome | None) -> frozenset[str]:
    """Ids of the needs the plan meets."""
    if outcome is None:
        return frozenset()
    return frozenset(item.need for item in outcome.plan.assignments)


def _needs_by_unit(outcome: Outcome | None) -> Counter[str]:
    if outcome is None:
        return Counter()
    return Counter(
        unit for unit, _ in {(item.unit, item.need) for item in outcome.plan.assignments}
    )


def figures(round_: Round) -> Figures:
    """Count a round."""
    met = met_needs(round_.outcome)
    needs = [need for need in round_.lists.needs if need.status is NeedStatus.OPEN]
    counted = counted_urgencies(round_)
    urgent = [need for need in needs if counted[need.id].counts >= _URGENT]
    resources = {item.id for item in round_.lists.resources if not item.withdrawn}
    used = (
        {item.resource for item in round_.outcome.plan.assignments}
        if round_.outcome
        else set[str]()
    )
    busy = sorted(_needs_by_unit(round_.outcome).items(), key=lambda item: (-item[1], item[0]))
    unit, served = busy[0] if busy else ("", 0)
    return Figures(
        needs=len(needs),
        met=sum(need.id in met for need in needs),
        resources=len(resources),
        used=len(resources & used),
        busiest=unit,
        busiest_needs=served,
        urgent=len(urgent),
        urgent_met=sum(need.id in met for need in urgent),
    )


def by_community(round_: Round) -> tuple[Tally, ...]:
    """Met and open needs of each community, most needs first."""
    met = met_needs(round_.outcome)
    opened = [need for need in round_.lists.needs if need.status is NeedStatus.OPEN]
    whole = Counter(need.community or "未注明社区" for need in opened)
    part = Counter(need.community or "未注明社区" for need in opened if need.id in met)
    return tuple(
        Tally(name, part[name], count)
        for name, count in sorted(whole.items(), key=lambda item: (-item[1], item[0]))
    )


def by_unit(round_: Round) -> tuple[Tally, ...]:
    """Needs served and resources offered by each unit, busiest first."""
    served = _needs_by_unit(round_.outcome)
    offered = Counter(item.unit for item in round_.lists.resources if not item.withdrawn)
    caps = {unit.name: unit.round_cap for unit in round_.lists.units}
    names = set(offered) | set(served)
    return tuple(
        Tally(name, served[name], offered[name], caps.get(name) or round_.options.unit_cap)
        for name in sorted(names, key=lambda name: (-served[name], -offered[name], name))
    )
