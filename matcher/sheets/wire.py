"""A book as plain tuples, so that it crosses the pipe quickly."""

import gc
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from matcher.domain import Issue, Severity
from matcher.sheets.book import Book, Cell, CellKind, Merge, Row, Sheet

_KINDS = tuple(CellKind)


def pack(book: Book) -> bytes:
    """The book as bytes for :func:`unpack`."""
    issues = [
        (i.severity.value, i.code, i.message, i.file, i.sheet, i.cell, i.value) for i in book.issues
    ]
    sheets = [_pack_sheet(sheet) for sheet in book.sheets]
    return pickle.dumps((book.file, book.format, sheets, issues, book.digest), protocol=5)


def unpack(content: bytes) -> Book:
    """The book :func:`pack` was given."""
    with _no_collection():
        file, format_, sheets, issues, digest = pickle.loads(content)
        return Book(
            file,
            format_,
            tuple(_unpack_sheet(sheet) for sheet in sheets),
            tuple(Issue(Severity(severity), *rest) for severity, *rest in issues),
            digest,
        )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Half a million cells are no garbage; looking them over again and again triples the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _pack_sheet(sheet: Sheet) -> tuple[Any, ...]:
    """Text cells, the most, as (column, text, format); the others with value and kind."""
    rows = [
        (
            row.number,
            row.hidden,
            [
                (cell.column, cell.text, cell.format)
                if cell.kind is CellKind.TEXT
                else (cell.column, cell.text, cell.format, cell.value, _KINDS.index(cell.kind))
                for cell in row.cells
            ],
        )
        for row in sheet.rows
    ]
    merges = [(m.first_row, m.first_column, m.last_row, m.last_column) for m in sheet.merges]
    return sheet.name, rows, merges, sheet.hidden, sheet.hidden_columns


def _unpack_sheet(packed: tuple[Any, ...]) -> Sheet:
    name, rows, merges, hidden, hidden_columns = packed
    return Sheet(
        name,
        tuple(Row(number, tuple(map(_unpack_cell, cells)), hid) for number, hid, cells in rows),
        tuple(Merge(*merge) for merge in merges),
        hidden,
        hidden_columns,
    )


def _unpack_cell(packed: tuple[Any, ...]) -> Cell:
    if len(packed) == 3:
        column, text, code = packed
        return Cell(column, text, text, CellKind.TEXT, code)
    column, text, code, value, kind = packed
    return Cell(column, text, value, _KINDS[kind], code)
