"""An import shown before it is accepted."""

from dataclasses import dataclass
from pathlib import Path

from matcher.domain import Changes, Choices, FileReport, Proposal, SheetSample
from matcher.domain.handouts import NO_RETURNS, Returns
from matcher.service.messages.base import Reply, Request


@dataclass(frozen=True, slots=True)
class DraftImport(Request):
    """Read workbooks and show what importing them would do; nothing is kept yet.

    The draft stays in the worker until it is accepted, another one is made, or another month is put on
    the table.

    Attributes:
        paths: Files, in any order; folders are not entered.
    """

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class ReviseDraft(Request):
    """Show the draft with these corrections in place of the earlier ones; no file is read again.

    Fails with kind ``nothing`` when there is no draft.
    """

    choices: Choices


@dataclass(frozen=True, slots=True)
class AcceptDraft(Request):
    """Import what the draft shows and remember its corrections; fails with kind ``nothing`` when there is none."""


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
        returns: What came back of lists handed out.
    """

    files: tuple[FileReport, ...]
    samples: tuple[SheetSample, ...]
    changes: Changes
    titles: tuple[tuple[str, str], ...]
    proposals: tuple[Proposal, ...]
    choices: Choices
    returns: Returns = NO_RETURNS


@dataclass(frozen=True, slots=True)
class Drafted(Reply):
    """This is what the import would do; nothing changed."""

    draft: DraftView
