"""Conflicts of interest: which of the user's rules concern a need and a unit."""

from collections.abc import Iterator

from matcher.candidates.case import Case
from matcher.domain import Category, ConflictRule
from matcher.vocabulary import fold


def conflicts_of(case: Case, *, hard: bool) -> Iterator[ConflictRule]:
    """The rules in force that concern a pair: those that shut it out, or those that only warn."""
    options = case.setting.options
    if not options.conflict_check:
        return
    for rule in options.conflicts:
        if rule.on and rule.hard is hard and _concerns_unit(rule, case) and _concerns(rule, case):
            yield rule


def told(rule: ConflictRule) -> str:
    """What is said about a rule."""
    return f"{rule.name}：{rule.advice}" if rule.advice else rule.name


def _concerns_unit(rule: ConflictRule, case: Case) -> bool:
    known = case.setting.unit_of(case.resource)
    types = (case.resource.unit_type, known.unit_type if known else "", case.offered.unit)
    return case.setting.vocabulary.is_unit_of(rule.units, "\n".join(types))


def _concerns(rule: ConflictRule, case: Case) -> bool:
    named = not rule.needs or any(fold(word) in fold(case.need.text) for word in rule.needs)
    return named and (not rule.categories or _within(case.need.category, rule.categories))


def _within(category: Category | None, those: tuple[str, ...]) -> bool:
    return category is not None and (category.l1 in those or str(category) in those)
