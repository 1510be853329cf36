"""公示表: the project list as it may be posted, in a file of its own that holds nothing else.

What is not to be seen is never written: no contacts, no remarks, no sums; texts come already scrubbed.
"""

from collections.abc import Sequence

from matcher.domain import Project
from matcher.domain.papers import PaperKind
from matcher.export.columns import planned
from matcher.export.look import Style
from matcher.export.papers.layout import ListPaper
from matcher.export.papers.material import Material
from matcher.export.seen import LEAST_GROUP
from matcher.export.table import Column, Value


def people_words(project: Project) -> Value:
    """How many it reaches; a group too small to be told has no number here any more."""
    return project.beneficiaries


_CENTRE = Style.CENTRE

NOTICES: tuple[Column[Project], ...] = (
    Column("项目编号", 16.5, lambda p: p.id, _CENTRE),
    Column("所属社区", 12, lambda p: p.community, _CENTRE),
    Column("项目名称", 26, lambda p: p.title),
    Column("服务内容", 46, lambda p: p.content),
    Column("服务对象", 12, lambda p: p.population, _CENTRE),
    Column("受益人数", 10, people_words, _CENTRE),
    Column("牵头单位", 18, lambda p: p.lead_unit, _CENTRE),
    Column("配合单位", 18, lambda p: "\n".join(p.coop_units), _CENTRE),
    Column("计划时间", 18, planned, _CENTRE),
)


def _rows(material: Material, _subject: str) -> Sequence[Project]:
    return material.outcome.projects


PAPER = ListPaper(
    kind=PaperKind.NOTICE,
    sheet="公示表",
    title="{month}项目服务清单公示表",
    columns=NOTICES,
    rows=_rows,
    left="公示单位：{office}",
    right="公示日期：{day}",
    signature=(
        "公示时间：　　年　　月　　日至　　年　　月　　日。对以上项目有异议的，请在公示期内以书面形式实名反映。\n"
        "受理单位：{office}　　联系电话：{phone}　　地址：{address}\n"
        f"注：不足{LEAST_GROUP}人的受益人数不公布。"
    ),
)
