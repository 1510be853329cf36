"""The office's own words, and what the program makes of the words of a month."""

from dataclasses import dataclass
from pathlib import Path

from matcher.domain import (
    CellChoice,
    TextReview,
    VocabularyChanges,
    VocabularyPreview,
    WordProposal,
)
from matcher.service.messages.base import Reply, Request


@dataclass(frozen=True, slots=True)
class ExportVocabulary(Request):
    """Write the words in force as one workbook to be edited into a folder."""

    folder: Path


@dataclass(frozen=True, slots=True)
class PreviewVocabulary(Request):
    """Read an edited vocabulary workbook and show what it would do to the month; nothing is changed."""

    path: Path


@dataclass(frozen=True, slots=True)
class ProposeWords(Request):
    """Show words worth adding or weakening, found in what people decided; nothing is changed."""


@dataclass(frozen=True, slots=True)
class AcceptVocabulary(Request):
    """Put changes of the vocabulary in force for the month on the table and those begun after it.

    The plan becomes stale.

    Attributes:
        changes: All of them, as a preview has them; or those ticked of a proposal.
        added: Whether they go on top of what is in force (ticked proposals) or in its place (a preview).
    """

    changes: VocabularyChanges
    added: bool = False


@dataclass(frozen=True, slots=True)
class ReviewTexts(Request):
    """Show what the program makes of the words of the month; nothing is changed."""


@dataclass(frozen=True, slots=True)
class ChooseCells(Request):
    """Say what blank or unclear cells of the lists mean; the plan becomes stale.

    Attributes:
        choices: One for each row.
    """

    choices: tuple[CellChoice, ...]


@dataclass(frozen=True, slots=True)
class TextsReviewed(Reply):
    """This is what the program makes of the words of the month; nothing changed."""

    review: TextReview


@dataclass(frozen=True, slots=True)
class Previewed(Reply):
    """This is what the vocabulary workbook would do; nothing changed."""

    preview: VocabularyPreview


@dataclass(frozen=True, slots=True)
class Proposed(Reply):
    """Words worth asking about; nothing changed."""

    words: tuple[WordProposal, ...]
