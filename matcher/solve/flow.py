"""The engine for pure transport months: one minimum-cost flow is the exact optimum of every level.

A month is pure where each need wants one form once, and each resource gives the same to everybody: then every
need is an item for one slot of one resource of one unit. The sets of needs that can be served together form a
matroid, so that only the order of their weights matters, and every level is linear in the flow.

Nothing the flow engine says is believed: potentials are computed here in whole numbers; if they exist, nothing
better does. Arcs whose reduced cost is not zero keep their flow in every optimum, and so are settled for the
levels that follow. Evenness is no sum; it is decided among the flows that are left, and so is what follows it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from matcher.domain import Candidates, Decision, Level, Options, Plan, Stop
from matcher.rules import TIE_BREAK, LevelSpec
from matcher.rules.levels import WEIGHTED
from matcher.solve import quick
from matcher.solve.choosing import Relaxed, chosen
from matcher.solve.engine import Answer, Clock, Found, Task
from matcher.solve.face import Face, face_of
from matcher.solve.large.aims import aim_of, done, known, specs, tie_points, told
from matcher.solve.large.lean import UNLIMITED, Lean, Truth, Whole, lean, promising, tells_all
from matcher.solve.net import MUCH, Net, net_of, potentials, undecided
from matcher.solve.race import SMALL, Race
from matcher.solve.result import Reckoning, assignment

ENGINE = "min-cost flow"
EVEN_ENGINE = "min-cost flow + cp-sat + highs"
_LARGEST = 2**60
"""Sums of costs stay below."""
_MOST_ROUNDS = 100_000
"""In which potentials are found if there are any."""
_FEW_ROUNDS = 400
"""In which they are mostly found, when it is not certain that there are any."""
ENDLESS = Clock(float("inf"))
_QUICK_SECONDS = 0.2
"""How long a small task may hold the thread, deaf to the stop."""
_ENOUGH = 64
"""How many times the largest gain of the next level one rank is worth when both are looked at together."""


@dataclass(frozen=True, slots=True)
class Pure:
    """What a pure month comes to; every level that is a sum is proven.

    Attributes:
        month: In arrays.
        times: Of each pair.
        levels: In order.
        engine: Who found it.
    """

    month: Lean
    times: Whole
    levels: tuple[Level, ...]
    engine: str = ENGINE

    def standing(self) -> Reckoning:
        """What users are told."""
        month = self.month
        assignments = tuple(
            assignment(month.pairs[at], month.demands[month.demand[at]], int(self.times[at]))
            for at in np.flatnonzero(self.times).tolist()
        )
        return Reckoning(self.levels, assignments, self.engine)


def flowed(
    candidates: Candidates,
    decisions: Sequence[Decision],
    options: Options,
    previous: Plan | None,
    clock: Clock,
    tell: Callable[[Pure], None] = lambda _: None,
) -> Pure | None:
    """The best plan of a month, every level proven (of evenness as far as there is time).

    Args:
        candidates: Of the month.
        decisions: As taken.
        options: As set by the user.
        previous: The plan from which changes are counted.
        clock: When to end.
        tell: Told a first plan where evenness takes longer than the rest.

    Returns:
        ``None`` when the month is not pure, the decisions exclude each other, the user stopped or the numbers are
        too large for a flow.
    """
    if candidates.timetables or candidates.funds or not tells_all(decisions):
        return None
    if len(candidates.demands) > len(candidates.needs):
        return None
    if any(demand.times > 1 for demand in candidates.demands):
        return None
    month = lean(candidates, decisions, options, previous)
    if not is_pure(month) or not known(specs(month)):
        return None
    return solve_pure(month, clock, tell)


def is_pure(month: Lean) -> bool:
    """Whether a flow says all there is to say of a month."""
    once = bool((np.diff(month.first_demand) == 1).all() and (month.times == 1).all())
    return (
        once
        and not month.packs
        and _same_for_all(month)
        and _one_unit_each(month)
        and not (promising(month)[month.unit] & ~month.honouring).any()
    )


def _same_for_all(month: Lean) -> bool:
    """Whether each resource takes the same from its capacity for everybody, or has enough for all."""
    low = np.full(len(month.capacity), UNLIMITED, dtype=np.int64)
    high = np.zeros(len(month.capacity), dtype=np.int64)
    total = np.zeros(len(month.capacity), dtype=np.int64)
    open_ = np.flatnonzero(month.most > 0)
    np.minimum.at(low, month.resource[open_], month.uses[open_])
    np.maximum.at(high, month.resource[open_], month.uses[open_])
    np.add.at(total, month.resource[open_], np.minimum(month.uses[open_], MUCH))
    return bool(((high <= low) | (total <= month.capacity) | (high == 0)).all())


def _one_unit_each(month: Lean) -> bool:
    first = np.full(len(month.capacity), -1, dtype=np.int64)
    first[month.resource] = month.unit
    return bool((first[month.resource] == month.unit).all())


def solve_pure(
    month: Lean,
    clock: Clock = ENDLESS,
    tell: Callable[[Pure], None] = lambda _: None,
) -> Pure | None:
    """The best plan of a pure month; see :func:`flowed`.

    Returns:
        ``None`` when the user stopped, the decisions exclude each other, or the numbers are too large for a flow.
    """
    net = net_of(month)
    if net is None:
        return None
    state: _State | None = _State(np.ones(len(net.tail), dtype=np.bool_), None)
    for number, stage in enumerate(_stages(month)):
        if state is None or clock.stop():
            return None
        cost = _cost(month, net, stage, state.free)
        if cost is None:
            return None
        state = _settled(net, state, cost, clock.stop, hoped=number == 1)
    if state is None:
        return None
    flow = np.zeros(len(net.tail), dtype=np.int64) if state.flow is None else state.flow
    rest = _after_sums(month)
    if not rest:
        return _pure(month, net, flow, ())
    face = face_of(month, net, state.free, flow)
    return _evened(month, net, face, rest, clock, tell)


def _evened(
    month: Lean,
    net: Net,
    face: Face,
    rest: Sequence[LevelSpec],
    clock: Clock,
    tell: Callable[[Pure], None],
) -> Pure:
    """The best of the flows left, by the levels that begin with evenness."""
    free = np.zeros(len(net.tail), dtype=np.bool_)
    free[face.arcs] = True
    goals = [(one, None if one.even else _gain(month, net, one, free)) for one in rest]

    def relax(gain: Whole, open_: Truth, flow: Whole) -> Relaxed | None:
        best = _best(net, _State(open_, flow), -gain)
        if best is None:
            return None
        prices = potentials(net, open_, best, -gain, _MOST_ROUNDS, clock.stop)
        if prices is None:
            return None
        return Relaxed(best, prices[net.tail] - prices[net.head] - gain)

    if len(face.arcs):
        begun = chosen(face, goals, _silent, relax, clock.sooner(0.0))
        tell(_pure(month, net, begun.flow, begun.above))
    with Race(len(face.task.bounds)) as race:

        def engine(task: Task, until: Clock) -> Answer:
            soon = (
                quick.run(task, until.sooner(_QUICK_SECONDS)) if len(task.bounds) < SMALL else None
            )
            done = soon is not None and soon.found in (Found.BEST, Found.NONE)
            return soon if soon is not None and done else race.run(task, until)

        found = chosen(face, goals, engine, relax, clock)
    return _pure(month, net, found.flow, found.above)


def _silent(_task: Task, _clock: Clock) -> Answer:
    """An engine that knows nothing."""
    return Answer(Found.UNKNOWN)


def _pure(month: Lean, net: Net, flow: Whole, above: tuple[int, ...]) -> Pure:
    """A flow as a plan; the last levels could be better by so much at most, all others are proven."""
    times = np.zeros(len(month.pairs), dtype=np.int64)
    times[net.pair] = flow[: net.aside]
    return Pure(month, times, _levels(month, times, above), EVEN_ENGINE if above else ENGINE)


@dataclass(frozen=True, slots=True)
class _State:
    """Which arcs are still undecided, and the flow that is best so far in every level looked at."""

    free: Truth
    flow: Whole | None


@dataclass(frozen=True, slots=True)
class _Cost:
    """What each arc costs.

    Attributes:
        exact: Exactly.
        quick: Smaller costs worth trying first: their optimum is, or may be, one of the exact cost too.
    """

    exact: Whole
    quick: tuple[Whole, ...] = ()


def _settled(net: Net, state: _State, cost: _Cost, stop: Stop, *, hoped: bool) -> _State | None:
    """The best flow for a cost over the undecided arcs, and which arcs it leaves undecided.

    Args:
        net: The month.
        state: What is settled already.
        cost: What to settle.
        stop: Then nothing is settled.
        hoped: Whether the flow at hand may be the best already.
    """
    if hoped and state.flow is not None:
        prices = potentials(net, state.free, state.flow, cost.exact, _FEW_ROUNDS, stop)
        if prices is not None:
            return _State(state.free & undecided(net, cost.exact, prices), state.flow)
    for tried in cost.quick or (cost.exact,):
        flow = _best(net, state, tried)
        if flow is None:
            continue
        rounds = _MOST_ROUNDS if tried is (cost.quick or (cost.exact,))[-1] else _FEW_ROUNDS
        prices = potentials(net, state.free, flow, cost.exact, rounds, stop)
        if prices is not None:
            return _State(state.free & undecided(net, cost.exact, prices), flow)
    return None


def _stages(month: Lean) -> tuple[tuple[LevelSpec, ...], ...]:
    """Levels that are settled at once, up to evenness: those about needs alone, then each of the others."""
    chain = tuple(takewhile(lambda spec: not spec.even, specs(month)))
    needs = tuple(spec for spec in chain if _about_needs(spec))
    return (needs, *((spec,) for spec in chain if not _about_needs(spec)))


def _after_sums(month: Lean) -> tuple[LevelSpec, ...]:
    """Evenness and the levels after it; none where the month has no evenness."""
    chain = specs(month)
    first = next((at for at, spec in enumerate(chain) if spec.even), len(chain))
    return chain[first:]


def _about_needs(spec: LevelSpec) -> bool:
    return spec.urgency is not None or spec.name == WEIGHTED.name


def _cost(month: Lean, net: Net, stage: Sequence[LevelSpec], free: Truth) -> _Cost | None:
    """What levels together cost; ``None`` when that could leave 60 bits."""
    cost = np.zeros(len(net.tail), dtype=np.int64)
    most = 1
    for spec in stage:
        gain = _gain(month, net, spec, free)
        width = _width(month, net, gain)
        most *= width
        if most > _LARGEST:
            return None
        cost = cost * width - gain
    if not _about_needs(stage[0]):
        return _Cost(cost)
    after = next(spec for spec in specs(month) if not (_about_needs(spec) or spec.even))
    return _Cost(cost, _ranked(net, cost, _gain(month, net, after, free)))


def _gain(month: Lean, net: Net, spec: LevelSpec, free: Truth) -> Whole:
    """What each arc adds to a level; used once, a pair keeps its times only if that was once."""
    found = np.zeros(len(net.tail), dtype=np.int64)
    if spec.name == TIE_BREAK.name:
        open_ = np.flatnonzero(free[: net.aside])
        found[open_] = tie_points(month, net.pair[open_])
        return found
    aim = aim_of(month, spec)
    total: Whole = aim.met[month.need] + aim.times + aim.takes
    if month.before is not None:
        total = total + aim.kept * (month.before == 1)
    found[: net.aside] = total[net.pair]
    found[len(found) - len(aim.busy) :] = aim.busy
    return found


def _width(month: Lean, net: Net, gain: Whole) -> int:
    """By how much two plans can differ in a level about needs and pairs at most, and one more."""
    high = np.zeros(len(month.needs), dtype=np.int64)
    low = np.zeros(len(month.needs), dtype=np.int64)
    np.maximum.at(high, month.need[net.pair], gain[: net.aside])
    np.minimum.at(low, month.need[net.pair], gain[: net.aside])
    return int(high.sum() - low.sum()) + 1


def _ranked(net: Net, cost: Whole, after: Whole) -> tuple[Whole, Whole]:
    """Ranks instead of weights: first with the next level beside, which is mostly settled by the way, then alone.

    In a matroid only the order of the weights matters.
    """
    values, ranks = np.unique(cost[: net.aside], return_inverse=True)
    alone = np.zeros(len(cost), dtype=np.int64)
    alone[: net.aside] = ranks - len(values)
    return alone * (_ENOUGH * int(np.abs(after).max(initial=1))) - after, alone


def _best(net: Net, state: _State, cost: Whole) -> Whole | None:
    """The flow of least cost over the undecided arcs; the others keep what they carry."""
    arcs = np.flatnonzero(state.free)
    supply = net.supply.copy()
    found = np.zeros(len(net.tail), dtype=np.int64)
    if state.flow is not None:
        found = np.where(state.free, 0, state.flow)
        np.subtract.at(supply, net.tail, found)
        np.add.at(supply, net.head, found)
    engine = SimpleMinCostFlow()
    engine.add_arcs_with_capacity_and_unit_cost(
        net.tail[arcs].astype(np.int32),
        net.head[arcs].astype(np.int32),
        net.room[arcs],
        cost[arcs],
    )
    engine.set_nodes_supplies(np.arange(len(supply), dtype=np.int32), supply)
    if engine.solve() != engine.OPTIMAL:
        return None
    found[arcs] = engine.flows(np.arange(len(arcs), dtype=np.int32))
    return found


def _levels(month: Lean, times: Whole, above: Sequence[int]) -> tuple[Level, ...]:
    """Every level as the plan reaches it, proven up to the first that could be better."""
    plan = done(month, times)
    used = np.flatnonzero(times)
    chain = specs(month)
    lefts = (*(0 for _ in range(len(chain) - len(above))), *above)
    found: list[Level] = []
    for spec, left in zip(chain, lefts, strict=True):
        proven = left == 0 and all(level.proven for level in found)
        if spec.name == TIE_BREAK.name:
            value = int(tie_points(month, used) @ times[used])
            found.append(told(spec, value, value + left, proven=proven))
        else:
            aim = aim_of(month, spec)
            value = aim.reached(plan)
            found.append(told(spec, value, value + left, proven=proven, constant=aim.constant))
    return tuple(found)
