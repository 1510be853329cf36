"""The knapsacks of all resources, solved together by dynamic programming over what is taken of each."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from matcher.solve.knapsacks.shape import Shape, Truth, Whole

_NEVER = -(2**30), -(2**61)
"""Stands for what cannot be, in narrow and in wide numbers."""
_NARROW = 2**28
"""Sums below fit into narrow numbers."""

Cells = npt.NDArray[np.signedinteger[Any]]


@dataclass(frozen=True, slots=True)
class Filled:
    """The best filling at some profits.

    Attributes:
        best: Profit of all knapsacks together.
        taken: Whether each way is part of it.
        tables: What led there.
        profit: Of each way, by place and knapsack.
    """

    best: int
    taken: Truth
    tables: "_Tables"
    profit: Cells


class Packed:
    """Some ways of a shape, laid out by resource.

    Attributes:
        ways: Positions in the shape.
        job: Of each way.
        agent: Of each way.
        touched: Which resources could serve each job.
    """

    def __init__(self, shape: Shape, ways: Whole, room: Whole) -> None:
        ways = ways[np.argsort(shape.agent[ways], kind="stable")]
        agent = shape.agent[ways]
        counts = np.bincount(agent, minlength=len(room))
        there = np.flatnonzero(counts)
        number = np.zeros(len(room), dtype=np.int64)
        number[there] = np.arange(len(there))
        first = np.concatenate(([0], np.cumsum(counts[there])))
        self.ways, self.job, self.agent = ways, shape.job[ways], agent
        self._row = number[agent]
        self._place = np.arange(len(ways)) - first[self._row]
        self._count, self._places = len(there), int(counts.max(initial=0))
        self._room = np.minimum(room[there], np.bincount(agent, shape.use[ways], len(room))[there])
        self._room = self._room.astype(np.int64)
        self._use = np.zeros((self._places, self._count), dtype=np.int64)
        self._use[self._place, self._row] = shape.use[ways]
        self._top = int(self._room.max(initial=0)) + 1
        self._pad = min(int(self._use.max(initial=0)), self._top)
        width = self._top + self._pad
        start = np.arange(self._count) * width
        cells = start[:, None] + np.arange(self._top)
        shift = np.minimum(self._use, self._pad)[:, :, None]
        self._down, self._up = cells + self._pad - shift, cells + shift
        self._end = start + self._pad + self._room
        self._tables: dict[type, _Tables] = {}
        self.touched: Truth = np.zeros((shape.jobs, len(room)), dtype=np.bool_)
        self.touched[self.job, agent] = True

    @staticmethod
    def cells(shape: Shape, ways: Whole, room: Whole) -> int:
        """How many cells the tables of some ways have."""
        counts = np.bincount(shape.agent[ways], minlength=len(room))
        return int(counts.max(initial=0)) * int((counts > 0).sum()) * (int(room.max(initial=0)) + 1)

    def fill(self, profit: Whole) -> Filled:
        """Fill every knapsack best, at a profit for each way (in whole numbers); the last filling is lost."""
        narrow = int(np.abs(profit).sum()) < _NARROW
        kind = np.int32 if narrow else np.int64
        tables = self._tables.get(kind)
        if tables is None:
            size = (self._places, self._count, self._top, self._pad)
            tables = self._tables[kind] = _Tables.empty(size, kind, _NEVER[not narrow])
        laid = np.zeros((self._places, self._count, 1), dtype=kind)
        laid[self._place, self._row, 0] = profit
        forward, inner = tables.flat, tables.inner
        for place in range(self._places):
            taking = forward[place].take(self._down[place])
            taking += laid[place]
            np.maximum(inner[place], taking, out=inner[place + 1])
        at = self._end
        now = forward[self._places].take(at)
        best = int(now.astype(np.int64).sum())
        taken = np.zeros((self._places, self._count), dtype=np.bool_)
        for place in range(self._places - 1, -1, -1):
            took = now > forward[place].take(at)
            taken[place] = took
            at = at - took * self._use[place]
            now = forward[place].take(at)
        return Filled(best, taken[self._place, self._row], tables, laid)

    def losses(self, filled: Filled) -> tuple[Whole, Whole]:
        """What the profit of all knapsacks loses at least when each way is taken, and when it is not.

        Only of the last filling.
        """
        tables, laid, top = filled.tables, filled.profit, self._top
        backward = np.full_like(tables.flat[0], tables.never).reshape(self._count, -1)
        left = backward[:, :top]
        left[np.arange(top) <= self._room[:, None]] = 0
        without = np.empty((self._places, self._count, top), dtype=backward.dtype)
        having = np.empty_like(without)
        for place in range(self._places - 1, -1, -1):
            having[place] = backward.take(self._up[place])
            having[place] += laid[place]
            without[place] = left
            np.maximum(left, having[place], out=left)
        before = tables.block[:-1, :, self._pad :]
        without += before
        having += before
        best = tables.flat[self._places].take(self._end)
        into = (best - having.max(axis=2)).astype(np.int64)
        outof = (best - without.max(axis=2)).astype(np.int64)
        return into[self._place, self._row], outof[self._place, self._row]


@dataclass(frozen=True, slots=True)
class _Tables:
    """Best profit of the first k ways of each knapsack within each room; room for what cannot be lies before.

    Attributes:
        block: By k, knapsack, room.
        flat: Of each k, the cells of all knapsacks.
        inner: Of each k, the cells that can be.
        never: What stands in the others.
    """

    block: Cells
    flat: list[Cells]
    inner: list[Cells]
    never: int

    @staticmethod
    def empty(size: tuple[int, int, int, int], kind: type, never: int) -> "_Tables":
        places, count, top, pad = size
        block: Cells = np.full((places + 1, count, top + pad), never, dtype=kind)
        block[0, :, pad:] = 0
        return _Tables(
            block, [part.ravel() for part in block], [part[:, pad:] for part in block], never
        )
