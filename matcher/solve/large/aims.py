"""The levels of a month as arrays: what meeting a need and what using a pair adds to each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile

import numpy as np

from matcher.domain import Level
from matcher.rules import FIT_SCALE, LevelSpec, levels
from matcher.rules.fairness import level_names
from matcher.rules.levels import CHANGES, COMMITTED, FIT, RESERVE, TIE_BREAK, WEIGHTED
from matcher.rules.prefer import preference
from matcher.solve.large.evenness import Step, step_of
from matcher.solve.large.lean import Lean, Whole


@dataclass(frozen=True, slots=True)
class Aim:
    """A level as something to maximise.

    Attributes:
        spec: The level.
        met: What meeting each need adds.
        times: What each time of each pair adds.
        takes: What each pair adds that is used at all.
        kept: What each pair adds that keeps its times of the previous plan.
        busy: What each unit adds that honours its promise.
        constant: What the level counts besides, sign not turned.
        step: What a level of evenness counts, which is no sum; all the sums are empty then.
    """

    spec: LevelSpec
    met: Whole
    times: Whole
    takes: Whole
    kept: Whole
    busy: Whole
    constant: int = 0
    step: Step | None = None

    def reached(self, done: "Done") -> int:
        """What a plan comes to, constant left out."""
        if self.step is not None:
            return self.step.reached(done.met, done.times)
        return int(
            self.met @ done.met
            + self.times @ done.times
            + self.takes @ done.takes
            + self.kept @ done.kept
            + self.busy @ done.busy
        )


@dataclass(frozen=True, slots=True)
class Done:
    """A plan: times of each pair and what follows from them, each 0 or 1.

    Attributes:
        times: Of each pair.
        takes: Whether each pair is used.
        met: Whether each need is met.
        kept: Whether each pair of the previous plan keeps its times.
        busy: Whether each unit honours an open promise.
    """

    times: Whole
    takes: Whole
    met: Whole
    kept: Whole
    busy: Whole


def done(month: Lean, times: Whole) -> Done:
    """What follows from the times of the pairs, which must serve needs in full."""
    takes = times > 0
    met = np.zeros(len(month.needs), dtype=np.int64)
    met[month.need[takes]] = 1
    busy = np.zeros(len(month.units), dtype=np.int64)
    busy[month.unit[takes & month.honouring]] = 1
    kept = np.zeros(len(times), dtype=np.int64)
    if month.before is not None:
        kept[takes & np.equal(times, month.before)] = 1
    return Done(times, takes.astype(np.int64), met, kept, busy)


def told(spec: LevelSpec, reached: int, bound: int, *, proven: bool, constant: int = 0) -> Level:
    """A level as users read it, from sums to be maximised."""
    sign = 1 if spec.maximise else -1
    return Level(
        name=spec.name,
        label=spec.label,
        value=sign * reached + constant,
        bound=sign * max(reached, bound) + constant,
        proven=proven,
        maximise=spec.maximise,
        measure=spec.measure,
    )


KNOWN = (WEIGHTED.name, COMMITTED.name, RESERVE.name, CHANGES.name, FIT.name, TIE_BREAK.name)
"""Levels that are arrays here, beside those of the urgencies."""


def specs(month: Lean) -> tuple[LevelSpec, ...]:
    """The levels of a month in order."""
    return levels(
        month.options,
        has_previous=month.before is not None,
        committed=bool(month.honouring.any()),
        reserve=bool(month.reserve.any()),
        even=level_names(month.groups),
    )


def known(chosen: Sequence[LevelSpec]) -> bool:
    """Whether every level is one that can be written as arrays."""
    return all(spec.urgency is not None or spec.even or spec.name in KNOWN for spec in chosen)


def sums(aims: Sequence[Aim]) -> tuple[Aim, ...]:
    """The levels up to the last that is a sum: evenness after it is only counted."""
    found = tuple(dropwhile(lambda aim: aim.step is not None, reversed(aims)))
    return found[::-1]


def aim_of(month: Lean, spec: LevelSpec) -> Aim:
    """A level of a month; the fixed choice is worked out for every pair, which takes a while.

    Raises:
        ValueError: The level is not one that can be written as arrays.
    """
    no_need = np.zeros(len(month.needs), dtype=np.int64)
    no_pair = np.zeros(len(month.pairs), dtype=np.int64)
    no_unit = np.zeros(len(month.units), dtype=np.int64)
    empty = Aim(spec, no_need, no_pair, no_pair, no_pair, no_unit)
    if spec.urgency is not None:
        return replace(empty, met=(month.urgency == spec.urgency).astype(np.int64))
    if spec.name == WEIGHTED.name:
        return replace(empty, met=month.weight)
    if spec.name == COMMITTED.name:
        no_unit[month.unit[month.honouring]] = 1
        return replace(empty, busy=no_unit)
    if spec.name == RESERVE.name:
        return replace(empty, takes=-month.reserve.astype(np.int64))
    if spec.even:
        step = step_of(month.groups, spec.name)
        return replace(empty, constant=step.certain, step=step)
    if spec.name == FIT.name:
        return replace(empty, times=fit_points(month))
    if spec.name == TIE_BREAK.name:
        return replace(empty, times=tie_points(month, np.arange(len(no_pair))))
    if spec.name == CHANGES.name and month.before is not None:
        was = (month.before > 0).astype(np.int64)
        return replace(empty, takes=was - 1, kept=was, constant=month.gone + int(was.sum()))
    raise ValueError(f"the level {spec.name} is not known here")


def combined(aims: Sequence[Aim], points: Sequence[int]) -> Aim:
    """Levels that are sums as one, told by the name of the last: so many points for each point of theirs."""
    last = aims[-1]
    return replace(
        last,
        met=sum((p * aim.met for p, aim in zip(points, aims, strict=True)), last.met * 0),
        times=sum((p * aim.times for p, aim in zip(points, aims, strict=True)), last.times * 0),
        takes=sum((p * aim.takes for p, aim in zip(points, aims, strict=True)), last.takes * 0),
        kept=sum((p * aim.kept for p, aim in zip(points, aims, strict=True)), last.kept * 0),
        busy=sum((p * aim.busy for p, aim in zip(points, aims, strict=True)), last.busy * 0),
    )


def usual(month: Lean, aim: Aim) -> float:
    """What a need, a promise or a pair that counts adds on average; 1 where nothing counts."""
    best = np.zeros(len(month.demands))
    once = np.maximum(aim.times, 0) * month.times[month.demand]
    np.maximum.at(best, month.demand, once.astype(np.float64))
    of_need = np.bincount(month.need_of_demand, best, minlength=len(month.needs))
    every = np.concatenate((of_need, aim.met, aim.busy, np.abs(aim.takes), aim.kept))
    counted = every[every > 0]
    return float(counted.mean()) if len(counted) else 1.0


def fit_points(month: Lean) -> Whole:
    """See the rule ``good_fit``."""
    forms = month.first_demand[1:] - month.first_demand[:-1]
    found: Whole = np.floor_divide(
        month.score * FIT_SCALE, forms[month.need] * month.times[month.demand], dtype=np.int64
    )
    return found


def tie_points(month: Lean, positions: Whole) -> Whole:
    """See the rule ``fixed_choice_between_equals``; of some pairs only, for it is slow."""
    times = month.times[month.demand[positions]].tolist()
    return np.fromiter(
        (
            preference(month.pairs[at].key, count)
            for at, count in zip(positions.tolist(), times, strict=True)
        ),
        dtype=np.int64,
        count=len(times),
    )
