"""Sentences about errors, statuses and figures: what, where, what to do next."""

from collections.abc import Sequence

from matcher.domain import (
    Amount,
    CountedUrgency,
    FileReport,
    Form,
    Plan,
    PlanStatus,
    Round,
    Route,
    SheetReport,
)
from matcher.service import Failed, HistoryEntry, Place

_TITLES = {
    "FileRefused": "文件不能使用",
    "Contradiction": "会议决定互相矛盾",
    "CannotWrite": "结果没有写成",
    "LedgerReadOnly": "台账只能查看",
    "LedgerDamaged": "台账读不出来",
    "LedgerTooNew": "台账来自更新的版本",
    "WorkerLost": "后台程序意外结束",
    "UsageError": "用法不对",
    "InputError": "内容有误",
    "ComputerError": "这台电脑上出了问题",
    "MatcherError": "没有完成",
    "nothing": "没有可做的步骤",
    "internal": "程序出错",
}
_ADVICE = {
    "FileRefused": "请按说明处理后重新导入。",
    "Contradiction": "请在“会议”页解除其中一条决定，再点“匹配”。",
    "CannotWrite": "请关闭正在打开的同名文件，或换一个文件夹再导出。",
    "LedgerReadOnly": "请关闭另一个窗口后重新打开本程序。",
    "LedgerDamaged": "请从台账所在文件夹的“backups”里取最近一份副本换上。",
    "LedgerTooNew": "请安装新版本的程序。",
    "WorkerLost": "已完成的内容都已保存；请重做刚才这一步。",
    "internal": "已完成的内容都已保存；请重做刚才这一步，若再出现请把日志文件交给维护人员。",
}


def failure_title(kind: str) -> str:
    """What a failure is called; an unknown kind is still an honest sentence."""
    return _TITLES.get(kind, "没有完成")


def failure_advice(failure: Failed) -> str:
    """What to do next; the failure's own words come first."""
    return failure.advice or _ADVICE.get(failure.kind, "请检查后重做刚才这一步。")


def failure_details(failure: Failed) -> str:
    """Where it happened and what to do, one line each."""
    where = f"位置：{failure.where}\n" if failure.where else ""
    return f"{where}怎么办：{failure_advice(failure)}"


# -- figures


def percent(part: int, whole: int) -> str:
    """Whole per cent, ``—`` of nothing; never rounded up to 100 nor down to 0."""
    if whole <= 0:
        return "—"
    share = 100 * part / whole
    if 0 < part < whole:
        share = min(99, max(1, round(share)))
    return f"{share:.0f}%"


def money(yuan: int | None) -> str:
    """Yuan, in 万元 where that is shorter; empty when unknown."""
    if yuan is None:
        return ""
    if yuan >= 10_000 and yuan % 100 == 0:
        return f"{yuan / 10_000:g} 万元"
    return f"{yuan:,} 元"


def amount(value: Amount | None) -> str:
    """A number as the list says it; empty when not told."""
    if value is None:
        return ""
    if value.words:
        return value.words
    return "" if value.value is None else f"{value.value}{value.measure}"


def forms(values: Sequence[Form]) -> str:
    """Forms in words."""
    return "、".join(form.label for form in values)


URGENCY = {1: "常", 2: "较常", 3: "重", 4: "较急", 5: "急"}
"""The five steps of urgency in the lists' own scale."""


def urgency(step: int) -> str:
    """A step of urgency with its word."""
    return f"{step} {URGENCY[step]}"


def counted_urgency(told: CountedUrgency) -> str:
    """The step that counts: both figures and why where it is not the list's own."""
    return told.words or urgency(told.counts)


# -- plan


def proof(plan: Plan) -> str:
    """How good the plan is known to be, one sentence."""
    if plan.status is PlanStatus.PROVEN_BEST:
        return plan.status.label
    open_levels = [level for level in plan.levels if not level.proven]
    if not open_levels:
        return plan.status.label
    first = open_levels[0]
    if first.gap is None:
        return f"{plan.status.label}；“{first.label}”还能好多少尚不清楚"
    more = "多" if first.maximise else "少"
    return (
        f"{plan.status.label}；“{first.label}”最多还能{more} {first.gap} {first.measure}".rstrip()
    )


ROUTE_ADVICE = {
    Route.CARRY_OVER: "下月继续征集资源，自动排在前面。",
    Route.ESCALATE: "报街道协调。",
    Route.WHISTLE: "请职能部门到场办理。",
    Route.UPGRADE: "提请上一级召集有关单位会商。",
    Route.REPLY: "答复提出人后销号。",
}


# -- import


def sheet_line(file: str, sheet: SheetReport) -> str:
    """A sheet's account: read = imported + merged + skipped."""
    return (
        f"{file} › {sheet.sheet}（{sheet.kind.label}）：读取 {sheet.rows_read} 行 = "
        f"导入 {sheet.rows_imported} + 归并 {sheet.rows_merged} + 跳过 {sheet.rows_skipped}"
    )


def import_summary(files: Sequence[FileReport]) -> str:
    """What became of all files, one sentence."""
    sheets = [sheet for report in files for sheet in report.sheets]
    read, imported, merged, skipped = (
        sum(getattr(sheet, name) for sheet in sheets)
        for name in ("rows_read", "rows_imported", "rows_merged", "rows_skipped")
    )
    refused = sum(report.refused is not None for report in files)
    issues = sum(len(report.issues) for report in files)
    words = (
        f"{len(files)} 个文件：读取 {read} 行 = 导入 {imported} + 归并 {merged} + 跳过 {skipped}"
    )
    words += f"；{refused} 个文件不能使用" if refused else ""
    return words + (f"；{issues} 条提示请看“导入问题”" if issues else "")


def next_step(round_: Round) -> str:
    """What to do after an import."""
    lists = round_.lists
    if not lists.needs and not lists.resources:
        return "没有读到需求或资源，请看“导入汇总”里的原因。"
    if not lists.resources:
        return "接下来：导入资源清单。"
    if not lists.needs:
        return "接下来：导入需求清单。"
    if round_.outcome is not None and not round_.stale:
        return "方案不受影响，不必重新匹配。"
    return "接下来：点“匹配”。"


def match_summary(plan: Plan, met: int, needs: int) -> str:
    """What a match has reached, and what to do next."""
    left = f"，{needs - met} 项未对接（点开一项看原因）" if met < needs else ""
    return f"满足 {met} / {needs} 项需求{left}。{proof(plan)}。可以锁定、禁止后再匹配，或点“导出”。"


# -- history


def undo_words(history: Sequence[HistoryEntry]) -> str:
    """What undo takes back, or empty."""
    return next((entry.action for entry in history if entry.place is Place.CURRENT), "")


def redo_words(history: Sequence[HistoryEntry]) -> str:
    """What redo does again, or empty."""
    return next((entry.action for entry in history if entry.place is Place.FUTURE), "")


# -- confirming


def time_words(time: str) -> str:
    """``2026-06-18T09:30:00+08:00`` as 6月18日 09:30."""
    day, _, clock = time.partition("T")
    parts = day.split("-")
    return f"{int(parts[1])}月{int(parts[2])}日 {clock[:5]}" if len(parts) == 3 else time


def confirmed_words(round_: Round) -> str:
    """Whether the plan on the table went out, and whether it was changed since; empty before that."""
    done = round_.confirmation
    if done is None:
        return ""
    who = f"，{done.by}" if done.by else ""
    when = f"{time_words(done.time)}{who}"
    if round_.confirmed:
        return f"本方案已确认下发（{when}）"
    return f"{when}确认下发之后，方案又有改动：现在桌上的不是下发的那一份，定下后请重新确认"
