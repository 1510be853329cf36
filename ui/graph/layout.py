"""Where nodes and bands of a picture stand; plain numbers, free of Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

LEFT = "left"
RIGHT = "right"
_USED = 0.86
"""How much of a node's height its bands take at most."""
THICKEST = 9.0
"""How many pixels a single link is thick at most."""


@dataclass(frozen=True, slots=True)
class Node:
    """A line of a column: a group, or one need or resource of a group that is open.

    Attributes:
        key: Unique in its column.
        label: What it is called.
        part: How many of it take part (needs met, resources used).
        whole: How many there are; at least ``part``.
        group: Key of the open group it belongs to; empty = it is a group itself.
        openable: Whether a click opens or closes it.
        is_open: Whether it is open: its own lines follow it.
        tone: Name of a colour of the shade, or empty.
        tip: What is said of it under the mouse.
        waiting: Whether there is no plan for it yet: what is missing is no shortage.
    """

    key: str
    label: str
    part: int
    whole: int
    group: str = ""
    openable: bool = False
    is_open: bool = False
    tone: str = ""
    tip: str = ""
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A bundle of links between two nodes.

    Attributes:
        left: Key of the left node.
        right: Key of the right one.
        count: How many links.
        changed: How many of them are new since the plan before.
        locked: How many of them are locked or claimed.
    """

    left: str
    right: str
    count: int
    changed: int = 0
    locked: int = 0


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole picture."""

    left: tuple[Node, ...] = ()
    right: tuple[Node, ...] = ()
    bands: tuple[Band, ...] = ()

    def column(self, side: str) -> tuple[Node, ...]:
        """The nodes of a side."""
        return self.left if side == LEFT else self.right


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where something reaches, in pixels."""

    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half-way."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A band with where it begins and ends."""

    band: Band
    left: Span
    right: Span


def least_height(flow: Flow, line: float) -> float:
    """The height below which lines would overlap."""
    return line * max(len(flow.left), len(flow.right), 1)


def spans(nodes: Sequence[Node], height: float, line: float) -> dict[str, Span]:
    """Every node at least a line high, the room left over shared out by how many links they stand for."""
    if not nodes:
        return {}
    spare = max(height - line * len(nodes), 0.0)
    total = sum(_weight(node) for node in nodes)
    tops = [0.0]
    for node in nodes:
        tops.append(tops[-1] + line + (spare * _weight(node) / total if total else 0.0))
    return {
        node.key: Span(top, bottom)
        for node, (top, bottom) in zip(nodes, pairwise(tops), strict=True)
    }


def _weight(node: Node) -> int:
    """An open group shares nothing out: its lines stand for it."""
    return 0 if node.is_open else node.part


def ribbons(flow: Flow, left: Mapping[str, Span], right: Mapping[str, Span]) -> tuple[Ribbon, ...]:
    """Bands laid beside each other at each node in the order of the other column, so that few cross."""
    starts = _ends(flow.bands, LEFT, left, right)
    ends = _ends(flow.bands, RIGHT, right, left)
    return tuple(
        Ribbon(band, starts[(band.left, band.right)], ends[(band.left, band.right)])
        for band in flow.bands
    )


def _ends(
    bands: Sequence[Band], side: str, here: Mapping[str, Span], there: Mapping[str, Span]
) -> dict[tuple[str, str], Span]:
    other = RIGHT if side == LEFT else LEFT
    by_node: dict[str, list[Band]] = {}
    for band in bands:
        by_node.setdefault(getattr(band, side), []).append(band)
    found: dict[tuple[str, str], Span] = {}
    for key, group in by_node.items():
        span = here[key]
        total = sum(band.count for band in group)
        unit = min(span.height * _USED / total, THICKEST)
        top = span.middle - unit * total / 2
        for band in sorted(group, key=lambda band: there[getattr(band, other)].middle):
            found[(band.left, band.right)] = Span(top, top + unit * band.count)
            top += unit * band.count
    return found
