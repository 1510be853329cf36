"""What meeting a need counts for."""

from matcher.domain import Need, NeedWeight

BASE = 10
PER_MONTH = 5
MOST_MONTHS = 6
MOST_DOUBLINGS = 14


def weight_of(need: Need) -> NeedWeight:
    """10 for every need, 5 for each month waited (at most 6), 1 for each doubling of the people reached.

    The people (or households) count by the number of binary digits: 1 person 1, 50 people 6, 100 people 7, 1000 people 10,
    at most 14; unknown counts 0. So a need of 100 people that has waited two months weighs 10 + 10 + 7 = 27.
    """
    people = (need.beneficiaries.value if need.beneficiaries else None) or 0
    breadth = min(people.bit_length(), MOST_DOUBLINGS)
    waited = min(need.months_waited, MOST_MONTHS)
    return NeedWeight(need.id, need.urgency, BASE + PER_MONTH * waited + breadth)
