"""From a task in the shape of choices and knapsacks to its best values, or a better bound."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count

import numpy as np
import numpy.typing as npt
from ortools.math_opt import result_pb2

from matcher.solve.engine import Answer, Bounds, Clock, Found, Task, keeps_all
from matcher.solve.knapsacks.crew import Crew
from matcher.solve.knapsacks.pieces import Better, bettered
from matcher.solve.knapsacks.prices import Priced, improved, priced
from matcher.solve.knapsacks.shape import Shape, Shaped, Whole, shaped
from matcher.solve.knapsacks.tree import Case, Tree
from matcher.solve.linear import GLOP, solve_linear
from matcher.solve.reduction import reduced

Engine = Callable[[Task, Clock], Answer]

LEAST = 300
"""Tasks with fewer ways are solved by the other engines at once."""
_MOST_CELLS = 400_000_000
"""Larger tables than this would take longer than they are worth."""
_FINEST, _BITS = 12, 60
"""Prices are kept in units of ``2**-12`` at the finest; sums stay below ``2**60``."""
_LARGEST = 2.0**10
"""Gains are scaled down to this for the relaxation in fractions."""
_NEAR = 3
"""How many ways of each job the first prices look at."""
_REACH_SHARE = 1.0
"""How far below the bound the first steps aim, of what the last of those ways loses."""
_BRIEF_SHARE, _ENGINE_SHARE, _PIECES_SHARE = 0.2, 0.45, 0.15
"""Of the time that is left, the most the first attempt at a proof may take, an engine after it, and the pieces."""
_LIKELY = 2.5
"""How many ways of each job are left to the engine then, in the mean."""
_FEW, _MORE, _MANY = 1.5, 0.25, 6.0
"""How many ways are left for each job when first asked; how many more each time, and at most."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was found out about a task.

    Attributes:
        answer: The best values known and what nothing exceeds.
        bounds: Of the variables, kept by all values as good as those of the answer.
    """

    answer: Answer
    bounds: Bounds


def run(
    task: Task, clock: Clock, engine: Engine | None = None, *, least: int | None = None
) -> Told | None:
    """Solve a task until it is proven or the time is up.

    Args:
        task: With a hint, if one is known.
        clock: When to end.
        engine: Looks for better values among the likeliest ways, where a proof takes long; ``None`` = nobody.
        least: Tasks with fewer ways are left to others; ``None`` = :data:`LEAST`.

    Returns:
        ``None`` when the task is not of this shape, or the time was up before anything was known.
    """
    if len(task.bounds) < (LEAST if least is None else least):
        return None
    found = shaped(task)
    if found is None or not _worth_it(found.shape):
        return None
    start = _start(found, clock)
    return None if start is None else _climbed(task, found, start, clock, engine)


def _worth_it(shape: Shape) -> bool:
    """Whether some resource is asked for different amounts, and the tables are not too large."""
    low = np.full(len(shape.room), np.iinfo(np.int64).max)
    high = np.zeros(len(shape.room), dtype=np.int64)
    np.minimum.at(low, shape.agent, shape.use)
    np.maximum.at(high, shape.agent, shape.use)
    cells = len(shape.job) * (int(shape.room.max(initial=0)) + 1)
    return bool((low < high).any()) and cells <= _MOST_CELLS


@dataclass(frozen=True, slots=True)
class _Start:
    """What the relaxation in fractions says: prices of the jobs, and by how much each way falls short."""

    prices: npt.NDArray[np.float64]
    short: npt.NDArray[np.float64]


def _start(found: Shaped, clock: Clock) -> _Start | None:
    shape = found.shape
    scale = min(1.0, _LARGEST / max(1, int(np.abs(shape.gain).max()))) / shape.step
    result = solve_linear(found.rest.task, GLOP, max(clock.left, 0.02), whole=False, scale=scale)
    if result.termination.reason != result_pb2.TERMINATION_REASON_OPTIMAL:
        return None
    dual = np.array(result.solutions[0].dual_solution.dual_values.values) / (scale * shape.step)
    prices, rooms = dual[list(found.choice)], dual[list(found.knapsack)]
    short = prices[shape.job] + rooms[shape.agent] * shape.use - shape.gain
    return _Start(prices, short)


def _climbed(
    task: Task, found: Shaped, start: _Start, clock: Clock, engine: Engine | None
) -> Told | None:
    """Good prices; what they prove; and where that takes long, first better choices, then the rest of the proof."""
    shape = found.shape
    shift = _shift(shape)
    if shift is None:
        return None
    near = np.argsort(start.short, kind="stable")[: _NEAR * shape.jobs]
    prices = np.round(start.prices * 2.0**shift).astype(np.int64)
    reach = max(1 << shift, int(_REACH_SHARE * (start.short[near[-1]] + 1) * 2**shift))
    prices = improved(shape, near, prices, shift, reach, clock)
    known = priced(shape, prices, shift)
    brief = clock.sooner(clock.left * _BRIEF_SHARE)
    end = _proven(task, found, known, _End(_hinted(task, found), known.most), brief)
    if not end.proven and end.best is not None:
        best = end.best if engine is None else _likeliest(found, known, end.best, clock, engine)
        end = replace(end, best=_pieced(task, found, known, best, clock))
        end = _proven(task, found, known, end, clock)
    return Told(_answer(found, end), _narrowed(task, found, known, end))


def _answer(found: Shaped, end: "_End") -> Answer:
    if end.best is None:
        return Answer(Found.UNKNOWN if end.bound >= _least(found.shape) else Found.NONE)
    values = found.rest.whole(end.best.taken.tolist())
    told = end.bound * found.shape.step + found.rest.constant
    return Answer(Found.BEST if end.proven else Found.SOME, values, told)


def _narrowed(task: Task, found: Shaped, known: Priced, end: "_End") -> Bounds:
    """Bounds that every choice as good as the best one keeps."""
    bounds = list(task.bounds)
    slack = known.bound - ((0 if end.best is None else end.best.gain) << known.shift)
    if end.best is not None:
        for way in np.flatnonzero(known.loss > slack).tolist():
            bounds[found.rest.free[way]] = (0, 0)
    return tuple(bounds)


def _hinted(task: Task, found: Shaped) -> Better | None:
    """The hint as a choice; ``None`` where it is none."""
    if task.hint is None or not keeps_all(task, task.hint):
        return None
    taken = np.array([task.hint[at] for at in found.rest.free], dtype=np.int64)
    return Better(taken, int(found.shape.gain @ taken))


def _likeliest(found: Shaped, known: Priced, best: Better, clock: Clock, engine: Engine) -> Better:
    """What an engine finds among the ways that lose least and those of the choice at hand."""
    shape, whole = found.shape, found.rest.task
    rank = np.sort(known.loss)[min(len(known.loss) - 1, int(_LIKELY * shape.jobs))]
    inside = (known.loss <= rank) | (best.taken > 0)
    bounds = tuple((0, 1) if there else (0, 0) for there in inside.tolist())
    rest = reduced(replace(whole, bounds=bounds, hint=tuple(best.taken.tolist())))
    answer = rest.answer(engine(rest.task, clock.sooner(clock.left * _ENGINE_SHARE)))
    if answer.values is None or not keeps_all(whole, answer.values):
        return best
    taken = np.array(answer.values, dtype=np.int64)
    return max(best, Better(taken, int(shape.gain @ taken)), key=lambda one: one.gain)


def _pieced(task: Task, found: Shaped, known: Priced, best: Better, clock: Clock) -> Better:
    """A choice bettered by pieces."""
    brief = clock.sooner(clock.left * _PIECES_SHARE)
    for better in bettered(found.shape, known, best.taken, brief, seed=task.seed):
        best = better
    return best


@dataclass(frozen=True, slots=True)
class _End:
    """How far it came.

    Attributes:
        best: The best choice; ``None`` = none known.
        bound: What no choice gains more than.
    """

    best: Better | None
    bound: int

    @property
    def proven(self) -> bool:
        """Whether nothing is better."""
        return self.best is not None and self.best.gain >= self.bound


def _proven(task: Task, found: Shaped, known: Priced, end: _End, clock: Clock) -> _End:
    """Ask for nearly the most there can be, then for less and less, down to more than the best at hand."""
    shape, best, bound = found.shape, end.best, end.bound
    least = _least(shape) if best is None else best.gain + 1
    with Crew(task.workers) as crew:
        for asked in _ladder(known, shape.jobs, least):
            if asked > bound:
                continue
            last = _searched(found, known, (asked, bound), crew, clock)
            if last.taken is not None:
                return _End(Better(last.taken, last.gain), last.gain if last.done else bound)
            if not last.done:
                break
            bound = asked - 1
    return _End(best, bound)


def _shift(shape: Shape) -> int | None:
    """In how fine units prices can be kept, ``2**-shift``; ``None`` when even whole ones are too large."""
    total = int(np.abs(shape.gain).max(initial=0)) * (len(shape.gain) + shape.jobs) * 4 + 1
    shift = min(_FINEST, _BITS - total.bit_length())
    return shift if shift >= 0 else None


def _ladder(known: Priced, jobs: int, least: int) -> Iterator[int]:
    """What to ask for: so little below the bound that few ways are left, then more and more."""
    losses = np.sort(known.loss)
    asked = known.most + 1
    for part in count(_FEW, _MORE):
        if asked <= least or part > _MANY:
            break
        loss = int(losses[min(len(losses) - 1, int(part * jobs))])
        asked = max(least, min(asked - 1, (known.bound - loss) >> known.shift))
        yield asked
    if asked > least:
        yield least


def _least(shape: Shape) -> int:
    """What is gained at least whatever is chosen."""
    found = np.full(shape.jobs, np.iinfo(np.int64).max)
    np.minimum.at(found, shape.job, shape.gain)
    return int(found.sum())


@dataclass(frozen=True, slots=True)
class _Searched:
    """How a search ended.

    Attributes:
        taken: 1 for each way taken in the best choice found; ``None`` = none found.
        gain: What that gains.
        done: Whether nothing was left to be looked at.
    """

    taken: Whole | None
    gain: int
    done: bool


def _searched(
    found: Shaped, known: Priced, between: tuple[int, int], crew: Crew, clock: Clock
) -> _Searched:
    """The search for a choice that gains the first at least, and the second at most, among the ways that may."""
    shape = found.shape
    asked, most = between
    ways = np.flatnonzero(known.loss <= known.bound - (asked << known.shift))
    part = replace(
        shape,
        job=shape.job[ways],
        agent=shape.agent[ways],
        use=shape.use[ways],
        gain=shape.gain[ways],
    )
    tree = Tree(part, asked, known.shift)
    first = Case(np.zeros(len(ways), dtype=np.int8), known.prices, root=True)
    done = crew.search(tree, first, most, clock)
    taken: Whole | None = None
    if tree.taken is not None:
        taken = np.zeros(len(shape.job), dtype=np.int64)
        taken[ways[tree.taken > 0]] = 1
    return _Searched(taken, tree.asked - 1, done)
