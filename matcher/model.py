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

    def coefficients(self, level: str) -> dict[int, int]:
        """What a level counts of each variable it speaks of; terms may add up to 0."""
        sums: dict[int, int] = {}
        for term in self.terms[level]:
            if term.variable is not None:
                sums[term.variable] = sums.get(term.variable, 0) + term.coefficient
        return sums

    def constant(self, level: str) -> int:
        """What a level counts whatever the plan."""
        return sum(term.coefficient for term in self.terms[level] if term.variable is None)

    def bounds(self) -> tuple[tuple[int, int], ...]:
        """Lowest and highest value of each variable, by its own range and the rows about it alone."""
        low = [0] * len(self.month.variables)
        high = [variable.high for variable in self.month.variables]
        for row in self.rows:
            if len(row.entries) == 1 and row.entries[0][0] == 1:
                at = row.entries[0][1]
                low[at] = low[at] if row.low is None else max(low[at], row.low)
                high[at] = high[at] if row.high is None else min(high[at], row.high)
        return tuple(zip(low, high, strict=True))


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
    return modelled(month, rules=rules, stop=stop)


def modelled(month: Month, *, rules: Sequence[Rule] = RULES, stop: Stop = never) -> Model:
    """Apply every rule to a month that is laid out already; see :func:`build`.

    Raises:
        Cancelled: ``stop`` said so.
    """
    rows: list[Row] = []
    specs = levels(
        month.options,
        has_previous=month.previous is not None,
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
