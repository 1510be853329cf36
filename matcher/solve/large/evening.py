"""Small exchanges that make a large plan more even and change nothing that counts before.

A need moves to another resource that fits it as well, away from a unit that carries much; a need that is met gives
its place to one of the same weight that fits as well, of a community that got less. The board takes the plan only
if no level before has become worse.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np

from matcher.rules.fairness import Group
from matcher.solve.engine import Clock
from matcher.solve.large.aims import fit_points
from matcher.solve.large.board import Board
from matcher.solve.large.lean import Lean, Whole

_SECONDS = 0.2
"""How long exchanges may take when all the other time is used up; each that is made brings the plan forward."""


def evened(board: Board, clock: Clock) -> None:
    """Put a more even plan on the board, if exchanges find one."""
    groups = board.month.groups
    if not groups or board.month.options.fairness_first:
        return
    evening = _Evening(board.month, board.times)
    until = Clock(monotonic() + _SECONDS, clock.stop)
    while evening.passed(until):
        continue
    if evening.changed:
        board.put(evening.times)


@dataclass(frozen=True, slots=True)
class _Scale:
    """What some groups of a kind come to.

    Attributes:
        group: Which of them each need or pair belongs to; -1 = none.
        size: What each need met or time of a pair adds.
        counts: What each comes to now.
        steps: Of each: (step, what has to be reached).
    """

    group: list[int]
    size: list[int]
    counts: list[int]
    steps: list[list[tuple[int, int]]]

    def turned(self, changes: Sequence[tuple[int, int]]) -> dict[int, int]:
        """By how many more groups reach each step after some changes (group, amount)."""
        amounts: dict[int, int] = {}
        for group, amount in changes:
            if group >= 0:
                amounts[group] = amounts.get(group, 0) + amount
        found: dict[int, int] = {}
        for group, amount in amounts.items():
            now = self.counts[group]
            for step, least in self.steps[group]:
                more = int(now + amount >= least) - int(now >= least)
                if more:
                    found[step] = found.get(step, 0) + more
        return {step: more for step, more in found.items() if more}

    def move(self, changes: Sequence[tuple[int, int]]) -> None:
        """Make some changes."""
        for group, amount in changes:
            if group >= 0:
                self.counts[group] += amount


def _scale(groups: Sequence[Group], size: int, now: Whole) -> _Scale:
    found = _Scale([-1] * size, [0] * size, [0] * len(groups), [])
    for number, group in enumerate(groups):
        for points, place in group.entries:
            found.group[place], found.size[place] = number, points
            found.counts[number] += points * int(now[place])
        more = 0 if group.community else 1
        found.steps.append([(step, limit + more) for step, limit, _ in group.steps])
    return found


class _Evening:
    """A plan that is made more even."""

    def __init__(self, month: Lean, times: Whole) -> None:
        self.times = times.copy()
        self.changed = False
        self._month = month
        self._points = (fit_points(month) * month.times[month.demand]).tolist()
        self._open = _exchangeable(month)
        used = np.zeros(len(month.capacity), dtype=np.int64)
        np.add.at(used, month.resource, month.uses * times)
        self._left = (month.capacity - used).tolist()
        serving = np.unique(np.stack((month.unit, month.need))[:, times > 0], axis=1)
        held = np.bincount(serving[0], minlength=len(month.units))
        self._caps = (month.cap - held).tolist()
        self._of_resource = np.argsort(month.resource, kind="stable")
        order = month.resource[self._of_resource]
        self._first = np.searchsorted(order, np.arange(len(month.capacity) + 1))
        met = np.zeros(len(month.needs), dtype=np.int64)
        met[month.need[times > 0]] = 1
        self._met = met.tolist()
        self._shares = _scale([g for g in month.groups if g.community], len(met), met)
        loads = [g for g in month.groups if not g.community]
        self._loads = _scale(loads, len(times), times)

    def passed(self, clock: Clock) -> bool:
        """Look at every exchange once; whether one was made and there is time for more."""
        found = False
        for at in np.flatnonzero(self.times).tolist():
            if clock.over:
                return False
            whole = self.times[at] == self._month.times[self._month.demand[at]]
            if self.times[at] and whole and self._open[at]:
                found |= self._elsewhere(at) or self._instead(at)
            self.changed |= found
        return found

    def _elsewhere(self, at: int) -> bool:
        """Let another unit serve the need, where that spares a unit that carries more."""
        month, loads, times = self._month, self._loads, int(self.times[at])
        demand = int(month.demand[at])
        for to in range(int(month.first_pair[demand]), int(month.first_pair[demand + 1])):
            unit, resource = int(month.unit[to]), int(month.resource[to])
            room = self._left[resource] >= month.uses[to] * times and self._caps[unit] > 0
            if not room or unit == month.unit[at] or not self._as_good(at, to):
                continue
            changes = (
                (loads.group[at], -loads.size[at] * times),
                (loads.group[to], loads.size[to] * times),
            )
            turned = loads.turned(changes)
            if turned and turned[max(turned)] < 0:
                loads.move(changes)
                self._move(at, to)
                return True
        return False

    def _instead(self, at: int) -> bool:
        """Let a need of a community that got less have the place, where it counts as much and fits as well."""
        month, shares = self._month, self._shares
        need, resource = int(month.need[at]), int(month.resource[at])
        for to in self._of_resource[self._first[resource] : self._first[resource + 1]].tolist():
            other = int(month.need[to])
            same = month.uses[to] == month.uses[at] and self._as_good(at, to)
            if self._met[other] or not same or not self._counts_as_much(need, other):
                continue
            changes = ((shares.group[need], -1), (shares.group[other], 1))
            turned = shares.turned(changes)
            if turned and turned[min(turned)] > 0:
                shares.move(changes)
                self._met[need], self._met[other] = 0, 1
                self._move(at, to)
                return True
        return False

    def _as_good(self, at: int, to: int) -> bool:
        """Whether a pair can stand for another, all that counts before evenness being as good."""
        enough = self._month.most[to] >= self.times[at] == self._month.times[self._month.demand[to]]
        return self._open[to] and bool(enough) and self._points[to] >= self._points[at]

    def _counts_as_much(self, need: int, other: int) -> bool:
        month = self._month
        same = month.urgency[need] == month.urgency[other]
        return bool(same and month.weight[need] == month.weight[other])

    def _move(self, at: int, to: int) -> None:
        month, times = self._month, int(self.times[at])
        for pair, sign in ((at, 1), (to, -1)):
            self._left[month.resource[pair]] += sign * int(month.uses[pair]) * times
            self._caps[month.unit[pair]] += sign
        self.times[to], self.times[at] = times, 0


def _exchangeable(month: Lean) -> list[bool]:
    """Pairs that alone can serve their need and about which nothing else is said: no lock, fund, promise, plan before."""
    single = np.diff(month.first_demand) == 1
    single &= ~month.crowded
    single[month.asked_needs] = False
    place = {weight.need: at for at, weight in enumerate(month.needs)}
    found = ~month.honouring & ~month.reserve
    for pack in month.packs:
        found[[at for _, at in pack.pairs]] = False
        single[[place[need] for _, need in pack.needs]] = False
    if month.before is not None:
        found &= month.before == 0
    alone: list[bool] = (
        found & single[month.need] & (month.most >= month.times[month.demand])
    ).tolist()
    return alone
