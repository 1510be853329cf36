"""Every action of menus and toolbar: one function each, and one that says why it cannot be done now."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from matcher.domain import next_month
from matcher.service import View
from ui import wording


class Intents(Protocol):
    """What can be asked of the session."""

    def reopen(self) -> None:
        """Try again to open the month book."""

    def draft_import(self, paths: tuple[Path, ...]) -> None:
        """Read workbooks and show what importing them would do."""

    def switch_month(self, month: str) -> None:
        """Put another month on the table."""

    def carry_over(self) -> None:
        """Take over what the month before left unmet."""

    def match(self) -> None:
        """Make the best plan."""

    def cancel(self) -> None:
        """Stop what is under way."""

    def undo(self) -> None:
        """Take the last action back."""

    def redo(self) -> None:
        """Do it again."""

    def export(self, folder: Path) -> None:
        """Write the result."""

    def write_templates(self, folder: Path) -> None:
        """Write blank lists."""

    def write_proof(self, folder: Path) -> None:
        """Write the proof that the plan is the best."""


class Questions(Protocol):
    """What can be asked of the user."""

    def files(self) -> tuple[Path, ...]:
        """Workbooks to read; empty when none was chosen."""

    def folder(self, purpose: str, title: str) -> Path | None:
        """A folder to write into; ``None`` when none was chosen."""

    def month(self, proposed: str) -> str | None:
        """A month such as ``2026-07``; ``None`` when none was chosen."""

    def about(self) -> None:
        """Say what this program is."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What an action must know: the month on the table, and the words of long work under way."""

    view: View | None = None
    busy: str = ""
    can_stop: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """One action.

    Attributes:
        name: Stable identifier.
        text: Words in menu and toolbar.
        icon: Name of the drawing.
        tip: What it does, one sentence; it may depend on the situation.
        run: Does it.
        why_not: Why it cannot be done now; empty when it can.
        shortcut: Keys, or empty.
    """

    name: str
    text: str
    icon: str
    tip: Callable[[Situation], str]
    run: Callable[[Intents, Questions, Situation], None]
    why_not: Callable[[Situation], str]
    shortcut: str = ""


# -- why not


def _blocked(now: Situation) -> str:
    """What holds back every action that changes something."""
    if now.view is None:
        return "台账还没有打开"
    if now.busy:
        return f"{now.busy}，请等它完成或点“取消”"
    return now.view.read_only


def why_not_match(now: Situation) -> str:
    """Matching wants both lists."""
    if blocked := _blocked(now):
        return blocked
    assert now.view is not None
    lists = now.view.round.lists
    missing = [
        words
        for words, rows in (("需求清单", lists.needs), ("资源清单", lists.resources))
        if not rows
    ]
    return f"请先导入{'和'.join(missing)}" if missing else ""


def why_not_undo(now: Situation) -> str:
    """Undo wants something done."""
    return _blocked(now) or ("" if now.view and now.view.can_undo else "本月还没有可以撤销的操作")


def why_not_redo(now: Situation) -> str:
    """Redo wants something undone."""
    return _blocked(now) or ("" if now.view and now.view.can_redo else "没有撤销过的操作可以重做")


def why_not_export(now: Situation) -> str:
    """Export wants a plan; a reader may export too."""
    if now.view is None or now.busy:
        return _blocked(now)
    return "" if now.view.round.outcome else "还没有方案，请先点“匹配”"


def why_not_proof(now: Situation) -> str:
    """A proof wants a plan that is not out of date."""
    if words := why_not_export(now):
        return words
    assert now.view is not None
    return "方案不是最新的，请先重新匹配" if now.view.round.stale else ""


def why_not_templates(now: Situation) -> str:
    """Blank lists can always be written, unless something else is being written."""
    return f"{now.busy}，请等它完成或点“取消”" if now.busy else ""


def why_not_new_month(now: Situation) -> str:
    """Another month wants the ledger."""
    if now.view is None or now.busy:
        return _blocked(now)
    return ""


def why_not_carry(now: Situation) -> str:
    """Carrying over wants an earlier month."""
    if blocked := _blocked(now):
        return blocked
    assert now.view is not None
    month = now.view.round.month
    return "" if any(other < month for other in now.view.months) else "没有更早的月份可以结转"


def why_not_reopen(now: Situation) -> str:
    """Only a ledger that could not be opened, or is held elsewhere, is worth another try."""
    if now.busy:
        return f"{now.busy}，请等它完成"
    return "台账已经打开" if now.view is not None and not now.view.read_only else ""


def why_not_cancel(now: Situation) -> str:
    """Only long work can be stopped."""
    if not now.busy:
        return "现在没有正在进行的工作"
    return "" if now.can_stop else f"{now.busy}，这一步很快就好，不能中途停止"


# -- what they do


def import_files(intents: Intents, ask: Questions, now: Situation) -> None:
    """Choose workbooks and see what importing them would do."""
    if paths := ask.files():
        intents.draft_import(paths)


def match(intents: Intents, ask: Questions, now: Situation) -> None:
    """Make the best plan."""
    intents.match()


def undo(intents: Intents, ask: Questions, now: Situation) -> None:
    """Take the last action back."""
    intents.undo()


def redo(intents: Intents, ask: Questions, now: Situation) -> None:
    """Do again what was undone."""
    intents.redo()


def export(intents: Intents, ask: Questions, now: Situation) -> None:
    """Choose a folder and write the result there."""
    if folder := ask.folder("export", "把结果工作簿存到哪个文件夹"):
        intents.export(folder)


def write_proof(intents: Intents, ask: Questions, now: Situation) -> None:
    """Choose a folder and write the proof there."""
    if folder := ask.folder("export", "把方案证明存到哪个文件夹"):
        intents.write_proof(folder)


def write_templates(intents: Intents, ask: Questions, now: Situation) -> None:
    """Choose a folder and write blank lists there."""
    if folder := ask.folder("templates", "把空白清单存到哪个文件夹"):
        intents.write_templates(folder)


def new_month(intents: Intents, ask: Questions, now: Situation) -> None:
    """Ask which month and put it on the table."""
    latest = max(now.view.months, default="") if now.view else ""
    if latest and (month := ask.month(next_month(latest))):
        intents.switch_month(month)


def carry_over(intents: Intents, ask: Questions, now: Situation) -> None:
    """Take over what the month before left unmet."""
    intents.carry_over()


def cancel(intents: Intents, ask: Questions, now: Situation) -> None:
    """Stop what is under way."""
    intents.cancel()


def reopen(intents: Intents, ask: Questions, now: Situation) -> None:
    """Try again to open the month book."""
    intents.reopen()


def about(intents: Intents, ask: Questions, now: Situation) -> None:
    """Say what this program is."""
    ask.about()


def _undo_tip(now: Situation) -> str:
    words = wording.undo_words(now.view.history) if now.view else ""
    return f"撤销：{words}" if words else "撤销上一步操作"


def _redo_tip(now: Situation) -> str:
    words = wording.redo_words(now.view.history) if now.view else ""
    return f"重做：{words}" if words else "重做刚才撤销的操作"


ACTIONS: tuple[Action, ...] = (
    Action(
        "import",
        "导入…",
        "import",
        lambda now: (
            "选择需求清单、资源清单、成员单位清单等文件导入，可一次选多个；也可以直接拖进窗口"
        ),
        import_files,
        _blocked,
        "Ctrl+O",
    ),
    Action(
        "match",
        "匹配",
        "match",
        lambda now: "按清单、设置和会议决定求出最好的方案",
        match,
        why_not_match,
        "F5",
    ),
    Action("undo", "撤销", "undo", _undo_tip, undo, why_not_undo, "Ctrl+Z"),
    Action("redo", "重做", "redo", _redo_tip, redo, why_not_redo, "Ctrl+Y"),
    Action(
        "export",
        "导出…",
        "export",
        lambda now: "把项目服务清单、未对接需求清单等写成可打印的工作簿",
        export,
        why_not_export,
        "Ctrl+E",
    ),
    Action(
        "proof",
        "导出方案证明…",
        "check",
        lambda now: "写出“没有更好的方案”的证明，任何人可用 verify 命令只用整数算术复核",
        write_proof,
        why_not_proof,
    ),
    Action(
        "templates",
        "生成空白清单…",
        "template",
        lambda now: "生成可下发给社区和单位填写的空白清单，带下拉选项和示例",
        write_templates,
        why_not_templates,
    ),
    Action(
        "new_month",
        "新建月份…",
        "month",
        lambda now: "开始新的一期",
        new_month,
        why_not_new_month,
        "Ctrl+N",
    ),
    Action(
        "carry_over",
        "结转上月需求",
        "changed",
        lambda now: "把上月没有对接的需求带到本月，已等待的月数加一；可以撤销",
        carry_over,
        why_not_carry,
    ),
    Action(
        "reopen",
        "重新打开台账",
        "folder",
        lambda now: "再试一次打开台账，例如在另一个窗口关闭之后",
        reopen,
        why_not_reopen,
    ),
    Action("cancel", "取消", "cancel", lambda now: "停止正在进行的工作", cancel, why_not_cancel),
    Action("about", "关于", "info", lambda now: "这个程序是做什么的", about, lambda now: ""),
)
BY_NAME = {action.name: action for action in ACTIONS}
