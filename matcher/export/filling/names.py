"""What placeholders can name: facts of the month, and the columns of our own lists."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matcher.domain import day_words
from matcher.export.papers import agenda, dispatch, needs, notice, projects, replies, resources
from matcher.export.papers.layout import ListPaper
from matcher.export.papers.material import Material
from matcher.export.table import Value

NUMBER = "序号"
"""Every list can be numbered."""

_LISTS: Mapping[str, ListPaper] = {
    "项目": projects.PAPER,
    "需求": needs.PAPER,
    "资源": resources.PAPER,
    "未对接": projects.UNMET_PAPER,
    "闲置": projects.IDLE_PAPER,
    "公示": notice.PAPER,
    "议程": agenda.PAPER,
    "派单": dispatch.PAPER,
    "回告": replies.PAPER,
}
"""Name before the dot → the list whose rows it repeats for."""

FACTS: Mapping[str, Callable[[Material], Value]] = {
    "月份": lambda m: m.month,
    "填报单位": lambda m: m.office.name,
    "联系电话": lambda m: m.office.phone,
    "单位地址": lambda m: m.office.address,
    "联系人": lambda m: "" if m.public else m.office.contact,
    "日期": lambda m: day_words(m.day) if m.day else "　　　年　　月　　日",
    "会议时间": lambda m: m.office.meeting_time,
    "会议地点": lambda m: m.office.place,
    "主持人": lambda m: m.office.chair,
    "记录人": lambda m: m.office.recorder,
    "参会人员": lambda m: "" if m.public else m.office.present,
    "缺席人员": lambda m: "" if m.public else m.office.absent,
    "项目数": lambda m: len(m.outcome.projects),
    "需求数": lambda m: len(m.round.lists.needs),
    "资源数": lambda m: len(m.round.lists.resources),
    "未对接数": lambda m: len(m.outcome.unmet),
    "闲置数": lambda m: len(m.outcome.idle),
}
"""Name → what it stands for."""

SUBJECT = "接收单位"
"""Whom a divided list is for: the unit of a 派单, the community of a 回告."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a list by the name a placeholder gives it."""

    name: str
    value: Callable[[Any], Value]
    private: bool


def plain(header: str) -> str:
    """A heading as a placeholder names it: on one line, without what stands in brackets."""
    return header.replace("\n", "").split("(")[0].split("（")[0]


def fields_of(name: str) -> tuple[Field, ...]:
    """The columns of a list; ids with their check character."""
    paper = _LISTS[name]
    checked = {column.header: column.value for column in paper.shown(public=False)}
    return tuple(
        Field(plain(column.header), checked[column.header], column.private)
        for column in paper.columns
    )


def list_names() -> tuple[str, ...]:
    """The lists that can be named."""
    return tuple(_LISTS)


def known_names() -> tuple[str, ...]:
    """Everything a placeholder can say."""
    columns = (
        f"{name}.{field}"
        for name in _LISTS
        for field in (NUMBER, *(one.name for one in fields_of(name)))
    )
    return (*FACTS, SUBJECT, *columns)


def subjects_of(names: Sequence[str], material: Material) -> tuple[str, ...]:
    """Whom a file is written for, one each; one empty name when the lists are not divided."""
    for name in names:
        subjects = _LISTS[name].subjects(material)
        if subjects != ("",):
            return subjects
    return ("",)


def is_divided(name: str) -> bool:
    """Whether a list is written once for each unit or community."""
    return name in ("派单", "回告")


def fact_values(material: Material, subject: str) -> dict[str, Value]:
    """Every fact by its name."""
    return {name: value(material) for name, value in FACTS.items()} | {SUBJECT: subject}


def row_values(name: str, material: Material, subject: str) -> list[dict[str, Value]]:
    """The rows of a list, each by full name (``项目.项目名称``); what may not be seen is blank."""
    fields = fields_of(name)
    return [
        {f"{name}.{NUMBER}": number}
        | {
            f"{name}.{field.name}": None if material.public and field.private else field.value(row)
            for field in fields
        }
        for number, row in enumerate(_LISTS[name].rows(material, subject), 1)
    ]
