"""Prices of the jobs at which the knapsacks tell most: the bound, and what each way loses against it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matcher.solve.engine import Clock
from matcher.solve.knapsacks.losses import losses
from matcher.solve.knapsacks.packed import Packed
from matcher.solve.knapsacks.shape import Shape, Truth, Whole

_CELLS = 2_000_000
"""How many cells are filled at once."""
_STEPS = 600
_PATIENCE = 8
_DEFLECT = 0.4
_FINEST = 128
"""Steps end when they aim at so small a part of what they aimed at first."""
_JOINS, _JOINED, _CLOSE = 5, 20_000, 16
"""How often ways may join, and of how many at most; and the part of what steps aimed at first by which bounds over all ways and
over those looked at may differ."""


@dataclass(frozen=True, slots=True)
class Priced:
    """What prices prove.

    Attributes:
        prices: Of each job, in units of ``2**-shift``.
        shift: See there.
        bound: What no choice gains more than, in those units.
        loss: What is lost against the bound at least when each way is taken.
        certain: What is lost at least whatever is chosen.
        taken: Whether each way is part of the knapsacks filled best.
    """

    prices: Whole
    shift: int
    bound: int
    loss: Whole
    certain: int
    taken: Truth

    @property
    def most(self) -> int:
        """What no choice gains more than, in whole gains."""
        return (self.bound - self.certain) >> self.shift


def priced(shape: Shape, prices: Whole, shift: int) -> Priced:
    """What some prices prove, over every way."""
    profit = (shape.gain << shift) - prices[shape.job]
    into = np.zeros(len(profit), dtype=np.int64)
    outof = np.zeros(len(profit), dtype=np.int64)
    taken = np.zeros(len(profit), dtype=np.bool_)
    bound = int(prices.sum())
    for ways in _portions(shape):
        packed = Packed(shape, ways, shape.room)
        filled = packed.fill(profit[packed.ways])
        bound += filled.best
        into[packed.ways], outof[packed.ways] = packed.losses(filled)
        taken[packed.ways] = filled.taken
    touched = np.zeros((shape.jobs, len(shape.room)), dtype=np.bool_)
    touched[shape.job, shape.agent] = True
    told = losses(shape.job, into, outof, touched)
    return Priced(prices, shift, bound, told.way, told.certain, taken)


def _portions(shape: Shape) -> Iterator[Whole]:
    """Ways of a few resources at a time."""
    order = np.argsort(shape.agent, kind="stable")
    ends = np.searchsorted(shape.agent[order], np.arange(len(shape.room) + 1))
    start = 0
    for agent in range(len(shape.room)):
        last = agent + 1 == len(shape.room)
        some = order[ends[start] : ends[agent + 1]]
        if last or Packed.cells(shape, order[ends[start] : ends[agent + 2]], shape.room) > _CELLS:
            if len(some):
                yield some
            start = agent + 1


def righted(
    shape: Shape, near: Whole, prices: Whole, shift: int, reach: int, clock: Clock
) -> Priced:
    """Better prices, and what they prove over every way: some are looked at first, others join that these prices take.

    Args:
        shape: All ways.
        near: Those looked at first.
        prices: To begin with, in units of ``2**-shift``.
        shift: See there.
        reach: How far below the bound the first steps aim, in those units.
        clock: When to end.
    """
    prices, told = _improved(shape, near, prices, shift, reach, clock)
    best = now = priced(shape, prices, shift)
    for _ in range(_JOINS if len(shape.job) <= _JOINED else 0):
        if clock.over or now.bound - told <= reach // _CLOSE:
            break
        near = np.union1d(near, np.flatnonzero(now.taken))
        prices, told = _improved(shape, near, prices, shift, reach, clock)
        now = priced(shape, prices, shift)
        best = min(best, now, key=lambda one: one.bound)
    return best


def _improved(
    shape: Shape, ways: Whole, prices: Whole, shift: int, reach: int, clock: Clock
) -> tuple[Whole, int]:
    """Better prices and their bound, looking at some ways only, by steps towards a level below the best bound."""
    packed = Packed(shape, ways, shape.room)
    gain = shape.gain[packed.ways] << shift
    best, best_prices, idle = None, prices, 0
    nowhere = np.zeros(shape.jobs)
    direction, least = nowhere, reach / _FINEST
    for _ in range(_STEPS):
        if clock.over:
            break
        filled = packed.fill(gain - prices[packed.job])
        bound = filled.best + int(prices.sum())
        if best is None or bound < best:
            idle = 0 if best is None or best - bound > reach // 16 else idle + 1
            best, best_prices = bound, prices
        else:
            idle += 1
        miss = np.bincount(packed.job[filled.taken], minlength=shape.jobs) - 1.0
        if not miss.any():
            break
        if idle >= _PATIENCE:
            reach, idle, direction = reach // 2, 0, nowhere
            prices, bound = best_prices, best
            if reach < least:
                break
        direction = miss + _DEFLECT * direction
        size = float(direction @ direction)
        if size > 0.0:
            step = (bound - best + reach) / size
            prices = prices + np.round(step * direction).astype(np.int64)
    return best_prices, int(best_prices.sum()) if best is None else best
