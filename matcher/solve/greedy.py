"""A first plan in milliseconds: need after need, the one that counts most first."""

from collections import Counter
from collections.abc import Iterator, Sequence

from matcher.domain import Demand, NeedWeight, Stop, never
from matcher.model import Model
from matcher.rules import Month
from matcher.solve.engine import Bounds
from matcher.solve.packing import Packing

Liking = Sequence[tuple[float, int]]
"""How much each pair is liked, more first: by a fractional plan, then by score."""

_NEEDS_A_QUESTION = 64

Share = tuple[int, int]
"""A pair's position and its times."""


class Draft:
    """A plan while it grows; every rule is kept at any moment."""

    def __init__(self, month: Month, bounds: Bounds, base: Sequence[int]) -> None:
        self.month = month
        self.given: dict[str, list[Share]] = {}
        self._bounds = bounds
        self._free = {resource: offer.capacity for resource, offer in month.offers.items()}
        self._served = Counter[str]()
        self._packing = Packing(month)
        for at, times in enumerate(base):
            if times:
                self.given.setdefault(month.pairs[at].need, []).append((at, times))
        for shares in self.given.values():
            self._book(shares, 1)

    @property
    def times(self) -> list[int]:
        """Times of each pair."""
        found = [0] * len(self.month.pairs)
        for shares in self.given.values():
            for at, times in shares:
                found[at] = times
        return found

    def serve(self, need: str, liked: Liking) -> bool:
        """Serve every demand of a need that is not served yet, or change nothing."""
        if not self._packing.admits(need):
            return False
        shares: list[Share] = []
        serving: set[str] = set()
        for demand in self.month.demands[need]:
            chosen = self._choose(demand, serving, liked, shares)
            if chosen is None:
                return False
            shares += chosen
            serving.update(self.month.pairs[at].unit for at, _ in chosen)
        self.put(need, shares)
        return bool(shares)

    def put(self, need: str, shares: Sequence[Share]) -> None:
        """Serve a need as told, which must be possible."""
        if shares:
            self.given[need] = list(shares)
            self._book(shares, 1)

    def fits(self, need: str, shares: Sequence[Share]) -> bool:
        """Whether a need that is not served yet could be served as told, in full and within every rule."""
        month = self.month
        sums = Counter[int]()
        for place, (at, times) in enumerate(shares):
            sums[month.pairs[at].demand] += times
            if times > self._bounds[at][1] or times > self._room(at, shares[:place]):
                return False
        counts = Counter(month.pairs[at].demand for at, _ in shares)
        return (
            all(sums[demand.index] == demand.times for demand in month.demands[need])
            and all(count <= month.options.split_limit for count in counts.values())
            and all(self._may_serve(month.pairs[at].unit, set()) for at, _ in shares)
            and len({month.pairs[at].unit for at, _ in shares}) <= month.options.units_per_project
            and self._packing.admits(need)
        )

    def drop(self, need: str) -> list[Share]:
        """Serve a need no longer; how it was served."""
        shares = self.given.pop(need, [])
        self._book(shares, -1)
        return shares

    def full(self, at: int) -> bool:
        """Whether a pair cannot happen as often as it might, for want of capacity or by its unit's cap."""
        pair = self.month.pairs[at]
        capped = self._served[pair.unit] >= self.month.caps.get(
            pair.unit, len(self.month.needs) + 1
        )
        return capped or self._room(at, ()) < self._bounds[at][1]

    def rivals(self, need: str, at: int) -> Iterator[tuple[int, str]]:
        """See :meth:`matcher.solve.packing.Packing.rivals`; nobody is one of a need that is served."""
        return iter(()) if need in self.given else self._packing.rivals(need, at)

    def _book(self, shares: Sequence[Share], sign: int) -> None:
        self._packing.book(shares, sign)
        for at, times in shares:
            pair = self.month.pairs[at]
            free = self._free[pair.resource]
            if free is not None:
                self._free[pair.resource] = free - sign * times * pair.uses
        for unit in {self.month.pairs[at].unit for at, _ in shares}:
            self._served[unit] += sign

    def _room(self, at: int, shares: Sequence[Share]) -> int:
        """How often a pair could happen, beside shares not booked yet."""
        pair = self.month.pairs[at]
        most = self._packing.room(at, self._bounds[at][1], shares)
        free = self._free[pair.resource]
        if free is None:
            return most
        for other, times in shares:
            if self.month.pairs[other].resource == pair.resource:
                free -= times * self.month.pairs[other].uses
        return min(most, free // pair.uses)

    def _choose(
        self, demand: Demand, serving: set[str], liked: Liking, shares: Sequence[Share]
    ) -> list[Share] | None:
        """Shares that serve a demand in full, best liked first; ``None`` when there are none."""
        month = self.month
        rooms = {
            at: room
            for at in month.of_demand.get((demand.need, demand.index), ())
            if self._may_serve(month.pairs[at].unit, serving)
            and (room := self._room(at, shares)) > 0
        }
        by_liking = sorted(rooms, key=lambda at: (-liked[at][0], -liked[at][1], at))
        by_room = sorted(rooms, key=lambda at: (-rooms[at], -liked[at][0], -liked[at][1], at))
        orders = [by_liking, by_room]
        if demand.need in month.crowded:
            by_own = sorted(by_room, key=lambda at: month.pairs[at].unit not in serving)
            orders = [self._of_few_units(order, serving) for order in (*orders, by_own)]
        limit = month.options.split_limit
        found = (_fill(demand.times, order, rooms, limit) for order in orders)
        return next((shares for shares in found if shares), None)

    def _of_few_units(self, order: Sequence[int], serving: set[str]) -> list[int]:
        """The pairs in their order, without those of more units than may take part beside those that do."""
        units, found = set(serving), []
        for at in order:
            unit = self.month.pairs[at].unit
            if unit in units or len(units) < self.month.options.units_per_project:
                units.add(unit)
                found.append(at)
        return found

    def _may_serve(self, unit: str, serving: set[str]) -> bool:
        """Whether a unit may serve the need in question, which those in ``serving`` do already."""
        cap = self.month.caps.get(unit)
        return cap is None or unit in serving or self._served[unit] < cap


def first_plan(
    model: Model,
    bounds: Bounds,
    base: Sequence[int],
    relaxed: Sequence[float] | None = None,
    *,
    by_need: bool = False,
    stop: Stop = never,
) -> list[int]:
    """Times of each pair, such that every rule is kept.

    Args:
        model: The month.
        bounds: Of the variables, with what forbids rule out.
        base: Times of each pair that are settled already (locks and claims).
        relaxed: A fractional plan to follow, one value for each variable; ``None`` = follow the scores.
        by_need: Whether to take first the needs the fractional plan meets, instead of those that count most.
        stop: Asked now and then; no further needs are served after it says so.
    """
    month = model.month
    draft = Draft(month, bounds, base)
    liked = [
        (0.0 if relaxed is None else relaxed[at], pair.score) for at, pair in enumerate(month.pairs)
    ]

    def order(weight: NeedWeight) -> tuple[float, tuple[int, int, int, str]]:
        met = relaxed[month.met[weight.need]] if relaxed is not None and by_need else 0.0
        return (-met, rank(month, weight))

    for number, weight in enumerate(sorted(month.needs, key=order), start=1):
        if number % _NEEDS_A_QUESTION == 0 and stop():
            break
        if weight.need not in draft.given:
            draft.serve(weight.need, liked)
    return draft.times


def carried(model: Model, bounds: Bounds, base: Sequence[int]) -> list[int]:
    """Times of each pair: what is settled already, and of the previous plan what is still possible beside it."""
    month = model.month
    draft = Draft(month, bounds, base)
    shares: dict[str, list[Share]] = {}
    for at, pair in enumerate(month.pairs):
        if times := (month.previous or {}).get(pair.key, 0):
            shares.setdefault(pair.need, []).append((at, times))
    for weight in sorted(month.needs, key=lambda weight: rank(month, weight)):
        those = shares.get(weight.need, [])
        if those and weight.need not in draft.given and draft.fits(weight.need, those):
            draft.put(weight.need, those)
    return draft.times


def rank(month: Month, weight: NeedWeight) -> tuple[int, int, int, str]:
    """Most urgent first, then the weightiest, then the one with the fewest ways to be met."""
    urgent = weight.urgency if weight.urgency >= month.options.urgent_from else 0
    ways = sum(
        len(month.of_demand.get((weight.need, demand.index), ()))
        for demand in month.demands[weight.need]
    )
    return (-urgent, -weight.weight, ways, weight.need)


def _fill(
    times: int, order: Sequence[int], rooms: dict[int, int], limit: int
) -> list[tuple[int, int]] | None:
    chosen: list[tuple[int, int]] = []
    for at in order[:limit]:
        chosen.append((at, min(times, rooms[at])))
        times -= chosen[-1][1]
        if times == 0:
            return chosen
    return None


def completed(model: Model, times: Sequence[int]) -> tuple[int, ...]:
    """A value for every variable, from the times of the pairs alone; the times must serve needs in full."""
    month = model.month
    values = [*times, *([0] * (len(month.variables) - len(times)))]
    for at, pair in enumerate(month.pairs):
        if times[at] > 0:
            values[month.met[pair.need]] = 1
            if at in month.takes:
                values[month.takes[at]] = 1
            if (pair.unit, pair.need) in month.serves:
                values[month.serves[pair.unit, pair.need]] = 1
        if at in month.kept and month.kept[at] != at and month.previous is not None:
            values[month.kept[at]] = int(times[at] == month.previous[pair.key])
    for unit, positions in month.honouring.items():
        values[month.busy[unit]] = int(any(times[at] > 0 for at in positions))
    for group in month.groups:
        for variable, value in group.values(values):
            values[variable] = value
    return tuple(values)
