"""Column pricing: the relaxation is solved over few pairs, and the others join where their price says so."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.util.python.solve_interrupter import SolveInterrupter

from matcher.solve.engine import Clock
from matcher.solve.glop import Linear, maximised
from matcher.solve.large.lean import Truth, Whole
from matcher.solve.large.program import ONE, Program, Proof, proof

_ROUNDS = 60
_JOIN = 3
"""How many pairs of a demand join at once."""
_ENOUGH = 2.0**-11
"""A relaxation is solved well enough when its bound lies no further above its value, as a share of it."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The relaxation of a level.

    Attributes:
        values: Of each column.
        proof: What its prices prove.
        inside: Which columns it had.
    """

    values: npt.NDArray[np.float64]
    proof: Proof
    inside: Truth


def relaxed(
    whole: Program,
    gain: Whole,
    high: Whole,
    inside: Truth,
    clock: Clock,
    interrupter: SolveInterrupter,
) -> Relaxed | None:
    """Solve the relaxation of a level.

    Args:
        whole: The month.
        gain: What each column adds to the level.
        high: The highest value of each column; 0 shuts it out.
        inside: Which columns to begin with.
        clock: When to end; the best bound so far is told then.
        interrupter: Ends it from another thread.

    Returns:
        ``None`` when the time was up before anything was known.
    """
    inside = inside & (high > 0)
    inside[whole.needs :] = high[whole.needs :] > 0
    best: Relaxed | None = None
    for _ in range(_ROUNDS):
        if clock.over:
            return best
        solved = _solved(whole, gain, high, inside, clock, interrupter)
        if solved is None:
            return best
        values, prices = solved
        found = proof(whole, gain, prices, high)
        if found is None:
            return best
        worse = best is not None and found.bound > best.proof.bound
        best = Relaxed(values, best.proof if best is not None and worse else found, inside)
        value = float(gain @ values)
        told = found.exact / 2.0**found.shift
        joining = _joining(whole, found.costs, inside, high)
        if not joining.any() or told - value <= max(_ENOUGH * abs(value), ONE * 2.0**-10):
            return best
        inside = inside | joining
    return best


def _joining(whole: Program, costs: Whole, inside: Truth, high: Whole) -> Truth:
    """The best pairs of each demand that are not in yet and would add something."""
    found = np.zeros(len(inside), dtype=np.bool_)
    count = whole.needs
    open_ = np.flatnonzero(~inside[:count] & (costs[:count] > 0) & (high[:count] > 0))
    if not len(open_):
        return found
    demand = whole.month.demand[open_]
    order = np.lexsort((-costs[open_], demand))
    demand = demand[order]
    first = np.concatenate(([True], demand[1:] != demand[:-1]))
    start = np.maximum.accumulate(np.where(first, np.arange(len(demand)), 0))
    found[open_[order[np.arange(len(demand)) - start < _JOIN]]] = True
    return found


def _solved(
    whole: Program,
    gain: Whole,
    high: Whole,
    inside: Truth,
    clock: Clock,
    interrupter: SolveInterrupter,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]] | None:
    """Values of all columns and prices of all rows."""
    rows = whole.rows
    used = inside[rows.column]
    own = whole.own[rows.row]
    used &= (own < 0) | inside[np.maximum(own, 0)]
    live = np.zeros(len(rows.high), dtype=np.bool_)
    live[rows.row[used]] = True
    columns, chosen = np.flatnonzero(inside), np.flatnonzero(live)
    column_at = np.cumsum(inside) - 1
    row_at = np.cumsum(live) - 1
    entries = rows.entry[used].astype(np.float64)
    size = np.ones(len(rows.high))
    np.maximum.at(size, rows.row[used], np.abs(entries))
    size = np.where(size >= ONE, float(ONE), 1.0)
    tops = rows.high[chosen] / size[chosen]
    linear = Linear(
        row_at[rows.row[used]],
        column_at[rows.column[used]],
        entries / size[rows.row[used]],
        np.where(rows.equal[chosen], tops, -np.inf),
        tops,
        whole.low[columns].astype(np.float64),
        high[columns].astype(np.float64),
        gain[columns].astype(np.float64),
    )
    found = maximised(linear, clock, interrupter, dual=bool(gain[: whole.needs].any()))
    if found is None:
        return None
    values, prices = np.zeros(len(inside)), np.zeros(len(rows.high))
    values[columns] = found.values
    prices[chosen] = found.prices / size[chosen]
    return values, prices
