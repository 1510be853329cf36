"""Between whom a month is to be even: communities and units, with what earlier months gave and took."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from matcher.candidates import offer_of
from matcher.domain import (
    NO_PAST,
    Candidates,
    CommunityShare,
    Lists,
    Outcome,
    PastShares,
    Reason,
    Round,
    UnitLoad,
)

FULL = 1000
"""Points of load of an offer that is used up."""


def even(found: Candidates, lists: Lists, past: PastShares = NO_PAST) -> Candidates:
    """The candidates with the communities and units of the month between which the plan is to be even.

    Communities without an open need and units that offer nothing take no part, whatever they had before.
    """
    communities = {need.id: need.community for need in lists.needs if need.community}
    asking: defaultdict[str, list[str]] = defaultdict(list)
    for weight in found.needs:
        if weight.need in communities:
            asking[communities[weight.need]].append(weight.need)
    asked = {share.community: share for share in past.communities}
    gave = {load.unit: load for load in past.units}
    units = sorted({offer.unit for offer in found.offers if offer.capacity})
    return replace(
        found,
        shares=tuple(
            replace(asked.get(name, CommunityShare(name, ())), needs=tuple(sorted(asking[name])))
            for name in sorted(asking)
        ),
        loads=tuple(gave.get(unit, UnitLoad(unit)) for unit in units),
    )


def past_shares(rounds: Iterable[Round], month: str) -> PastShares:
    """What the months before ``month`` gave and took; plans out of date or never made do not count."""
    asked, met = Counter[str](), Counter[str]()
    offers, used = Counter[str](), Counter[str]()
    for round_ in rounds:
        if round_.month < month and round_.outcome is not None and not round_.stale:
            _count_needs(round_, round_.outcome, asked, met)
            _count_loads(round_, round_.outcome, offers, used)
    return PastShares(
        tuple(CommunityShare(name, (), asked[name], met[name]) for name in sorted(asked)),
        tuple(UnitLoad(unit, offers[unit], used[unit]) for unit in sorted(offers)),
    )


def _count_needs(round_: Round, outcome: Outcome, asked: Counter[str], met: Counter[str]) -> None:
    """Needs that took part, by community: out of scope is not asked for."""
    communities = {need.id: need.community for need in round_.lists.needs if need.community}
    served = {assignment.need for assignment in outcome.plan.assignments}
    left = {one.need for one in outcome.unmet if one.reason is not Reason.OUT_OF_SCOPE}
    asked.update(communities[need] for need in (served | left) & communities.keys())
    met.update(communities[need] for need in served & communities.keys())


def _count_loads(round_: Round, outcome: Outcome, offers: Counter[str], used: Counter[str]) -> None:
    """Offers of limited capacity by unit, and how much of each was used, in points."""
    capacities: dict[str, int] = {}
    for resource in round_.lists.resources:
        capacity = offer_of(resource, resource.unit, round_.options).capacity
        if capacity:
            capacities[resource.id] = capacity
            offers[resource.unit] += 1
    units = {resource.id: resource.unit for resource in round_.lists.resources}
    for assignment in outcome.plan.assignments:
        if capacity := capacities.get(assignment.resource):
            taken = assignment.times * (FULL * (assignment.uses // assignment.times) // capacity)
            used[units[assignment.resource]] += taken
