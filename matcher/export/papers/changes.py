"""变动情况表: what differs from the project list handed out before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matcher.domain import Project
from matcher.domain.papers import PaperKind
from matcher.export.columns import planned, wan
from matcher.export.look import Style
from matcher.export.papers.layout import ListPaper
from matcher.export.papers.material import Material
from matcher.export.table import Column

ADDED, DROPPED, CHANGED = "新增", "取消", "调整"
_CENTRE = Style.CENTRE


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing that differs.

    Attributes:
        what: 新增, 取消 or 调整.
        project: As it is now; as it was where it was dropped.
        field: What of it, or empty.
        before: Its words then.
        after: Its words now.
    """

    what: str
    project: Project
    field: str = ""
    before: str = ""
    after: str = ""


_FIELDS = (
    ("项目名称", lambda p: p.title),
    ("牵头单位", lambda p: p.lead_unit),
    ("配合单位", lambda p: "、".join(p.coop_units)),
    ("服务内容", lambda p: p.content),
    ("计划时间", lambda p: planned(p).replace("\n", "，")),
    ("服务次数", lambda p: "" if p.times is None else str(p.times)),
    ("经费(万元)", lambda p: "" if p.budget_yuan is None else f"{wan(p.budget_yuan):g}"),
    ("资金来源", lambda p: p.fund_source),
    ("责任人", lambda p: p.leader),
)
"""What is compared; contacts are not, since a corrected phone is no change of the plan."""


def change_rows(material: Material, _subject: str = "") -> Sequence[ChangeRow]:
    """What differs: dropped, added, changed; nothing without a version before."""
    if material.previous is None:
        return ()
    before = {_key(project): project for project in material.previous.projects}
    now = {_key(project): project for project in material.outcome.projects}
    return [
        *(
            ChangeRow(DROPPED, item, "", item.lead_unit)
            for key, item in before.items()
            if key not in now
        ),
        *(
            ChangeRow(ADDED, item, "", "", item.lead_unit)
            for key, item in now.items()
            if key not in before
        ),
        *(row for key, item in now.items() if key in before for row in _changed(before[key], item)),
    ]


def _key(project: Project) -> tuple[str, ...]:
    """Projects are the same when they meet the same needs."""
    return project.need_ids or (project.id,)


def _changed(before: Project, now: Project) -> Iterator[ChangeRow]:
    for label, words in _FIELDS:
        was, becomes = words(before), words(now)
        if was != becomes:
            yield ChangeRow(CHANGED, now, label, was or "（空）", becomes or "（空）")


CHANGES: tuple[Column[ChangeRow], ...] = (
    Column("变动", 8, lambda r: r.what, _CENTRE),
    Column("项目编号", 16.5, lambda r: r.project.id, _CENTRE),
    Column("所属社区", 12, lambda r: r.project.community, _CENTRE),
    Column("项目名称", 28, lambda r: r.project.title),
    Column("变动内容", 14, lambda r: r.field or "牵头单位", _CENTRE),
    Column("上一版", 38, lambda r: r.before),
    Column("本版", 38, lambda r: r.after),
)


PAPER = ListPaper(
    kind=PaperKind.CHANGES,
    sheet="变动情况",
    title="{month}项目服务清单变动情况表",
    columns=CHANGES,
    rows=change_rows,
    left="{version}",
    empty="（没有变动）",
)
