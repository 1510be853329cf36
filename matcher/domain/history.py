"""One line of a month's history, as users read it."""

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where a revision stands as seen from the one on the table."""

    PAST = "past"
    """Undo leads back to it."""
    CURRENT = "current"
    """It is on the table."""
    FUTURE = "future"
    """Redo leads to it."""
    ASIDE = "aside"
    """On a branch that was left by doing something else after an undo; kept, reached no more."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One action of a month.

    Attributes:
        revision: Number of the state it led to; grows with time over all months.
        parent: Revision it started from; ``None`` for the first of the month.
        time: Local time with its offset, ISO 8601 to the second (``2026-06-18T09:30:00+08:00``).
        action: What was done, in Chinese words.
        place: See :class:`Place`.
    """

    revision: int
    parent: int | None
    time: str
    action: str
    place: Place
