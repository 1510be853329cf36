"""One sheet understood: its tables, their kind and columns, their rows; nothing typed yet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matcher.domain import Layout, Memory, SheetKind, SheetReport, SkippedRow, field_label
from matcher.intake.columns import Column
from matcher.intake.grid import Grid, grid_of
from matcher.intake.identity import say_identity
from matcher.intake.kinds import Verdict, decide
from matcher.intake.layout import Table, find_tables, repeats_header
from matcher.intake.memory import Applied, fingerprint_of, recall, remembered_header
from matcher.intake.profile import profile_of
from matcher.intake.reports import Remarks
from matcher.intake.rows import Record, read_rows
from matcher.intake.text import without_id_numbers
from matcher.sheets.book import Book, Cell, Sheet, column_letter

_SAMPLE = 60
"""Rows looked at to tell what a column holds."""
_HEADER_WITHIN = 40
"""Rows among which a remembered header line is looked for."""


@dataclass(frozen=True, slots=True)
class Work:
    """One table of a sheet, ready to be typed.

    Attributes:
        file: File name.
        sheet: Sheet name.
        kind: What it holds.
        report: What became of it; counts of merged rows are still to come.
        records: Its rows.
        units: Field code → units its header tells.
        titles: Lines above the header.
        remarks: What is to be said about it.
        latest: Field codes whose header asks by when (完成时限), so that a day there is the last one.
    """

    file: str
    sheet: str
    kind: SheetKind
    report: SheetReport
    records: tuple[Record, ...]
    units: Mapping[str, tuple[str, ...]]
    titles: tuple[str, ...]
    remarks: Remarks
    latest: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked of a file beforehand.

    Attributes:
        stated: The kind the user gave for the file.
        layouts: (file, sheet) → corrections.
        memory: What was learnt before.
    """

    stated: SheetKind | None
    layouts: Mapping[tuple[str, str], Layout]
    memory: Memory


def work_on(book: Book, wishes: Wishes) -> Iterator[Work]:
    """Every table of a file; a sheet without one yields a report alone."""
    for sheet in book.sheets:
        remarks = Remarks(book.file, sheet.name)
        layout = wishes.layouts.get((book.file, sheet.name), Layout())
        grid = grid_of(sheet)
        tables = _tables(grid, layout, wishes.memory)
        if not tables:
            yield _nothing(book, sheet, grid, remarks)
        for index, table in enumerate(tables):
            fixed = layout if index == 0 else Layout(include=layout.include)
            yield _work(
                book,
                grid,
                table,
                fixed,
                wishes,
                remarks if index == 0 else Remarks(book.file, sheet.name),
            )


def _tables(grid: Grid, layout: Layout, memory: Memory) -> Sequence[Table]:
    """The tables of a sheet; a header line the user pointed at once is known again where it is not found otherwise."""
    found = find_tables(grid, layout.header_row)
    if layout.header_row is not None or not memory.sheets:
        return found
    headers = {
        number: [grid.cells[number][column].text for column in sorted(grid.cells[number])]
        for number in grid.numbers[:_HEADER_WITHIN]
    }
    known = remembered_header(memory, headers)
    if known is None or any(table.header == known for table in found):
        return found
    return find_tables(grid, known)


def _nothing(book: Book, sheet: Sheet, grid: Grid, remarks: Remarks) -> Work:
    if (
        len(grid.numbers) >= 3
        and not sheet.hidden
        and any(len(row) >= 3 for row in grid.cells.values())
    ):
        remarks.warn("no-header", "没有找到表头，这张表没有导入；如果它是清单，请指定表头所在的行")
    report = SheetReport(sheet.name, SheetKind.OTHER, hidden=sheet.hidden)
    return Work(book.file, sheet.name, SheetKind.OTHER, report, (), {}, (), remarks)


def _work(
    book: Book, grid: Grid, table: Table, layout: Layout, wishes: Wishes, remarks: Remarks
) -> Work:
    sheet = grid.sheet
    columns = _columns(grid, table)
    applied = recall(wishes.memory, {column.number: column.title for column in columns})
    verdict = _verdict(book, sheet, table, columns, layout, wishes, applied)
    titles = {column.number: column.title for column in columns}
    kind = verdict.kind
    take = kind is not SheetKind.OTHER and (not sheet.hidden or layout.include)
    if take:
        say_identity(grid, table, columns, remarks)
        _say_columns(verdict, columns, applied, remarks)
        _say_hidden_rows(book, grid, table, remarks)
    records, skipped = (
        read_rows(grid, table, verdict.columns, titles, remarks)
        if take
        else ((), _all_skipped(grid, table, hidden=sheet.hidden and kind is not SheetKind.OTHER))
    )
    report = _report(sheet, table, columns, verdict, records, skipped)
    units = {code: _units(columns, number) for number, (code, _) in verdict.columns.fields.items()}
    return Work(
        book.file,
        sheet.name,
        kind if take else SheetKind.OTHER,
        report,
        records,
        units,
        table.above,
        remarks,
        frozenset(
            code
            for number, (code, _) in verdict.columns.fields.items()
            if _BY_WHEN.search(titles.get(number, ""))
        ),
    )


_BY_WHEN = re.compile(r"完成|办结|解决|时限|期限|最迟|最晚|截止|结束")


def _units(columns: Sequence[Column], number: int) -> tuple[str, ...]:
    return next((column.units for column in columns if column.number == number), ())


def _columns(grid: Grid, table: Table) -> tuple[Column, ...]:
    sample = [n for n in table.body[:_SAMPLE] if not repeats_header(grid, table, n)]
    return tuple(
        Column(number, path, profile_of(_cells(grid, sample, number)))
        for number, path in sorted(table.paths.items())
    )


def _cells(grid: Grid, rows: Sequence[int], column: int) -> list[Cell]:
    return [cell for row in rows if len(grid.cells[row]) > 1 and (cell := grid.own(row, column))]


def _verdict(
    book: Book,
    sheet: Sheet,
    table: Table,
    columns: Sequence[Column],
    layout: Layout,
    wishes: Wishes,
    applied: Applied | None,
) -> Verdict:
    """The kind: as corrected, else as stated for the file, else as remembered, else as it looks."""
    by_letter = {column_letter(column.number): column.number for column in columns}
    fixed = dict(applied.columns) if applied else {}
    fixed |= {by_letter[letter]: code for letter, code in layout.columns if letter in by_letter}
    told = layout.kind or wishes.stated or (applied.kind if applied else None)
    return decide(columns, (*table.above, sheet.name, book.file), stated=told, fixed=fixed)


def _all_skipped(grid: Grid, table: Table, *, hidden: bool) -> tuple[SkippedRow, ...]:
    reason = "隐藏工作表" if hidden else "不是三张清单中的表"
    return tuple(
        SkippedRow(
            n,
            reason,
            without_id_numbers(" ".join(c.text for _, c in sorted(grid.cells[n].items())))[:80],
        )
        for n in table.body
    )


def _report(
    sheet: Sheet,
    table: Table,
    columns: Sequence[Column],
    verdict: Verdict,
    records: Sequence[Record],
    skipped: Sequence[SkippedRow],
) -> SheetReport:
    fields = verdict.columns.fields
    return SheetReport(
        sheet=sheet.name,
        kind=verdict.kind,
        header_row=table.header,
        columns=tuple((column_letter(n), code) for n, (code, _) in fields.items()),
        unmapped=tuple(
            (column_letter(c.number), c.title) for c in columns if c.number not in fields
        ),
        rows_read=len(table.body),
        rows_imported=len(records),
        rows_skipped=len(skipped),
        skipped=tuple(skipped),
        hidden=sheet.hidden,
        headers=tuple((column_letter(c.number), c.title) for c in columns),
        confidence=tuple((column_letter(n), round(100 * sure)) for n, (_, sure) in fields.items()),
        unsure=tuple((column_letter(n), codes) for n, codes in verdict.columns.unsure.items()),
        fingerprint=fingerprint_of(column.title for column in columns),
    )


def _say_columns(
    verdict: Verdict, columns: Sequence[Column], applied: Applied | None, remarks: Remarks
) -> None:
    titles = {column.number: column.title for column in columns}
    for number, codes in verdict.columns.unsure.items():
        names = "”还是“".join(field_label(verdict.kind, code) for code in codes[:3])
        remarks.warn(
            "column-unsure",
            f"这一列是不是“{names}”？没有把握，暂未采用；请在导入时指定",
            cell=f"{column_letter(number)}",
            value=titles[number],
        )
    if verdict.runner_up is not None:
        remarks.warn(
            "kind-unsure",
            f"这张表按“{verdict.kind.label}”读取，也像“{verdict.runner_up.label}”；不对的话请指定",
        )
    if applied and (applied.missing or applied.new):
        gone = "、".join(applied.missing) or "无"
        new = "、".join(applied.new) or "无"
        remarks.tell(
            "memory-partial", f"沿用了上次确认的列对应关系；这次没有的列：{gone}；新出现的列：{new}"
        )


def _say_hidden_rows(book: Book, grid: Grid, table: Table, remarks: Remarks) -> None:
    if any(i.code == "hidden-rows" and i.sheet == grid.sheet.name for i in book.issues):
        return
    hidden = [n for n in table.body if grid.rows[n].hidden]
    if hidden:
        shown = "、".join(map(str, hidden[:10])) + ("等" if len(hidden) > 10 else "")
        remarks.tell(
            "hidden-rows", f"第{shown}行是隐藏行，也一并导入；不需要的请删去", cell=str(hidden[0])
        )
