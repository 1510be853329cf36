"""The seam between the levels and whatever solves them: a task in, an answer out, plain values both ways.

An engine is a module with one function ``run(task) -> Answer``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic

from matcher.domain import Stop, never
from matcher.rules import Row

POLL_SECONDS = 0.02
"""How often a running engine asks whether to stop."""

Bounds = tuple[tuple[int, int], ...]
"""Lowest and highest value of each variable."""


class Found(StrEnum):
    """What an engine knows at its end."""

    BEST = "best"
    """The values are proven to be the best."""
    SOME = "some"
    """The values keep every row; the bound says how much better others could be."""
    NONE = "none"
    """Proven: no values keep every row."""
    UNKNOWN = "unknown"
    """The time was up or the user stopped before anything was found."""


@dataclass(frozen=True, slots=True)
class Clock:
    """When work has to end.

    Attributes:
        deadline: In seconds of :func:`time.monotonic`.
        stop: The user's stop.
    """

    deadline: float
    stop: Stop = never

    @property
    def left(self) -> float:
        """Seconds until the deadline, never negative."""
        return max(0.0, self.deadline - monotonic())

    @property
    def over(self) -> bool:
        """Whether the deadline has passed or the user asked to stop."""
        return self.left == 0.0 or self.stop()

    def sooner(self, seconds: float) -> "Clock":
        """The same clock, ending at most so many seconds from now."""
        return Clock(min(self.deadline, monotonic() + seconds), self.stop)


@dataclass(frozen=True, slots=True)
class Task:
    """Maximise a sum of variables under rows, all in whole numbers.

    Attributes:
        bounds: See :data:`Bounds`.
        rows: Conditions.
        objective: Pairs (coefficient, variable index), to be maximised; empty = any values will do.
        hint: Values that keep every row, or ``None``.
        seed: Random seed.
        workers: Threads to use.
        gap: How far below its bound, as a share of it, the best may stay; the engines that cannot tell leave none.
        proving: Whether the hint is thought to be the best: a proof is looked for, not better values.
        pared: Whether prices have left out already what does not matter: looking for more of that takes longer than it saves.
    """

    bounds: Bounds
    rows: tuple[Row, ...]
    objective: tuple[tuple[int, int], ...] = ()
    hint: tuple[int, ...] | None = None
    seed: int = 0
    workers: int = 1
    gap: float = 0.0
    proving: bool = False
    pared: bool = False

    def value(self, values: Sequence[int]) -> int:
        """The objective at some values."""
        return sum(coefficient * values[at] for coefficient, at in self.objective)

    @property
    def ceiling(self) -> int:
        """What the objective cannot exceed by the bounds of the variables alone."""
        return sum(
            coefficient * self.bounds[at][1 if coefficient > 0 else 0]
            for coefficient, at in self.objective
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine found.

    Attributes:
        found: See :class:`Found`.
        values: A value for each variable; ``None`` where nothing was found.
        bound: What the objective cannot exceed; ``None`` when unknown or impossible.
    """

    found: Found
    values: tuple[int, ...] | None = field(default=None)
    bound: int | None = None


Engine = Callable[[Task, Clock], Answer]
"""What solves a task until the clock is over."""


def breaks(row: Row, values: Sequence[int]) -> bool:
    """Whether values break a row."""
    total = sum(coefficient * values[at] for coefficient, at in row.entries)
    return (row.low is not None and total < row.low) or (row.high is not None and total > row.high)


def usable(task: Task, answer: Answer | None) -> tuple[int, ...] | None:
    """The values of an answer, if there are any and they keep every row."""
    if answer is None or answer.values is None or not keeps_all(task, answer.values):
        return None
    return answer.values


def keeps_all(task: Task, values: Sequence[int]) -> bool:
    """Whether values lie within the bounds and keep every row."""
    return all(
        low <= value <= high for value, (low, high) in zip(values, task.bounds, strict=True)
    ) and not any(breaks(row, values) for row in task.rows)
