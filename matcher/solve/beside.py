"""What is found on a month's arrays while its levels are climbed, told in the variables of its model."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from matcher.solve.engine import Bounds, Clock, Engine, Task, keeps_all
from matcher.solve.greedy import completed
from matcher.solve.large.chooser import Chooser
from matcher.solve.large.exactly import Chosen, Exactly
from matcher.solve.large.lean import Truth, Whole
from matcher.solve.stages import Stage
from matcher.solve.standing import Board, hint_of

_Exact = Callable[[Sequence[str], Sequence[int], Whole, Engine, Clock], Chosen | None]
"""A question to :class:`Exactly`."""


class Beside:
    """Plans and bounds found beside the engines.

    Args:
        board: Shown every plan that keeps the month's rows.
        start: The month's rows.
        chooser: What finds them.
        exactly: Settles a stage by itself, where that is possible.
        engine: What chooses for it.
    """

    def __init__(
        self, board: Board, start: Task, chooser: Chooser, exactly: Exactly, engine: Engine
    ) -> None:
        self._board, self._start, self._chooser = board, start, chooser
        self._exactly, self._engine = exactly, engine
        self._pairs = len(board.model.month.pairs)

    def better(self, values: Sequence[int], clock: Clock) -> tuple[int, ...] | None:
        """A plan better level by level than any known; ``None`` when there are no more to come.

        Args:
            values: The best so far.
            clock: How long to wait.
        """
        times = self._chooser.better(self._times(values), clock)
        return None if times is None else self._completed(times)

    def settled(self, task: Task, stage: Stage, clock: Clock) -> tuple[Task, int]:
        """The task with a hint no worse, and what its objective cannot exceed.

        Where the hint is proven to be the best but for the fixed choice, pairs are out that no plan as good uses.

        Args:
            task: Bounds and rows of the month and of the stages before, with the stage's objective.
            stage: What to settle.
            clock: When to end.
        """
        found = self._asked(self._exactly.chosen, task, stage, clock)
        if found is None:
            return task, stage.ceiling
        chosen, values = found
        task = replace(task, hint=values)
        if chosen.used is None:
            return task, stage.ceiling
        task = replace(task, bounds=self._without(task.bounds, chosen.used))
        return task, task.value(values) if chosen.done else stage.but_for_ties(values)

    def covered(self, task: Task, stage: Stage, clock: Clock) -> tuple[Task, int]:
        """The task of a stage about meeting needs with a hint no worse, and what its objective cannot exceed."""
        found = self._asked(self._exactly.covered, task, stage, clock)
        if found is None:
            return task, stage.ceiling
        chosen, values = found
        task = replace(task, hint=values)
        return task, task.value(values) if chosen.done else self.bounds(stage, values)()

    def _asked(
        self, ask: _Exact, task: Task, stage: Stage, clock: Clock
    ) -> tuple[Chosen, tuple[int, ...]] | None:
        """What comes of a stage, with values that are no worse than the hint; ``None`` when it cannot be settled so."""
        names, hint = [goal.spec.name for goal in stage.goals], hint_of(task)
        found = ask(names, stage.factors, self._times(hint), self._engine, clock)
        if found is None:
            return None
        values = self._completed(found.times)
        worse = task.value(values) < task.value(hint) or not keeps_all(task, values)
        return None if worse else (found, values)

    def _without(self, bounds: Bounds, used: Truth) -> Bounds:
        """Bounds in which pairs that are not used are out."""
        kept = zip(bounds[: self._pairs], used.tolist(), strict=True)
        pairs = tuple((low, high if may else low) for (low, high), may in kept)
        return (*pairs, *bounds[self._pairs :])

    def bounds(self, stage: Stage, values: Sequence[int]) -> Callable[[], int]:
        """Tells what a stage cannot exceed, as far as is known, in plans no worse than these values in those before."""
        first = stage.goals[0]
        most = self._chooser.bounds(first.spec.name, self._times(values))
        if most is None:
            return lambda: stage.ceiling
        return lambda: stage.under(first.sum_of(most()))

    def _completed(self, times: np.ndarray) -> tuple[int, ...]:
        """A plan in the variables of the model; it is put on the board if it keeps the month's rows."""
        found = completed(self._board.model, times.tolist())
        if keeps_all(self._start, found):
            self._board.put(found)
        return found

    def _times(self, values: Sequence[int]) -> np.ndarray:
        return np.array(values[: self._pairs], dtype=np.int64)
