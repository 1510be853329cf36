"""A large task cut down to what can be part of a plan that comes close to the relaxation's bound.

Moving a variable off its best end costs what the relaxation's prices say. Whoever asks for a plan at most so much
below the bound can leave out every variable that costs more: the rest is small, is solved quickly, and says
something exact about the whole: either it holds the best plan there is, or no plan comes so close.
"""

from collections.abc import Iterator

from matcher.solve.engine import Answer, Bounds, Found, Task
from matcher.solve.relaxation import Relaxed, narrowed

WORTH_IT = 1500
"""Tasks with fewer variables are solved as they are."""
_SIZES = (0.08, 0.2)
"""Parts of the variables that stay free, one after the other."""
_LEAST = 600
"""How many stay at least."""


def targets(task: Task, relaxed: Relaxed, value: int) -> Iterator[tuple[int, Bounds]]:
    """Values of the objective above the one at hand, falling, each with the bounds of all that reach it.

    Args:
        task: The large task, without fixed variables.
        relaxed: Its relaxation.
        value: What the plan at hand reaches.
    """
    costs = sorted(abs(cost) for cost in relaxed.costs.tolist())
    before = None
    for size in _SIZES:
        count = max(_LEAST, int(size * len(costs)))
        if count >= len(costs):
            return
        target = -((costs[count] - relaxed.exact_bound) >> relaxed.shift)
        if target <= value:
            return
        if target != before:
            yield target, narrowed(task.bounds, relaxed, target)
        before = target


def told_of_all(answer: Answer, target: int) -> int | None:
    """What no plan exceeds, from an answer about those that reach a target; ``None`` = nothing new."""
    if answer.found is Found.NONE:
        return target - 1
    return None if answer.bound is None else max(answer.bound, target - 1)


def possible(bounds: Bounds) -> bool:
    """Whether there are values within the bounds."""
    return all(low <= high for low, high in bounds)


def within(task: Task, bounds: Bounds) -> bool:
    """Whether the hint of a task lies within narrower bounds."""
    return task.hint is not None and all(
        low <= value <= high for value, (low, high) in zip(task.hint, bounds, strict=True)
    )
