"""What blank cells of a list may say, for somebody to confirm; a suggestion is never a fact."""

from dataclasses import dataclass

from matcher.domain.categories import Category, Form
from matcher.domain.vocabulary import WordProposal


@dataclass(frozen=True, slots=True)
class CategoryGuess:
    """A category a text may belong to.

    Attributes:
        category: With its second level.
        share: 0–1000, how much of the evidence points there; 0 = under a thousandth.
        words: Words of the text that speak for it, as written; may be empty.
    """

    category: Category
    share: int
    words: tuple[str, ...]

    @property
    def sure(self) -> str:
        """How sure it is, as users read it: ``72%``, ``不足1%``."""
        return f"{self.share // 10}%" if self.share >= 10 else "不足1%"


@dataclass(frozen=True, slots=True)
class FormGuess:
    """A form a text may have, with the words of the text that speak for it."""

    form: Form
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellGuesses:
    """What the blank category and form cells of one row may say, to be confirmed (待确认).

    Attributes:
        row: Id of the need or resource.
        title: Its name.
        written: The list's own words in the category cell; empty when it is blank.
        categories: At most three, best first; empty when the cell is filled or nothing speaks for any.
        clear: Whether the first category leads clearly enough to be filled in beforehand.
        forms: Best first; empty when the cell is filled or no word speaks for any.
    """

    row: str
    categories: tuple[CategoryGuess, ...] = ()
    clear: bool = False
    forms: tuple[FormGuess, ...] = ()
    title: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class CellChoice:
    """What somebody says a blank or unclear cell means; the list's own words stay as they are.

    Attributes:
        row: Id of a need or resource.
        category: The category; ``None`` = nothing is said of it.
        forms: The forms; empty = nothing is said of them.
        withdrawn: Take back what was confirmed before; category and forms then say nothing.
    """

    row: str
    category: Category | None = None
    forms: tuple[Form, ...] = ()
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class ConfirmedCell:
    """What was confirmed for a row, so that it can be taken back.

    Attributes:
        row: Id of a need or resource.
        title: Its name.
        words: What was confirmed, Chinese.
    """

    row: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class PastCase:
    """A pair of this month that an earlier one speaks for or against.

    Attributes:
        need: Need id.
        need_title: Its name.
        resource: Resource id.
        unit: Whose it is.
        points: What it adds to the score, or takes away.
        words: ``参照：2026年5月“…”已与某单位对接``.
    """

    need: str
    need_title: str
    resource: str
    unit: str
    points: int
    words: str


@dataclass(frozen=True, slots=True)
class TextReview:
    """What the program makes of the words of a month, to be looked at.

    Attributes:
        semantic: Whether the semantic extra is used, one Chinese sentence.
        semantic_used: The same as a fact.
        cells: What blank or unclear cells may say.
        confirmed: What was confirmed of them.
        proposals: Words worth asking about.
        past: Pairs an earlier month speaks for or against, by need and resource.
        own_words: How many words the office has changed.
        categories: Every category there is.
    """

    semantic: str
    semantic_used: bool
    cells: tuple[CellGuesses, ...] = ()
    confirmed: tuple[ConfirmedCell, ...] = ()
    proposals: tuple[WordProposal, ...] = ()
    past: tuple[PastCase, ...] = ()
    own_words: int = 0
    categories: tuple[Category, ...] = ()
