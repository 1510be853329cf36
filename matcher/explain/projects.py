"""One project for each need the plan meets."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from matcher.domain import Assignment, Need, Project, Resource, by_name, yuan_words
from matcher.explain.schedule import planned_days
from matcher.explain.sight import Sight
from matcher.explain.words import (
    MONEY,
    contact_words,
    listed,
)

DRAFTED = "拟定"
_SHORT_DETAIL = 60
_TIMES = "次"
_SESSIONS = frozenset(("次", "场", "场次", "期", "节", "回", "课时"))


def projects(sight: Sight) -> tuple[Project, ...]:
    """Every planned project, in the order of community and need.

    A project is numbered by the place of its need among *all* needs of the month, so that the numbers
    on the table stay when the plan changes.
    """
    ordered = sorted(sight.needs.values(), key=_order)
    width = max(3, len(str(len(ordered))))
    month = sight.month.replace("-", "")
    return tuple(
        _project(f"XM-{month}-{number:0{width}d}", need, sight.served[need.id], sight)
        for number, need in enumerate(ordered, 1)
        if need.id in sight.served
    )


def lead_unit(need: Need, assignments: Sequence[Assignment], sight: Sight) -> str:
    """The one unit that leads.

    In this order: who claimed the need, who carries the largest share of what it requires, who is paired
    with its community, who fits best, and by name.
    """
    shares = _shares(need, assignments, sight)
    best: defaultdict[str, int] = defaultdict(int)
    for item in assignments:
        best[item.unit] = max(best[item.unit], item.score)
    claimed = {*sight.claims.get(need.id, ()), need.lead_unit}

    def rank(unit: str) -> tuple[bool, Fraction, bool, int, tuple[bytes, str]]:
        known = sight.units.get(unit)
        own = known is not None and need.community != "" and need.community in known.communities
        return (unit not in claimed, -shares[unit], not own, -best[unit], by_name(unit))

    return min(shares, key=rank)


def _order(need: Need) -> tuple[tuple[bytes, str], str]:
    return (by_name(need.community), need.id)


def _shares(need: Need, assignments: Sequence[Assignment], sight: Sight) -> Mapping[str, Fraction]:
    """Which part of the need's demands each unit carries; every demand counts the same."""
    wanted = {demand.index: demand.times for demand in sight.demands.get(need.id, ())}
    shares: defaultdict[str, Fraction] = defaultdict(Fraction)
    for item in assignments:
        shares[item.unit] += Fraction(item.times, wanted.get(item.demand, item.times))
    return shares


def _project(number: str, need: Need, assignments: Sequence[Assignment], sight: Sight) -> Project:
    lead = lead_unit(need, assignments, sight)
    first, last = planned_days(need, assignments, sight)
    exact = need.beneficiaries.value if need.beneficiaries else None
    return Project(
        id=number,
        title=need.title,
        community=need.community,
        need_ids=(need.id,),
        resource_ids=tuple(dict.fromkeys(item.resource for item in assignments)),
        content=_content(need, assignments, sight),
        population="、".join(need.population),
        beneficiaries=exact,
        lead_unit=lead,
        coop_units=_cooperating(lead, assignments),
        community_contact=contact_words(need.contact, need.phones),
        unit_contact=_unit_contacts(lead, assignments, sight),
        planned_start=first,
        planned_end=last,
        time_words=_time_words(need, assignments, sight),
        times=max(
            (d.times for d in sight.demands.get(need.id, ())),
            default=max(item.times for item in assignments),
        ),
        budget_yuan=need.budget_yuan,
        fund_source=_fund_source(need, assignments, sight),
        status=DRAFTED,
        remark=_remark(need, assignments),
    )


def _cooperating(lead: str, assignments: Sequence[Assignment]) -> tuple[str, ...]:
    return tuple(sorted({item.unit for item in assignments} - {lead}, key=by_name))


def _content(need: Need, assignments: Sequence[Assignment], sight: Sight) -> str:
    return "；".join(_piece(need, item, sight) for item in assignments)


def _piece(need: Need, item: Assignment, sight: Sight) -> str:
    """Which resource does what, how often: 区医院提供“健康义诊”2场（服务）."""
    resource = sight.resources[item.resource]
    form = f"（{item.form.label}）" if item.form else ""
    if _is_money(item, sight):
        return f"{item.unit}以“{resource.title}”资助{yuan_words(item.uses)}{form}"
    measure = _measure(need, item, sight)
    how = _sessions(item, measure, sight)
    what = f"：{resource.detail}" if _worth_saying(resource) else ""
    return f"{item.unit}提供“{resource.title}”{item.times}{measure}{how}{form}{what}"


def _worth_saying(resource: Resource) -> bool:
    """Whether the resource's own description adds something to its title in a few words."""
    return 0 < len(resource.detail) <= _SHORT_DETAIL and resource.detail not in resource.title


def _measure(need: Need, item: Assignment, sight: Sight) -> str:
    """The need's own counting word where its number is what is served, else 次.

    Of several forms only sessions are counted alike: 1处 is said of the room, not of the adviser.
    """
    demands = sight.demands.get(need.id, ())
    wanted = {demand.index: demand.times for demand in demands}
    quantity = need.quantity
    if quantity is None or quantity.value != wanted.get(item.demand):
        return _TIMES
    alike = len(demands) == 1 or quantity.measure in _SESSIONS
    return quantity.measure if alike and quantity.measure else _TIMES


def _sessions(item: Assignment, measure: str, sight: Sight) -> str:
    """How the people are divided when one time takes several sessions."""
    if item.uses == item.times:
        return ""
    people = sight.resources[item.resource].people_per_time
    each = f"，每批{people.value}人" if people and people.value else ""
    return f"（每{measure}分{item.uses // item.times}批{each}）"


def _is_money(item: Assignment, sight: Sight) -> bool:
    offer = sight.offers.get(item.resource)
    return offer is not None and offer.measure == MONEY


def _unit_contacts(lead: str, assignments: Sequence[Assignment], sight: Sight) -> str:
    """The lead unit's liaison, then those of the cooperating units with their unit's name, one a line."""
    lines = [_liaison(lead, assignments, sight)]
    for unit in _cooperating(lead, assignments):
        liaison = _liaison(unit, assignments, sight)
        if liaison:
            lines.append(f"{unit}：{liaison}")
    return "\n".join(line for line in lines if line)


def _liaison(unit: str, assignments: Sequence[Assignment], sight: Sight) -> str:
    for item in assignments:
        resource = sight.resources[item.resource]
        if item.unit == unit and (resource.contact or resource.phones):
            return contact_words(resource.contact, resource.phones)
    known = sight.units.get(unit)
    return contact_words(known.contact, known.phones) if known else ""


def _time_words(need: Need, assignments: Sequence[Assignment], sight: Sight) -> str:
    """The need's words; the resources' words stand beside them where they say something else."""
    offered = listed(sight.resources[item.resource].time_words for item in assignments)
    if need.time_words and offered and offered != need.time_words:
        return f"{need.time_words}（单位可用：{offered}）"
    return need.time_words or offered


def _fund_source(need: Need, assignments: Sequence[Assignment], sight: Sight) -> str:
    """Who pays; 待落实 when a budget is named but nobody in the plan gives money."""
    givers = listed(item.unit for item in assignments if _is_money(item, sight))
    if givers:
        return f"{givers}资助"
    return "待落实" if need.budget_yuan else ""


def _remark(need: Need, assignments: Sequence[Assignment]) -> str:
    flags = listed((flag for item in assignments for flag in item.flags), "；")
    merged = f"归并同类需求{len(need.merged)}条" if need.merged else ""
    return listed((flags, merged), "；")
