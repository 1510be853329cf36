"""What was handed out, kept for when it comes back."""

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from matcher import intake, sheets
from matcher.domain import Round
from matcher.domain.handouts import Difference, HandedSheet, Handout, Returns, Sent, new_batch
from matcher.domain.ids import normal
from matcher.errors import FileRefused
from matcher.intake.marks import own_id
from matcher.vocabulary.headers import fold_header

SentFor = Callable[[Iterable[str]], Sequence[Sent]]
"""Finds the hand-outs that bear these codes, and those that may come back without one."""


def nothing_sent(_marks: Iterable[str]) -> Sequence[Sent]:
    """Nothing was handed out, as far as is known."""
    return ()


def batch_for(round_: Round, what: str) -> str:
    """The code of a hand-out: the same for the same state of the month and the same papers.

    Args:
        round_: The month handed out.
        what: What is written of it (paper, level …).
    """
    state = f"{round_.month}\n{what}\n{round_.lists!r}\n{round_.outcome!r}"
    return new_batch(zlib.crc32(state.encode("utf-8", "replace")))


def handed_out(
    paths: Sequence[Path],
    *,
    batch: str,
    month: str,
    time: str,
    words: str,
    revision: int | None = None,
) -> Handout:
    """What stands in workbooks just written; those that hold no list of ours add nothing.

    Args:
        paths: The workbooks.
        batch: The code printed in them.
        month: ``2026-06``.
        time: Local time, ISO 8601.
        words: What it was, Chinese.
        revision: State of the month they were made from.
    """
    found: list[HandedSheet] = []
    for path in paths:
        try:
            book = sheets.read(path)
        except FileRefused:
            continue
        found.extend(intake.handed_sheets(book))
    return Handout(batch, month, time, words, tuple(found), revision)


def sent_of(handout: Handout, at: Callable[[int], Round | None]) -> tuple[Sent, ...]:
    """A hand-out with what the month was when its lists were last agreed with, one for each such state.

    Args:
        handout: As kept.
        at: The month as it was at a revision; ``None`` when it is not known.
    """
    groups: dict[int | None, list[HandedSheet]] = {}
    for sheet in handout.sheets:
        groups.setdefault(sheet.revision or handout.revision, []).append(sheet)
    return tuple(
        _sent(replace(handout, sheets=tuple(of_state)), None if state is None else at(state))
        for state, of_state in groups.items()
    )


def _sent(handout: Handout, then: Round | None) -> Sent:
    if then is None:
        return Sent(handout)
    projects = then.outcome.projects if then.outcome else ()
    here = {project.id for project in then.lists.projects}
    return Sent(handout, then.lists, tuple(p for p in projects if p.id not in here))


def agreed(handout: Handout, returns: Returns, revision: int | None) -> Handout:
    """The hand-out as the next return of it is to be compared with: what was taken over counts as handed out.

    Args:
        handout: As kept.
        returns: What came back and was accepted.
        revision: State of the month it led to.
    """
    taken = [one for one in returns.differences if one.taken and one.batch == handout.batch]
    return replace(
        handout,
        sheets=tuple(
            _agreed(
                sheet, [one for one in taken if one.handed == (sheet.file, sheet.sheet)], revision
            )
            for sheet in handout.sheets
        ),
    )


def _agreed(sheet: HandedSheet, taken: Sequence[Difference], revision: int | None) -> HandedSheet:
    if not taken:
        return sheet
    header = [fold_header(text) for text in sheet.header]
    rows = []
    for row in sheet.rows:
        identifier = own_id(normal(next((text for text in row if text), "")))
        texts = list(row)
        for one in taken:
            if one.id == identifier and _stands(one, row, header):
                _write(texts, header, one)
        rows.append(tuple(texts))
    return replace(sheet, rows=tuple(rows), revision=revision)


def _stands(one: Difference, row: Sequence[str], header: Sequence[str]) -> bool:
    """Whether the row is the one the difference is about: it held what was handed out."""
    before = "".join(
        row[header.index(folded)]
        for heading, _ in one.written
        if (folded := fold_header(heading)) in header
    )
    return "".join(before.split()) == "".join(one.exported.split())


def _write(texts: list[str], header: Sequence[str], one: Difference) -> None:
    for heading, text in one.written:
        folded = fold_header(heading)
        if folded in header:
            texts[header.index(folded)] = text
