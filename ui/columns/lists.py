"""Columns of the three imported lists."""

from collections.abc import Callable

from matcher.domain import Amount, CountedUrgency, Need, NeedStatus, Origin, Resource, Unit
from ui.tables import Column
from ui.wording import amount, counted_urgency, forms, money, urgency

_ABSENT = "原表已无"
"""The file was read again and no longer holds the row; nothing is deleted by absence."""


def _origin(origin: Origin | None) -> str:
    return str(origin) if origin else "在程序中录入"


def _size(value: Amount | None) -> int | None:
    return value.value if value else None


def urgency_tone(step: int) -> str:
    """Colour of a step of urgency."""
    return "bad" if step >= 5 else "warn" if step >= 3 else ""


def _need_count(need: Need) -> str:
    """How many rows of the lists stand behind a need."""
    return str(len(need.merged) + 1) if need.merged else ""


def _status(need: Need) -> str:
    return f"{need.status.label}（{_ABSENT}）" if need.absent else need.status.label


def need_columns(urgency_of: Callable[[Need], CountedUrgency]) -> tuple[Column[Need], ...]:
    """Columns of the needs, given how urgent each counts."""
    counted: Column[Need] = Column(
        "urgency",
        "紧急",
        lambda need: counted_urgency(urgency_of(need)),
        76,
        sort=lambda need: urgency_of(need).counts,
        tip=lambda need: urgency_of(need).note or counted_urgency(urgency_of(need)),
        tone=lambda need: urgency_tone(urgency_of(need).counts),
        facet=True,
        values=lambda need: (urgency(urgency_of(need).counts),),
    )
    return tuple(counted if column.key == counted.key else column for column in NEEDS)


NEEDS: tuple[Column[Need], ...] = (
    Column("id", "编号", lambda need: need.id, 165),
    Column("community", "社区", lambda need: need.community, 100, facet=True),
    Column("title", "需求名称", lambda need: need.title, 230, tip=lambda need: need.text),
    Column(
        "urgency",
        "紧急",
        lambda need: urgency(need.urgency),
        76,
        sort=lambda need: need.urgency,
        tone=lambda need: urgency_tone(need.urgency),
        facet=True,
    ),
    Column(
        "category",
        "类别",
        lambda need: need.category_text,
        140,
        facet=True,
    ),
    Column("forms", "所需形式", lambda need: forms(need.forms) or "不限", 100),
    Column(
        "beneficiaries",
        "受益人数",
        lambda need: amount(need.beneficiaries),
        86,
        sort=lambda need: _size(need.beneficiaries),
        right=True,
    ),
    Column(
        "quantity",
        "数量",
        lambda need: amount(need.quantity),
        86,
        sort=lambda need: _size(need.quantity),
        right=True,
    ),
    Column("times", "期望时间", lambda need: need.time_words, 140),
    Column("place", "服务地点", lambda need: need.place, 130),
    Column(
        "budget",
        "预计经费",
        lambda need: money(need.budget_yuan),
        96,
        sort=lambda need: need.budget_yuan,
        right=True,
    ),
    Column("applicant", "提出人", lambda need: need.applicant, 110),
    Column(
        "status",
        "状态",
        _status,
        110,
        tip=lambda need: need.status_reason or _status(need),
        tone=lambda need: "" if need.status is NeedStatus.OPEN and not need.absent else "muted",
        facet=True,
    ),
    Column(
        "waited",
        "已结转",
        lambda need: f"{need.months_waited} 个月" if need.months_waited else "",
        76,
        sort=lambda need: need.months_waited or None,
        right=True,
    ),
    Column(
        "merged",
        "归并条数",
        _need_count,
        80,
        sort=lambda need: len(need.merged) or None,
        right=True,
        tip=lambda need: "\n".join(str(child.origin) for child in need.merged),
    ),
    Column("origin", "出处", lambda need: _origin(need.origin), 240),
)


def _capacity(resource: Resource) -> str:
    return " / ".join(
        part
        for part in (amount(resource.capacity_per_round), amount(resource.capacity_total))
        if part
    )


RESOURCES: tuple[Column[Resource], ...] = (
    Column("id", "编号", lambda resource: resource.id, 130),
    Column("unit", "单位", lambda resource: resource.unit, 190, facet=True),
    Column("title", "资源名称", lambda resource: resource.title, 210, tip=lambda item: item.text),
    Column(
        "category",
        "类别",
        lambda resource: resource.category_text,
        140,
        facet=True,
    ),
    Column("forms", "形式", lambda resource: forms(resource.forms), 90, facet=True),
    Column(
        "capacity",
        "频次 / 次数",
        _capacity,
        110,
        sort=lambda item: _size(item.capacity_per_round or item.capacity_total),
    ),
    Column(
        "people",
        "每次人数",
        lambda resource: amount(resource.people_per_time),
        84,
        sort=lambda resource: _size(resource.people_per_time),
        right=True,
    ),
    Column("times", "可用时段", lambda resource: resource.time_words, 150),
    Column("scope", "服务范围", lambda item: "、".join(item.scope) or "全街道", 130),
    Column("population", "服务对象", lambda item: "、".join(item.population) or "不限", 110),
    Column(
        "amount",
        "额度",
        lambda resource: money(resource.amount_yuan),
        90,
        sort=lambda resource: resource.amount_yuan,
        right=True,
    ),
    Column("conditions", "使用条件", lambda resource: resource.conditions, 150),
    Column(
        "state",
        "状态",
        lambda item: "已撤回" if item.withdrawn else _ABSENT if item.absent else "可用",
        96,
        tone=lambda item: "muted" if item.withdrawn or item.absent else "",
    ),
    Column("origin", "出处", lambda resource: _origin(resource.origin), 240),
)

UNITS: tuple[Column[Unit], ...] = (
    Column("name", "单位", lambda unit: unit.name, 230),
    Column("type", "性质", lambda unit: unit.unit_type, 110, facet=True),
    Column("communities", "结对社区", lambda unit: "、".join(unit.communities), 170),
    Column("aliases", "别名", lambda unit: "、".join(unit.aliases), 170),
    Column("contact", "联络员", lambda unit: unit.contact, 90),
    Column(
        "cap",
        "每轮上限",
        lambda unit: "" if unit.round_cap is None else f"{unit.round_cap} 项",
        84,
        sort=lambda unit: unit.round_cap,
        right=True,
    ),
    Column(
        "commitment",
        "年度承诺",
        lambda unit: "" if unit.annual_commitment is None else f"{unit.annual_commitment} 项",
        84,
        sort=lambda unit: unit.annual_commitment,
        right=True,
    ),
    Column(
        "active",
        "状态",
        lambda unit: _ABSENT if unit.absent else "在册" if unit.active else "不在册",
        96,
        tone=lambda unit: "" if unit.active and not unit.absent else "muted",
    ),
    Column("origin", "出处", lambda unit: _origin(unit.origin), 240),
)
