"""What is decided of each way while a search goes on, and what follows from it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.solve.knapsacks.shape import Shape, Truth, Whole

Marks = npt.NDArray[np.int8]
"""Of each way: 1 = taken, -1 = not taken, 0 = open."""


@dataclass(frozen=True, slots=True)
class State:
    """Decisions with what follows from them.

    Attributes:
        marks: See :data:`Marks`.
        room: What is left of each resource.
        open: Whether each job is still to be decided.
    """

    marks: Marks
    room: Whole
    open: Truth

    @property
    def ways(self) -> Whole:
        """Ways that are still open."""
        return np.flatnonzero(self.marks == 0)


def followed(shape: Shape, marks: Marks) -> State | None:
    """Everything that follows from marks, which are kept: no room, no other way; ``None`` = impossible."""
    marks = marks.copy()
    while True:
        taken = marks == 1
        served = np.bincount(shape.job[taken], minlength=shape.jobs)
        if (served > 1).any():
            return None
        used = np.bincount(shape.agent[taken], shape.use[taken], minlength=len(shape.room))
        room = shape.room - used.astype(np.int64)
        if (room < 0).any():
            return None
        free = marks == 0
        shut = free & ((served[shape.job] > 0) | (shape.use > room[shape.agent]))
        if shut.any():
            marks[shut] = -1
            free &= ~shut
        ways = np.bincount(shape.job[free], minlength=shape.jobs)
        if ((served == 0) & (ways == 0)).any():
            return None
        last = free & (ways[shape.job] == 1)
        if not last.any():
            return State(marks, room, served == 0)
        marks[last] = 1
