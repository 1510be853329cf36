"""The project service list."""

from dataclasses import dataclass

from matcher.domain import Project, Round
from ui.tables import Column
from ui.wording import money


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project and whether this plan proposes it or a list brought it."""

    project: Project
    planned: bool

    @property
    def key(self) -> str:
        """Tells rows apart even when an imported list uses the same number."""
        return self.project.id if not self.planned else f"plan:{self.project.id}"


def project_rows(round_: Round) -> tuple[ProjectRow, ...]:
    """The plan's projects, each as it came back where it did, then the imported ones."""
    planned = round_.projects
    known = {(one.id, one.need_ids) for one in planned}
    others = (one for one in round_.lists.projects if (one.id, one.need_ids) not in known)
    rows = [ProjectRow(project, planned=True) for project in planned]
    return (*rows, *(ProjectRow(project, planned=False) for project in others))


PROJECTS: tuple[Column[ProjectRow], ...] = (
    Column("id", "项目编号", lambda row: row.project.id, 130),
    Column("title", "项目名称", lambda row: row.project.title, 220),
    Column("community", "社区", lambda row: row.project.community, 100, facet=True),
    Column("lead", "牵头单位", lambda row: row.project.lead_unit, 180, facet=True),
    Column("coop", "配合单位", lambda row: "、".join(row.project.coop_units), 180),
    Column("content", "服务内容", lambda row: row.project.content, 220),
    Column("population", "服务对象", lambda row: row.project.population, 100),
    Column(
        "beneficiaries",
        "受益人数",
        lambda row: "" if row.project.beneficiaries is None else str(row.project.beneficiaries),
        84,
        sort=lambda row: row.project.beneficiaries,
        right=True,
    ),
    Column(
        "times",
        "次数",
        lambda row: "" if row.project.times is None else str(row.project.times),
        64,
        sort=lambda row: row.project.times,
        right=True,
    ),
    Column("time_words", "时间", lambda row: row.project.time_words, 140),
    Column(
        "end",
        "完成时限",
        lambda row: row.project.planned_end.isoformat() if row.project.planned_end else "",
        104,
        sort=lambda row: row.project.planned_end,
    ),
    Column(
        "budget",
        "经费",
        lambda row: money(row.project.budget_yuan),
        90,
        sort=lambda row: row.project.budget_yuan,
        right=True,
    ),
    Column("leader", "责任人", lambda row: row.project.leader, 90),
    Column("contact", "社区对接人", lambda row: row.project.community_contact, 140),
    Column("unit_contact", "单位联络员", lambda row: row.project.unit_contact, 140),
    Column("status", "进展", lambda row: row.project.status, 90),
    Column("source", "来源", lambda row: "本轮方案" if row.planned else "导入", 90, facet=True),
)
