"""What every sheet shows: one tuple of columns per sheet. A new column is one more line here."""

from datetime import date

from matcher.domain import Amount, Project, day_words
from matcher.export.facts import CommunityRow, IdleRow, UnitRow, UnmetRow
from matcher.export.look import Style
from matcher.export.table import Column

PROJECT_STATES = (
    "拟定",
    "待单位确认",
    "已接单",
    "婉拒",
    "已通过",
    "公示中",
    "实施中",
    "已完成",
    "已评价",
    "已销号",
    "延期",
    "终止",
)
"""States of a project, as a drop-down."""

_CENTRE = Style.CENTRE
_YUAN_IN_WAN = 10_000


def wan(yuan: int | None) -> float | None:
    """Yuan as 万元."""
    return None if yuan is None else yuan / _YUAN_IN_WAN


def planned(project: Project) -> str:
    """Days and the lists' own words, on two lines."""
    days = _days(project.planned_start, project.planned_end)
    return "\n".join(part for part in (days, project.time_words) if part)


def _days(first: date | None, last: date | None) -> str:
    """2026年6月1日至30日, 2026年6月18日, 2026年6月18日前."""
    if first is None or last is None:
        return f"{day_words(first)}起" if first else f"{day_words(last)}前" if last else ""
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{day_words(first)}至{last.day}日"
    if first.year == last.year:
        return f"{day_words(first)}至{last.month}月{last.day}日"
    return f"{day_words(first)}至{day_words(last)}"


def amount(value: Amount | None) -> str:
    """An amount in its own words where there are any."""
    if value is None:
        return ""
    return value.words or (f"{value.value}{value.measure}" if value.value is not None else "")


PROJECTS: tuple[Column[Project], ...] = (
    Column("项目编号", 14, lambda p: p.id, _CENTRE),
    Column("所属社区", 9, lambda p: p.community, _CENTRE),
    Column("项目名称", 16, lambda p: p.title),
    Column("对应需求", 12, lambda p: "\n".join(p.need_ids), _CENTRE),
    Column("服务内容", 31, lambda p: p.content),
    Column("服务对象", 8, lambda p: p.population, _CENTRE),
    Column("受益\n人数", 6, lambda p: p.beneficiaries, _CENTRE),
    Column("牵头单位", 12, lambda p: p.lead_unit, _CENTRE),
    Column("配合单位", 12, lambda p: "\n".join(p.coop_units), _CENTRE),
    Column("社区对接人", 12.5, lambda p: p.community_contact, _CENTRE),
    Column("单位联络员", 13, lambda p: p.unit_contact, _CENTRE),
    Column("计划时间", 13, planned, _CENTRE),
    Column("服务\n次数", 6, lambda p: p.times, _CENTRE),
    Column("经费\n(万元)", 8.5, lambda p: wan(p.budget_yuan), _CENTRE),
    Column("资金来源", 8, lambda p: p.fund_source, _CENTRE),
    Column("进展\n情况", 7, lambda p: p.status, _CENTRE, choices=PROJECT_STATES),
    Column("备注", 11, lambda p: p.remark),
)

UNMET: tuple[Column[UnmetRow], ...] = (
    Column("需求编号", 12, lambda r: r.need.id, _CENTRE),
    Column("所属社区", 10, lambda r: r.need.community, _CENTRE),
    Column("需求名称", 20, lambda r: r.need.title),
    Column("需求单位(人)", 13, lambda r: r.need.applicant, _CENTRE),
    Column("紧急\n程度", 7, lambda r: r.urgency.beside(r.need.urgency_words), _CENTRE),
    Column("期望时间", 12, lambda r: r.need.time_words),
    Column("已等待\n(月)", 7, lambda r: r.need.months_waited, _CENTRE),
    Column("未对接原因", 12, lambda r: r.unmet.reason.label, _CENTRE),
    Column("具体情况", 40, lambda r: r.unmet.detail),
    Column("最接近的资源及差距", 46, lambda r: r.nearest),
    Column("建议去向", 11, lambda r: r.unmet.route.label, _CENTRE),
    Column("备注", 12, lambda r: r.need.remark),
)

IDLE: tuple[Column[IdleRow], ...] = (
    Column("资源编号", 16.5, lambda r: r.resource.id, _CENTRE),
    Column("资源单位", 18, lambda r: r.resource.unit, _CENTRE),
    Column("资源名称", 22, lambda r: r.resource.title),
    Column("资源形式", 9, lambda r: "、".join(f.label for f in r.resource.forms), _CENTRE),
    Column("服务领域", 14, lambda r: r.resource.category_text, _CENTRE),
    Column(
        "可服务次数",
        10,
        lambda r: amount(r.resource.capacity_per_round) or amount(r.resource.capacity_total),
        _CENTRE,
    ),
    Column("可用时段", 16, lambda r: r.resource.time_words),
    Column("服务范围", 14, lambda r: "、".join(r.resource.scope) or "全街道", _CENTRE),
    Column("闲置原因", 44, lambda r: r.idle.detail),
    Column("联系人", 9, lambda r: r.resource.contact, _CENTRE, private=True),
    Column("联系电话", 13, lambda r: "\n".join(r.resource.phones), _CENTRE, private=True),
)

UNITS: tuple[Column[UnitRow], ...] = (
    Column("单位名称", 22, lambda r: r.unit.name),
    Column("单位性质", 10, lambda r: r.unit.unit_type, _CENTRE),
    Column("牵头\n项目数", 8, lambda r: len(r.led), _CENTRE),
    Column("配合\n项目数", 8, lambda r: len(r.joined), _CENTRE),
    Column("承接合计", 8, lambda r: len(r.led) + len(r.joined), _CENTRE),
    Column("每轮上限", 8, lambda r: r.cap, _CENTRE),
    Column("提供\n资源数", 8, lambda r: r.offered, _CENTRE),
    Column("已用\n资源数", 8, lambda r: r.used, _CENTRE),
    Column("牵头项目", 34, lambda r: _titles(r.led)),
    Column("配合项目", 28, lambda r: _titles(r.joined)),
    Column("联络员", 9, lambda r: r.unit.contact, _CENTRE, private=True),
    Column("联系电话", 13, lambda r: "\n".join(r.unit.phones), _CENTRE, private=True),
)

COMMUNITIES: tuple[Column[CommunityRow], ...] = (
    Column("所属社区", 22, lambda r: r.name),
    Column("参加对接\n需求数", 13, lambda r: r.needs, _CENTRE),
    Column("已对接", 13, lambda r: r.met, _CENTRE),
    Column("未对接", 13, lambda r: r.needs - r.met, _CENTRE),
    Column("需求满足率", 13, lambda r: r.share, _CENTRE, number_format="0%"),
    Column("紧急需求数", 13, lambda r: r.urgent, _CENTRE),
    Column("紧急已对接", 13, lambda r: r.urgent_met, _CENTRE),
    Column("不参加对接", 13, lambda r: r.closed, _CENTRE),
    Column("惠及人数", 13, lambda r: r.people, _CENTRE),
)


def _titles(projects: tuple[Project, ...]) -> str:
    return "\n".join(f"{item.id} {item.title}" for item in projects)
