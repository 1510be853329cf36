"""A month laid out for the rules: everything sorted by key, and the variables some rule asks for numbered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import TypeVar

from matcher.domain import Candidates, Decision, Demand, NeedWeight, Offer, Options, Pair, Plan
from matcher.rules.fairness import groups_of
from matcher.rules.month import (
    Month,
    PairKey,
    Quantity,
    Variable,
    cap_bites,
    crowds,
    decision_key,
    least_of_units,
    most_times,
    split_bites,
)
from matcher.rules.packing import packs_of
from matcher.rules.whole import require_whole

_Key = TypeVar("_Key")


def survey(
    candidates: Candidates,
    decisions: Sequence[Decision],
    options: Options,
    previous: Plan | None = None,
) -> Month:
    """Sort a month and number its variables.

    Raises:
        ValueError: The candidates contradict themselves (a pair without its demand or offer, a key twice).
    """
    require_whole(candidates)
    pairs = tuple(sorted(candidates.pairs, key=lambda pair: pair.key))
    needs = tuple(sorted(candidates.needs, key=lambda weight: weight.need))
    demands = _demands(candidates, needs)
    offers = {
        offer.resource: offer for offer in sorted(candidates.offers, key=lambda o: o.resource)
    }
    _require_supplied(pairs, demands, offers)
    caps = _caps(candidates)
    before = _previous_times(previous)
    of_unit = _by_unit(pairs)
    reserve = _reserve(candidates, pairs, options)
    numbers = _Numbering(pairs, demands, offers)
    packs = packs_of(candidates, pairs, demands, offers, [v.high for v in numbers.variables])
    met = {weight.need: numbers.add(Quantity.MET, 1, weight.need) for weight in needs}
    crowded = _crowded(pairs, demands, options)
    counted = _counted(of_unit, caps, least_of_units(decisions))
    counting = _where_taking_counts(pairs, demands, counted, crowded, options, before)
    takes = numbers.takes(sorted({*counting, *reserve}))
    serves = numbers.serves(of_unit, counted, crowded, takes)
    kept = numbers.kept(before or {})
    honouring = _honouring(candidates, pairs, options)
    busy = {unit: numbers.add(Quantity.BUSY, 1, unit) for unit in honouring}
    groups = groups_of(
        candidates, pairs, offers, options, met, lambda name: numbers.add(Quantity.STEP, 1, name)
    )
    return Month(
        needs=needs,
        demands=demands,
        pairs=pairs,
        offers=offers,
        caps=caps,
        of_demand=_grouped((pair.need, pair.demand) for pair in pairs),
        of_resource=_grouped(pair.resource for pair in pairs),
        of_unit=of_unit,
        variables=tuple(numbers.variables),
        met=met,
        takes=takes,
        serves=serves,
        crowded=crowded,
        kept=kept,
        busy=busy,
        honouring=honouring,
        reserve=reserve,
        groups=groups,
        packs=packs,
        previous=before,
        decisions=tuple(sorted(set(decisions), key=decision_key)),
        options=options,
    )


def _caps(candidates: Candidates) -> dict[str, int]:
    limits = sorted(candidates.limits, key=lambda limit: limit.unit)
    return {limit.unit: limit.most for limit in limits if limit.most is not None}


def _reserve(candidates: Candidates, pairs: Sequence[Pair], options: Options) -> tuple[int, ...]:
    last = {limit.unit for limit in candidates.limits if limit.reserve and options.reserve_last}
    return tuple(at for at, pair in enumerate(pairs) if pair.unit in last)


def _honouring(
    candidates: Candidates, pairs: Sequence[Pair], options: Options
) -> dict[str, tuple[int, ...]]:
    """Of each unit that has promised more than it has done: the pairs nearly as good as the best for their demand."""
    owing = {limit.unit for limit in candidates.limits if limit.least > 0 and options.commitments}
    best: dict[tuple[str, int], int] = {}
    for pair in pairs if owing else ():
        key = (pair.need, pair.demand)
        best[key] = max(best.get(key, 0), pair.score)
    found: dict[str, list[int]] = {}
    for at, pair in enumerate(pairs):
        good = pair.unit in owing and (
            pair.score + options.commitment_points >= best[pair.need, pair.demand]
        )
        if good:
            found.setdefault(pair.unit, []).append(at)
    return {unit: tuple(found[unit]) for unit in sorted(found)}


class _Numbering:
    """Hands out variable indices while a month is surveyed."""

    def __init__(
        self,
        pairs: Sequence[Pair],
        demands: Mapping[str, tuple[Demand, ...]],
        offers: Mapping[str, Offer],
    ) -> None:
        self.pairs = pairs
        self.variables = [
            Variable(
                Quantity.TIMES,
                most_times(pair, demands[pair.need][pair.demand], offers),
                _name(pair),
            )
            for pair in pairs
        ]

    def add(self, quantity: Quantity, high: int, name: str) -> int:
        self.variables.append(Variable(quantity, high, name))
        return len(self.variables) - 1

    def takes(self, positions: Iterable[int]) -> dict[int, int]:
        """Where times are 0 or 1 anyway the times themselves tell whether the resource takes part."""
        return {
            at: at
            if self.variables[at].high <= 1
            else self.add(Quantity.TAKES, 1, _name(self.pairs[at]))
            for at in positions
        }

    def serves(
        self,
        of_unit: Mapping[str, Mapping[str, tuple[int, ...]]],
        counted: Set[str],
        crowded: Mapping[str, tuple[str, ...]],
        takes: Mapping[int, int],
    ) -> dict[tuple[str, str], int]:
        return {
            (unit, need): takes[positions[0]]
            if len(positions) == 1
            else self.add(Quantity.SERVES, 1, f"{unit} → {need}")
            for unit, by_need in of_unit.items()
            for need, positions in by_need.items()
            if need in crowded or unit in counted
        }

    def kept(self, before: Mapping[PairKey, int]) -> dict[int, int]:
        return {
            at: at
            if self.variables[at].high <= 1 and before[pair.key] == 1
            else self.add(Quantity.KEPT, 1, _name(pair))
            for at, pair in enumerate(self.pairs)
            if pair.key in before
        }


def _name(pair: Pair) -> str:
    return f"{pair.need}#{pair.demand} ← {pair.resource}"


def _demands(candidates: Candidates, needs: Sequence[NeedWeight]) -> dict[str, tuple[Demand, ...]]:
    found: dict[str, list[Demand]] = {weight.need: [] for weight in needs}
    for demand in sorted(candidates.demands, key=lambda demand: (demand.need, demand.index)):
        found[demand.need].append(demand)
    return {need: tuple(demands) for need, demands in found.items()}


def _require_supplied(
    pairs: Sequence[Pair],
    demands: Mapping[str, tuple[Demand, ...]],
    offers: Mapping[str, Offer],
) -> None:
    if len({pair.key for pair in pairs}) < len(pairs):
        raise ValueError("有一对需求和资源给了两次")
    for pair in pairs:
        if pair.resource not in offers or not 0 <= pair.demand < len(demands.get(pair.need, ())):
            raise ValueError(f"{pair.need} 和 {pair.resource} 这一对没有对应的需求或资源")


def _previous_times(previous: Plan | None) -> dict[PairKey, int] | None:
    if previous is None:
        return None
    return {a.key: a.times for a in previous.assignments}


def _grouped(keys: Iterable[_Key]) -> dict[_Key, tuple[int, ...]]:
    found: defaultdict[_Key, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        found[key].append(at)
    return {key: tuple(positions) for key, positions in found.items()}


def _by_unit(pairs: Sequence[Pair]) -> dict[str, dict[str, tuple[int, ...]]]:
    found: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, pair in enumerate(pairs):
        found[pair.unit][pair.need].append(at)
    return {
        unit: {need: tuple(positions) for need, positions in sorted(found[unit].items())}
        for unit in sorted(found)
    }


def _counted(
    of_unit: Mapping[str, Mapping[str, tuple[int, ...]]],
    caps: Mapping[str, int],
    least: Mapping[str, int],
) -> frozenset[str]:
    """Units of which it matters how many needs they serve."""
    return frozenset(
        unit
        for unit, by_need in of_unit.items()
        if unit in least or cap_bites(caps.get(unit), by_need)
    )


def _where_taking_counts(
    pairs: Sequence[Pair],
    demands: Mapping[str, tuple[Demand, ...]],
    counted: Set[str],
    crowded: Mapping[str, tuple[str, ...]],
    options: Options,
    before: Mapping[PairKey, int] | None,
) -> list[int]:
    """Pair positions for which some rule asks whether the resource takes part."""
    suppliers = _grouped((pair.need, pair.demand) for pair in pairs)
    return [
        at
        for at, pair in enumerate(pairs)
        if before is not None
        or pair.need in crowded
        or split_bites(
            demands[pair.need][pair.demand], len(suppliers[pair.need, pair.demand]), options
        )
        or pair.unit in counted
    ]


def _crowded(
    pairs: Sequence[Pair], demands: Mapping[str, tuple[Demand, ...]], options: Options
) -> dict[str, tuple[str, ...]]:
    """Units of each need that more of them could serve at once than may take part in a project."""
    units: dict[str, set[str]] = {
        need: set() for need, those in demands.items() if crowds(those, options)
    }
    for pair in pairs if units else ():
        if pair.need in units:
            units[pair.need].add(pair.unit)
    limit = options.units_per_project
    return {need: tuple(sorted(found)) for need, found in units.items() if len(found) > limit}
