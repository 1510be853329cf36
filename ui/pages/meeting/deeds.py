"""What can be done about an item of the agenda: a few numbered choices, none of which needs typing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matcher.domain import (
    AgendaItem,
    AgendaKind,
    AgendaPoint,
    AgendaRecord,
    Decision,
    DecisionKind,
    Outcome,
    Reason,
    Round,
    Route,
    Unmet,
)
from ui.pages.meeting.names import Names
from ui.pages.meeting.verbs import unit_most
from ui.session import Change

LATER = "会后再议，本次不作决定"
KEEP = "维持方案不变"
_MOST = 9
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Deed:
    """One choice.

    Attributes:
        words: On the button, and in the record.
        change: What it would change; shown before it is accepted. ``None`` = it is only recorded.
    """

    words: str
    change: Change | None = None


def deeds_of(item: AgendaItem, round_: Round, names: Names) -> tuple[Deed, ...]:
    """The choices about an item, at most nine; the last is always to decide later."""
    made = {
        AgendaKind.URGENT_UNMET: _unmet_deeds,
        AgendaKind.OVER_ASKED: _over_asked_deeds,
        AgendaKind.AMBIGUOUS: _choice_deeds,
        AgendaKind.DECLINED: _declined_deeds,
        AgendaKind.CHANGED: _changed_deeds,
        AgendaKind.SINGLE_UNIT: _single_deeds,
    }[item.kind](item, round_, names)
    return (*tuple(made)[: _MOST - 1], Deed(LATER))


def bundle_deeds(point: AgendaPoint, round_: Round) -> tuple[Deed, ...]:
    """The choices about a bundle; none of them changes the plan, and the last is always to decide later."""
    if point.kind is AgendaKind.URGENT_UNMET:
        needs = {need for item in point.items for need in item.needs}
        unmet = [entry for entry in _outcome(round_).unmet if entry.need in needs]
        return (*(Deed(f"一并{route.label}") for route in _routes(unmet)), Deed(LATER))
    return (*(Deed(words) for words in _ALL_OF_THEM[point.kind]), Deed(LATER))


_ALL_OF_THEM = {
    AgendaKind.OVER_ASKED: ("一并维持现有上限",),
    AgendaKind.AMBIGUOUS: ("一并同意，按方案现定的单位承接",),
    AgendaKind.DECLINED: ("一并同意婉拒，按现方案执行", "一并由街道会后继续沟通"),
    AgendaKind.CHANGED: ("一并同意变动",),
    AgendaKind.SINGLE_UNIT: ("一并安排会后补充备选单位", "一并维持方案不变"),
}


def record_of(
    item: AgendaItem,
    deed: Deed,
    speakers_for: Sequence[str],
    speakers_against: Sequence[str],
    responsible: str,
) -> AgendaRecord:
    """What is kept about the item; its time is set where it is kept."""
    return AgendaRecord(
        item.key,
        item.words,
        deed.words,
        tuple(speakers_for),
        tuple(speakers_against),
        responsible,
    )


def _lock(need: str, resource: str) -> Change:
    return Change(Decision(DecisionKind.LOCK, need, resource))


def _unmet_deeds(item: AgendaItem, round_: Round, names: Names) -> Iterable[Deed]:
    """The suggested way out first; the nearest resources, unless nothing of the kind was offered at all."""
    unmet = [entry for entry in _outcome(round_).unmet if entry.need in item.needs]
    suggested, *others = [Deed(route.label) for route in _routes(unmet)]
    yield suggested
    for entry in unmet:
        if entry.reason is not Reason.NO_RESOURCE:
            for resource, _ in entry.nearest[:_NEAREST]:
                yield Deed(f"指定由{names.resource(resource)}承接", _lock(entry.need, resource))
    yield from others


def _routes(unmet: Sequence[Unmet]) -> list[Route]:
    """The suggested ways first, then the other ways out of a meeting."""
    usual = (Route.CARRY_OVER, Route.ESCALATE, Route.WHISTLE, Route.UPGRADE)
    return list(dict.fromkeys((*(entry.route for entry in unmet), *usual)))


def _over_asked_deeds(item: AgendaItem, round_: Round, names: Names) -> Iterable[Deed]:
    for unit in item.units:
        now = unit_most(round_, unit)
        for more in (1, 2):
            decision = Decision(DecisionKind.UNIT_MOST, unit=unit, amount=now + more)
            yield Deed(f"{unit}本轮上限由 {now} 项提到 {now + more} 项", Change(decision))
    yield Deed(KEEP)


def _choice_deeds(item: AgendaItem, round_: Round, names: Names) -> Iterable[Deed]:
    yield Deed(KEEP)
    for need in item.needs[:1]:
        for resource in item.resources:
            yield Deed(f"定为{names.resource(resource)}", _lock(need, resource))


def _declined_deeds(item: AgendaItem, round_: Round, names: Names) -> Iterable[Deed]:
    yield Deed("同意婉拒，按现方案执行")
    for decision in round_.decisions:
        if decision.kind is DecisionKind.DECLINE and decision.need in item.needs:
            who = decision.unit or names.unit_of(decision.resource or "")
            yield Deed(f"请{who}再考虑，撤回婉拒", Change(decision, revoke=True))
    yield Deed("会后由街道继续沟通")


def _changed_deeds(item: AgendaItem, round_: Round, names: Names) -> Iterable[Deed]:
    yield Deed("同意变动")
    changed = {shift.need: shift for shift in _outcome(round_).changed}
    for need in item.needs:
        for supply in changed[need].before if need in changed else ():
            words = f"恢复为{names.resource(supply.resource)}"
            yield Deed(words, _lock(need, supply.resource))


def _single_deeds(item: AgendaItem, round_: Round, names: Names) -> Iterable[Deed]:
    chosen = {entry.need: entry.resource for entry in _outcome(round_).plan.assignments}
    for need in item.needs[:1]:
        if need in chosen:
            words = f"定由{names.resource(chosen[need])}承接，锁定"
            yield Deed(words, _lock(need, chosen[need]))
    yield Deed("会后补充备选单位")
    yield Deed(KEEP)


def _outcome(round_: Round) -> Outcome:
    assert round_.outcome is not None
    return round_.outcome
