"""What follows from the rules and the relaxation does not see.

A demand of 20 times that three may share cannot use whoever could only give one, when the two best of the
others give 16 together; and one of 8 must give at least 4 if it takes part at all. A unit that gives all of a
demand by several of its resources, a part each, serves its need as much as one that gives all by a single one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matcher.model import Model
from matcher.rules import Month, Row
from matcher.solve.engine import Bounds


@dataclass(frozen=True, slots=True)
class Tightened:
    """What every plan of a month keeps.

    Attributes:
        bounds: Of the variables, narrower than those given.
        rows: Conditions that follow from those of the month.
    """

    bounds: Bounds
    rows: tuple[Row, ...]


def tightened(model: Model, bounds: Bounds) -> Tightened:
    """Bounds and rows that every plan keeps within the bounds given."""
    month = model.month
    found = list(bounds)
    rows: list[Row] = []
    for (need, index), positions in month.of_demand.items():
        times = month.demands[need][index].times
        if times > 1:
            rows += _of_demand(month, found, positions, times)
        if all(found[at][1] == 0 for at in positions):
            _shut(found, (month.met[need],))
    for (unit, need), serves in month.serves.items():
        rows += _of_unit(month, found, month.of_unit[unit][need], serves)
    return Tightened(tuple(found), tuple(rows))


def _of_unit(
    month: Month, found: Sequence[tuple[int, int]], positions: Sequence[int], serves: int
) -> Iterator[Row]:
    """What a unit gives a demand by several resources it only gives when it serves the need."""
    by_demand: defaultdict[int, list[int]] = defaultdict(list)
    for at in positions:
        by_demand[month.pairs[at].demand].append(at)
    for index, those in by_demand.items():
        times = month.demands[month.pairs[those[0]].need][index].times
        if times > 1 and len(those) > 1:
            most = min(times, sum(found[at][1] for at in those))
            yield Row("单位承担的次数", (*((1, at) for at in those), (-most, serves)), high=0)


def _of_demand(
    month: Month, found: list[tuple[int, int]], positions: Sequence[int], times: int
) -> list[Row]:
    """Shut out who cannot take part, until all who are left can; the least that each of them does."""
    while True:
        least = _least(found, positions, times, month.options.split_limit)
        hopeless = [at for at, low in least.items() if low > found[at][1]]
        if not hopeless:
            return [
                Row("参与至少承担的次数", ((1, at), (-low, month.takes[at])), low=0)
                for at, low in least.items()
                if low > 1 and month.takes.get(at, at) != at
            ]
        _shut(found, [v for at in hopeless for v in {at, month.takes.get(at, at)}])


def _least(
    found: Sequence[tuple[int, int]], positions: Sequence[int], times: int, limit: int
) -> dict[int, int]:
    """How often each pair that is left must happen when it takes part, the best others beside it."""
    rooms = sorted((found[at][1] for at in positions), reverse=True)[:limit]
    helped = sum(rooms[: limit - 1])
    least: dict[int, int] = {}
    for at in positions:
        room = found[at][1]
        if room > 0:
            among = limit > 1 and room >= rooms[min(limit, len(rooms)) - 1]
            others = sum(rooms) - room if among else helped
            least[at] = times - others
    return least


def _shut(found: list[tuple[int, int]], variables: Sequence[int]) -> None:
    """Variables that are 0 in every plan; one that must not be is left, so that the contradiction shows."""
    for at in variables:
        if found[at][0] <= 0:
            found[at] = (found[at][0], 0)
