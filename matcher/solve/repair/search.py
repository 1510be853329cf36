"""Neighbourhoods of a change, each a little larger than the one before."""

from collections.abc import Collection, Sequence
from time import monotonic

from matcher.domain import Level, Plan
from matcher.model import Model
from matcher.rules import LevelSpec
from matcher.solve.engine import Clock, Found, Task
from matcher.solve.repair.goals import CHANGES, Goal, goal_of, joined
from matcher.solve.repair.improving import Improver
from matcher.solve.repair.part import Part, Parts
from matcher.solve.repair.proof import (
    Local,
    Reach,
    at_ceilings,
    before_changes,
    level_values,
    levels_of,
    proven_before,
)
from matcher.solve.repair.tally import Times
from matcher.solve.repair.web import Web

_FAR = 600
"""Pairs beyond which the first neighbourhood is too large for an answer at once."""
_HOLDERS = 25
"""Needs decided anew for that answer, beside those the change is about."""
_GLIMPSE_SECONDS = 2.0
"""How much longer that answer may take than there is time: making the large task small takes most of it."""
_LAST_SECONDS = 0.5
"""How long the levels after the changes may take where the time is up."""
_SMALL = 400
"""Pairs up to which everything that hangs together is decided at once where no less can be proven."""
_ALL = 2**30
_PLAIN = 0.8
"""Seconds a neighbourhood may take where the plan on the table is not proven: then no proof comes of it."""
_NEARBY = 60
"""Pairs within which the neighbourhood is widened at once: small tasks take a few milliseconds anyway."""


_FAR_SECONDS = 0.6
"""How long to look for a gain where what is found can only be proven to be best near by."""
_ROOMS = (300, 900)
"""Pairs decided anew when something is gained: first so many, then, where that gains nothing, so many."""


class Search:
    """Neighbourhoods of a change, each a little larger than the one before.

    Args:
        web: The month with the plan on the table.
        plan: That plan.
        stricter: Whether rules only became stricter since the plan was made.
        brief: Leave the levels after the changes as they come.
    """

    def __init__(self, web: Web, plan: Plan, *, stricter: bool, brief: bool) -> None:
        self._web = web
        self._parts = Parts(web)
        self._specs = web.tally.specs
        self._brief = brief
        self._start: frozenset[str] = frozenset()
        self._least = 0
        self._proven = proven_before(plan)
        self._ceilings = level_values(plan) if self._proven and stricter else None

    def run(self, near: Collection[str], clock: Clock) -> tuple[Local | None, Reach]:
        """Widen the neighbourhood until its best plan is proven to be the best of all, or the time is up."""
        found, reach = self._searched(near, clock)
        if found is None or self._brief:
            return found, reach
        late = Clock(max(clock.deadline, monotonic() + _LAST_SECONDS), clock.stop)
        return self._finished(found, reach, late), reach

    def _searched(self, near: Collection[str], clock: Clock) -> tuple[Local | None, Reach]:
        """The best plan in the levels up to the changes."""
        start = self._start = self._web.broken() | frozenset(near)
        self._least = min((self._web.least_changes(need) for need in start), default=0)
        reach = Reach(start, 0, closed=not start)
        found, within = self._glimpse(reach, clock) or self._without(start), reach
        enough = _ALL if self._ceilings is None and self._is_small(reach) else 0
        while True:
            reach = self._wider(reach, enough)
            if clock.over and found is not None:
                return found, within
            answer = self._solved(reach, clock if self._proven else clock.sooner(_PLAIN), found)
            if answer is Found.UNKNOWN and found is None:
                patient = Clock(max(clock.deadline, monotonic() + _GLIMPSE_SECONDS), clock.stop)
                answer = self._solved(reach, patient, None)
            if isinstance(answer, Local):
                found, within = answer, reach
                if reach.closed or self._is_proven(found, reach):
                    return found, within
                if not self._at_ceilings(found) and self._is_small(reach):
                    enough = _ALL
                    continue
                if not self._at_ceilings(found) and not self._covered(found, reach, clock):
                    return found, within
                if self._is_proven(found, reach):
                    return found, within
                enough = max(reach.steps + 1, self._needed(found))
            elif reach.closed:
                none = answer is Found.NONE and found is None
                return found, Reach(within.needs, within.steps, within.closed, impossible=none)
            elif clock.over:
                return found, within
            else:
                enough = reach.steps + 1

    def _finished(self, found: Local, reach: Reach, clock: Clock) -> Local:
        """The same in the levels up to the changes, the best in those after them."""
        needs = self._changing(found, reach) | self._web.changed(found.times)
        part = self._parts.part(needs, brief=False)
        model = part.model
        goals = _goals(model, model.levels)
        small = Improver(Task(model.bounds(), model.rows, seed=self._web.options.seed, workers=1))
        small.begin(part.values(found.times))
        done = [goal.spec.name for goal in goals].index(CHANGES) + 1
        for goal in goals[:done]:
            small.keep(goal)
        best = dict(found.best)
        for stage in joined(goals[done:]):
            known = small.improve(stage, clock) is Found.BEST
            best |= {goal.spec.name: known for goal, _ in stage}
        assert small.values is not None  # it began with some
        times = part.whole(small.values)
        names = frozenset(spec.name for spec in self._specs)
        return Local(times, self._web.tally.values(times), best, names)

    def _is_small(self, reach: Reach) -> bool:
        """Whether everything that could have to do with some needs is soon decided at once."""
        while not reach.closed and self._web.size(reach.needs) <= _SMALL:
            reach = self._wider(reach, reach.steps + 1)
        return reach.closed and self._web.size(reach.needs) <= _SMALL

    def _changing(self, found: Local, reach: Reach) -> frozenset[str]:
        """Needs in which plans can differ that are as good in the levels up to the changes.

        Where the plan on the table is proven, every group of needs that changes holds one of those the change
        is about, so that with so many changes nothing farther off changes.
        """
        near = self._start
        for _ in range(found.values[CHANGES] - self._least):
            near = self._web.around(near)
        if self._proven or (
            not reach.closed and self._web.size(near) < self._web.size(reach.needs)
        ):
            return near
        return reach.needs

    def _glimpse(self, reach: Reach, clock: Clock) -> Local | None:
        """Where the first step would already reach far: a plan that only asks who holds what the change wants."""
        around = self._web.around(reach.needs)
        if self._web.size(around) <= _FAR:
            return None
        some = Reach(self._web.holders(reach.needs, _HOLDERS), 0, closed=False)
        patient = Clock(max(clock.deadline, monotonic() + _GLIMPSE_SECONDS), clock.stop)
        answer = self._solved(some, patient, None)
        return answer if isinstance(answer, Local) else None

    def _without(self, needs: Collection[str]) -> Local | None:
        """The plan on the table without some needs, where no decision asks for them."""
        times = {key: count for key, count in self._web.times.items() if key[0] not in needs}
        if not needs or not self._web.keeps_asked(times):
            return None
        return Local(times, self._web.tally.values(times), {}, frozenset())

    def _is_proven(self, found: Local, reach: Reach) -> bool:
        asked = _up_to_changes(self._specs)
        return all(level.proven for level in self.levels(found, reach)[: len(asked)])

    def _needed(self, found: Local) -> int:
        """How many steps a proof needs, as far as can be told."""
        return found.values[CHANGES] - self._least if self._at_ceilings(found) else 0

    def _covered(self, found: Local, reach: Reach, clock: Clock) -> bool:
        """Find out what the levels before the changes can reach at all; ``False`` when there was no time."""
        if not self._proven:
            return False
        part, small = self._closed(reach, found.times)
        for stage in joined(_goals(part.model, before_changes(part.model.levels))):
            if small.improve(stage, clock) is not Found.BEST:
                return False
        assert small.values is not None  # it began with some
        values = self._web.tally.values(part.whole(small.values))
        self._ceilings = {spec.name: values[spec.name] for spec in before_changes(self._specs)}
        return True

    def gained(self, near: Collection[str], clock: Clock) -> tuple[Local | None, Reach]:
        """A plan better in the levels before the changes, by rules that became looser; the plan keeps them all.

        First what lies near is decided anew, then more; a neighbourhood without a need that is not met
        has nothing to gain.
        """
        self._least = 1
        plan = Local(self._web.times, self._web.tally.values(self._web.times), {}, frozenset())
        unmet = self._web.weight_of.keys() - self._web.held.keys()
        reach = Reach(frozenset(near), 0, closed=not near)
        looked: frozenset[str] = frozenset()
        for most in _ROOMS if self._proven else _ROOMS[:1]:
            reach = self._grown(reach, most, unmet)
            if reach.needs != looked and not reach.needs.isdisjoint(unmet):
                brief = clock if reach.closed else clock.sooner(_FAR_SECONDS)
                answer = self._solved(reach, brief, plan)
                if isinstance(answer, Local) and self._better(answer, plan):
                    return answer, reach
                looked = reach.needs
            if reach.closed or clock.over:
                break
        return None, reach

    def _grown(self, reach: Reach, most: int, wanted: Collection[str]) -> Reach:
        """As far as so many pairs allow, and further until one of the needs wanted is there."""
        while not reach.closed:
            wider = self._web.around(reach.needs)
            size = self._web.size(wider)
            if size > _ROOMS[-1] or (size > most and not reach.needs.isdisjoint(wanted)):
                break
            reach = Reach(wider, reach.steps + 1, closed=wider == reach.needs)
        return reach

    def _better(self, one: Local, other: Local) -> bool:
        """Whether a plan is better in the levels before the changes."""
        for spec in before_changes(self._specs):
            gain = one.values[spec.name] - other.values[spec.name]
            if gain:
                return (gain > 0) == spec.maximise
        return False

    def _closed(self, reach: Reach, times: Times) -> tuple[Part, Improver]:
        """Everything that could have to do with some needs, beginning with a plan that keeps the rules."""
        while not reach.closed:
            reach = self._wider(reach, reach.steps + 1)
        part = self._parts.part(reach.needs, brief=True)
        task = Task(part.model.bounds(), part.model.rows, hint=part.values(times), workers=1)
        return part, Improver(task)

    def _wider(self, reach: Reach, steps: int) -> Reach:
        """At least so many steps, and further while little is gained by stopping."""
        while not reach.closed and (reach.steps < steps or self._web.size(reach.needs) < _NEARBY):
            wider = self._web.around(reach.needs)
            if reach.steps >= max(1, steps) and self._web.size(wider) > _FAR:
                break
            reach = Reach(wider, reach.steps + 1, closed=wider == reach.needs)
        return reach

    def _solved(self, reach: Reach, clock: Clock, known: Local | None) -> Local | Found:
        """The best plan when only these needs are decided anew.

        Args:
            reach: Which needs.
            clock: When to end.
            known: A plan near by. Where it gives the levels before the changes all there is, what is worse in
                those, or has more changes, is not looked at. It is kept where the time is up.
        """
        part = self._parts.part(reach.needs, brief=True)
        model = part.model
        bounds = model.bounds()
        if any(low > high for low, high in bounds):
            return Found.NONE
        goals = _goals(model, _up_to_changes(model.levels))
        small = Improver(Task(bounds, model.rows, seed=self._web.options.seed, workers=1))
        best: dict[str, bool] = {}
        if known is not None:
            small.begin(part.values(known.times))
            if self._at_ceilings(known):
                best, goals = _narrowed(small, goals)
        for stage in joined(goals):
            found = small.improve(stage, clock)
            if found in (Found.NONE, Found.UNKNOWN) and small.values is None:
                return found
            best |= {goal.spec.name: found is Found.BEST for goal, _ in stage}
        if small.values is None:
            return Found.UNKNOWN
        times = part.whole(small.values)
        names = frozenset(spec.name for spec in _up_to_changes(self._specs))
        return Local(times, self._web.tally.values(times), best, names)

    def levels(self, found: Local, reach: Reach) -> tuple[Level, ...]:
        """Every level of what was found, with what is proven about it."""
        everything = reach.needs >= self._web.weight_of.keys()
        whole = reach.closed and (self._proven or everything)
        steps = reach.steps + self._least
        return levels_of(self._specs, found, steps, self._ceilings, whole=whole)

    def _at_ceilings(self, found: Local) -> bool:
        return self._ceilings is not None and at_ceilings(self._specs, found.values, self._ceilings)


def _up_to_changes(specs: Sequence[LevelSpec]) -> tuple[LevelSpec, ...]:
    """The levels that come before the changes, and the changes."""
    return tuple(specs[: len(before_changes(specs)) + 1])


def _goals(model: Model, specs: Sequence[LevelSpec]) -> list[Goal]:
    bounds = model.bounds()
    return [goal_of(model, spec, bounds) for spec in specs]


def _narrowed(small: Improver, goals: list[Goal]) -> tuple[dict[str, bool], list[Goal]]:
    """Keep what is known, and leave only the levels from the changes on to be decided."""
    names = [goal.spec.name for goal in goals]
    done = names.index(CHANGES)
    for goal in goals[: done + 1]:
        small.keep(goal)
    return dict.fromkeys(names[:done], True), goals[done:]
