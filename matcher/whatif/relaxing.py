"""The smallest widenings that would let a resource serve a need; each is tried before it is told."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import monotonic

from matcher.candidates import amended, in_one_month, objections, strict_conflicts
from matcher.candidates.quantities import uses_of
from matcher.domain import (
    Amount,
    Consent,
    Decision,
    DecisionKind,
    Form,
    Need,
    Pair,
    Reason,
    Relaxation,
    RelaxationKind,
    Resource,
    Stop,
    TimeWindow,
    never,
    with_decision,
    yuan_words,
)
from matcher.whatif.effects import no_worse
from matcher.whatif.names import Names
from matcher.whatif.shared import YUAN, more_money, more_openings
from matcher.whatif.sharing import more_sharing
from matcher.whatif.table import Table, effect_of, tried
from matcher.whatif.wider import Wider

_MOST = 4
"""Relaxations told at most."""


def relaxations(
    table: Table,
    need: str,
    resource: str,
    widenings: Sequence[Wider],
    *,
    seconds: float,
    stop: Stop = never,
) -> tuple[Relaxation, ...]:
    """Those of the widenings under which the resource can serve the need, those nobody loses by first.

    Args:
        table: The month.
        need: Need id.
        resource: Resource id.
        widenings: What to try, the smallest first.
        seconds: How long at most in all.
        stop: Asked now and then.
    """
    end = monotonic() + seconds
    found: list[Relaxation] = []
    for number, wider in enumerate(widenings):
        left = end - monotonic()
        if left <= 0 or stop() or len(found) >= _MOST:
            break
        share = max(0.05, left / (len(widenings) - number))
        relaxation = _verified(table, need, resource, wider, share, stop)
        if relaxation is not None:
            found.append(relaxation)
    return tuple(sorted(found, key=lambda relaxation: not relaxation.free))


def _verified(
    table: Table, need: str, resource: str, wider: Wider, seconds: float, stop: Stop
) -> Relaxation | None:
    """The widening with its effect; ``None`` when the pair is not possible under it either."""
    ground = amended(
        table.ground,
        needs=() if wider.need is None else (wider.need,),
        resources=() if wider.resource is None else (wider.resource,),
        again=(need,),
        options=wider.options,
    )
    decisions = tuple(one for one in table.decisions if one not in wider.revoked)
    if wider.decision is not None:
        decisions = with_decision(decisions, wider.decision)
    lock = Decision(DecisionKind.LOCK, need, resource)
    what = tried(
        table,
        with_decision(decisions, lock),
        ground=ground,
        change=wider.change,
        options=wider.limits,
        brief=True,
        seconds=seconds,
        stop=stop,
    )
    if what.plan is None:
        return None
    effect = effect_of(table, what, brief=True)
    return Relaxation(
        wider.kind, wider.subject, wider.amount, wider.words, effect, free=no_worse(effect)
    )


def widenings_of_facts(table: Table, need: str, resource: str) -> tuple[Wider, ...]:
    """What would take away every rule that shuts the resource out; empty when something cannot be widened.

    Words and categories are no obstacle to a lock, so they are not widened.
    """
    names = Names.of(table.lists)
    wanted, offered = names.needs[need], names.resources[resource]
    pieces: list[Wider] = []
    for _ in range(len(_WIDENED) + 2):
        against = [
            reason
            for reason, _ in objections(table.ground, wanted, offered, table.decisions)
            if reason is not Reason.CATEGORY and not _undone(reason, pieces)
        ]
        if not against:
            return _together(pieces, wanted, offered)
        piece = _widened(against[0], wanted, offered, table)
        if piece is None or (piece.kind, piece.amount) in {(p.kind, p.amount) for p in pieces}:
            return ()
        pieces.append(piece)
        wanted, offered = piece.need or wanted, piece.resource or offered
    return ()


def _undone(reason: Reason, pieces: Sequence[Wider]) -> bool:
    if reason is Reason.CONFLICT:
        return any(piece.options is not None for piece in pieces)
    return reason is Reason.FORBIDDEN and any(piece.revoked for piece in pieces)


def _together(pieces: Sequence[Wider], need: Need, resource: Resource) -> tuple[Wider, ...]:
    if not pieces:
        return ()
    words = "若" + "，并且".join(piece.words.removeprefix("若") for piece in pieces)
    first = pieces[0]
    return (
        replace(
            first,
            words=words,
            need=need,
            resource=resource,
            revoked=tuple(decision for piece in pieces for decision in piece.revoked),
            options=next((piece.options for piece in pieces if piece.options is not None), None),
        ),
    )


_WIDENED = (
    Reason.CONSENT,
    Reason.EXPIRED,
    Reason.FORBIDDEN,
    Reason.CONFLICT,
    Reason.FORM,
    Reason.SCOPE,
    Reason.TIME,
    Reason.POPULATION,
    Reason.QUALIFICATION,
    Reason.BUDGET,
    Reason.CAPACITY,
)


def _widened(reason: Reason, need: Need, resource: Resource, table: Table) -> Wider | None:
    """One rule out of the way; ``None`` where that is nobody's to grant."""
    whose = f"{resource.unit}的“{resource.title}”"
    if reason is Reason.CONSENT:
        agreed = replace(need, consent=Consent.GIVEN)
        return Wider(RelaxationKind.CONSENT, need.id, 0, "若业主表决同意", need=agreed)
    if reason is Reason.EXPIRED and not resource.withdrawn:
        valid = replace(resource, valid_from=None, valid_to=None)
        return Wider(
            RelaxationKind.VALIDITY, resource.id, 0, f"若{whose}延长有效期", resource=valid
        )
    if reason is Reason.FORBIDDEN:
        return _without_forbids(need, resource, table)
    if reason is Reason.CONFLICT:
        return _without_conflicts(need, resource, table)
    if reason is Reason.FORM:
        forms = tuple(dict.fromkeys((*resource.forms, *need.forms)))
        words = "、".join(form.label for form in need.forms if form not in resource.forms)
        return Wider(
            RelaxationKind.FORM,
            resource.id,
            0,
            f"若{whose}也能提供{words}",
            resource=replace(resource, forms=forms),
        )
    if reason is Reason.SCOPE:
        scope = replace(resource, scope=(*resource.scope, need.community))
        words = f"若{whose}的服务范围扩大到{need.community}"
        return Wider(RelaxationKind.SCOPE, resource.id, 0, words, resource=scope)
    return _widened_further(reason, need, resource, whose)


def _widened_further(reason: Reason, need: Need, resource: Resource, whose: str) -> Wider | None:
    if reason is Reason.TIME:
        windows = (*resource.times, *(need.times or (TimeWindow(),)))
        when = need.time_words or "本期任何时间"
        wide = replace(resource, times=windows, valid_from=None, valid_to=None)
        return Wider(
            RelaxationKind.TIME, resource.id, 0, f"若{whose}的时间放宽到{when}", resource=wide
        )
    if reason is Reason.POPULATION:
        whom = "、".join(need.population)
        wide = replace(resource, population_only=False, population_excluded=())
        return Wider(
            RelaxationKind.POPULATION, resource.id, 0, f"若{whose}也面向{whom}", resource=wide
        )
    if reason is Reason.QUALIFICATION:
        skills = "、".join(need.skills)
        able = replace(resource, qualifications=(*resource.qualifications, *need.skills))
        words = f"若{whose}具备{skills}"
        return Wider(RelaxationKind.QUALIFICATION, resource.id, 0, words, resource=able)
    if reason is Reason.BUDGET and need.budget_yuan:
        more = need.budget_yuan - (resource.amount_yuan or 0)
        return more_capacity(resource, need.budget_yuan, more, YUAN)
    return _room_alone(need, resource) if reason is Reason.CAPACITY else None


def _room_alone(need: Need, resource: Resource) -> Wider | None:
    """Enough for this need alone, where one time of it takes more than the round offers."""
    form = next(iter(need.forms), None)
    uses = uses_of(need, form, resource)
    told = [
        one for one in (resource.capacity_per_round, resource.capacity_total) if one is not None
    ]
    counts = [count for one in told if (count := in_one_month(one)) is not None]
    if not counts or min(counts) >= uses:
        return None
    return more_capacity(resource, uses, uses - min(counts), "")


def _without_forbids(need: Need, resource: Resource, table: Table) -> Wider:
    market = table.ground.market
    unit = market.items[market.by_id[resource.id]].unit
    revoked = tuple(
        one
        for one in table.decisions
        if one.kind.shuts_out
        and one.need in (need.id, None)
        and (one.resource == resource.id or one.unit == unit)
    )
    words = "、".join(f"“{one.words}”" for one in revoked)
    return Wider(RelaxationKind.DECISION, revoked[0].words, 0, f"若撤销{words}", revoked=revoked)


def _without_conflicts(need: Need, resource: Resource, table: Table) -> Wider:
    """Without the strict rules on conflicts of interest that concern the pair; that is the meeting's to say."""
    against = strict_conflicts(table.ground, need, resource)
    options = table.ground.setting.options
    kept = tuple(rule for rule in options.conflicts if rule not in against)
    named = "、".join(f"“{rule.name}”" for rule in against)
    return Wider(
        RelaxationKind.CONFLICT,
        against[0].name,
        0,
        f"若会议同意对此不适用利益冲突规则{named}",
        options=replace(options, conflicts=kept),
    )


def more_capacity(resource: Resource, whole: int, more: int, measure: str) -> Wider:
    """A resource that offers so much in the round, which is so much more than now."""
    whose = f"{resource.unit}的“{resource.title}”"
    if measure == YUAN:
        wide = replace(resource, amount_yuan=whole)
        words = f"若{whose}预算 +{yuan_words(more)}"
        return Wider(RelaxationKind.BUDGET, resource.id, more, words, resource=wide)
    amount = Amount(whole, resource.capacity_total.measure if resource.capacity_total else "次")
    wide = replace(
        resource,
        capacity_total=amount,
        capacity_per_round=None if resource.capacity_per_round is None else amount,
    )
    words = f"若{whose}多{more}个名额"
    return Wider(RelaxationKind.CAPACITY, resource.id, more, words, resource=wide)


def widenings_of_room(table: Table, need: str, resource: str) -> tuple[Wider, ...]:
    """More room for a pair that may be, where it is short: its resource, its unit, the need's other forms."""
    pairs = [pair for pair in table.candidates.pairs if pair.need == need]
    asked = [pair for pair in pairs if pair.resource == resource]
    found = [wider for pair in asked[:1] for wider in _room_for(table, pair)]
    found.extend(wider for pair in asked[:1] for wider in more_sharing(table, pair))
    found.extend(more_money(table, need))
    others = {pair.demand for pair in pairs} - {pair.demand for pair in asked}
    for demand in sorted(others):
        best = max((p for p in pairs if p.demand == demand), key=lambda p: (p.score, p.resource))
        found.extend(_room_for(table, best))
    return tuple(found)


def _room_for(table: Table, pair: Pair) -> Iterator[Wider]:
    """What is short of one pair beside the plan."""
    candidates, plan = table.candidates, table.plan
    offer = next(one for one in candidates.offers if one.resource == pair.resource)
    times = next(
        d.times for d in candidates.demands if (d.need, d.index) == (pair.need, pair.demand)
    )
    others = [a for a in plan.assignments if a.need != pair.need]
    used = sum(a.uses for a in others if a.resource == pair.resource)
    if offer.capacity is not None and used + pair.uses * times > offer.capacity:
        whole = used + pair.uses * times
        known = Names.of(table.lists).resources[pair.resource]
        measure = YUAN if Form.MONEY in known.forms and known.amount_yuan is not None else ""
        yield more_capacity(known, whole, whole - offer.capacity, measure)
    yield from more_openings(table, pair)
    most = next((limit.most for limit in candidates.limits if limit.unit == pair.unit), None)
    serving = {a.need for a in others if a.unit == pair.unit}
    if most is not None and len(serving) + 1 > most:
        more = len(serving) + 1 - most
        decision = Decision(DecisionKind.UNIT_MOST, unit=pair.unit, amount=most + more)
        words = f"若{pair.unit}多承接{more}项（本轮上限 {most} → {most + more}）"
        yield Wider(RelaxationKind.UNIT_MOST, pair.unit, more, words, decision=decision)
