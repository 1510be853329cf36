"""What is found on a month's arrays while its levels are climbed, told in the variables of its model."""

from collections.abc import Callable, Sequence

import numpy as np

from matcher.solve.engine import Clock, Task, keeps_all
from matcher.solve.greedy import completed
from matcher.solve.large.chooser import Chooser
from matcher.solve.stages import Stage
from matcher.solve.standing import Board


class Beside:
    """Plans and bounds found beside the engines.

    Args:
        board: Shown every plan that keeps the month's rows.
        start: The month's rows.
        chooser: What finds them.
    """

    def __init__(self, board: Board, start: Task, chooser: Chooser) -> None:
        self._board, self._start, self._chooser = board, start, chooser
        self._pairs = len(board.model.month.pairs)

    def better(self, values: Sequence[int], clock: Clock) -> tuple[int, ...] | None:
        """A plan better level by level than any known; ``None`` when there are no more to come.

        Args:
            values: The best so far.
            clock: How long to wait.
        """
        times = self._chooser.better(self._times(values), clock)
        if times is None:
            return None
        found = completed(self._board.model, times.tolist())
        if keeps_all(self._start, found):
            self._board.put(found)
        return found

    def bounds(self, stage: Stage, values: Sequence[int]) -> Callable[[], int]:
        """Tells what a stage cannot exceed, as far as is known, in plans no worse than these values in those before."""
        first = stage.goals[0]
        most = self._chooser.bounds(first.spec.name, self._times(values))
        if most is None:
            return lambda: stage.ceiling
        return lambda: stage.under(first.sum_of(most()))

    def _times(self, values: Sequence[int]) -> np.ndarray:
        return np.array(values[: self._pairs], dtype=np.int64)
