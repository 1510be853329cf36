"""Reading a proof by cases: a tree of splits whose leaves are bounded by prices."""

from collections.abc import Iterator, Sequence

from matcher.certify.exact import Box, Statement, Weighed, bound, is_empty, weighed
from matcher.certify.narrowing import Narrowing
from matcher.domain import Node, RowPrices, Split

NO_PRICES = RowPrices((), 0)


def leaves(
    statement: Statement, narrowing: Narrowing, least: int, nodes: Sequence[Node]
) -> Iterator[tuple[Box, RowPrices]]:
    """The cases of a proof: together they hold every plan in the box whose goal is at least so large.

    Raises:
        ValueError: The nodes are not one tree, or split what cannot be split.
    """
    waiting = [statement.box]
    for node in nodes:
        if not waiting or (node.split is None and node.prices is None):
            raise ValueError("分情形证明的各种情形连不成一体")
        here = waiting.pop()
        if node.split is None:
            yield here, node.prices or NO_PRICES
            continue
        if not 0 <= node.split.variable < len(here):
            raise ValueError(f"分情形证明用到的第{node.split.variable}个变量不存在")
        if node.prices is not None:
            here = within(narrowing, here, weighed(statement, node.prices), least)
        waiting.extend(reversed(sides(narrowing, here, node.split)))
    if waiting:
        raise ValueError("分情形证明缺了一种情形")


def proven_bound(
    statement: Statement, narrowing: Narrowing, least: int, nodes: Sequence[Node]
) -> int | None:
    """What the goal cannot exceed in plans that reach at least so much; ``None`` = there is none.

    Raises:
        ValueError: It is no proof: see :func:`leaves` and :func:`~matcher.certify.exact.bound`.
    """
    cases = (
        bound(statement, box, prices)
        for box, prices in leaves(statement, narrowing, least, nodes)
        if not is_empty(statement, box, prices)
    )
    return max(cases, default=None)


def within(narrowing: Narrowing, box: Box, prices: Weighed, least: int) -> Box:
    """The part of a box that can hold plans that reach so much, by some prices."""
    found = prices.tightened(box, least)
    moved = [at for at, ends in enumerate(found) if ends != box[at]]
    return narrowing.box(found, moved) if moved else box


def sides(narrowing: Narrowing, box: Box, split: Split) -> tuple[Box, Box]:
    """The two sides of a split, without what no plan can be."""
    low, high = box[split.variable]
    first = cut(box, split.variable, (low, min(high, split.at)))
    second = cut(box, split.variable, (max(low, split.at + 1), high))
    return narrowing.box(first, (split.variable,)), narrowing.box(second, (split.variable,))


def cut(box: Box, at: int, ends: tuple[int, int]) -> Box:
    """The part of a box in which a variable lies between these ends."""
    return (*box[:at], ends, *box[at + 1 :])
