"""What the rules look at: one month's candidates in a fixed order, and its decision variables.

The order is by key, never by row, so that nothing that follows can depend on how a list was sorted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from matcher.domain import Decision, DecisionKind, Demand, NeedWeight, Offer, Options, Pair
from matcher.rules.fairness import Group
from matcher.rules.packing import Pack

PairKey = tuple[str, int, str]


class Quantity(StrEnum):
    """What a decision variable counts."""

    TIMES = "times"
    """How many times the resource serves the demand: 0 … the pair's ``most``."""
    MET = "met"
    """1 when the need is met."""
    TAKES = "takes"
    """1 when the resource serves the demand at all (its own variable only where times can exceed 1)."""
    SERVES = "serves"
    """1 when the unit serves the need."""
    KEPT = "kept"
    """1 when a pair of the previous plan keeps its times."""
    BUSY = "busy"
    """1 when a unit with an open commitment serves something."""
    STEP = "step"
    """1 when a community's share reaches a step of the scale, or a unit's load exceeds one."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A whole number to be decided, ``0 <= value <= high``."""

    quantity: Quantity
    high: int
    name: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month as the rules see it; every collection is sorted by key.

    Attributes:
        needs: Open needs.
        demands: Demands of each need; empty for a need without any (it cannot be met).
        pairs: Every pair; its position is the index of its ``TIMES`` variable.
        offers: By resource id.
        caps: Needs a unit may serve at most; units without a cap are absent.
        of_demand: Pair positions of each (need, demand).
        of_resource: Pair positions of each resource.
        of_unit: Pair positions of each unit by need.
        variables: Every decision variable, by index.
        met: Variable index of each need.
        takes: Variable index of each pair position that has one (its ``TIMES`` where that is 0 or 1).
        serves: Variable index of each (unit, need) whose unit's cap can bite or which has to serve so many needs, or
            whose need is crowded.
        crowded: Units that could serve each need, in order, where more of them could at once than may.
        kept: Variable index of each pair position the previous plan used.
        busy: Variable index of each unit with an open commitment that could serve something well.
        honouring: Pair positions by which each of those units would honour it.
        reserve: Pair positions of units to be asked last.
        groups: Communities and units between which the plan is to be even, with their steps.
        packs: Sums beside capacities and caps that must not exceed a limit.
        previous: Times of each pair of the previous plan; ``None`` without a previous plan.
        decisions: As given, in a fixed order, each once.
        options: As given.
    """

    needs: tuple[NeedWeight, ...]
    demands: Mapping[str, tuple[Demand, ...]]
    pairs: tuple[Pair, ...]
    offers: Mapping[str, Offer]
    caps: Mapping[str, int]
    of_demand: Mapping[tuple[str, int], tuple[int, ...]]
    of_resource: Mapping[str, tuple[int, ...]]
    of_unit: Mapping[str, Mapping[str, tuple[int, ...]]]
    variables: tuple[Variable, ...]
    met: Mapping[str, int]
    takes: Mapping[int, int]
    serves: Mapping[tuple[str, str], int]
    crowded: Mapping[str, tuple[str, ...]]
    kept: Mapping[int, int]
    busy: Mapping[str, int]
    honouring: Mapping[str, tuple[int, ...]]
    reserve: tuple[int, ...]
    groups: tuple[Group, ...]
    packs: tuple[Pack, ...]
    previous: Mapping[PairKey, int] | None
    decisions: tuple[Decision, ...]
    options: Options

    def demand_of(self, pair: Pair) -> Demand:
        """The demand a pair would serve."""
        return self.demands[pair.need][pair.demand]


def decision_key(decision: Decision) -> tuple[str, ...]:
    """A fixed order of decisions that does not look at who made them or why."""
    return (
        decision.kind.value,
        decision.need or "",
        decision.resource or "",
        decision.unit or "",
        f"{decision.amount or 0:04}",
    )


def least_of_units(decisions: Iterable[Decision]) -> dict[str, int]:
    """How many needs each unit has to serve by the meeting's decision; units without one are absent."""
    found: dict[str, int] = {}
    for decision in decisions:
        if decision.kind is DecisionKind.UNIT_LEAST and decision.unit and decision.amount:
            found[decision.unit] = max(decision.amount, found.get(decision.unit, 0))
    return found


def most_times(pair: Pair, demand: Demand, offers: Mapping[str, Offer]) -> int:
    """How many times the pair could happen at most: the demand's times, or what the capacity allows."""
    capacity = offers[pair.resource].capacity
    return demand.times if capacity is None else min(demand.times, capacity // pair.uses)


def cap_bites(cap: int | None, by_need: Mapping[str, tuple[int, ...]]) -> bool:
    """Whether a unit has more candidate needs than it may serve."""
    return cap is not None and len(by_need) > cap


def crowds(demands: Sequence[Demand], options: Options) -> bool:
    """Whether the demands of a need leave places for more units than may take part in a project."""
    places = sum(min(demand.times, options.split_limit) for demand in demands)
    return places > options.units_per_project


def split_bites(demand: Demand, suppliers: int, options: Options) -> bool:
    """Whether more resources could share the demand than may."""
    return min(demand.times, suppliers) > options.split_limit
