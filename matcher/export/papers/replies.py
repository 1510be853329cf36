"""社区回告单: what became of every one of a community's needs.

A row that was merged into another gets its own line, so that everybody who asked is answered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from matcher.domain import Need, Outcome, Project, Round, Unmet, by_name
from matcher.domain.papers import PaperKind
from matcher.export.columns import planned
from matcher.export.facts import NOWHERE
from matcher.export.look import Style
from matcher.export.papers.layout import ListPaper
from matcher.export.papers.material import Material
from matcher.export.table import Column

MET, LEFT = "已对接", "未对接"
REPLIED = ("已回告", "未回告", "联系不上")


@dataclass(frozen=True, slots=True)
class Reply:
    """What one asker is told.

    Attributes:
        need: The need itself, or the one it was merged into.
        asker: Who asked.
        words: What was asked, in the asker's own row.
        merged: Whether the asker's row was merged into ``need``.
        project: The project that meets it, or ``None``.
        unmet: Why there is none, or ``None``.
    """

    need: Need
    asker: str
    words: str
    merged: bool
    project: Project | None
    unmet: Unmet | None

    @property
    def result(self) -> str:
        """已对接, or why not."""
        if self.project is not None:
            return MET
        return f"{LEFT}：{self.unmet.reason.label}" if self.unmet else LEFT

    @property
    def explanation(self) -> str:
        """What will be done, or what stands against it and where it goes next."""
        note = f"与同类需求合并办理（{self.need.id}）。" if self.merged else ""
        if self.project is not None:
            return note + self.project.content
        if self.unmet is None:
            return note
        return f"{note}{self.unmet.detail.rstrip('。')}。下一步：{self.unmet.route.label}。"


def communities(round_: Round) -> tuple[str, ...]:
    """Every community that has needs, by name; a blank one has a name of its own."""
    names = sorted({need.community for need in round_.lists.needs}, key=by_name)
    return tuple(name or NOWHERE for name in names)


def replies_of(community: str, round_: Round, outcome: Outcome) -> Iterator[Reply]:
    """Every asker of a community, need by need; merged rows follow the need they were merged into."""
    projects = {key: project for project in outcome.projects for key in project.need_ids}
    unmet = {item.need: item for item in outcome.unmet}
    for need in sorted(round_.lists.needs, key=lambda need: need.id):
        if (need.community or NOWHERE) == community:
            yield from _askers(need, projects, unmet)


def _askers(
    need: Need, projects: Mapping[str, Project], unmet: Mapping[str, Unmet]
) -> Iterator[Reply]:
    project, reason = projects.get(need.id), unmet.get(need.id)
    yield Reply(need, need.applicant, need.title, False, project, reason)
    for child in need.merged:
        words = dict(child.raw).get("title") or need.title
        yield Reply(need, child.applicant, words, True, project, reason)


def _rows(material: Material, community: str) -> tuple[Reply, ...]:
    return tuple(replies_of(community, material.round, material.outcome))


_CENTRE = Style.CENTRE

REPLIES: tuple[Column[Reply], ...] = (
    Column("需求编号", 14, lambda r: r.need.id, _CENTRE),
    Column("需求名称", 22, lambda r: r.words),
    Column("提出人", 13, lambda r: r.asker, _CENTRE),
    Column("办理结果", 14, lambda r: r.result, _CENTRE),
    Column("情况说明", 46, lambda r: r.explanation),
    Column("承接单位", 16, lambda r: r.project.lead_unit if r.project else None, _CENTRE),
    Column(
        "单位联络员",
        14,
        lambda r: r.project.unit_contact if r.project else None,
        _CENTRE,
        private=True,
    ),
    Column("计划时间", 14, lambda r: planned(r.project) if r.project else None, _CENTRE),
    Column("回告情况", 9, lambda _: None, _CENTRE, choices=REPLIED),
    Column("回告日期", 11, lambda _: None, _CENTRE),
    Column("备注", 13, lambda _: None),
)

PAPER = ListPaper(
    kind=PaperKind.REPLY,
    sheet="社区回告单",
    title="{month}社区回告单",
    columns=REPLIES,
    rows=_rows,
    subjects=lambda material: communities(material.round),
    left="回告单位：{office}　　　　社区：{subject}",
    right="日期：{day}",
    signature="回告人：　　　　　　　　　　审核人：　　　　　　　　　　社区负责人签字（盖章）：",
)
