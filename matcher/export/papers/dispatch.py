"""任务派单: one for each unit with its projects, contacts, dates and a slip to answer on."""

from collections.abc import Iterator
from dataclasses import dataclass

from matcher.domain import Outcome, Project, by_name
from matcher.domain.papers import PaperKind
from matcher.export.columns import planned, wan
from matcher.export.look import Style
from matcher.export.papers.layout import ListPaper
from matcher.export.papers.material import Material
from matcher.export.table import Column

ANSWERS = ("接单", "婉拒", "需协商")


@dataclass(frozen=True, slots=True)
class Task:
    """A project as one of its units sees it."""

    project: Project
    leads: bool

    @property
    def partners(self) -> tuple[str, ...]:
        """The other units: cooperating ones for the leader, the leader for the others."""
        return self.project.coop_units if self.leads else (f"牵头：{self.project.lead_unit}",)


def units_with_tasks(outcome: Outcome) -> tuple[str, ...]:
    """Every unit that leads or cooperates, by name."""
    units = {unit for item in outcome.projects for unit in (item.lead_unit, *item.coop_units)}
    return tuple(sorted(units - {""}, key=by_name))


def tasks_of(unit: str, outcome: Outcome) -> Iterator[Task]:
    """The projects of a unit, those it leads first."""
    yield from (Task(item, True) for item in outcome.projects if item.lead_unit == unit)
    yield from (Task(item, False) for item in outcome.projects if unit in item.coop_units)


def _rows(material: Material, unit: str) -> tuple[Task, ...]:
    return tuple(tasks_of(unit, material.outcome))


_CENTRE = Style.CENTRE

TASKS: tuple[Column[Task], ...] = (
    Column("项目编号", 16.5, lambda t: t.project.id, _CENTRE),
    Column("所属社区", 9, lambda t: t.project.community, _CENTRE),
    Column("项目名称", 18, lambda t: t.project.title),
    Column("本单位\n角色", 7, lambda t: "牵头" if t.leads else "配合", _CENTRE),
    Column("服务内容", 32, lambda t: t.project.content),
    Column("服务对象", 9, lambda t: t.project.population, _CENTRE),
    Column("合作单位", 14, lambda t: "\n".join(t.partners), _CENTRE),
    Column("社区对接人", 13, lambda t: t.project.community_contact, _CENTRE, private=True),
    Column("计划时间", 13, lambda t: planned(t.project), _CENTRE),
    Column("服务\n次数", 6, lambda t: t.project.times, _CENTRE),
    Column("经费\n(万元)", 8.5, lambda t: wan(t.project.budget_yuan), _CENTRE),
    Column("接单意见", 9, lambda _: None, _CENTRE, choices=ANSWERS),
    Column("责任人", 10, lambda _: None, _CENTRE),
    Column("完成日期", 11, lambda _: None, _CENTRE),
    Column("反馈说明", 16, lambda _: None),
)

PAPER = ListPaper(
    kind=PaperKind.DISPATCH,
    sheet="任务派单",
    title="{month}任务派单",
    columns=TASKS,
    rows=_rows,
    subjects=lambda material: units_with_tasks(material.outcome),
    left="派单单位：{office}　　　　接单单位：{subject}",
    right="派单日期：{day}",
    signature=(
        "回执：请填写接单意见、责任人、完成日期和反馈说明，签字盖章后交回{office}。\n"
        "单位负责人签字（盖章）：　　　　　　　　　　　　　　　　　　　　　　年　　月　　日"
    ),
    one_page=True,
)
