"""Where the best large plan stands, with what is proven about it; read while it is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from matcher.domain import Level
from matcher.rules import TIE_BREAK
from matcher.rules.levels import TIE_LEAST, TIE_RANGE
from matcher.solve.large.aims import Aim, aim_of, done, specs, tie_points, told
from matcher.solve.large.dual import Priced
from matcher.solve.large.lean import Lean, Whole
from matcher.solve.result import Reckoning, assignment

ENGINE = "greedy + glop + highs（分块）"


@dataclass(slots=True)
class _Bounds:
    """What is known of a level's bound.

    Attributes:
        ceiling: Whatever is planned.
        given: Bounds of plans that reach some floors in the levels before.
        priced: Bounds that depend on what the levels before reach, of plans that reach some floors in them.
    """

    ceiling: int
    given: list[tuple[tuple[int, ...], int]] = field(default_factory=list)
    priced: list[tuple[tuple[int, ...], Priced]] = field(default_factory=list)

    def now(self, reached: Sequence[int]) -> int:
        """What holds of plans that reach as much."""
        holding = [bound for floors, bound in self.given if _reaches(reached, floors)]
        priced = [one.bound(reached) for floors, one in self.priced if _reaches(reached, floors)]
        return min([self.ceiling, *holding, *priced])


def _reaches(reached: Sequence[int], floors: Sequence[int]) -> bool:
    return all(value >= floor for value, floor in zip(reached, floors, strict=False))


class Board:
    """The best plan so far; a plan that is no better level by level does not replace it.

    Attributes:
        month: In arrays.
        aims: Every level but the fixed choice between equals, in order.
    """

    def __init__(self, month: Lean) -> None:
        self.month = month
        self.aims: tuple[Aim, ...] = tuple(
            aim_of(month, spec) for spec in specs(month) if spec.name != TIE_BREAK.name
        )
        self._lock = Lock()
        self._best: tuple[tuple[int, ...], Whole] | None = None
        self._bounds = [_Bounds(_ceiling(month, aim)) for aim in self.aims]

    def reckoned(self, times: Whole) -> tuple[int, ...]:
        """What a plan comes to in each level."""
        plan = done(self.month, times)
        return tuple(aim.reached(plan) for aim in self.aims)

    def put(self, times: Whole) -> bool:
        """Keep a plan if it is better; whether it was."""
        reached = self.reckoned(times)
        with self._lock:
            better = self._best is None or reached > self._best[0]
            if better:
                self._best = (reached, times)
        return better

    def bound(self, level: int, bound: int, floors: Sequence[int]) -> None:
        """What a level cannot exceed in any plan that reaches the floors in the levels before."""
        with self._lock:
            self._bounds[level].given.append((tuple(floors[:level]), bound))

    def priced(self, level: int, found: Priced, floors: Sequence[int] = ()) -> None:
        """What prices prove of a level, by what the levels before reach; of any plan that reaches the floors there."""
        with self._lock:
            self._bounds[level].priced.append((tuple(floors[:level]), found))

    def bound_of(self, level: int) -> int:
        """What a level cannot exceed in any plan as good in the levels before."""
        with self._lock:
            return self._bounds[level].now(self._reached())

    def bound_beyond(self, level: int, reached: Sequence[int]) -> int:
        """What a level, as users read it, cannot exceed in any plan that reaches as much in the levels before."""
        aim = self.aims[level]
        with self._lock:
            bound = self._bounds[level].now(reached)
        return (1 if aim.spec.maximise else -1) * bound + aim.constant

    def _reached(self) -> tuple[int, ...]:
        return () if self._best is None else self._best[0]

    def _pairs(self) -> list[tuple[int, int]]:
        """What each level reaches and its bound."""
        reached = self._reached()
        return [
            (value, bounds.now(reached))
            for value, bounds in zip(reached, self._bounds, strict=False)
        ]

    @property
    def reached(self) -> tuple[int, ...]:
        """What the best plan comes to in each level."""
        with self._lock:
            return () if self._best is None else self._best[0]

    @property
    def times(self) -> Whole:
        """Times of each pair in the best plan."""
        with self._lock:
            return (
                np.zeros(len(self.month.pairs), dtype=np.int64)
                if self._best is None
                else self._best[1]
            )

    def unproven(self) -> int:
        """The first level that is not proven; the number of levels when all are."""
        with self._lock:
            pairs = self._pairs()
        open_ = (level for level, (value, bound) in enumerate(pairs) if value < bound)
        return next(open_, len(self.aims))

    def unproven_in(self, first: int, upto: int) -> bool:
        """Whether one of some levels has a value below its bound."""
        with self._lock:
            return any(value < bound for value, bound in self._pairs()[first:upto])

    def told(self, level: int) -> str:
        """A level with its value and bound, as users read it."""
        aim = self.aims[level]
        with self._lock:
            reached = self._reached()
            value = reached[level] if reached else 0
            bound = self._bounds[level].now(reached)
        as_told = told(aim.spec, value, bound, proven=value >= bound, constant=aim.constant)
        return f"{as_told.label}（{as_told.value}，上限{as_told.bound}）"

    def standing(self) -> Reckoning:
        """What users are told."""
        with self._lock:
            if self._best is None:
                raise RuntimeError("no plan has been put up yet")
            (reached, times) = self._best
            bounds = tuple(bounds.now(reached) for bounds in self._bounds)
        month = self.month
        used = np.flatnonzero(times)
        assignments = tuple(
            assignment(month.pairs[at], month.demands[month.demand[at]], int(times[at]))
            for at in used.tolist()
        )
        return Reckoning(self._levels(reached, bounds, used, times), assignments, ENGINE)

    def _levels(
        self, reached: Sequence[int], bounds: Sequence[int], used: Whole, times: Whole
    ) -> tuple[Level, ...]:
        found, proven = [], True
        for aim, value, bound in zip(self.aims, reached, bounds, strict=True):
            proven = proven and value >= bound
            found.append(told(aim.spec, value, bound, proven=proven, constant=aim.constant))
        value = int(tie_points(self.month, used) @ times[used])
        most = np.maximum(TIE_LEAST, TIE_RANGE // self.month.times) * self.month.times
        proven = proven and value >= int(most.sum())
        found.append(told(TIE_BREAK, value, int(most.sum()), proven=proven))
        return tuple(found)


def _ceiling(month: Lean, aim: Aim) -> int:
    """What a level cannot exceed whatever is planned."""
    if aim.step is not None:
        return aim.step.ceiling
    best = np.zeros(len(month.demands), dtype=np.int64)
    once = np.maximum(aim.times, 0) * month.times[month.demand]
    np.maximum.at(best, month.demand, once)
    return int(
        np.maximum(aim.met, 0).sum()
        + best.sum()
        + np.maximum(aim.takes, 0).sum()
        + np.maximum(aim.kept, 0).sum()
        + np.maximum(aim.busy, 0).sum()
    )
