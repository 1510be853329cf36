"""资源清单: every resource of the month and whether the plan uses it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.domain import Resource, by_name
from matcher.domain.papers import PaperKind
from matcher.export.columns import amount, wan
from matcher.export.look import WIDE_PAGE, Style
from matcher.export.papers.layout import ListPaper
from matcher.export.papers.material import Material
from matcher.export.table import Column

_CENTRE = Style.CENTRE


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """A resource and for how many needs the plan uses it."""

    resource: Resource
    needs: int

    @property
    def used(self) -> str:
        """已安排N项, 闲置 or 已撤回."""
        if self.needs:
            return f"已安排{self.needs}项"
        return "已撤回" if self.resource.withdrawn else "闲置"


def resource_rows(material: Material, _subject: str = "") -> Sequence[ResourceRow]:
    """Every resource, by unit and id."""
    pairs = {(item.resource, item.need) for item in material.outcome.plan.assignments}
    used = Counter(resource for resource, _ in pairs)
    every = sorted(material.round.lists.resources, key=lambda item: (by_name(item.unit), item.id))
    return [ResourceRow(item, used[item.id]) for item in every]


def times_words(row: ResourceRow) -> str:
    """Frequency and total, as far as told."""
    resource = row.resource
    told = (amount(resource.capacity_per_round), amount(resource.capacity_total))
    return "，共".join(part for part in told if part)


RESOURCES: tuple[Column[ResourceRow], ...] = (
    Column("资源编号", 16.5, lambda r: r.resource.id, _CENTRE),
    Column("资源单位", 15, lambda r: r.resource.unit, _CENTRE),
    Column("单位性质", 8, lambda r: r.resource.unit_type, _CENTRE),
    Column("资源名称", 17, lambda r: r.resource.title),
    Column("资源内容", 28, lambda r: r.resource.detail),
    Column("服务领域", 11, lambda r: r.resource.category_text, _CENTRE),
    Column("资源\n形式", 7, lambda r: "、".join(f.label for f in r.resource.forms), _CENTRE),
    Column("服务范围", 11, lambda r: "、".join(r.resource.scope) or "全街道", _CENTRE),
    Column("可服务\n次数", 9, times_words, _CENTRE),
    Column("每次\n人数", 7, lambda r: amount(r.resource.people_per_time), _CENTRE),
    Column("可用时段", 13, lambda r: r.resource.time_words, _CENTRE),
    Column("额度\n(万元)", 7.5, lambda r: wan(r.resource.amount_yuan), _CENTRE),
    Column("资质和使用条件", 15, lambda r: _conditions(r)),
    Column("联系人", 8, lambda r: r.resource.contact, _CENTRE, private=True),
    Column("联系电话", 13, lambda r: "\n".join(r.resource.phones), _CENTRE, private=True),
    Column("使用情况", 10, lambda r: r.used, _CENTRE),
    Column("备注", 10, lambda r: r.resource.remark),
)


def _conditions(row: ResourceRow) -> str:
    resource = row.resource
    return "；".join(
        part for part in ("、".join(resource.qualifications), resource.conditions) if part
    )


PAPER = ListPaper(
    kind=PaperKind.RESOURCES,
    sheet="资源清单",
    title="{month}资源清单",
    columns=RESOURCES,
    rows=resource_rows,
    frozen=4,
    page=WIDE_PAGE,
)
