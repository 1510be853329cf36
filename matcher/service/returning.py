"""What was handed out, in the month book: kept when papers are written, found again when they come back."""

import contextlib
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from matcher.domain import Round
from matcher.domain.handouts import Handout, Sent, new_batch
from matcher.errors import CannotWrite, LedgerDamaged, LedgerReadOnly
from matcher.ledger import Ledger, local_now
from matcher.service.steps import Steps

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.pipeline import SentFor
    from matcher.service.desk import Desk
    from matcher.sheets import Book

_KIND = "handout"


def batch_for(round_: Round, what: str) -> str:
    """The code of a hand-out: the same for the same state of the month and the same papers.

    Args:
        round_: The month handed out.
        what: What is written of it (paper, level …).
    """
    state = f"{round_.month}\n{what}\n{round_.lists!r}\n{round_.outcome!r}"
    return new_batch(zlib.crc32(state.encode("utf-8", "replace")))


def hand_out(desk: "Desk", batch: str, words: str, lists: Sequence["Path | Book"]) -> None:
    """Keep what stands in papers just written, so that they can come back; a book that cannot be written keeps nothing.

    Args:
        desk: With the month they were made from.
        batch: The code printed in them.
        words: What they are, Chinese.
        lists: The workbooks, or what stands in them.
    """
    book = desk.book()
    if book.read_only or not lists:
        return
    month = desk.round.month
    made = desk.steps().handed_out(
        lists,
        batch=batch,
        month=month,
        time=local_now().isoformat(timespec="seconds"),
        words=words,
        revision=book.revision(month),
    )
    with contextlib.suppress(LedgerReadOnly, CannotWrite):
        _keep(book, _with_earlier(made, _recalled(book, _key(made))))


def _with_earlier(made: Handout, before: Handout | None) -> Handout:
    """The hand-out with the papers of the same state of the month that were written before."""
    if before is None:
        return made
    files = {sheet.file for sheet in made.sheets}
    kept = tuple(sheet for sheet in before.sheets if sheet.file not in files)
    words = "、".join(dict.fromkeys((*before.words.split("、"), *made.words.split("、"))))
    return replace(made, sheets=(*kept, *made.sheets), words=words)


def sent_for(book: Ledger, month: str, steps: Steps) -> "SentFor":
    """As :func:`all_sent`, with the steps of the worker."""
    return all_sent(book, month, steps.sent_of)


def all_sent(
    book: Ledger, month: str, sent_of: Callable[[Handout, Round | None], Sent]
) -> "SentFor":
    """Finds hand-outs of the book: those whose code stands in a file, and all of the month for files without one."""

    def find(marks: Iterable[str]) -> tuple[Sent, ...]:
        wanted = set(marks)
        keys = [key for key in book.remembered(_KIND) if _is_asked(key, month, wanted)]
        handouts = [found for key in keys if (found := _recalled(book, key)) is not None]
        return tuple(sent_of(item, _then(book, item)) for item in handouts)

    return find


def _is_asked(key: str, month: str, marks: set[str]) -> bool:
    of_month, _, batch = key.partition("/")
    return of_month == month or batch in marks


def _then(book: Ledger, handout: Handout) -> Round | None:
    """The month as it was when the papers were written; ``None`` where it cannot be read."""
    try:
        return None if handout.revision is None else book.at(handout.month, handout.revision)
    except LedgerDamaged:
        return None


def _keep(book: Ledger, handout: Handout) -> None:
    book.remember(_KIND, _key(handout), msgspec.json.encode(handout).decode())


def _key(handout: Handout) -> str:
    return f"{handout.month}/{handout.batch}"


def _recalled(book: Ledger, key: str) -> Handout | None:
    """What was kept; ``None`` when it cannot be understood any more."""
    text = book.recall(_KIND, key)
    try:
        return None if text is None else msgspec.json.decode(text, type=Handout)
    except msgspec.DecodeError:
        return None
