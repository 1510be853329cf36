"""What the stand-in worker says to the meeting: answers worked out from the example month in a few lines."""

from collections.abc import Sequence
from dataclasses import replace

from matcher.domain import (
    AgendaItem,
    AgendaKind,
    AgendaRecord,
    Assignment,
    Backup,
    ChangePrices,
    Confirmation,
    Decision,
    DecisionKind,
    Effect,
    Explanation,
    Fact,
    LevelShift,
    NeedShift,
    Outcome,
    Precheck,
    PricePoint,
    Reason,
    Relaxation,
    RelaxationKind,
    Round,
    Scheme,
    SchemeDifference,
    ShiftKind,
    Standing,
    Supply,
    Unlock,
    UnlockKind,
    UnlockList,
    UnlockPair,
    WhyNot,
    WhyThis,
    plan_digest,
)
from matcher.service import (
    AgendaListed,
    AskAgenda,
    AskPrechecks,
    AskPrices,
    AskWhy,
    Compared,
    CompareSchemes,
    Confirm,
    DropScheme,
    Explained,
    FindUnlocks,
    Foreseen,
    Prechecked,
    PreviewDecision,
    Priced,
    Prove,
    RecordAgenda,
    Reply,
    Request,
    Resolve,
    SaveScheme,
    SwitchScheme,
    Unlocked,
)
from tests.ui import example

TIME = "2026-06-18T09:30:00+08:00"


def answer(round_: Round, request: Request) -> Reply | None:
    """The answer to a question of the meeting; ``None`` when it is none."""
    if isinstance(request, AskWhy):
        return Explained(why(round_, request.need, request.resource), id=request.id)
    if isinstance(request, PreviewDecision):
        decisions = decided(round_, request)
        effect = effect_of(round_, decisions)
        return Foreseen(request.decision, effect, id=request.id)
    if isinstance(request, FindUnlocks):
        return Unlocked(unlocks(round_), id=request.id)
    if isinstance(request, AskPrechecks):
        return Prechecked(checks(round_), id=request.id)
    if isinstance(request, AskPrices):
        return Priced(prices(), id=request.id)
    if isinstance(request, CompareSchemes):
        return Compared(difference(round_, request), id=request.id)
    if isinstance(request, AskAgenda):
        return AgendaListed(agenda(round_), id=request.id)
    return None


def with_records(round_: Round, records: Sequence[AgendaRecord]) -> Round:
    """The month with what was decided about items of its agenda."""
    made = tuple(replace(one, time=TIME) for one in records)
    keys = {one.key for one in made}
    kept = tuple(item for item in round_.agenda if item.key not in keys)
    return replace(round_, agenda=(*kept, *made))


def turned(round_: Round, request: Request) -> tuple[Round, str] | None:
    """The month after a step of the meeting, with its words; ``None`` when the request is no such step."""
    if isinstance(request, Resolve):
        decisions = decided(round_, request)
        made = outcome_with_changes(round_, decisions)
        words = request.decision.words if request.decision else "更新方案"
        changed = replace(round_, decisions=decisions, outcome=made, stale=False)
        return with_records(changed, request.records), words
    if isinstance(request, Prove):
        return round_, "继续证明"
    if isinstance(request, RecordAgenda):
        return with_records(round_, (request.record, *request.others)), "记录议程"
    if isinstance(request, SaveScheme):
        assert round_.outcome is not None
        scheme = Scheme(request.name, round_.decisions, round_.outcome.plan, TIME)
        return replace(round_, schemes=(*round_.schemes, scheme)), f"保存{request.name}"
    if isinstance(request, SwitchScheme):
        assert round_.outcome is not None
        found = next(item for item in round_.schemes if item.name == request.name)
        made = replace(round_.outcome, plan=found.plan)
        return replace(round_, outcome=made, decisions=found.decisions), f"采用{request.name}"
    if isinstance(request, DropScheme):
        left = tuple(item for item in round_.schemes if item.name != request.name)
        return replace(round_, schemes=left), f"删除{request.name}"
    if isinstance(request, Confirm):
        assert round_.outcome is not None
        plan = round_.outcome.plan
        done = Confirmation(plan_digest(plan), TIME, request.by, request.scheme)
        return replace(round_, confirmation=done), "确认下发"
    return None


def decided(round_: Round, request: Resolve | PreviewDecision) -> tuple[Decision, ...]:
    """The decisions once this one is taken, or taken back."""
    gone = {item.subject for item in request.instead_of}
    if request.decision is not None:
        gone |= {item.subject for item in (*request.also, request.decision)}
    left = tuple(item for item in round_.decisions if item.subject not in gone)
    if request.decision is None or request.revoke:
        return left
    return (*left, *request.also, request.decision)


def _served(given: Sequence[Assignment]) -> dict[str, tuple[Supply, ...]]:
    found: dict[str, tuple[Supply, ...]] = {}
    for item in given:
        supply = Supply(item.resource, item.unit, item.times)
        found[item.need] = (*found.get(item.need, ()), supply)
    return found


def shifts_between(before: Outcome, after: Outcome) -> tuple[NeedShift, ...]:
    """Needs that two plans treat differently."""
    old, new = _served(before.plan.assignments), _served(after.plan.assignments)
    made = []
    for need in sorted(set(old) | set(new)):
        if old.get(need) == new.get(need):
            continue
        kind = (
            ShiftKind.GAINS
            if need not in old
            else ShiftKind.LOSES
            if need not in new
            else ShiftKind.MOVES
        )
        made.append(NeedShift(need, kind, old.get(need, ()), new.get(need, ())))
    return tuple(made)


def outcome_with_changes(round_: Round, decisions: tuple[Decision, ...]) -> Outcome:
    """The example's plan under these decisions, with what changed and who could step in."""
    made = example.outcome(round_.lists, decisions)
    changed = shifts_between(round_.outcome, made) if round_.outcome else ()
    return replace(made, changed=changed, backups=backups(made))


def backups(made: Outcome) -> tuple[Backup, ...]:
    """Every third need hangs on one unit; the others have one backup."""
    found = []
    for at, item in enumerate(made.plan.assignments):
        if at % 3 == 2:
            found.append(Backup(item.need, alone=True, unit=item.unit))
        else:
            found.append(Backup(item.need, ("ZY-202606-002",), ("城东供电所",)))
    return tuple(found)


def effect_of(round_: Round, decisions: tuple[Decision, ...]) -> Effect:
    """What the decisions would do to the plan on the table."""
    assert round_.outcome is not None
    after = example.outcome(round_.lists, decisions)
    shifts = shifts_between(round_.outcome, after)
    met = len({item.need for item in round_.outcome.plan.assignments})
    now = len({item.need for item in after.plan.assignments})
    levels = (
        LevelShift("urgent_5", "紧急程度5级已满足", 4, 4, measure="项"),
        LevelShift("met", "已满足的需求", met, now, measure="项"),
        LevelShift("fit", "匹配度合计", met * 880, now * 880 - 60, measure="1/60分"),
    )
    return Effect(levels, shifts, words=f"变动 {len(shifts)} 项")


def why(round_: Round, need: str, resource: str | None) -> Explanation:
    """Why this, why not that."""
    assert round_.outcome is not None
    mine = [item for item in round_.outcome.plan.assignments if item.need == need]
    served = tuple(
        WhyThis(item, (), (("ZY-202606-002", "时间只合一半"),), "它的时间和内容最合适。")
        for item in mine
        if resource in (None, item.resource)
    )
    if served:
        return Explanation(need, resource, served, words="因为它最合适。")
    unmet = next((item for item in round_.outcome.unmet if item.need == need), None)
    asked = [resource] if resource else [key for key, _ in unmet.nearest] if unmet else []
    refused = tuple(_why_not(round_, need, key) for key in asked)
    return Explanation(need, resource, (), refused, unmet, "三项最接近的资源各差一点。")


def _why_not(round_: Round, need: str, resource: str) -> WhyNot:
    fact = Fact(Reason.TIME, "仅每周三下午；需求为晚上")
    widen = Relaxation(RelaxationKind.TIME, resource, 0, "若时间放宽到周三下午", Effect())
    return WhyNot(
        need, resource, Standing.EXCLUDED, 620, (fact,), None, (widen,), words="时间对不上。"
    )


def unlocks(round_: Round) -> UnlockList:
    """Two things that would help, and both together."""
    assert round_.outcome is not None
    missing = tuple(item.need for item in round_.outcome.unmet)
    first = Unlock(
        UnlockKind.RESOURCE,
        "理发",
        2,
        f"再找 2 名理发师，可多满足 {len(missing[:5])} 项",
        missing[:5],
    )
    second = Unlock(
        UnlockKind.PLACE, "ZY-202606-003", 1, "多功能教室多开 1 次，可多满足 1 项", missing[:1]
    )
    pair = UnlockPair(0, 1, missing, (), "两样都有，可多满足全部")
    return UnlockList((first, second), (pair,), 48, "试过 48 种，2 种管用。")


def checks(round_: Round) -> tuple[Precheck, ...]:
    """One shortage that can be counted."""
    needs = tuple(need.id for need in round_.lists.needs[:2])
    words = "理发（东桥社区，周六）：需要 6 次，最多 4 次，至少 2 次无法安排"
    return (Precheck("理发", "东桥社区", "周六", 6, 4, 2, needs, (), words),)


def prices() -> ChangePrices:
    """More changes, more needs."""
    points = tuple(
        PricePoint(
            changes,
            (LevelShift("met", "已满足的需求", 17, 17 + more, measure="项"),),
            (),
            proven=True,
            words=f"改 {changes} 处：多满足 {more} 项",
        )
        for changes, more in ((0, 0), (1, 1), (3, 2))
    )
    return ChangePrices(points, 0, "改 3 处最多还能多满足 2 项。")


def difference(round_: Round, request: CompareSchemes) -> SchemeDifference:
    """What two schemes do differently."""
    assert round_.outcome is not None
    by_name = {item.name: item for item in round_.schemes}
    first = by_name[request.first]
    second = by_name.get(request.second)
    before = replace(round_.outcome, plan=first.plan)
    after = replace(round_.outcome, plan=second.plan) if second else round_.outcome
    shifts = shifts_between(before, after)
    level = LevelShift("met", "已满足的需求", 18, 17, measure="项")
    return SchemeDifference(
        request.first,
        request.second,
        (level,),
        shifts,
        ("锁定：楼道照明维修",),
        (),
        f"{len(shifts)} 项不同",
    )


def agenda(round_: Round) -> tuple[AgendaItem, ...]:
    """One item of each of the most usual kinds."""
    assert round_.outcome is not None
    unmet = round_.outcome.unmet[0].need
    served = round_.outcome.plan.assignments[1]
    items = [
        AgendaItem(
            f"urgent_unmet:{unmet}",
            AgendaKind.URGENT_UNMET,
            "这项紧急需求没有对接，怎么办？",
            (unmet,),
        ),
        AgendaItem(
            "over_asked:城东供电所",
            AgendaKind.OVER_ASKED,
            "6 项需求都要城东供电所，它本轮最多 3 项。",
            (served.need,),
            units=("城东供电所",),
        ),
        AgendaItem(
            f"ambiguous:{served.need}",
            AgendaKind.AMBIGUOUS,
            "两项资源难分高下，定哪一项？",
            (served.need,),
            (served.resource, "ZY-202606-003"),
        ),
    ]
    if any(item.kind is DecisionKind.DECLINE for item in round_.decisions):
        items.append(AgendaItem("declined:1", AgendaKind.DECLINED, "单位婉拒。", (served.need,)))
    return tuple(items)
