"""What the user wants, said to the worker; what the worker answers, told to the window."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from matcher.domain import Choices, Decision, Fund, Issue, Options, month_words
from matcher.service import (
    AcceptDraft,
    Cancel,
    CarryOver,
    Changed,
    Decide,
    Drafted,
    DraftImport,
    Export,
    Failed,
    Finished,
    ImportFiles,
    Match,
    OpenLedger,
    PapersShown,
    PapersWritten,
    Progress,
    Redo,
    Reply,
    Request,
    ReviseDraft,
    Revoke,
    SetFunds,
    SetOptions,
    Stopped,
    SwitchMonth,
    Undo,
    WriteProof,
    WriteTemplates,
)
from ui.session import drafts, papers
from ui.session import meeting as meetings
from ui.session import texts as texting
from ui.session.notices import notice_after, stopped_words
from ui.session.places import spot_of
from ui.session.state import Focus, Notice, State, Task
from ui.theme import Look, Shade
from ui.worker import Worker


class Session(QObject):
    """Holds the state, turns intents into requests and replies into states.

    Signals:
        changed: The state was replaced; the new one.
    """

    changed = Signal(object)

    def __init__(
        self,
        worker: Worker,
        state: State,
        shade_of: Callable[[Look], Shade],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shade_of = shade_of
        self._worker = worker
        self.state = state
        self._requests: dict[int, Request] = {}
        self._show_plan: set[int] = set()
        self._opened: OpenLedger | None = None
        self._drafted = DraftImport(())
        self._serial = 0
        self.meeting = meetings.MeetingIntents(self)
        self.texts = texting.TextIntents(self)
        self._connect()

    def _connect(self) -> None:
        self._worker.replied.connect(self._take)

    # -- intents

    def open(self, path: Path, month: str | None = None) -> None:
        """Open the month book."""
        self._opened = OpenLedger(path, month)
        self.ask(self._opened, "正在打开台账", long=True)

    def reopen(self) -> None:
        """Try again to open the month book that was asked for last."""
        if self._opened is not None:
            self.open(self._opened.path, self._opened.month)

    def switch_month(self, month: str) -> None:
        """Put another month on the table."""
        self.ask(SwitchMonth(month), f"正在打开{month_words(month)}")

    def carry_over(self) -> None:
        """Take over what the month before left unmet."""
        self.ask(CarryOver(), "正在结转上月需求")

    def import_files(self, paths: Sequence[Path]) -> None:
        """Read workbooks into the month."""
        if paths:
            self.ask(ImportFiles(tuple(paths)), "正在导入", long=True, can_stop=True)

    def draft_import(self, paths: Sequence[Path]) -> None:
        """Read workbooks and show what importing them would do."""
        if paths:
            self._drafted = DraftImport(tuple(paths))
            self._set(drafts.dropped(self.state))
            self.ask(self._drafted, "正在读取", long=True, can_stop=True)

    def revise_draft(self, choices: Choices) -> None:
        """Show the draft with these corrections; a revision still under way is given up for it."""
        if self.state.draft is None:
            return
        self._set(replace(self.state, choices=choices))
        self._stop_revising()
        self.ask(ReviseDraft(choices), "正在重新整理", long=True, can_stop=True)

    def accept_draft(self) -> None:
        """Import what the draft shows."""
        if self.state.draft is not None and not drafts.has_unsaid(self.state):
            self.ask(AcceptDraft(), "正在导入", long=True)

    def drop_draft(self) -> None:
        """Import nothing after all."""
        self._stop_revising()
        self._set(drafts.dropped(self.state))

    def _stop_revising(self) -> None:
        if any(isinstance(request, ReviseDraft) for request in self._requests.values()):
            self._worker.send(Cancel())

    def decide(self, decision: Decision) -> None:
        """Lock, forbid or claim."""
        self.ask(Decide(decision), decision.words)
        self._follow_up()

    def revoke(self, decision: Decision) -> None:
        """Take a decision back."""
        self.ask(Revoke(decision), f"撤回{decision.words}")
        self._follow_up()

    def set_options(self, options: Options) -> None:
        """Change how the month is matched."""
        self.ask(SetOptions(options), "正在保存设置")

    def set_funds(self, funds: tuple[Fund, ...]) -> None:
        """Change the month's funds."""
        self.ask(SetFunds(funds), "正在保存经费清单")

    def match(self) -> None:
        """Make the best plan and show it."""
        self._show_plan.add(self.match_here())

    def match_here(self) -> int:
        """Make the best plan and stay on the page; the request's number."""
        return self.ask(Match(), "正在匹配", long=True, can_stop=True)

    def undo(self) -> None:
        """Take the last action back."""
        self.ask(Undo(), "正在撤销")

    def redo(self) -> None:
        """Do again what was undone last."""
        self.ask(Redo(), "正在重做")

    def export(self, folder: Path) -> None:
        """Write the result workbook."""
        self.ask(Export(folder), "正在导出", long=True)

    def write_templates(self, folder: Path) -> None:
        """Write blank lists."""
        self.ask(WriteTemplates(folder), "正在生成空白清单", long=True)

    def write_proof(self, folder: Path) -> None:
        """Write the proof that the plan is the best."""
        self.ask(WriteProof(folder), "正在写出方案证明", long=True, can_stop=True)

    def cancel(self) -> None:
        """Stop what is under way."""
        if self.state.tasks:
            self._worker.send(Cancel())
            tasks = tuple(replace(task, stopping=True) for task in self.state.tasks)
            self._set(replace(self.state, tasks=tasks))

    # -- what concerns only the window

    def acknowledge(self) -> None:
        """The oldest failure was read."""
        self._set(replace(self.state, failures=self.state.failures[1:]))

    def dismiss(self) -> None:
        """The notice was read."""
        self._set(replace(self.state, notice=None))

    def look_at(self, page: str, key: str = "") -> None:
        """Go to a page and a row on it."""
        self._set(replace(self.state, focus=Focus(self._next(), page, key)))

    def look_at_issue(self, issue: Issue) -> None:
        """Go to the row an issue is about."""
        view = self.state.view
        spot = spot_of(issue, view.round.lists) if view else None
        if spot is not None:
            self.look_at(spot.page, spot.key)
        else:
            self._tell(
                f"这一处没有对应的记录，请在原表中查看：{issue.where or '全月'}", tone="info"
            )

    def set_look(self, look: Look) -> None:
        """Show other colours, or those the system now asks for."""
        self._set(replace(self.state, look=look, shade=self._shade_of(look)))

    def put_meeting(self, meeting: meetings.Meeting) -> None:
        """What is asked and considered about the plan is now this."""
        self._set(replace(self.state, meeting=meeting))

    def put_texts(self, texts: texting.Texts) -> None:
        """What is asked about the words of the month is now this."""
        self._set(replace(self.state, texts=texts))

    def is_asking(self, kind: type[Request]) -> bool:
        """Whether a request of this kind is under way."""
        return any(isinstance(request, kind) for request in self._requests.values())

    def report(self, failure: Failed) -> None:
        """Say that something went wrong in the window itself."""
        self._set(replace(self.state, failures=(*self.state.failures, failure)))

    def set_auto_match(self, wanted: bool) -> None:
        """Whether each decision is followed by a match."""
        self._set(replace(self.state, auto_match=wanted))

    # -- requests and replies

    def ask(
        self, request: Request, words: str, *, long: bool = False, can_stop: bool = False
    ) -> int:
        """Send a request; its number.

        Args:
            request: What is wanted.
            words: What is being done, for the status bar.
            long: Whether it may take long enough to show progress.
            can_stop: Whether it can be cancelled.
        """
        number = self._worker.send(request)
        self._requests[number] = request
        task = Task(number, words, long=long, can_stop=can_stop)
        self._set(replace(self.state, tasks=(*self.state.tasks, task)))
        return number

    def _follow_up(self) -> None:
        view = self.state.view
        if self.state.auto_match and view is not None and view.round.outcome is not None:
            self.match_here()

    def _take(self, reply: Reply) -> None:
        if isinstance(reply, Progress):
            self._progress(reply)
            return
        request = self._requests.pop(reply.id, None)
        tasks = tuple(task for task in self.state.tasks if task.id != reply.id)
        state = replace(self.state, tasks=tasks)
        before = state.view
        if drafts.is_lost(state, request, reply):
            self._set(state)
            self.ask(self._drafted, "正在重新读取", long=True, can_stop=True)
            return
        if isinstance(reply, Changed):
            if request is not None:
                notice = notice_after(request, state.view, reply.view, self._next(), state.draft)
                state = replace(state, notice=notice)
            state = replace(state, view=reply.view)
            if reply.id in self._show_plan:
                state = replace(state, focus=Focus(self._next(), "meeting"))
        else:
            state = self._noted(state, request, reply)
        meeting = meetings.after(state.meeting, request, reply, before, state.view)
        texts = texting.after(state.texts, request, reply, before)
        self._set(replace(drafts.after(state, request, reply), meeting=meeting, texts=texts))
        self.meeting.settled(request, reply)
        if isinstance(reply, Drafted) and isinstance(request, DraftImport):
            self._catch_up()

    def _noted(self, state: State, request: Request | None, reply: Reply) -> State:
        """The state after a reply that leaves the month as it is."""
        if isinstance(reply, Finished):
            words = f"{reply.words}：{reply.path}"
            return replace(state, notice=Notice(self._next(), words, reply.path))
        if isinstance(reply, PapersWritten):
            return papers.after(state, reply, self._next())
        if isinstance(reply, PapersShown):
            return replace(state, prints=reply.prints)
        if isinstance(reply, Stopped) and (words := stopped_words(request)):
            return replace(state, notice=Notice(self._next(), words, tone="info"))
        if isinstance(reply, Failed):
            if meetings.is_clash(request, reply):
                return replace(state, focus=Focus(self._next(), "meeting"))
            if not meetings.is_overtaken(request, reply, state.view):
                return replace(state, failures=_with(state.failures, reply))
        return state

    def _catch_up(self) -> None:
        """Say to a draft made anew what was corrected before."""
        if drafts.has_unsaid(self.state):
            self.revise_draft(self.state.choices)

    def _progress(self, reply: Progress) -> None:
        tasks = tuple(
            replace(task, words=reply.words, done=reply.done, total=reply.total)
            if task.id == reply.id
            else task
            for task in self.state.tasks
        )
        self._set(replace(self.state, tasks=tasks))

    def _tell(self, words: str, tone: str) -> None:
        self._set(replace(self.state, notice=Notice(self._next(), words, tone=tone)))

    def _next(self) -> int:
        self._serial += 1
        return self._serial

    def _set(self, state: State) -> None:
        self.state = state
        self.changed.emit(state)


def _with(failures: tuple[Failed, ...], new: Failed) -> tuple[Failed, ...]:
    """The failures to be read, the same sentence only once (a lost worker fails every request under way)."""
    said = {(failure.kind, failure.what, failure.where) for failure in failures}
    return failures if (new.kind, new.what, new.where) in said else (*failures, new)
