"""A month as arrays, straight from the candidates: what the rules say of it, without an object for each row.

It is the same month as :mod:`matcher.model` builds; the tests compare what the two allow and count.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.domain import (
    Candidates,
    Decision,
    DecisionKind,
    Demand,
    NeedWeight,
    Offer,
    Options,
    Pair,
    Plan,
)
from matcher.rules import RULES, Pack, decision_key, least_of_units
from matcher.rules.fairness import Group, groups_of
from matcher.rules.packing import packs_of
from matcher.rules.whole import require_whole

Whole = npt.NDArray[np.int64]
Truth = npt.NDArray[np.bool_]

UNLIMITED = 2**60
"""Stands for a capacity or cap that nothing reaches."""


@dataclass(frozen=True, slots=True)
class Lean:
    """A month in arrays; needs, demands, pairs, resources and units each in the order of their keys.

    Attributes:
        needs: Open needs.
        demands: Grouped by need.
        pairs: Grouped by demand.
        units: Names.
        options: As given.
        urgency: Of each need.
        weight: Of each need.
        first_demand: Where each need's demands begin; one more entry than needs.
        need_of_demand: Of each demand.
        times: Of each demand.
        first_pair: Where each demand's pairs begin; one more entry than demands.
        demand: Of each pair.
        need: Of each pair.
        resource: Of each pair.
        unit: Of each pair.
        uses: Capacity each pair takes each time.
        score: Of each pair.
        most: How often each pair can happen at most; 0 where a forbid rules it out.
        capacity: Of each resource; :data:`UNLIMITED` where there is none.
        cap: Needs each unit may serve; :data:`UNLIMITED` where nothing limits it or it has no more candidates.
        splits: Whether more resources could share each demand than may.
        crowded: Whether each need has places for more units than may take part in a project.
        asked: Of each lock and claim: the need (-1 = not there), and the positions of which one has to be used.
        packs: Sums beside capacities and caps that must not exceed a limit.
        honouring: Whether each pair would honour an open promise of its unit.
        reserve: Whether each pair's unit is to be asked last.
        groups: Communities and units between which the plan is to be even; entries name needs and pairs by position.
        before: Times of each pair in the previous plan; ``None`` without one.
        gone: Pairs of the previous plan that are no longer possible.
    """

    needs: tuple[NeedWeight, ...]
    demands: tuple[Demand, ...]
    pairs: tuple[Pair, ...]
    units: tuple[str, ...]
    options: Options
    urgency: Whole
    weight: Whole
    first_demand: Whole
    need_of_demand: Whole
    times: Whole
    first_pair: Whole
    demand: Whole
    need: Whole
    resource: Whole
    unit: Whole
    uses: Whole
    score: Whole
    most: Whole
    capacity: Whole
    cap: Whole
    splits: Truth
    crowded: Truth
    asked: tuple[tuple[int, Whole], ...]
    packs: tuple[Pack, ...]
    honouring: Truth
    reserve: Truth
    groups: tuple[Group, ...]
    before: Whole | None
    gone: int

    @property
    def asked_needs(self) -> list[int]:
        """Needs that locks and claims ask to be met."""
        return sorted({need for need, _ in self.asked})


def promising(month: Lean) -> Truth:
    """Which units have an open promise."""
    found = np.zeros(len(month.units), dtype=np.bool_)
    found[month.unit[month.honouring]] = True
    return found


def lean(
    candidates: Candidates,
    decisions: Sequence[Decision],
    options: Options,
    previous: Plan | None = None,
) -> Lean:
    """The arrays of a month.

    Raises:
        ValueError: The candidates contradict themselves, or a lock or claim names what is not there.
    """
    require_whole(candidates)
    needs = tuple(sorted(candidates.needs, key=lambda weight: weight.need))
    need_at = _places(weight.need for weight in needs)
    demands = tuple(sorted(candidates.demands, key=lambda demand: (demand.need, demand.index)))
    offers = sorted(candidates.offers, key=lambda offer: offer.resource)
    resource_at = _places(offer.resource for offer in offers)
    first_demand = _starts([need_at[demand.need] for demand in demands], len(needs))
    pairs, demand = _sorted_pairs(candidates.pairs, need_at, resource_at, first_demand)
    units = tuple(sorted({pair.unit for pair in pairs}))
    unit_at = _places(units)
    unit = _whole(unit_at[pair.unit] for pair in pairs)
    need_of_demand = _whole(need_at[demand.need] for demand in demands)
    times = _whole(demand.times for demand in demands)
    capacity = _whole(
        UNLIMITED if o.capacity is None else min(o.capacity, UNLIMITED) for o in offers
    )
    resource = _whole(resource_at[pair.resource] for pair in pairs)
    uses = _whole(pair.uses for pair in pairs)
    score = _whole(pair.score for pair in pairs)
    need = need_of_demand[demand]
    caps = {limit.unit: limit.most for limit in candidates.limits if limit.most is not None}
    suppliers = np.bincount(demand, minlength=len(demands))
    places = _Places(need_at, resource_at, unit_at, need, resource, unit)
    most = np.minimum(times[demand], capacity[resource] // uses)
    packs = _packs(candidates, pairs, demands, offers, most)
    least = {limit.unit for limit in candidates.limits if limit.least > 0 and options.commitments}
    last = {limit.unit for limit in candidates.limits if limit.reserve and options.reserve_last}
    most[_forbidden(decisions, places)] = 0
    before, gone = _before(previous, pairs)
    return Lean(
        needs=needs,
        demands=demands,
        pairs=pairs,
        units=units,
        options=options,
        urgency=_whole(weight.urgency for weight in needs),
        weight=_whole(weight.weight for weight in needs),
        first_demand=first_demand,
        need_of_demand=need_of_demand,
        times=times,
        first_pair=_starts(demand, len(demands)),
        demand=demand,
        need=need,
        resource=resource,
        unit=unit,
        uses=uses,
        score=score,
        most=most,
        capacity=capacity,
        cap=_biting(_whole(caps.get(name, UNLIMITED) for name in units), need, unit, len(needs)),
        splits=np.minimum(times, suppliers) > options.split_limit,
        crowded=_crowded(need_of_demand, times, len(needs), options),
        asked=_asked(decisions, places),
        packs=packs,
        honouring=_among(units, least)[unit] & _good(score, demand, options),
        reserve=_among(units, last)[unit],
        groups=_groups(candidates, pairs, offers, options, need_at),
        before=before,
        gone=gone,
    )


_TOLD = frozenset(
    (
        "all_forms_or_none",
        "serve_only_what_is_met",
        "within_capacity",
        "taking_part_is_serving",
        "at_most_so_many_share",
        "unit_within_its_cap",
        "unit_least_kept",
        "few_enough_units",
        "one_event_at_a_time",
        "within_funds",
        "locks",
        "claims",
        "forbids",
        "urgent_needs_first",
        "weighty_needs",
        "commitments_honoured",
        "reserve_units_last",
        "fewest_changes",
        "good_fit",
        "even_shares_and_loads",
        "fixed_choice_between_equals",
    )
)
"""Rules that are arrays here; of a decided minimum of a unit only what serves it to begin with is."""


def tells_all(decisions: Sequence[Decision] = ()) -> bool:
    """Whether every rule there is can be told in arrays, what these decisions ask for included."""
    return all(rule.name in _TOLD for rule in RULES) and not least_of_units(decisions)


def _among(names: Sequence[str], chosen: Set[str]) -> Truth:
    return np.array([name in chosen for name in names], dtype=np.bool_)


def _good(score: Whole, demand: Whole, options: Options) -> Truth:
    """Pairs nearly as good as the best of their demand; see the rule ``commitments_honoured``."""
    best = np.zeros(int(demand[-1]) + 1 if len(demand) else 0, dtype=np.int64)
    np.maximum.at(best, demand, score)
    found: Truth = score + options.commitment_points >= best[demand]
    return found


def _crowded(need: Whole, times: Whole, needs: int, options: Options) -> Truth:
    """See the rule ``few_enough_units``."""
    places = np.zeros(needs, dtype=np.int64)
    np.add.at(places, need, np.minimum(times, options.split_limit))
    found: Truth = places > options.units_per_project
    return found


def _packs(
    candidates: Candidates,
    pairs: tuple[Pair, ...],
    demands: Sequence[Demand],
    offers: Sequence[Offer],
    most: Whole,
) -> tuple[Pack, ...]:
    if not candidates.timetables and not candidates.funds:
        return ()
    of_need: dict[str, list[Demand]] = {weight.need: [] for weight in candidates.needs}
    for demand in demands:
        of_need[demand.need].append(demand)
    grouped = {need: tuple(those) for need, those in of_need.items()}
    by_resource = {offer.resource: offer for offer in offers}
    return packs_of(candidates, pairs, grouped, by_resource, most.tolist())


def _groups(
    candidates: Candidates,
    pairs: tuple[Pair, ...],
    offers: Sequence[Offer],
    options: Options,
    need_at: dict[str, int],
) -> tuple[Group, ...]:
    """Communities and units; their steps have no variables here."""
    by_resource = {offer.resource: offer for offer in offers}
    return groups_of(candidates, pairs, by_resource, options, need_at, lambda _: -1)


@dataclass(frozen=True, slots=True)
class _Places:
    need_at: dict[str, int]
    resource_at: dict[str, int]
    unit_at: dict[str, int]
    need: Whole
    resource: Whole
    unit: Whole

    def concerned(self, decision: Decision) -> Truth:
        """Which pairs a decision is about."""
        if decision.unit is not None:
            found = self.unit == self.unit_at.get(decision.unit, -1)
        else:
            found = self.resource == self.resource_at.get(decision.resource or "", -1)
        if decision.need is not None:
            found = found & (self.need == self.need_at.get(decision.need, -1))
        return np.asarray(found, dtype=np.bool_)


def _whole(values: Iterable[int]) -> Whole:
    return np.fromiter(values, dtype=np.int64)


def _places(names: Iterable[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(names)}


def _starts(groups: Sequence[int] | Whole, count: int) -> Whole:
    """Where each group begins in a sorted list of group numbers."""
    sizes = np.bincount(np.asarray(groups, dtype=np.int64), minlength=count)
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)


def _sorted_pairs(
    given: Sequence[Pair], need_at: dict[str, int], resource_at: dict[str, int], first: Whole
) -> tuple[tuple[Pair, ...], Whole]:
    """Pairs in the order of their keys, and the demand of each."""
    try:
        need = _whole(need_at[pair.need] for pair in given)
        resource = _whole(resource_at[pair.resource] for pair in given)
    except KeyError as error:
        raise ValueError(f"有一对提到 {error}，没有这条需求或资源") from error
    index = _whole(pair.demand for pair in given)
    demand = first[need] + index
    if ((index < 0) | (demand >= first[need + 1])).any():
        raise ValueError("有一对没有对应的需求")
    order = np.lexsort((resource, demand))
    demand, resource = demand[order], resource[order]
    if ((demand[1:] == demand[:-1]) & (resource[1:] == resource[:-1])).any():
        raise ValueError("有一对需求和资源给了两次")
    return tuple(given[at] for at in order.tolist()), demand


def _biting(cap: Whole, need: Whole, unit: Whole, needs: int) -> Whole:
    """Caps of units with more candidate needs than they may serve; the others do not matter."""
    distinct = np.unique(unit * max(1, needs) + need)
    wanted = np.bincount(distinct // max(1, needs), minlength=len(cap))
    return np.where(wanted > cap, cap, UNLIMITED)


def _forbidden(decisions: Sequence[Decision], places: _Places) -> Truth:
    found = np.zeros(len(places.need), dtype=np.bool_)
    for decision in decisions:
        if decision.kind.shuts_out:
            found |= places.concerned(decision)
    return found


def _asked(decisions: Sequence[Decision], places: _Places) -> tuple[tuple[int, Whole], ...]:
    asking = (DecisionKind.LOCK, DecisionKind.CLAIM)
    found = []
    for decision in sorted(set(decisions), key=decision_key):
        if decision.kind in asking:
            positions = np.flatnonzero(places.concerned(decision))
            found.append((places.need_at.get(decision.need or "", -1), positions))
    return tuple(found)


def _before(previous: Plan | None, pairs: Sequence[Pair]) -> tuple[Whole | None, int]:
    if previous is None:
        return None, 0
    times = {(a.need, a.demand, a.resource): a.times for a in previous.assignments}
    before = _whole(times.get(pair.key, 0) for pair in pairs)
    return before, len(times) - int((before > 0).sum())
