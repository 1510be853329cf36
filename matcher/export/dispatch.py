"""任务派单: one workbook for each unit with its projects, contacts, dates and a slip to answer on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from matcher.domain import (
    Outcome,
    Progress,
    Project,
    Round,
    by_name,
    day_words,
    month_words,
    silent,
)
from matcher.export.columns import planned, wan
from matcher.export.look import OFFICE_FONTS, Fonts, Style
from matcher.export.result import matched
from matcher.export.single import write_single
from matcher.export.table import Column, Heading
from matcher.export.texts import file_stem

ANSWERS = ("接单", "婉拒", "需协商")
SIGNATURE = "单位意见：　　　　　　　　　　　　　　　　　　单位负责人签字（盖章）：　　　　　　　　　　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class Task:
    """A project as one of its units sees it."""

    project: Project
    leads: bool

    @property
    def partners(self) -> tuple[str, ...]:
        """The other units: cooperating ones for the leader, the leader for the others."""
        return self.project.coop_units if self.leads else (f"牵头：{self.project.lead_unit}",)


_CENTRE = Style.CENTRE

TASKS: tuple[Column[Task], ...] = (
    Column("项目编号", 14, lambda t: t.project.id, _CENTRE),
    Column("所属社区", 9, lambda t: t.project.community, _CENTRE),
    Column("项目名称", 18, lambda t: t.project.title),
    Column("本单位角色", 7, lambda t: "牵头" if t.leads else "配合", _CENTRE),
    Column("服务内容", 32, lambda t: t.project.content),
    Column("服务对象", 9, lambda t: t.project.population, _CENTRE),
    Column("合作单位", 14, lambda t: "\n".join(t.partners), _CENTRE),
    Column("社区对接人", 12.5, lambda t: t.project.community_contact, _CENTRE),
    Column("计划时间", 13, lambda t: planned(t.project), _CENTRE),
    Column("服务\n次数", 6, lambda t: t.project.times, _CENTRE),
    Column("经费\n(万元)", 8.5, lambda t: wan(t.project.budget_yuan), _CENTRE),
    Column("接单意见", 9, lambda _: None, _CENTRE, choices=ANSWERS),
    Column("责任人", 10, lambda _: None, _CENTRE),
    Column("完成日期", 11, lambda _: None, _CENTRE),
    Column("反馈说明", 16, lambda _: None),
)


def write_dispatches(
    round_: Round,
    folder: Path,
    *,
    office: str = "",
    filled_on: date | None = None,
    fonts: Fonts = OFFICE_FONTS,
    on_progress: Progress = silent,
) -> tuple[Path, ...]:
    """Write one workbook for each unit that has a project; return where they are, by unit name.

    Args:
        round_: With an outcome.
        folder: Made when missing.
        office: Who hands the tasks out; empty = left to be written by hand.
        filled_on: When; ``None`` = left to be written by hand.
        fonts: Names and sizes.
        on_progress: Told unit by unit.

    Raises:
        CannotWrite: A file could not be written.
        InputError: The round has not been matched yet.
    """
    outcome = matched(round_)
    units = units_with_tasks(outcome)
    paths: list[Path] = []
    for done, unit in enumerate(units):
        on_progress(f"正在写{unit}的任务派单", done, len(units))
        tasks = tuple(tasks_of(unit, outcome))
        paths.append(_write(unit, tasks, round_.month, folder, _line(office, filled_on), fonts))
    on_progress("已写好", len(units), len(units))
    return tuple(paths)


def units_with_tasks(outcome: Outcome) -> tuple[str, ...]:
    """Every unit that leads or cooperates, by name."""
    units = {unit for item in outcome.projects for unit in (item.lead_unit, *item.coop_units)}
    return tuple(sorted(units - {""}, key=by_name))


def tasks_of(unit: str, outcome: Outcome) -> Iterator[Task]:
    """The projects of a unit, those it leads first."""
    yield from (Task(item, True) for item in outcome.projects if item.lead_unit == unit)
    yield from (Task(item, False) for item in outcome.projects if unit in item.coop_units)


def _line(office: str, filled_on: date | None) -> tuple[str, str]:
    day = day_words(filled_on) if filled_on else "　　　年　　月　　日"
    return f"派单单位：{office}", f"派单日期：{day}"


def _write(
    unit: str,
    tasks: tuple[Task, ...],
    month: str,
    folder: Path,
    line: tuple[str, str],
    fonts: Fonts,
) -> Path:
    title = f"{month_words(month)}任务派单"
    return write_single(
        folder,
        f"{month_words(month)}-任务派单-{file_stem(unit)}.xlsx",
        "任务派单",
        Heading(title, f"{line[0]}　　　　接单单位：{unit}", line[1]),
        TASKS,
        tasks,
        month=month,
        fonts=fonts,
        signature=SIGNATURE,
    )
