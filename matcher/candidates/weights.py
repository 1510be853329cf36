"""What meeting a need counts for."""

from matcher.candidates.case import Wanted
from matcher.candidates.setting import Setting
from matcher.domain import Need, NeedWeight, Options, raised

BASE = 10
MOST_DOUBLINGS = 14
PRIORITY = (
    "独居老人",
    "空巢老人",
    "高龄老人",
    "失能老人",
    "残疾人",
    "留守儿童",
    "困难群众",
    "困难党员",
)
"""Population groups that come first (重点人群)."""


def weight_of(item: Wanted, setting: Setting, urgency: int | None = None) -> NeedWeight:
    """10 for every need, and what waiting, breadth and the people it is for add by the options.

    With the defaults 5 for each month waited (at most 6 months), 1 for each doubling of the people
    reached, 3 where they come first. A need of 100 people that has waited two months weighs 10 + 10 + 7 = 27.

    Args:
        item: The need.
        setting: The round.
        urgency: As the meeting decided; ``None`` = by the list, one step up where its answer is overdue.
    """
    need, options = item.need, setting.options
    weight = BASE + waiting(need, options) + breadth(need, options) + priority(item, setting)
    if urgency is not None:
        return NeedWeight(need.id, urgency, weight)
    told = raised(need, options, setting.month.first)
    return NeedWeight(need.id, told.counts, weight, told.note)


def waiting(need: Need, options: Options) -> int:
    """Points for the months waited, at most so many."""
    return options.waiting_points * min(need.months_waited, options.waiting_months)


def breadth(need: Need, options: Options) -> int:
    """Points for each doubling of the people (or households) reached: their number of binary digits.

    1 person 1, 50 people 6, 100 people 7, 1000 people 10, at most 14; unknown 0.
    """
    people = (need.beneficiaries.value if need.beneficiaries else None) or 0
    return options.breadth_points * min(people.bit_length(), MOST_DOUBLINGS)


def priority(item: Wanted, setting: Setting) -> int:
    """Points for people who come first (独居老人, 残疾人, 困难群众 …), by the list or by its words."""
    within = setting.vocabulary.within
    first = any(within(group, one) for group in item.groups for one in PRIORITY)
    return setting.options.priority_points if first else 0
