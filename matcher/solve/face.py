"""What a best flow leaves to choose: every flow over these arcs is as good in all levels that are sums.

Arcs whose reduced cost is not zero carry the same in every best flow (complementary slackness), and an arc can
carry more or less only along a cycle of the others. What is left is mostly small or empty. Evenness, which is no
sum, is decided among it: one task of whole numbers for each level, its steps beside the conservation of the flow.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.rules import LevelSpec, Row, Term
from matcher.rules.fairness import Group, steps_of
from matcher.solve.engine import Answer, Clock, Found, Task, keeps_all
from matcher.solve.large.lean import Lean, Truth, Whole
from matcher.solve.net import Net, on_cycles

Engine = Callable[[Task, Clock], Answer]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A flow among the best, and what is known of the levels that chose it.

    Attributes:
        flow: Of every arc.
        above: By how much each level could be better at most; 0 = proven.
    """

    flow: Whole
    above: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Face:
    """The flows that are best so far, as a task whose hint is one of them.

    Attributes:
        arcs: Numbers of the arcs that can carry more or less; they are the task's first variables.
        flow: Of every arc.
        task: Without an objective.
        terms: What each level of evenness counts, by its name.
    """

    arcs: Whole
    flow: Whole
    task: Task
    terms: Mapping[str, tuple[Term, ...]]

    def goal(self, spec: LevelSpec, gain: Whole | None) -> tuple[tuple[int, int], ...]:
        """A level as something to maximise: evenness by its terms, any other by what each arc gains."""
        if gain is not None:
            return tuple((g, at) for at, g in enumerate(gain[self.arcs].tolist()) if g)
        sign = 1 if spec.maximise else -1
        terms = self.terms.get(spec.name, ())
        return tuple((sign * t.coefficient, t.variable) for t in terms if t.variable is not None)


def face_of(month: Lean, net: Net, free: Truth, flow: Whole) -> Face:
    """What can be chosen between the flows over the free arcs."""
    arcs = np.flatnonzero(on_cycles(net, free, flow))
    bounds = [(0, room) for room in net.room[arcs].tolist()]
    values = flow[arcs].tolist()
    rows = _conserved(net, arcs, values)
    pairs, met = _open(net, arcs, len(month.needs), bounds, values, rows)
    counted = {
        True: (met, (1 - flow[net.aside : net.aside + len(month.needs)]).tolist()),
        False: (pairs, _times(month, net, flow)),
    }
    groups = [_left(group, *counted[group.community], bounds) for group in month.groups]
    terms: dict[str, list[Term]] = {}
    for made in steps_of(groups):
        if isinstance(made, Row):
            rows.append(made)
        elif made.variable is not None:
            terms.setdefault(made.level, []).append(made)
    for group in groups:
        values += [value for _, value in group.values(values)]
    options = month.options
    task = Task(
        tuple(bounds), tuple(rows), hint=tuple(values), seed=options.seed, workers=options.workers
    )
    return Face(arcs, flow, task, {name: tuple(those) for name, those in terms.items()})


def _times(month: Lean, net: Net, flow: Whole) -> list[int]:
    """How often each pair happens."""
    times = np.zeros(len(month.pairs), dtype=np.int64)
    times[net.pair] = flow[: len(net.pair)]
    found: list[int] = times.tolist()
    return found


def chosen(
    face: Face,
    levels: Sequence[tuple[LevelSpec, Whole | None]],
    engine: Engine,
    clock: Clock,
) -> Chosen:
    """The best of the flows, level by level; after a level that is not proven only hints are kept.

    Args:
        face: The flows.
        levels: In order, each with what every arc gains it; ``None`` for evenness.
        engine: Solves each level.
        clock: When to end.
    """
    task = face.task
    above: list[int] = []
    for spec, gain in levels:
        goal = face.goal(spec, gain)
        task, left = _improved(replace(task, objective=goal), engine, clock, going=not any(above))
        above.append(left)
    flow = face.flow.copy()
    flow[face.arcs] = np.array(_hint(task)[: len(face.arcs)], dtype=np.int64)
    return Chosen(flow, tuple(above))


def _improved(task: Task, engine: Engine, clock: Clock, *, going: bool) -> tuple[Task, int]:
    """The task with the best hint, under the condition to keep it, and by how much it could be exceeded."""
    reached, ceiling = task.value(_hint(task)), task.ceiling
    if reached < ceiling and going and not clock.over:
        answer = engine(task, clock)
        if answer.values is not None and keeps_all(task, answer.values):
            task = replace(task, hint=max(_hint(task), answer.values, key=task.value))
            reached = task.value(_hint(task))
        if answer.found is Found.BEST:
            ceiling = reached
        elif answer.bound is not None:
            ceiling = max(reached, min(ceiling, answer.bound))
    kept = Row("不低于前面各级", task.objective, low=reached)
    rows = (*task.rows, kept) if task.objective else task.rows
    return replace(task, rows=rows), ceiling - reached


def _hint(task: Task) -> tuple[int, ...]:
    if task.hint is None:
        raise ValueError("a face has a flow")
    return task.hint


def _conserved(net: Net, arcs: Whole, values: Sequence[int]) -> list[Row]:
    """What goes into each node comes out again, as it does now."""
    entries: dict[int, list[tuple[int, int]]] = {}
    for at, (tail, head) in enumerate(
        zip(net.tail[arcs].tolist(), net.head[arcs].tolist(), strict=True)
    ):
        entries.setdefault(tail, []).append((1, at))
        entries.setdefault(head, []).append((-1, at))
    found = []
    for those in entries.values():
        now = sum(coefficient * values[at] for coefficient, at in those)
        found.append(Row("有进有出", tuple(those), now, now))
    return found


def _open(
    net: Net,
    arcs: Whole,
    needs: int,
    bounds: list[tuple[int, int]],
    values: list[int],
    rows: list[Row],
) -> tuple[dict[int, int], dict[int, int]]:
    """The variable of each pair that is open, and one more for each need that is: 1 when it is met."""
    pairs: dict[int, int] = {}
    met: dict[int, int] = {}
    for at, arc in enumerate(arcs.tolist()):
        if arc < net.aside:
            pairs[int(net.pair[arc])] = at
        elif arc < net.aside + needs:
            met[arc - net.aside] = len(bounds)
            rows.append(Row("满足或不满足", ((1, at), (1, len(bounds))), 1, 1))
            values.append(1 - values[at])
            bounds.append((0, 1))
    return pairs, met


def _left(
    group: Group,
    variable: Mapping[int, int],
    now: Sequence[int],
    bounds: list[tuple[int, int]],
) -> Group:
    """A group with what is settled taken off its limits, and the steps that are still open.

    Args:
        group: Of the month.
        variable: Of each need or pair that is open.
        now: What each need or pair comes to.
        bounds: Of the variables so far; those of the steps are added.
    """
    base = sum(c * now[what] for c, what in group.entries if what not in variable)
    entries = tuple((c, variable[what]) for c, what in group.entries if what in variable)
    most = sum(c for c, _ in entries)
    steps = []
    for step, limit, _ in group.steps:
        rest = limit - base
        if 0 < rest <= most if group.community else 0 <= rest < most:
            steps.append((step, rest, len(bounds)))
            bounds.append((0, 1))
    return replace(group, entries=entries, most=most, steps=tuple(steps), certain=())
