"""What the program makes of the words of a month: the nouns of the state, the intents, what replies make of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from matcher.domain import CellChoice, TextReview, VocabularyChanges, VocabularyPreview
from matcher.service import (
    AcceptVocabulary,
    Changed,
    ChooseCells,
    ExportVocabulary,
    OpenLedger,
    Previewed,
    PreviewVocabulary,
    Reply,
    Request,
    ReviewTexts,
    SwitchMonth,
    TextsReviewed,
    View,
)

if TYPE_CHECKING:
    from ui.session.session import Session


@dataclass(frozen=True, slots=True)
class Texts:
    """What was asked about the words of the month, and answered.

    Attributes:
        review: The answer; the last one stays while a new one is made. ``None`` = none yet.
        fresh: Whether the review is of what is on the table.
        asked: Whether one was asked for since the last change.
        preview: What an edited vocabulary workbook would do; ``None`` = none was read.
    """

    review: TextReview | None = None
    fresh: bool = False
    asked: bool = False
    preview: VocabularyPreview | None = None


NO_TEXTS = Texts()


def after(texts: Texts, request: Request | None, reply: Reply, before: View | None) -> Texts:
    """The texts after a reply; ``before`` is what the window showed."""
    if isinstance(reply, TextsReviewed):
        return replace(texts, review=reply.review, fresh=True, asked=True)
    if isinstance(reply, Previewed):
        return replace(texts, preview=reply.preview)
    if not isinstance(reply, Changed):
        return texts
    if isinstance(request, OpenLedger | SwitchMonth):
        return NO_TEXTS
    if before is not None and _same(before, reply.view):
        return texts
    return replace(texts, fresh=False, asked=False, preview=None)


def _same(before: View, now: View) -> bool:
    """Whether nothing the review rests on differs."""
    one, other = before.round, now.round
    return (
        one.lists is other.lists
        and one.words == other.words
        and one.decisions == other.decisions
        and one.outcome is other.outcome
        and one.options == other.options
    )


class TextIntents:
    """What can be asked about words; every one goes through :meth:`Session.ask`."""

    def __init__(self, session: "Session") -> None:
        self._session = session

    @property
    def _now(self) -> Texts:
        return self._session.state.texts

    def review(self) -> None:
        """Show what the program makes of the words of the month."""
        if not self._session.is_asking(ReviewTexts):
            self._session.put_texts(replace(self._now, asked=True))
            self._session.ask(ReviewTexts(), "正在检查文字")

    def choose(self, choices: Sequence[CellChoice]) -> None:
        """Say what blank or unclear cells mean."""
        if choices:
            self._session.ask(ChooseCells(tuple(choices)), "正在保存类别与形式")

    def export(self, folder: Path) -> None:
        """Write the vocabulary as a workbook."""
        self._session.ask(ExportVocabulary(folder), "正在导出词库", long=True)

    def preview(self, path: Path) -> None:
        """Show what an edited vocabulary workbook would do."""
        words = "正在试算词库的影响"
        self._session.ask(PreviewVocabulary(path), words, long=True, can_stop=True)

    def accept_preview(self) -> None:
        """Put what the preview shows in force."""
        if self._now.preview is not None:
            self._session.ask(AcceptVocabulary(self._now.preview.changes), "正在启用词库")

    def drop_preview(self) -> None:
        """Leave the vocabulary as it is after all."""
        self._session.put_texts(replace(self._now, preview=None))

    def take(self, changes: VocabularyChanges) -> None:
        """Put ticked proposals in force."""
        if changes.words:
            self._session.ask(AcceptVocabulary(changes, added=True), "正在加入词库")
