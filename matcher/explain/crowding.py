"""Why a need that has candidates got none of them: who took the capacity, which unit is full."""

from collections import Counter
from collections.abc import Iterable, Sequence

from matcher.domain import Demand, Need, Pair, PlanStatus, Reason
from matcher.explain.sight import Sight
from matcher.explain.sums import events_left, fund_reason
from matcher.explain.words import MONEY, amount_words, listed, needs_words, resource_words

_ENDLESS = 10**12
"""Stands for unlimited capacity in sums."""

_NAMED = 2


def crowded_out(need: Need, demands: Sequence[Demand], sight: Sight) -> tuple[Reason, str]:
    """The deciding reason of a need each of whose demands has candidates."""
    never = fund_reason(need.id, sight, ever=True)
    if never is not None:
        return never
    for demand in demands:
        if _together((_alone(pair, sight) for pair in _pairs(demand, sight)), sight) < demand.times:
            return _never_enough(demand, sight)
    short = [demand for demand in demands if _still(demand, sight) < demand.times]
    if short:
        return _taken(min(short, key=lambda demand: len(_pairs(demand, sight))), sight)
    spent = fund_reason(need.id, sight, ever=False)
    if spent is not None:
        return spent
    if sight.plan.status is not PlanStatus.PROVEN_BEST:
        return Reason.UNSETTLED, "候选资源还有余量，求解在排入前已停止；请延长求解时限后重新对接。"
    holders = needs_words(_holders(_pairs(demands[0], sight), sight), sight)
    yielding = f"；要满足它，须由{holders}让出" if holders else ""
    limit = sight.options.units_per_project
    places = sum(min(demand.times, sight.options.split_limit) for demand in demands)
    most = f"（一个项目至多{limit}家单位参与）" if places > limit else ""
    return Reason.OUTRANKED, f"各种形式单独都有余量，合在一起排不开{most}{yielding}。"


def lack_of(need: Need, pair: Pair, sight: Sight) -> str:
    """What a candidate of an unmet need lacks, with the facts."""
    demand = next(d for d in sight.demands[need.id] if d.index == pair.demand)
    room = _room(pair, sight)
    if sight.full(pair.unit):
        return _unit_words(pair.unit, sight)
    if _alone(pair, sight) < demand.times and room == _alone(pair, sight):
        return f"本轮最多{_amount(pair, room, sight)}，需要{_amount(pair, demand.times, sight)}"
    if money := fund_reason(need.id, sight, ever=False) or fund_reason(need.id, sight, ever=True):
        return f"{money[0].label}：{money[1].rstrip('。')}"
    if room == 0:
        return f"已用完，用于{needs_words(_users(pair.resource, sight), sight)}"
    if room < demand.times:
        return f"只剩{_amount(pair, room, sight)}，需要{_amount(pair, demand.times, sight)}"
    others = [d for d in sight.demands[need.id] if _still(d, sight) < d.times]
    missing = listed(d.form.label if d.form else "任一形式" for d in others if d != demand)
    return f"可用，但需求还缺{missing}" if missing else "可用，本方案未排入"


def _pairs(demand: Demand, sight: Sight) -> tuple[Pair, ...]:
    return sight.pairs.get((demand.need, demand.index), ())


def _alone(pair: Pair, sight: Sight) -> int:
    """How many times the pair could serve if nobody else wanted anything."""
    offer = sight.offers.get(pair.resource)
    if sight.most.get(pair.unit) == 0:
        return 0
    free = events_left(pair, sight, alone=True)
    most = _ENDLESS if free is None else free
    if offer is None or offer.capacity is None:
        return most
    return min(most, offer.capacity // pair.uses)


def _room(pair: Pair, sight: Sight) -> int:
    """How many times the pair could still serve beside the plan, whatever its unit's limit."""
    offer = sight.offers.get(pair.resource)
    free = events_left(pair, sight)
    most = _ENDLESS if free is None else free
    if offer is None or offer.capacity is None:
        return most
    return min(most, max(0, offer.capacity - sight.used(pair.resource)) // pair.uses)


def _together(rooms: Iterable[int], sight: Sight) -> int:
    """What the best few give together; no more share a demand than the options allow."""
    return sum(sorted(rooms, reverse=True)[: sight.options.split_limit])


def _still(demand: Demand, sight: Sight) -> int:
    """How many times the demand could still be served beside the plan."""
    pairs = _pairs(demand, sight)
    return _together((0 if sight.full(p.unit) else _room(p, sight) for p in pairs), sight)


def _never_enough(demand: Demand, sight: Sight) -> tuple[Reason, str]:
    """All candidates together fall short even with nobody else served."""
    pairs = _pairs(demand, sight)
    best = sorted(pairs, key=lambda pair: -_alone(pair, sight))
    most = _together((_alone(pair, sight) for pair in pairs), sight)
    limit = sight.options.split_limit
    first = resource_words(sight.resources[best[0].resource])
    if len(pairs) > 1:
        who = f"{first}等{len(pairs)}项候选资源全部给它"
        most_words = f"（最多由{limit}家承担）" if len(pairs) > limit else ""
    else:
        who, most_words = f"唯一的候选{first}全部给它", ""
    form = f"{demand.form.label}" if demand.form else ""
    wanted = _amount(best[0], demand.times, sight)
    given = _amount(best[0], most, sight)
    return (
        _capacity_reason(pairs, sight),
        f"{form}需要{wanted}，{who}也只有{given}{most_words}。",
    )


def _taken(demand: Demand, sight: Sight) -> tuple[Reason, str]:
    """What there is has gone to other needs, or its units are full."""
    pairs = _pairs(demand, sight)
    form = f"{demand.form.label}：" if demand.form else ""
    if any(_room(pair, sight) > 0 and not sight.full(pair.unit) for pair in pairs):
        left = _amount(pairs[0], _still(demand, sight), sight)
        wanted = _amount(pairs[0], demand.times, sight)
        holders = needs_words(_holders(pairs, sight), sight)
        return (
            Reason.OUTRANKED,
            f"{form}需要{wanted}，候选资源只剩{left}；要满足它，须由{holders}让出。",
        )
    states = [_state(pair, sight) for pair in pairs]
    counts = Counter(states)
    reason = max(dict.fromkeys(states), key=lambda state: counts[state])
    blocked = [pair for pair, state in zip(pairs, states, strict=True) if state is reason]
    if reason is Reason.UNIT_CAP:
        words = [_unit_words(unit, sight) for unit in dict.fromkeys(pair.unit for pair in blocked)]
        how = "所在单位都已排满"
    else:
        words = [_used_words(pair, sight) for pair in blocked]
        how = "都已用完" if len(blocked) == len(pairs) else "都已排满"
    who = f"{len(pairs)}项候选资源" if len(pairs) > 1 else "唯一的候选资源"
    how = how if len(pairs) > 1 else how.replace("都", "")
    return reason, f"{form}{who}{how}：{'；'.join(words[:_NAMED])}。"


def _state(pair: Pair, sight: Sight) -> Reason:
    return Reason.UNIT_CAP if _room(pair, sight) > 0 else _capacity_reason([pair], sight)


def _capacity_reason(pairs: Sequence[Pair], sight: Sight) -> Reason:
    """Money that is used up is 经费不足, anything else 容量已满."""
    measures = {sight.offers[p.resource].measure for p in pairs if p.resource in sight.offers}
    return Reason.BUDGET if measures == {MONEY} else Reason.CAPACITY


def _users(resource: str, sight: Sight) -> set[str]:
    return {item.need for item in sight.taken.get(resource, ())}


def _holders(pairs: Sequence[Pair], sight: Sight) -> set[str]:
    """Needs that hold what the pairs would take."""
    found: set[str] = set()
    for pair in pairs:
        found |= _users(pair.resource, sight)
        if sight.full(pair.unit):
            found |= set(sight.load.get(pair.unit, ()))
    return found


def _used_words(pair: Pair, sight: Sight) -> str:
    name = resource_words(sight.resources[pair.resource])
    offer = sight.offers.get(pair.resource)
    spare = offer is not None and (offer.capacity or _ENDLESS) - sight.used(pair.resource)
    held = "可用的场次已排满，" if events_left(pair, sight) == 0 and spare else ""
    return f"{name}{held}用于{needs_words(_users(pair.resource, sight), sight)}"


def _unit_words(unit: str, sight: Sight) -> str:
    served = sight.load.get(unit, ())
    most = sight.most.get(unit)
    whom = f"，用于{needs_words(served, sight)}" if served else ""
    return f"{unit}本轮已承接{len(served)}项，达到上限{most}项{whom}"


def _amount(pair: Pair, times: int, sight: Sight) -> str:
    """So many times of a pair, in the words of its offer."""
    measure = sight.offers[pair.resource].measure if pair.resource in sight.offers else "次"
    amount = times * pair.uses if measure == MONEY else times
    return amount_words(amount, measure if measure == MONEY else "次")
