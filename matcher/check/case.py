"""A plan beside the data it was made from, looked up by key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.domain import Candidates, Decision, Demand, Options, Pair, Plan

Key = tuple[str, int, str]
"""Need, demand, resource."""


@dataclass(frozen=True, slots=True)
class Case:
    """Data and plan, looked up by key."""

    candidates: Candidates
    decisions: Sequence[Decision]
    options: Options
    plan: Plan
    pairs: Mapping[Key, Pair]
    demands: Mapping[tuple[str, int], Demand]
