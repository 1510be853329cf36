"""What is said after a change."""

from collections.abc import Set as AbstractSet

from matcher.domain import Round
from matcher.service import (
    AcceptDraft,
    CarryOver,
    Confirm,
    DraftView,
    ImportFiles,
    Match,
    Prove,
    Redo,
    Request,
    Resolve,
    SwitchScheme,
    Undo,
    View,
)
from ui import wording
from ui.session.figures import figures
from ui.session.state import Notice


def notice_after(
    request: Request,
    before: View | None,
    view: View,
    serial: int,
    draft: DraftView | None = None,
) -> Notice | None:
    """What a request has done, in one sentence; ``None`` where the page says it all.

    Args:
        request: What was asked.
        before: What the window showed before; ``None`` at the start.
        view: What it shows now.
        serial: Number of the notice.
        draft: The import that was being prepared; ``None`` = none.
    """
    if isinstance(request, ImportFiles):
        return _imported({path.name for path in request.paths}, view, serial)
    if isinstance(request, AcceptDraft) and draft is not None:
        return _imported({report.file for report in draft.files}, view, serial)
    if isinstance(request, Match) and view.round.outcome is not None:
        now = figures(view.round)
        words = wording.match_summary(view.round.outcome.plan, now.met, now.needs)
        return Notice(serial, words)
    if isinstance(request, CarryOver):
        return Notice(serial, f"已{view.history[-1].action}。{wording.next_step(view.round)}")
    if isinstance(request, Confirm):
        return Notice(serial, wording.confirmed_words(view.round))
    if isinstance(request, SwitchScheme):
        return Notice(serial, f"已换上{request.name}，可以撤销", tone="info")
    if isinstance(request, Prove) and before is not None:
        return _proved(before.round, view.round, serial)
    if isinstance(request, Undo) and before is not None:
        words = f"已撤销：{wording.undo_words(before.history)}"
        return Notice(serial, words, tone="info")
    if isinstance(request, Redo) and before is not None:
        words = f"已重做：{wording.redo_words(before.history)}"
        return Notice(serial, words, tone="info")
    return None


def stopped_words(request: Request | None) -> str:
    """What is said when something was stopped; empty where the page says it all."""
    if isinstance(request, Match):
        return "已停止匹配，方案没有改动；可以再点“匹配”重新开始"
    if isinstance(request, Resolve):
        return "已停止更新，方案没有改动"
    return ""


def _proved(before: Round, now: Round, serial: int) -> Notice | None:
    """A proof that went on says something only when it found a better plan."""
    if before.outcome is None or now.outcome is None:
        return None
    if before.outcome.plan.assignments == now.outcome.plan.assignments:
        return None
    count = len(now.outcome.changed)
    words = f"后台找到了更好的方案，已换上：变动 {count} 项，见“会议”页的“变动”；可以撤销"
    return Notice(serial, words, tone="info")


def _imported(names: AbstractSet[str], view: View, serial: int) -> Notice:
    files = [report for report in view.round.lists.files if report.file in names]
    bad = any(report.refused or report.issues for report in files)
    words = f"{wording.import_summary(files)}。{wording.next_step(view.round)}"
    return Notice(serial, words, tone="warn" if bad else "good", report=True)
