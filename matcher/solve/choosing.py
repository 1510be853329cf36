"""The best of the flows left, level by level: evenness and what comes after it.

A level that is a sum is first looked at as a flow again. Its potentials bound it exactly, and an arc whose reduced
cost is more than a flow lacks to that bound carries the same in every flow that lacks no more: so what is left of
the task is small.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

import numpy as np

from matcher.rules import LevelSpec, Row
from matcher.solve.engine import Clock, Engine, Found, Task, keeps_all
from matcher.solve.face import Face
from matcher.solve.large.lean import Truth, Whole
from matcher.solve.reduction import reduced

Relax = Callable[[Whole, Truth, Whole], "Relaxed | None"]
"""What each arc gains, which arcs are free, a flow to begin with: the flow that gains most."""
Entries = tuple[tuple[int, int], ...]
_JOINED, _WORTH_JOINING = 10**7, 2
"""How large the objective of levels solved together may become, and how many make it worth it."""
_LEAST = 400
"""How many arcs stay free at least when a sum is looked for near its bound."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The flow that gains most when evenness is left out of account.

    Attributes:
        flow: Of every arc.
        costs: Reduced cost of every arc: below 0 where it is full, above 0 where it is empty.
    """

    flow: Whole
    costs: Whole


@dataclass(frozen=True, slots=True)
class Chosen:
    """A flow among the best, and what is known of the levels that chose it.

    Attributes:
        flow: Of every arc.
        above: By how much each level could be better at most; 0 = proven.
    """

    flow: Whole
    above: tuple[int, ...]


def chosen(
    face: Face,
    levels: Sequence[tuple[LevelSpec, Whole | None]],
    engine: Engine,
    relax: Relax,
    clock: Clock,
) -> Chosen:
    """The best of the flows; after a level that is not proven nothing more is looked for.

    Args:
        face: The flows.
        levels: In order, each with what every arc gains it; ``None`` for evenness.
        engine: Solves each level.
        relax: Solves a sum without evenness.
        clock: When to end.
    """
    task = face.task
    goals = [face.goal(spec, gain) for spec, gain in levels]
    even = [goal if gain is None else None for goal, (_, gain) in zip(goals, levels, strict=True)]
    above: list[int] = []
    proven = 0
    for at, (goal, (_, gain)) in enumerate(zip(goals, levels, strict=True)):
        going = not any(above)
        if at >= proven and going and not clock.over:
            together = _joined(even[at:])
            task, best = _together(task, together, engine, clock)
            proven = at + len(together) if best else proven
        task = replace(task, objective=goal)
        left = 0 if at < proven else task.ceiling - task.value(_hint(task))
        if left and going and not clock.over:
            if gain is None:
                task, left = _solved(task, task, engine, clock)
            else:
                task, left = _summed(face, task, gain, engine, relax, clock)
        above.append(left)
        task = _keeping(task)
    return Chosen(face.flow_of(_hint(task)), tuple(above))


def _joined(goals: Sequence[Entries | None]) -> list[Entries]:
    """The first of the levels of evenness that weights keep apart within small whole numbers."""
    found: list[Entries] = []
    span = 1
    for goal in takewhile(lambda goal: goal is not None, goals):
        assert goal is not None  # see the line above
        span *= 1 + sum(abs(coefficient) for coefficient, _ in goal)
        if span > _JOINED:
            break
        found.append(goal)
    return found


def _together(
    task: Task, goals: Sequence[Entries], engine: Engine, clock: Clock
) -> tuple[Task, bool]:
    """The task with a hint that is better in some levels at once, and whether it is proven to be the best."""
    if len(goals) < _WORTH_JOINING:
        return task, False
    total: dict[int, int] = {}
    weight = 1
    for goal in reversed(goals):
        for coefficient, at in goal:
            total[at] = total.get(at, 0) + weight * coefficient
        weight *= 1 + sum(abs(coefficient) for coefficient, _ in goal)
    joined = replace(task, objective=tuple((c, at) for at, c in sorted(total.items())))
    if joined.value(_hint(joined)) == joined.ceiling:
        return task, True
    joined, left = _solved(joined, joined, engine, clock.sooner(clock.left / 2))
    return replace(task, hint=joined.hint), left == 0


def _keeping(task: Task) -> Task:
    """The task under the condition that its objective gets no worse."""
    if not task.objective:
        return task
    kept = Row("不低于前面各级", task.objective, low=task.value(_hint(task)))
    return replace(task, rows=(*task.rows, kept))


def _solved(task: Task, part: Task, engine: Engine, clock: Clock) -> tuple[Task, int]:
    """The task with the best hint that a part of it holds, and by how much that part could exceed it."""
    small = reduced(part)
    answer = small.answer(engine(small.task, clock))
    if answer.values is not None and keeps_all(task, answer.values):
        task = replace(task, hint=max(_hint(task), answer.values, key=task.value))
    reached = task.value(_hint(task))
    if answer.found in (Found.BEST, Found.NONE):
        return task, 0
    ceiling = part.ceiling if answer.bound is None else min(part.ceiling, answer.bound)
    return task, max(0, ceiling - reached)


def _summed(
    face: Face, task: Task, gain: Whole, engine: Engine, relax: Relax, clock: Clock
) -> tuple[Task, int]:
    """The same for a sum: bounded as a flow, looked for near the bound."""
    free = np.zeros(len(face.flow), dtype=np.bool_)
    free[face.arcs[[low < high for low, high in task.bounds[: len(face.arcs)]]]] = True
    relaxed = relax(gain, free, face.flow_of(_hint(task)))
    if relaxed is None:
        return _solved(task, task, engine, clock)
    values = face.values(relaxed.flow)
    most = task.value(values)
    if keeps_all(task, values):
        task = replace(task, hint=values)
    lack = most - task.value(_hint(task))
    proven = False
    for reach in _reaches(relaxed.costs[free]):
        if lack > reach:
            task, left = _solved(task, _near(face, task, relaxed, reach), engine, clock)
            lack = most - task.value(_hint(task))
            if left:
                return task, lack
            proven = lack <= reach
    rest = _near(face, task, relaxed, lack)
    if proven or not lack:
        return replace(task, bounds=rest.bounds), 0
    task, left = _solved(task, rest, engine, clock)
    lack = most - task.value(_hint(task))
    return replace(task, bounds=_near(face, task, relaxed, lack).bounds), min(left, lack)


def _reaches(costs: Whole) -> Iterator[int]:
    """How far below the bound to look, before what the best flow found lacks is known to be the measure."""
    sizes = np.sort(np.abs(costs))
    if len(sizes) > _LEAST:
        yield int(sizes[_LEAST])


def _near(face: Face, task: Task, relaxed: Relaxed, lack: int) -> Task:
    """The task among flows that lack no more to the bound: dearer arcs stay as they are."""
    bounds = list(task.bounds)
    costs = relaxed.costs[face.arcs].tolist()
    flow = relaxed.flow[face.arcs].tolist()
    for at, (cost, now) in enumerate(zip(costs, flow, strict=True)):
        if abs(cost) > lack and bounds[at][0] < bounds[at][1]:
            bounds[at] = (now, now)
    hint = _hint(task)
    inside = all(low <= n <= high for n, (low, high) in zip(hint, bounds, strict=True))
    return replace(task, bounds=tuple(bounds), hint=hint if inside else None)


def _hint(task: Task) -> tuple[int, ...]:
    if task.hint is None:
        raise ValueError("a face has a flow")
    return task.hint
