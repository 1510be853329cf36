"""What is done with each request: the round on the table, the month book under it, the pipeline beside it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from matcher.domain import (
    Choices,
    Decision,
    HistoryEntry,
    Lists,
    Options,
    Place,
    Plan,
    Progress,
    Round,
    Stop,
    VocabularyChanges,
    VocabularyPreview,
    WordProposal,
)
from matcher.errors import LedgerReadOnly, UsageError
from matcher.ledger import READ_ONLY_ADVICE, Ledger, local_now
from matcher.service.drafting import Drafting, begun, remember, remembered
from matcher.service.lexicon import accepted, action_words, earlier
from matcher.service.messages import (
    AcceptDraft,
    AcceptVocabulary,
    Decide,
    DraftImport,
    DraftView,
    Export,
    ExportVocabulary,
    ImportFiles,
    Match,
    OpenLedger,
    PreviewVocabulary,
    ProposeWords,
    Redo,
    ReviseDraft,
    Revoke,
    SetOptions,
    SwitchMonth,
    Undo,
    View,
    WriteTemplates,
)
from matcher.service.steps import Steps

HISTORY_SHOWN = 200
_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Written:
    """Files were written: a sentence, and the file or folder."""

    words: str
    path: Path


class NothingToDo(UsageError):
    """There is nothing to undo or redo, and no draft to go on with."""


Change = (
    OpenLedger
    | SwitchMonth
    | ImportFiles
    | AcceptDraft
    | Decide
    | Revoke
    | SetOptions
    | AcceptVocabulary
    | Match
    | Undo
    | Redo
)
Work = (
    Change
    | DraftImport
    | ReviseDraft
    | Export
    | WriteTemplates
    | ExportVocabulary
    | PreviewVocabulary
    | ProposeWords
)
Done = View | DraftView | Written | VocabularyPreview | tuple[WordProposal, ...]


class Desk:
    """One month on the table; use it from one thread.

    Args:
        steps: The pipeline, asked for only when a request needs it.
    """

    def __init__(self, steps: Callable[[], Steps]) -> None:
        self._steps = steps
        self._ledger: Ledger | None = None
        self._round = Round(month="")
        self._drafting: Drafting | None = None

    def close(self) -> None:
        """Close the month book, if one is open."""
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None

    def handle(self, request: Work, on_progress: Progress, stop: Stop) -> Done:
        """Do what is asked; a change is on the disk when this returns.

        Raises:
            MatcherError: It cannot be done; nothing changed.
            Cancelled: ``stop`` said so; nothing changed.
        """
        match request:
            case DraftImport():
                return self._draft_import(request.paths, on_progress, stop)
            case ReviseDraft():
                return self._revise_draft(request.choices, stop)
            case Export():
                return self._export(request.folder, on_progress)
            case WriteTemplates():
                return self._write_templates(request.folder)
            case ExportVocabulary():
                path = self._steps().write_vocabulary(self._round.words, request.folder)
                return Written("已导出词库", path)
            case PreviewVocabulary():
                return self._steps().preview_vocabulary(
                    request.path, self._round, on_progress=on_progress, stop=stop
                )
            case ProposeWords():
                return self._steps().proposed_words(self._round)
            case _:
                self._change(request, on_progress, stop)
        return self._view()

    def _change(self, request: Change, on_progress: Progress, stop: Stop) -> None:
        match request:
            case OpenLedger():
                self._open(request)
            case SwitchMonth():
                self._put(_checked(request.month))
            case ImportFiles():
                self._import(request, on_progress, stop)
            case AcceptDraft():
                self._accept_draft(stop)
            case Decide():
                self._decide(request.decision)
            case Revoke():
                self._revoke(request.decision)
            case SetOptions():
                self._set_options(request.options)
            case AcceptVocabulary():
                self._set_words(request.changes, added=request.added)
            case Match():
                self._match(on_progress, stop)
            case Undo():
                self._step(self._writable().undo, "没有可以撤销的操作")
            case Redo():
                self._step(self._writable().redo, "没有可以重做的操作")

    def _book(self) -> Ledger:
        if self._ledger is None:
            raise UsageError("还没有打开台账", "", "请先新建或打开一个台账")
        return self._ledger

    def _writable(self) -> Ledger:
        """The book, before work is spent on what could not be kept."""
        book = self._book()
        if book.read_only:
            raise LedgerReadOnly(book.read_only, str(book.path), READ_ONLY_ADVICE)
        return book

    def _open(self, request: OpenLedger) -> None:
        month = None if request.month is None else _checked(request.month)
        self.close()
        self._ledger = Ledger.open(request.path)
        months = self._ledger.months()
        self._put(month or (months[-1] if months else f"{local_now():%Y-%m}"))

    def _put(self, month: str) -> None:
        """Put a month on the table; a blank one takes options and words of the latest before it."""
        book = self._book()
        self._round = book.load(month) or self._blank(month)

    def _blank(self, month: str) -> Round:
        book = self._book()
        before = [other for other in book.months() if other < month]
        last = book.load(before[-1]) if before else None
        if last is None:
            return Round(month=month, options=Options())
        return Round(month=month, options=last.options, words=last.words)

    def _commit(self, changed: Round, action: str) -> None:
        self._writable().commit(changed, action)
        self._round = changed

    def _import(self, request: ImportFiles, on_progress: Progress, stop: Stop) -> None:
        self._writable()
        before = self._round
        lists = self._steps().load(
            request.paths,
            month=before.month,
            kinds=dict(request.kinds),
            known=before.lists,
            memory=remembered(self._book()),
            words=before.words,
            on_progress=on_progress,
            stop=stop,
        )
        self._take_in(lists, request.paths)

    def _take_in(self, lists: Lists, paths: Sequence[Path]) -> None:
        before = self._round
        decisions = self._steps().with_claims(before.decisions, before.lists, lists)
        changed = replace(before, lists=lists, decisions=decisions)
        self._commit(_stale(before, changed), f"导入 {_named(paths)}")

    def _draft_import(
        self, paths: tuple[Path, ...], on_progress: Progress, stop: Stop
    ) -> DraftView:
        self._writable()
        self._drafting = None
        self._drafting = begun(
            self._steps(),
            paths,
            month=self._round.month,
            known=self._round.lists,
            memory=remembered(self._book()),
            words=self._round.words,
            on_progress=on_progress,
            stop=stop,
        )
        return self._drafting.view

    def _revise_draft(self, choices: Choices, stop: Stop) -> DraftView:
        self._drafting = self._present_draft().revised(
            self._steps(), choices, self._round.lists, self._round.words, stop
        )
        return self._drafting.view

    def _accept_draft(self, stop: Stop) -> None:
        book, steps, drafting = self._writable(), self._steps(), self._present_draft()
        known, words = self._round.lists, self._round.words
        if drafting.known is not known or drafting.words != words:
            drafting = drafting.revised(steps, drafting.draft.choices, known, words, stop)
        self._take_in(drafting.draft.lists, drafting.paths)
        remember(book, steps.learnt(drafting.draft.lists, drafting.draft.choices, drafting.memory))
        self._drafting = None

    def _present_draft(self) -> Drafting:
        if self._drafting is None or self._drafting.month != self._round.month:
            raise NothingToDo("没有正在整理的导入", "", "请重新选择要导入的文件")
        return self._drafting

    def _decide(self, decision: Decision) -> None:
        _refuse_unknown(decision, self._round.lists)
        before = self._round
        others = tuple(one for one in before.decisions if _subject(one) != _subject(decision))
        changed = replace(before, decisions=(*others, decision))
        self._commit(_stale(before, changed), decision.words)

    def _revoke(self, decision: Decision) -> None:
        before = self._round
        kept = tuple(
            one
            for one in before.decisions
            if (one.kind, _subject(one)) != (decision.kind, _subject(decision))
        )
        self._commit(_stale(before, replace(before, decisions=kept)), f"取消{decision.words}")

    def _set_options(self, options: Options) -> None:
        changed = replace(self._round, options=options)
        self._commit(_stale(self._round, changed), "修改匹配选项")

    def _set_words(self, told: VocabularyChanges, *, added: bool) -> None:
        before = self._round
        words = accepted(before.words, told, added=added)
        changed = replace(before, words=words)
        self._commit(_stale(before, changed), action_words(before.words, words))

    def _match(self, on_progress: Progress, stop: Stop) -> None:
        self._writable()
        if not self._round.lists.needs or not self._round.lists.resources:
            raise UsageError("还没有需求清单或资源清单，无法匹配", "", "请先导入需求清单和资源清单")
        steps, month = self._steps(), self._round.month
        wanted = self._round.options.precedent_points > 0
        past = (*earlier(self._book(), month), self._round) if wanted else ()
        matched = steps.match(
            self._round,
            precedents=steps.precedents_from(past, month),
            on_progress=on_progress,
            stop=stop,
        )
        assert matched.outcome is not None  # what matching is for
        self._commit(matched, _plan_words(matched.outcome.plan))

    def _step(self, step: Callable[[str], bool], otherwise: str) -> None:
        month = self._round.month
        if not step(month):
            raise NothingToDo(otherwise)
        blank = replace(self._blank(month), options=self._round.options)
        found = self._book().load(month) or blank
        self._round = _with_same_lists(found, self._round.lists)

    def _export(self, folder: Path, on_progress: Progress) -> Written:
        if self._round.outcome is None:
            raise UsageError("还没有匹配结果，没有可以导出的内容", "", "请先进行匹配")
        if self._round.stale:
            raise UsageError(
                "匹配之后清单、决定、选项或词库已有改动，方案不是最新的", "", "请先重新匹配，再导出"
            )
        path = self._steps().save(self._round, folder, on_progress=on_progress)
        return Written("已导出项目服务清单", path)

    def _write_templates(self, folder: Path) -> Written:
        paths = self._steps().templates(folder)
        return Written(f"已生成 {len(paths)} 份空白清单", folder)

    def _view(self) -> View:
        book, month = self._book(), self._round.month
        return View(
            round=self._round,
            months=tuple(sorted({*book.months(), month})),
            history=_shown(book.history(month)),
            can_undo=book.can_undo(month) and not book.read_only,
            can_redo=book.can_redo(month) and not book.read_only,
            read_only=book.read_only,
            ledger=str(book.path),
        )


def _checked(month: str) -> str:
    if not _MONTH.fullmatch(month):
        raise UsageError("月份写法不对", month, "请写成 2026-06 这样的年份和月份")
    return month


def _stale(before: Round, changed: Round) -> Round:
    """The changed round, with its plan marked as out of date where something it rests on changed."""
    same = (before.lists, before.decisions, before.options, before.words) == (
        changed.lists,
        changed.decisions,
        changed.options,
        changed.words,
    )
    stale = changed.outcome is not None and (before.stale or not same)
    return replace(changed, stale=stale)


def _with_same_lists(found: Round, lists: Lists) -> Round:
    """The round with the very object ``lists`` where nothing in it differs, so that no table is redrawn."""
    same = all(getattr(found.lists, one.name) is getattr(lists, one.name) for one in fields(Lists))
    return replace(found, lists=lists) if same else found


def _subject(decision: Decision) -> tuple[str | None, str | None, str | None]:
    return (decision.need, decision.resource, decision.unit)


def _refuse_unknown(decision: Decision, lists: Lists) -> None:
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


def _named(paths: Sequence[Path]) -> str:
    names = "、".join(path.name for path in paths[:3])
    return names if len(paths) <= 3 else f"{names} 等 {len(paths)} 个文件"


def _plan_words(plan: Plan) -> str:
    met = len({assignment.need for assignment in plan.assignments})
    return f"匹配：满足 {met} 项需求（{plan.status.label}）"


def _shown(history: tuple[HistoryEntry, ...]) -> tuple[HistoryEntry, ...]:
    """The latest entries, from no later than shortly before the one on the table."""
    current = [at for at, entry in enumerate(history) if entry.place is Place.CURRENT]
    start = max(0, len(history) - HISTORY_SHOWN)
    if current:
        start = min(start, max(0, current[0] - HISTORY_SHOWN // 2))
    return history[start : start + HISTORY_SHOWN]
