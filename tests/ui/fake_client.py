"""A worker in this process: answers at once what a month of the example would answer."""

from __future__ import annotations

import queue
from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain import NO_CHOICES, Changes, Choices, Lists, Need, Resource, Round, TextReview
from matcher.service import (
    AcceptDraft,
    Cancel,
    Changed,
    Decide,
    Drafted,
    DraftImport,
    DraftView,
    Export,
    Failed,
    FindUnlocks,
    Finished,
    HistoryEntry,
    ImportFiles,
    Match,
    OpenLedger,
    Place,
    Progress,
    Redo,
    Reply,
    Request,
    ReviewTexts,
    ReviseDraft,
    Revoke,
    SetFunds,
    SetOptions,
    Shutdown,
    Stopped,
    SwitchMonth,
    TextsReviewed,
    Undo,
    View,
    WriteTemplates,
)
from tests.ui import example, meeting_answers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


NO_REVIEW = TextReview("语义扩展：未安装", semantic_used=False)
_LONG = (ImportFiles, DraftImport, ReviseDraft, Match, FindUnlocks)


class FakeClient:
    """Stands in for the real client.

    Attributes:
        sent: Every request, in order.
        hold: While true, imports, drafts and matches wait for :meth:`let_go`.
        draft: What a draft shows before anything is corrected; ``None`` = a clean one of the example.
        override: Answers a request instead of the fake, unless it gives ``None``.
    """

    def __init__(
        self, round_: Round | None = None, *, read_only: str = "", sizes: tuple[int, int] = (24, 18)
    ) -> None:
        self.sent: list[Request] = []
        self.hold = False
        self.draft: DraftView | None = None
        self._drafted: DraftImport | None = None
        self.override: Callable[[Request], Reply | None] = lambda request: None
        self._held: list[Request] = []
        self._replies: queue.Queue[Reply | None] = queue.Queue()
        self._sizes = sizes
        self._read_only = read_only
        self._states = [round_ or Round(example.MONTH)]
        self._words = ["新建本月"]
        self._at = 0

    # -- as the window uses it

    def send(self, request: Request) -> int:
        """Answer at once, or hold it back."""
        request = replace(request, id=len(self.sent) + 1)
        self.sent.append(request)
        if isinstance(request, Cancel):
            held, self._held = self._held, []
            for waiting in held:
                self._replies.put(Stopped(id=waiting.id))
        elif self.hold and isinstance(request, _LONG):
            self._held.append(request)
            self._replies.put(Progress("读取第 1 个文件", 1, 4, id=request.id))
        elif not isinstance(request, Shutdown):
            self._replies.put(self.override(request) or self._answer(request))
        return request.id

    def receive(self, timeout: float | None = None) -> Reply | None:
        """The next reply."""
        try:
            return self._replies.get(timeout=timeout)
        except queue.Empty:
            return None

    def close(self) -> None:
        """Wake whoever waits."""
        self._replies.put(None)

    # -- as a test uses it

    def let_go(self) -> None:
        """Answer what was held back."""
        self.hold = False
        held, self._held = self._held, []
        for request in held:
            self._replies.put(self._answer(request))

    def say(self, reply: Reply) -> None:
        """Send a reply nobody asked for."""
        self._replies.put(reply)

    @property
    def round(self) -> Round:
        """The month on the table."""
        return self._states[self._at]

    def view(self) -> View:
        """What the window is told."""
        history = tuple(
            HistoryEntry(
                at + 1,
                at or None,
                f"2026-06-18T09:{at:02d}:00+08:00",
                words,
                Place.PAST if at < self._at else Place.CURRENT if at == self._at else Place.FUTURE,
            )
            for at, words in enumerate(self._words)
            if at
        )
        return View(
            self.round,
            tuple(sorted({"2026-05", example.MONTH, self.round.month})),
            history,
            can_undo=self._at > 0,
            can_redo=self._at + 1 < len(self._states),
            read_only=self._read_only,
            ledger="三张清单.db",
        )

    # -- answers

    def _answer(self, request: Request) -> Reply:
        if isinstance(request, Export):
            return Finished("已导出：项目服务清单", request.folder / "结果.xlsx", id=request.id)
        if isinstance(request, WriteTemplates):
            return Finished("已生成 4 份空白清单", request.folder, id=request.id)
        if isinstance(request, DraftImport):
            self._drafted = request
            return Drafted(self._draft_view(NO_CHOICES), id=request.id)
        if isinstance(request, ReviseDraft | AcceptDraft) and self._drafted is None:
            return Failed("nothing", "没有正在整理的导入", id=request.id)
        if isinstance(request, ReviseDraft):
            return Drafted(self._draft_view(request.choices), id=request.id)
        if isinstance(request, ReviewTexts):
            return TextsReviewed(NO_REVIEW, id=request.id)
        told = meeting_answers.answer(self.round, request)
        if told is not None:
            return told
        self._turn(request)
        return Changed(self.view(), id=request.id)

    def _draft_view(self, choices: Choices) -> DraftView:
        assert self._drafted is not None
        if self.draft is not None:
            return replace(self.draft, choices=choices)
        lists = _renamed(example.lists(*self._sizes), self._drafted.paths)
        files = tuple(report for report in lists.files if not report.refused)
        new: tuple[Need | Resource, ...] = (*lists.needs, *lists.resources)
        return DraftView(
            files=files[: len(self._drafted.paths)],
            samples=(),
            changes=Changes(new=tuple(fact.id for fact in new)),
            titles=tuple((fact.id, fact.title) for fact in new),
            proposals=(),
            choices=choices,
        )

    def lose_draft(self) -> None:
        """Forget the draft, as a worker does that was started anew."""
        self._drafted = None

    def _turn(self, request: Request) -> None:
        now = self.round
        met = meeting_answers.turned(now, request)
        if isinstance(met, tuple):
            self._push(*met)
        elif isinstance(request, Undo):
            self._at -= 1
        elif isinstance(request, Redo):
            self._at += 1
        elif isinstance(request, ImportFiles):
            lists = _renamed(example.lists(*self._sizes), request.paths)
            self._push(replace(now, lists=lists, stale=now.outcome is not None), "导入文件")
        elif isinstance(request, AcceptDraft):
            assert self._drafted is not None
            lists = _renamed(example.lists(*self._sizes), self._drafted.paths)
            self._push(replace(now, lists=lists, stale=now.outcome is not None), "导入文件")
            self._drafted = None
        elif isinstance(request, Decide):
            others = tuple(item for item in now.decisions if item != request.decision)
            stale = now.outcome is not None
            self._push(
                replace(now, decisions=(*others, request.decision), stale=stale),
                request.decision.words,
            )
        elif isinstance(request, Revoke):
            left = tuple(item for item in now.decisions if item != request.decision)
            self._push(replace(now, decisions=left, stale=True), f"撤回{request.decision.words}")
        elif isinstance(request, SetOptions):
            self._push(replace(now, options=request.options, stale=True), "修改设置")
        elif isinstance(request, SetFunds):
            lists = replace(now.lists, funds=request.funds)
            self._push(replace(now, lists=lists, stale=now.outcome is not None), "修改经费清单")
        elif isinstance(request, Match):
            made = example.outcome(now.lists, now.decisions)
            self._push(replace(now, outcome=made, stale=False), "匹配")
        elif isinstance(request, SwitchMonth):
            self._states = [Round(request.month)]
            self._words = ["新建本月"]
            self._at = 0
        else:
            assert isinstance(request, OpenLedger)

    def _push(self, round_: Round, words: str) -> None:
        self._states = [*self._states[: self._at + 1], round_]
        self._words = [*self._words[: self._at + 1], words]
        self._at += 1


def _renamed(lists: Lists, paths: tuple[Path, ...]) -> Lists:
    """The reports carry the names of the files asked for, as far as there are any."""
    names = [path.name for path in paths]
    files = tuple(
        replace(report, file=names[at] if at < len(names) else report.file)
        for at, report in enumerate(lists.files)
    )
    return replace(lists, files=files)
