"""The relaxation of a shape in fractions, straight from its arrays: few ways at first, others join where their price says so."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.solve.engine import Clock
from matcher.solve.glop import LARGEST_GAIN, Linear, maximised
from matcher.solve.knapsacks.shape import Shape, Truth, Whole

Fractions = npt.NDArray[np.float64]

_BEGIN, _JOIN = 4, 3
"""How many ways of each job are looked at first, and how many may join at once."""
_ROUNDS = 40
_HALVINGS = 30
_FULL = 0.97
"""How much of all room the first ways would take, chosen at one price for all rooms."""
_NOTHING = 2.0**-20


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What the relaxation says.

    Attributes:
        prices: Of each job, in gains.
        rooms: What one more of each resource is worth.
        taken: The part of each way that is taken.
    """

    prices: Fractions
    rooms: Fractions
    taken: Fractions


def relaxed(shape: Shape, clock: Clock) -> Relaxed | None:
    """Solve the relaxation; ``None`` when there is none, or no time."""
    nothing = _NOTHING * max(1.0, float(np.abs(shape.gain).max(initial=0)) / LARGEST_GAIN)
    inside = _nearest(shape, _guessed(shape), _BEGIN)
    inside |= _nearest(shape, _short(shape, 2.0 * shape.gain.max(initial=1)), 1)
    for _ in range(_ROUNDS):
        if clock.over:
            return None
        ways = np.flatnonzero(inside)
        found = _solved(shape, ways, clock)
        if found is None:
            return None
        lacking = found.prices[shape.job] + found.rooms[shape.agent] * shape.use - shape.gain
        joining = (lacking < -nothing) & ~inside
        if not joining.any():
            return found
        inside |= joining & _nearest(shape, np.where(joining, lacking, np.inf), _JOIN)
    return None


def _short(shape: Shape, price: float) -> Fractions:
    """By how little each way gains, where all room has one price."""
    share = shape.use / np.maximum(1, shape.room)[shape.agent]
    found: Fractions = price * share * float(shape.room.mean()) - shape.gain
    return found


def _guessed(shape: Shape) -> Fractions:
    """The same at the price at which the best ways nearly fit."""
    low, high = 0.0, 2.0 * float(shape.gain.max(initial=1))
    total = _FULL * float(shape.room.sum())
    for _ in range(_HALVINGS):
        price = (low + high) / 2
        best = _nearest(shape, _short(shape, price), 1)
        if int(shape.use[best].sum()) > total:
            low = price
        else:
            high = price
    return _short(shape, high)


def _nearest(shape: Shape, short: Fractions, count: int) -> Truth:
    """The ways of each job that fall short least."""
    order = np.lexsort((short, shape.job))
    job = shape.job[order]
    first = np.searchsorted(job, np.arange(shape.jobs))
    found = np.zeros(len(order), dtype=np.bool_)
    found[order] = np.arange(len(order)) - first[job] < count
    return found


def _solved(shape: Shape, ways: Whole, clock: Clock) -> Relaxed | None:
    found = maximised(_linear(shape, ways), clock, None)
    if found is None:
        return None
    taken = np.zeros(len(shape.job))
    taken[ways] = found.values
    return Relaxed(found.prices[: shape.jobs], np.maximum(found.prices[shape.jobs :], 0.0), taken)


def _linear(shape: Shape, ways: Whole) -> Linear:
    jobs, agents, count = shape.jobs, len(shape.room), len(ways)
    row = np.concatenate((shape.job[ways], jobs + shape.agent[ways]))
    column = np.concatenate((np.arange(count), np.arange(count)))
    entry = np.concatenate((np.ones(count), shape.use[ways].astype(np.float64)))
    order = np.lexsort((column, row))
    return Linear(
        row[order],
        column[order],
        entry[order],
        low=np.concatenate((np.ones(jobs), np.full(agents, -np.inf))),
        high=np.concatenate((np.ones(jobs), shape.room.astype(np.float64))),
        least=np.zeros(count),
        most=np.full(count, np.inf),
        gain=shape.gain[ways].astype(np.float64),
    )
