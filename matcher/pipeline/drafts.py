"""An import before it is accepted: what was understood, what it would change, and what the user corrects.

The tables stay in memory between corrections, so that each correction shows its effect at once; the
user's files are read once and never written.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from matcher import intake, vocabulary
from matcher.domain import (
    NO_CHANGES,
    Choices,
    Draft,
    Fix,
    Lists,
    Memory,
    Project,
    Proposal,
    SheetSample,
    Stop,
    VocabularyChanges,
    never,
)
from matcher.domain.handouts import Returns, Sent
from matcher.errors import UsageError
from matcher.pipeline.claims import with_remarks
from matcher.pipeline.reading import Reading
from matcher.pipeline.suggesting import carried_over
from matcher.sheets import Book, Cell, Row, Sheet
from matcher.vocabulary.headers import headers_with

_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
SAMPLE_ROWS = 30
"""Rows of each sheet shown in the preview."""


def draft(
    reading: Reading,
    choices: Choices,
    *,
    month: str,
    known: Lists,
    memory: Memory,
    before: Draft | None = None,
    words: VocabularyChanges = NO_CHANGES,
    sent: Sequence[Sent] = (),
    planned: Sequence[Project] = (),
    stop: Stop = never,
) -> Draft:
    """What importing these tables with these corrections would do.

    Args:
        reading: Files as read.
        choices: The user's corrections.
        month: ``2026-06``.
        known: What the month already holds.
        memory: What was remembered from earlier imports.
        before: The draft these corrections were made on; near duplicates are looked for anew only
            where the words of the needs changed since.
        words: What the office has changed in the vocabulary.
        sent: Lists handed out that may come back.
        planned: The projects of the plan on the table.
        stop: Asked now and then.

    Raises:
        Cancelled: ``stop`` said so.
    """
    lists, returns = taken_in(
        reading,
        choices,
        month=month,
        known=known,
        memory=memory,
        words=words,
        sent=sent,
        planned=planned,
        stop=stop,
    )
    return Draft(
        lists=lists,
        changes=intake.compare(known, lists),
        proposals=_proposals(lists, before, words, stop),
        samples=tuple(_sample(book, sheet) for book in reading.books for sheet in book.sheets),
        choices=choices,
        returns=returns,
    )


def _proposals(
    lists: Lists, before: Draft | None, words: VocabularyChanges, stop: Stop
) -> tuple[Proposal, ...]:
    texts = {need.id: need.text for need in lists.needs}
    earlier = {} if before is None else {need.id: need.text for need in before.lists.needs}
    if before is not None and texts.items() <= earlier.items():
        return tuple(p for p in before.proposals if p.first in texts and p.second in texts)
    return intake.near_duplicates(lists, vocabulary.in_force(words), stop=stop)


def taken_in(
    reading: Reading,
    choices: Choices,
    *,
    month: str,
    known: Lists,
    memory: Memory,
    words: VocabularyChanges = NO_CHANGES,
    sent: Sequence[Sent] = (),
    planned: Sequence[Project] = (),
    stop: Stop = never,
) -> tuple[Lists, Returns]:
    """The lists with everything a :class:`Draft` is made from applied, and what came back with them."""
    with headers_with(words.lists):
        return _taken_in(
            reading,
            choices,
            month=month,
            known=known,
            memory=memory,
            words=words,
            sent=sent,
            planned=planned,
            stop=stop,
        )


def _taken_in(
    reading: Reading,
    choices: Choices,
    *,
    month: str,
    known: Lists,
    memory: Memory,
    words: VocabularyChanges,
    sent: Sequence[Sent],
    planned: Sequence[Project],
    stop: Stop,
) -> tuple[Lists, Returns]:
    aliases = tuple(sorted({**dict(memory.unit_aliases), **dict(choices.aliases)}.items()))
    spoken = vocabulary.in_force(words)
    taken = intake.take_back(
        with_fixes(reading.books, choices.fixes),
        sent,
        month=month,
        vocabulary=spoken,
        known=known,
        layouts={(file, sheet): layout for file, sheet, layout in choices.layouts},
        stop=stop,
    )
    if taken.readings and not taken.rest:
        merged, returns = taken.into(known, planned, choices.answers)
        return with_remarks(reading.reported(merged)), returns
    lists = intake.understand(
        taken.rest,
        month=month,
        vocabulary=spoken,
        kinds=dict(choices.kinds),
        known=known,
        stop=stop,
        memory=replace(memory, unit_aliases=aliases),
        layouts=taken.layouts,
    )
    kept = carried_over(known, lists)
    joined = intake.join(intake.rejoin(kept, known), choices.joins)
    merged, returns = taken.into(joined, planned, choices.answers)
    return with_remarks(reading.reported(merged)), returns


def learnt(lists: Lists, choices: Choices, memory: Memory) -> Memory:
    """What is to be remembered once an import is accepted."""
    layouts = {(file, sheet): layout for file, sheet, layout in choices.layouts}
    return intake.learn(lists, layouts, memory=memory, aliases=choices.aliases)


def with_fixes(books: Sequence[Book], fixes: Sequence[Fix]) -> tuple[Book, ...]:
    """The tables with the corrected cells in place of what the files say."""
    wanted: dict[tuple[str, str], dict[tuple[int, int], str]] = {}
    for fix in fixes:
        wanted.setdefault((fix.file, fix.sheet), {})[_place(fix.cell)] = fix.text
    if not wanted:
        return tuple(books)
    return tuple(
        replace(
            book,
            sheets=tuple(
                _fixed(sheet, wanted.get((book.file, sheet.name), {})) for sheet in book.sheets
            ),
        )
        for book in books
    )


def _fixed(sheet: Sheet, texts: Mapping[tuple[int, int], str]) -> Sheet:
    if not texts:
        return sheet
    rows = {row.number: row for row in sheet.rows}
    for (number, column), text in texts.items():
        row = rows.get(number, Row(number, ()))
        others = [cell for cell in row.cells if cell.column != column]
        if text:
            others.append(Cell(column, text, text))
        cells = tuple(sorted(others, key=lambda cell: cell.column))
        rows[number] = replace(row, cells=cells)
    return replace(sheet, rows=tuple(rows[number] for number in sorted(rows) if rows[number].cells))


def _place(address: str) -> tuple[int, int]:
    """Row and column of an address such as ``B7``.

    Raises:
        UsageError: It names no single cell.
    """
    if not _ADDRESS.fullmatch(address):
        raise UsageError("要修改的不是一个单元格", address, "请写成 B7 这样的列和行")
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(address[len(letters) :]), column


def _sample(book: Book, sheet: Sheet) -> SheetSample:
    shown = sheet.rows[:SAMPLE_ROWS]
    width = max((cell.column for row in shown for cell in row.cells), default=0)
    return SheetSample(
        book.file,
        sheet.name,
        tuple((row.number, _texts(row, width)) for row in shown),
    )


def _texts(row: Row, width: int) -> tuple[str, ...]:
    by_column = {cell.column: cell.text for cell in row.cells}
    return tuple(by_column.get(column, "") for column in range(1, width + 1))
