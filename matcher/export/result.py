"""The result workbook of a round."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties

from matcher.domain import (
    Outcome,
    Progress,
    Round,
    day_words,
    month_period,
    month_words,
    silent,
)
from matcher.domain.handouts import mark_words
from matcher.errors import InputError
from matcher.export.columns import COMMUNITIES, IDLE, PROJECTS, UNITS, UNMET
from matcher.export.facts import CommunityRow, community_rows, idle_rows, unit_rows, unmet_rows
from matcher.export.files import save
from matcher.export.look import OFFICE_FONTS, Fonts, styled_workbook
from matcher.export.notes import write_notes
from matcher.export.overflow import write_overflow
from matcher.export.table import Column, Heading, Overflow, Value, write_table

MAKER = "三张清单对接助手"
"""The only name in a workbook's properties."""


_NO_MONTH = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class ListSheet:
    """One list of the workbook.

    Attributes:
        name: Of the sheet.
        title: After the month.
        columns: What it shows.
        rows: Makes its rows.
        frozen: Columns that stay in sight.
        total: Makes the values of a closing row, or ``None``.
        returns: Whether it may be filled in and come back.
    """

    name: str
    title: str
    columns: tuple[Column[Any], ...]
    rows: Callable[[Round, Outcome], Sequence[Any]]
    frozen: int
    total: Callable[[Sequence[Any]], tuple[Value, ...]] | None = None
    returns: bool = False


def _community_total(rows: Sequence[CommunityRow]) -> tuple[Value, ...]:
    every = CommunityRow(
        name="合计",
        needs=sum(row.needs for row in rows),
        met=sum(row.met for row in rows),
        urgent=sum(row.urgent for row in rows),
        urgent_met=sum(row.urgent_met for row in rows),
        closed=sum(row.closed for row in rows),
        people=sum(row.people for row in rows),
    )
    return tuple(column.value(every) for column in COMMUNITIES)


SHEETS: tuple[ListSheet, ...] = (
    ListSheet("项目服务清单", "项目服务清单", PROJECTS, lambda _, o: o.projects, 3, returns=True),
    ListSheet("未对接需求清单", "未对接需求清单", UNMET, unmet_rows, 3),
    ListSheet("闲置资源清单", "闲置资源清单", IDLE, idle_rows, 3),
    ListSheet("单位任务汇总", "成员单位任务汇总表", UNITS, unit_rows, 1),
    ListSheet(
        "社区汇总", "社区需求对接汇总表", COMMUNITIES, community_rows, 1, total=_community_total
    ),
)


def write_result(
    round_: Round,
    folder: Path,
    *,
    office: str = "",
    filled_on: date | None = None,
    fonts: Fonts = OFFICE_FONTS,
    batch: str = "",
    on_progress: Progress = silent,
) -> Path:
    """Write the result workbook and return where it is.

    Nothing that exists is overwritten: where the name is taken, the next free one is used.

    Args:
        round_: With an outcome.
        folder: Made when missing.
        office: 填报单位; empty = left to be written by hand.
        filled_on: 填报日期; ``None`` = left to be written by hand.
        fonts: Names and sizes.
        batch: Code by which the project list is known again when it comes back; empty = none.
        on_progress: Told sheet by sheet.

    Raises:
        CannotWrite: The file could not be written.
        InputError: The round has not been matched yet.
    """
    outcome = matched(round_)
    workbook = new_workbook(f"{month_words(round_.month)}项目服务清单", round_.month, fonts)
    overflow = Overflow()
    steps = len(SHEETS) + 2
    for done, spec in enumerate(SHEETS):
        on_progress(f"正在写{spec.name}", done, steps)
        rows = spec.rows(round_, outcome)
        write_table(
            workbook.create_sheet(spec.name),
            heading(
                f"{month_words(round_.month)}{spec.title}",
                office,
                filled_on,
                mark_words(batch) if spec.returns else "",
            ),
            spec.columns,
            rows,
            fonts=fonts,
            overflow=overflow,
            frozen=spec.frozen,
            total=spec.total(rows) if spec.total and rows else None,
        )
    on_progress("正在写说明", len(SHEETS), steps)
    write_notes(workbook.create_sheet("说明"), round_, outcome, fonts)
    write_overflow(workbook, overflow, fonts)
    on_progress("正在保存", len(SHEETS) + 1, steps)
    path = save(workbook, folder, f"{month_words(round_.month)}-项目服务清单.xlsx")
    on_progress("已写好", steps, steps)
    return path


def matched(round_: Round) -> Outcome:
    """The round's outcome, its projects as they came back where they did.

    Raises:
        InputError: The round has not been matched yet.
    """
    if round_.outcome is None:
        raise InputError("本月还没有对接方案", month_words(round_.month), "请先进行对接，再导出")
    return replace(round_.outcome, projects=round_.projects)


def new_workbook(title: str, month: str | None, fonts: Fonts) -> Workbook:
    """An empty workbook with our styles, whose properties name no person and no moment."""
    workbook = styled_workbook(fonts)
    first = month_period(month).first if month else _NO_MONTH
    moment = datetime(first.year, first.month, first.day)
    workbook.properties = DocumentProperties(
        creator=MAKER, lastModifiedBy=MAKER, title=title, created=moment, modified=moment
    )
    return workbook


def heading(title: str, office: str, filled_on: date | None, mark: str = "") -> Heading:
    """Title, 填报单位 (with the code of a list that may come back) and 填报日期 as the office writes them."""
    day = day_words(filled_on) if filled_on else "　　　年　　月　　日"
    left = f"填报单位：{office}　　　　{mark}" if mark else f"填报单位：{office}"
    return Heading(title, left, f"填报日期：{day}")
