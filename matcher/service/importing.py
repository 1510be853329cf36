"""Taking workbooks into the month, at once or after a draft."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from matcher.domain import Lists, Progress, Project, Stop
from matcher.service.desk import Desk, Handlers, NothingToDo
from matcher.service.drafting import Drafting, begun, remember, remembered
from matcher.service.messages import (
    AcceptDraft,
    Changed,
    Drafted,
    DraftImport,
    ImportFiles,
    ReviseDraft,
)
from matcher.service.returning import sent_for


def _import(desk: Desk, request: ImportFiles, on_progress: Progress, stop: Stop) -> Changed:
    book, before = desk.writable(), desk.round
    steps = desk.steps()
    lists = steps.load(
        request.paths,
        month=before.month,
        kinds=dict(request.kinds),
        known=before.lists,
        memory=remembered(book),
        words=before.words,
        sent_for=sent_for(book, before.month, steps),
        planned=_planned(desk),
        on_progress=on_progress,
        stop=stop,
    )
    return _take_in(desk, lists, request.paths)


def _take_in(desk: Desk, lists: Lists, paths: Sequence[Path]) -> Changed:
    before = desk.round
    decisions = desk.steps().with_claims(before.decisions, before.lists, lists)
    return desk.commit(replace(before, lists=lists, decisions=decisions), f"导入 {_named(paths)}")


def _draft(desk: Desk, request: DraftImport, on_progress: Progress, stop: Stop) -> Drafted:
    book = desk.writable()
    desk.drafting = None
    steps = desk.steps()
    desk.drafting = begun(
        steps,
        request.paths,
        month=desk.round.month,
        known=desk.round.lists,
        memory=remembered(book),
        words=desk.round.words,
        sent_for=sent_for(book, desk.round.month, steps),
        planned=_planned(desk),
        on_progress=on_progress,
        stop=stop,
    )
    return Drafted(desk.drafting.view)


def _revise(desk: Desk, request: ReviseDraft, _on_progress: Progress, stop: Stop) -> Drafted:
    desk.drafting = _present(desk).revised(
        desk.steps(),
        request.choices,
        desk.round.lists,
        desk.round.words,
        stop,
        _planned(desk),
    )
    return Drafted(desk.drafting.view)


def _accept(desk: Desk, _request: AcceptDraft, _on_progress: Progress, stop: Stop) -> Changed:
    book, steps, drafting = desk.writable(), desk.steps(), _present(desk)
    known, words = desk.round.lists, desk.round.words
    if drafting.known is not known or drafting.words != words:
        drafting = drafting.revised(
            steps, drafting.draft.choices, known, words, stop, _planned(desk)
        )
    changed = _take_in(desk, drafting.draft.lists, drafting.paths)
    remember(book, steps.learnt(drafting.draft.lists, drafting.draft.choices, drafting.memory))
    desk.drafting = None
    return changed


HANDLERS: Handlers = {
    ImportFiles: _import,
    DraftImport: _draft,
    ReviseDraft: _revise,
    AcceptDraft: _accept,
}


def _planned(desk: Desk) -> tuple[Project, ...]:
    return desk.round.outcome.projects if desk.round.outcome else ()


def _present(desk: Desk) -> Drafting:
    if desk.drafting is None or desk.drafting.month != desk.round.month:
        raise NothingToDo("没有正在整理的导入", "", "请重新选择要导入的文件")
    return desk.drafting


def _named(paths: Sequence[Path]) -> str:
    names = "、".join(path.name for path in paths[:3])
    return names if len(paths) <= 3 else f"{names} 等 {len(paths)} 个文件"
