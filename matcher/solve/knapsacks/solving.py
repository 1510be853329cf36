"""From a task in the shape of choices and knapsacks to its best values, or a better bound."""

from dataclasses import dataclass, replace

import numpy as np

from matcher.solve.engine import Answer, Bounds, Clock, Engine, Found, Task, keeps_all
from matcher.solve.knapsacks.climbing import End, climbed, worth_it
from matcher.solve.knapsacks.ladder import least
from matcher.solve.knapsacks.leading import Leading, leading
from matcher.solve.knapsacks.prices import Priced
from matcher.solve.knapsacks.shape import Better, Shape, Shaped, Whole, shaped
from matcher.solve.reduction import reduced

LEAST = 300
"""Tasks with fewer ways are solved by the other engines at once."""
_CHOOSING, _CHOOSING_SHARE = 2_000, 0.5
"""Where no more ways are left to choices equal in what counts first, these are told apart here; of the time that is left,
the most that may take."""
_LIKELY = 2.5
"""How many ways of each job are left to an engine, in the mean."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was found out about a task.

    Attributes:
        answer: The best values known and what nothing exceeds.
        bounds: Of the variables, kept by all values as good as those of the answer.
    """

    answer: Answer
    bounds: Bounds


def fits(task: Task) -> bool:
    """Whether a task is of this shape, and large enough to be solved here."""
    return _fitting(task, LEAST) is not None


def _fitting(task: Task, least: int) -> Shaped | None:
    """The task in this shape; ``None`` when it is not of it, or others solve it sooner."""
    found = shaped(task) if len(task.bounds) >= least else None
    return found if found is not None and worth_it(found.shape) else None


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
    found = _fitting(task, LEAST if least is None else least)
    if found is None:
        return None
    first = leading(found.shape)
    if first is None:
        end = _ended(task, found, found.shape, clock, engine)
        return None if end is None else Told(_answer(found, end), _narrowed(task, found, end))
    end = _ended(task, found, first.shape, clock, engine)
    if end is None:
        return None
    whole, bounds = _told_of_all(found, first, end), _narrowed(task, found, end)
    if end.proven and end.best is not None and not clock.over:
        whole = _rest_of_all(found, whole, end, clock, task)
    return Told(_answer(found, whole), bounds)


def _ended(
    task: Task, found: Shaped, shape: Shape, clock: Clock, engine: Engine | None
) -> End | None:
    """How far it came with gains that may be others than those of the task."""

    def likeliest(known: Priced, best: Better, until: Clock) -> Better:
        if engine is None:
            return best
        return _likeliest(replace(found, shape=shape), known, best, until, engine)

    return climbed(
        shape,
        _hinted(task, found),
        clock,
        seed=task.seed,
        workers=task.workers,
        heard=lambda taken, bound: None,
        others=likeliest,
    )


def _told_of_all(found: Shaped, first: Leading, end: End) -> End:
    """What is known of the joint gains when their leading part has come so far."""
    best = end.best
    if best is not None:
        best = Better(best.taken, int(found.shape.gain @ best.taken))
    impossible = end.best is None and end.bound < least(first.shape)
    bound = least(found.shape) - 1 if impossible else first.bound(end.bound)
    return replace(end, best=best, bound=bound)


def _rest_of_all(found: Shaped, whole: End, end: End, clock: Clock, task: Task) -> End:
    """The choice between those whose leading part is proven, if few ways are left to them."""
    best, known = whole.best, end.known
    slack = known.bound - (end.bound << known.shift)
    ways = np.flatnonzero(known.loss <= slack)
    if best is None or len(ways) > _CHOOSING:
        return whole
    shape = found.shape
    part = replace(
        shape,
        job=shape.job[ways],
        agent=shape.agent[ways],
        use=shape.use[ways],
        gain=shape.gain[ways],
    )
    told = climbed(
        part,
        best.taken[ways],
        clock.sooner(clock.left * _CHOOSING_SHARE),
        seed=task.seed,
        workers=task.workers,
        heard=lambda taken, bound: None,
    )
    if told is None or told.best is None:
        return whole
    taken = np.zeros(len(shape.job), dtype=np.int64)
    taken[ways] = told.best.taken
    return replace(whole, best=Better(taken, told.best.gain), bound=min(whole.bound, told.bound))


def _answer(found: Shaped, end: End) -> Answer:
    if end.best is None:
        return Answer(Found.UNKNOWN if end.bound >= least(found.shape) else Found.NONE)
    values = found.rest.whole(end.best.taken.tolist())
    told = end.bound * found.shape.step + found.rest.constant
    return Answer(Found.BEST if end.proven else Found.SOME, values, told)


def _narrowed(task: Task, found: Shaped, end: End) -> Bounds:
    """Bounds that every choice as good as the best one keeps; the end is that of the gains that were looked at."""
    bounds, known = list(task.bounds), end.known
    if end.best is not None:
        slack = known.bound - (end.best.gain << known.shift)
        for way in np.flatnonzero(known.loss > slack).tolist():
            bounds[found.rest.free[way]] = (0, 0)
    return tuple(bounds)


def _hinted(task: Task, found: Shaped) -> Whole:
    """The hint as a choice."""
    hint = (0,) * len(task.bounds) if task.hint is None else task.hint
    return np.array([hint[at] for at in found.rest.free], dtype=np.int64)


def _likeliest(found: Shaped, known: Priced, best: Better, clock: Clock, engine: Engine) -> Better:
    """What an engine finds among the ways that lose least and those of the choice at hand."""
    shape, whole = found.shape, found.rest.task
    rank = np.sort(known.loss)[min(len(known.loss) - 1, int(_LIKELY * shape.jobs))]
    inside = (known.loss <= rank) | (best.taken > 0)
    bounds = tuple((0, 1) if there else (0, 0) for there in inside.tolist())
    goal = tuple((gain, at) for at, gain in enumerate(shape.gain.tolist()) if gain)
    likely = replace(whole, bounds=bounds, objective=goal, hint=tuple(best.taken.tolist()))
    rest = reduced(likely)
    answer = rest.answer(engine(rest.task, clock))
    if answer.values is None or not keeps_all(whole, answer.values):
        return best
    taken = np.array(answer.values, dtype=np.int64)
    return max(best, Better(taken, int(shape.gain @ taken)), key=lambda one: one.gain)
