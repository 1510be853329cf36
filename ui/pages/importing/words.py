"""What the assistant counts and says about a draft as a whole."""

from dataclasses import dataclass

from matcher.domain import Choices, Severity
from matcher.service import DraftView
from ui.columns.importing import refused_files, sheet_entries
from ui.session import State


@dataclass(frozen=True, slots=True)
class Open:
    """What the user should look at before importing.

    Attributes:
        refused: Files that cannot be used.
        sheets: Sheets whose kind or header is unclear.
        left_out: Sheets with rows of which none is imported, and which the user has not said to leave out.
        columns: Columns not answered yet.
        errors: Issues of severity error.
        warnings: Issues of severity warning.
        twins: Pairs of needs that may be one.
        returned: Cells of lists that came back which wait for a decision.
    """

    refused: int
    sheets: int
    left_out: int
    columns: int
    errors: int
    warnings: int
    twins: int
    returned: int


_ABOUT_SHEETS = frozenset({"kind-unsure", "no-header"})
_ABOUT_COLUMNS = "column-unsure"


def open_in(draft: DraftView, choices: Choices) -> Open:
    """Count what is open."""
    issues = [issue for report in draft.files if not report.refused for issue in report.issues]
    settled = {(f, s) for f, s, layout in choices.layouts if layout.kind or layout.header_row}
    unclear = {(issue.file, issue.sheet) for issue in issues if issue.code in _ABOUT_SHEETS}
    answered = {(one.file, one.sheet, one.cell) for one in choices.answers}
    asked = _ABOUT_SHEETS | {_ABOUT_COLUMNS}
    entries = sheet_entries(draft, choices)
    others = [issue.severity for issue in issues if issue.code not in asked]
    return Open(
        refused=len(refused_files(draft)),
        sheets=len(unclear - settled),
        left_out=sum(entry.left_out for entry in entries),
        columns=sum(len(entry.asked) for entry in entries),
        errors=others.count(Severity.ERROR),
        warnings=others.count(Severity.WARNING),
        twins=len(draft.proposals),
        returned=sum(item.key not in answered for item in draft.returns.questions),
    )


FILES, COLUMNS, PROBLEMS, TWINS, RETURNS, CHANGES = range(6)
"""The steps in order."""


def first_step(draft: DraftView, choices: Choices) -> int:
    """Where to begin: at the first question, else at the end."""
    left = open_in(draft, choices)
    if left.refused or left.sheets or left.left_out:
        return FILES
    if left.columns:
        return COLUMNS
    if left.errors:
        return PROBLEMS
    return RETURNS if draft.returns.differences else CHANGES


def badges(draft: DraftView, choices: Choices) -> tuple[str, ...]:
    """A few words for each step."""
    left = open_in(draft, choices)
    sheets = sum(entry.taken for entry in sheet_entries(draft, choices))
    files = f"{len(draft.files)} 个文件，{sheets} 张表"
    problems = [
        f"{count} 个{label}"
        for count, label in ((left.errors, "错误"), (left.warnings, "提醒"))
        if count
    ]
    changes = draft.changes
    return (
        f"{left.refused} 个文件不能使用"
        if left.refused
        else f"{left.sheets} 张表待确认"
        if left.sheets
        else f"{left.left_out} 张表没有导入"
        if left.left_out
        else files,
        f"{left.columns} 列待确认" if left.columns else "都已明白",
        "，".join(problems) or "没有要处理的",
        f"{left.twins} 对" if left.twins else "没有",
        _returned(draft, left),
        f"新增 {len(changes.new)}，变化 {len(changes.changed)}",
    )


def _returned(draft: DraftView, left: Open) -> str:
    if not draft.returns.sheets:
        return "没有交回的清单"
    if left.returned:
        return f"{left.returned} 处待选定"
    return f"{len(draft.returns.differences)} 处改动" if draft.returns.differences else "没有改动"


def is_open(draft: DraftView, choices: Choices) -> tuple[bool, ...]:
    """Whether each step has a question."""
    left = open_in(draft, choices)
    return (
        bool(left.refused or left.sheets or left.left_out),
        bool(left.columns),
        bool(left.errors),
        False,
        bool(left.returned),
        False,
    )


def summary(draft: DraftView) -> str:
    """What will be imported, one line."""
    used = [report for report in draft.files if report.refused is None]
    sheets = [sheet for report in used for sheet in report.sheets]
    read, imported, merged, skipped = (
        sum(getattr(sheet, name) for sheet in sheets)
        for name in ("rows_read", "rows_imported", "rows_merged", "rows_skipped")
    )
    return f"{len(used)} 个文件：读取 {read} 行 = 导入 {imported} + 归并 {merged} + 跳过 {skipped}"


def open_points(draft: DraftView, choices: Choices) -> str:
    """What stays open if it is imported now; empty when nothing does."""
    left = open_in(draft, choices)
    said = [
        words
        for count, words in (
            (left.refused, f"{left.refused} 个文件不能使用"),
            (left.sheets, f"{left.sheets} 张表不能确定装的是什么"),
            (left.left_out, f"{left.left_out} 张表没有导入"),
            (left.columns, f"{left.columns} 列待确认，现在导入的话这些列不采用"),
            (left.errors, f"{left.errors} 个错误，那些内容用不上"),
            (left.returned, f"交回的清单有 {left.returned} 处没有选定，暂保留台账的"),
        )
        if count
    ]
    return f"还没有处理：{'；'.join(said)}。" if said else ""


def why_not_import(state: State) -> str:
    """Why the draft cannot be imported now; empty when it can."""
    if state.draft is None or state.view is None:
        return "还没有读完文件"
    if state.working is not None:
        return f"{state.working.words}，请等它完成"
    if state.view.read_only:
        return state.view.read_only
    if state.choices != state.draft.choices:
        return "刚才的修改还没有整理进去，请先点“重新整理”"
    if not any(entry.taken for entry in sheet_entries(state.draft, state.choices)):
        return "没有一张可以导入的工作表，请看“文件与工作表”里的原因"
    return ""
