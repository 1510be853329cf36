"""What a best flow leaves to choose: every flow over these arcs is as good in all levels that are sums.

Arcs whose reduced cost is not zero carry the same in every best flow (complementary slackness), and an arc can
carry more or less only along a cycle of the others. What is left is mostly small or empty. Here it is laid out as a
task of whole numbers: the flow is conserved, and beside it stand the steps of evenness that are still open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.rules import LevelSpec, Row, Term
from matcher.rules.fairness import Group, next_sum, steps_of, sums_of
from matcher.solve.engine import Task
from matcher.solve.large.lean import Lean, Truth, Whole
from matcher.solve.net import Net, on_cycles


@dataclass(frozen=True, slots=True)
class Face:
    """The flows that are best so far, as a task whose hint is one of them.

    Attributes:
        arcs: Numbers of the arcs that can carry more or less; they are the task's first variables.
        flow: Of every arc.
        task: Without an objective.
        met: Variables of needs that may or may not be met, each with that of the arc by which it is not.
        groups: With the steps that are open.
        terms: What each level of evenness counts, by its name.
    """

    arcs: Whole
    flow: Whole
    task: Task
    met: tuple[tuple[int, int], ...]
    groups: tuple[Group, ...]
    terms: Mapping[str, tuple[Term, ...]]

    def goal(self, spec: LevelSpec, gain: Whole | None) -> tuple[tuple[int, int], ...]:
        """A level as something to maximise: evenness by its terms, any other by what each arc gains."""
        if gain is not None:
            return tuple((g, at) for at, g in enumerate(gain[self.arcs].tolist()) if g)
        sign = 1 if spec.maximise else -1
        terms = self.terms.get(spec.name, ())
        return tuple((sign * t.coefficient, t.variable) for t in terms if t.variable is not None)

    def values(self, flow: Whole) -> tuple[int, ...]:
        """A value for each variable from the flow of every arc."""
        found = [*flow[self.arcs].tolist(), *(0 for _ in range(len(self.arcs), self._count))]
        for met, aside in self.met:
            found[met] = 1 - found[aside]
        for group in self.groups:
            for at, value in group.values(found):
                found[at] = value
        return tuple(found)

    def flow_of(self, values: Sequence[int]) -> Whole:
        """The flow of every arc from the values."""
        found = self.flow.copy()
        found[self.arcs] = np.array(values[: len(self.arcs)], dtype=np.int64)
        return found

    @property
    def _count(self) -> int:
        return len(self.task.bounds)


def face_of(month: Lean, net: Net, free: Truth, flow: Whole) -> Face:
    """What can be chosen between the flows over the free arcs."""
    arcs = np.flatnonzero(on_cycles(net, free, flow))
    bounds = [(0, room) for room in net.room[arcs].tolist()]
    rows = _conserved(net, arcs, flow[arcs].tolist())
    place = {arc: at for at, arc in enumerate(arcs.tolist())}
    pairs = {pair: place[at] for at, pair in enumerate(net.pair.tolist()) if at in place}
    met: dict[int, int] = {}
    for need in range(len(month.needs)):
        if net.aside + need in place:
            met[need] = len(bounds)
            aside = place[net.aside + need]
            rows.append(Row("满足或不满足", ((1, aside), (1, len(bounds))), 1, 1))
            bounds.append((0, 1))
    unmet = flow[net.aside : net.aside + len(month.needs)]
    counted = {True: (met, (1 - unmet).tolist()), False: (pairs, _times(month, net, flow))}
    groups = tuple(_left(group, *counted[group.community], bounds) for group in month.groups)
    terms: dict[str, list[Term]] = {}
    for made in steps_of(groups):
        if isinstance(made, Row):
            rows.append(made)
        elif made.variable is not None:
            terms.setdefault(made.level, []).append(made)
    options = month.options
    task = Task(tuple(bounds), tuple(rows), seed=options.seed, workers=options.workers)
    asides = tuple((at, place[net.aside + need]) for need, at in met.items())
    told = {name: tuple(those) for name, those in terms.items()}
    face = Face(arcs, flow, task, asides, groups, told)
    return replace(face, task=replace(task, hint=face.values(flow)))


def _times(month: Lean, net: Net, flow: Whole) -> list[int]:
    """How often each pair happens."""
    times = np.zeros(len(month.pairs), dtype=np.int64)
    times[net.pair] = flow[: len(net.pair)]
    found: list[int] = times.tolist()
    return found


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
    sums = 0 if group.community else sums_of((c for c, _ in entries), most)
    steps = []
    for step, limit, _ in group.steps:
        rest = limit - base
        if 0 < rest <= most if group.community else 0 <= rest < most:
            steps.append((step, rest if group.community else next_sum(sums, rest), len(bounds)))
            bounds.append((0, 1))
    return replace(group, entries=entries, most=most, steps=tuple(steps), certain=())
