"""A task as arrays, and the smaller task that is left when most of its variables stay as they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matcher.rules import Row
from matcher.solve.engine import Task

Whole = npt.NDArray[np.int64]
Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of a task as arrays.

    Attributes:
        task: The task.
        row: Of each entry, in order.
        column: Of each entry.
        entry: What each entry is.
        goal: What the objective counts of each variable.
    """

    task: Task
    row: Whole
    column: Whole
    entry: Whole
    goal: Whole

    def sums(self, values: npt.NDArray[np.float64] | Whole) -> npt.NDArray[np.float64]:
        """What every row comes to."""
        shares = (self.entry * values[self.column]).astype(np.float64)
        return np.bincount(self.row, shares, minlength=len(self.task.rows)).astype(np.float64)

    def part(self, free: Truth, values: Whole) -> tuple[Whole, Task]:
        """The free variables, and the task to set them while the others keep their values.

        The values of the free ones are its hint; rows without a free variable are left out.
        """
        index = np.flatnonzero(free)
        place = np.zeros(len(free), dtype=np.int64)
        place[index] = np.arange(len(index))
        inside = free[self.column]
        taken = self.entry * values[self.column] * ~inside
        held = np.bincount(self.row, taken, minlength=len(self.task.rows)).astype(np.int64)
        bounds = self.task.bounds
        small = replace(
            self.task,
            bounds=tuple(bounds[at] for at in index.tolist()),
            rows=tuple(self._rows(inside, place, held.tolist())),
            objective=tuple((c, at) for at, c in enumerate(self.goal[index].tolist()) if c),
            hint=tuple(values[index].tolist()),
        )
        return index, small

    def _rows(self, inside: Truth, place: Whole, held: Sequence[int]) -> list[Row]:
        row = self.row[inside]
        touched, first = np.unique(row, return_index=True)
        ends = [*first.tolist(), len(row)][1:]
        entries = self.entry[inside].tolist()
        columns = place[self.column[inside]].tolist()
        found = []
        for at, start, end in zip(touched.tolist(), first.tolist(), ends, strict=True):
            whole = self.task.rows[at]
            low = None if whole.low is None else whole.low - held[at]
            high = None if whole.high is None else whole.high - held[at]
            shares = zip(entries[start:end], columns[start:end], strict=True)
            found.append(Row("", tuple(shares), low, high))
        return found


def grid(task: Task) -> Grid:
    """A task as arrays."""
    lengths = [len(row.entries) for row in task.rows]
    flat = np.array([pair for row in task.rows for pair in row.entries], dtype=np.int64)
    flat = flat.reshape(-1, 2)
    goal = np.zeros(len(task.bounds), dtype=np.int64)
    for coefficient, at in task.objective:
        goal[at] += coefficient
    row = np.repeat(np.arange(len(lengths)), lengths)
    return Grid(task, row, flat[:, 1], flat[:, 0], goal)
