"""From values of variables to the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from matcher.domain import Assignment, Demand, Level, Pair, PlanStatus
from matcher.model import Model


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What can be told of the best plan so far.

    Attributes:
        levels: One for each level, in order.
        assignments: Sorted by need, demand, resource.
        engine: Who found it.
    """

    levels: tuple[Level, ...]
    assignments: tuple[Assignment, ...]
    engine: str


class Standing(Protocol):
    """Where the best plan so far stands; read while it is written."""

    def standing(self) -> Reckoning:
        """What can be told by now."""
        ...


def assignments(model: Model, values: Sequence[int]) -> tuple[Assignment, ...]:
    """One assignment for each pair that takes part, sorted by need, demand, resource."""
    month = model.month
    return tuple(
        assignment(pair, month.demand_of(pair), values[at])
        for at, pair in enumerate(month.pairs)
        if values[at] > 0
    )


def assignment(pair: Pair, demand: Demand, times: int) -> Assignment:
    """A pair that takes part so many times."""
    return Assignment(
        need=pair.need,
        demand=pair.demand,
        resource=pair.resource,
        unit=pair.unit,
        form=demand.form,
        times=times,
        uses=times * pair.uses,
        score=pair.score,
        parts=pair.parts,
        flags=pair.flags,
    )


def status(levels: Sequence[Level], *, stopped: bool) -> PlanStatus:
    """Proven only when every level is."""
    if all(level.proven for level in levels):
        return PlanStatus.PROVEN_BEST
    return PlanStatus.STOPPED if stopped else PlanStatus.BEST_FOUND
