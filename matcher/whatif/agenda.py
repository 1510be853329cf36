"""What the meeting has to decide, the most pressing first; what weighs little is bundled to be decided in one."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from matcher.domain import (
    AgendaBundle,
    AgendaItem,
    AgendaKind,
    DecisionKind,
    NeedShift,
    Outcome,
    Pair,
    Reason,
    Round,
    ShiftKind,
    shifts_between,
    undecided,
)
from matcher.domain.nearness import NEAR
from matcher.whatif.names import Names
from matcher.whatif.table import Table

_SETTLES = frozenset({DecisionKind.LOCK, DecisionKind.CLAIM})
"""Decisions after which who serves a need is no question any more."""
_ALONE_FROM = 4
"""Needs of this urgency and above are decided one by one, as far as there are not too many."""
_UNMET_ALONE = 8
_CHOICES_ALONE = 3
"""The plan has an answer to a choice between two; nothing has one to an urgent need that is not met."""


def agenda(round_: Round, outcome: Outcome, table: Table) -> tuple[AgendaItem, ...]:
    """The items to decide, kind by kind.

    Unmet urgent needs, units asked too often, declines, what changed since the last scheme, candidates hard to
    tell apart where it matters, needs that hang on one unit, and last the candidates of ordinary needs.

    Args:
        round_: The month, for its schemes and decisions.
        outcome: Its plan.
        table: The same, laid out.
    """
    names, urgency = Names.of(table.lists), _urgency(table)
    alone, ordinary = _apart(_ambiguous(outcome, table, names), urgency, _CHOICES_ALONE)
    unmet, less_urgent = _apart(_urgent(outcome, table, names), urgency, _UNMET_ALONE)
    routes = {one.need: one.route.label for one in outcome.unmet}
    kinds = (
        unmet,
        _bundled(less_urgent, lambda item: routes[item.needs[0]]),
        _over_asked(outcome, table, names),
        _bundled(_declined(round_, names), lambda item: "、".join(item.units)),
        _changed(round_, outcome, names),
        alone,
        _by_unit(list(_single(outcome, table, names))),
        _bundled(ordinary, lambda item: _grade(item, urgency, table)),
    )
    return tuple(item for kind in kinds for item in kind)


# -- what is decided in one


def _apart(
    items: Iterable[AgendaItem], urgency: Mapping[str, int], most: int
) -> tuple[list[AgendaItem], list[AgendaItem]]:
    """Those to be decided one by one, at most so many, the most urgent first; and the others."""
    ordered = sorted(items, key=lambda item: -_highest(item, urgency))
    alone = [item for item in ordered if _highest(item, urgency) >= _ALONE_FROM][:most]
    return alone, ordered[len(alone) :]


def _highest(item: AgendaItem, urgency: Mapping[str, int]) -> int:
    return max((urgency.get(need, 0) for need in item.needs), default=0)


def _grade(item: AgendaItem, urgency: Mapping[str, int], table: Table) -> str:
    return "紧急" if _highest(item, urgency) >= table.options.urgent_from else "一般"


def _bundled(
    items: Iterable[AgendaItem], subject_of: Callable[[AgendaItem], str]
) -> list[AgendaItem]:
    """The items bundled by what they have in common, the bundles in the order of their first items."""
    groups: dict[str, list[AgendaItem]] = {}
    for item in items:
        groups.setdefault(subject_of(item), []).append(item)
    return [item for subject, those in groups.items() for item in _as_one(subject, those)]


def _by_unit(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Units on which several needs hang, each by itself; the others together."""
    hanging = Counter(item.units for item in items)
    ordered = sorted(items, key=lambda item: hanging[item.units] == 1)
    return _bundled(ordered, lambda item: item.units[0] if hanging[item.units] > 1 else "")


def _as_one(subject: str, items: Sequence[AgendaItem]) -> Sequence[AgendaItem]:
    """The items of a bundle; one alone is none."""
    if len(items) < 2:
        return items
    kind = items[0].kind
    bundle = AgendaBundle(f"together:{kind}:{subject}", _TOGETHER[kind](subject, len(items)))
    return [replace(item, bundle=bundle) for item in items]


_TOGETHER: dict[AgendaKind, Callable[[str, int], str]] = {
    AgendaKind.URGENT_UNMET: lambda route, count: (
        f"{count}项紧急需求未满足，建议{route}。是否一并{route}？"
    ),
    AgendaKind.DECLINED: lambda unit, count: f"{unit}婉拒{count}项需求。由谁接替？",
    AgendaKind.CHANGED: lambda shift, count: (
        f"{count}项需求与上一版方案不同：{shift}。是否一并同意？"
    ),
    AgendaKind.AMBIGUOUS: lambda grade, count: (
        f"{count}项{grade}需求各有两家都合适，方案已各定一家。是否一并同意？"
    ),
    AgendaKind.SINGLE_UNIT: lambda unit, count: (
        f"{count}项紧急需求{f'只有{unit}' if unit else '各只有一家单位'}可以承担，请一并落实备选"
    ),
}
"""What is to be decided about several items, given what they have in common and how many there are."""


# -- the items


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
            known = names.resources.get(one.resource or "")
            unit = one.unit or (known.unit if known else "")
            what = names.need(one.need) if one.need else "本轮需求"
            yield AgendaItem(
                f"declined:{one.need}:{one.resource or one.unit}",
                AgendaKind.DECLINED,
                f"{whom}婉拒{what}：{one.reason}。由谁接替？",
                (one.need,) if one.need else (),
                (one.resource,) if one.resource else (),
                (unit,) if unit else (),
            )


def _changed(round_: Round, outcome: Outcome, names: Names) -> Iterator[AgendaItem]:
    """Against the scheme saved last; without one, against the plan before: what is lost first."""
    shifts = outcome.changed
    against = "上一版方案"
    if round_.schemes:
        against = f"方案“{round_.schemes[-1].name}”"
        shifts = shifts_between(round_.schemes[-1].plan, outcome.plan)
    for kind in (ShiftKind.LOSES, ShiftKind.GAINS, ShiftKind.MOVES):
        of_kind = [_shifted(one, against, names) for one in shifts if one.kind is kind]
        yield from _as_one(kind.label, of_kind)


def _shifted(shift: NeedShift, against: str, names: Names) -> AgendaItem:
    return AgendaItem(
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
