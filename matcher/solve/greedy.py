"""A first plan in milliseconds: need after need, the one that counts most first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from matcher.domain import Demand, NeedWeight
from matcher.model import Model
from matcher.rules import Month
from matcher.solve.engine import Bounds


@dataclass(slots=True)
class _Left:
    """What is still free while the plan grows."""

    month: Month
    times: list[int]
    capacity: dict[str, int | None]
    served: Counter[str] = field(default_factory=Counter)

    def room(self, at: int, most: int) -> int:
        """How many more times a pair could happen."""
        pair = self.month.pairs[at]
        free = self.capacity[pair.resource]
        return most if free is None else min(most, free // pair.uses)

    def may_serve(self, unit: str, serving: set[str]) -> bool:
        """Whether a unit that serves nothing of this need yet may start to."""
        cap = self.month.caps.get(unit)
        return unit in serving or cap is None or self.served[unit] < cap

    def take(self, at: int, times: int) -> None:
        """Let a pair happen so many times more (fewer, when negative)."""
        pair = self.month.pairs[at]
        self.times[at] += times
        free = self.capacity[pair.resource]
        if free is not None:
            self.capacity[pair.resource] = free - times * pair.uses


def first_plan(
    model: Model,
    bounds: Bounds,
    base: Sequence[int],
    relaxed: Sequence[float] | None = None,
    *,
    by_need: bool = False,
) -> list[int]:
    """Times of each pair, such that every rule is kept.

    Args:
        model: The month.
        bounds: Of the variables, with what forbids rule out.
        base: Times of each pair that are settled already (locks and claims).
        relaxed: A fractional plan to follow, one value for each variable; ``None`` = follow the scores.
        by_need: Whether to take first the needs the fractional plan meets, instead of those that count most.
    """
    month = model.month
    left = _Left(month, [0] * len(month.pairs), {r: o.capacity for r, o in month.offers.items()})
    settled = _settle(left, base)
    liked = [
        (0.0 if relaxed is None else relaxed[at], pair.score) for at, pair in enumerate(month.pairs)
    ]

    def order(weight: NeedWeight) -> tuple[float, tuple[int, int, int, str]]:
        met = relaxed[month.met[weight.need]] if relaxed is not None and by_need else 0.0
        return (-met, _rank(model, weight))

    for weight in sorted(month.needs, key=order):
        if weight.need not in settled:
            _serve_need(left, weight.need, bounds, liked)
    return left.times


def _settle(left: _Left, base: Sequence[int]) -> set[str]:
    """Take over what is settled; the needs it concerns."""
    serving: set[tuple[str, str]] = set()
    for at, times in enumerate(base):
        if times:
            left.take(at, times)
            serving.add((left.month.pairs[at].unit, left.month.pairs[at].need))
    left.served.update(unit for unit, _ in serving)
    return {need for _, need in serving}


def _rank(model: Model, weight: NeedWeight) -> tuple[int, int, int, str]:
    """Most urgent first, then the weightiest, then the one with the fewest ways to be met."""
    month = model.month
    urgent = weight.urgency if weight.urgency >= month.options.urgent_from else 0
    ways = sum(
        len(month.of_demand.get((weight.need, demand.index), ()))
        for demand in month.demands[weight.need]
    )
    return (-urgent, -weight.weight, ways, weight.need)


def _serve_need(left: _Left, need: str, bounds: Bounds, liked: Sequence[tuple[float, int]]) -> None:
    """Serve every demand of a need, or take everything back."""
    taken: list[tuple[int, int]] = []
    serving: set[str] = set()
    for demand in left.month.demands[need]:
        chosen = _choose(left, demand, serving, bounds, liked)
        if chosen is None:
            for at, times in taken:
                left.take(at, -times)
            return
        for at, times in chosen:
            left.take(at, times)
            serving.add(left.month.pairs[at].unit)
        taken += chosen
    left.served.update(serving)


def _choose(
    left: _Left,
    demand: Demand,
    serving: set[str],
    bounds: Bounds,
    liked: Sequence[tuple[float, int]],
) -> list[tuple[int, int]] | None:
    """Pairs with their times that serve a demand in full, best liked first; ``None`` when there are none."""
    month = left.month
    rooms = {
        at: room
        for at in month.of_demand.get((demand.need, demand.index), ())
        if (room := left.room(at, bounds[at][1])) > 0
        and left.may_serve(month.pairs[at].unit, serving)
    }
    by_liking = sorted(rooms, key=lambda at: (*_first(liked[at]), month.pairs[at].key))
    by_room = sorted(rooms, key=lambda at: (-rooms[at], *_first(liked[at]), month.pairs[at].key))
    limit = month.options.split_limit
    return _fill(demand.times, by_liking, rooms, limit) or _fill(
        demand.times, by_room, rooms, limit
    )


def _first(liked: tuple[float, int]) -> tuple[float, int]:
    return (-liked[0], -liked[1])


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
    return tuple(values)
