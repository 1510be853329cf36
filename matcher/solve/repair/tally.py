"""What every level of a plan comes to, added up from its pairs without a model."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from matcher.domain import Candidates, CommunityShare, Options, Pair, UnitLoad
from matcher.rules import FIT, FIT_SCALE, TIE_BREAK, LevelSpec, levels
from matcher.rules.fairness import FULL, MOST_COMMUNITIES, MOST_UNITS, SCALE
from matcher.rules.levels import CHANGES, COMMITTED, RESERVE, WEIGHTED
from matcher.rules.month import PairKey
from matcher.rules.prefer import preference

Times = Mapping[PairKey, int]
"""How often each pair happens, at least once."""


@dataclass(frozen=True, slots=True)
class Fair:
    """A community or unit with what the steps of its scale ask for.

    Attributes:
        name: Of the community or unit.
        community: Whether it is a community, else a unit.
        limits: (step, limit): a community reaches a step when its count reaches the limit, a unit exceeds
            one when its count exceeds it.
        most: What the count cannot exceed.
    """

    name: str
    community: bool
    limits: tuple[tuple[int, int], ...]
    most: int

    def steps(self) -> Iterator[int]:
        """Steps that depend on the plan."""
        for step, limit in self.limits:
            if 0 < limit <= self.most if self.community else 0 <= limit < self.most:
                yield step

    def reached(self, count: int) -> Iterator[int]:
        """Steps reached or exceeded with a count."""
        for step, limit in self.limits:
            if count >= limit if self.community else count > limit:
                yield step

    def level(self, step: int) -> str:
        """Name of the level that counts a step."""
        return f"{'share' if self.community else 'load'}_{step}"


class Tally:
    """Counts the levels of plans of one month.

    Attributes:
        specs: Of the levels there are, in order, the changes among them.
        pairs: By key.
        load_points: Points of load of one time of each pair that has any.
        honouring: Keys of the pairs by which a unit with an open promise honours it.
        even: Whether communities, and whether units, are to be treated evenly.
    """

    def __init__(self, candidates: Candidates, options: Options, previous: Times) -> None:
        self._options = options
        self._previous = previous
        self._weights = {weight.need: weight for weight in candidates.needs}
        self._times = {(d.need, d.index): d.times for d in candidates.demands}
        self._demands = Counter(demand.need for demand in candidates.demands)
        self.pairs = {pair.key: pair for pair in candidates.pairs}
        self.honouring = _honouring(candidates, options)
        last = {one.unit for one in candidates.limits if one.reserve and options.reserve_last}
        self._last = last & {pair.unit for pair in candidates.pairs} if last else last
        self.even = (
            options.fairness and len(candidates.shares) <= MOST_COMMUNITIES,
            options.fairness and len(candidates.loads) <= MOST_UNITS,
        )
        self._capacity = {o.resource: o.capacity for o in candidates.offers}
        self._communities: defaultdict[str, list[str]] = defaultdict(list)
        for share in candidates.shares:
            for need in set(share.needs):
                self._communities[need].append(share.community)
        self._fair = tuple(self._groups(candidates))
        self.specs = self._specs()

    def _groups(self, candidates: Candidates) -> Iterator[Fair]:
        if self.even[0]:
            for share in candidates.shares:
                yield _community(share, len(self._weights.keys() & set(share.needs)))
        if self.even[1]:
            own = Counter(offer.unit for offer in candidates.offers if offer.capacity)
            yield from (_unit(load, own[load.unit]) for load in candidates.loads)

    def _specs(self) -> tuple[LevelSpec, ...]:
        shares = {step for one in self._fair if one.community for step in one.steps()}
        loads = {step for one in self._fair if not one.community for step in one.steps()}
        return levels(
            self._options,
            has_previous=True,
            committed=bool(self.honouring),
            reserve=bool(self._last),
            even=(
                *(f"share_{step}" for step in sorted(shares)),
                *(f"load_{step}" for step in sorted(loads, reverse=True)),
            ),
        )

    def load_points(self, pair: Pair) -> int:
        """Points of load of one time of a pair."""
        capacity = self._capacity[pair.resource]
        return FULL * pair.uses // capacity if capacity and pair.uses <= capacity else 0

    def values(self, times: Times) -> dict[str, int]:
        """Each level by name, in order."""
        used = [(self.pairs[key], count) for key, count in times.items()]
        found = {spec.name: 0 for spec in self.specs}
        met = {pair.need for pair, _ in used}
        for need in met:
            weight = self._weights[need]
            if (name := f"urgent_{weight.urgency}") in found:
                found[name] += 1
            found[WEIGHTED.name] += weight.weight
        if COMMITTED.name in found:
            found[COMMITTED.name] = len({p.unit for p, _ in used if p.key in self.honouring})
        if RESERVE.name in found:
            found[RESERVE.name] = sum(pair.unit in self._last for pair, _ in used)
        found[CHANGES.name] = self.changes(times)
        for pair, count in used:
            wanted = self._times[pair.need, pair.demand]
            points = pair.score * FIT_SCALE // (self._demands[pair.need] * wanted)
            found[FIT.name] += points * count
            found[TIE_BREAK.name] += preference(pair.key, wanted) * count
        for name in self._even_steps(used, met):
            if name in found:
                found[name] += 1
        return found

    def changes(self, times: Times) -> int:
        """Pairs whose times differ from the plan on the table."""
        before = self._previous
        return sum(times.get(key, 0) != before.get(key, 0) for key in times.keys() | before.keys())

    def _even_steps(self, used: Iterable[tuple[Pair, int]], met: set[str]) -> Iterator[str]:
        """The level of each step of each community or unit that is reached or exceeded."""
        if not self._fair:
            return
        shares = Counter(name for need in met for name in self._communities.get(need, ()))
        loads = Counter[str]()
        for pair, count in used:
            loads[pair.unit] += count * self.load_points(pair)
        for one in self._fair:
            count = (shares if one.community else loads)[one.name]
            yield from (one.level(step) for step in one.reached(count))


def _community(share: CommunityShare, needs: int) -> Fair:
    asked = share.asked_before + needs
    steps = range(1, SCALE + 1) if asked else ()
    limits = tuple((step, -(-step * asked // SCALE) - share.met_before) for step in steps)
    return Fair(share.community, community=True, limits=limits, most=needs)


def _unit(load: UnitLoad, own: int) -> Fair:
    tenth = FULL * (load.offers_before + own) // SCALE
    limits = tuple((step, step * tenth - load.used_before) for step in range(1, SCALE))
    return Fair(load.unit, community=False, limits=limits, most=FULL * own)


def _honouring(candidates: Candidates, options: Options) -> frozenset[PairKey]:
    owing = {limit.unit for limit in candidates.limits if limit.least > 0 and options.commitments}
    if not owing:
        return frozenset()
    best: dict[tuple[str, int], int] = {}
    for pair in candidates.pairs:
        key = (pair.need, pair.demand)
        best[key] = max(best.get(key, 0), pair.score)
    return frozenset(
        pair.key
        for pair in candidates.pairs
        if pair.unit in owing
        and pair.score + options.commitment_points >= best[pair.need, pair.demand]
    )
