"""The pipeline as the worker uses it: what a test can put in its place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from matcher.domain import (
    Choices,
    Decision,
    Draft,
    Lists,
    Memory,
    Precedent,
    Progress,
    Project,
    Round,
    SheetKind,
    Stop,
    VocabularyChanges,
    VocabularyPreview,
    WordProposal,
)
from matcher.domain.handouts import Handout, Sent

if TYPE_CHECKING:
    from matcher.pipeline import Meeting, Reading, SentFor
    from matcher.sheets import Book


class Load(Protocol):
    """The shape of ``pipeline.load``."""

    def __call__(
        self,
        paths: Sequence[Path],
        *,
        month: str,
        kinds: Mapping[str, SheetKind],
        known: Lists,
        memory: Memory,
        words: VocabularyChanges,
        sent_for: "SentFor",
        planned: Sequence[Project],
        on_progress: Progress,
        stop: Stop,
    ) -> Lists:
        """See ``pipeline.load``."""


class ReadFiles(Protocol):
    """The shape of ``pipeline.read_files``."""

    def __call__(
        self, paths: Sequence[Path], known: Lists, *, on_progress: Progress, stop: Stop
    ) -> "Reading":
        """See ``pipeline.read_files``."""


class MakeDraft(Protocol):
    """The shape of ``pipeline.draft``."""

    def __call__(
        self,
        reading: "Reading",
        choices: Choices,
        *,
        month: str,
        known: Lists,
        memory: Memory,
        before: Draft | None,
        words: VocabularyChanges,
        sent: Sequence[Sent],
        planned: Sequence[Project],
        stop: Stop,
    ) -> Draft:
        """See ``pipeline.draft``."""


class HandOut(Protocol):
    """The shape of ``pipeline.handed_out``."""

    def __call__(
        self,
        lists: Sequence["Path | Book"],
        *,
        batch: str,
        month: str,
        time: str,
        words: str,
        revision: int | None,
    ) -> Handout:
        """See ``pipeline.handed_out``."""


class MatchRound(Protocol):
    """The shape of ``pipeline.match``."""

    def __call__(
        self,
        round_: Round,
        *,
        precedents: Sequence[Precedent],
        on_progress: Progress,
        stop: Stop,
    ) -> Round:
        """See ``pipeline.match``."""


class Save(Protocol):
    """The shape of ``pipeline.save``."""

    def __call__(self, round_: Round, folder: Path, *, batch: str, on_progress: Progress) -> Path:
        """See ``pipeline.save``."""


class PreviewWords(Protocol):
    """The shape of ``pipeline.preview_vocabulary``."""

    def __call__(
        self, path: Path, round_: Round, *, on_progress: Progress, stop: Stop
    ) -> VocabularyPreview:
        """See ``pipeline.preview_vocabulary``."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The pipeline as the desk uses it."""

    load: Load
    read_files: ReadFiles
    draft: MakeDraft
    learnt: Callable[[Lists, Choices, Memory], Memory]
    match: MatchRound
    save: Save
    templates: Callable[[Path], Sequence[Path]]
    with_claims: Callable[[Sequence[Decision], Lists, Lists], tuple[Decision, ...]]
    precedents_from: Callable[[Sequence[Round], str], tuple[Precedent, ...]]
    write_vocabulary: Callable[[VocabularyChanges, Path], Path]
    preview_vocabulary: PreviewWords
    proposed_words: Callable[[Round], tuple[WordProposal, ...]]
    warm_up: Callable[[], None]
    handed_out: HandOut
    sent_of: Callable[[Handout, Round | None], Sent]
    meeting: Callable[[], "Meeting"] | None = None
    """Makes what answers the meeting's questions; ``None`` only in tests that ask none."""
