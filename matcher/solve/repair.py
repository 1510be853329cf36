"""A plan changed as little as a decision asks for: exact where it touches, untouched elsewhere.

Only needs near the change are decided anew, the others keep what they have. That this is the best of all
plans follows without looking at the rest of the month:

*   Let P be a plan proven best in every level that comes before the changes, and let some rules become
    stricter so that P breaks them. Needs are neighbours when a rule speaks of both.
*   Evenness comes after the changes, so that it makes no needs neighbours.
*   Whatever differs between P and the best plan Q falls into groups of neighbours. A group that touches no
    broken rule could be undone: the result keeps the new rules, and the group was possible before, so it
    cannot have improved a level in which P is best. Undoing it saves changes. So Q has no such group.
*   A group of at most k changed needs that touches a broken rule lies within k - 1 steps of it. So when a
    plan is found that gives every level before the changes as much as P, with k changes in all, and
    everything within k - 1 steps was free to be decided, no plan is better.
*   When the neighbourhood has no further neighbours, the same holds for whatever it gives the levels.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile, zip_longest
from time import monotonic

from matcher.domain import Candidates, Decision, Level, Options, Plan, PlanStatus, Stop, never
from matcher.errors import Contradiction
from matcher.model import Model, build
from matcher.rules import RULES, LevelSpec, Quantity, Row
from matcher.solve import quick
from matcher.solve.decided import settle
from matcher.solve.engine import Bounds, Clock, Found, Task
from matcher.solve.greedy import completed
from matcher.solve.lexicographic import bounds_of
from matcher.solve.reduction import reduced
from matcher.solve.result import assignments
from matcher.solve.wording import contradiction

ENGINE = "local repair + cp-sat"
_CHANGES = "changes"
_AFTER = frozenset({_CHANGES, "fit", "tie_break"})
_EVEN = ("share_", "load_")
"""With those of evenness: levels in which the plan on the table need not be proven."""
_AFTERWARDS = frozenset({"even_shares_and_loads", "good_fit", "fixed_choice_between_equals"})
"""Rules about levels after the changes, left out where those are not asked for."""
_BRIEF_RULES = tuple(rule for rule in RULES if rule.name not in _AFTERWARDS)
_FAR = 3000
"""Pairs beyond which the first neighbourhood is too large for an answer at once."""
_HOLDERS = 25
"""Needs decided anew for that answer, beside those the change is about."""
_GLIMPSE_SECONDS = 2.0
"""How much longer that answer may take than there is time: making the large task small takes most of it."""
_JOINED = 10**13
"""How large a joined objective may become."""
_NEARBY = 60
"""Pairs within which the neighbourhood is widened at once: small tasks take a few milliseconds anyway."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A plan near another one.

    Attributes:
        plan: With what is proven about each level; ``None`` when none was found in time or none exists.
        impossible: Whether it is proven that no plan keeps the rules.
        freed: How many needs were decided anew.
    """

    plan: Plan | None
    impossible: bool = False
    freed: int = 0


@dataclass(frozen=True, slots=True)
class _Local:
    """The best values of a neighbourhood, with whether each level is proven to be best there."""

    values: tuple[int, ...]
    best: tuple[bool, ...]


def repair(
    candidates: Candidates,
    decisions: Sequence[Decision],
    options: Options,
    plan: Plan,
    *,
    stricter: bool,
    near: Collection[str] = (),
    brief: bool = False,
    seconds: float = 1.0,
    stop: Stop = never,
) -> Repaired:
    """Change a plan as little as what is new asks for.

    Args:
        candidates: As they are now.
        decisions: As they are now.
        options: As set by the user.
        plan: The plan on the table.
        stricter: Whether rules only became stricter since the plan was made.
        near: Needs beside those in broken rules that what is new is about; all that may gain by it when rules
            did not only become stricter.
        brief: Leave the levels after the changes as they come: for a question about who is met.
        seconds: How long at most, once the month is modelled.
        stop: Asked now and then.
    """
    began = monotonic()
    rules = _BRIEF_RULES if brief else RULES
    model = build(candidates, decisions, options, previous=plan, rules=rules)
    search = _Search(model, plan, stricter=stricter, brief=brief, seed=options.seed)
    found, reach = search.run(near, Clock(monotonic() + seconds, stop))
    if found is None:
        return Repaired(None, impossible=reach.impossible, freed=len(reach.needs))
    levels = search.levels(found, reach)
    proven = all(level.proven for level in levels)
    status = PlanStatus.PROVEN_BEST if proven else PlanStatus.BEST_FOUND
    made = Plan(
        status=status,
        levels=levels,
        assignments=assignments(model, found.values),
        seconds=monotonic() - began,
        seed=options.seed,
        workers=1,
        engine=ENGINE,
        before=plan.pairs,
    )
    return Repaired(made, freed=len(reach.needs))


@dataclass(frozen=True, slots=True)
class _Reach:
    """How far a search has gone.

    Attributes:
        needs: Those decided anew.
        steps: All within so many steps of the change were.
        closed: No need has neighbours outside.
        impossible: Nothing keeps the rules there, and it is closed.
    """

    needs: frozenset[str]
    steps: int
    closed: bool
    impossible: bool = False


class _Search:
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
        self.bounds = bounds_of(model)
        self.start = _carried(model, plan)
        self._proven = _proven_before(plan)
        self._ceilings = _values(plan) if self._proven and stricter else None
        self._seed = seed
        steps = {
            at for at, one in enumerate(model.month.variables) if one.quantity is Quantity.STEP
        }
        self._hard = [row for row in self.rows if not any(at in steps for _, at in row.entries)]
        self._web = _Web(model, self._hard)

    def run(self, near: Collection[str], clock: Clock) -> tuple[_Local | None, _Reach]:
        """Widen the neighbourhood until its best plan is proven to be the best of all, or the time is up."""
        needs = frozenset(self._broken()) | frozenset(near)
        reach = _Reach(needs, 0, closed=not needs)
        found, within = self._glimpse(reach, clock), reach
        enough = 0
        while True:
            reach = self._wider(reach, enough)
            if clock.over:
                return found, within
            known = found if found is not None and self._at_ceilings(found.values) else None
            answer = self._solved(reach, clock, known)
            if isinstance(answer, _Local):
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

    def _glimpse(self, reach: _Reach, clock: Clock) -> _Local | None:
        """Where the first step would already reach far: a plan that only asks who holds what the change wants."""
        around = self._web.around(reach.needs)
        if self._web.pairs_of(around) <= _FAR:
            return None
        some = _Reach(self._web.holders(reach.needs, self.start, _HOLDERS), 0, closed=False)
        patient = Clock(clock.deadline + _GLIMPSE_SECONDS, clock.stop)
        answer = self._solved(some, patient, None)
        return answer if isinstance(answer, _Local) else None

    def _is_proven(self, found: _Local, reach: _Reach) -> bool:
        levels = self.levels(found, reach)
        return all(level.proven for level in levels[: len(self._specs())])

    def _needed(self, found: _Local) -> int:
        """How many steps a proof needs, as far as can be told."""
        return self._changes(found.values) - 1 if self._at_ceilings(found.values) else 0

    def _covered(self, found: _Local, reach: _Reach, clock: Clock) -> bool:
        """Find out what the levels before the changes can reach at all; ``False`` when there was no time."""
        if not self._proven:
            return False
        while not reach.closed:
            reach = self._wider(reach, reach.steps + 1)
        bounds = self._web.held(self.bounds, self.start, reach.needs)
        specs = takewhile(lambda spec: spec.name != _CHANGES, self.model.levels)
        goals = [_goal(self.model, spec, bounds) for spec in specs]
        task = Task(bounds, self.rows, hint=found.values, seed=self._seed, workers=1)
        small = Improver(task)
        for stage in _joined(goals):
            if small.improve(stage, clock) is not Found.BEST:
                return False
        assert small.values is not None  # it began with some
        self._ceilings = {
            goal.spec.name: self.model.value(goal.spec.name, small.values) for goal in goals
        }
        return True

    def covers_more(self, near: Collection[str], clock: Clock) -> bool | None:
        """Whether the levels before the changes can be better than at the start; ``None`` = no time."""
        reach = _Reach(frozenset(near), 0, closed=not near)
        while not reach.closed:
            reach = self._wider(reach, reach.steps + 1)
        bounds = self._web.held(self.bounds, self.start, reach.needs)
        specs = takewhile(lambda spec: spec.name != _CHANGES, self.model.levels)
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

    def _wider(self, reach: _Reach, steps: int) -> _Reach:
        """At least so many steps, and further while little is gained by stopping."""
        while not reach.closed and (
            reach.steps < steps or self._web.pairs_of(reach.needs) < _NEARBY
        ):
            wider = self._web.around(reach.needs)
            reach = _Reach(wider, reach.steps + 1, closed=wider == reach.needs)
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

    def _solved(self, reach: _Reach, clock: Clock, known: _Local | None) -> _Local | Found:
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
        goals = [_goal(self.model, spec, bounds) for spec in self._specs()]
        small = Improver(Task(bounds, self.rows, seed=self._seed, workers=1))
        best: list[bool] = []
        if known is not None:
            best, goals = self._narrowed(small, goals, known)
        for stage in _joined(goals):
            found = small.improve(stage, clock)
            if found in (Found.NONE, Found.UNKNOWN) and small.values is None:
                return found
            best.extend(found is Found.BEST for _ in stage)
        if small.values is None:
            return Found.UNKNOWN
        return _Local(small.values, tuple(best))

    def _narrowed(
        self, small: "Improver", goals: list["Goal"], known: _Local
    ) -> tuple[list[bool], list["Goal"]]:
        """Start from known values, and leave only the levels from the changes on to be decided."""
        small.begin(known.values)
        names = [goal.spec.name for goal in goals]
        done = names.index(_CHANGES)
        for goal in goals[: done + 1]:
            small.keep(goal)
        return [True] * done, goals[done:]

    def _specs(self) -> tuple[LevelSpec, ...]:
        """The levels to be decided, those up to the changes when brief."""
        names = [spec.name for spec in self.model.levels]
        return self.model.levels[: names.index(_CHANGES) + 1] if self._brief else self.model.levels

    def levels(self, found: _Local, reach: _Reach) -> tuple[Level, ...]:
        """Every level of what was found, with what is proven about it."""
        whole = reach.closed and (self._proven or len(reach.needs) == len(self.model.month.met))
        at_top = self._ceilings is not None and self._at_ceilings(found.values)
        near = at_top and reach.steps >= self._changes(found.values) - 1
        levels: list[Level] = []
        proven = True
        before = True
        for spec, best in zip_longest(self.model.levels, found.best, fillvalue=False):
            assert isinstance(spec, LevelSpec)  # there are at least as many levels as were decided
            value = self.model.value(spec.name, found.values)
            before = before and spec.name != _CHANGES
            proven = proven and ((at_top if before else near and best) or (whole and best))
            ceiling = (self._ceilings or {}).get(spec.name) if before else None
            bound = value if proven else ceiling
            levels.append(
                Level(spec.name, spec.label, value, bound, proven, spec.maximise, spec.measure)
            )
        return tuple(levels)

    def _at_ceilings(self, values: Sequence[int]) -> bool:
        ceilings = self._ceilings or {}
        for spec in self.model.levels:
            if spec.name == _CHANGES:
                return True
            if self.model.value(spec.name, values) != ceilings.get(spec.name):
                return False
        return False

    def _changes(self, values: Sequence[int]) -> int:
        return self.model.value(_CHANGES, values)


class Improver:
    """A task without its fixed variables, improved stage by stage.

    Attributes:
        values: The best so far, of all variables; ``None`` before there are any.
    """

    def __init__(self, task: Task) -> None:
        self._small = reduced(replace(task, hint=None))
        self._place = {at: new for new, at in enumerate(self._small.free)}
        self._rows = list(self._small.task.rows)
        self.values = task.hint

    def improve(self, stage: Sequence[tuple["Goal", int]], clock: Clock) -> Found:
        """Make the most of a stage without making those before worse; what is known of it then."""
        objective = tuple((c, self._place[at]) for c, at in _objective(stage) if at in self._place)
        task = replace(self._small.task, rows=tuple(self._rows), objective=objective)
        found = Found.BEST
        if self.values is not None:
            task = replace(task, hint=tuple(self.values[at] for at in self._small.free))
        if task.hint is None or task.value(task.hint) < task.ceiling:
            answer = quick.run(task, clock)
            found = answer.found
            if answer.values is None:
                return found
            self.values = self._small.whole(answer.values)
        for goal, _ in stage:
            self.keep(goal)
        return found

    def begin(self, values: tuple[int, ...]) -> None:
        """Start from these values, which keep every row."""
        self.values = values

    def keep(self, goal: "Goal") -> None:
        """Nothing that makes this level worse is looked at any more."""
        assert self.values is not None  # there is something to be kept
        self._rows.append(_no_worse(goal, self.values, self._place))


def _proven_before(plan: Plan) -> bool:
    """Whether a plan is proven in every level that comes before the changes."""
    return all(
        level.proven
        for level in takewhile(
            lambda level: level.name not in _AFTER and not level.name.startswith(_EVEN), plan.levels
        )
    )


def _values(plan: Plan) -> dict[str, int]:
    return {level.name: level.value for level in plan.levels}


def stages_of(
    model: Model, specs: Sequence[LevelSpec], bounds: Bounds
) -> Iterator[list[tuple["Goal", int]]]:
    """Levels joined with factors where the numbers allow; the changes end a stage."""
    return _joined([_goal(model, spec, bounds) for spec in specs])


@dataclass(frozen=True, slots=True)
class Goal:
    """A level as something to maximise over the variables that are still free."""

    spec: LevelSpec
    entries: tuple[tuple[int, int], ...]
    width: int


def _goal(model: Model, spec: LevelSpec, bounds: Bounds) -> Goal:
    sign = 1 if spec.maximise else -1
    sums: dict[int, int] = {}
    for term in model.terms[spec.name]:
        if term.variable is not None:
            sums[term.variable] = sums.get(term.variable, 0) + sign * term.coefficient
    entries = tuple((c, at) for at, c in sorted(sums.items()) if c)
    width = 1 + sum(abs(c) * (bounds[at][1] - bounds[at][0]) for c, at in entries)
    return Goal(spec, entries, width)


def _joined(goals: Sequence[Goal]) -> Iterator[list[tuple[Goal, int]]]:
    """Levels joined with factors: those up to the changes, and those after, as far as numbers allow."""
    group: list[Goal] = []
    span = 1
    for goal in goals:
        if group and (span * goal.width > _JOINED or group[-1].spec.name == _CHANGES):
            yield _factored(group)
            group, span = [], 1
        group.append(goal)
        span *= goal.width
    if group:
        yield _factored(group)


def _factored(group: Sequence[Goal]) -> list[tuple[Goal, int]]:
    """Each goal with a factor that makes it worth more than all after it can add up to."""
    found: list[tuple[Goal, int]] = []
    factor = 1
    for goal in reversed(group):
        found.append((goal, factor))
        factor *= goal.width
    return found[::-1]


def _objective(stage: Iterable[tuple[Goal, int]]) -> tuple[tuple[int, int], ...]:
    sums: dict[int, int] = {}
    for goal, factor in stage:
        for coefficient, at in goal.entries:
            sums[at] = sums.get(at, 0) + factor * coefficient
    return tuple((c, at) for at, c in sorted(sums.items()) if c)


def _no_worse(goal: Goal, values: Sequence[int], place: Mapping[int, int]) -> Row:
    entries = tuple((c, place[at]) for c, at in goal.entries if at in place)
    reached = sum(c * values[at] for c, at in goal.entries if at in place)
    return Row(f"不低于：{goal.spec.label}", entries, low=reached)


class _Web:
    """Which needs are neighbours: some rule speaks of both."""

    def __init__(self, model: Model, rows: Sequence[Row]) -> None:
        month = model.month
        self._rows = rows
        self._need: dict[int, str] = {at: pair.need for at, pair in enumerate(month.pairs)}
        self._need.update({at: need for need, at in month.met.items()})
        for variables in (month.takes, month.kept):
            self._need.update({at: month.pairs[of].need for of, at in variables.items()})
        self._need.update({at: need for (_, need), at in month.serves.items()})
        self._decided = {*range(len(month.pairs)), *month.met.values()}
        self._sizes: dict[str, int] = {}
        for pair in month.pairs:
            self._sizes[pair.need] = self._sizes.get(pair.need, 0) + 1
        self._touching: dict[str, set[int]] = {}
        self._shared: dict[int, set[int]] = {}
        self._index()

    def _index(self) -> None:
        for number, row in enumerate(self._rows):
            for _, at in row.entries:
                need = self._need.get(at)
                if need is None:
                    self._shared.setdefault(at, set()).add(number)
                else:
                    self._touching.setdefault(need, set()).add(number)

    def needs_in(self, row: Row) -> Iterator[str]:
        """Needs a row speaks of."""
        for _, at in row.entries:
            yield from self.needs_of(at)

    def needs_of(self, at: int) -> Iterator[str]:
        """The need a variable belongs to; for one that belongs to many, all of them."""
        need = self._need.get(at)
        if need is not None:
            yield need
            return
        for number in self._shared.get(at, ()):
            yield from (
                other for _, one in self._rows[number].entries if (other := self._need.get(one))
            )

    def around(self, needs: Collection[str]) -> frozenset[str]:
        """These needs and their neighbours."""
        numbers = {number for need in needs for number in self._touching.get(need, ())}
        found = set(needs)
        for number in numbers:
            found.update(self.needs_in(self._rows[number]))
        return frozenset(found)

    def holders(self, needs: Collection[str], values: Sequence[int], most: int) -> frozenset[str]:
        """These needs, and at most so many of those that hold something in rules that speak of these."""
        shared: Counter[str] = Counter()
        for number in {number for need in needs for number in self._touching.get(need, ())}:
            held = {
                other
                for _, at in self._rows[number].entries
                if values[at] > 0 and (other := self._need.get(at)) is not None
            }
            shared.update(held - set(needs))
        ranked = sorted(shared, key=lambda need: (-shared[need], need))
        return frozenset((*needs, *ranked[:most]))

    def pairs_of(self, needs: Collection[str]) -> int:
        """How many pairs these needs have."""
        return sum(self._sizes.get(need, 0) for need in needs)

    def held(self, bounds: Bounds, values: Sequence[int], free: Collection[str]) -> Bounds:
        """Bounds that let only these needs be decided; what follows from decisions stays open."""
        found = list(bounds)
        for at in self._decided:
            if self._need[at] not in free:
                low, high = bounds[at]
                value = values[at]
                found[at] = (max(low, value), min(high, value))
        return tuple(found)


def _carried(model: Model, plan: Plan) -> tuple[int, ...]:
    """The plan as values of the variables, as far as its pairs are still there."""
    times = {(a.need, a.demand, a.resource): a.times for a in plan.assignments}
    variables = model.month.variables
    return completed(
        model,
        [
            min(times.get(pair.key, 0), variables[at].high)
            for at, pair in enumerate(model.month.pairs)
        ],
    )


def covers_more(
    candidates: Candidates,
    decisions: Sequence[Decision],
    options: Options,
    plan: Plan,
    *,
    near: Collection[str],
    seconds: float,
    stop: Stop = never,
) -> bool | None:
    """Whether rules that became looser let the levels before the changes be better; ``None`` = no time.

    Args:
        candidates: As they would be.
        decisions: As they would be.
        options: As set by the user.
        plan: The plan on the table, which must keep the rules.
        near: Needs that may gain by what is new.
        seconds: How long at most.
        stop: Asked now and then.
    """
    model = build(candidates, decisions, options, previous=plan, rules=_BRIEF_RULES)
    search = _Search(model, plan, stricter=False, brief=True, seed=options.seed)
    return search.covers_more(near, Clock(monotonic() + seconds, stop))


def excluding(
    candidates: Candidates, decisions: Sequence[Decision], options: Options, stop: Stop = never
) -> Contradiction | None:
    """The error that names a smallest set of decisions that exclude each other; ``None`` when none do."""
    clock = Clock(monotonic() + options.seconds, stop)
    if settle(candidates, decisions, options, clock) is not None:
        return None
    return contradiction(candidates, decisions, options, clock)
