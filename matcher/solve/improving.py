"""One stage: relaxed, followed, searched piece by piece, and what is left given to the engines."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from matcher.rules import Row
from matcher.solve import knapsacks
from matcher.solve.beside import Beside
from matcher.solve.engine import Answer, Bounds, Clock, Found, Task, keeps_all
from matcher.solve.kernel import WORTH_IT, possible, targets, told_of_all, within
from matcher.solve.reduction import Reduced, needed_only, reduced, without_steps
from matcher.solve.relaxation import Relaxed, narrowed, relax
from matcher.solve.search import Advice, Search
from matcher.solve.stages import Stage
from matcher.solve.standing import Board, hint_of

_RELAX_SHARE = 0.5
"""Most of a stage's time that the relaxation may take."""
_KERNEL_SHARE = 0.3
"""Most of what is left then that the pairs the relaxation likes best may take."""
_KNAPSACK_SHARE = 0.9
"""Most of what is left then that a task of choices and knapsacks may take, where it is one."""
_POLISH_SHARE = 0.4
"""Most of what is left then that small exchanges may take before the engines begin."""
_PIECES_FROM, _LARGE = 600, 1_500
"""Tasks with as many variables are improved piece by piece instead; with more than the second while an engine looks for
a proof, with all needs choosing anew at once before."""
_SEARCH_SHARE = 0.3
"""Most of what is left then that the pieces may take before the engines begin."""
_IN_VAIN, _LARGE_IN_VAIN = 1, 40
"""How many pieces in a row may bring nothing before the search ends."""


class Engine(Protocol):
    """What solves a task; with advice it may look for better values by itself meanwhile."""

    def __call__(self, task: Task, clock: Clock, told: Advice | None = None) -> Answer:
        """See :class:`matcher.solve.engine.Answer`."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes plans that keep every rule of the month, not the levels before.

    Attributes:
        guided: Plans that follow fractional values of all variables.
        polished: A plan that gives a stage more, by small exchanges.
        filled: A plan with more needs, from one that may serve some only.
        beside: Finds plans and bounds of large tasks meanwhile.
    """

    guided: Callable[[Sequence[float]], Iterable[tuple[int, ...]]]
    polished: Callable[[Stage, Sequence[int], Clock], tuple[int, ...]]
    filled: Callable[[Sequence[int]], tuple[int, ...]]
    beside: Beside | None = None


def improved(
    board: Board, task: Task, stage: Stage, engine: Engine, clock: Clock, maker: Maker
) -> tuple[Task, int]:
    """Relax, follow the relaxation, narrow the bounds, solve what is left."""
    task, most = _settled(board, task, stage, clock, maker)
    if task.value(hint_of(task)) >= most:
        return task, most
    small = _needed(board, task, stage)
    relaxed = relax(small.task, clock.sooner(clock.left * _RELAX_SHARE))
    bound = min(most, small.task.ceiling + small.constant)
    if relaxed is not None:
        bound = min(bound, relaxed.bound + small.constant)
        board.expect(bound)
        guided = maker.guided(small.spread(relaxed.values.tolist()))
        task = _with(board, task, _best_of(task, guided))
    if task.value(hint_of(task)) < bound and not clock.over:
        task, small, most = _by_knapsacks(board, task, small, engine, clock, maker)
        bound = min(bound, most)
    if task.value(hint_of(task)) < bound and not clock.over:
        task, most = _covered(board, task, stage, clock, maker)
        bound = min(bound, most)
    task, told = _readied(board, task, stage, small, relaxed, bound, clock, maker)
    if task.value(hint_of(task)) < bound and not clock.over and relaxed is not None:
        task, near = _near_the_bound(board, task, stage, small, relaxed, engine, clock, maker)
        bound = min(bound, near)
    if task.value(hint_of(task)) < bound and not clock.over:
        narrow = _narrow(small, relaxed, task)
        inside = replace(small.task, bounds=narrow, hint=_inside(small, narrow, hint_of(task)))
        rest = reduced(replace(inside, rows=(*inside.rows, *_floors(stage, small, inside))))
        answer = small.answer(rest.answer(_solved(rest, told, engine, clock)))
        task = _with(board, task, _better(task, answer, maker))
        bound = bound if answer.bound is None else min(bound, answer.bound)
        if told is not None:
            bound = min(bound, told.most() + small.constant)
    return replace(task, bounds=small.widened(task.bounds, _narrow(small, relaxed, task))), bound


def _needed(board: Board, task: Task, stage: Stage) -> Reduced:
    """What of a task the stage has to choose."""
    there = without_steps(board.model, stage, replace(task, hint=None))
    return reduced(replace(there, bounds=needed_only(board.model, stage, there.bounds)))


def _settled(
    board: Board, task: Task, stage: Stage, clock: Clock, maker: Maker
) -> tuple[Task, int]:
    """The task with a better hint, as far as few ways of serving can be the best, and what nothing exceeds."""
    if maker.beside is None or stage.covers or len(task.bounds) <= _LARGE:
        return task, stage.ceiling
    if _is_knapsacks(board, task, stage):
        return task, stage.ceiling
    task, most = maker.beside.settled(task, stage, clock)
    return _with(board, task, hint_of(task)), most


def _covered(
    board: Board, task: Task, stage: Stage, clock: Clock, maker: Maker
) -> tuple[Task, int]:
    """The same of a stage about meeting needs that the relaxation has not proven."""
    if maker.beside is None or not stage.covers or len(task.bounds) <= _LARGE:
        return task, stage.ceiling
    task, most = maker.beside.covered(task, stage, clock)
    return _with(board, task, hint_of(task)), most


def _is_knapsacks(board: Board, task: Task, stage: Stage) -> bool:
    """Whether no pair may happen twice and what the stage has to choose is choices and knapsacks."""
    pairs = task.bounds[: len(board.model.month.pairs)]
    once = all(high <= low + 1 for low, high in pairs)
    return once and knapsacks.fits(_needed(board, task, stage).task)


def _readied(
    board: Board,
    task: Task,
    stage: Stage,
    small: Reduced,
    relaxed: Relaxed | None,
    bound: int,
    clock: Clock,
    maker: Maker,
) -> tuple[Task, Advice | None]:
    """The task with a hint worth giving to the engines, and of large ones what a search beside them goes by."""
    size = 0 if relaxed is None else len(small.task.bounds)
    if size < _PIECES_FROM and task.value(hint_of(task)) < bound and not clock.over:
        polished = maker.polished(stage, hint_of(task), clock.sooner(clock.left * _POLISH_SHARE))
        task = _with(board, task, _best_of(task, [polished]))
    if relaxed is None or size < _PIECES_FROM or task.value(hint_of(task)) >= bound:
        return task, None
    told = _advice(board, task, small, relaxed, stage, bound, maker)
    if size > _LARGE:
        return task, told
    return _searched(board, task, small, told, clock, maker), None


def _advice(
    board: Board,
    task: Task,
    small: Reduced,
    relaxed: Relaxed,
    stage: Stage,
    bound: int,
    maker: Maker,
) -> Advice:
    """What a search goes by."""
    large = len(small.task.bounds) > _LARGE
    beside = maker.beside if large and stage.goals[0].spec.urgency is None else None

    def anew(values: Sequence[int], clock: Clock) -> tuple[int, ...] | None:
        found = None if beside is None else beside.better(small.whole(values), clock)
        return None if found is None else _inside(small, small.task.bounds, found)

    found_beside = None if beside is None else beside.bounds(stage, hint_of(task))

    def most() -> int:
        told = bound if found_beside is None else found_beside()
        return min(bound, told) - small.constant

    return Advice(
        owner=np.array([board.owner[at] for at in small.free], dtype=np.int64),
        values=relaxed.values,
        costs=relaxed.costs,
        seconds=relaxed.seconds,
        most=most,
        in_vain=_LARGE_IN_VAIN if large else _IN_VAIN,
        anew=anew,
        tell=_telling(board, task, small, maker),
    )


def _solved(rest: Reduced, told: Advice | None, engine: Engine, clock: Clock) -> Answer:
    """What an engine says; with advice it is to look for a proof alone as soon as little is lacking."""
    if told is None:
        return engine(rest.task, clock)
    return engine(replace(rest.task, proving=True), clock, told.of(rest))


def _floors(stage: Stage, small: Reduced, inside: Task) -> tuple[Row, ...]:
    """That the first level of a joint stage gets no worse: it spares engines the large numbers of its objective."""
    if len(stage.goals) == 1:
        return ()
    first = stage.goals[0]
    row = first.at_least(first.reached(small.whole(hint_of(inside))))
    return (small.row(row),)


def _telling(
    board: Board, task: Task, small: Reduced, maker: Maker
) -> Callable[[Sequence[int]], None]:
    """Puts better values of the smaller task on the board as soon as they are found."""

    def tell(values: Sequence[int]) -> None:
        answer = Answer(Found.SOME, small.whole(values))
        board.put(_better(task, answer, maker))

    return tell


def _searched(
    board: Board, task: Task, small: Reduced, told: Advice, clock: Clock, maker: Maker
) -> Task:
    """The task with a better hint, found piece by piece until some bring nothing."""
    inside = replace(small.task, hint=_inside(small, small.task.bounds, hint_of(task)))
    if not keeps_all(inside, hint_of(inside)):
        return task
    search = Search(inside, told)
    search.run(clock.sooner(clock.left * _SEARCH_SHARE))
    answer = Answer(Found.SOME, small.whole(search.values))
    return _with(board, task, _better(task, answer, maker))


def _by_knapsacks(
    board: Board, task: Task, small: Reduced, engine: Engine, clock: Clock, maker: Maker
) -> tuple[Task, Reduced, int]:
    """Of a task of choices and knapsacks: the better plan, what is left to choose from, and what nothing exceeds."""
    inside = replace(small.task, hint=_inside(small, small.task.bounds, hint_of(task)))
    told = knapsacks.run(inside, clock.sooner(clock.left * _KNAPSACK_SHARE), engine)
    if told is None:
        return task, small, small.task.ceiling + small.constant
    answer = small.answer(told.answer)
    bound = answer.bound if answer.bound is not None else task.value(hint_of(task))
    board.expect(bound)
    left = replace(small, task=replace(small.task, bounds=told.bounds))
    return _with(board, task, _better(task, answer, maker)), left, bound


def _near_the_bound(
    board: Board,
    task: Task,
    stage: Stage,
    small: Reduced,
    relaxed: Relaxed,
    engine: Engine,
    clock: Clock,
    maker: Maker,
) -> tuple[Task, int]:
    """Of a large task: what comes closest to the relaxation's bound, and the bound that follows for all."""
    bound = relaxed.bound + small.constant
    if len(small.task.bounds) < WORTH_IT or stage.covers:
        return task, bound
    for target, box in targets(small.task, relaxed, task.value(hint_of(task)) - small.constant):
        part = replace(
            small.task, bounds=box, hint=_inside(small, small.task.bounds, hint_of(task))
        )
        part = part if within(part, box) else replace(part, hint=None)
        told: int | None = target - 1
        if possible(box):
            rest = reduced(part)
            found = rest.answer(engine(rest.task, clock.sooner(clock.left * _KERNEL_SHARE)))
            told = told_of_all(found, target)
            task = _with(board, task, _better(task, small.answer(found), maker, sure=False))
        bound = bound if told is None else min(bound, told + small.constant)
        board.expect(bound)
        if clock.over or task.value(hint_of(task)) >= bound:
            break
    return task, bound


def _with(board: Board, task: Task, hint: tuple[int, ...]) -> Task:
    board.put(hint)
    return replace(task, hint=hint)


def _narrow(small: Reduced, relaxed: Relaxed | None, task: Task) -> Bounds:
    """Bounds of the smaller task that nothing as good as the hint can leave."""
    if relaxed is None:
        return small.task.bounds
    return narrowed(small.task.bounds, relaxed, task.value(hint_of(task)) - small.constant)


def _inside(small: Reduced, narrow: Bounds, hint: Sequence[int]) -> tuple[int, ...]:
    """The hint as values of the smaller task, where its own variables are concerned.

    A hint that also serves needs the stage does not count is as good without them.
    """
    return tuple(
        min(max(hint[at], low), high) for at, (low, high) in zip(small.free, narrow, strict=True)
    )


def _best_of(task: Task, others: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    """The best of the hint and other values, as far as these keep every row."""
    best = hint_of(task)
    for values in others:
        if task.value(values) > task.value(best) and keeps_all(task, values):
            best = values
    return best


def _better(task: Task, answer: Answer, maker: Maker, *, sure: bool = True) -> tuple[int, ...]:
    """The better of the hint and what the engine found, filled up with needs the stage does not count."""
    if answer.found is Found.NONE and sure:
        raise RuntimeError("an engine says no plan exists although one is at hand")
    if answer.values is None or task.value(answer.values) <= task.value(hint_of(task)):
        return hint_of(task)
    filled = maker.filled(answer.values)
    good = task.value(filled) >= task.value(answer.values) and keeps_all(task, filled)
    return filled if good else answer.values
