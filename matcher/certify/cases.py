"""Proving a bound by cases: split where the relaxation is undecided until every case is bounded by its prices."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.certify.exact import Box, Statement, bound, is_empty
from matcher.certify.prices import priced
from matcher.certify.tree import NO_PRICES, cut
from matcher.domain import Node, RowPrices, Split
from matcher.solve.engine import Clock

_WHOLE = 2.0**-20
_LP_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class _Case:
    """A box still to be bounded, with the prices of the case it was split from."""

    box: Box
    prices: RowPrices


def grown(statement: Statement, value: int, clock: Clock) -> tuple[Node, ...]:
    """A proof that the goal cannot exceed ``value``, as far as there is time.

    Cases left when the time is up are closed with the prices at hand: the proof stays valid and
    proves a weaker bound.
    """
    nodes: list[Node] = []
    waiting = [_Case(statement.box, NO_PRICES)]
    while waiting:
        case = waiting.pop()
        node, parts = _closed_or_split(statement, case, value, clock)
        nodes.append(node)
        waiting.extend(reversed(parts))
    return tuple(nodes)


def _closed_or_split(
    statement: Statement, case: _Case, value: int, clock: Clock
) -> tuple[Node, tuple[_Case, ...]]:
    if clock.over or any(low > high for low, high in case.box):
        return Node(prices=case.prices), ()
    found = priced(statement, case.box, min(clock.left, _LP_SECONDS))
    prices, values = (case.prices, ()) if found is None else (found.prices, found.values)
    if is_empty(statement, case.box, prices) or bound(statement, case.box, prices) <= value:
        return Node(prices=prices), ()
    at = _undecided(case.box, values)
    if at is None:
        return Node(prices=prices), ()
    low, high = case.box[at]
    middle = min(max(low, int(values[at]) if values else low), high - 1)
    sides = (cut(case.box, at, (low, middle)), cut(case.box, at, (middle + 1, high)))
    return Node(split=Split(at, middle)), tuple(_Case(side, prices) for side in sides)


def _undecided(box: Box, values: Sequence[float]) -> int | None:
    """The variable to split: the one farthest from whole, else any that is not fixed."""
    doubts = [abs(value - round(value)) for value in values]
    farthest = max(range(len(doubts)), key=doubts.__getitem__, default=None)
    if farthest is not None and doubts[farthest] > _WHOLE and box[farthest][0] < box[farthest][1]:
        return farthest
    return next((at for at, (low, high) in enumerate(box) if low < high), None)
