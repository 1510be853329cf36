"""满意度评价表: the needing side rates each project of its community."""

from collections.abc import Sequence

from matcher.domain import Project, by_name
from matcher.domain.papers import PaperKind
from matcher.export.columns import planned
from matcher.export.facts import NOWHERE
from matcher.export.look import Style
from matcher.export.papers.layout import ListPaper
from matcher.export.papers.material import Material
from matcher.export.table import Column

RATINGS = ("满意", "基本满意", "不满意")
DONE = ("已完成", "部分完成", "未完成")


def communities(material: Material) -> tuple[str, ...]:
    """Every community with a project, by name."""
    names = {project.community for project in material.outcome.projects}
    return tuple(name or NOWHERE for name in sorted(names, key=by_name))


def _rows(material: Material, community: str) -> Sequence[Project]:
    return [p for p in material.outcome.projects if (p.community or NOWHERE) == community]


_CENTRE = Style.CENTRE

RATED: tuple[Column[Project], ...] = (
    Column("项目编号", 16.5, lambda p: p.id, _CENTRE),
    Column("项目名称", 24, lambda p: p.title),
    Column("服务内容", 36, lambda p: p.content),
    Column("牵头单位", 16, lambda p: p.lead_unit, _CENTRE),
    Column("计划时间", 14, planned, _CENTRE),
    Column("完成情况", 10, lambda _: None, _CENTRE, choices=DONE),
    Column("完成日期", 11, lambda _: None, _CENTRE),
    Column("满意度", 10, lambda _: None, _CENTRE, choices=RATINGS),
    Column("意见建议", 24, lambda _: None),
    Column("评价人", 10, lambda _: None, _CENTRE),
)

PAPER = ListPaper(
    kind=PaperKind.RATING,
    sheet="满意度评价表",
    title="{month}服务项目满意度评价表",
    columns=RATED,
    rows=_rows,
    subjects=communities,
    left="社区：{subject}",
    right="评价日期：{day}",
    signature="评价代表签字：　　　　　　　　　　　　　　　　社区负责人签字（盖章）：　　　　　　　　　　年　　月　　日",
)
