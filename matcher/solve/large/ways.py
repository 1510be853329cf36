"""Every way of serving a demand that can be the best at some prices: some do all they can, one does the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.solve.large.lean import Lean, Truth, Whole

_MOST, _ALL = 32_000, 12_000_000
"""A demand with more choices to look at, or more than its part of all, is told loosely: whoever is best does it all."""
_BLOCK = 64
"""How many demands are looked at at once, for the sake of memory."""


_PLAIN = 3
"""So many times the pairs of a plain month it has ways at most."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways of so many sharers, sorted by demand.

    Attributes:
        demand: Of each way.
        pairs: For each place among the sharers, the pair of each way.
        rest: How often the last of the sharers does it; the others do all they can.
        again: For each place, ways in which a sharer before it is of the same unit.
        begins: Where the ways of each demand begin that has any.
    """

    demand: Whole
    pairs: tuple[Whole, ...]
    rest: Whole
    again: tuple[Whole, ...]
    begins: Whole

    @property
    def of(self) -> Whole:
        """Demands that have ways here."""
        return self.demand[self.begins]

    def kept(self, chosen: Truth) -> "Ways":
        """Only some of them."""
        place = np.cumsum(chosen) - 1
        return _ways(
            self.demand[chosen],
            [pairs[chosen] for pairs in self.pairs],
            self.rest[chosen],
            [place[again[chosen[again]]] for again in self.again],
        )


def _ways(demand: Whole, pairs: Sequence[Whole], rest: Whole, again: Sequence[Whole]) -> Ways:
    new = np.concatenate((np.ones(min(1, len(demand)), dtype=np.bool_), demand[1:] != demand[:-1]))
    return Ways(demand, tuple(pairs), rest, tuple(again), np.flatnonzero(new))


def ways(month: Lean) -> tuple[Ways, ...]:
    """The ways of every demand, by the number of sharers."""
    several = np.flatnonzero(month.times > 1)
    most = min(_MOST, _ALL // max(1, int(month.splits.sum())))
    found, loose = [_once(month)], np.zeros(len(month.times), dtype=np.bool_)
    for block in np.array_split(several, 1 + len(several) // _BLOCK):
        made, too_many = _of(month, block, most)
        found += made
        loose[too_many] = True
    pair = np.flatnonzero(loose[month.demand] & (month.most > 0))
    found.append((month.demand[pair], (pair,), month.times[month.demand[pair]]))
    return _by_sharers(month, found)


def plain(month: Lean, every: Sequence[Ways]) -> bool:
    """Whether most demands are served by one resource: then a program over all ways is nearly whole and soon solved."""
    return sum(len(those.demand) for those in every) <= _PLAIN * len(month.pairs)


_Raw = tuple[Whole, tuple[Whole, ...], Whole]


def _once(month: Lean) -> _Raw:
    pair = np.flatnonzero((month.times[month.demand] == 1) & (month.most > 0))
    return month.demand[pair], (pair,), np.ones(len(pair), dtype=np.int64)


def _of(month: Lean, demands: Whole, most: int) -> tuple[list[_Raw], Whole]:
    """The ways of some demands, and those of them with too many."""
    sets = _Sets(month, demands, (), np.zeros(len(demands), dtype=np.int64))
    loose, made = [], []
    for sharers in range(month.options.split_limit):
        sets, dropped = sets.manageable(most)
        loose.append(dropped)
        done, sets = sets.extended(last=sharers + 1 == month.options.split_limit)
        made.append(done)
    too_many = np.concatenate(loose)
    found = []
    for demand, pairs, rest in made:
        keep = ~np.isin(demand, too_many)
        found.append((demand[keep], tuple(one[keep] for one in pairs), rest[keep]))
    return found, too_many


def _by_sharers(month: Lean, found: Sequence[_Raw]) -> tuple[Ways, ...]:
    joined = []
    for sharers in range(1, month.options.split_limit + 1):
        those = [one for one in found if len(one[1]) == sharers]
        demand = np.concatenate([one[0] for one in those])
        order = np.argsort(demand, kind="stable")
        if not len(order):
            continue
        pairs = [np.concatenate([one[1][at] for one in those])[order] for at in range(sharers)]
        rest = np.concatenate([one[2] for one in those])[order]
        again = [_again(month, pairs[at], pairs[:at]) for at in range(sharers)]
        joined.append(_ways(demand[order], pairs, rest, again))
    return tuple(joined)


def _again(month: Lean, pair: Whole, before: Sequence[Whole]) -> Whole:
    """Where the pair's unit is that of one before it."""
    found = np.zeros(len(pair), dtype=np.bool_)
    for other in before:
        found |= month.unit[pair] == month.unit[other]
    return np.flatnonzero(found)


@dataclass(frozen=True, slots=True)
class _Sets:
    """Sets of pairs of a demand that all do what they can and leave something to do.

    Attributes:
        month: The month.
        demand: Of each set.
        members: Pairs, rising.
        done: How often they happen together.
    """

    month: Lean
    demand: Whole
    members: tuple[Whole, ...]
    done: Whole

    def manageable(self, most: int) -> tuple["_Sets", Whole]:
        """Without those of demands with too many choices, and these demands."""
        month = self.month
        count = np.diff(month.first_pair)[self.demand]
        choices = np.bincount(self.demand, count, minlength=len(month.times))
        return self._kept(choices[self.demand] <= most), np.flatnonzero(choices > most)

    def _kept(self, keep: Truth) -> "_Sets":
        return _Sets(
            self.month, self.demand[keep], tuple(m[keep] for m in self.members), self.done[keep]
        )

    def extended(self, *, last: bool) -> tuple[_Raw, "_Sets"]:
        """Ways in which one more does the rest, and the sets with one more that do not suffice."""
        month = self.month
        size = np.diff(month.first_pair)[self.demand]
        at = np.repeat(np.arange(len(size)), size)
        pair = month.first_pair[self.demand][at] + np.arange(len(at))
        pair -= (np.cumsum(size) - size)[at]
        rest, most = (month.times[self.demand] - self.done)[at], month.most[pair]
        able = most > 0
        for member in self.members:
            able &= member[at] != pair
        highest = self.members[-1] if self.members else np.full(len(size), -1, dtype=np.int64)
        later = pair > highest[at]
        whole = np.flatnonzero(able & (most >= rest) & ((most > rest) | later))
        by = at[whole]
        pairs = (*(member[by] for member in self.members), pair[whole])
        done = (self.demand[by], pairs, rest[whole])
        more = np.flatnonzero(able & later & (most < rest) & (not last))
        by = at[more]
        members = (*(member[by] for member in self.members), pair[more])
        return done, _Sets(month, self.demand[by], members, self.done[by] + most[more])
