"""Why each resource is not used."""

from collections import Counter

from matcher.domain import (
    Exclusion,
    Idle,
    Reason,
    Resource,
    by_name,
    day_words,
    month_period,
)
from matcher.explain.sight import Sight
from matcher.explain.words import listed, need_words, needs_words, resource_words

_WORDS = {
    Reason.FORM: "有同类需求，但形式不符",
    Reason.SCOPE: "有同类需求，但不在服务范围内",
    Reason.TIME: "有同类需求，但时段不合",
    Reason.EXPIRED: "有同类需求，但已过有效期",
    Reason.QUALIFICATION: "有同类需求，但资质不符",
    Reason.POPULATION: "有同类需求，但服务对象不符",
    Reason.CAPACITY: "有同类需求，但可服务次数不够",
    Reason.BUDGET: "有同类需求，但额度不够",
    Reason.UNIT_CAP: "有同类需求，但单位已达本轮上限",
    Reason.SELF_SERVICE: "只有本单位自己提出的同类需求",
    Reason.FORBIDDEN: "有同类需求，但会议已禁止这一对接",
    Reason.CONFLICT: "有同类需求，但因利益冲突须回避",
}


def idle_resources(sight: Sight) -> tuple[Idle, ...]:
    """Every resource without an assignment, by unit and id, with its reason."""
    left = [item for item in sight.resources.values() if item.id not in sight.taken]
    left.sort(key=lambda item: (by_name(item.unit), item.id))
    return tuple(Idle(item.id, _why(item, sight)) for item in left)


def _why(resource: Resource, sight: Sight) -> str:
    gone = _gone(resource, sight)
    if gone:
        return gone
    if resource.id in sight.suitors:
        return _passed_over(resource, sight)
    return _shut_out(resource, sight)


def _gone(resource: Resource, sight: Sight) -> str:
    """Why a resource does not take part at all, or empty."""
    unit = sight.units.get(resource.unit)
    if resource.withdrawn:
        return "单位已撤回这项资源。"
    if unit is not None and not unit.active:
        return "单位已退出，资源不再参加对接。"
    first = month_period(sight.month).first
    if resource.valid_to is not None and resource.valid_to < first:
        return f"已于{day_words(resource.valid_to)}到期。"
    offer = sight.offers.get(resource.id)
    if offer is not None and offer.capacity == 0:
        return "本轮可服务次数为0。"
    return ""


def _passed_over(resource: Resource, sight: Sight) -> str:
    """It has candidates, but the plan serves them otherwise or not at all."""
    if sight.full(resource.unit):
        count = len(sight.load.get(resource.unit, ()))
        return f"单位本轮已承接{count}项，达到上限。"
    wanted = sight.suitors[resource.id]
    met = [need for need in wanted if need in sight.served]
    if met:
        more = f"，另有{len(met) - 1}项同类需求也已由其他资源承接" if len(met) > 1 else ""
        return f"需求已由更匹配的资源承接：{_served_words(met[0], sight)}{more}。"
    return f"可服务的需求本期未能满足：{needs_words(wanted, sight)}。"


def _served_words(need: str, sight: Sight) -> str:
    """A met need and who serves it."""
    items = sight.served[need]
    by = listed(resource_words(sight.resources[item.resource]) for item in items)
    return f"{need_words(sight.needs[need])}由{by}承接"


def _shut_out(resource: Resource, sight: Sight) -> str:
    """No candidate: what shut it out of the needs nearest to it."""
    near = [item for item in sight.barred.get(resource.id, ()) if sight.akin(item)]
    if not near:
        return "本期没有同类需求。"
    counts = Counter(item.reason for item in near)
    first = max(near, key=lambda item: (counts[item.reason], item.likeness, item.need))
    return _WORDS.get(first.reason, first.reason.label) + _example(first, sight)


def _example(item: Exclusion, sight: Sight) -> str:
    detail = f"（{item.detail.rstrip('。')}）" if item.detail else ""
    whom = needs_words([item.need], sight) if item.need in sight.needs else ""
    return f"：{whom}{detail}。"
