"""The levels after those of the urgencies as one sum, each point worth much more than one of the level after it.

Its relaxation is solved at once where that of a level alone has a thousand equal solutions, and its prices tell
which ways of serving good plans are made of.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.solve.large.aims import Aim, combined, sums, usual
from matcher.solve.large.board import Board
from matcher.solve.large.dual import Priced
from matcher.solve.large.lean import Lean

_TIMES = 10
"""What a need, a promise or a change is worth in one level, in parts of what it is worth in the next."""


@dataclass(frozen=True, slots=True)
class Joint:
    """Consecutive levels as one.

    Attributes:
        first: The first of them.
        last: The last of them.
        points: What a point of each is worth, those of the last being 1.
        aim: Their sum.
    """

    first: int
    last: int
    points: tuple[int, ...]
    aim: Aim

    def reached(self, reached: Sequence[int]) -> int:
        """What a plan comes to, by what it reaches in each level."""
        own = reached[self.first : self.last + 1]
        return sum(point * value for point, value in zip(self.points, own, strict=True))

    def of_last(self, bound: int) -> Priced:
        """What a bound of the sum says about the last level."""
        return self.told(Priced(bound, (0,) * self.first, 1))

    def told(self, found: Priced) -> Priced:
        """What prices that prove something of the sum say about the last level."""
        own = (point * found.unit for point in self.points[:-1])
        return Priced(found.sum, (*found.floors, *own), found.unit)


def joint(board: Board) -> Joint | None:
    """The levels after those of the urgencies and others that are proven; ``None`` where there are none, or one is no sum."""
    urgencies = sum(aim.spec.urgency is not None for aim in board.aims)
    first = max(urgencies, board.unproven())
    aims = sums(board.aims)[first:]
    if not aims or any(aim.step is not None for aim in aims):
        return None
    points = _points(board.month, aims)
    return Joint(first, first + len(aims) - 1, points, combined(aims, points))


def _points(month: Lean, aims: Sequence[Aim]) -> tuple[int, ...]:
    """What a point of each level is worth: what one need is on average, so many times more than in the next."""
    found = [1]
    for aim, after in zip(aims[-2::-1], aims[:0:-1], strict=True):
        ratio = usual(month, after) / usual(month, aim)
        found.append(max(1, int(found[-1] * ratio * _TIMES)))
    return tuple(found[::-1])
