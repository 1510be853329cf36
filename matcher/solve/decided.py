"""What people have decided comes first: a plan that obeys it, or the decisions that exclude each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matcher.domain import Candidates, Decision, Options
from matcher.errors import Cancelled
from matcher.model import Model, build
from matcher.rules import decision_key, least_of_units
from matcher.rules.must import concerned
from matcher.solve import cpsat
from matcher.solve.engine import Bounds, Clock, Found, Task, keeps_all
from matcher.solve.greedy import completed, first_plan, rank


@dataclass(frozen=True, slots=True)
class Settled:
    """Times of each pair (by key) that serve whatever decisions ask for."""

    times: dict[tuple[str, int, str], int]


def settle(
    candidates: Candidates, decisions: Sequence[Decision], options: Options, clock: Clock
) -> Settled | None:
    """Serve the needs that locks and claims ask for and those that count for a unit's minimum, and no others.

    Serving nothing else takes nothing away, so there is a plan for the month exactly when there is one here.
    What a first plan finds is taken; an engine is asked where that does not keep every decision.

    Returns:
        What serves them; ``None`` when the decisions exclude each other.

    Raises:
        Cancelled: The user stopped before it was known.
    """
    if _beyond(candidates, decisions):
        return None
    needs = _concerned(candidates, decisions)
    if not needs:
        return Settled({})
    model = build(_only(candidates, needs), decisions, options)
    task = Task(model.bounds(), model.rows, seed=options.seed, workers=options.workers)
    at_once = _at_once(model, task.bounds)
    if keeps_all(task, at_once):
        return Settled(_times(model, at_once))
    answer = cpsat.run(task, clock)
    if answer.found is Found.NONE:
        return None
    if answer.values is None:
        raise Cancelled
    return Settled(_times(model, answer.values))


def _beyond(candidates: Candidates, decisions: Sequence[Decision]) -> bool:
    """Whether a unit has to serve more needs than it has candidates for, or than its maximum."""
    able = dict.fromkeys(least_of_units(decisions), 0)
    for unit, _ in {(pair.unit, pair.need) for pair in candidates.pairs if pair.unit in able}:
        able[unit] += 1
    for limit in candidates.limits:
        if limit.unit in able and limit.most is not None:
            able[limit.unit] = min(able[limit.unit], limit.most)
    return any(able[unit] < least for unit, least in least_of_units(decisions).items())


def _concerned(candidates: Candidates, decisions: Sequence[Decision]) -> set[str]:
    """Needs that decisions ask to be met, or some of which they ask a unit to serve."""
    least = least_of_units(decisions)
    named = {d.need for d in decisions if d.kind.asks and d.need is not None}
    return named | {pair.need for pair in candidates.pairs if pair.unit in least}


def _at_once(model: Model, bounds: Bounds) -> tuple[int, ...]:
    """A first plan that likes best what decisions ask for; it may still not keep them all."""
    month = model.month
    liked = [0.0] * len(month.variables)
    for decision in month.decisions:
        for at in concerned(month, decision) if decision.kind.asks else ():
            liked[at] = 1.0
    return completed(model, first_plan(model, bounds, [0] * len(month.pairs), liked))


def _times(model: Model, values: Sequence[int]) -> dict[tuple[str, int, str], int]:
    """Times of the pairs of the needs that are asked for, and of no more that count for a unit than it has to serve."""
    month = model.month
    units: dict[str, set[str]] = {}
    for at, pair in enumerate(month.pairs):
        if values[at] > 0:
            units.setdefault(pair.need, set()).add(pair.unit)
    left = Counter(least_of_units(month.decisions))
    kept = {d.need for d in month.decisions if d.kind.asks and d.need is not None}
    for weight in sorted(month.needs, key=lambda w: (w.need not in kept, rank(month, w))):
        serving = units.get(weight.need, set())
        if weight.need in kept or any(left[unit] > 0 for unit in serving):
            kept.add(weight.need)
            left.subtract(serving)
    return {
        pair.key: values[at]
        for at, pair in enumerate(month.pairs)
        if values[at] > 0 and pair.need in kept
    }


def _only(candidates: Candidates, needs: set[str]) -> Candidates:
    return replace(
        candidates,
        needs=tuple(weight for weight in candidates.needs if weight.need in needs),
        demands=tuple(demand for demand in candidates.demands if demand.need in needs),
        pairs=tuple(pair for pair in candidates.pairs if pair.need in needs),
    )


def most_possible(
    candidates: Candidates,
    decisions: Sequence[Decision],
    least: Decision,
    options: Options,
    clock: Clock,
) -> int:
    """How many needs a unit with a decided minimum that is too high can serve at most, beside other decisions."""
    others = [one for one in decisions if one.subject != least.subject]
    low, high = 0, least.amount or 1
    while high - low > 1:
        middle = (low + high) // 2
        asked = replace(least, amount=middle)
        if settle(candidates, (*others, asked), options, clock) is None:
            high = middle
        else:
            low = middle
    return low


def core(
    candidates: Candidates, decisions: Sequence[Decision], options: Options, clock: Clock
) -> tuple[Decision, ...]:
    """A smallest set of decisions that exclude each other: without any one of them a plan exists.

    Decisions are left out one by one, as long as those that stay still exclude each other; what nobody
    can leave out remains. Claims and locks of needs the others do not touch go first, many at a time.
    """

    def excluded(those: Sequence[Decision]) -> bool:
        return settle(candidates, those, options, clock) is None

    stay = sorted(set(decisions), key=decision_key)
    size = max(1, len(stay) // 2)
    while True:
        at = 0
        while at < len(stay):
            without = stay[:at] + stay[at + size :]
            if excluded(without):
                stay = without
            else:
                at += size
        if size == 1:
            return tuple(stay)
        size = max(1, size // 2)
