"""The revisions of a month as its history."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matcher.domain import HistoryEntry, Place


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
