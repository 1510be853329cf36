"""Proving a bound by cases: split where the relaxation is undecided until every case is bounded by its prices."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.certify.exact import Box, Statement, is_empty, weighed
from matcher.certify.narrowing import Narrowing
from matcher.certify.prices import priced
from matcher.certify.tree import NO_PRICES, sides, within
from matcher.domain import Node, RowPrices, Split
from matcher.solve.engine import Clock, breaks

_WHOLE = 2.0**-20
_LP_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class _Case:
    """A box still to be bounded, with the prices of the case it was split from."""

    box: Box
    prices: RowPrices


def grown(statement: Statement, narrowing: Narrowing, value: int, clock: Clock) -> tuple[Node, ...]:
    """A proof that the goal cannot exceed ``value``, as far as there is time and it is true.

    Cases left when the time is up, or when a plan is seen that exceeds the value, are closed with the
    prices at hand: the proof stays valid and proves a weaker bound.
    """
    nodes: list[Node] = []
    waiting = [_Case(statement.box, NO_PRICES)]
    beaten = False
    while waiting:
        case = waiting.pop()
        if beaten or clock.over:
            nodes.append(Node(prices=case.prices))
            continue
        found = _looked_at(statement, narrowing, case, value, clock)
        beaten = found.beaten
        nodes.append(found.node)
        waiting.extend(reversed(found.parts))
    return tuple(nodes)


@dataclass(frozen=True, slots=True)
class _Found:
    """What became of a case.

    Attributes:
        node: Closed or split.
        parts: Its two sides when it is split.
        beaten: Whether the relaxation is a plan that exceeds the value, so that no proof can succeed.
    """

    node: Node
    parts: tuple[_Case, ...] = ()
    beaten: bool = False


def _looked_at(
    statement: Statement, narrowing: Narrowing, case: _Case, value: int, clock: Clock
) -> _Found:
    if any(low > high for low, high in case.box):
        return _Found(Node(prices=case.prices))
    found = priced(statement, case.box, min(clock.left, _LP_SECONDS))
    prices, values = (case.prices, ()) if found is None else (found.prices, found.values)
    if is_empty(statement, case.box, prices):
        return _Found(Node(prices=prices))
    against = weighed(statement, prices)
    if against.bound(case.box) <= value:
        return _Found(Node(prices=prices))
    if values and _exceeds(statement, values, value):
        return _Found(Node(prices=prices), beaten=True)
    at = _undecided(case.box, values)
    if at is None:
        return _Found(Node(prices=prices))
    low, high = case.box[at]
    split = Split(at, min(max(low, int(values[at]) if values else low), high - 1))
    here = within(narrowing, case.box, against, value + 1)
    parts = sides(narrowing, here, split)
    return _Found(Node(split, prices), tuple(_Case(part, prices) for part in parts))


def _exceeds(statement: Statement, values: Sequence[float], value: int) -> bool:
    """Whether the values are whole, keep every row and exceed the value."""
    whole = [round(one) for one in values]
    if any(abs(one - near) > _WHOLE for one, near in zip(values, whole, strict=True)):
        return False
    goal = sum(coefficient * whole[at] for at, coefficient in statement.goal.items())
    return goal > value and not any(breaks(row, whole) for row in statement.rows)


def _undecided(box: Box, values: Sequence[float]) -> int | None:
    """The variable to split: the one farthest from whole, else any that is not fixed."""
    doubts = [abs(value - round(value)) for value in values]
    farthest = max(range(len(doubts)), key=doubts.__getitem__, default=None)
    if farthest is not None and doubts[farthest] > _WHOLE and box[farthest][0] < box[farthest][1]:
        return farthest
    return next((at for at, (low, high) in enumerate(box) if low < high), None)
