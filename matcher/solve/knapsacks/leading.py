"""What counts first in gains that join two levels: multiples so large that all the rest together weighs less than one.

An objective that joins fit with the choice between equals hides how few values fit can take; taken apart, the proof of
fit is as short as it is alone.
"""

from dataclasses import dataclass, replace

import numpy as np

from matcher.solve.knapsacks.shape import Shape

_FEW = 4_096
"""Gains with more leading values than this are not taken apart."""


@dataclass(frozen=True, slots=True)
class Leading:
    """Gains taken apart.

    Attributes:
        shape: The same with how many multiples each way gains.
        unit: What one multiple is worth.
        rest: What the rest of no choice exceeds.
    """

    shape: Shape
    unit: int
    rest: int

    def bound(self, multiples: int) -> int:
        """What a choice gains at most that gains no more than so many multiples."""
        return multiples * self.unit + self.rest


def leading(shape: Shape) -> Leading | None:
    """Gains taken apart; ``None`` where nothing counts first."""
    values = np.unique(shape.gain)
    steps = np.diff(values)
    if not len(steps):
        return None
    for width in np.unique(steps)[::-1][:_FEW].tolist():
        jumps = steps[steps >= width]
        inside = steps[steps < width]
        if not len(inside) or int(inside.max()) * shape.jobs >= width:
            continue
        return _apart(shape, int(jumps.min()))
    return None


def _apart(shape: Shape, width: int) -> Leading | None:
    """Gains taken apart at multiples of about such a width, if the rests are small enough."""
    base = int(shape.gain.min())
    most = round((int(shape.gain.max()) - base) / width)
    if not 0 < most <= _FEW:
        return None
    unit = (int(shape.gain.max()) - base) // most
    multiples = np.round((shape.gain - base) / unit).astype(np.int64)
    rest = shape.gain - multiples * unit
    if int(rest.max() - rest.min()) * shape.jobs >= unit:
        return None
    best = np.full(shape.jobs, np.iinfo(np.int64).min)
    np.maximum.at(best, shape.job, rest)
    return Leading(replace(shape, gain=multiples, step=1), unit, int(best.sum()))
