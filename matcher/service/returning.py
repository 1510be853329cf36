"""What was handed out, in the month book: kept when papers are written, found again when they come back."""

import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from matcher.domain import Round
from matcher.domain.handouts import Handout, Sent, new_batch
from matcher.errors import LedgerDamaged
from matcher.ledger import Ledger, local_now
from matcher.service.steps import Steps

if TYPE_CHECKING:
    from matcher.pipeline import SentFor
    from matcher.service.desk import Desk

_KIND = "handout"


def batch_for(round_: Round, what: str) -> str:
    """The code of a hand-out: the same for the same state of the month and the same papers.

    Args:
        round_: The month handed out.
        what: What is written of it (paper, level …).
    """
    state = f"{round_.month}\n{what}\n{round_.lists!r}\n{round_.outcome!r}"
    return new_batch(zlib.crc32(state.encode("utf-8", "replace")))


def hand_out(desk: "Desk", batch: str, words: str, paths: Sequence[Path]) -> None:
    """Keep what stands in papers just written, so that they can come back; a book that cannot be written keeps nothing.

    Args:
        desk: With the month they were made from.
        batch: The code printed in them.
        words: What they are, Chinese.
        paths: The workbooks.
    """
    book = desk.book()
    if book.read_only:
        return
    month = desk.round.month
    _keep(
        book,
        desk.steps().handed_out(
            paths,
            batch=batch,
            month=month,
            time=local_now().isoformat(timespec="seconds"),
            words=words,
            revision=book.revision(month),
        ),
    )


def sent_for(book: Ledger, month: str, steps: Steps) -> "SentFor":
    """Finds hand-outs of the book: those whose code stands in a file, and all of the month for files without one."""

    def find(marks: Iterable[str]) -> tuple[Sent, ...]:
        wanted = set(marks)
        keys = [key for key in book.remembered(_KIND) if _is_asked(key, month, wanted)]
        handouts = [found for key in keys if (found := _recalled(book, key)) is not None]
        return tuple(steps.sent_of(item, _then(book, item)) for item in handouts)

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
    key = f"{handout.month}/{handout.batch}"
    book.remember(_KIND, key, msgspec.json.encode(handout).decode())


def _recalled(book: Ledger, key: str) -> Handout | None:
    """What was kept; ``None`` when it cannot be understood any more."""
    text = book.recall(_KIND, key)
    try:
        return None if text is None else msgspec.json.decode(text, type=Handout)
    except msgspec.DecodeError:
        return None
