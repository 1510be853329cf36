"""A smaller task that says the same: variables that can take one value only are put in for good."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matcher.model import Model
from matcher.rules import Row, least_of_units
from matcher.solve.engine import Answer, Bounds, Task
from matcher.solve.stages import Stage


@dataclass(frozen=True, slots=True)
class Reduced:
    """A task without its fixed variables.

    Attributes:
        task: What is left; its objective leaves out ``constant``.
        free: Index in the whole task of each of its variables.
        fixed: A value for each variable of the whole task; those of free variables are not meant.
        constant: What the fixed variables add to the objective.
    """

    task: Task
    free: tuple[int, ...]
    fixed: tuple[int, ...]
    constant: int

    def whole(self, values: Sequence[int]) -> tuple[int, ...]:
        """Values of the whole task from values of the smaller one."""
        found = list(self.fixed)
        for at, value in zip(self.free, values, strict=True):
            found[at] = value
        return tuple(found)

    def spread(self, values: Sequence[float]) -> list[float]:
        """The same for fractional values."""
        found = [float(value) for value in self.fixed]
        for at, value in zip(self.free, values, strict=True):
            found[at] = value
        return found

    def answer(self, answer: Answer) -> Answer:
        """An answer to the smaller task as one to the whole."""
        values = None if answer.values is None else self.whole(answer.values)
        bound = None if answer.bound is None else answer.bound + self.constant
        return Answer(answer.found, values, bound)

    def row(self, row: Row) -> Row:
        """A row of the whole task as one of the smaller."""
        return _without(row, {at: new for new, at in enumerate(self.free)}, self.fixed)

    def widened(self, bounds: Bounds, narrow: Bounds) -> Bounds:
        """Bounds of the whole task, with those of the free variables as found for the smaller one."""
        found = list(bounds)
        for at, ends in zip(self.free, narrow, strict=True):
            found[at] = ends
        return tuple(found)


def reduced(task: Task) -> Reduced:
    """Leave out every variable whose bounds meet, and every row that this leaves empty and kept."""
    free = tuple(at for at, (low, high) in enumerate(task.bounds) if low < high)
    place = {at: new for new, at in enumerate(free)}
    fixed = tuple(low for low, _ in task.bounds)
    rows = (_without(row, place, fixed) for row in task.rows)
    small = replace(
        task,
        bounds=tuple(task.bounds[at] for at in free),
        rows=tuple(row for row in rows if row.entries or asks(row)),
        objective=tuple((c, place[at]) for c, at in task.objective if at in place),
        hint=None if task.hint is None else tuple(task.hint[at] for at in free),
    )
    constant = sum(c * fixed[at] for c, at in task.objective if at not in place)
    return Reduced(small, free, fixed, constant)


def _without(row: Row, place: dict[int, int], fixed: Sequence[int]) -> Row:
    entries = tuple((c, place[at]) for c, at in row.entries if at in place)
    if len(entries) == len(row.entries):
        return replace(row, entries=entries)
    taken = sum(c * fixed[at] for c, at in row.entries if at not in place)
    low = None if row.low is None else row.low - taken
    high = None if row.high is None else row.high - taken
    return Row(row.label, entries, low, high)


def asks(row: Row) -> bool:
    """Whether a row without entries asks for something that cannot be."""
    return (row.low is not None and row.low > 0) or (row.high is not None and row.high < 0)


def without_steps(model: Model, stage: Stage, task: Task) -> Task:
    """The task without the steps of evenness, as long as neither this stage nor one before asks for them.

    Communities reach none and units exceed all of theirs, which keeps every row about them.
    """
    names = [spec.name for spec in model.levels]
    after = names[: names.index(stage.goals[-1].spec.name) + 1]
    if not model.month.groups or any(spec.even for spec in model.levels[: len(after)]):
        return task
    bounds = list(task.bounds)
    steps = set()
    for group in model.month.groups:
        for _, _, at in group.steps:
            bounds[at] = (0, 0) if group.community else (1, 1)
            steps.add(at)
    rows = tuple(row for row in task.rows if not row.entries or row.entries[-1][1] not in steps)
    return replace(task, bounds=tuple(bounds), rows=rows)


def another_plan(model: Model, task: Task, values: Sequence[int]) -> Task:
    """The task to find any plan that keeps the rows and gives some demand less of what the values give it.

    When the rows say that the needs met weigh no less than they can at most, every other plan does that: one
    that only adds would meet a need more.
    """
    bounds, rows = list(task.bounds), list(task.rows)
    less: list[tuple[int, int]] = []
    full = 0
    for at in range(len(model.month.pairs)):
        low, high = task.bounds[at]
        if not low < values[at]:
            continue
        if high == 1:
            less.append((-1, at))
            full += 1
            continue
        bounds.append((0, 1))
        less.append((1, len(bounds) - 1))
        rows.append(
            Row("比现有的少", ((1, at), (high - values[at] + 1, len(bounds) - 1)), high=high)
        )
    rows.append(Row("与现有的不同", tuple(less), low=1 - full))
    return replace(task, bounds=tuple(bounds), rows=tuple(rows), objective=(), hint=None)


def needed_only(model: Model, stage: Stage, bounds: Bounds) -> Bounds:
    """Bounds under which only the needs a stage counts can be served.

    Serving the others takes capacity and gives the stage nothing, so the best stays the best; what must
    be served whatever it gives (locks, claims), or may count towards what a unit has to serve, stays possible.
    Stages that count every need stay as they are.
    """
    month = model.month
    lowest = min((goal.spec.urgency or 0) for goal in stage.goals)
    if lowest == 0:
        return bounds
    least = least_of_units(month.decisions)
    counting = {need for unit in least for need in month.of_unit.get(unit, ())}
    idle = {
        weight.need
        for weight in month.needs
        if weight.urgency < lowest
        and bounds[month.met[weight.need]][0] == 0
        and weight.need not in counting
    }
    found = list(bounds)
    for at, pair in enumerate(month.pairs):
        if pair.need in idle:
            for variable in (at, month.takes.get(at, at), month.kept.get(at, at)):
                found[variable] = (min(0, found[variable][0]), 0)
    for need in idle:
        found[month.met[need]] = (0, 0)
    for (_, need), variable in month.serves.items():
        if need in idle:
            found[variable] = (0, 0)
    return tuple(found)
