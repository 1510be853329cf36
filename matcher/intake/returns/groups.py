"""Which columns tell which attributes of a need, a resource or a project; some tell one thing together."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.domain import SheetKind


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that are compared and taken together.

    Attributes:
        codes: Fields of the columns, the one whose cell is named first.
        attributes: What they tell.
    """

    codes: tuple[str, ...]
    attributes: tuple[str, ...]


def _same(*names: str) -> tuple[Group, ...]:
    return tuple(Group((name,), (name,)) for name in names)


_CONTACT = Group(("contact", "phone"), ("contact", "phones"))
_CATEGORY = Group(("category_l1", "category_l2"), ("category", "category_words"))

_NEEDS = (
    *_same("title", "community", "applicant_type", "applicant", "detail", "population", "place"),
    _CATEGORY,
    Group(("form",), ("forms",)),
    Group(("beneficiaries",), ("beneficiaries",)),
    Group(("quantity", "measure"), ("quantity",)),
    Group(("urgency",), ("urgency", "urgency_words")),
    Group(("time_wish", "time_from"), ("times", "time_words")),
    Group(("budget",), ("budget_yuan",)),
    Group(("own_money",), ("own_yuan",)),
    *_same("grid", "consent"),
    *_same("skills", "collected_on", "remark", "lead_unit", "coop_units"),
    _CONTACT,
    Group(("status",), ("status", "status_reason")),
)
_RESOURCES = (
    *_same("title", "unit", "unit_type", "detail", "scope", "people_per_time", "place"),
    _CATEGORY,
    Group(("form",), ("forms",)),
    Group(("population",), ("population", "population_excluded", "population_only")),
    Group(("capacity_total", "measure"), ("capacity_total",)),
    Group(("capacity_per_round",), ("capacity_per_round",)),
    Group(("time_window",), ("times", "time_words")),
    Group(("valid_to", "valid_from"), ("valid_from", "valid_to")),
    Group(("amount",), ("amount_yuan",)),
    Group(("qualification",), ("qualifications",)),
    *_same("conditions", "remark"),
    _CONTACT,
    Group(("status",), ("withdrawn",)),
)
_PROJECTS = (
    *_same("title", "community", "content", "population", "beneficiaries", "lead_unit"),
    *_same("coop_units", "leader", "community_contact", "times", "fund_source", "status"),
    Group(("need_refs",), ("need_ids",)),
    Group(("res_refs",), ("resource_ids",)),
    Group(("unit_contact", "phone"), ("unit_contact",)),
    Group(("planned_start", "planned_end"), ("planned_start", "planned_end", "time_words")),
    Group(("budget",), ("budget_yuan",)),
    *_same("finished_on", "rating", "decision", "remark"),
)

GROUPS: Mapping[SheetKind, tuple[Group, ...]] = {
    SheetKind.NEEDS: _NEEDS,
    SheetKind.COMBINED: _NEEDS,
    SheetKind.RESOURCES: _RESOURCES,
    SheetKind.PROJECTS: _PROJECTS,
}
"""Kind of list → its groups."""

NUMBERS: Mapping[SheetKind, tuple[str, str]] = {
    SheetKind.NEEDS: ("need_no", "XQ"),
    SheetKind.COMBINED: ("need_no", "XQ"),
    SheetKind.RESOURCES: ("res_no", "ZY"),
    SheetKind.PROJECTS: ("project_no", "XM"),
}
"""Kind of list → field of the number column, and what its ids begin with."""
