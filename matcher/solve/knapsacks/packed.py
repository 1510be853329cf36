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
        forward: Best profit of the first k ways of each knapsack within each room.
        profit: Of each way, by place and knapsack.
    """

    best: int
    taken: Truth
    forward: Cells
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
        self._most = int(self._room.max(initial=0))
        self._pad = min(int(self._use.max(initial=0)), self._most + 1)
        self._shift = np.minimum(self._use, self._pad)
        self._width = self._most + 1 + self._pad
        self._start = (np.arange(self._count) * self._width)[:, None] + np.arange(self._most + 1)
        self._rows = np.arange(self._count)
        self._down = self._start + self._pad - self._shift[:, :, None]
        self._up: Whole | None = None
        self.touched: Truth = np.zeros((shape.jobs, len(room)), dtype=np.bool_)
        self.touched[self.job, agent] = True

    @staticmethod
    def cells(shape: Shape, ways: Whole, room: Whole) -> int:
        """How many cells the tables of some ways have."""
        counts = np.bincount(shape.agent[ways], minlength=len(room))
        return int(counts.max(initial=0)) * int((counts > 0).sum()) * (int(room.max(initial=0)) + 1)

    def fill(self, profit: Whole) -> Filled:
        """Fill every knapsack best, at a profit for each way (in whole numbers)."""
        total = int(np.abs(profit).sum())
        kind: type[np.int32] | type[np.int64] = np.int32 if total < _NARROW else np.int64
        laid = np.zeros((self._places, self._count), dtype=kind)
        laid[self._place, self._row] = profit
        never = _NEVER[0 if kind is np.int32 else 1]
        forward = np.full((self._places + 1, self._count, self._width), never, dtype=kind)
        pad = self._pad
        forward[0, :, pad:] = 0
        for place in range(self._places):
            now = forward[place]
            taking = now.ravel().take(self._down[place])
            taking += laid[place][:, None]
            np.maximum(now[:, pad:], taking, out=forward[place + 1][:, pad:])
        at = self._room + pad
        best = int(forward[self._places, self._rows, at].astype(np.int64).sum())
        taken = np.zeros((self._places, self._count), dtype=np.bool_)
        for place in range(self._places - 1, -1, -1):
            took = forward[place + 1, self._rows, at] > forward[place, self._rows, at]
            taken[place] = took
            at = at - np.where(took, self._use[place], 0)
        return Filled(best, taken[self._place, self._row], forward, laid)

    def losses(self, filled: Filled) -> tuple[Whole, Whole]:
        """What the profit of all knapsacks loses at least when each way is taken, and when it is not."""
        if self._up is None:
            self._up = self._start + self._shift[:, :, None]
        forward, laid, top = filled.forward, filled.profit, self._most + 1
        never = forward.dtype.type(_NEVER[0 if forward.dtype == np.int32 else 1])
        backward = np.full((self._count, self._width), never, dtype=forward.dtype)
        inside = np.arange(top)[None, :] <= self._room[:, None]
        backward[:, :top][inside] = 0
        best = forward[self._places, self._rows, self._room + self._pad]
        into = np.zeros((self._places, self._count), dtype=np.int64)
        outof = np.zeros((self._places, self._count), dtype=np.int64)
        for place in range(self._places - 1, -1, -1):
            taking = backward.ravel().take(self._up[place])
            taking += laid[place][:, None]
            before = forward[place][:, self._pad :]
            into[place] = best - (before + taking).max(axis=1)
            outof[place] = best - (before + backward[:, :top]).max(axis=1)
            np.maximum(backward[:, :top], taking, out=backward[:, :top])
        return into[self._place, self._row], outof[self._place, self._row]
