"""What is said after a change."""

from matcher.service import ImportFiles, Match, Redo, Request, Undo, View
from ui import wording
from ui.session.figures import figures
from ui.session.state import Notice


def notice_after(request: Request, before: View | None, view: View, serial: int) -> Notice | None:
    """What a request has done, in one sentence; ``None`` where the page says it all.

    Args:
        request: What was asked.
        before: What the window showed before; ``None`` at the start.
        view: What it shows now.
        serial: Number of the notice.
    """
    if isinstance(request, ImportFiles):
        return _imported(request, view, serial)
    if isinstance(request, Match) and view.round.outcome is not None:
        now = figures(view.round)
        words = wording.match_summary(view.round.outcome.plan, now.met, now.needs)
        return Notice(serial, words)
    if isinstance(request, Undo) and before is not None:
        words = f"已撤销：{wording.undo_words(before.history)}"
        return Notice(serial, words, tone="info")
    if isinstance(request, Redo) and before is not None:
        words = f"已重做：{wording.redo_words(before.history)}"
        return Notice(serial, words, tone="info")
    return None


def _imported(request: ImportFiles, view: View, serial: int) -> Notice:
    names = {path.name for path in request.paths}
    files = [report for report in view.round.lists.files if report.file in names]
    bad = any(report.refused or report.issues for report in files)
    words = f"{wording.import_summary(files)}。{wording.next_step(view.round)}"
    return Notice(serial, words, tone="warn" if bad else "good", report=True)
