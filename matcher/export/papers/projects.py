"""项目服务清单 with backups, and the lists of what was left over."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.domain import Project
from matcher.domain.papers import PaperKind
from matcher.export.columns import IDLE, PROJECT_STATES, UNMET, planned, wan
from matcher.export.facts import idle_rows, unmet_rows
from matcher.export.look import WIDE_PAGE, Style
from matcher.export.papers.layout import ListPaper
from matcher.export.papers.material import Material
from matcher.export.table import Column

_CENTRE = Style.CENTRE
NO_BACKUP = "无备选"


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project, what needs it meets and who could step in.

    Attributes:
        project: The project.
        needs: Number and title of each need it meets, one a line.
        backup: Units that could step in, or that there are none.
    """

    project: Project
    needs: str
    backup: str


def project_rows(material: Material, _subject: str = "") -> Sequence[ProjectRow]:
    """Every project, in the order of the list."""
    titles = {need.id: need.title for need in material.round.lists.needs}
    return [
        ProjectRow(project, _needs(project, titles), backup_words(material, project))
        for project in material.outcome.projects
    ]


def backup_words(material: Material, project: Project) -> str:
    """Units that could step in for a project; empty when nothing is known of it."""
    known = {item.need: item for item in material.outcome.backups}
    found = [known[need] for need in project.need_ids if need in known]
    units = dict.fromkeys(unit for item in found for unit in item.units)
    if units:
        return "、".join(units)
    return NO_BACKUP if found else ""


def _needs(project: Project, titles: dict[str, str]) -> str:
    """The ids; a need's title only where it differs from the project's."""
    lines = []
    for key in project.need_ids:
        title = titles.get(key, "")
        lines.append(key if title in ("", project.title) else f"{key} {title}")
    return "\n".join(lines)


PROJECTS: tuple[Column[ProjectRow], ...] = (
    Column("项目编号", 16.5, lambda r: r.project.id, _CENTRE),
    Column("所属社区", 8.5, lambda r: r.project.community, _CENTRE),
    Column("项目名称", 15, lambda r: r.project.title),
    Column("对应需求", 13, lambda r: r.needs, _CENTRE),
    Column("服务内容", 29, lambda r: r.project.content),
    Column("服务对象", 7.5, lambda r: r.project.population, _CENTRE),
    Column("受益\n人数", 6, lambda r: r.project.beneficiaries, _CENTRE),
    Column("牵头单位", 11, lambda r: r.project.lead_unit, _CENTRE),
    Column("配合单位", 11, lambda r: "\n".join(r.project.coop_units), _CENTRE),
    Column("责任人", 8, lambda r: r.project.leader, _CENTRE, private=True),
    Column("社区对接人", 13, lambda r: r.project.community_contact, _CENTRE, private=True),
    Column("单位联络员", 13, lambda r: r.project.unit_contact, _CENTRE, private=True),
    Column("计划时间", 12.5, lambda r: planned(r.project), _CENTRE),
    Column("服务\n次数", 5.5, lambda r: r.project.times, _CENTRE),
    Column("经费\n(万元)", 7.5, lambda r: wan(r.project.budget_yuan), _CENTRE),
    Column("资金来源", 8, lambda r: r.project.fund_source, _CENTRE),
    Column("进展\n情况", 7, lambda r: r.project.status, _CENTRE, choices=PROJECT_STATES),
    Column("备选单位", 11, lambda r: r.backup, _CENTRE),
    Column("备注", 10, lambda r: r.project.remark),
)

PAPER = ListPaper(
    kind=PaperKind.PROJECTS,
    sheet="项目服务清单",
    title="{month}项目服务清单",
    columns=PROJECTS,
    rows=project_rows,
    frozen=3,
    page=WIDE_PAGE,
)
UNMET_PAPER = ListPaper(
    kind=PaperKind.UNMET,
    sheet="未对接需求清单",
    title="{month}未对接需求清单",
    columns=UNMET,
    rows=lambda material, _: unmet_rows(material.round, material.outcome),
    frozen=3,
)
IDLE_PAPER = ListPaper(
    kind=PaperKind.IDLE,
    sheet="闲置资源清单",
    title="{month}闲置资源清单",
    columns=IDLE,
    rows=lambda material, _: idle_rows(material.round, material.outcome),
    frozen=3,
)
