"""The plan on the table need by need, and which needs are neighbours: what the one gives up the other may take."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from matcher.domain import Candidates, Decision, Demand, Grant, Options, Pair, Plan
from matcher.rules import least_of_units
from matcher.rules.month import PairKey
from matcher.rules.openings import tight_sets
from matcher.rules.packing import YUAN
from matcher.solve.repair.tally import Tally, Times


class Sharing(StrEnum):
    """What needs share."""

    RESOURCE = "resource"
    UNIT = "unit"
    FUND = "fund"
    OPENINGS = "openings"
    PROMISE = "promise"
    """An open promise of a unit: which of its pairs honour it depends on the others."""
    LEAST = "least"
    """What a unit has to serve by decision: where one need no longer counts another has to."""


_WIDE = (Sharing.PROMISE, Sharing.LEAST)
"""Shared by all who could use it, whoever holds some of it now."""


Shared = tuple[Sharing, str]
"""Something that several needs use, by its name."""


@dataclass(frozen=True, slots=True)
class Held:
    """A pair of the plan on the table with its times."""

    pair: Pair
    times: int

    @property
    def uses(self) -> int:
        """Capacity taken in all."""
        return self.times * self.pair.uses


class Web:
    """A month with the plan on the table; what is beyond anybody's reach makes no neighbours.

    Two needs are neighbours through what they share when the one gives up some of it and the other takes
    some: so one of them holds some of it now. What is enough for everybody is not shared at all.

    Attributes:
        candidates: The month.
        decisions: In force.
        options: As set by the user.
        least: How many needs each unit has to serve by decision.
        plan: The plan on the table.
        previous: Times of every pair of the plan.
        tally: Counts levels.
        pairs_of: Of each need.
        demands_of: Likewise, in order.
        weight_of: Likewise.
        grant_of: Likewise, where it draws on a fund.
        held: What each need holds in the plan, as far as its pairs are still there.
    """

    def __init__(
        self,
        candidates: Candidates,
        decisions: Sequence[Decision],
        options: Options,
        plan: Plan,
    ) -> None:
        self.candidates = candidates
        self.decisions = tuple(decisions)
        self.options = options
        self.least = least_of_units(decisions)
        self.plan = plan
        self.previous = {one.key: one.times for one in plan.assignments}
        self.tally = Tally(candidates, options, self.previous)
        self.weight_of = {weight.need: weight for weight in candidates.needs}
        self.offer_of = {offer.resource: offer for offer in candidates.offers}
        self.limit_of = {limit.unit: limit for limit in candidates.limits}
        self.grant_of: dict[str, Grant] = {grant.need: grant for grant in candidates.grants}
        self.timetable_of = {table.resource: table for table in candidates.timetables}
        self.demands_of: defaultdict[str, list[Demand]] = defaultdict(list)
        for demand in sorted(candidates.demands, key=lambda one: (one.need, one.index)):
            self.demands_of[demand.need].append(demand)
        self.pairs_of: defaultdict[str, list[Pair]] = defaultdict(list)
        for pair in candidates.pairs:
            self.pairs_of[pair.need].append(pair)
        self.held: defaultdict[str, list[Held]] = defaultdict(list)
        for key, times in self.previous.items():
            if (known := self.tally.pairs.get(key)) is not None:
                self.held[known.need].append(Held(known, times))
        self._users: defaultdict[Shared, set[str]] = defaultdict(set)
        self._shared: defaultdict[str, set[Shared]] = defaultdict(set)
        self._holders: defaultdict[Shared, set[str]] = defaultdict(set)
        self._index()

    @property
    def times(self) -> dict[PairKey, int]:
        """The plan as far as its pairs are still there."""
        return {one.pair.key: one.times for those in self.held.values() for one in those}

    def _index(self) -> None:
        for shared, needs in self._short():
            self._users[shared] = needs
            for need in needs:
                self._shared[need].add(shared)
        for need, those in self.held.items():
            for shared in self._used_by(need, those) & self._shared[need]:
                self._holders[shared].add(need)

    def _short(self) -> Iterator[tuple[Shared, set[str]]]:
        """Whatever could be asked for more than there is, with those who could ask for it."""
        of_resource: defaultdict[str, set[str]] = defaultdict(set)
        of_unit: defaultdict[str, set[str]] = defaultdict(set)
        asked = Counter[str]()
        for pair in self.candidates.pairs:
            of_resource[pair.resource].add(pair.need)
            of_unit[pair.unit].add(pair.need)
            asked[pair.resource] += pair.uses * self.demands_of[pair.need][pair.demand].times
        for resource, needs in of_resource.items():
            capacity = self.offer_of[resource].capacity
            if capacity is not None and asked[resource] > capacity:
                yield (Sharing.RESOURCE, resource), needs
            if resource in self.timetable_of:
                yield (Sharing.OPENINGS, resource), needs
        for unit, needs in of_unit.items():
            limit = self.limit_of.get(unit)
            if limit is not None and limit.most is not None and len(needs) > limit.most:
                yield (Sharing.UNIT, unit), needs
            if limit is not None and limit.least > 0 and self.options.commitments:
                yield (Sharing.PROMISE, unit), needs
            if unit in self.least:
                yield (Sharing.LEAST, unit), needs
        yield from self._short_funds()

    def _short_funds(self) -> Iterator[tuple[Shared, set[str]]]:
        drawing: defaultdict[str, set[str]] = defaultdict(set)
        for grant in self.grant_of.values():
            drawing[grant.fund].add(grant.need)
        for fund in self.candidates.funds:
            needs = drawing[fund.fund] & self.weight_of.keys()
            if sum(self.grant_of[need].yuan for need in needs) > fund.left:
                yield (Sharing.FUND, fund.fund), needs

    def _used_by(self, need: str, those: Iterable[Held]) -> set[Shared]:
        found: set[Shared] = set()
        for one in those:
            found |= {
                (Sharing.RESOURCE, one.pair.resource),
                (Sharing.OPENINGS, one.pair.resource),
                (Sharing.UNIT, one.pair.unit),
            }
        if found and need in self.grant_of:
            found.add((Sharing.FUND, self.grant_of[need].fund))
        return found

    def around(self, needs: Collection[str]) -> frozenset[str]:
        """These needs and their neighbours."""
        found = set(needs)
        for need in needs:
            for shared in self._shared.get(need, ()):
                giving = need in self._holders[shared] or shared[0] in _WIDE
                found |= (self._users if giving else self._holders)[shared]
        return frozenset(found)

    def holders(self, needs: Collection[str], most: int) -> frozenset[str]:
        """These needs, all that hold what decisions ask for, and at most so many more that hold what these could use."""
        asked: set[str] = set()
        for decision in self.decisions:
            for need in needs:
                if self._unkept(decision, need):
                    for pair in self.pairs_of.get(need, ()):
                        if _about(decision, pair):
                            asked |= self._holding(pair)
        wanted: Counter[str] = Counter()
        for shared in {shared for need in needs for shared in self._shared.get(need, ())}:
            wanted.update(self._holders[shared] - set(needs))
        ranked = sorted(wanted, key=lambda need: (-wanted[need], need))
        return frozenset((*needs, *asked, *ranked[:most]))

    def _holding(self, pair: Pair) -> set[str]:
        """Needs that hold what a pair takes."""
        those = self._used_by(pair.need, [Held(pair, 1)])
        return {need for shared in those for need in self._holders.get(shared, ())}

    def keeps_asked(self, times: Times) -> bool:
        """Whether a plan serves everything decisions ask for."""
        served = [self.tally.pairs[key] for key in times]
        return all(
            len({pair.need for pair in served if _asked(decision, pair)}) >= (decision.amount or 1)
            for decision in self.decisions
            if decision.kind.asks
        )

    def size(self, needs: Collection[str]) -> int:
        """How many pairs these needs have."""
        return sum(len(self.pairs_of.get(need, ())) for need in needs)

    def paid(self, need: str) -> int:
        """Yuan the plan draws from a fund for a need."""
        grant, those = self.grant_of.get(need), self.held.get(need, ())
        if grant is None or not those:
            return 0
        demands = self.demands_of[need]
        if len(demands) == 1 and demands[0].times == 1:
            money = all(self.offer_of[one.pair.resource].measure == YUAN for one in those)
            return 0 if money else grant.yuan
        return grant.yuan

    def changed(self, times: Times) -> frozenset[str]:
        """Needs that another plan serves otherwise than the plan on the table."""
        both = times.keys() | self.previous.keys()
        return frozenset(key[0] for key in both if times.get(key) != self.previous.get(key))

    def least_changes(self, need: str) -> int:
        """How many changes of its own a need that must change needs at least."""
        gone = sum(key[0] == need for key in self.previous.keys() - self.tally.pairs.keys())
        if not any(self._unkept(one, need) for one in self.decisions):
            return max(1, gone)
        wanted = self.demands_of.get(need, [])
        those = self.held.get(need, [])
        whole = all(
            sum(one.times for one in those if one.pair.demand == demand.index) == demand.times
            for demand in wanted
        )
        return max(1, gone, 2 if whole else 0, 0 if those or gone else len(wanted))

    def _unkept(self, decision: Decision, need: str) -> bool:
        """Whether a decision asks for something of a need that the plan does not give it."""
        return (
            decision.kind.asks
            and decision.need == need
            and not any(_about(decision, one.pair) for one in self.held.get(need, ()))
        )

    def broken(self) -> frozenset[str]:
        """Needs that hold something in rules that the plan does not keep."""
        found = {need for need in self.held if self._is_broken(need)}
        gone = self.previous.keys() - self.tally.pairs.keys()
        found |= {need for need, *_ in gone if need in self.weight_of}
        found.update(self._over_used(), self._over_drawn(), self._against_decisions())
        return frozenset(found)

    def _is_broken(self, need: str) -> bool:
        """Whether a need that holds something is served in part, by too many, or with what it cannot be."""
        those = self.held[need]
        if need not in self.weight_of:
            return True
        for demand in self.demands_of[need]:
            shares = [one for one in those if one.pair.demand == demand.index]
            whole = sum(one.times for one in shares) == demand.times
            if not whole or len(shares) > self.options.split_limit:
                return True
        return len({one.pair.unit for one in those}) > self.options.units_per_project

    def _over_used(self) -> Iterator[str]:
        used, serving = Counter[str](), defaultdict[str, set[str]](set)
        for need, those in self.held.items():
            for one in those:
                used[one.pair.resource] += one.uses
                serving[one.pair.unit].add(need)
        for need, those in self.held.items():
            for one in those:
                capacity = self.offer_of[one.pair.resource].capacity
                limit = self.limit_of.get(one.pair.unit)
                most = None if limit is None else limit.most
                if (capacity is not None and used[one.pair.resource] > capacity) or (
                    most is not None and len(serving[one.pair.unit]) > most
                ):
                    yield need
        yield from self._over_booked()

    def events(self, resource: str) -> Counter[str]:
        """Events each need holds in the openings of a resource."""
        found = Counter[str]()
        for need in self._holders[Sharing.OPENINGS, resource]:
            found[need] += sum(one.uses for one in self.held[need] if one.pair.resource == resource)
        return found

    def _over_booked(self) -> Iterator[str]:
        for resource, timetable in self.timetable_of.items():
            events = self.events(resource)
            if not events:
                continue
            for most, needs in tight_sets(timetable):
                if sum(events[need] for need in needs) > most:
                    yield from needs & events.keys()

    def _over_drawn(self) -> Iterator[str]:
        left = {fund.fund: fund.left for fund in self.candidates.funds}
        drawn = Counter[str]()
        for need in self.held:
            if yuan := self.paid(need):
                grant = self.grant_of[need]
                drawn[grant.fund] += yuan
                if grant.cap is not None and grant.yuan > grant.cap and grant.fund in left:
                    yield need
        for need in self.held:
            if self.paid(need):
                fund = self.grant_of[need].fund
                if fund in left and drawn[fund] > left[fund]:
                    yield need

    def _against_decisions(self) -> Iterator[str]:
        for decision in self.decisions:
            concerned = {need for need, pair in self._concerned(decision)}
            holding = {
                need
                for need, pair in self._concerned(decision)
                if any(one.pair.key == pair.key for one in self.held.get(need, ()))
            }
            if decision.kind.shuts_out:
                yield from holding
            elif decision.kind.asks and len(holding) < (decision.amount or 1):
                yield from concerned if decision.need is None else {decision.need}

    def _concerned(self, decision: Decision) -> Iterator[tuple[str, Pair]]:
        """Pairs a decision is about, each with its need."""
        needs = self.pairs_of if decision.need is None else {decision.need: ()}
        for need in needs:
            for pair in self.pairs_of.get(need, ()):
                if _about(decision, pair):
                    yield need, pair


def _asked(decision: Decision, pair: Pair) -> bool:
    """Whether a pair is one a decision about its need, or about all, is about."""
    return decision.need in (None, pair.need) and _about(decision, pair)


def _about(decision: Decision, pair: Pair) -> bool:
    """Whether a pair of its need is one a decision is about."""
    if decision.unit is not None:
        return pair.unit == decision.unit
    return pair.resource == decision.resource
