"""Why a resource cannot serve a need: one function per rule, asked in the order of :data:`RULES`.

A rule returns the facts in one Chinese sentence when it shuts the resource out, else ``None``.
What is not known never shuts out.
"""

from collections.abc import Callable, Mapping

from matcher.candidates import preparing
from matcher.candidates.case import Case
from matcher.candidates.conflicts import conflicts_of, told
from matcher.candidates.gates import barred
from matcher.candidates.quantities import YUAN, head_count, people_of
from matcher.candidates.setting import community_key, serves_everywhere
from matcher.candidates.timing import can_meet, described
from matcher.candidates.wording import forms_in_words, groups_in_words, yuan
from matcher.domain import ApplicantType, Form, Reason
from matcher.vocabulary import fold, said

STRONG = 600
"""Likeness that outweighs a thing only the detail names."""

Rule = Callable[[Case], str | None]
SKILLED = frozenset({Form.TALENT, Form.SERVICE, Form.WORKS, None})
"""Demands a qualification can concern; nobody asks a room or a sum of money for its licence."""


def closed(case: Case) -> str | None:
    """The need does not take part."""
    return _barred(case, Reason.OUT_OF_SCOPE)


def consent(case: Case) -> str | None:
    """The owners have to agree and have not yet."""
    return _barred(case, Reason.CONSENT)


def _barred(case: Case, why: Reason) -> str | None:
    found = barred(case.need, case.setting.options)
    return found[1] if found is not None and found[0] is why else None


def not_offered(case: Case) -> str | None:
    """The resource was withdrawn, its unit left, or its validity does not touch the round."""
    return preparing.gone(case.offered) or preparing.expired(case.offered, case.wanted.period)


def self_service(case: Case) -> str | None:
    """A unit never serves its own need."""
    unit, applicant = case.offered.unit, case.wanted.applicant
    if not applicant:
        return None
    if applicant == unit or _begins_with_unit(case):
        return f"该需求由{case.need.applicant}提出，{unit}不能服务本单位"
    return None


def _begins_with_unit(case: Case) -> bool:
    """区人民医院工会 raises a need of 区人民医院 (only asked of units and businesses)."""
    if case.need.applicant_type not in {ApplicantType.DISTRICT_UNIT, ApplicantType.MARKET_ENTITY}:
        return False
    unit = fold(case.offered.unit)
    return len(unit) >= 4 and fold(case.need.applicant).startswith(unit)


def forbidden(case: Case) -> str | None:
    """The meeting decided against it."""
    decision = case.setting.forbid(case.need.id, case.resource.id, case.offered.unit)
    if decision is None:
        return None
    return f"{decision.words}（{decision.reason}）" if decision.reason else decision.words


def conflict(case: Case) -> str | None:
    """The unit has an interest of its own in it, and the user's rule is strict."""
    rule = next(conflicts_of(case, hard=True), None)
    return None if rule is None else told(rule)


def category(case: Case) -> str | None:
    """Neither words nor categories are near enough (unless a lock or claim asks for it)."""
    floor = case.setting.options.score_floor
    if case.asked or case.content >= floor:
        return None
    ours, theirs = case.need.category, case.resource.category
    if ours and theirs and ours != theirs:
        return f"需求类别为{ours}，资源类别为{theirs}；匹配度{case.content}，最低{floor}"
    return f"内容相近程度不足：匹配度{case.content}，最低{floor}"


def something_else(case: Case) -> str | None:
    """Both name specific things, and other ones.

    A lock or claim may ask for it all the same, and money buys anything. What only the detail of a need
    names may be a circumstance: it shuts out only where the words do not meet strongly.
    """
    ours, theirs = case.wanted.specifics, case.offered.specifics
    money = Form.MONEY in (case.demand.form, *case.offered.forms)
    if case.asked or money or not case.setting.vocabulary.specifics.clash(ours, theirs):
        return None
    if not case.wanted.titled and case.scored.score >= STRONG:
        return None
    wanted, offered = said(case.wanted.mentions, ours), said(case.offered.mentions, theirs)
    return f"需求要的是{'、'.join(wanted)}；该资源提供的是{'、'.join(offered)}"


def form(case: Case) -> str | None:
    """The need names a form the resource does not have."""
    asked, forms = case.demand.form, case.offered.forms
    if asked is None or not forms or asked in forms:
        return None
    return f"需求要求{asked.label}；该资源为{forms_in_words(forms)}"


def scope(case: Case) -> str | None:
    """The resource does not serve the need's community."""
    community = case.need.community
    if not community or serves_everywhere(case.resource):
        return None
    served = case.resource.scope
    if community_key(community) in {community_key(place) for place in served}:
        return None
    return f"服务范围为{'、'.join(served)}；需求在{community}"


def time(case: Case) -> str | None:
    """No moment suits both."""
    if can_meet(case):
        return None
    ours = described(case.need.times, case.need.time_words)
    theirs = described(case.resource.times, case.resource.time_words)
    if not case.wanted.times_known:
        first, last = case.wanted.period.first, case.wanted.period.last
        return f"资源时段为{theirs}；本期实施时间为{first.month}月{first.day}日至{last.month}月{last.day}日"
    return f"资源时段为{theirs}；需求时间为{ours}"


def population(case: Case) -> str | None:
    """The resource is for others only, or not for these people."""
    vocabulary, groups, offered = case.setting.vocabulary, case.wanted.groups, case.offered
    if not case.wanted.groups_told:
        return None
    people = groups_in_words(groups)
    shut = [out for out in offered.groups_out if all(vocabulary.within(g, out) for g in groups)]
    if shut:
        return f"该资源不面向{groups_in_words(tuple(shut))}；需求对象为{people}"
    if not case.resource.population_only or not offered.groups:
        return None
    if any(_may_serve(case, group, only) for group in groups for only in offered.groups):
        return None
    return f"该资源仅限{groups_in_words(offered.groups)}；需求对象为{people}"


def _may_serve(case: Case, group: str, only: str) -> bool:
    """Whether some of the group are served: it lies within, or reaches beyond without being everybody."""
    vocabulary = case.setting.vocabulary
    beyond = vocabulary.within(only, group) and bool(vocabulary.groups.get(group))
    return vocabulary.within(group, only) or beyond


def qualification(case: Case) -> str | None:
    """The need asks for a qualification the resource does not mention."""
    if case.demand.form not in SKILLED:
        return None
    vouches = case.setting.vocabulary.vouches
    missing = [skill for skill in case.need.skills if not vouches(skill, case.offered.words)]
    if not missing:
        return None
    named = "、".join(case.resource.qualifications)
    theirs = f"该资源资质为{named}" if named else "该资源未注明此资质"
    return f"需求要求{'、'.join(missing)}；{theirs}"


def budget(case: Case) -> str | None:
    """A fund smaller than the need's budget."""
    offer = case.offered.offer
    if offer.measure != YUAN or offer.capacity is None or case.uses <= offer.capacity:
        return None
    own = f"除自筹外还需{yuan(case.uses)}" if case.need.own_yuan else f"预计经费{yuan(case.uses)}"
    return f"需求{own}；该资金额度{yuan(offer.capacity)}"


def capacity(case: Case) -> str | None:
    """One time already takes more than the round offers."""
    offer = case.offered.offer
    if offer.capacity is None or case.uses <= offer.capacity:
        return None
    if offer.capacity == 0:
        return "该资源本期可服务次数为0"
    people, room = people_of(case.need), head_count(case.resource.people_per_time)
    return (
        f"需求{people}人，每次可服务{room}人，需{case.uses}次；"
        f"本期可提供{offer.capacity}{offer.measure}"
    )


RULES: tuple[tuple[Reason, Rule], ...] = (
    (Reason.OUT_OF_SCOPE, closed),
    (Reason.CONSENT, consent),
    (Reason.EXPIRED, not_offered),
    (Reason.SELF_SERVICE, self_service),
    (Reason.FORBIDDEN, forbidden),
    (Reason.CONFLICT, conflict),
    (Reason.CATEGORY, category),
    (Reason.CATEGORY, something_else),
    (Reason.FORM, form),
    (Reason.SCOPE, scope),
    (Reason.TIME, time),
    (Reason.POPULATION, population),
    (Reason.QUALIFICATION, qualification),
    (Reason.BUDGET, budget),
    (Reason.CAPACITY, capacity),
)


WORDS: Mapping[str, str] = {
    "closed": "不予受理、已撤回、属物业或职能部门职责的需求不参加对接",
    "consent": "须经业主表决（双3/4）而尚未通过的需求不参加对接",
    "not_offered": "单位已退出、资源已撤回或不在有效期内的不安排",
    "self_service": "单位不服务自己提出的需求",
    "forbidden": "会议禁止或单位婉拒的对接不安排",
    "conflict": "利益冲突规则写明必须回避的不安排",
    "category": "文字和类别都不相近的不作为候选（锁定、认领的除外）",
    "something_else": "双方都写明了具体事项而不是同一件的不作为候选",
    "form": "需求写明形式（场地、人才、资金、物资、服务、工程……）的，资源须是这种形式",
    "scope": "资源写明服务范围的，不安排到范围以外的社区",
    "time": "双方写明的时间（仅暑期、每周三下午、18:00–次日7:30……）没有重合的不安排",
    "population": "资源写明仅限或不面向某些对象的，按写明的执行",
    "qualification": "需求要求资质的，资源须写明具备",
    "budget": "需求的经费超过一笔资金的额度时不由它承担",
    "capacity": "按人数折算的场次超过资源本期可服务次数的不安排",
}
"""Each rule as users read it, by the name of its function."""


def first_objection(case: Case) -> tuple[int, Reason, str] | None:
    """The first rule that shuts the resource out: its place, reason and facts."""
    for place, (reason, rule) in enumerate(RULES):
        facts = rule(case)
        if facts is not None:
            return place, reason, facts
    return None
