"""Lists as plain tables (CSV), made so that no spreadsheet program takes a text for a formula."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from matcher.domain import Unit
from matcher.domain.papers import CsvEncoding
from matcher.export.columns import COMMUNITIES, IDLE, UNITS, UNMET
from matcher.export.facts import community_rows, idle_rows, unit_rows, unmet_rows
from matcher.export.look import Style
from matcher.export.papers.changes import CHANGES, change_rows
from matcher.export.papers.material import Material
from matcher.export.papers.needs import NEEDS, need_rows
from matcher.export.papers.projects import PROJECTS, project_rows
from matcher.export.papers.resources import RESOURCES, resource_rows
from matcher.export.table import Column, Value
from matcher.export.texts import clean

_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet program would work out."""


@dataclass(frozen=True, slots=True)
class PlainList:
    """A list that is written as it is."""

    name: str
    columns: tuple[Column[Any], ...]
    rows: Callable[[Material], Sequence[Any]]


MEMBERS: tuple[Column[Unit], ...] = (
    Column("单位名称", 22, lambda u: u.name),
    Column("简称/别名", 16, lambda u: "、".join(u.aliases)),
    Column("单位性质", 10, lambda u: u.unit_type, Style.CENTRE),
    Column("结对社区", 16, lambda u: "、".join(u.communities)),
    Column("兼职委员", 10, lambda u: u.part_time_member, private=True),
    Column("联络员", 10, lambda u: u.contact, private=True),
    Column("联系电话", 13, lambda u: "、".join(u.phones), private=True),
    Column("年度承诺项数", 10, lambda u: u.annual_commitment),
    Column("每轮上限", 8, lambda u: u.round_cap),
    Column("加入日期", 12, lambda u: str(u.joined_on) if u.joined_on else None),
    Column("状态", 8, lambda u: "在册" if u.active else "退出"),
    Column("备注", 16, lambda u: u.remark),
)

LISTS: tuple[PlainList, ...] = (
    PlainList("需求清单", NEEDS, need_rows),
    PlainList("资源清单", RESOURCES, resource_rows),
    PlainList("成员单位清单", MEMBERS, lambda m: m.round.lists.units),
    PlainList("项目服务清单", PROJECTS, project_rows),
    PlainList("未对接需求清单", UNMET, lambda m: unmet_rows(m.round, m.outcome)),
    PlainList("闲置资源清单", IDLE, lambda m: idle_rows(m.round, m.outcome)),
    PlainList("单位任务汇总", UNITS, lambda m: unit_rows(m.round, m.outcome)),
    PlainList("社区汇总", COMMUNITIES, lambda m: community_rows(m.round, m.outcome)),
    PlainList("变动情况", CHANGES, change_rows),
)


def csv_bytes(plain: PlainList, material: Material, encoding: CsvEncoding) -> bytes:
    """The list with its header line; lines end as RFC 4180 has it."""
    columns = [column for column in plain.columns if not (material.public and column.private)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.header.replace("\n", "") for column in columns])
    for row in plain.rows(material):
        writer.writerow([plain_value(column.value(row)) for column in columns])
    return text.getvalue().encode(encoding.value, "replace")


def plain_value(value: Value) -> Value:
    """A value that stays what it is; a text that begins like a formula gets ``'`` before it."""
    if isinstance(value, float):
        return round(value, 6)
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if text.startswith(_FORMULA_LIKE) else text
