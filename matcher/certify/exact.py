"""Bounds from prices, in whole numbers of any size: nothing a solver says is believed.

Weak duality: for any price p of each row, and every plan x within its bounds that keeps the rows,

    goal·x = (goal - pA)·x + p·(Ax) ≤ Σ max over the bounds of (goal - pA)ⱼ xⱼ + Σ max over the row of pᵢ bᵢ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.domain import RowPrices
from matcher.rules import Row

Box = tuple[tuple[int, int], ...]
"""Lowest and highest value of each variable."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Maximise a sum of variables under rows, all in whole numbers.

    Attributes:
        rows: Conditions.
        goal: Coefficient of each variable that counts.
        box: See :data:`Box`.
        idle: Variables that no level has asked for yet; whoever looks for prices may leave their rows out.
    """

    rows: tuple[Row, ...]
    goal: Mapping[int, int]
    box: Box
    idle: frozenset[int] = frozenset()


def bound(statement: Statement, box: Box, prices: RowPrices) -> int:
    """What the goal cannot exceed within a box, by these prices.

    Raises:
        ValueError: A price stands on a side of a row that has no end, or on a row that is not there.
    """
    return _most(statement, statement.goal, box, prices) >> prices.shift


def is_empty(statement: Statement, box: Box, prices: RowPrices) -> bool:
    """Whether prices prove that no plan lies within a box.

    Raises:
        ValueError: See :func:`bound`.
    """
    if any(low > high for low, high in box):
        return True
    return prices.empty and _most(statement, {}, box, prices) < 0


def tightened(statement: Statement, box: Box, prices: RowPrices, least: int) -> Box:
    """The part of a box that can hold plans whose goal is at least ``least``.

    Moving a variable off its best end costs at least its cost for each step, and all of it together
    cannot cost more than the bound lies above ``least``.
    """
    room = _most(statement, statement.goal, box, prices) - (least << prices.shift)
    if room < 0:
        return box
    costs, _ = _costs(statement.rows, statement.goal, prices)
    found = list(box)
    for at, cost in costs.items():
        low, high = box[at]
        if cost < 0:
            found[at] = (low, min(high, low + room // -cost))
        elif cost > 0:
            found[at] = (max(low, high - room // cost), high)
    return tuple(found)


def _costs(
    rows: Sequence[Row], goal: Mapping[int, int], prices: RowPrices
) -> tuple[dict[int, int], int]:
    """The cost of each variable and what the rows give at most, in units of ``2**-shift``."""
    costs = {at: coefficient << prices.shift for at, coefficient in goal.items()}
    fixed = 0
    for number, price in prices.rows:
        row = rows[number] if 0 <= number < len(rows) else None
        end = None if row is None else row.high if price > 0 else row.low
        if row is None or end is None:
            raise ValueError(f"a price without meaning on row {number}")
        fixed += price * end
        for coefficient, at in row.entries:
            costs[at] = costs.get(at, 0) - price * coefficient
    return costs, fixed


def _most(statement: Statement, goal: Mapping[int, int], box: Box, prices: RowPrices) -> int:
    costs, fixed = _costs(statement.rows, goal, prices)
    return fixed + sum(_best(cost, box[at]) for at, cost in costs.items())


def _best(cost: int, ends: tuple[int, int]) -> int:
    return cost * (ends[1] if cost > 0 else ends[0])
