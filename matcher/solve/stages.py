"""Levels joined to stages: one objective whose optimum is the optimum of each of its levels in turn.

A stage multiplies each level by more than everything after it in the stage can add up to, in whole
numbers; levels are joined only while the largest multiplier stays small enough for every engine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import gcd

from matcher.model import Model
from matcher.rules import TIE_BREAK, LevelSpec, Row
from matcher.solve.engine import Bounds

Entries = tuple[tuple[int, int], ...]
"""Pairs (coefficient, variable) of a sum."""
MERGE_LIMIT = 10**13
"""How large a joined objective may become: engines that count in floating point were right at this size."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A level as something to maximise.

    Attributes:
        spec: The level.
        entries: Pairs (coefficient, variable), signs turned where less is better, one per variable.
        constant: What the level counts besides, sign not turned.
        low: What the sum of the entries cannot go below.
        high: What it cannot exceed.
    """

    spec: LevelSpec
    entries: Entries
    constant: int
    low: int
    high: int

    @property
    def sign(self) -> int:
        """1 where more is better, else -1."""
        return 1 if self.spec.maximise else -1

    @property
    def step(self) -> int:
        """What every sum of the entries is a multiple of."""
        return max(1, gcd(*(coefficient for coefficient, _ in self.entries)))

    def reached(self, values: Sequence[int]) -> int:
        """The sum of the entries."""
        return sum(coefficient * values[at] for coefficient, at in self.entries)

    def level(self, reached: int) -> int:
        """The level's own figure for a sum of entries."""
        return self.sign * reached + self.constant

    def sum_of(self, level: int) -> int:
        """The sum of the entries that gives a level's own figure."""
        return self.sign * (level - self.constant)

    def at_least(self, reached: int) -> Row:
        """The condition that this level gets no worse."""
        return Row(f"不低于：{self.spec.label}", self.entries, low=reached)


@dataclass(frozen=True, slots=True)
class Stage:
    """Consecutive goals solved as one.

    Attributes:
        goals: The first counts most.
        factors: What each goal is multiplied with.
        objective: Pairs (coefficient, variable) of the joined objective.
    """

    goals: tuple[Goal, ...]
    factors: tuple[int, ...]
    objective: Entries

    @property
    def covers(self) -> bool:
        """Whether some goal is about meeting needs."""
        return any(goal.spec.covers for goal in self.goals)

    @property
    def ceiling(self) -> int:
        """What the joined objective cannot exceed."""
        return sum(
            factor * goal.high for factor, goal in zip(self.factors, self.goals, strict=True)
        )

    def under(self, most: int) -> int:
        """What the joined objective cannot exceed when the first goal cannot exceed so much."""
        first = self.goals[0]
        return self.ceiling - self.factors[0] * max(0, first.high - most)

    def but_for_ties(self, values: Sequence[int]) -> int:
        """What the joined objective cannot exceed when nothing but the fixed choice could be better than these values."""
        return sum(
            factor * (goal.high if goal.spec.name == TIE_BREAK.name else goal.reached(values))
            for factor, goal in zip(self.factors, self.goals, strict=True)
        )


def goals(model: Model, bounds: Bounds) -> tuple[Goal, ...]:
    """Every level of a model as a goal, in order."""
    return tuple(_goal(model, spec, bounds) for spec in model.levels)


def _goal(model: Model, spec: LevelSpec, bounds: Bounds) -> Goal:
    entries = entries_of(model, spec)
    return Goal(
        spec,
        entries,
        model.constant(spec.name),
        low=sum(c * bounds[at][0 if c > 0 else 1] for c, at in entries),
        high=_most(model, entries, bounds),
    )


def entries_of(model: Model, spec: LevelSpec) -> Entries:
    """What a level counts of each variable, as something to maximise."""
    sign = 1 if spec.maximise else -1
    return summed((sign * c, at) for at, c in model.coefficients(spec.name).items())


def summed(entries: Iterable[tuple[int, int]]) -> Entries:
    """Pairs (coefficient, variable) with one for each variable, in order; zeros are left out."""
    sums: dict[int, int] = {}
    for coefficient, at in entries:
        sums[at] = sums.get(at, 0) + coefficient
    return tuple((coefficient, at) for at, coefficient in sorted(sums.items()) if coefficient)


def _most(model: Model, entries: Sequence[tuple[int, int]], bounds: Bounds) -> int:
    """What a sum cannot exceed: the times of a demand's pairs together are at most the demand's."""
    month = model.month
    most = 0
    best: dict[tuple[str, int], int] = {}
    for coefficient, at in entries:
        if coefficient > 0 and at < len(month.pairs):
            pair = month.pairs[at]
            key = (pair.need, pair.demand)
            best[key] = max(best.get(key, 0), coefficient if bounds[at][1] else 0)
        else:
            most += coefficient * bounds[at][1 if coefficient > 0 else 0]
    return most + sum(
        coefficient * month.demands[need][index].times
        for (need, index), coefficient in best.items()
    )


def joined(chain: Sequence[Goal], limit: int = MERGE_LIMIT) -> tuple[Stage, ...]:
    """Join consecutive goals as long as the joined objective stays within the limit.

    Goals about how many needs are met stay alone: for each of them only the needs it counts have to be
    looked at, and the relaxation mostly settles it, which a joined objective would hide. Fit and evenness
    stay apart: what many levels could join would not fit in with a level of such wide range.
    """
    stages: list[Stage] = []
    group: list[Goal] = []
    span = 1
    for goal in chain:
        width = goal.high - goal.low + 1
        if group and (_apart(group[-1].spec, goal.spec) or span * width > limit):
            stages.append(stage(group))
            group, span = [], 1
        group.append(goal)
        span *= width
    if group:
        stages.append(stage(group))
    return tuple(stages)


def _apart(before: LevelSpec, spec: LevelSpec) -> bool:
    """Whether two consecutive levels are not joined."""
    if before.covers or spec.covers:
        return True
    return before.even != spec.even and spec.name != TIE_BREAK.name


def stage(group: Sequence[Goal]) -> Stage:
    """One objective for some goals: each is worth more than all after it together can differ by."""
    factors = [1] * len(group)
    for at in range(len(group) - 2, -1, -1):
        after = group[at + 1]
        factors[at] = factors[at + 1] * (after.high - after.low + 1)
    objective = summed(
        (factor * coefficient, at)
        for goal, factor in zip(group, factors, strict=True)
        for coefficient, at in goal.entries
    )
    return Stage(tuple(group), tuple(factors), objective)


def bounds_of_goals(
    done: Stage, bound: int, values: Sequence[int]
) -> tuple[tuple[int | None, bool], ...]:
    """For each goal of a stage: what it cannot exceed, and whether the values are proven to reach that.

    From a bound of the joined objective a goal's own bound follows by giving the goals after it their
    least, rounded down to what the goal can be; it holds given the goals before only while those are proven.
    """
    found: list[tuple[int | None, bool]] = []
    rest = bound
    proven = True
    for at, (goal, factor) in enumerate(zip(done.goals, done.factors, strict=True)):
        if not proven:
            found.append((goal.high, False))
            continue
        least_after = sum(
            f * g.low for g, f in zip(done.goals[at + 1 :], done.factors[at + 1 :], strict=True)
        )
        reached = goal.reached(values)
        most = min(goal.high, (rest - least_after) // factor)
        most = max(reached, most - most % goal.step)
        proven = most == reached
        found.append((most, proven))
        rest -= factor * reached
    return tuple(found)
