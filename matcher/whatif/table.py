"""The month on the table: what is asked about, and solved again where something changes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from matcher.candidates import Ground, under
from matcher.domain import (
    Candidates,
    Decision,
    DecisionKind,
    Effect,
    Lists,
    Options,
    Plan,
    Stop,
    never,
)
from matcher.errors import Contradiction
from matcher.whatif.effects import effect_between

_ASKING = (DecisionKind.LOCK, DecisionKind.CLAIM)


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
    stricter, near = difference(table, candidates, those)
    repaired = repair(
        candidates,
        those,
        table.options,
        table.plan,
        stricter=stricter,
        near=near,
        brief=brief,
        seconds=seconds,
        stop=stop,
    )
    refused = None
    if repaired.plan is None and not stop() and any(one.kind in _ASKING for one in those):
        refused = excluding(candidates, those, table.options, stop)
    words = "在这些条件下排不出任何方案" if repaired.impossible else ""
    told = words if refused is None else str(refused)
    return Tried(candidates, those, repaired.plan, told, monotonic() - began, refused)


def may_cover_more(
    table: Table,
    decisions: Sequence[Decision],
    *,
    ground: Ground | None,
    change: Callable[[Candidates], Candidates] | None,
    seconds: float,
    stop: Stop = never,
) -> bool:
    """Whether something looser lets more, or more urgent, needs be met; a quick question before :func:`tried`.

    Args:
        table: The month; its plan keeps what is looser as well.
        decisions: Those in force then, all of them.
        ground: The month with other facts; ``None`` = with those it has.
        change: What else would be different.
        seconds: How long at most; when it is not known then, the answer is yes.
        stop: Asked now and then.
    """
    from matcher.solve.repair import covers_more  # noqa: PLC0415 - as in tried

    candidates = under(ground or table.ground, decisions)
    candidates = table.finish(candidates if change is None else change(candidates))
    _, near = difference(table, candidates, decisions)
    more = covers_more(
        candidates, decisions, table.options, table.plan, near=near, seconds=seconds, stop=stop
    )
    return more is not False


def effect_of(table: Table, what: Tried, *, brief: bool = False) -> Effect:
    """What it would do to the plan on the table; words tell when no plan was found in time."""
    if what.plan is None:
        unknown = "限定时间内没有算出结果，请稍后再试"
        return Effect(proven=bool(what.impossible), impossible=what.impossible or unknown)
    return effect_between(
        what.candidates, table.options, table.plan, what.plan, what.seconds, brief=brief
    )


def difference(
    table: Table, candidates: Candidates, decisions: Sequence[Decision]
) -> tuple[bool, frozenset[str]]:
    """Whether rules only became stricter, and the needs that what is new is about."""
    near: set[str] = set()
    stricter = True
    for needs in _looser(table.candidates, candidates):
        stricter = False
        near |= needs
    freed = [d for d in table.decisions if d.kind in _ASKING and d not in decisions]
    near |= {decision.need for decision in freed if decision.need}
    removed = _removed(table.candidates, candidates)
    if removed and _promises(table.candidates):
        near |= removed
        stricter = False
    return stricter and not freed, frozenset(near & {weight.need for weight in candidates.needs})


def _looser(before: Candidates, after: Candidates) -> Iterator[set[str]]:
    """Needs that may gain by each thing that became looser."""
    known = {pair.key: pair for pair in before.pairs}
    new = {
        pair.need
        for pair in after.pairs
        if (old := known.get(pair.key)) is not pair and old != pair
    }
    if new:
        yield new
    weights = {weight.need: weight for weight in before.needs}
    moved = {w.need for w in after.needs if weights.get(w.need) != w}
    if moved:
        yield moved
    yield from _wider(before, after)
    others = ("demands", "timetables", "funds", "grants")
    if any(getattr(before, name) != getattr(after, name) for name in others):
        yield {weight.need for weight in after.needs}


def _wider(before: Candidates, after: Candidates) -> Iterator[set[str]]:
    """Needs of resources that have more capacity, and of units that may serve more."""
    room = {offer.resource: offer.capacity for offer in before.offers}
    resources = {o.resource for o in after.offers if _more(room.get(o.resource, 0), o.capacity)}
    most = {limit.unit: limit for limit in before.limits}
    units = {
        limit.unit
        for limit in after.limits
        if limit.unit not in most
        or _more(most[limit.unit].most, limit.most)
        or replace(most[limit.unit], most=limit.most) != limit
    }
    if resources or units:
        yield {p.need for p in after.pairs if p.resource in resources or p.unit in units}


def _more(before: int | None, after: int | None) -> bool:
    return before is not None and (after is None or after > before)


def _removed(before: Candidates, after: Candidates) -> set[str]:
    kept = {pair.key for pair in after.pairs}
    return {pair.need for pair in before.pairs if pair.key not in kept}


def _promises(candidates: Candidates) -> bool:
    """Whether some unit has a promise open: which pairs honour it depends on the other pairs there are."""
    return any(limit.least > 0 for limit in candidates.limits)
