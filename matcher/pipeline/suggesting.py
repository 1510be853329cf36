"""Blank category and form cells of the lists → what their rows' words speak for."""

from matcher.domain import CategoryGuess, CellGuesses, FormGuess, Lists, Need, Resource
from matcher.similarity import suggest, suggest_forms
from matcher.vocabulary import Vocabulary


def suggestions(lists: Lists, vocabulary: Vocabulary) -> tuple[CellGuesses, ...]:
    """What the blank cells of needs, then of resources, may say; in list order.

    Rows with both cells filled, and rows whose words speak for nothing, are left out.
    """
    rows: list[Need | Resource] = [*lists.needs, *lists.resources]
    guesses = (_guesses(row, vocabulary) for row in rows)
    return tuple(guess for guess in guesses if guess.categories or guess.forms)


def _guesses(row: Need | Resource, vocabulary: Vocabulary) -> CellGuesses:
    found = suggest(row.text, vocabulary) if row.category is None else ()
    forms = suggest_forms(row.text, vocabulary) if not row.forms else ()
    return CellGuesses(
        row.id,
        tuple(CategoryGuess(item.category, item.score, item.words) for item in found),
        clear=bool(found) and found[0].clear,
        forms=tuple(FormGuess(item.form, item.words) for item in forms),
    )
