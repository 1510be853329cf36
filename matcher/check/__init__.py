"""Does a plan keep every hard rule? In plain integers, from the data alone; it never sees the solver.

Each rule is one small predicate that yields a Chinese sentence for each breach. The values of the
levels are counted here a second time, by code of their own.
"""

from collections.abc import Callable, Iterator, Sequence

from matcher.check.case import Case
from matcher.check.decided import (
    decided_maxima_kept,
    decided_minima_kept,
    forbids_kept,
    locks_and_claims_kept,
)
from matcher.check.facts import (
    all_forms_or_none,
    each_pair_once,
    facts_as_in_the_data,
    only_candidates,
    open_needs_only,
    times_are_positive,
    uses_follow_times,
)
from matcher.check.levels import level_values
from matcher.check.limits import (
    few_enough_share,
    few_enough_units,
    one_event_at_a_time,
    units_within_caps,
    within_capacity,
    within_funds,
)
from matcher.domain import Candidates, Decision, Options, Plan

__all__ = ["level_values", "violations"]


def violations(
    candidates: Candidates, decisions: Sequence[Decision], options: Options, plan: Plan
) -> tuple[str, ...]:
    """Every breach of a hard rule, one Chinese sentence each; empty when the plan keeps them all."""
    case = Case(
        candidates,
        decisions,
        options,
        plan,
        pairs={pair.key: pair for pair in candidates.pairs},
        demands={(demand.need, demand.index): demand for demand in candidates.demands},
    )
    return tuple(sentence for rule in _RULES for sentence in rule(case))


_RULES: tuple[Callable[[Case], Iterator[str]], ...] = (
    each_pair_once,
    only_candidates,
    open_needs_only,
    facts_as_in_the_data,
    times_are_positive,
    uses_follow_times,
    all_forms_or_none,
    within_capacity,
    few_enough_share,
    units_within_caps,
    few_enough_units,
    decided_maxima_kept,
    decided_minima_kept,
    one_event_at_a_time,
    within_funds,
    locks_and_claims_kept,
    forbids_kept,
)
