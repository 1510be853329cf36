"""What was handed out, kept for when it comes back."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from matcher import intake, sheets
from matcher.domain import Round, SheetKind
from matcher.domain.handouts import HandedSheet, Handout, Sent
from matcher.errors import FileRefused
from matcher.sheets import Book

SentFor = Callable[[Iterable[str]], Sequence[Sent]]
"""Finds the hand-outs that bear these codes, and those that may come back without one."""


def nothing_sent(_marks: Iterable[str]) -> Sequence[Sent]:
    """Nothing was handed out, as far as is known."""
    return ()


def handed_out(
    lists: Sequence[Path | Book],
    *,
    batch: str,
    month: str,
    time: str,
    words: str,
    revision: int | None = None,
) -> Handout:
    """What stands in workbooks just written; those that hold no list of ours add nothing.

    Args:
        lists: The workbooks, or what stands in them where that is known without reading them.
        batch: The code printed in them.
        month: ``2026-06``.
        time: Local time, ISO 8601.
        words: What it was, Chinese.
        revision: State of the month they were made from.
    """
    found: list[HandedSheet] = []
    kinds: dict[tuple[str, ...], SheetKind] = {}
    for one in lists:
        try:
            book = one if isinstance(one, Book) else sheets.read(one)
        except FileRefused:
            continue
        found.extend(intake.handed_sheets(book, kinds))
    return Handout(batch, month, time, words, tuple(found), revision)


def sent_of(handout: Handout, then: Round | None) -> Sent:
    """A hand-out with what the month was when it was made; ``None`` when that is not known any more."""
    if then is None:
        return Sent(handout)
    projects = then.outcome.projects if then.outcome else ()
    here = {project.id for project in then.lists.projects}
    return Sent(handout, then.lists, tuple(p for p in projects if p.id not in here))
