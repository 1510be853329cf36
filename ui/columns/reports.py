"""What became of the imported files, and what was done in the month."""

from dataclasses import dataclass

from matcher.domain import FileReport, Issue, Lists, Severity, SheetReport
from matcher.service import HistoryEntry, Place
from ui.tables import Column

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_TONE = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "info"}


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue and its number."""

    number: int
    issue: Issue


def issue_rows(lists: Lists) -> tuple[IssueRow, ...]:
    """Refused files first, then every issue, the grave ones first."""
    refused = [
        Issue(Severity.ERROR, "file-refused", report.refused, report.file)
        for report in lists.files
        if report.refused
    ]
    issues = sorted(lists.issues, key=lambda issue: _WEIGHT[issue.severity])
    return tuple(IssueRow(number, issue) for number, issue in enumerate([*refused, *issues]))


ISSUES: tuple[Column[IssueRow], ...] = (
    Column(
        "severity",
        "程度",
        lambda row: row.issue.severity.label,
        84,
        sort=lambda row: _WEIGHT[row.issue.severity],
        tone=lambda row: _TONE[row.issue.severity],
        icon=lambda row: row.issue.severity.value,
        facet=True,
    ),
    Column("message", "说明", lambda row: row.issue.message, 520),
    Column("where", "位置", lambda row: row.issue.where, 330),
    Column("file", "文件", lambda row: row.issue.file, 180, facet=True),
)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet of a file; ``sheet`` is ``None`` for a file that could not be used."""

    file: FileReport
    sheet: SheetReport | None

    @property
    def key(self) -> str:
        """File and sheet."""
        return f"{self.file.file}\n{self.sheet.sheet if self.sheet else ''}"

    def count(self, name: str) -> int | None:
        """A count of the sheet's report; ``None`` without a sheet."""
        return getattr(self.sheet, name) if self.sheet else None


def sheet_rows(lists: Lists) -> tuple[SheetRow, ...]:
    """One row for each sheet, and one for each refused file."""
    return tuple(
        SheetRow(report, sheet) for report in lists.files for sheet in (report.sheets or (None,))
    )


def _count(key: str, title: str, name: str) -> Column[SheetRow]:
    return Column(
        key,
        title,
        lambda row: "" if row.sheet is None else str(row.count(name)),
        70,
        sort=lambda row: row.count(name),
        right=True,
    )


def _skipped(row: SheetRow) -> str:
    if row.sheet is None:
        return row.file.refused or ""
    return "；".join(f"第{item.row}行 {item.reason}" for item in row.sheet.skipped)


SHEETS: tuple[Column[SheetRow], ...] = (
    Column("file", "文件", lambda row: row.file.file, 240),
    Column("sheet", "工作表", lambda row: row.sheet.sheet if row.sheet else "", 130),
    Column(
        "kind",
        "识别为",
        lambda row: row.sheet.kind.label if row.sheet else "不能使用",
        130,
        tone=lambda row: "" if row.sheet else "bad",
    ),
    Column(
        "header",
        "表头行",
        lambda row: str(row.sheet.header_row) if row.sheet and row.sheet.header_row else "",
        70,
        right=True,
    ),
    _count("read", "读取", "rows_read"),
    _count("imported", "= 导入", "rows_imported"),
    _count("merged", "+ 归并", "rows_merged"),
    _count("skipped", "+ 跳过", "rows_skipped"),
    Column("why", "跳过的行 / 原因", _skipped, 380),
)

_PLACES = {Place.PAST: "", Place.CURRENT: "当前", Place.FUTURE: "可重做", Place.ASIDE: "另一分支"}

HISTORY: tuple[Column[HistoryEntry], ...] = (
    Column("time", "时间", lambda entry: entry.time[:16].replace("T", " "), 140),
    Column("action", "操作", lambda entry: entry.action, 420),
    Column(
        "place",
        "",
        lambda entry: _PLACES[entry.place],
        90,
        tone=lambda entry: "accent" if entry.place is Place.CURRENT else "muted",
    ),
)
