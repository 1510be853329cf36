"""The joint meeting: why, what if, schemes, confirming, the agenda."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain import (
    AgendaRecord,
    Confirmation,
    Decision,
    Outcome,
    Progress,
    Round,
    Scheme,
    Stop,
    plan_digest,
    shift_words,
    shifts_between,
    with_decision,
)
from matcher.errors import Cancelled, UsageError
from matcher.ledger import local_now
from matcher.service.desk import Desk, Handlers
from matcher.service.lexicon import past_of
from matcher.service.messages import (
    AgendaListed,
    AskAgenda,
    AskPrechecks,
    AskPrices,
    AskWhy,
    Changed,
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
    Resolve,
    SaveScheme,
    SwitchScheme,
    Unlocked,
)
from matcher.service.month import refuse_unknown

if TYPE_CHECKING:
    from matcher.pipeline import Meeting

LONGEST_NAME = 20
MOST_PRICES = 20


def _now() -> str:
    return local_now().isoformat(timespec="seconds")


def _planned(desk: Desk) -> Outcome:
    """The plan on the table, as it is up to date.

    Raises:
        UsageError: There is none, or it is not.
    """
    if desk.round.outcome is None:
        raise UsageError("还没有匹配结果", "", "请先进行匹配")
    if desk.round.stale:
        raise UsageError(
            "匹配之后清单、决定、选项或词库已有改动，方案不是最新的", "", "请先重新匹配"
        )
    return desk.round.outcome


def _save_scheme(desk: Desk, request: SaveScheme, _on_progress: Progress, _stop: Stop) -> Changed:
    plan, name, before = _planned(desk).plan, request.name.strip(), desk.round
    if not 1 <= len(name) <= LONGEST_NAME:
        raise UsageError("方案名称要有 1 到 20 个字", name, "请换一个名称")
    scheme = Scheme(name, before.decisions, plan, _now())
    others = tuple(one for one in before.schemes if one.name != name)
    return desk.commit(replace(before, schemes=(*others, scheme)), f"保存方案“{name}”")


def _drop_scheme(desk: Desk, request: DropScheme, _on_progress: Progress, _stop: Stop) -> Changed:
    scheme = scheme_named(desk, request.name)
    kept = tuple(one for one in desk.round.schemes if one is not scheme)
    return desk.commit(replace(desk.round, schemes=kept), f"删除方案“{scheme.name}”")


def scheme_named(desk: Desk, name: str) -> Scheme:
    """The scheme of that name.

    Raises:
        UsageError: There is none.
    """
    for scheme in desk.round.schemes:
        if scheme.name == name:
            return scheme
    raise UsageError("没有这个方案", name, "请刷新后再选一次")


def _confirm(desk: Desk, request: Confirm, _on_progress: Progress, _stop: Stop) -> Changed:
    plan = _planned(desk).plan
    met = len({assignment.need for assignment in plan.assignments})
    confirmation = Confirmation(
        plan_digest(plan), _now(), request.by.strip(), request.scheme.strip(), met
    )
    by = f"（{confirmation.by}）" if confirmation.by else ""
    return desk.commit(
        replace(desk.round, confirmation=confirmation), f"确认下发：满足 {met} 项需求{by}"
    )


def _record(desk: Desk, request: RecordAgenda, _on_progress: Progress, _stop: Stop) -> Changed:
    record = request.record
    made = _with_records(desk.round, (record, *request.others))
    many = f"{1 + len(request.others)}个" if request.others else ""
    words = f"记录{many}议题：{record.decision or record.remark or record.item}"
    return desk.commit(made, words)


def _with_records(round_: Round, records: Sequence[AgendaRecord]) -> Round:
    """The round with what was decided about items of its agenda, as of now."""
    now, keys = _now(), {one.key for one in records}
    kept = tuple(one for one in round_.agenda if one.key not in keys)
    return replace(round_, agenda=(*kept, *(replace(one, time=now) for one in records)))


def _why(desk: Desk, request: AskWhy, _on_progress: Progress, stop: Stop) -> Explained:
    _planned(desk)
    _refuse_unknown(desk, request.need, request.resource)
    meeting = meeting_of(desk)
    return Explained(
        meeting.why(desk.round, request.need, request.resource, past_of(desk), stop=stop)
    )


def _refuse_unknown(desk: Desk, need: str, resource: str | None) -> None:
    lists = desk.round.lists
    if all(one.id != need for one in lists.needs):
        raise UsageError("本月没有这项需求", need, "请刷新后再选一次")
    if resource is not None and all(one.id != resource for one in lists.resources):
        raise UsageError("本月没有这项资源", resource, "请刷新后再选一次")


def _preview(desk: Desk, request: PreviewDecision, _on_progress: Progress, stop: Stop) -> Foreseen:
    _planned(desk)
    decisions = _decided(desk, request.decision, request)
    effect = meeting_of(desk).foreseen(desk.round, decisions, past_of(desk), stop=stop)
    return Foreseen(request.decision, effect)


def _decided(
    desk: Desk, decision: Decision, request: PreviewDecision | Resolve
) -> tuple[Decision, ...]:
    """The decisions of the month once what is asked for is done."""
    for one in (*request.also, decision):
        refuse_unknown(one, desk.round.lists)
    return with_decision(
        desk.round.decisions,
        decision,
        revoke=request.revoke,
        instead_of=request.instead_of,
        also=request.also,
    )


def _done(decision: Decision, request: Resolve) -> str:
    taken = "取消" if request.revoke else ""
    return "，".join((*(one.words for one in request.also), f"{taken}{decision.words}"))


def _resolve(desk: Desk, request: Resolve, on_progress: Progress, stop: Stop) -> Changed:
    desk.writable()
    decision, decisions = request.decision, desk.round.decisions
    if desk.round.outcome is None:
        raise UsageError("还没有匹配结果", "", "请先进行匹配")
    if decision is not None:
        decisions = _decided(desk, decision, request)
    made = meeting_of(desk).resolved(
        desk.round, decisions, past_of(desk), on_progress=on_progress, stop=stop
    )
    if request.records:
        made = _with_records(made, request.records)
    assert made.outcome is not None  # what resolving is for
    done = _done(decision, request) if decision is not None else "重新匹配"
    desk.keep(made, f"{done}（{shift_words(made.outcome.changed)}）")
    return desk.changed()


def _prove(desk: Desk, _request: Prove, on_progress: Progress, stop: Stop) -> Changed:
    before = _planned(desk)
    desk.writable()
    made = meeting_of(desk).proven(desk.round, past_of(desk), on_progress=on_progress, stop=stop)
    assert made.outcome is not None  # what proving is for
    if stop():
        raise Cancelled
    shifts = shifts_between(before.plan, made.outcome.plan)
    if shifts:
        desk.keep(made, f"证明中找到更好的方案（{shift_words(shifts)}）")
    elif made.outcome.plan.levels != before.plan.levels:
        desk.keep(made, f"完成证明（{made.outcome.plan.status.label}）")
    return desk.changed()


def meeting_of(desk: Desk) -> "Meeting":
    """What keeps the month laid out.

    Raises:
        UsageError: There is no such thing.
    """
    meeting = desk.meeting()
    if meeting is None:
        raise UsageError("该功能暂不可用", "", "请重新启动程序后再试")
    return meeting


def _unlocks(desk: Desk, _request: FindUnlocks, on_progress: Progress, stop: Stop) -> Unlocked:
    _planned(desk)
    return Unlocked(
        meeting_of(desk).unlocks(desk.round, past_of(desk), on_progress=on_progress, stop=stop)
    )


def _prechecks(desk: Desk, _request: AskPrechecks, on_progress: Progress, stop: Stop) -> Prechecked:
    if not desk.round.lists.needs or not desk.round.lists.resources:
        raise UsageError("还没有需求清单或资源清单", "", "请先导入需求清单和资源清单")
    return Prechecked(
        meeting_of(desk).prechecks(desk.round, past_of(desk), on_progress=on_progress, stop=stop)
    )


def _prices(desk: Desk, request: AskPrices, _on_progress: Progress, stop: Stop) -> Priced:
    most = max(1, min(MOST_PRICES, request.most))
    return Priced(meeting_of(desk).prices(desk.round, past_of(desk), most=most, stop=stop))


def _switch_scheme(
    desk: Desk, request: SwitchScheme, _on_progress: Progress, _stop: Stop
) -> Changed:
    desk.writable()
    scheme = scheme_named(desk, request.name)
    made = meeting_of(desk).adopted(desk.round, scheme, past_of(desk))
    desk.keep(made, f"采用方案“{scheme.name}”")
    return desk.changed()


def _compare(desk: Desk, request: CompareSchemes, _on_progress: Progress, _stop: Stop) -> Compared:
    first, second = (
        scheme_named(desk, name) if name else None for name in (request.first, request.second)
    )
    return Compared(meeting_of(desk).compared(desk.round, first, second, past_of(desk)))


def _agenda(desk: Desk, _request: AskAgenda, _on_progress: Progress, _stop: Stop) -> AgendaListed:
    _planned(desk)
    return AgendaListed(meeting_of(desk).agenda(desk.round, past_of(desk)))


HANDLERS: Handlers = {
    SaveScheme: _save_scheme,
    DropScheme: _drop_scheme,
    Confirm: _confirm,
    RecordAgenda: _record,
    AskWhy: _why,
    PreviewDecision: _preview,
    Resolve: _resolve,
    Prove: _prove,
    FindUnlocks: _unlocks,
    AskPrechecks: _prechecks,
    AskPrices: _prices,
    SwitchScheme: _switch_scheme,
    CompareSchemes: _compare,
    AskAgenda: _agenda,
}
