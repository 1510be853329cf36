"""The rules of the month: one function per rule, all of them in :data:`RULES`.

A rule yields rows (conditions no plan breaks) or labelled terms; the objective of a level is the sum
of its terms, so the explanation of a level is the same list read again with the plan's values.
Which solver works on them is not known here.
"""

from matcher.rules.cover import commitments_honoured, urgent_needs_first, weighty_needs
from matcher.rules.fairness import evenness_counts, level_names
from matcher.rules.levels import FIT, FIT_SCALE, TIE_BREAK, LevelSpec, levels, urgency_levels
from matcher.rules.month import Month, Quantity, Variable, decision_key, least_of_units
from matcher.rules.must import (
    all_forms_or_none,
    at_most_so_many_share,
    claims,
    few_enough_units,
    forbids,
    locks,
    one_event_at_a_time,
    serve_only_what_is_met,
    taking_part_is_serving,
    unit_least_kept,
    unit_within_its_cap,
    within_capacity,
    within_funds,
)
from matcher.rules.packing import Pack, PackKind
from matcher.rules.prefer import (
    even_shares_and_loads,
    fewest_changes,
    fixed_choice_between_equals,
    good_fit,
    reserve_units_last,
)
from matcher.rules.rule import Heading, Rule
from matcher.rules.survey import survey
from matcher.rules.terms import Row, Term

RULES: tuple[Rule, ...] = (
    # must
    all_forms_or_none,
    serve_only_what_is_met,
    within_capacity,
    taking_part_is_serving,
    at_most_so_many_share,
    unit_within_its_cap,
    unit_least_kept,
    few_enough_units,
    one_event_at_a_time,
    within_funds,
    locks,
    claims,
    forbids,
    # cover
    urgent_needs_first,
    weighty_needs,
    commitments_honoured,
    # prefer
    reserve_units_last,
    fewest_changes,
    good_fit,
    even_shares_and_loads,
    fixed_choice_between_equals,
)

__all__ = [
    "FIT",
    "FIT_SCALE",
    "RULES",
    "TIE_BREAK",
    "Heading",
    "LevelSpec",
    "Month",
    "Pack",
    "PackKind",
    "Quantity",
    "Row",
    "Rule",
    "Term",
    "Variable",
    "decision_key",
    "evenness_counts",
    "least_of_units",
    "level_names",
    "levels",
    "survey",
    "urgency_levels",
]
