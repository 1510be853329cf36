"""Many texts compared with many, block by block, in whole numbers.

Characters most texts have are laid out as a table and multiplied at once; all others, and the few classes a text
points to, as lists of the texts that have them. Both add up whole numbers, so that it does not matter
which of the two a character falls into.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from matcher.domain import Stop
from matcher.errors import Cancelled
from matcher.similarity.features import Features, Numbers, Small, reader_of
from matcher.similarity.scoring import LEAST_MEANING, WHOLE, Pieces, Weights
from matcher.vocabulary import Vocabulary

BLOCK = 256
LEAST = WHOLE // 1_000_000
"""Less than this is nothing in common."""
MOST_FREQUENT = 256
"""Rows of the table at most."""
FREQUENT = 64
"""A character stands in the table when more texts than this share of one in … have it."""

Whole = NDArray[np.int64]
Short = NDArray[np.float32]
Posting = tuple[NDArray[np.int32], Numbers]
Key = TypeVar("Key", bound=Hashable)


def read_all(
    texts: Sequence[str], vocabulary: Vocabulary, stop: Stop, *, offered: bool = False
) -> list[Features]:
    """The features of every text.

    Raises:
        Cancelled: ``stop`` said so.
    """
    reader = reader_of(vocabulary)
    features = []
    for number, text in enumerate(texts):
        if number % BLOCK == 0 and stop():
            raise Cancelled
        features.append(reader.read(text, offered=offered))
    return features


class Index:
    """Texts by gram and by concept, laid out so that a block of others is compared at once."""

    def __init__(
        self, offered: Sequence[Features], written: Sequence[str], weights: Weights
    ) -> None:
        self.sketches = [item.sketch for item in offered]
        self.weights = weights
        self.count = len(offered)
        postings = _postings(item.grams.items() for item in offered)
        self.frequent, self.table = _table(postings, self.count)
        self.grams = {gram: one for gram, one in postings.items() if gram not in self.frequent}
        self.lexicon = _stacked([item.lexicon for item in offered])
        self.category = _stacked([item.sketch.category for item in offered])
        self.concepts = _postings(_told(item.lexicon) for item in offered)
        self.classes = _postings(_told(item.sketch.category) for item in offered)
        self.meanings = _meanings(offered)
        by_text = sorted(range(self.count), key=lambda number: (written[number], number))
        self.order = np.empty(self.count, dtype=np.int64)
        self.order[by_text] = np.arange(self.count)

    def best(self, block: Sequence[Features], top: int) -> list[list[tuple[int, Pieces]]]:
        """The most alike texts of each text of the block, best first: index and pieces of likeness."""
        if not self.count or not block:
            return [[] for _ in block]
        common = _rows(block, self.frequent) @ self.table
        near = self._near(block)
        chosen = []
        for row, need in enumerate(block):
            whole = self._listed(need)
            whole += np.multiply(common[row], self.weights.words, dtype=np.float64)
            if near is not None:
                whole += np.multiply(near[row], self.weights.meaning, dtype=np.float64)
            best = self._largest(whole, top)
            meant = None if near is None else near[row, best]
            chosen.append(
                list(zip(best.tolist(), self._pieces(need, best, whole, meant), strict=True))
            )
        return chosen

    def _near(self, block: Sequence[Features]) -> Short | None:
        """How near the meanings of block and texts are, beyond the least that counts."""
        if self.meanings is None:
            return None
        ours = _meanings(block)
        if ours is None:
            return None
        near: Short = ours.T @ self.meanings
        near -= LEAST_MEANING
        return np.maximum(near, 0, out=near)

    def _listed(self, need: Features) -> Numbers:
        """What lists of texts say: rare characters, lexicon, category; weighed and added up."""
        found = [
            *_found(self.grams, need.grams.items(), self.weights.words),
            *_found(self.concepts, _told(need.lexicon), self.weights.lexicon),
            *_found(self.classes, _told(need.sketch.category), self.weights.category),
        ]
        if not found:
            return np.zeros(self.count)
        where = np.concatenate([posting[0] for posting, _ in found])
        what = np.concatenate([posting[1] * weight for posting, weight in found])
        sums = np.bincount(where, weights=what, minlength=self.count)
        return np.asarray(sums, dtype=np.float64)

    def _pieces(
        self, need: Features, best: Whole, whole: Numbers, meant: Short | None
    ) -> Iterable[Pieces]:
        lexicon = self.lexicon[best].astype(np.int64) @ need.lexicon * self.weights.lexicon
        category = self.category[best].astype(np.int64) @ need.sketch.category
        category *= self.weights.category
        meaning = np.zeros(len(best), dtype=np.int64)
        if meant is not None:
            meaning = meant.astype(np.int64) * self.weights.meaning
        words = whole[best].astype(np.int64) - lexicon - category - meaning
        columns = (words.tolist(), lexicon.tolist(), category.tolist(), meaning.tolist())
        return zip(*columns, strict=True)

    def _largest(self, whole: Numbers, top: int) -> Whole:
        """Best first; ties by text; nothing that shares nothing."""
        least = float(LEAST)
        if top < self.count:
            least = max(least, float(np.partition(whole, self.count - top)[self.count - top]))
        near: Whole = np.flatnonzero(whole >= least)
        order = np.lexsort((self.order[near], -whole[near]))
        best: Whole = near[order][:top]
        return best


def _found(
    postings: dict[Key, Posting], entries: Iterable[tuple[Key, int]], weight: int
) -> Iterator[tuple[Posting, float]]:
    for key, told in entries:
        posting = postings.get(key)
        if posting is not None:
            yield posting, float(told * weight)


def _told(vector: Small) -> list[tuple[int, int]]:
    """The places of a vector that say something."""
    places = np.flatnonzero(vector)
    return list(zip(places.tolist(), vector[places].tolist(), strict=True))


def _postings(entries: Iterable[Iterable[tuple[Key, int]]]) -> dict[Key, Posting]:
    lists: dict[Key, tuple[list[int], list[int]]] = {}
    for number, told in enumerate(entries):
        for key, weight in told:
            where, what = lists.setdefault(key, ([], []))
            where.append(number)
            what.append(weight)
    return {
        key: (np.array(where, dtype=np.int32), np.array(what, dtype=float))
        for key, (where, what) in lists.items()
    }


def _table(postings: dict[str, Posting], count: int) -> tuple[dict[str, int], Short]:
    """The grams many texts have, and one row for each of them."""
    often = [gram for gram, (where, _) in postings.items() if len(where) * FREQUENT > count]
    often.sort(key=lambda gram: (-len(postings[gram][0]), gram))
    frequent = {gram: row for row, gram in enumerate(often[:MOST_FREQUENT])}
    table = np.zeros((len(frequent), count), dtype=np.float32)
    for gram, row in frequent.items():
        where, what = postings[gram]
        table[row, where] = what
    return frequent, table


def _rows(block: Sequence[Features], frequent: dict[str, int]) -> Short:
    rows = np.zeros((len(block), len(frequent)), dtype=np.float32)
    for number, need in enumerate(block):
        for gram, weight in need.grams.items():
            place = frequent.get(gram)
            if place is not None:
                rows[number, place] = weight
    return rows


def _stacked(vectors: list[Small]) -> Small:
    """One row per text."""
    return np.stack(vectors) if vectors else np.zeros((0, 0), np.int16)


def _meanings(texts: Sequence[Features]) -> Short | None:
    """One column per text; their products stay below 2^24, so that short numbers hold them exactly."""
    width = next((len(one.meaning) for one in texts if one.meaning is not None), 0)
    if not width:
        return None
    rows = np.zeros((len(texts), width), dtype=np.float32)
    for row, one in zip(rows, texts, strict=True):
        if one.meaning is not None:
            row[:] = one.meaning
    return rows.T
