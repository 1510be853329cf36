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


@dataclass(frozen=True, slots=True)
class Weighed:
    """A goal weighed against the prices of the rows, whatever the box; all in units of ``2**-shift``.

    Attributes:
        costs: What a step of each variable adds to the goal less what it takes of the rows.
        fixed: What the rows give at most.
        shift: See above.
    """

    costs: Mapping[int, int]
    fixed: int
    shift: int

    def most(self, box: Box) -> int:
        """What the goal cannot exceed within a box, not rounded."""
        return self.fixed + sum(
            cost * (box[at][1] if cost > 0 else box[at][0]) for at, cost in self.costs.items()
        )

    def bound(self, box: Box) -> int:
        """What the goal cannot exceed within a box."""
        return self.most(box) >> self.shift

    def tightened(self, box: Box, least: int) -> Box:
        """The part of a box that can hold plans whose goal is at least ``least``.

        Moving a variable off its best end costs at least its cost for each step, and all of it together
        cannot cost more than the bound lies above ``least``.
        """
        room = self.most(box) - (least << self.shift)
        if room < 0:
            return box
        found = list(box)
        for at, cost in self.costs.items():
            low, high = box[at]
            if cost < 0:
                found[at] = (low, min(high, low + room // -cost))
            elif cost > 0:
                found[at] = (max(low, high - room // cost), high)
        return tuple(found)


def weighed(statement: Statement, prices: RowPrices) -> Weighed:
    """The goal of a statement weighed against prices.

    Raises:
        ValueError: A price stands on a side of a row that has no end, or on a row that is not there.
    """
    return _weighed(statement.rows, statement.goal, prices)


def bound(statement: Statement, box: Box, prices: RowPrices) -> int:
    """What the goal cannot exceed within a box, by these prices.

    Raises:
        ValueError: See :func:`weighed`.
    """
    return weighed(statement, prices).bound(box)


def is_empty(statement: Statement, box: Box, prices: RowPrices) -> bool:
    """Whether prices prove that no plan lies within a box.

    Raises:
        ValueError: See :func:`weighed`.
    """
    if any(low > high for low, high in box):
        return True
    return prices.empty and _weighed(statement.rows, {}, prices).most(box) < 0


def tightened(statement: Statement, box: Box, prices: RowPrices, least: int) -> Box:
    """See :meth:`Weighed.tightened`."""
    return weighed(statement, prices).tightened(box, least)


def _weighed(rows: Sequence[Row], goal: Mapping[int, int], prices: RowPrices) -> Weighed:
    costs = {at: coefficient << prices.shift for at, coefficient in goal.items()}
    fixed = 0
    for number, price in prices.rows:
        row = rows[number] if 0 <= number < len(rows) else None
        end = None if row is None else row.high if price > 0 else row.low
        if row is None or end is None:
            raise ValueError(f"第{number}个条件不存在，或者这样定的价没有意义")
        fixed += price * end
        for coefficient, at in row.entries:
            costs[at] = costs.get(at, 0) - price * coefficient
    return Weighed(costs, fixed, prices.shift)
