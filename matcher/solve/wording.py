"""What to say when decisions exclude each other."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from matcher.domain import (
    Candidates,
    Clash,
    Contradiction,
    Decision,
    DecisionKind,
    Offer,
    Options,
    Reason,
    UnitLimit,
)
from matcher.solve.decided import core, most_possible
from matcher.solve.engine import Clock


def contradiction(
    candidates: Candidates, decisions: Sequence[Decision], options: Options, clock: Clock
) -> Contradiction:
    """The error that names a smallest set of decisions that exclude each other, with ways out."""
    those = core(candidates, decisions, options, clock)
    least = next((one for one in those if one.kind is DecisionKind.UNIT_LEAST), None)
    if least is not None:
        most = most_possible(candidates, those, least, options, clock)
        return _too_few(candidates, decisions, those, least, most)
    limit = _overfull(candidates, those)
    if len(those) == 1:
        what = f"这条决定无法执行：{_cap(limit) if limit else _why(candidates, those[0])}"
    else:
        what = f"这{len(those)}条决定互相矛盾，去掉其中任何一条就能排出方案{_common(candidates, those)}"
    ways = "；".join(f"（{at}）{way}" for at, way in enumerate(_ways(candidates, those), start=1))
    clash = Clash(what, those, limit=limit)
    return Contradiction(clash, f"可任选一种办法：{ways}")


def _too_few(
    candidates: Candidates,
    decisions: Sequence[Decision],
    those: tuple[Decision, ...],
    least: Decision,
    most: int,
) -> Contradiction:
    """The error about a decided minimum of a unit that no plan reaches, beside the others named or at all."""
    unit = least.unit or ""
    caps = {limit.unit: limit.most for limit in candidates.limits}
    cap, needs = caps.get(unit), {pair.need for pair in candidates.pairs if pair.unit == unit}
    able = f"{unit}本轮最多能承接{most}项，达不到{least.amount}项"
    if len(those) > 1:
        what = f"这{len(those)}条决定互相矛盾，去掉其中任何一条就能排出方案：同时执行时，{able}"
    elif cap == most:
        what = f"这条决定无法执行：{able}（它的上限是{cap}项）"
    elif len(needs) == most:
        what = f"这条决定无法执行：{able}（可由它承接的需求共{len(needs)}项）"
    else:
        what = f"这条决定无法执行：{able}（资源容量或需求的其他条件不够）"
    ways = ["撤销“" + least.words + "”" if len(those) == 1 else "撤销其中任意一条决定"]
    ways += [f"把{unit}的下限改为{most}项"] if most else []
    ways += ["提高该单位的上限，或请它补充资源"]
    against = tuple(
        one for one in decisions if one.kind is DecisionKind.UNIT_MOST and one.unit == unit
    )
    told = "；".join(f"（{at}）{way}" for at, way in enumerate(ways, start=1))
    return Contradiction(Clash(what, those, against=against), f"可任选一种办法：{told}")


def _cap(limit: UnitLimit) -> str:
    return f"{limit.unit}本轮至多承接{limit.most}项"


def _overfull(candidates: Candidates, those: Sequence[Decision]) -> UnitLimit | None:
    """The unit that locks and claims ask for more needs than it may serve."""
    units = {offer.resource: offer.unit for offer in candidates.offers}
    asked: defaultdict[str | None, set[str | None]] = defaultdict(set)
    for decision in those:
        if decision.kind in (DecisionKind.LOCK, DecisionKind.CLAIM):
            asked[decision.unit or units.get(decision.resource or "")].add(decision.need)
    return next(
        (
            limit
            for limit in candidates.limits
            if limit.most is not None and len(asked[limit.unit]) > limit.most
        ),
        None,
    )


def _common(candidates: Candidates, those: Sequence[Decision]) -> str:
    """What the decisions have in common, as far as one thing explains it."""
    offers = {offer.resource: offer for offer in candidates.offers}
    caps = {limit.unit: limit.most for limit in candidates.limits}
    needs = {decision.need for decision in those}
    resources = {decision.resource for decision in those}
    units = {decision.unit or _unit(offers.get(decision.resource or "")) for decision in those}
    if len(needs) == 1 and None not in needs:
        return f"：都针对需求 {needs.pop()}"
    offer = offers.get(resources.pop() or "") if len(resources) == 1 else None
    if offer is not None and (caps.get(offer.unit) is None or _too_much(candidates, offer, needs)):
        limit = "不限" if offer.capacity is None else f"{offer.capacity}{offer.measure}"
        return f"：都用到资源 {offer.resource}，它本轮的容量为{limit}"
    if len(units) == 1 and (unit := units.pop()):
        most = caps.get(unit)
        return f"：都由{unit}承接" + ("" if most is None else f"，它本轮至多承接{most}项")
    return ""


def _too_much(candidates: Candidates, offer: Offer, needs: Collection[str | None]) -> bool:
    """Whether a resource cannot serve each of some needs even once."""
    uses: dict[str, int] = {}
    for pair in candidates.pairs:
        if pair.resource == offer.resource and pair.need in needs:
            uses[pair.need] = min(pair.uses, uses.get(pair.need, pair.uses))
    return offer.capacity is not None and sum(uses.values()) > offer.capacity


def _unit(offer: Offer | None) -> str:
    return "" if offer is None else offer.unit


def _why(candidates: Candidates, decision: Decision) -> str:
    """What stands against a single lock or claim."""
    for need, reason, detail in candidates.closed:
        if need == decision.need:
            return f"该需求不参加本轮对接（{detail or reason.label}）"
    if all(weight.need != decision.need for weight in candidates.needs):
        return "本轮没有这项需求"
    pairs = [pair for pair in candidates.pairs if pair.need == decision.need]
    whom = {pair.resource for pair in pairs} | {pair.unit for pair in pairs}
    if (decision.resource or decision.unit) not in whom:
        return _excluded(candidates, decision)
    served = Counter(pair.demand for pair in pairs)
    bare = [d for d in candidates.demands if d.need == decision.need and not served[d.index]]
    if bare:
        forms = "、".join(d.form.label if d.form else "任意形式" for d in bare)
        return f"该需求还需要{forms}，没有资源可以提供"
    return "可用资源的容量、单位上限或承担家数不足以完整满足该需求"


def _excluded(candidates: Candidates, decision: Decision) -> str:
    units = {offer.resource: offer.unit for offer in candidates.offers}
    for exclusion in candidates.exclusions:
        if exclusion.need == decision.need and decision.resource == exclusion.resource:
            return exclusion.detail or exclusion.reason.label
        if exclusion.need == decision.need and decision.unit == units.get(exclusion.resource):
            return exclusion.detail or exclusion.reason.label
    known = set(units) | set(units.values())
    if (decision.resource or decision.unit) not in known:
        return "本轮没有这项资源或这个单位可用"
    return Reason.NO_RESOURCE.label + "可用于该需求"


def _ways(candidates: Candidates, those: Sequence[Decision]) -> list[str]:
    """Two or three things to do."""
    ways = [f"撤销“{those[0].words}”"] if len(those) == 1 else ["撤销其中任意一条决定"]
    if any(d.kind is DecisionKind.LOCK for d in those):
        ways.append("核对所锁定资源的可服务次数、所属单位的每轮上限后重新对接")
    if any(d.kind is DecisionKind.CLAIM for d in those):
        ways.append("请认领单位补充资源，或把认领改给其他单位")
    if any(d.kind.shuts_out for d in those):
        ways.append("解除相应的禁止")
    if len(ways) < 2:
        ways.append("补充能满足该需求的资源")
    return ways[:3]
