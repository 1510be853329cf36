"""One line of a month's history, as users read it."""

from collections.abc import Iterator, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Step:
    """A revision as the book stores it.

    Attributes:
        revision: Its number.
        parent: The revision it started from; ``None`` for the first of a month.
        redo: The child last undone; ``None`` when none was.
        time: See :class:`HistoryEntry`.
        action: See :class:`HistoryEntry`.
    """

    revision: int
    parent: int | None
    redo: int | None
    time: str
    action: str


def placed(steps: Sequence[Step], head: int | None, redo: int | None) -> tuple[HistoryEntry, ...]:
    """The steps with their places, as seen from the revision ``head`` from which redo leads to ``redo``."""
    past = set(_chain({step.revision: step.parent for step in steps}, head)) - {head}
    future = set(_chain({step.revision: step.redo for step in steps}, redo))

    def place(revision: int) -> Place:
        if revision == head:
            return Place.CURRENT
        if revision in past:
            return Place.PAST
        return Place.FUTURE if revision in future else Place.ASIDE

    return tuple(
        HistoryEntry(step.revision, step.parent, step.time, step.action, place(step.revision))
        for step in steps
    )


def _chain(links: Mapping[int, int | None], start: int | None) -> Iterator[int]:
    """Start, its successor, its successor's successor …; a ring in damaged data ends it."""
    seen: set[int] = set()
    while start is not None and start in links and start not in seen:
        seen.add(start)
        yield start
        start = links[start]
