"""The month as one model in whole numbers: variables, every rule applied, terms by level.

No solver yet: rows and terms are plain values, which any engine can be given and any test can read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.domain import Candidates, Decision, Options, Plan, Stop, never
from matcher.errors import Cancelled
from matcher.rules import RULES, LevelSpec, Month, Row, Rule, Term, level_names, levels, survey


@dataclass(frozen=True, slots=True)
class Model:
    """Everything an engine needs to know.

    Attributes:
        month: What the rules saw; ``month.variables`` are the decision variables.
        rows: Conditions of every rule, in the order of the rules.
        levels: In lexicographic order.
        terms: The terms of each level by its name; a level without terms is empty.
    """

    month: Month
    rows: tuple[Row, ...]
    levels: tuple[LevelSpec, ...]
    terms: Mapping[str, tuple[Term, ...]]

    def value(self, level: str, values: Sequence[int]) -> int:
        """What a level comes to: the sum of its terms, given a value for each variable."""
        return sum(term_value(term, values) for term in self.terms[level])


def term_value(term: Term, values: Sequence[int]) -> int:
    """What one term adds to its level."""
    return term.coefficient * (1 if term.variable is None else values[term.variable])


_ROWS_A_QUESTION = 512


def heed(stop: Stop) -> None:
    """Go on unless asked to stop.

    Raises:
        Cancelled: ``stop`` said so.
    """
    if stop():
        raise Cancelled


def build(
    candidates: Candidates,
    decisions: Sequence[Decision],
    options: Options,
    *,
    previous: Plan | None = None,
    rules: Sequence[Rule] = RULES,
    stop: Stop = never,
) -> Model:
    """Apply every rule to a month.

    Args:
        candidates: Who could serve whom; order carries no meaning.
        decisions: Locks, forbids and claims.
        options: As set by the user.
        previous: The plan on the table, from which to change little; ``None`` = none.
        rules: Which rules; all of them unless a test asks for fewer.
        stop: Asked every few milliseconds.

    Raises:
        Cancelled: ``stop`` said so.
        ValueError: The candidates contradict themselves.
    """
    month = survey(candidates, decisions, options, previous)
    heed(stop)
    rows: list[Row] = []
    specs = levels(
        options,
        has_previous=previous is not None,
        committed=bool(month.busy),
        reserve=bool(month.reserve),
        even=level_names(month.groups),
    )
    terms: dict[str, list[Term]] = {spec.name: [] for spec in specs}
    for rule in rules:
        for number, made in enumerate(rule.apply(month), start=1):
            if number % _ROWS_A_QUESTION == 0:
                heed(stop)
            if isinstance(made, Row):
                rows.append(made)
            else:
                terms[made.level].append(made)
    return Model(month, tuple(rows), specs, {name: tuple(those) for name, those in terms.items()})
