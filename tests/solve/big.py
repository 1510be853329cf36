"""Months large enough to be planned in pieces, made once, and a stop that waits for a certain phase."""

from functools import cache

from matcher.domain import Candidates
from tests.benchmarks.months import SIZES, month


@cache
def large() -> Candidates:
    """Five hundred needs, planned in pieces."""
    return month(SIZES["500"], 3)


class Until:
    """A stop that says yes from the moment the progress tells certain words."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._told = False

    def progress(self, words: str, done: int, total: int) -> None:
        """Hand this in as ``on_progress``."""
        self._told = self._told or self._words in words

    def __call__(self) -> bool:
        """Hand the object in as ``stop``."""
        return self._told
