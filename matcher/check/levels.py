"""The values of the levels, counted a second time from the assignments alone."""

from collections import Counter, defaultdict
from hashlib import blake2b

from matcher.check.case import Key
from matcher.domain import Assignment, Candidates, Options, Plan


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
        values["committed"] = len({a.unit for a in plan.assignments if a.key in honouring})
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


def _honouring(candidates: Candidates, options: Options) -> set[Key]:
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
    now = {a.key: a.times for a in plan.assignments}
    before = {a.key: a.times for a in previous.assignments}
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
            used[a.unit] += a.times * (1000 * uses.get(a.key, 1) // capacity)
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
