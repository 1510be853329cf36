"""What the window and the worker process say to each other; frozen, picklable, free of Qt.

Every request gets exactly one last reply that carries its ``id``: :class:`Changed`, :class:`Drafted`, :class:`Previewed`,
:class:`Proposed`, :class:`Finished`,
:class:`Failed` or :class:`Stopped`. Any number of :class:`Progress` replies may come before it.
:class:`Cancel` and :class:`Shutdown` get no reply of their own.

=================  =============================================================
request            last reply when all goes well
=================  =============================================================
``OpenLedger``     ``Changed``
``SwitchMonth``    ``Changed``
``ImportFiles``    ``Changed`` (one undoable step), ``Stopped``
``DraftImport``    ``Drafted``, ``Stopped``
``ReviseDraft``    ``Drafted``, ``Stopped``
``AcceptDraft``    ``Changed`` (one undoable step)
``Decide``         ``Changed``
``Revoke``         ``Changed``
``SetOptions``     ``Changed``
``Match``          ``Changed`` (stopped while solving: the best plan so far), ``Stopped``
``Undo, Redo``     ``Changed``
``Export``         ``Finished``
``WriteTemplates`` ``Finished``
``ExportVocabulary`` ``Finished``
``PreviewVocabulary`` ``Previewed``, ``Stopped``
``ProposeWords``   ``Proposed``
``AcceptVocabulary`` ``Changed`` (one undoable step)
=================  =============================================================
"""

from dataclasses import dataclass, field
from pathlib import Path

from matcher.domain import (
    Changes,
    Choices,
    Decision,
    FileReport,
    HistoryEntry,
    Options,
    Proposal,
    Round,
    SheetKind,
    SheetSample,
    VocabularyChanges,
    VocabularyPreview,
    WordProposal,
)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """Base of requests and replies.

    Attributes:
        id: Number of the request; ``Client.send`` gives it, replies repeat it.
    """

    id: int = field(default=0, kw_only=True)


@dataclass(frozen=True, slots=True)
class OpenLedger(_Numbered):
    """Open a month book, making it when there is none; the first request of every session.

    Attributes:
        path: The ``.ledger`` file.
        month: ``2026-06``; ``None`` = the latest month it holds, else the current month.
    """

    path: Path
    month: str | None = None


@dataclass(frozen=True, slots=True)
class SwitchMonth(_Numbered):
    """Put another month on the table; one that holds nothing yet starts empty with the present options."""

    month: str


@dataclass(frozen=True, slots=True)
class ImportFiles(_Numbered):
    """Read workbooks into the month; unusable ones become refused file reports, the others go on.

    Attributes:
        paths: Files, in any order; folders are not entered.
        kinds: Pairs (file name without folder, what it holds) where the user has said so.
    """

    paths: tuple[Path, ...]
    kinds: tuple[tuple[str, SheetKind], ...] = ()


@dataclass(frozen=True, slots=True)
class DraftImport(_Numbered):
    """Read workbooks and show what importing them would do; nothing is kept yet.

    The draft stays in the worker until it is accepted, another one is made, or another month is put on
    the table.

    Attributes:
        paths: Files, in any order; folders are not entered.
    """

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class ReviseDraft(_Numbered):
    """Show the draft with these corrections in place of the earlier ones; no file is read again.

    Fails with kind ``nothing`` when there is no draft.
    """

    choices: Choices


@dataclass(frozen=True, slots=True)
class AcceptDraft(_Numbered):
    """Import what the draft shows and remember its corrections; fails with kind ``nothing`` when there is none."""


@dataclass(frozen=True, slots=True)
class Decide(_Numbered):
    """Lock, forbid or claim; replaces a decision about the same pair. The plan becomes stale."""

    decision: Decision


@dataclass(frozen=True, slots=True)
class Revoke(_Numbered):
    """Take a decision back (found by kind, need, resource and unit). The plan becomes stale."""

    decision: Decision


@dataclass(frozen=True, slots=True)
class SetOptions(_Numbered):
    """Change how the month is matched. The plan becomes stale."""

    options: Options


@dataclass(frozen=True, slots=True)
class Match(_Numbered):
    """Make the best plan for what is on the table."""


@dataclass(frozen=True, slots=True)
class Undo(_Numbered):
    """Go back to before the last action of the month; fails with kind ``nothing`` when there is none."""


@dataclass(frozen=True, slots=True)
class Redo(_Numbered):
    """Do again what was undone last; fails with kind ``nothing`` when there is nothing."""


@dataclass(frozen=True, slots=True)
class Export(_Numbered):
    """Write the result workbook into a folder."""

    folder: Path


@dataclass(frozen=True, slots=True)
class WriteTemplates(_Numbered):
    """Write blank lists to hand out into a folder."""

    folder: Path


@dataclass(frozen=True, slots=True)
class ExportVocabulary(_Numbered):
    """Write the words in force as one workbook to be edited into a folder."""

    folder: Path


@dataclass(frozen=True, slots=True)
class PreviewVocabulary(_Numbered):
    """Read an edited vocabulary workbook and show what it would do to the month; nothing is changed."""

    path: Path


@dataclass(frozen=True, slots=True)
class ProposeWords(_Numbered):
    """Show words worth adding or weakening, found in what people decided; nothing is changed."""


@dataclass(frozen=True, slots=True)
class AcceptVocabulary(_Numbered):
    """Put changes of the vocabulary in force for the month on the table and those begun after it.

    The plan becomes stale.

    Attributes:
        changes: All of them, as a preview has them; or those ticked of a proposal.
        added: Whether they go on top of what is in force (ticked proposals) or in its place (a preview).
    """

    changes: VocabularyChanges
    added: bool = False


@dataclass(frozen=True, slots=True)
class Cancel(_Numbered):
    """Stop the request under way and those waiting behind it; seen at once. Too late is no error."""


@dataclass(frozen=True, slots=True)
class Shutdown(_Numbered):
    """Finish what is under way, close the month book and end."""


Request = (
    OpenLedger
    | SwitchMonth
    | ImportFiles
    | DraftImport
    | ReviseDraft
    | AcceptDraft
    | Decide
    | Revoke
    | SetOptions
    | Match
    | Undo
    | Redo
    | Export
    | WriteTemplates
    | ExportVocabulary
    | PreviewVocabulary
    | ProposeWords
    | AcceptVocabulary
    | Cancel
    | Shutdown
)


@dataclass(frozen=True, slots=True)
class View:
    """All that the window shows.

    Parts that did not change since the last view (``round.lists``, ``round.lists.needs``,
    ``round.outcome`` …) are the very same objects, so ``is`` tells whether a table must be redrawn.

    Attributes:
        round: The month on the table.
        months: Every month the book holds and the one on the table, ascending.
        history: The month's latest actions (at most 200), oldest first.
        can_undo: Whether :class:`Undo` has somewhere to go.
        can_redo: Whether :class:`Redo` has.
        read_only: Chinese sentence why nothing can be changed here (who holds the book, since when);
            empty when it can.
        ledger: Path of the month book.
    """

    round: Round
    months: tuple[str, ...]
    history: tuple[HistoryEntry, ...]
    can_undo: bool
    can_redo: bool
    read_only: str
    ledger: str


@dataclass(frozen=True, slots=True)
class DraftView:
    """What the window shows of a draft import.

    Attributes:
        files: A report for each file of the draft, refused ones included.
        samples: The first rows of every sheet read.
        changes: What becomes new, changed, stays the same, or is missing.
        titles: Pairs (id, title) of everything ``changes`` and ``proposals`` name; units by name.
        proposals: Needs that may be one and are not joined yet, the most alike first.
        choices: The corrections it was made with.
    """

    files: tuple[FileReport, ...]
    samples: tuple[SheetSample, ...]
    changes: Changes
    titles: tuple[tuple[str, str], ...]
    proposals: tuple[Proposal, ...]
    choices: Choices


@dataclass(frozen=True, slots=True)
class Progress(_Numbered):
    """Work goes on; sent at most about ten times a second.

    Attributes:
        words: What is being done, Chinese.
        done: Steps done.
        total: Steps in all; 0 = unknown.
    """

    words: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Changed(_Numbered):
    """The request is done and on the disk; this is the state now."""

    view: View


@dataclass(frozen=True, slots=True)
class Drafted(_Numbered):
    """This is what the import would do; nothing changed."""

    draft: DraftView


@dataclass(frozen=True, slots=True)
class Previewed(_Numbered):
    """This is what the vocabulary workbook would do; nothing changed."""

    preview: VocabularyPreview


@dataclass(frozen=True, slots=True)
class Proposed(_Numbered):
    """Words worth asking about; nothing changed."""

    words: tuple[WordProposal, ...]


@dataclass(frozen=True, slots=True)
class Finished(_Numbered):
    """Files were written.

    Attributes:
        words: What was written, one Chinese sentence.
        path: The file, or the folder when there are several.
    """

    words: str
    path: Path


@dataclass(frozen=True, slots=True)
class Failed(_Numbered):
    """The request was not done; nothing changed.

    Attributes:
        kind: Class name of ``matcher.errors`` (``FileRefused``, ``Contradiction``, ``CannotWrite``,
            ``LedgerReadOnly``, ``LedgerDamaged``, ``LedgerTooNew``, ``WorkerLost``, ``UsageError``),
            ``nothing`` (nothing to undo or redo) or ``internal`` (a bug; ``where`` names the log file).
        what: What happened, Chinese.
        where: File › sheet › cell › value, as far as known, or empty.
        advice: What to do next, Chinese, or empty.
    """

    kind: str
    what: str
    where: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Stopped(_Numbered):
    """The request was cancelled; nothing changed."""


Reply = Progress | Changed | Drafted | Previewed | Proposed | Finished | Failed | Stopped
