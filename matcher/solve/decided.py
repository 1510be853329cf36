"""What people have decided comes first: a plan that obeys it, or the decisions that exclude each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matcher.domain import Candidates, Decision, DecisionKind, Options
from matcher.errors import Cancelled
from matcher.model import Model, build
from matcher.rules import decision_key
from matcher.solve import cpsat
from matcher.solve.engine import Clock, Found, Task

_ASKING = (DecisionKind.LOCK, DecisionKind.CLAIM)


@dataclass(frozen=True, slots=True)
class Settled:
    """Times of each pair (by key) that serve every locked and claimed need."""

    times: dict[tuple[str, int, str], int]


def settle(
    candidates: Candidates, decisions: Sequence[Decision], options: Options, clock: Clock
) -> Settled | None:
    """Serve the needs that locks and claims ask for, and no others.

    Serving nothing else takes nothing away, so there is a plan for the month exactly when there is one here.

    Returns:
        What serves them; ``None`` when the decisions exclude each other.

    Raises:
        Cancelled: The user stopped before it was known.
    """
    asking = [decision for decision in decisions if decision.kind in _ASKING]
    if not asking:
        return Settled({})
    model = build(_only(candidates, {d.need for d in asking}), decisions, options)
    task = Task(model.bounds(), model.rows, seed=options.seed, workers=options.workers)
    answer = cpsat.run(task, clock)
    if answer.found is Found.NONE:
        return None
    if answer.values is None:
        raise Cancelled
    return Settled(_times(model, answer.values))


def _times(model: Model, values: Sequence[int]) -> dict[tuple[str, int, str], int]:
    return {pair.key: values[at] for at, pair in enumerate(model.month.pairs) if values[at] > 0}


def _only(candidates: Candidates, needs: set[str | None]) -> Candidates:
    return replace(
        candidates,
        needs=tuple(weight for weight in candidates.needs if weight.need in needs),
        demands=tuple(demand for demand in candidates.demands if demand.need in needs),
        pairs=tuple(pair for pair in candidates.pairs if pair.need in needs),
    )


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
