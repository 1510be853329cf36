"""Does the plan stay within what resources, units, openings and funds can give?"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from matcher.check.case import Case
from matcher.domain import Assignment, Timetable


def within_capacity(case: Case) -> Iterator[str]:
    """No resource gives more than it has."""
    used = Counter[str]()
    for a in case.plan.assignments:
        pair = case.pairs.get(a.key)
        used[a.resource] += a.times * (pair.uses if pair else 1)
    for offer in case.candidates.offers:
        if offer.capacity is not None and used[offer.resource] > offer.capacity:
            yield (
                f"{offer.resource} 本轮容量{offer.capacity}{offer.measure}，"
                f"方案用了{used[offer.resource]}{offer.measure}"
            )


def few_enough_share(case: Case) -> Iterator[str]:
    """No demand is shared by more resources than the options allow."""
    sharing: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for a in case.plan.assignments:
        sharing[a.need, a.demand].add(a.resource)
    for (need, index), resources in sharing.items():
        if len(resources) > case.options.split_limit:
            yield f"{need} 第{index + 1}项要求由{len(resources)}家承担，至多{case.options.split_limit}家"


def units_within_caps(case: Case) -> Iterator[str]:
    """No unit serves more needs than its cap."""
    serving: defaultdict[str, set[str]] = defaultdict(set)
    for a in case.plan.assignments:
        serving[a.unit].add(a.need)
    for limit in case.candidates.limits:
        count = len(serving[limit.unit])
        if limit.most is not None and count > limit.most:
            yield f"{limit.unit} 承接了{count}项需求，本轮至多{limit.most}项"


def few_enough_units(case: Case) -> Iterator[str]:
    """No need is served by more units than the options allow."""
    most = case.options.units_per_project
    serving: defaultdict[str, set[str]] = defaultdict(set)
    for a in case.plan.assignments:
        serving[a.need].add(a.unit)
    for need, units in serving.items():
        if len(units) > most:
            yield f"{need} 由{len(units)}家单位共同承担，一个项目至多{most}家"


def one_event_at_a_time(case: Case) -> Iterator[str]:
    """Give every event an opening that suits its need, moving others on where that makes room."""
    events: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for a in case.plan.assignments:
        pair = case.pairs.get(a.key)
        events[a.resource][a.need] += a.times * (pair.uses if pair else 1)
    for table in case.candidates.timetables:
        left_out = _without_opening(table, events[table.resource])
        if left_out:
            yield f"{table.resource} 的开放时段排不下{left_out}的全部场次"


def _without_opening(table: Timetable, events: Mapping[str, int]) -> str:
    """A need not all of whose events find an opening, or empty."""
    suiting = dict(table.suiting)
    held: dict[int, list[str]] = {at: [] for at in range(len(table.openings))}

    def place(need: str, seen: set[int]) -> bool:
        for at in suiting[need]:
            if at in seen:
                continue
            seen.add(at)
            if len(held[at]) < table.room:
                held[at].append(need)
                return True
            for other in dict.fromkeys(held[at]):
                if place(other, seen):
                    held[at].remove(other)
                    held[at].append(need)
                    return True
        return False

    for need, count in sorted(events.items()):
        room = table.room * len(table.openings)
        if need in suiting and (count > room or not all(place(need, set()) for _ in range(count))):
            return need
    return ""


def within_funds(case: Case) -> Iterator[str]:
    """Funds give no more than they have left, nor more to one project than their limit."""
    money = {offer.resource for offer in case.candidates.offers if offer.measure == "元"}
    served: defaultdict[str, list[Assignment]] = defaultdict(list)
    for a in case.plan.assignments:
        served[a.need].append(a)
    times: defaultdict[str, list[int]] = defaultdict(list)
    for demand in case.candidates.demands:
        times[demand.need].append(demand.times)
    given = Counter[str]()
    for grant in case.candidates.grants:
        those = served.get(grant.need, [])
        single = times[grant.need] == [1]
        if not those or (single and all(a.resource in money for a in those)):
            continue
        given[grant.fund] += grant.yuan
        if grant.cap is not None and grant.yuan > grant.cap:
            yield f"{grant.need} 需资助{grant.yuan}元，{grant.fund}单项上限为{grant.cap}元"
    for fund in case.candidates.funds:
        if given[fund.fund] > fund.left:
            yield f"{fund.fund} 本轮可用{fund.left}元，方案用了{given[fund.fund]}元"
