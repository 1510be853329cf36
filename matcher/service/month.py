"""Opening and switching months, deciding, matching, undoing, writing the results."""

from dataclasses import replace

from matcher.domain import Decision, Lists, Plan, Progress, Round, Stop
from matcher.errors import UsageError
from matcher.ledger import Ledger, local_now
from matcher.service.desk import Desk, Handlers, checked
from matcher.service.lexicon import past_of, rounds_before
from matcher.service.messages import (
    Changed,
    Decide,
    Export,
    Finished,
    Match,
    OpenLedger,
    Redo,
    Revoke,
    SetOptions,
    SwitchMonth,
    Undo,
    WriteTemplates,
)
from matcher.service.returning import batch_for, hand_out
from matcher.service.texts import keep_meanings, recall_meanings


def _open(desk: Desk, request: OpenLedger, _on_progress: Progress, _stop: Stop) -> Changed:
    month = None if request.month is None else checked(request.month)
    desk.close()
    ledger = Ledger.open(request.path)
    desk.open(ledger)
    months = ledger.months()
    desk.put(month or (months[-1] if months else f"{local_now():%Y-%m}"))
    return desk.changed()


def _switch(desk: Desk, request: SwitchMonth, _on_progress: Progress, _stop: Stop) -> Changed:
    desk.put(checked(request.month))
    return desk.changed()


def _decide(desk: Desk, request: Decide, _on_progress: Progress, _stop: Stop) -> Changed:
    decision, before = request.decision, desk.round
    refuse_unknown(decision, before.lists)
    others = tuple(one for one in before.decisions if one.subject != decision.subject)
    return desk.commit(replace(before, decisions=(*others, decision)), decision.words)


def _revoke(desk: Desk, request: Revoke, _on_progress: Progress, _stop: Stop) -> Changed:
    decision, before = request.decision, desk.round
    kept = tuple(
        one
        for one in before.decisions
        if (one.kind, one.subject) != (decision.kind, decision.subject)
    )
    return desk.commit(replace(before, decisions=kept), f"取消{decision.words}")


def _set_options(desk: Desk, request: SetOptions, _on_progress: Progress, _stop: Stop) -> Changed:
    return desk.commit(replace(desk.round, options=request.options), "修改匹配选项")


def _match(desk: Desk, _request: Match, on_progress: Progress, stop: Stop) -> Changed:
    desk.writable()
    if not desk.round.lists.needs or not desk.round.lists.resources:
        raise UsageError("还没有需求清单或资源清单，无法匹配", "", "请先导入需求清单和资源清单")
    recall_meanings(desk)
    matched = _matched(desk, on_progress, stop)
    keep_meanings(desk)
    assert matched.outcome is not None  # what matching is for
    desk.keep(matched, _plan_words(matched.outcome.plan))
    return desk.changed()


def _matched(desk: Desk, on_progress: Progress, stop: Stop) -> Round:
    """The month with its best plan, by what keeps it laid out where there is such a thing."""
    meeting = desk.meeting()
    if meeting is not None:
        return meeting.match(desk.round, past_of(desk), on_progress=on_progress, stop=stop)
    past = rounds_before(desk) if desk.round.options.looks_back else ()
    steps = desk.steps()
    precedents = steps.precedents_from(past, desk.round.month)
    return steps.match(desk.round, precedents=precedents, on_progress=on_progress, stop=stop)


def _undo(desk: Desk, _request: Undo, _on_progress: Progress, _stop: Stop) -> Changed:
    return desk.move(desk.writable().undo, "没有可以撤销的操作")


def _redo(desk: Desk, _request: Redo, _on_progress: Progress, _stop: Stop) -> Changed:
    return desk.move(desk.writable().redo, "没有可以重做的操作")


def _export(desk: Desk, request: Export, on_progress: Progress, _stop: Stop) -> Finished:
    if desk.round.outcome is None:
        raise UsageError("还没有匹配结果，没有可以导出的内容", "", "请先进行匹配")
    if desk.round.stale:
        raise UsageError(
            "匹配之后清单、决定、选项或词库已有改动，方案不是最新的", "", "请先重新匹配，再导出"
        )
    batch = batch_for(desk.round, "项目服务清单")
    path = desk.steps().save(desk.round, request.folder, batch=batch, on_progress=on_progress)
    hand_out(desk, batch, "项目服务清单", [path])
    return Finished("已导出项目服务清单", path)


def _templates(
    desk: Desk, request: WriteTemplates, _on_progress: Progress, _stop: Stop
) -> Finished:
    paths = desk.steps().templates(request.folder)
    return Finished(f"已生成 {len(paths)} 份空白清单", request.folder)


HANDLERS: Handlers = {
    OpenLedger: _open,
    SwitchMonth: _switch,
    Decide: _decide,
    Revoke: _revoke,
    SetOptions: _set_options,
    Match: _match,
    Undo: _undo,
    Redo: _redo,
    Export: _export,
    WriteTemplates: _templates,
}


def refuse_unknown(decision: Decision, lists: Lists) -> None:
    """A decision about something the month does not hold is a mistake somewhere; say so."""
    if decision.need is not None and all(need.id != decision.need for need in lists.needs):
        raise UsageError("本月没有这项需求", decision.need, "请刷新后再选一次")
    if decision.resource is not None and all(
        resource.id != decision.resource for resource in lists.resources
    ):
        raise UsageError("本月没有这项资源", decision.resource, "请刷新后再选一次")
    names = {unit.name for unit in lists.units} | {one.unit for one in lists.resources}
    if decision.unit is not None and decision.unit not in names:
        raise UsageError("本月没有这个单位", decision.unit, "请刷新后再选一次")


def _plan_words(plan: Plan) -> str:
    met = len({assignment.need for assignment in plan.assignments})
    return f"匹配：满足 {met} 项需求（{plan.status.label}）"
