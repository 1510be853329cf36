"""How good a plan could be with so many changes to the one on the table, and no more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from time import monotonic

from matcher.domain import Candidates, Decision, Level, Options, Plan, PlanStatus, Stop, never
from matcher.model import Model, build
from matcher.rules import LevelSpec, Row
from matcher.solve.engine import Bounds, Clock, Found, Task
from matcher.solve.repair import ENGINE
from matcher.solve.repair.goals import CHANGES, stages_of
from matcher.solve.repair.improving import Improver
from matcher.solve.result import assignments
from matcher.solve.stages import summed

_FIT = "fit"


@dataclass(frozen=True, slots=True)
class Priced:
    """The best plan with at most so many changes.

    Attributes:
        changes: The limit.
        plan: Its levels are told up to the fit.
    """

    changes: int
    plan: Plan


def priced(
    candidates: Candidates,
    decisions: Sequence[Decision],
    options: Options,
    plan: Plan,
    *,
    most: int,
    seconds: float,
    stop: Stop = never,
) -> Iterator[Priced]:
    """The best plan with the fewest changes there can be, with one more, and so on.

    Ends when more changes bring nothing more, after ``most`` plans, or when the time is up; yields nothing
    when no plan keeps the rules.

    Args:
        candidates: As they are now.
        decisions: As they are now.
        options: As set by the user.
        plan: The plan on the table.
        most: Most plans.
        seconds: How long at most in all.
        stop: Asked now and then.
    """
    clock = Clock(monotonic() + seconds, stop)
    model = build(candidates, decisions, options, previous=plan)
    bounds = model.bounds()
    if any(low > high for low, high in bounds):
        return
    counted = _spec(model, CHANGES)
    least = _best(model, bounds, (counted,), None, clock)
    top = _best(model, bounds, _quality(model), None, clock)
    if least is None or top is None:
        return
    best = _values(model, top[0])
    first = model.value(CHANGES, least[0])
    for changes in range(first, first + most):
        found = _best(model, bounds, _quality(model), changes, clock)
        if found is None:
            return
        yield Priced(changes, _plan(model, found, options))
        if _values(model, found[0]) == best:
            return


def _spec(model: Model, name: str) -> LevelSpec:
    return next(spec for spec in model.levels if spec.name == name)


def _quality(model: Model) -> tuple[LevelSpec, ...]:
    """The levels before the changes, then the fit."""
    before = takewhile(lambda spec: spec.name != CHANGES, model.levels)
    return (*before, _spec(model, _FIT))


def _values(model: Model, values: Sequence[int]) -> tuple[int, ...]:
    return tuple(model.value(spec.name, values) for spec in _quality(model))


_Best = tuple[tuple[int, ...], tuple[tuple[LevelSpec, bool], ...]]
"""Values of all variables, and each level with whether it is proven."""


def _best(
    model: Model, bounds: Bounds, specs: Sequence[LevelSpec], changes: int | None, clock: Clock
) -> _Best | None:
    """The best values for some levels in their order, with a limit of changes; ``None`` = none, or no time."""
    rows = model.rows if changes is None else (*model.rows, _at_most(model, changes))
    options = model.month.options
    improver = Improver(Task(bounds, rows, seed=options.seed, workers=1))
    proven: list[tuple[LevelSpec, bool]] = []
    for stage in stages_of(model, specs, bounds):
        found = improver.improve(stage, clock)
        if improver.values is None:
            return None
        good = found is Found.BEST and all(known for _, known in proven)
        proven.extend((goal.spec, good) for goal, _ in stage)
    return None if improver.values is None else (improver.values, tuple(proven))


def _at_most(model: Model, changes: int) -> Row:
    """At most so many changes."""
    entries = summed((c, at) for at, c in model.coefficients(CHANGES).items())
    return Row(f"变动不超过{changes}处", entries, high=changes - model.constant(CHANGES))


def _plan(model: Model, best: _Best, options: Options) -> Plan:
    values, proven = best
    levels = tuple(
        Level(
            spec.name,
            spec.label,
            value := model.value(spec.name, values),
            value if known else None,
            known,
            spec.maximise,
            spec.measure,
        )
        for spec, known in proven
    )
    status = PlanStatus.PROVEN_BEST if all(known for _, known in proven) else PlanStatus.BEST_FOUND
    return Plan(status, levels, assignments(model, values), 0.0, options.seed, 1, ENGINE)
