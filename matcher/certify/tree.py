"""Reading a proof by cases: a tree of splits whose leaves are bounded by prices."""

from collections.abc import Iterator, Sequence

from matcher.certify.exact import Box, Statement, bound, is_empty
from matcher.certify.narrowing import Narrowing
from matcher.domain import Node, RowPrices, Split

NO_PRICES = RowPrices((), 0)


def leaves(
    box: Box, narrowing: Narrowing, nodes: Sequence[Node]
) -> Iterator[tuple[Box, RowPrices]]:
    """The cases of a proof: together they hold every plan in the box that the narrowing leaves.

    Raises:
        ValueError: The nodes are not one tree, or split what cannot be split.
    """
    waiting = [box]
    for node in nodes:
        if not waiting or (node.split is None) == (node.prices is None):
            raise ValueError("not one tree")
        here = waiting.pop()
        if node.prices is not None:
            yield here, node.prices
            continue
        assert node.split is not None  # one of the two is given
        if not 0 <= node.split.variable < len(here):
            raise ValueError("a split of no variable")
        waiting.extend(reversed(sides(narrowing, here, node.split)))
    if waiting:
        raise ValueError("a case is missing")


def proven_bound(statement: Statement, narrowing: Narrowing, nodes: Sequence[Node]) -> int | None:
    """What the goal cannot exceed in plans the narrowing leaves, by a proof; ``None`` = it proves there is none.

    Raises:
        ValueError: It is no proof: see :func:`leaves` and :func:`~matcher.certify.exact.bound`.
    """
    cases = (
        bound(statement, box, prices)
        for box, prices in leaves(statement.box, narrowing, nodes)
        if not is_empty(statement, box, prices)
    )
    return max(cases, default=None)


def sides(narrowing: Narrowing, box: Box, split: Split) -> tuple[Box, Box]:
    """The two sides of a split, without what no plan can be."""
    low, high = box[split.variable]
    first = cut(box, split.variable, (low, min(high, split.at)))
    second = cut(box, split.variable, (max(low, split.at + 1), high))
    return narrowing.box(first, (split.variable,)), narrowing.box(second, (split.variable,))


def cut(box: Box, at: int, ends: tuple[int, int]) -> Box:
    """The part of a box in which a variable lies between these ends."""
    return (*box[:at], ends, *box[at + 1 :])
