"""What blank cells of a list may say, for somebody to confirm; a suggestion is never a fact."""

from dataclasses import dataclass

from matcher.domain.lists import Category, Form


@dataclass(frozen=True, slots=True)
class CategoryGuess:
    """A category a text may belong to.

    Attributes:
        category: With its second level.
        share: 1–1000, how much of the evidence points there.
        words: Words of the text that speak for it, as written; may be empty.
    """

    category: Category
    share: int
    words: tuple[str, ...]


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
        categories: At most three, best first; empty when the cell is filled or nothing speaks for any.
        clear: Whether the first category leads clearly enough to be filled in beforehand.
        forms: Best first; empty when the cell is filled or no word speaks for any.
    """

    row: str
    categories: tuple[CategoryGuess, ...] = ()
    clear: bool = False
    forms: tuple[FormGuess, ...] = ()
