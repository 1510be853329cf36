"""What is said of lists that came back: counts, reports and remarks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matcher.domain import FileReport, Issue, SheetReport, SkippedRow
from matcher.domain.differences import Difference, DifferenceKind
from matcher.domain.handouts import Returned
from matcher.intake.reports import Remarks
from matcher.intake.returns.comparing import Sight
from matcher.intake.returns.finding import Back
from matcher.intake.returns.groups import NUMBERS
from matcher.intake.returns.rows import Pairing
from matcher.intake.sheetwork import Work
from matcher.sheets.book import Book


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet that came back with its rows found again."""

    back: Back
    work: Work
    sight: Sight
    pairing: Pairing


def returned_of(reading: Reading, differences: Sequence[Difference]) -> Returned:
    """What became of one list."""
    sight, pairing = reading.sight, reading.pairing
    place = (sight.file, sight.sheet)
    changed = {d.origin.row for d in differences if (d.origin.file, d.origin.sheet) == place}
    return Returned(
        file=sight.file,
        sheet=sight.sheet,
        batch=sight.batch,
        words=reading.back.sent.handout.words,
        marked=reading.back.marked,
        rows=len(pairing.pairs),
        untouched=sum(came.record.row not in changed for _, came, _ in pairing.pairs),
        fresh=tuple(line.record.row for line in pairing.fresh),
        twice=tuple(line.record.row for line in pairing.twice),
        damaged=tuple(line.record.row for line, _ in pairing.damaged),
        missing=pairing.missing,
    )


def reports_of(
    files: Sequence[FileReport], readings: Sequence[Reading], differences: Sequence[Difference]
) -> tuple[FileReport, ...]:
    """The reports of the import with those of lists that came back in them."""
    found = {report.file: report for report in files}
    for reading in readings:
        book = reading.back.book
        report = found.get(book.file)
        fresh = bool(reading.pairing.fresh)
        if report is None or not (fresh or _is_here(report, readings, book)):
            report = FileReport(file=book.file, format=book.format, issues=book.issues)
        found[book.file] = _with_sheet(report, reading, differences)
    return tuple(found[name] for name in sorted(found))


def _is_here(report: FileReport, readings: Sequence[Reading], book: Book) -> bool:
    """Whether a report is of this import: it names a sheet that did not come back, or one already laid in."""
    names = {sheet.name for sheet in book.sheets}
    return report.format == book.format and {s.sheet for s in report.sheets} <= names


def _with_sheet(
    report: FileReport, reading: Reading, differences: Sequence[Difference]
) -> FileReport:
    name = reading.sight.sheet
    others = tuple(sheet for sheet in report.sheets if sheet.sheet != name)
    fresh = next((sheet for sheet in report.sheets if sheet.sheet == name), None)
    mine = [d for d in differences if (d.origin.file, d.origin.sheet) == (report.file, name)]
    kept = tuple(issue for issue in report.issues if issue.sheet != name) + tuple(
        issue
        for issue in report.issues
        if issue.sheet == name and _row(issue) in _fresh_rows(reading)
    )
    return replace(
        report,
        sheets=(*others, _counted(reading, fresh.rows_merged if fresh else 0)),
        issues=(*kept, *_issues(reading, mine)),
    )


def _fresh_rows(reading: Reading) -> frozenset[int]:
    return frozenset(line.record.row for line in reading.pairing.fresh)


def _counted(reading: Reading, merged: int) -> SheetReport:
    report, pairing = reading.work.report, reading.pairing
    lost = [(line.record.row, "编号重复") for line in pairing.twice]
    lost += [(line.record.row, "编号损坏") for line, _ in pairing.damaged]
    skipped = (*report.skipped, *(SkippedRow(row, reason) for row, reason in lost))
    return replace(
        report,
        rows_imported=report.rows_imported - len(lost) - merged,
        rows_merged=merged,
        rows_skipped=len(skipped),
        skipped=tuple(sorted(skipped, key=lambda row: row.row)),
        unsure=(),
    )


def _row(issue: Issue) -> int:
    digits = "".join(c for c in issue.cell if c.isdecimal())
    return int(digits or 0)


def _issues(reading: Reading, mine: Sequence[Difference]) -> tuple[Issue, ...]:
    """What typing said of cells that came back otherwise, and what is to be said of the rows."""
    changed = {difference.cell for difference in mine}
    typed = [issue for issue in reading.work.remarks.issues if issue.cell in changed]
    remarks = Remarks(reading.sight.file, reading.sight.sheet)
    _say_sheet(reading, remarks)
    _say_rows(reading, remarks)
    said = {issue.cell for issue in typed}
    for difference in mine:
        _say_difference(difference, remarks, said)
    return (*typed, *remarks.issues)


def _say_sheet(reading: Reading, remarks: Remarks) -> None:
    handout, pairing = reading.back.sent.handout, reading.pairing
    if not reading.back.marked:
        remarks.tell(
            "return-unmarked",
            f"表里没有回收码，按编号认作“{handout.words}”（回收码 {handout.batch}）；不是这一份的请核对",
        )
    if pairing.missing:
        names = "、".join(pairing.missing[:5]) + ("等" if len(pairing.missing) > 5 else "")
        remarks.tell(
            "return-missing",
            f"发出的 {len(pairing.missing)} 行没有交回（{names}）；台账里照旧保留，不删除",
        )


def _say_rows(reading: Reading, remarks: Remarks) -> None:
    letter = reading.sight.letters.get(NUMBERS[reading.sight.kind][0], "A")
    for line in reading.pairing.fresh:
        remarks.tell(
            "return-new", "发出时没有这一行，作为新增的一项导入", cell=f"{letter}{line.record.row}"
        )
    for line in reading.pairing.twice:
        remarks.error(
            "id-twice",
            "这个编号在本表已有一行，这一行没有采用；不是同一项的请清空编号，是同一项的请只留一行，再重新导入",
            cell=f"{letter}{line.record.row}",
            value=line.id,
        )
    for line, seen in reading.pairing.damaged:
        like = f"；这一行像是 {seen.id}" if seen else ""
        remarks.error(
            "id-check",
            f"编号被清空、改动或抄错，这一行没有采用{like}；请改正编号后重新导入",
            cell=f"{letter}{line.record.row}",
            value=line.text(NUMBERS[reading.sight.kind][0]),
        )


def _say_difference(difference: Difference, remarks: Remarks, said: set[str]) -> None:
    kept = "已采用交回的" if difference.taken else "暂保留台账里的"
    texts = f"发出时“{difference.exported}”，交回“{difference.theirs}”，台账现在“{difference.ours}”"
    if difference.kind.is_question:
        remarks.warn(
            f"return-{difference.kind.value}",
            f"{difference.label}{difference.kind.label}：{texts}，{kept}；请在导入时选定",
            cell=difference.cell,
            value=difference.theirs,
        )
    elif difference.kind is DifferenceKind.UNREADABLE and difference.cell not in said:
        remarks.warn(
            "return-unreadable",
            f"没有看懂{difference.label}，没有采用；请改写后重新导入",
            cell=difference.cell,
            value=difference.theirs,
        )
