"""Level after level: each stage is solved under the condition that no level before gets worse."""

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

from matcher.domain import Progress
from matcher.rules import FIT, TIE_BREAK, Row
from matcher.solve.engine import Clock, Found, Task
from matcher.solve.improving import Engine, Maker, improved
from matcher.solve.reduction import another_plan, reduced, without_steps
from matcher.solve.stages import Stage
from matcher.solve.standing import Board, hint_of

_ONLY_SECONDS = 0.5
"""How long another plan as good is looked for at least; otherwise as long as the best one was."""


def climb(
    board: Board,
    start: Task,
    engine: Engine,
    clock: Clock,
    *,
    maker: Maker,
    on_progress: Progress,
) -> None:
    """Improve the start's hint level by level; every better plan is put on the board at once.

    Args:
        board: Of the month.
        start: Bounds and rows of the month, with a hint that keeps them all; its objective is not used.
        engine: What solves each stage.
        clock: When to end.
        maker: Makes plans.
        on_progress: Told before each stage.
    """
    stages = board.stages
    now = start
    proven = True
    for at, stage in enumerate(stages):
        if clock.over:
            return
        on_progress(_words(stage), sum(len(s.goals) for s in stages[:at]), len(board.model.levels))
        task = replace(now, objective=stage.objective)
        share = _share(clock, stages[at:], proven=proven)
        began = monotonic()
        now, bound = _climbed(board, task, stage, engine, share, maker)
        took = monotonic() - began
        board.bound(bound)
        proven = proven and task.value(hint_of(now)) == bound
        brief = share.sooner(max(took, _ONLY_SECONDS))
        if proven and _last_of_fit(stages[at:]) and _only_plan(board, now, stage, engine, brief):
            for rest in stages[at + 1 :]:
                board.bound(replace(now, objective=rest.objective).value(hint_of(now)))
            return


def _last_of_fit(stages: Sequence[Stage]) -> bool:
    """Whether fit is settled by the first of these stages and evenness only follows."""
    fit = any(goal.spec.name == FIT.name for goal in stages[0].goals)
    return fit and any(goal.spec.even for stage in stages[1:] for goal in stage.goals)


def _only_plan(board: Board, now: Task, stage: Stage, engine: Engine, clock: Clock) -> bool:
    """Whether no other plan is as good in all levels so far: then it is the best in all that follow."""
    if clock.over:
        return False
    values = hint_of(now)
    other = another_plan(board.model, without_steps(board.model, stage, now), values)
    answer = engine(reduced(other).task, clock)
    return answer.found is Found.NONE


def _climbed(
    board: Board, task: Task, stage: Stage, engine: Engine, clock: Clock, maker: Maker
) -> tuple[Task, int]:
    """Improve one stage: the task with the better hint under the condition to keep it, and the bound."""
    bound = stage.ceiling
    if task.value(hint_of(task)) < bound and not clock.over:
        task, found = improved(board, task, stage, engine, clock, maker)
        bound = min(bound, found)
    kept = _kept(stage, hint_of(task), proven=task.value(hint_of(task)) == bound)
    return replace(task, rows=(*task.rows, *kept)), bound


def _kept(stage: Stage, values: Sequence[int], *, proven: bool) -> tuple[Row, ...]:
    """That no goal of a stage gets worse; what is proven cannot get better either, which relaxations do not know."""
    rows = tuple(goal.at_least(goal.reached(values)) for goal in stage.goals)
    return tuple(replace(row, high=row.low) for row in rows) if proven else rows


def _words(stage: Stage) -> str:
    return "正在求解：" + "、".join(goal.spec.label for goal in stage.goals)


def _share(clock: Clock, stages: Sequence[Stage], *, proven: bool) -> Clock:
    """An equal share of what is left; what a stage does not need goes to those after it.

    Choosing between equals is worth no time while it is not proven that they are the best.
    """
    worth = [stage for stage in stages if not _only_ties(stage)]
    if not worth:
        return clock if proven else clock.sooner(0.0)
    return clock.sooner(clock.left / len(worth))


def _only_ties(stage: Stage) -> bool:
    return all(goal.spec.name == TIE_BREAK.name for goal in stage.goals)
