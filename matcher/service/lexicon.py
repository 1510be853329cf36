"""The office's own words and its past months, as the desk asks for them."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.domain import Progress, Round, Stop, VocabularyChanges
from matcher.errors import LedgerDamaged
from matcher.ledger import Ledger
from matcher.service.desk import Desk, Handlers
from matcher.service.messages import (
    AcceptVocabulary,
    Changed,
    ExportVocabulary,
    Finished,
    Previewed,
    PreviewVocabulary,
    Proposed,
    ProposeWords,
)

if TYPE_CHECKING:
    from matcher.pipeline import Past

MONTHS_BACK = 12
"""Earlier months that count as precedents."""


def earlier(book: Ledger, month: str) -> tuple[Round, ...]:
    """The latest rounds before a month, ascending; a month that cannot be read is told when it is opened."""
    found = []
    for other in [one for one in book.months() if one < month][-MONTHS_BACK:]:
        try:
            round_ = book.load(other)
        except LedgerDamaged:
            continue
        if round_ is not None:
            found.append(round_)
    return tuple(found)


def rounds_before(desk: Desk) -> tuple[Round, ...]:
    """The earlier rounds, and the one on the table for the project lists imported into it."""
    return (*earlier(desk.book(), desk.round.month), desk.round)


def past_of(desk: Desk) -> Callable[[], "Past"]:
    """What earlier months say, to be gathered only where the month is laid out anew."""

    def gathered() -> "Past":
        from matcher import pipeline  # noqa: PLC0415 - the pipeline comes with its first use

        month, wanted = desk.round.month, desk.round.options.looks_back
        return pipeline.past_of(rounds_before(desk), month, with_precedents=wanted)

    return gathered


def accepted(
    present: VocabularyChanges, told: VocabularyChanges, *, added: bool
) -> VocabularyChanges:
    """The changes in force once these are accepted."""
    return present.merged(told) if added else VocabularyChanges.of(told.words, told.lists)


def action_words(before: VocabularyChanges, after: VocabularyChanges) -> str:
    """What was done, for the history."""
    subjects = {change.subject for change in set(before.words) ^ set(after.words)}
    beside = {change.subject for change in set(before.lists) ^ set(after.lists)}
    return f"修改词库：{len(subjects) + len(beside)} 个词"


def _export(desk: Desk, request: ExportVocabulary, _on_progress: Progress, _stop: Stop) -> Finished:
    path = desk.steps().write_vocabulary(desk.round.words, request.folder)
    return Finished("已导出词库", path)


def _preview(
    desk: Desk, request: PreviewVocabulary, on_progress: Progress, stop: Stop
) -> Previewed:
    return Previewed(
        desk.steps().preview_vocabulary(
            request.path, desk.round, on_progress=on_progress, stop=stop
        )
    )


def _propose(desk: Desk, _request: ProposeWords, _on_progress: Progress, _stop: Stop) -> Proposed:
    return Proposed(desk.steps().proposed_words(desk.round))


def _accept(desk: Desk, request: AcceptVocabulary, _on_progress: Progress, _stop: Stop) -> Changed:
    before = desk.round
    words = accepted(before.words, request.changes, added=request.added)
    return desk.commit(replace(before, words=words), action_words(before.words, words))


HANDLERS: Handlers = {
    ExportVocabulary: _export,
    PreviewVocabulary: _preview,
    ProposeWords: _propose,
    AcceptVocabulary: _accept,
}
