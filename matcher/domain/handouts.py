"""Lists handed out to be filled in, and what came back of them."""

import re
from dataclasses import dataclass

from matcher.domain.differences import Difference
from matcher.domain.ids import batch_code, is_batch, normal
from matcher.domain.intake import Lists, SheetKind
from matcher.domain.projects import Project

MARK = "回收码"
"""Stands before the batch code in every list that is to come back."""

_MARKED = re.compile(rf"{MARK}\s*[:：]?\s*([A-Za-z0-9Ａ-Ｚａ-ｚ０-９]{{4}})(?![A-Za-z0-9])")


def new_batch(seed: int | None = None) -> str:
    """A code for one hand-out; ``seed`` gives the same code each time, ``None`` = by chance."""
    return batch_code(seed)


def mark_words(batch: str) -> str:
    """What is printed in a list so that its hand-out is known again: ``回收码：K7Q2``; empty without a code."""
    return f"{MARK}：{batch}" if batch else ""


def marks_in(text: str) -> tuple[str, ...]:
    """The batch codes that stand in a text behind 回收码."""
    found = (normal(code) for code in _MARKED.findall(text))
    return tuple(code for code in found if is_batch(code))


@dataclass(frozen=True, slots=True)
class HandedSheet:
    """One list as it was written: its header and its rows, as texts.

    Attributes:
        file: File name without folder.
        sheet: Sheet name.
        kind: What it holds; ``OTHER`` = a summary or note that cannot come back row by row.
        header: Heading of each column, from the first on.
        rows: Texts by column, as long as the header.
    """

    file: str
    sheet: str
    kind: SheetKind
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Handout:
    """Everything written by one export.

    Attributes:
        batch: The code printed in it.
        month: ``2026-06``.
        time: Local time, ISO 8601 to the second.
        words: What it was, Chinese.
        sheets: Its lists.
        revision: State of the month it was made from, as numbered by the month book; ``None`` = not known.
    """

    batch: str
    month: str
    time: str
    words: str
    sheets: tuple[HandedSheet, ...]
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A hand-out with what the month was when it was made.

    Attributes:
        handout: The lists as written.
        lists: The month's lists then; ``None`` when they are not known any more.
        projects: The planned projects then.
    """

    handout: Handout
    lists: Lists | None = None
    projects: tuple[Project, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user decided about a :class:`Difference`.

    Attributes:
        file: File name as in the reports.
        sheet: Sheet name.
        cell: Address such as ``N7``.
        take: Theirs (``True``) or ours.
    """

    file: str
    sheet: str
    cell: str
    take: bool


@dataclass(frozen=True, slots=True)
class Returned:
    """One list that came back.

    Attributes:
        file: File name as in the reports.
        sheet: Sheet name.
        batch: Of the hand-out it belongs to.
        words: What that was, Chinese.
        marked: Whether the code was found in the sheet; else the hand-out was told by the ids.
        rows: Rows found again by their id.
        untouched: Of these, rows in which nothing changed.
        fresh: Row numbers without an id.
        twice: Row numbers whose id stands in another row already.
        damaged: Row numbers whose id does not hold.
        missing: Ids handed out that are in no row; they stay.
    """

    file: str
    sheet: str
    batch: str
    words: str
    marked: bool
    rows: int
    untouched: int
    fresh: tuple[int, ...] = ()
    twice: tuple[int, ...] = ()
    damaged: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Returns:
    """Everything that came back with an import."""

    sheets: tuple[Returned, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def questions(self) -> tuple[Difference, ...]:
        """The differences a person must decide."""
        return tuple(item for item in self.differences if item.kind.is_question)


NO_RETURNS = Returns()
