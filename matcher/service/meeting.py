"""The joint meeting: why, what if, schemes, confirming, the agenda."""

from dataclasses import replace

from matcher.domain import Confirmation, Outcome, Progress, Scheme, Stop, plan_digest
from matcher.errors import UsageError
from matcher.ledger import local_now
from matcher.service.desk import Desk, Handlers
from matcher.service.messages import (
    AskAgenda,
    AskPrechecks,
    AskPrices,
    AskWhy,
    Changed,
    CompareSchemes,
    Confirm,
    DropScheme,
    FindUnlocks,
    PreviewDecision,
    Prove,
    RecordAgenda,
    Reply,
    Request,
    Resolve,
    SaveScheme,
    SwitchScheme,
)

LONGEST_NAME = 20


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
    record = replace(request.record, time=_now())
    others = tuple(one for one in desk.round.agenda if one.key != record.key)
    words = f"记录议题：{record.decision or record.remark or record.item}"
    return desk.commit(replace(desk.round, agenda=(*others, record)), words)


def _not_yet(_desk: Desk, _request: Request, _on_progress: Progress, _stop: Stop) -> Reply:
    raise UsageError("该功能暂不可用", "", "请稍后再试")


HANDLERS: Handlers = {
    SaveScheme: _save_scheme,
    DropScheme: _drop_scheme,
    Confirm: _confirm,
    RecordAgenda: _record,
    AskWhy: _not_yet,
    PreviewDecision: _not_yet,
    Resolve: _not_yet,
    Prove: _not_yet,
    FindUnlocks: _not_yet,
    AskPrechecks: _not_yet,
    AskPrices: _not_yet,
    SwitchScheme: _not_yet,
    CompareSchemes: _not_yet,
    AskAgenda: _not_yet,
}
