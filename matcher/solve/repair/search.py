"""Neighbourhoods of a change, each a little larger than the one before."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from matcher.domain import Level, Plan
from matcher.model import Model
from matcher.rules import LevelSpec, Quantity
from matcher.solve.engine import Clock, Found, Task
from matcher.solve.greedy import completed
from matcher.solve.repair.goals import CHANGES, Goal, goal_of, joined, stages_of
from matcher.solve.repair.improving import Improver
from matcher.solve.repair.proof import (
    Local,
    Reach,
    at_ceilings,
    changes_of,
    level_values,
    levels_of,
    proven_before,
)
from matcher.solve.repair.web import Web

_FAR = 3000
"""Pairs beyond which the first neighbourhood is too large for an answer at once."""
_HOLDERS = 25
"""Needs decided anew for that answer, beside those the change is about."""
_GLIMPSE_SECONDS = 2.0
"""How much longer that answer may take than there is time: making the large task small takes most of it."""
_NEARBY = 60
"""Pairs within which the neighbourhood is widened at once: small tasks take a few milliseconds anyway."""


class Search:
    """Neighbourhoods of a change, each a little larger than the one before."""

    def __init__(
        self,
        model: Model,
        plan: Plan,
        *,
        stricter: bool,
        brief: bool,
        seed: int,
    ) -> None:
        self.model = model
        self.rows = model.rows
        self._brief = brief
        self.bounds = model.bounds()
        self.start = carried(model, plan)
        self._proven = proven_before(plan)
        self._ceilings = level_values(plan) if self._proven and stricter else None
        self._seed = seed
        steps = {
            at for at, one in enumerate(model.month.variables) if one.quantity is Quantity.STEP
        }
        self._hard = [row for row in self.rows if not any(at in steps for _, at in row.entries)]
        self._web = Web(model, self._hard)

    def run(self, near: Collection[str], clock: Clock) -> tuple[Local | None, Reach]:
        """Widen the neighbourhood until its best plan is proven to be the best of all, or the time is up."""
        needs = frozenset(self._broken()) | frozenset(near)
        reach = Reach(needs, 0, closed=not needs)
        found, within = self._glimpse(reach, clock), reach
        enough = 0
        while True:
            reach = self._wider(reach, enough)
            if clock.over:
                return found, within
            known = found if found is not None and self._at_ceilings(found.values) else None
            answer = self._solved(reach, clock, known)
            if isinstance(answer, Local):
                found, within = answer, reach
                if reach.closed or self._is_proven(found, reach):
                    return found, within
                if not self._at_ceilings(found.values) and not self._covered(found, reach, clock):
                    return found, within
                enough = max(reach.steps + 1, self._needed(found))
            elif reach.closed:
                return found, replace(within, impossible=answer is Found.NONE and found is None)
            else:
                enough = reach.steps + 1

    def _glimpse(self, reach: Reach, clock: Clock) -> Local | None:
        """Where the first step would already reach far: a plan that only asks who holds what the change wants."""
        around = self._web.around(reach.needs)
        if self._web.pairs_of(around) <= _FAR:
            return None
        some = Reach(self._web.holders(reach.needs, self.start, _HOLDERS), 0, closed=False)
        patient = Clock(clock.deadline + _GLIMPSE_SECONDS, clock.stop)
        answer = self._solved(some, patient, None)
        return answer if isinstance(answer, Local) else None

    def _is_proven(self, found: Local, reach: Reach) -> bool:
        levels = self.levels(found, reach)
        return all(level.proven for level in levels[: len(self._specs())])

    def _needed(self, found: Local) -> int:
        """How many steps a proof needs, as far as can be told."""
        return self._changes(found.values) - 1 if self._at_ceilings(found.values) else 0

    def _covered(self, found: Local, reach: Reach, clock: Clock) -> bool:
        """Find out what the levels before the changes can reach at all; ``False`` when there was no time."""
        if not self._proven:
            return False
        while not reach.closed:
            reach = self._wider(reach, reach.steps + 1)
        bounds = self._web.held(self.bounds, self.start, reach.needs)
        specs = takewhile(lambda spec: spec.name != CHANGES, self.model.levels)
        goals = [goal_of(self.model, spec, bounds) for spec in specs]
        task = Task(bounds, self.rows, hint=found.values, seed=self._seed, workers=1)
        small = Improver(task)
        for stage in joined(goals):
            if small.improve(stage, clock) is not Found.BEST:
                return False
        assert small.values is not None  # it began with some
        self._ceilings = {
            goal.spec.name: self.model.value(goal.spec.name, small.values) for goal in goals
        }
        return True

    def covers_more(self, near: Collection[str], clock: Clock) -> bool | None:
        """Whether the levels before the changes can be better than at the start; ``None`` = no time."""
        reach = Reach(frozenset(near), 0, closed=not near)
        while not reach.closed:
            reach = self._wider(reach, reach.steps + 1)
        bounds = self._web.held(self.bounds, self.start, reach.needs)
        specs = takewhile(lambda spec: spec.name != CHANGES, self.model.levels)
        improver = Improver(Task(bounds, self.rows, hint=self.start, seed=self._seed, workers=1))
        for stage in stages_of(self.model, tuple(specs), bounds):
            found = improver.improve(stage, clock)
            assert improver.values is not None  # it began with some
            gain = sum(
                factor * c * (improver.values[at] - self.start[at])
                for goal, factor in stage
                for c, at in goal.entries
            )
            if gain > 0:
                return True
            if found is not Found.BEST:
                return None
        return False

    def _wider(self, reach: Reach, steps: int) -> Reach:
        """At least so many steps, and further while little is gained by stopping."""
        while not reach.closed and (
            reach.steps < steps or self._web.pairs_of(reach.needs) < _NEARBY
        ):
            wider = self._web.around(reach.needs)
            reach = Reach(wider, reach.steps + 1, closed=wider == reach.needs)
        return reach

    def _broken(self) -> Iterator[str]:
        """Needs in rules that the plan does not keep."""
        model = self.model
        values = self.start
        for row in self._hard:
            total = sum(c * values[at] for c, at in row.entries)
            if (row.low is not None and total < row.low) or (
                row.high is not None and total > row.high
            ):
                yield from self._web.needs_in(row)
        for at, (low, high) in enumerate(self.bounds):
            if not low <= values[at] <= high:
                yield from self._web.needs_of(at)
        kept = {pair.key for pair in model.month.pairs}
        yield from (
            need
            for need, *_ in (model.month.previous or {}).keys() - kept
            if need in model.month.met
        )

    def _solved(self, reach: Reach, clock: Clock, known: Local | None) -> Local | Found:
        """The best values when only these needs are decided anew.

        Args:
            reach: Which needs.
            clock: When to end.
            known: Values that give the levels before the changes all there is; what is worse in those, or has
                more changes, is not looked at then. They are kept where the time is up.
        """
        bounds = self._web.held(self.bounds, self.start, reach.needs)
        if any(low > high for low, high in bounds):
            return Found.NONE
        goals = [goal_of(self.model, spec, bounds) for spec in self._specs()]
        small = Improver(Task(bounds, self.rows, seed=self._seed, workers=1))
        best: list[bool] = []
        if known is not None:
            best, goals = self._narrowed(small, goals, known)
        for stage in joined(goals):
            found = small.improve(stage, clock)
            if found in (Found.NONE, Found.UNKNOWN) and small.values is None:
                return found
            best.extend(found is Found.BEST for _ in stage)
        if small.values is None:
            return Found.UNKNOWN
        return Local(small.values, tuple(best))

    def _narrowed(
        self, small: Improver, goals: list[Goal], known: Local
    ) -> tuple[list[bool], list[Goal]]:
        """Start from known values, and leave only the levels from the changes on to be decided."""
        small.begin(known.values)
        names = [goal.spec.name for goal in goals]
        done = names.index(CHANGES)
        for goal in goals[: done + 1]:
            small.keep(goal)
        return [True] * done, goals[done:]

    def _specs(self) -> tuple[LevelSpec, ...]:
        """The levels to be decided, those up to the changes when brief."""
        names = [spec.name for spec in self.model.levels]
        return self.model.levels[: names.index(CHANGES) + 1] if self._brief else self.model.levels

    def levels(self, found: Local, reach: Reach) -> tuple[Level, ...]:
        """Every level of what was found, with what is proven about it."""
        return levels_of(self.model, found, reach, self._ceilings, proven_before=self._proven)

    def _at_ceilings(self, values: Sequence[int]) -> bool:
        return at_ceilings(self.model, values, self._ceilings)

    def _changes(self, values: Sequence[int]) -> int:
        return changes_of(self.model, values)


def carried(model: Model, plan: Plan) -> tuple[int, ...]:
    """The plan as values of the variables, as far as its pairs are still there."""
    times = {a.key: a.times for a in plan.assignments}
    variables = model.month.variables
    return completed(
        model,
        [
            min(times.get(pair.key, 0), variables[at].high)
            for at, pair in enumerate(model.month.pairs)
        ],
    )
