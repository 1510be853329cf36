"""Reading a proof by cases: a tree of splits whose leaves are bounded by prices."""

from collections.abc import Iterator, Sequence

from matcher.certify.exact import Box, Statement, bound, is_empty
from matcher.domain import Node, RowPrices

NO_PRICES = RowPrices((), 0)


def leaves(box: Box, nodes: Sequence[Node]) -> Iterator[tuple[Box, RowPrices]]:
    """The cases of a proof: together they are the whole box.

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
        low, high = here[node.split.variable]
        at = node.split.at
        waiting.append(cut(here, node.split.variable, (at + 1, high)))
        waiting.append(cut(here, node.split.variable, (low, at)))
    if waiting:
        raise ValueError("a case is missing")


def proven_bound(statement: Statement, nodes: Sequence[Node]) -> int | None:
    """What the goal cannot exceed, by a proof; ``None`` = it proves that there is no plan at all.

    Raises:
        ValueError: It is no proof: see :func:`leaves` and :func:`~matcher.certify.exact.bound`.
    """
    cases = (
        bound(statement, box, prices)
        for box, prices in leaves(statement.box, nodes)
        if not is_empty(statement, box, prices)
    )
    return max(cases, default=None)


def cut(box: Box, at: int, ends: tuple[int, int]) -> Box:
    """The part of a box in which a variable lies between these ends."""
    return (*box[:at], ends, *box[at + 1 :])
