"""Does a plan keep every hard rule? In plain integers, from the data alone; it never sees the solver.

Each rule is one small predicate that yields a Chinese sentence for each breach. The values of the
levels are counted here a second time, by code of their own.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from matcher.domain import (
    Assignment,
    Candidates,
    Decision,
    DecisionKind,
    Demand,
    Options,
    Pair,
    Plan,
    Timetable,
)

_Key = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class _Case:
    """Data and plan, looked up by key."""

    candidates: Candidates
    decisions: Sequence[Decision]
    options: Options
    plan: Plan
    pairs: Mapping[_Key, Pair]
    demands: Mapping[tuple[str, int], Demand]


def violations(
    candidates: Candidates, decisions: Sequence[Decision], options: Options, plan: Plan
) -> tuple[str, ...]:
    """Every breach of a hard rule, one Chinese sentence each; empty when the plan keeps them all."""
    case = _Case(
        candidates,
        decisions,
        options,
        plan,
        pairs={pair.key: pair for pair in candidates.pairs},
        demands={(demand.need, demand.index): demand for demand in candidates.demands},
    )
    return tuple(sentence for rule in _RULES for sentence in rule(case))


def level_values(
    candidates: Candidates, options: Options, plan: Plan, previous: Plan | None = None
) -> dict[str, int]:
    """The value of each level, counted from the plan's assignments alone.

    Args:
        candidates: What the plan was made from.
        options: Likewise.
        plan: Only its assignments are looked at; they must keep every rule.
        previous: The plan from which changes are counted; ``None`` leaves that level out.
    """
    met = {assignment.need for assignment in plan.assignments}
    values = {
        f"urgent_{urgency}": sum(w.urgency == urgency and w.need in met for w in candidates.needs)
        for urgency in range(5, options.urgent_from - 1, -1)
    }
    values["weighted"] = sum(weight.weight for weight in candidates.needs if weight.need in met)
    limits = candidates.limits
    honouring = _honouring(candidates, options)
    if honouring:
        values["committed"] = len({a.unit for a in plan.assignments if _key(a) in honouring})
    if options.reserve_last and (
        last := _with_pairs(candidates, {u.unit for u in limits if u.reserve})
    ):
        values["reserve"] = sum(a.unit in last for a in plan.assignments)
    if previous is not None:
        values["changes"] = _changed(plan, previous)
    fit, even = {"fit": _fit(candidates, plan)}, _evenness(candidates, options, plan, met)
    values |= even | fit if options.fairness_first else fit | even
    times = {(demand.need, demand.index): demand.times for demand in candidates.demands}
    values["tie_break"] = sum(
        a.times * _preference(a, times[a.need, a.demand]) for a in plan.assignments
    )
    return values


def _honouring(candidates: Candidates, options: Options) -> set[_Key]:
    """Pairs by which a unit with an open promise honours it: hardly worse than the best of their demand."""
    owing = {limit.unit for limit in candidates.limits if limit.least > 0}
    if not options.commitments or not owing:
        return set()
    scores: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for pair in candidates.pairs:
        scores[pair.need, pair.demand].append(pair.score)
    return {
        pair.key
        for pair in candidates.pairs
        if pair.unit in owing
        and max(scores[pair.need, pair.demand]) - pair.score <= options.commitment_points
    }


def _with_pairs(candidates: Candidates, units: set[str]) -> set[str]:
    """Those of the units that could serve something."""
    return units & {pair.unit for pair in candidates.pairs}


def _changed(plan: Plan, previous: Plan) -> int:
    now = {_key(a): a.times for a in plan.assignments}
    before = {_key(a): a.times for a in previous.assignments}
    return sum(now.get(key, 0) != before.get(key, 0) for key in now.keys() | before.keys())


def _fit(candidates: Candidates, plan: Plan) -> int:
    """Sixtieths of a point: the score over the number of demands of the need and times of the demand."""
    demands = Counter(demand.need for demand in candidates.demands)
    times = {(demand.need, demand.index): demand.times for demand in candidates.demands}
    return sum(
        a.times * (60 * a.score // (demands[a.need] * times[a.need, a.demand]))
        for a in plan.assignments
    )


def _evenness(
    candidates: Candidates, options: Options, plan: Plan, met: set[str]
) -> dict[str, int]:
    """Communities at each tenth of needs met, units at each tenth of load; only where a plan could matter."""
    values: dict[str, int] = {}
    if options.fairness and len(candidates.shares) <= 40:
        values |= _shares(candidates, met)
    if options.fairness and len(candidates.loads) <= 120:
        values |= _loads(candidates, plan)
    return values


def _shares(candidates: Candidates, met: set[str]) -> dict[str, int]:
    open_needs = {weight.need for weight in candidates.needs}
    told = []
    for share in candidates.shares:
        needs = open_needs & set(share.needs)
        asked = share.asked_before + len(needs)
        told.append((share.met_before, len(needs), len(needs & met), asked))
    return {
        f"share_{step}": sum(
            asked > 0 and 10 * (old + now) >= step * asked for old, _, now, asked in told
        )
        for step in range(1, 11)
        if any(10 * old < step * asked <= 10 * (old + most) for old, most, _, asked in told)
    }


def _loads(candidates: Candidates, plan: Plan) -> dict[str, int]:
    capacities = {offer.resource: offer.capacity for offer in candidates.offers}
    uses = {pair.key: pair.uses for pair in candidates.pairs}
    used = Counter[str]()
    for a in plan.assignments:
        if capacity := capacities.get(a.resource):
            used[a.unit] += a.times * (1000 * uses.get(_key(a), 1) // capacity)
    own = Counter(offer.unit for offer in candidates.offers if offer.capacity)
    told = [
        (load.used_before, own[load.unit], used[load.unit], load.offers_before + own[load.unit])
        for load in candidates.loads
    ]
    return {
        f"load_{step}": sum(old + now > 100 * step * offers for old, _, now, offers in told)
        for step in range(9, 0, -1)
        if any(old <= 100 * step * offers < old + 1000 * most for old, most, _, offers in told)
    }


def _preference(assignment: Assignment, times: int) -> int:
    text = f"{assignment.need}\x1f{assignment.demand}\x1f{assignment.resource}"
    digest = int.from_bytes(blake2b(text.encode("utf-8"), digest_size=8).digest(), "big")
    return digest % max(64, 4096 // times) + 1


def _key(assignment: Assignment) -> _Key:
    return (assignment.need, assignment.demand, assignment.resource)


def _each_pair_once(case: _Case) -> Iterator[str]:
    counts = Counter(_key(assignment) for assignment in case.plan.assignments)
    for (need, demand, resource), count in counts.items():
        if count > 1:
            yield f"{need} 第{demand + 1}项要求与 {resource} 的对接出现了{count}次"


def _only_candidates(case: _Case) -> Iterator[str]:
    for assignment in case.plan.assignments:
        if _key(assignment) not in case.pairs:
            yield f"{assignment.need} 与 {assignment.resource} 不是可以对接的一对"


def _facts_as_in_the_data(case: _Case) -> Iterator[str]:
    for a in case.plan.assignments:
        pair = case.pairs.get(_key(a))
        if pair is None:
            continue
        form = case.demands[a.need, a.demand].form
        told = (a.unit, a.form, a.score, a.parts, a.flags)
        if told != (pair.unit, form, pair.score, pair.parts, pair.flags):
            yield f"{a.need} 与 {a.resource} 的单位、形式或匹配度与清单不一致"
        if sum(part.points for part in a.parts) != a.score:
            yield f"{a.need} 与 {a.resource} 的匹配度{a.score}不等于各部分之和"


def _times_are_positive(case: _Case) -> Iterator[str]:
    for assignment in case.plan.assignments:
        if assignment.times < 1:
            yield f"{assignment.need} 与 {assignment.resource} 安排了{assignment.times}次"


def _uses_follow_times(case: _Case) -> Iterator[str]:
    for a in case.plan.assignments:
        pair = case.pairs.get(_key(a))
        if pair is not None and a.uses != a.times * pair.uses:
            yield f"{a.need} 占用 {a.resource} 应为{a.times * pair.uses}，方案写的是{a.uses}"


def _all_forms_or_none(case: _Case) -> Iterator[str]:
    served = Counter[tuple[str, int]]()
    for a in case.plan.assignments:
        served[a.need, a.demand] += a.times
    met = {need for need, _ in served}
    for (need, index), demand in case.demands.items():
        if need in met and served[need, index] != demand.times:
            yield f"{need} 第{index + 1}项要求{demand.times}次，方案安排了{served[need, index]}次"


def _open_needs_only(case: _Case) -> Iterator[str]:
    known = {weight.need for weight in case.candidates.needs}
    for need in sorted({a.need for a in case.plan.assignments} - known):
        yield f"{need} 不在本轮待对接需求之中"


def _within_capacity(case: _Case) -> Iterator[str]:
    used = Counter[str]()
    for a in case.plan.assignments:
        pair = case.pairs.get(_key(a))
        used[a.resource] += a.times * (pair.uses if pair else 1)
    for offer in case.candidates.offers:
        if offer.capacity is not None and used[offer.resource] > offer.capacity:
            yield (
                f"{offer.resource} 本轮容量{offer.capacity}{offer.measure}，"
                f"方案用了{used[offer.resource]}{offer.measure}"
            )


def _few_enough_share(case: _Case) -> Iterator[str]:
    sharing: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for a in case.plan.assignments:
        sharing[a.need, a.demand].add(a.resource)
    for (need, index), resources in sharing.items():
        if len(resources) > case.options.split_limit:
            yield f"{need} 第{index + 1}项要求由{len(resources)}家承担，至多{case.options.split_limit}家"


def _units_within_caps(case: _Case) -> Iterator[str]:
    serving: defaultdict[str, set[str]] = defaultdict(set)
    for a in case.plan.assignments:
        serving[a.unit].add(a.need)
    for limit in case.candidates.limits:
        count = len(serving[limit.unit])
        if limit.most is not None and count > limit.most:
            yield f"{limit.unit} 承接了{count}项需求，本轮至多{limit.most}项"


def _few_enough_units(case: _Case) -> Iterator[str]:
    most = case.options.units_per_project
    serving: defaultdict[str, set[str]] = defaultdict(set)
    for a in case.plan.assignments:
        serving[a.need].add(a.unit)
    for need, units in serving.items():
        if len(units) > most:
            yield f"{need} 由{len(units)}家单位共同承担，一个项目至多{most}家"


def _one_event_at_a_time(case: _Case) -> Iterator[str]:
    """Give every event an opening that suits its need, moving others on where that makes room."""
    events: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for a in case.plan.assignments:
        pair = case.pairs.get(_key(a))
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


def _within_funds(case: _Case) -> Iterator[str]:
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


def _decided_maxima_kept(case: _Case) -> Iterator[str]:
    for decision in case.decisions:
        if decision.kind is DecisionKind.UNIT_MOST and decision.amount is not None:
            count = len({a.need for a in case.plan.assignments if a.unit == decision.unit})
            if count > decision.amount:
                yield f"{decision.unit} 承接了{count}项需求，违反“{decision.words}”"


def _locks_and_claims_kept(case: _Case) -> Iterator[str]:
    by_resource = {(a.need, a.resource) for a in case.plan.assignments}
    by_unit = {(a.need, a.unit) for a in case.plan.assignments}
    for decision in case.decisions:
        if decision.kind is DecisionKind.LOCK:
            kept = (decision.need, decision.resource) in by_resource
        elif decision.kind is DecisionKind.CLAIM:
            kept = (decision.need, decision.unit) in by_unit
        else:
            kept = True
        if not kept:
            yield f"没有执行“{decision.words}”"


def _forbids_kept(case: _Case) -> Iterator[str]:
    for decision in case.decisions:
        if not decision.kind.shuts_out:
            continue
        for a in case.plan.assignments:
            same_need = decision.need is None or decision.need == a.need
            if same_need and (decision.resource == a.resource or decision.unit == a.unit):
                yield f"{a.need} 与 {a.resource} 的对接违反“{decision.words}”"


_RULES: tuple[Callable[[_Case], Iterator[str]], ...] = (
    _each_pair_once,
    _only_candidates,
    _open_needs_only,
    _facts_as_in_the_data,
    _times_are_positive,
    _uses_follow_times,
    _all_forms_or_none,
    _within_capacity,
    _few_enough_share,
    _units_within_caps,
    _few_enough_units,
    _decided_maxima_kept,
    _one_event_at_a_time,
    _within_funds,
    _locks_and_claims_kept,
    _forbids_kept,
)
