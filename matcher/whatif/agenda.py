"""What the meeting has to decide, the most pressing first."""

from collections import Counter
from collections.abc import Iterator, Sequence

from matcher.domain import (
    AgendaItem,
    AgendaKind,
    DecisionKind,
    Outcome,
    Pair,
    Reason,
    Round,
    shifts_between,
    undecided,
)
from matcher.domain.nearness import NEAR
from matcher.whatif.names import Names
from matcher.whatif.table import Table

_SETTLES = frozenset({DecisionKind.LOCK, DecisionKind.CLAIM})
"""Decisions after which who serves a need is no question any more."""
_MOST_OF_A_KIND = 30


def agenda(round_: Round, outcome: Outcome, table: Table) -> tuple[AgendaItem, ...]:
    """The items to decide, kind by kind.

    Unmet urgent needs, units asked too often, candidates hard to tell apart, declines, what changed since
    the last scheme, and needs that hang on one unit.

    Args:
        round_: The month, for its schemes and decisions.
        outcome: Its plan.
        table: The same, laid out.
    """
    names = Names.of(table.lists)
    kinds = (
        _urgent(outcome, table, names),
        _over_asked(outcome, table, names),
        _ambiguous(outcome, table, names),
        _declined(round_, names),
        _changed(round_, outcome, names),
        _single(outcome, table, names),
    )
    return tuple(item for kind in kinds for item in list(kind)[:_MOST_OF_A_KIND])


def _urgency(table: Table) -> dict[str, int]:
    return {weight.need: weight.urgency for weight in table.candidates.needs}


def _urgent(outcome: Outcome, table: Table, names: Names) -> Iterator[AgendaItem]:
    urgency = _urgency(table)
    left = [
        one
        for one in outcome.unmet
        if urgency.get(one.need, 0) >= table.options.urgent_from
        and one.reason is not Reason.OUT_OF_SCOPE
    ]
    for one in sorted(left, key=lambda one: (-urgency[one.need], one.need)):
        words = (
            f"{names.need(one.need)}（紧急程度{urgency[one.need]}级）未满足："
            f"{one.reason.label}。是否{one.route.label}？"
        )
        nearest = tuple(resource for resource, _ in one.nearest)
        yield AgendaItem(
            f"urgent_unmet:{one.need}", AgendaKind.URGENT_UNMET, words, (one.need,), nearest
        )


def _over_asked(outcome: Outcome, table: Table, names: Names) -> Iterator[AgendaItem]:
    """Units at their limit whom needs that are not met could use."""
    load = Counter(unit for unit, _ in {(a.unit, a.need) for a in outcome.plan.assignments})
    unmet = {one.need for one in outcome.unmet}
    for limit in table.candidates.limits:
        if limit.most is None or load[limit.unit] < limit.most:
            continue
        waiting = sorted(
            {p.need for p in table.candidates.pairs if p.unit == limit.unit and p.need in unmet}
        )
        if waiting:
            words = (
                f"{limit.unit}本轮已承接{load[limit.unit]}项，达到上限，"
                f"还有{len(waiting)}项需求需要它：{names.some(waiting)}。是否请它多承接？"
            )
            yield AgendaItem(
                f"over_asked:{limit.unit}",
                AgendaKind.OVER_ASKED,
                words,
                tuple(waiting),
                units=(limit.unit,),
            )


def _ambiguous(outcome: Outcome, table: Table, names: Names) -> Iterator[AgendaItem]:
    """Demands the plan gives to one of their best two candidates, which cannot be told apart, of two units."""
    served = {item.key for item in outcome.plan.assignments}
    settled = {one.need for one in table.decisions if one.kind in _SETTLES}
    ready = {(one.need, resource) for one in outcome.backups for resource in one.resources}
    seen: set[str] = set()
    for rivals in undecided(table.candidates.pairs):
        first, second = rivals
        chosen = [one for one in rivals if one.key in served]
        if not chosen or first.unit == second.unit or first.need in settled:
            continue
        other = second if chosen[0] is first else first
        free = len(chosen) == 1 and (other.need, other.resource) in ready
        item = _choice(rivals, chosen, names, free=free)
        if item.key not in seen:
            seen.add(item.key)
            yield item


def _choice(
    rivals: tuple[Pair, Pair], chosen: Sequence[Pair], names: Names, *, free: bool
) -> AgendaItem:
    need, resources = rivals[0].need, tuple(one.resource for one in rivals)
    told = "和".join(map(names.resource, resources))
    taken = "、".join(one.unit for one in chosen)
    words = (
        f"{names.need(need)}：{told}匹配度相差不到{NEAR}分，方案现由{taken}承担"
        f"{'（另一家也有余量）' if free else ''}。请确定由谁承担"
    )
    key = ":".join(("ambiguous", need, *sorted(resources)))
    return AgendaItem(key, AgendaKind.AMBIGUOUS, words, (need,), resources)


def _declined(round_: Round, names: Names) -> Iterator[AgendaItem]:
    for one in round_.decisions:
        if one.kind is DecisionKind.DECLINE:
            whom = one.unit or names.resource(one.resource or "")
            what = names.need(one.need) if one.need else "本轮需求"
            yield AgendaItem(
                f"declined:{one.need}:{one.resource or one.unit}",
                AgendaKind.DECLINED,
                f"{whom}婉拒{what}：{one.reason}。由谁接替？",
                (one.need,) if one.need else (),
                (one.resource,) if one.resource else (),
                (one.unit,) if one.unit else (),
            )


def _changed(round_: Round, outcome: Outcome, names: Names) -> Iterator[AgendaItem]:
    """Against the scheme saved last; without one, against the plan before."""
    shifts = outcome.changed
    against = "上一版方案"
    if round_.schemes:
        against = f"方案“{round_.schemes[-1].name}”"
        shifts = shifts_between(round_.schemes[-1].plan, outcome.plan)
    for shift in shifts:
        yield AgendaItem(
            f"changed:{shift.need}",
            AgendaKind.CHANGED,
            f"{names.need(shift.need)}与{against}不同：{shift.kind.label}。是否同意？",
            (shift.need,),
            tuple(dict.fromkeys(one.resource for one in (*shift.before, *shift.after))),
            tuple(dict.fromkeys(one.unit for one in (*shift.before, *shift.after))),
        )


def _single(outcome: Outcome, table: Table, names: Names) -> Iterator[AgendaItem]:
    urgency = _urgency(table)
    hanging = [
        one
        for one in outcome.backups
        if one.alone and urgency.get(one.need, 0) >= table.options.urgent_from
    ]
    for one in sorted(hanging, key=lambda one: (-urgency[one.need], one.need)):
        yield AgendaItem(
            f"single_unit:{one.need}",
            AgendaKind.SINGLE_UNIT,
            f"{names.need(one.need)}只有{one.unit}可以承担，请落实备选",
            (one.need,),
            units=(one.unit,),
        )
