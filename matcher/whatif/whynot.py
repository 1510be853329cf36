"""Why not: the facts against a pair, or what forcing it would do and what would let it be."""

from collections.abc import Iterator, Sequence
from time import monotonic

from matcher.candidates import likeness, objections
from matcher.domain import (
    Decision,
    DecisionKind,
    Effect,
    Explanation,
    Fact,
    Instead,
    Pair,
    Reason,
    Relaxation,
    ShiftKind,
    Standing,
    Stop,
    Unmet,
    WhyNot,
    never,
    with_decision,
)
from matcher.whatif.effects import no_worse
from matcher.whatif.names import Names
from matcher.whatif.relaxing import relaxations, widenings_of_facts, widenings_of_room
from matcher.whatif.table import Table, effect_of, tried
from matcher.whatif.why import why_these

NEAREST = 3
_FORCE_SHARE = 0.5
"""Of the time there is, what forcing a pair may take; the rest is for the widenings."""


def explanation(
    table: Table,
    need: str,
    resource: str | None,
    unmet: Unmet | None,
    *,
    seconds: float,
    stop: Stop = never,
) -> Explanation:
    """Why a need is served as it is, or why not by a resource, or by nobody.

    Args:
        table: The month.
        need: Need id.
        resource: Resource id; ``None`` = the need as a whole.
        unmet: What is said of the need when it is not met.
        seconds: How long at most.
        stop: Asked now and then.
    """
    mine = [a for a in table.plan.assignments if a.need == need]
    asked = [a for a in mine if resource in (None, a.resource)]
    names = Names.of(table.lists)
    if asked:
        served = why_these(table, asked)
        return Explanation(need, resource, served, words="；".join(why.words for why in served))
    if resource is not None:
        refused = why_not(table, need, resource, seconds=seconds, stop=stop)
        return Explanation(need, resource, (), (refused,), unmet, refused.words)
    nearest = [one for one, _ in unmet.nearest][:NEAREST] if unmet else []
    share = seconds / max(1, len(nearest))
    those = tuple(why_not(table, need, one, seconds=share, stop=stop) for one in nearest)
    if unmet is None:
        return Explanation(need, None, (), those, None, f"{names.need(need)}不在本轮方案中")
    words = f"{names.need(need)}未满足：{unmet.reason.label}。{unmet.detail}建议{unmet.route.label}"
    return Explanation(need, None, (), those, unmet, words)


def why_not(
    table: Table, need: str, resource: str, *, seconds: float, stop: Stop = never
) -> WhyNot:
    """Why a resource does not serve a need, and what would change it."""
    pairs = [p for p in table.candidates.pairs if (p.need, p.resource) == (need, resource)]
    if pairs:
        return _outranked(table, pairs, seconds, stop)
    return _excluded(table, need, resource, seconds, stop)


def _outranked(table: Table, pairs: Sequence[Pair], seconds: float, stop: Stop) -> WhyNot:
    end = monotonic() + seconds
    need, resource = pairs[0].need, pairs[0].resource
    effect = _forced(table, need, resource, seconds * _FORCE_SHARE, stop)
    standing = Standing.IMPOSSIBLE if effect.impossible and effect.proven else Standing.OUTRANKED
    found: tuple[Relaxation, ...] = ()
    if effect.impossible or not no_worse(effect):
        found = relaxations(
            table,
            need,
            resource,
            widenings_of_room(table, need, resource),
            seconds=end - monotonic(),
            stop=stop,
        )
    instead = tuple(_instead(table, need, resource))
    score = max(pair.score for pair in pairs)
    return WhyNot(
        need=need,
        resource=resource,
        standing=standing,
        score=score,
        effect=effect,
        relaxations=found,
        instead=instead,
        words=_outranked_words(table, need, resource, effect),
    )


def _forced(
    table: Table, need: str, resource: str, seconds: float, stop: Stop, *, brief: bool = True
) -> Effect:
    lock = Decision(DecisionKind.LOCK, need, resource)
    what = tried(
        table, with_decision(table.decisions, lock), brief=brief, seconds=seconds, stop=stop
    )
    return effect_of(table, what, brief=brief)


def _outranked_words(table: Table, need: str, resource: str, effect: Effect) -> str:
    names = Names.of(table.lists)
    who = f"{names.resource(resource)}可以承担{names.need(need)}"
    if effect.impossible:
        return f"{who}，但排不进方案：{effect.impossible}"
    if no_worse(effect):
        return f"{who}，锁定即可，不影响其他需求的满足；{effect.words}"
    worse = next(level for level in effect.levels if level.better < 0)
    lost = [shift.need for shift in effect.shifts if not shift.after]
    loser = f"，{names.some(lost)}将不再满足" if lost else ""
    return f"{who}，但强行安排会使“{worse.label}”变差{loser}；{effect.words}"


def _instead(
    table: Table, need: str, resource: str, facts: Sequence[Fact] = ()
) -> Iterator[Instead]:
    """Whom the resource serves, and why them: facts, more urgent, weightier, a better fit, or the whole plan.

    Nobody, when there is enough of it for everybody.
    """
    offer = next((one for one in table.candidates.offers if one.resource == resource), None)
    if offer is None or offer.capacity is None:
        return
    names = Names.of(table.lists)
    weights = {weight.need: weight for weight in table.candidates.needs}
    scores = {p.need: p.score for p in table.candidates.pairs if p.resource == resource}
    ours = weights.get(need)
    for item in table.plan.assignments:
        if item.resource != resource:
            continue
        theirs = weights.get(item.need)
        got = f"{names.need(item.need)}得到它，{names.need(need)}没有"
        if facts:
            why = f"后者{facts[0].reason.label}：{facts[0].detail}"
        elif theirs is None or ours is None:
            why = "整体方案如此更好"
        elif theirs.urgency > ours.urgency:
            why = f"前者紧急程度{theirs.urgency}级，后者{ours.urgency}级"
        elif theirs.weight > ours.weight:
            why = f"前者等待更久或受益更多（分量{theirs.weight}，后者{ours.weight}）"
        elif item.score > scores.get(need, 0):
            why = f"前者匹配度{item.score}分，后者{scores.get(need, 0)}分"
        else:
            why = "换过来会使整体满足得更少、改动更多或匹配度合计更低"
        yield Instead(item.need, resource, item.times, f"{got}——因为{why}")


def _then(relaxation: Relaxation) -> str:
    lost = relaxation.effect.of(ShiftKind.LOSES)
    return "即可安排" if relaxation.free else f"可以安排，但会少满足{len(lost)}项"


def _excluded(table: Table, need: str, resource: str, seconds: float, stop: Stop) -> WhyNot:
    end = monotonic() + seconds
    names = Names.of(table.lists)
    facts = tuple(
        Fact(reason, detail)
        for reason, detail in objections(
            table.ground, names.needs[need], names.resources[resource], table.decisions
        )
    )
    hard = [fact for fact in facts if fact.reason is not Reason.CATEGORY]
    effect: Effect | None = None
    found: tuple[Relaxation, ...] = ()
    akin = len(hard) == len(facts)
    if hard and akin:
        widenings = widenings_of_facts(table, need, resource)
        left = end - monotonic()
        found = relaxations(table, need, resource, widenings, seconds=left, stop=stop)
    elif not hard:
        effect = _forced(table, need, resource, seconds, stop)
    told = "；".join(f"{fact.reason.label}（{fact.detail}）" for fact in facts)
    if not facts:
        told = "匹配度排在该需求的候选之外"
    way = f"。{found[0].words}，{_then(found[0])}" if found else ""
    return WhyNot(
        need=need,
        resource=resource,
        standing=Standing.EXCLUDED,
        score=likeness(table.ground, need, resource),
        facts=facts,
        effect=effect,
        relaxations=found,
        instead=tuple(_instead(table, need, resource, hard or facts)),
        words=f"{names.resource(resource)}不能承担{names.need(need)}：{told}{way}",
    )
