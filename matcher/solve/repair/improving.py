"""A task improved stage by stage, never making those before worse."""

from collections.abc import Sequence
from dataclasses import replace

from matcher.solve import quick
from matcher.solve.engine import Clock, Found, Task
from matcher.solve.reduction import reduced
from matcher.solve.repair.goals import Goal, no_worse, objective_of


class Improver:
    """A task without its fixed variables, improved stage by stage.

    Attributes:
        values: The best so far, of all variables; ``None`` before there are any.
    """

    def __init__(self, task: Task) -> None:
        self._small = reduced(replace(task, hint=None))
        self._place = {at: new for new, at in enumerate(self._small.free)}
        self._rows = list(self._small.task.rows)
        self.values = task.hint

    def improve(self, stage: Sequence[tuple[Goal, int]], clock: Clock) -> Found:
        """Make the most of a stage without making those before worse; what is known of it then."""
        objective = tuple(
            (c, self._place[at]) for c, at in objective_of(stage) if at in self._place
        )
        task = replace(self._small.task, rows=tuple(self._rows), objective=objective)
        found = Found.BEST
        if self.values is not None:
            task = replace(task, hint=tuple(self.values[at] for at in self._small.free))
        if task.hint is None or task.value(task.hint) < task.ceiling:
            answer = quick.run(task, clock)
            found = answer.found
            if answer.values is None:
                return found
            self.values = self._small.whole(answer.values)
        for goal, _ in stage:
            self.keep(goal)
        return found

    def begin(self, values: tuple[int, ...]) -> None:
        """Start from these values, which keep every row."""
        self.values = values

    def keep(self, goal: Goal) -> None:
        """Nothing that makes this level worse is looked at any more."""
        assert self.values is not None  # there is something to be kept
        self._rows.append(no_worse(goal, self.values, self._place))
