"""需求清单: every need of the month and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.domain import (
    CountedUrgency,
    Need,
    NeedStatus,
    Project,
    Unmet,
    by_name,
    counted_urgencies,
)
from matcher.domain.papers import PaperKind
from matcher.export.columns import amount, wan
from matcher.export.look import WIDE_PAGE, Style
from matcher.export.papers.layout import ListPaper
from matcher.export.papers.material import Material
from matcher.export.table import Column, Value

_CENTRE = Style.CENTRE


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need with its project, or why it has none, and how urgent it counts."""

    need: Need
    project: Project | None
    unmet: Unmet | None
    urgency: CountedUrgency

    @property
    def result(self) -> str:
        """已对接 with the project's number, or why not."""
        if self.project is not None:
            return f"已对接\n{self.project.id}"
        if self.need.status is not NeedStatus.OPEN:
            return self.need.status.label
        return f"未对接\n{self.unmet.reason.label}" if self.unmet else "未对接"


def need_rows(material: Material, _subject: str = "") -> Sequence[NeedRow]:
    """Every need, by community and id."""
    projects = {key: item for item in material.outcome.projects for key in item.need_ids}
    unmet = {item.need: item for item in material.outcome.unmet}
    needs = sorted(material.round.lists.needs, key=lambda need: (by_name(need.community), need.id))
    counted = counted_urgencies(material.round)
    return [
        NeedRow(need, projects.get(need.id), unmet.get(need.id), counted[need.id]) for need in needs
    ]


def merged_words(row: NeedRow) -> Value:
    """How many rows were merged into it."""
    return f"含合并{len(row.need.merged)}条" if row.need.merged else None


NEEDS: tuple[Column[NeedRow], ...] = (
    Column("需求编号", 14, lambda r: r.need.id, _CENTRE),
    Column("所属社区", 9, lambda r: r.need.community, _CENTRE),
    Column("需求单位(人)", 11, lambda r: r.need.applicant, _CENTRE),
    Column("需求名称", 17, lambda r: r.need.title),
    Column("具体内容", 30, lambda r: r.need.detail),
    Column("需求类别", 11, lambda r: r.need.category_text, _CENTRE),
    Column("服务对象", 8, lambda r: "、".join(r.need.population), _CENTRE),
    Column("受益\n人数", 7.5, lambda r: amount(r.need.beneficiaries), _CENTRE),
    Column("需求\n数量", 7.5, lambda r: amount(r.need.quantity), _CENTRE),
    Column("紧急\n程度", 7, lambda r: r.urgency.beside(r.need.urgency_words), _CENTRE),
    Column("期望时间", 11, lambda r: r.need.time_words, _CENTRE),
    Column("经费\n(万元)", 7.5, lambda r: wan(r.need.budget_yuan), _CENTRE),
    Column("联系人", 8, lambda r: r.need.contact, _CENTRE, private=True),
    Column("联系电话", 13, lambda r: "\n".join(r.need.phones), _CENTRE, private=True),
    Column("已等待\n(月)", 7, lambda r: r.need.months_waited or None, _CENTRE),
    Column("办理结果", 14, lambda r: r.result, _CENTRE),
    Column("备注", 11, lambda r: r.need.remark or merged_words(r)),
)

PAPER = ListPaper(
    kind=PaperKind.NEEDS,
    sheet="需求清单",
    title="{month}需求清单",
    columns=NEEDS,
    rows=need_rows,
    frozen=4,
    page=WIDE_PAGE,
)
