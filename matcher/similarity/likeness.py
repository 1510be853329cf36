"""How alike two texts are, and what speaks for it."""

from dataclasses import dataclass

from matcher.domain import Category, Form, Part
from matcher.domain.nearness import LevelWord, level_of


@dataclass(frozen=True, slots=True)
class Likeness:
    """How well a resource's words fit a need's.

    Attributes:
        resource: Index into the resources given.
        score: 0–1000, the sum of ``parts``; the same for the same two texts, whatever else is compared.
        parts: ``words``, ``lexicon``, ``category`` and, with the extra, ``semantic``.
        words: The evidence: words that stand in both texts, and pairs ``楼道灯 ↔ 电路检修`` of which one
            stands in each.
        ambiguous: Whether the best or the second best lies too near to tell them apart.
    """

    resource: int
    score: int
    parts: tuple[Part, ...]
    words: tuple[str, ...] = ()
    ambiguous: bool = False

    @property
    def level(self) -> LevelWord:
        """高, 中 or 低: how much the score is to be trusted."""
        return level_of(self.score)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A category a text may belong to.

    Attributes:
        category: See :class:`Category`.
        score: 0–1000, how much of the evidence points there; all categories together make 1000.
        words: Words of the text that speak for it, as written.
        clear: Whether the margin is clear enough to fill it in (still to be confirmed by somebody).
    """

    category: Category
    score: int
    words: tuple[str, ...]
    clear: bool = False


@dataclass(frozen=True, slots=True)
class FormSuggestion:
    """A form a text may have, with the words of the text that speak for it."""

    form: Form
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NearPair:
    """Two texts that seem to say the same.

    Attributes:
        first: Index of the one.
        second: Index of the other, larger than ``first``.
        score: 0–1000.
        words: What both say.
    """

    first: int
    second: int
    score: int
    words: tuple[str, ...] = ()
