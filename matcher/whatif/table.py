"""The month on the table: what is asked about, and solved again where something changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

from matcher.candidates import Ground, under
from matcher.domain import (
    Candidates,
    Contradiction,
    Decision,
    Effect,
    Lists,
    Options,
    Plan,
    Stop,
    never,
)
from matcher.whatif.difference import difference
from matcher.whatif.effects import effect_between

Finish = Callable[[Candidates], Candidates]


def _as_it_is(candidates: Candidates) -> Candidates:
    return candidates


@dataclass(frozen=True, slots=True)
class Table:
    """A month with its plan.

    Attributes:
        ground: The month before any decision.
        month: ``2026-06``.
        decisions: In force.
        options: How it is matched.
        candidates: Under the decisions.
        plan: The plan on the table, made from them.
        finish: What is added to candidates besides (between whom the plan is to be even).
    """

    ground: Ground
    month: str
    decisions: tuple[Decision, ...]
    options: Options
    candidates: Candidates
    plan: Plan
    finish: Finish = _as_it_is

    @property
    def lists(self) -> Lists:
        """Everything imported."""
        return self.ground.lists


def lay(
    ground: Ground,
    month: str,
    decisions: Sequence[Decision],
    options: Options,
    plan: Plan,
    finish: Finish = _as_it_is,
) -> Table:
    """Put a month with its plan on the table.

    Raises:
        Contradiction: The decisions cannot be kept.
    """
    candidates = finish(under(ground, decisions))
    return Table(ground, month, tuple(decisions), options, candidates, plan, finish)


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of trying something.

    Attributes:
        candidates: As tried.
        decisions: As tried.
        plan: The plan then; ``None`` when there is none, or none was found in time.
        impossible: Why there is none, Chinese with ways out; empty when there is one, or it is not known.
        seconds: How long it took.
        refused: The error that says so, where decisions exclude each other.
    """

    candidates: Candidates
    decisions: tuple[Decision, ...]
    plan: Plan | None
    impossible: str = ""
    seconds: float = 0.0
    refused: Contradiction | None = None


def tried(
    table: Table,
    decisions: Sequence[Decision],
    *,
    ground: Ground | None = None,
    change: Callable[[Candidates], Candidates] | None = None,
    options: Options | None = None,
    brief: bool = False,
    seconds: float,
    stop: Stop = never,
) -> Tried:
    """Solve again under other decisions or wider facts, with the fewest changes to the plan.

    Args:
        table: The month.
        decisions: Those in force then, all of them.
        ground: The month with other facts; ``None`` = with those it has.
        change: What else would be different.
        options: By which it is solved then; ``None`` = those of the table.
        brief: Decide who is met with the fewest changes, and leave the levels after that as they come.
        seconds: How long at most.
        stop: Asked now and then.
    """
    # OR-Tools takes 0.5 s to import and belongs to the worker alone; it comes with the first question.
    from matcher.solve.repair import excluding, repair  # noqa: PLC0415 - see the line above

    began = monotonic()
    those = tuple(decisions)
    try:
        candidates = under(ground or table.ground, those)
    except Contradiction as error:
        return Tried(table.candidates, those, None, str(error), monotonic() - began, error)
    candidates = table.finish(candidates if change is None else change(candidates))
    solved_by = options or table.options
    stricter, near = difference(
        (table.candidates, table.decisions, table.options), (candidates, those, solved_by)
    )
    repaired = repair(
        candidates,
        those,
        solved_by,
        table.plan,
        stricter=stricter,
        near=near,
        brief=brief,
        seconds=seconds,
        stop=stop,
    )
    refused = None
    if repaired.plan is None and not stop() and any(one.kind.asks for one in those):
        refused = excluding(candidates, those, solved_by, stop)
    words = "在这些条件下排不出任何方案" if repaired.impossible else ""
    told = words if refused is None else str(refused)
    return Tried(candidates, those, repaired.plan, told, monotonic() - began, refused)


def gain_of(
    table: Table,
    candidates: Candidates,
    decisions: Sequence[Decision],
    *,
    options: Options | None = None,
    seconds: float,
    stop: Stop = never,
) -> Effect | None:
    """What something looser does when it lets more, or more urgent, needs be met; ``None`` when it does not.

    Args:
        table: The month; its plan keeps what is looser as well.
        candidates: As they would be.
        decisions: Those in force then, all of them.
        options: By which it is solved then; ``None`` = those of the table.
        seconds: How long at most; ``None`` as well when nothing was found by then.
        stop: Asked now and then.
    """
    from matcher.solve.repair import gained  # noqa: PLC0415 - as in tried

    solved_by = options or table.options
    _, near = difference(
        (table.candidates, table.decisions, table.options), (candidates, decisions, solved_by)
    )
    if not near:
        return None
    found = gained(
        candidates, decisions, solved_by, table.plan, near=near, seconds=seconds, stop=stop
    )
    if found.plan is None:
        return None
    return effect_between(
        candidates, table.options, table.plan, found.plan, found.plan.seconds, brief=True
    )


def effect_of(table: Table, what: Tried, *, brief: bool = False) -> Effect:
    """What it would do to the plan on the table; words tell when no plan was found in time."""
    if what.plan is None:
        unknown = "限定时间内没有算出结果，请稍后再试"
        return Effect(
            proven=bool(what.impossible),
            impossible=what.impossible or unknown,
            clash=None if what.refused is None else what.refused.clash,
        )
    return effect_between(
        what.candidates, table.options, table.plan, what.plan, what.seconds, brief=brief
    )
