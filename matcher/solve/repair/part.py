"""Some needs of a month alone: what the others hold in the plan on the table is taken off what there is."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from matcher.domain import Candidates, Decision, DecisionKind, Offer, Pair
from matcher.model import Model, modelled
from matcher.rules import RULES, Pack, PackKind, survey
from matcher.rules.month import PairKey
from matcher.rules.openings import tight_sets
from matcher.solve.greedy import completed
from matcher.solve.repair.tally import Times
from matcher.solve.repair.web import Held, Web

_AFTERWARDS = frozenset({"even_shares_and_loads", "good_fit", "fixed_choice_between_equals"})
"""Rules about levels after the changes."""
_BRIEF_RULES = tuple(rule for rule in RULES if rule.name not in _AFTERWARDS)


@dataclass(frozen=True, slots=True)
class Part:
    """A model of some needs, the others held fast.

    Attributes:
        model: Of these needs; its levels count what it decides, and steps of evenness with all that is fixed.
        fixed: Times of the pairs of the other needs.
    """

    model: Model
    fixed: Times

    def whole(self, values: Sequence[int]) -> dict[PairKey, int]:
        """The times of every pair of the month, from values of the part's variables."""
        own = {p.key: values[at] for at, p in enumerate(self.model.month.pairs) if values[at] > 0}
        return {**self.fixed, **own}

    def values(self, times: Times) -> tuple[int, ...]:
        """Values of the part's variables from the times of every pair of the month."""
        month = self.model.month
        found = [
            min(times.get(pair.key, 0), month.variables[at].high)
            for at, pair in enumerate(month.pairs)
        ]
        return completed(self.model, found)


@dataclass(frozen=True, slots=True)
class _Fixed:
    """What all needs but some hold, added up.

    Attributes:
        uses: Capacity by resource.
        needs: Needs by unit.
        points: Points of load by unit.
        kept: Promises honoured by unit.
        yuan: Drawn by fund.
        met: Needs.
    """

    uses: Counter[str]
    needs: Counter[str]
    points: Counter[str]
    kept: Counter[str]
    yuan: Counter[str]
    met: frozenset[str]


class Parts:
    """Cuts parts out of a month.

    Args:
        web: The month with the plan on the table.
    """

    def __init__(self, web: Web) -> None:
        self._web = web
        self._all = self._added_up(web.held)
        self._of_unit: dict[str, list[Offer]] = {}
        for offer in web.candidates.offers:
            self._of_unit.setdefault(offer.unit, []).append(offer)

    def part(self, needs: Collection[str], *, brief: bool) -> Part:
        """The model of some needs, the others held fast; a brief one leaves out the levels after the changes."""
        web = self._web
        own = self._added_up({need: web.held[need] for need in needs if need in web.held})
        fixed = _Fixed(
            self._all.uses - own.uses,
            self._all.needs - own.needs,
            self._all.points - own.points,
            self._all.kept - own.kept,
            self._all.yuan - own.yuan,
            self._all.met - own.met,
        )
        candidates = self._candidates(needs, fixed, even=not brief)
        own_pairs = tuple(one for one in web.plan.assignments if one.need in needs)
        before = replace(web.plan, assignments=own_pairs)
        month = survey(candidates, tuple(self._decisions(needs, fixed)), web.options, before)
        offers = {
            resource: offer
            if offer.capacity is None
            else replace(offer, capacity=offer.capacity - fixed.uses[resource])
            for resource, offer in month.offers.items()
        }
        openings = tuple(self._openings(month.pairs, month.of_resource, fixed))
        month = replace(month, offers=offers, packs=(*openings, *month.packs))
        times = {
            one.pair.key: one.times
            for need, those in web.held.items()
            if need not in needs
            for one in those
        }
        return Part(modelled(month, rules=_BRIEF_RULES if brief else RULES), times)

    def _added_up(self, held: Mapping[str, Sequence[Held]]) -> _Fixed:
        found = _Fixed(Counter(), Counter(), Counter(), Counter(), Counter(), frozenset(held))
        for need, those in held.items():
            for one in those:
                found.uses[one.pair.resource] += one.uses
                found.points[one.pair.unit] += one.times * self._web.tally.load_points(one.pair)
                found.kept[one.pair.unit] += one.pair.key in self._web.tally.honouring
            found.needs.update({one.pair.unit for one in those})
            if yuan := self._web.paid(need):
                found.yuan[self._web.grant_of[need].fund] += yuan
        return found

    def _decisions(self, needs: Collection[str], fixed: _Fixed) -> Iterator[Decision]:
        """Those about these needs; of what a unit has to serve, what the others leave."""
        for one in self._web.decisions:
            if one.kind is DecisionKind.UNIT_LEAST:
                left = (one.amount or 0) - fixed.needs[one.unit or ""]
                if left > 0:
                    yield replace(one, amount=left)
            elif one.need is None or one.need in needs:
                yield one

    def _candidates(self, needs: Collection[str], fixed: _Fixed, *, even: bool) -> Candidates:
        """These needs with what the others leave; capacities stay, since loads are told by them."""
        web = self._web
        known = sorted(need for need in needs if need in web.weight_of)
        pairs = tuple(pair for need in known for pair in web.pairs_of.get(need, ()))
        units = sorted({pair.unit for pair in pairs})
        limits = (web.limit_of[unit] for unit in units if unit in web.limit_of)
        offers = {web.offer_of[p.resource].resource: web.offer_of[p.resource] for p in pairs}
        if even:
            offers |= {o.resource: o for unit in units for o in self._of_unit.get(unit, ())}
        return Candidates(
            needs=tuple(web.weight_of[need] for need in known),
            demands=tuple(demand for need in known for demand in web.demands_of[need]),
            offers=tuple(offers.values()),
            limits=tuple(
                replace(
                    limit,
                    most=None if limit.most is None else limit.most - fixed.needs[limit.unit],
                    least=0 if fixed.kept[limit.unit] else limit.least,
                )
                for limit in limits
            ),
            pairs=pairs,
            funds=tuple(
                replace(fund, left=fund.left - fixed.yuan[fund.fund])
                for fund in web.candidates.funds
            ),
            grants=tuple(web.grant_of[need] for need in known if need in web.grant_of),
            shares=tuple(
                replace(
                    share,
                    needs=(own := tuple(sorted(set(share.needs) & set(known)))),
                    asked_before=share.asked_before
                    + len((set(share.needs) & web.weight_of.keys()) - set(own)),
                    met_before=share.met_before + len(set(share.needs) & fixed.met),
                )
                for share in (web.candidates.shares if even and web.tally.even[0] else ())
                if not set(share.needs).isdisjoint(known)
            ),
            loads=tuple(
                replace(load, used_before=load.used_before + fixed.points[load.unit])
                for load in (web.candidates.loads if even and web.tally.even[1] else ())
                if load.unit in set(units)
            ),
        )

    def _openings(
        self, pairs: Sequence[Pair], of_resource: Mapping[str, tuple[int, ...]], fixed: _Fixed
    ) -> Iterator[Pack]:
        """What the other needs leave of the openings of each resource."""
        web = self._web
        for resource, positions in of_resource.items():
            timetable, capacity = web.timetable_of.get(resource), web.offer_of[resource].capacity
            if timetable is None:
                continue
            taken = {n: count for n, count in web.events(resource).items() if n in fixed.met}
            for most, needs in tight_sets(timetable):
                entries = tuple((pairs[at].uses, at) for at in positions if pairs[at].need in needs)
                if entries and (capacity is None or most < capacity):
                    left = most - sum(taken.get(need, 0) for need in needs)
                    label = f"{resource} 可用的场次至多{most}场"
                    yield Pack(PackKind.OPENINGS, label, entries, (), left)
