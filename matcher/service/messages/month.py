"""The month on the table: opened, decided about, matched, undone, written."""

from dataclasses import dataclass
from pathlib import Path

from matcher.domain import Decision, HistoryEntry, Options, Round, SheetKind
from matcher.service.messages.base import Reply, Request


@dataclass(frozen=True, slots=True)
class OpenLedger(Request):
    """Open a month book, making it when there is none; the first request of every session.

    Attributes:
        path: The ``.ledger`` file.
        month: ``2026-06``; ``None`` = the latest month it holds, else the current month.
    """

    path: Path
    month: str | None = None


@dataclass(frozen=True, slots=True)
class SwitchMonth(Request):
    """Put another month on the table; one that holds nothing yet starts empty with the present options."""

    month: str


@dataclass(frozen=True, slots=True)
class CarryOver(Request):
    """Take the needs the month before left unmet into the month on the table; one undoable step."""


@dataclass(frozen=True, slots=True)
class ImportFiles(Request):
    """Read workbooks into the month; unusable ones become refused file reports, the others go on.

    Attributes:
        paths: Files, in any order; folders are not entered.
        kinds: Pairs (file name without folder, what it holds) where the user has said so.
    """

    paths: tuple[Path, ...]
    kinds: tuple[tuple[str, SheetKind], ...] = ()


@dataclass(frozen=True, slots=True)
class Decide(Request):
    """Lock, forbid or claim; replaces a decision about the same pair. The plan becomes stale."""

    decision: Decision


@dataclass(frozen=True, slots=True)
class Revoke(Request):
    """Take a decision back (found by kind, need, resource and unit). The plan becomes stale."""

    decision: Decision


@dataclass(frozen=True, slots=True)
class SetOptions(Request):
    """Change how the month is matched. The plan becomes stale."""

    options: Options


@dataclass(frozen=True, slots=True)
class Match(Request):
    """Make the best plan for what is on the table."""


@dataclass(frozen=True, slots=True)
class Undo(Request):
    """Go back to before the last action of the month; fails with kind ``nothing`` when there is none."""


@dataclass(frozen=True, slots=True)
class Redo(Request):
    """Do again what was undone last; fails with kind ``nothing`` when there is nothing."""


@dataclass(frozen=True, slots=True)
class Export(Request):
    """Write the result workbook into a folder."""

    folder: Path


@dataclass(frozen=True, slots=True)
class WriteTemplates(Request):
    """Write blank lists to hand out into a folder."""

    folder: Path


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
class Changed(Reply):
    """The request is done and on the disk; this is the state now."""

    view: View
