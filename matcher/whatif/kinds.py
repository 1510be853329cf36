"""Which category each need belongs to, as its list says or its words clearly do."""

from collections.abc import Iterable

from matcher.domain import Category, Need
from matcher.similarity import suggest
from matcher.vocabulary import Vocabulary


def categories_of(needs: Iterable[Need], vocabulary: Vocabulary) -> dict[str, Category]:
    """Category by need id; needs of which nothing clear is known are absent."""
    found = ((need.id, need.category or _by_words(need, vocabulary)) for need in needs)
    return {need: category for need, category in found if category is not None}


def _by_words(need: Need, vocabulary: Vocabulary) -> Category | None:
    guesses = suggest(need.text, vocabulary)
    return guesses[0].category if guesses and guesses[0].clear else None
