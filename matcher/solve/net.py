"""A net of arcs, and the potentials that prove a flow through it the cheapest, in whole numbers."""

from dataclasses import dataclass

import numpy as np

from matcher.domain import Stop, never
from matcher.solve.large.lean import UNLIMITED, Lean, Truth, Whole, promising

MUCH = 2**36
"""What a need takes of a resource counts for no more, so that sums stay small; far above any capacity that bites."""


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


def net_of(month: Lean) -> Net | None:
    """The month as a net; ``None`` when a lock or claim can never be kept."""
    allowed = month.most > 0
    for need, positions in month.asked:
        wanted = np.zeros(len(month.pairs), dtype=np.bool_)
        wanted[positions] = True
        allowed &= wanted | (month.need != need)
    pair = np.flatnonzero(allowed)
    if np.setdiff1d(month.asked_needs, month.need[pair]).size:
        return None
    needs, resources, units = len(month.needs), len(month.capacity), len(month.units)
    end = needs + resources + units
    slots, owner = _slots(month, pair), np.zeros(resources, dtype=np.int64)
    owner[month.resource] = month.unit
    owing = promising(month)
    told = (month.cap < UNLIMITED) | owing
    after = np.where(told[owner], needs + resources + owner, end) if units else owner + end
    numbers = np.arange(needs)
    aside = np.ones(needs, dtype=np.int64)
    aside[month.asked_needs] = 0
    supply = np.zeros(end + 1, dtype=np.int64)
    supply[:needs] = 1
    supply[end] = -needs
    own, over = np.full(units, end), needs + resources + np.arange(units)
    cap = np.minimum(month.cap, needs)
    first = np.minimum(owing, cap)
    return Net(
        tail=np.concatenate((month.need[pair], numbers, needs + np.arange(resources), over, over)),
        head=np.concatenate((needs + month.resource[pair], np.full(needs, end), after, own, own)),
        room=np.concatenate((np.ones(len(pair), dtype=np.int64), aside, slots, cap - first, first)),
        supply=supply,
        pair=pair,
        aside=len(pair),
    )


def _slots(month: Lean, pair: Whole) -> Whole:
    """How many needs each resource can serve."""
    uses = np.ones(len(month.capacity), dtype=np.int64)
    total = np.zeros(len(month.capacity), dtype=np.int64)
    uses[month.resource[pair]] = month.uses[pair]
    np.add.at(total, month.resource[pair], np.minimum(month.uses[pair], MUCH))
    found: Whole = np.where(total <= month.capacity, len(month.needs), month.capacity // uses)
    return np.minimum(found, len(month.needs))


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


def on_cycles(net: Net, free: Truth, flow: Whole) -> Truth:
    """Free arcs that may lie on a cycle along which the flow can change; all others carry the same in every flow.

    An arc can change only within a strong component of the open steps, and not where it alone joins a node to it.
    """
    ahead = np.flatnonzero(free & (flow < net.room))
    back = np.flatnonzero(free & (flow > 0))
    start = np.concatenate((net.tail[ahead], net.head[back]))
    end = np.concatenate((net.head[ahead], net.tail[back]))
    part = _strong_parts(start, end, len(net.supply))
    found: Truth = free & (net.room > 0) & (part[net.tail] == part[net.head])
    while True:
        ends = np.concatenate((net.tail[found], net.head[found]))
        joined = np.bincount(ends, minlength=len(net.supply))
        alone = found & ((joined[net.tail] == 1) | (joined[net.head] == 1))
        if not alone.any():
            return found
        found = found & ~alone


def _strong_parts(start: Whole, end: Whole, nodes: int) -> Whole:
    """A number for each node, the same for all that can be reached from each other (Tarjan, without recursion)."""
    order = np.argsort(start, kind="stable")
    ends = end[order].tolist()
    bounds = np.searchsorted(start[order], np.arange(nodes + 1)).tolist()
    ahead = bounds[:-1]
    seen, low, part = [-1] * nodes, [0] * nodes, [-1] * nodes
    count = 0
    waiting: list[int] = []
    for root in range(nodes):
        path = [root] if seen[root] < 0 else []
        while path:
            node = path[-1]
            if seen[node] < 0:
                seen[node] = low[node] = count
                count += 1
                waiting.append(node)
            if ahead[node] < bounds[node + 1]:
                then = ends[ahead[node]]
                ahead[node] += 1
                if seen[then] < 0:
                    path.append(then)
                elif part[then] < 0:
                    low[node] = min(low[node], seen[then])
                continue
            path.pop()
            if path:
                low[path[-1]] = min(low[path[-1]], low[node])
            while low[node] == seen[node] and part[node] < 0:
                part[waiting.pop()] = node
    return np.array(part, dtype=np.int64)
