"""Every way of serving each demand that falls behind the best by no more than so much, in whole numbers.

Unlike the ways that prices are sought by, these need not be extreme: several sharers may do less than they could. A
plan that uses any other way lies below the bound of the prices by more than that.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.solve.large.choices import Choices, Way, choices_among, choices_of
from matcher.solve.large.dual import (
    Costs,
    Dual,
    Priced,
    Real,
    best_ways,
    in_whole_numbers,
    of_needs,
    priced,
)
from matcher.solve.large.lean import Whole

_MOST = 1500
"""With more ways within reach those of a demand are not told in full."""


@dataclass(frozen=True, slots=True)
class Near:
    """Ways that are nearly the best.

    Attributes:
        choices: The ways.
        behind: What a plan that uses any other way lacks at least to what the prices prove, in their unit.
        proven: What the prices prove.
    """

    choices: Choices
    behind: int
    proven: Priced

    def outside(self, reached: Sequence[int]) -> int:
        """What plans that use any other way cannot exceed, when they reach as much in the levels before."""
        return replace(self.proven, sum=self.proven.sum - self.behind).bound(reached)


def near(one: Dual, prices: Real, parts: Whole, count: int, least: int = 0) -> Near | None:
    """About so many ways, those that fall behind least; ``None`` when prices are too large for whole numbers.

    Needs without a choice among nearly equal ways would lose much where they cannot have the best: so the least number
    of ways of each demand matters more than how many there are in all.

    Args:
        one: The level.
        prices: Of each row.
        parts: Of each pair; see :func:`~matcher.solve.large.dual.priced`.
        count: How many of the extreme ways are to be among them, wherever they are.
        least: How many of each demand, however far they fall behind.
    """
    rounded, proven = in_whole_numbers(one, prices, parts), priced(one, prices, parts)
    if rounded is None or proven is None:
        return None
    _, costs, _ = rounded
    values, best = best_ways(one, costs)
    lost = [best[those.demand] - value for those, value in zip(one.ways, values, strict=True)]
    behind = np.sort(np.concatenate([np.zeros(1, dtype=np.int64), *lost]))
    most = int(behind[min(count, len(behind) - 1)])
    extreme = choices_of(one, prices, parts, least).ways
    ways, full = [], True
    for demand, top in enumerate(best.tolist()):
        found = Search(one, costs, demand, top - most, _MOST)
        found.run()
        full = full and not found.many
        ways.append(_joined(found.ways, extreme[demand]))
    return Near(choices_among(one, ways), most + 1 if full else 0, proven)


def within(one: Dual, prices: Real, parts: Whole, behind: int, most: int) -> Choices | None:
    """Every way that a plan may use that lacks no more than so much to what prices prove.

    Args:
        one: The level.
        prices: Of each row.
        parts: Of each pair; see :func:`~matcher.solve.large.dual.priced`.
        behind: What it may lack, in the unit of what is proven.
        most: With more ways than so many there are none.
    """
    rounded = in_whole_numbers(one, prices, parts)
    if rounded is None:
        return None
    _, costs, _ = rounded
    _, best = best_ways(one, costs)
    worth = costs.met + of_needs(one, best)
    lost = np.where(one.forced, 0, np.maximum(-worth, 0))[one.month.need_of_demand]
    ways: list[Sequence[Way]] = []
    left = most
    for demand, (top, lack) in enumerate(zip(best.tolist(), lost.tolist(), strict=True)):
        found = Search(one, costs, demand, top - behind + lack, left + 1)
        if lack <= behind:
            found.run()
        left -= len(found.ways)
        if left < 0:
            return None
        ways.append(found.ways)
    return choices_among(one, ways)


def _joined(ways: Sequence[Way], others: Sequence[Way]) -> list[Way]:
    """Each way once."""
    there = {frozenset(way) for way in ways}
    return [*ways, *(way for way in others if frozenset(way) not in there)]


class Search:
    """The ways of a demand that are worth enough: pairs join in the order of what a time of each is worth."""

    def __init__(self, one: Dual, costs: Costs, demand: int, least: int, many: int) -> None:
        month = one.month
        pairs = np.arange(month.first_pair[demand], month.first_pair[demand + 1])
        pairs = pairs[month.most[pairs] > 0]
        pairs = pairs[np.argsort(-costs.times[pairs], kind="stable")]
        self._pairs: list[int] = pairs.tolist()
        self._times: list[int] = costs.times[pairs].tolist()
        self._takes: list[int] = costs.takes[pairs].tolist()
        self._charge: list[int] = costs.charge[pairs].tolist()
        self._most: list[int] = month.most[pairs].tolist()
        self._unit: list[int] = month.unit[pairs].tolist()
        self._limit, self._least = month.options.split_limit, least
        self._wanted, self._many = int(month.times[demand]), many
        self._found: list[tuple[int, Way]] = []

    @property
    def many(self) -> bool:
        """Whether there are too many: then some are missing."""
        return len(self._found) >= self._many

    @property
    def ways(self) -> list[Way]:
        """The best first."""
        return [way for _, way in sorted(self._found, key=lambda one: -one[0])]

    def run(self) -> None:
        """Find them."""
        self._join(0, self._wanted, 0, (), ())

    def _join(self, first: int, left: int, worth: int, units: tuple[int, ...], shares: Way) -> None:
        """Ways that go on with one of the pairs from the first on; using a pair never adds anything by itself."""
        for at in range(first, len(self._pairs)):
            if self.many or worth + left * self._times[at] < self._least:
                return
            unit = self._unit[at]
            used = worth + self._takes[at] - (self._charge[at] if unit in units else 0)
            for times in range(min(self._most[at], left), 0, -1):
                value = used + times * self._times[at]
                told = (*shares, (self._pairs[at], times))
                if times == left:
                    if value >= self._least:
                        self._found.append((value, told))
                elif len(told) == self._limit:
                    break
                else:
                    self._join(at + 1, left - times, value, (*units, unit), told)
