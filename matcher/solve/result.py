"""From values of variables to the plan."""

from collections.abc import Sequence

from matcher.domain import Assignment, Level, PlanStatus
from matcher.model import Model


def assignments(model: Model, values: Sequence[int]) -> tuple[Assignment, ...]:
    """One assignment for each pair that takes part, sorted by need, demand, resource."""
    month = model.month
    return tuple(
        Assignment(
            need=pair.need,
            demand=pair.demand,
            resource=pair.resource,
            unit=pair.unit,
            form=month.demand_of(pair).form,
            times=values[at],
            uses=values[at] * pair.uses,
            score=pair.score,
            parts=pair.parts,
            flags=pair.flags,
        )
        for at, pair in enumerate(month.pairs)
        if values[at] > 0
    )


def status(levels: Sequence[Level], *, stopped: bool) -> PlanStatus:
    """Proven only when every level is."""
    if all(level.proven for level in levels):
        return PlanStatus.PROVEN_BEST
    return PlanStatus.STOPPED if stopped else PlanStatus.BEST_FOUND
