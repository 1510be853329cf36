"""What became of the user's files: every sheet and row accounted for."""

from dataclasses import dataclass, field
from enum import StrEnum

from matcher.domain.cells import Issue
from matcher.domain.differences import Difference
from matcher.domain.funds import Fund
from matcher.domain.needs import Need
from matcher.domain.projects import Project
from matcher.domain.resources import Resource
from matcher.domain.units import Unit


class SheetKind(StrEnum):
    """What a sheet holds, told by its columns."""

    NEEDS = "needs"
    RESOURCES = "resources"
    UNITS = "units"
    PROJECTS = "projects"
    COMBINED = "combined"
    """Needs together with who claimed them."""
    FUNDS = "funds"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word users read."""
        return {
            "needs": "需求清单",
            "resources": "资源清单",
            "units": "成员单位清单",
            "projects": "项目服务清单",
            "combined": "需求与认领合并表",
            "funds": "经费清单",
            "other": "其他",
        }[self.value]


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row below the header that is no record, and why (空行, 合计, 重复表头, 签字栏 …)."""

    row: int
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What was understood of one sheet; ``rows_read == rows_imported + rows_merged + rows_skipped``.

    Attributes:
        sheet: Name.
        kind: See :class:`SheetKind`.
        header_row: 1-based row of the (last) header line; ``None`` when there is none.
        columns: Pairs (column letter, field code) of the mapped columns.
        unmapped: Pairs (column letter, header text) of the others.
        rows_read: Rows below the header that hold anything.
        rows_imported: Rows that became a record.
        rows_merged: Rows merged into another record.
        rows_skipped: Rows that are no record; ``skipped`` says why each.
        skipped: One entry for each skipped row.
        hidden: Whether the sheet is hidden (listed, off by default).
        headers: Pairs (column letter, header text) of every column that has a header.
        confidence: Pairs (column letter, 0–100) how sure each mapped column is.
        unsure: Pairs (column letter, field codes it may hold, likeliest first) of the columns to ask about.
        fingerprint: What this header is remembered by, or empty.
    """

    sheet: str
    kind: SheetKind
    header_row: int | None = None
    columns: tuple[tuple[str, str], ...] = ()
    unmapped: tuple[tuple[str, str], ...] = ()
    rows_read: int = 0
    rows_imported: int = 0
    rows_merged: int = 0
    rows_skipped: int = 0
    skipped: tuple[SkippedRow, ...] = ()
    hidden: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    confidence: tuple[tuple[str, int], ...] = ()
    unsure: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was understood of one file.

    Attributes:
        file: File name without folder.
        format: What it really is (``xlsx``, ``xls``, ``csv``, ``html`` …), whatever its suffix says.
        refused: Chinese sentence why it could not be used; ``None`` when it could.
        sheets: One report each, hidden and skipped sheets included.
        issues: Everything to be said about it, in row order.
        path: Where it was read from, in full; empty when unknown.
    """

    file: str
    format: str = ""
    refused: str | None = None
    sheets: tuple[SheetReport, ...] = ()
    issues: tuple[Issue, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything imported for a month.

    Attributes:
        needs: By id.
        resources: By id.
        units: By name.
        projects: By id.
        files: What was understood of each file.
        funds: Pots of money.
        returned: Cells of lists handed out whose return was taken in, each as it came back last.
    """

    needs: tuple[Need, ...] = ()
    resources: tuple[Resource, ...] = ()
    units: tuple[Unit, ...] = ()
    projects: tuple[Project, ...] = ()
    files: tuple[FileReport, ...] = field(default=())
    funds: tuple[Fund, ...] = ()
    returned: tuple[Difference, ...] = ()

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Every issue of every file."""
        return tuple(issue for report in self.files for issue in report.issues)
