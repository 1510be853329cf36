"""A net of arcs, and the potentials that prove a flow through it the cheapest, in whole numbers."""

from dataclasses import dataclass

import numpy as np

from matcher.domain import Stop, never
from matcher.solve.large.lean import Truth, Whole


@dataclass(frozen=True, slots=True)
class Net:
    """Arcs from needs to resources to units to the end; the first belong to the pairs.

    The last, one for each unit, carry the first need a unit with an open commitment serves.

    Attributes:
        tail: Node where each arc begins.
        head: Node where it ends.
        room: What it can carry.
        supply: Of each node.
        pair: Position in the month of each arc that is a pair.
        aside: Number of the first of the arcs by which needs stay unmet.
    """

    tail: Whole
    head: Whole
    room: Whole
    supply: Whole
    pair: Whole
    aside: int


def potentials(
    net: Net, free: Truth, flow: Whole, cost: Whole, rounds: int, stop: Stop = never
) -> Whole | None:
    """Potentials under which no open step has a negative cost: the proof that no flow costs less.

    Found by passing improvements on from the nodes that changed; ``None`` when there are none, none in so many rounds,
    or none before the stop.
    """
    ahead = np.flatnonzero(free & (flow < net.room))
    back = np.flatnonzero(free & (flow > 0))
    start = np.concatenate((net.tail[ahead], net.head[back]))
    order = np.argsort(start, kind="stable")
    start = start[order]
    end = np.concatenate((net.head[ahead], net.tail[back]))[order]
    price = np.concatenate((cost[ahead], -cost[back]))[order]
    first = np.searchsorted(start, np.arange(len(net.supply) + 1))
    found = np.zeros(len(net.supply), dtype=np.int64)
    changed = np.arange(len(net.supply))
    for _ in range(rounds):
        if stop():
            return None
        steps = _spans(first[changed], first[changed + 1])
        offered = found[start[steps]] + price[steps]
        better = offered < found[end[steps]]
        if not better.any():
            return found
        steps = end[steps[better]]
        np.minimum.at(found, steps, offered[better])
        changed = np.unique(steps)
    return None


def _spans(first: Whole, last: Whole) -> Whole:
    """All numbers from each first to before each last, one span after the other."""
    lengths = last - first
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    shift: Whole = np.repeat(first - ends + lengths, lengths)
    return np.arange(total, dtype=np.int64) + shift


def undecided(net: Net, cost: Whole, prices: Whole) -> Truth:
    """Arcs that can carry more or less without costing anything."""
    found: Truth = cost + prices[net.tail] - prices[net.head] == 0
    return found
