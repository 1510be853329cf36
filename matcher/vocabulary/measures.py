"""Counting words (量词): how a number is read with one, and what it then counts."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from matcher.domain import ListWord, WordList

SESSIONS, THINGS = "场次", "物品"
"""Owners of words that count how often something happens, or how many things are wanted; any other word counts
places, areas, households or time."""
PEOPLE = ("人次", "人", "名", "位")
"""Words that count people; no office changes them."""


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """Counting words and what they count; compared by identity.

    Attributes:
        words: Every word, longest first, so that none hides a longer one.
        sessions: Those that count how often.
        things: Those that count things.
    """

    words: tuple[str, ...]
    sessions: frozenset[str]
    things: frozenset[str]


def measure_words() -> tuple[tuple[str, str], ...]:
    """Owner and word, as shipped."""
    text = files("matcher.vocabulary").joinpath("data", "measures.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text))
    return tuple((row["kind"], word) for row in rows for word in row["words"].split())


def measures_with(changes: Iterable[ListWord]) -> Measures:
    """The shipped counting words with an office's own; of several owners of a word the last counts."""
    own = {(one.owner, one.word): one.used for one in changes if one.table is WordList.MEASURES}
    kept = [pair for pair in measure_words() if own.pop(pair, True)]
    owners = {word: owner for owner, word in (*kept, *(pair for pair, used in own.items() if used))}
    return Measures(
        tuple(sorted({*owners, *PEOPLE}, key=lambda word: (-len(word), word))),
        frozenset(word for word, owner in owners.items() if owner == SESSIONS),
        frozenset(word for word, owner in owners.items() if owner == THINGS),
    )


@cache
def shipped_measures() -> Measures:
    """The counting words as they are shipped."""
    return measures_with(())
