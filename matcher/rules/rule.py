"""A rule: a function that yields rows or terms, with its heading and its words for users."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from matcher.rules.month import Month
from matcher.rules.terms import Row, Term


class Heading(StrEnum):
    """Under which heading a rule stands."""

    MUST = "must"
    """Broken by no plan."""
    COVER = "cover"
    """How many needs are met, and which."""
    PREFER = "prefer"
    """Which of the plans that meet as much."""

    @property
    def label(self) -> str:
        """The word users read."""
        return {"must": "必须", "cover": "覆盖", "prefer": "择优"}[self.value]


Yield = Iterator[Row | Term]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of practice.

    Attributes:
        heading: See :class:`Heading`.
        name: Name of its function, as the user would say it.
        words: The rule as users read it, one Chinese sentence.
        apply: Month → rows and terms.
    """

    heading: Heading
    name: str
    words: str
    apply: Callable[[Month], Yield]


def rule(heading: Heading, words: str) -> Callable[[Callable[[Month], Yield]], Rule]:
    """Attach heading and wording to the function that is the rule."""

    def made(function: Callable[[Month], Yield]) -> Rule:
        return Rule(heading, function.__name__, words, function)

    return made
