"""Many texts compared with many, block by block, in whole numbers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.domain import Stop
from matcher.errors import Cancelled
from matcher.similarity.features import CLASS_SCALE, GRAM_SCALE, Features, Numbers, Small, reader_of
from matcher.similarity.scoring import Pieces, Weights
from matcher.vocabulary import Vocabulary

BLOCK = 256
ROUGHLY = 1e-6
"""Raw likenesses nearer than this are taken as equal."""
Whole = NDArray[np.int64]
Short = NDArray[np.float32]


def read_all(texts: Sequence[str], vocabulary: Vocabulary, stop: Stop) -> list[Features]:
    """The features of every text.

    Raises:
        Cancelled: ``stop`` said so.
    """
    reader = reader_of(vocabulary)
    features = []
    for number, text in enumerate(texts):
        if number % BLOCK == 0 and stop():
            raise Cancelled
        features.append(reader.read(text))
    return features


class Index:
    """Texts by gram and by concept, laid out so that a block of others is compared at once."""

    def __init__(
        self, offered: Sequence[Features], written: Sequence[str], weights: Weights
    ) -> None:
        self.sketches = [item.sketch for item in offered]
        self.weights = weights
        self.count = len(offered)
        self.postings = _postings(offered)
        self.lexicon = _stacked([item.lexicon for item in offered])
        self.category = _stacked([item.sketch.category for item in offered])
        by_text = sorted(range(self.count), key=lambda number: (written[number], number))
        self.order = np.empty(self.count, dtype=np.int64)
        self.order[by_text] = np.arange(self.count)

    def best(self, block: Sequence[Features], top: int) -> list[list[tuple[int, Pieces]]]:
        """The most alike texts of each text of the block, best first: index and pieces of likeness."""
        if not self.count:
            return [[] for _ in block]
        lexicon = _stacked([need.lexicon for need in block]).T @ self.lexicon
        category = _stacked([need.sketch.category for need in block]).T @ self.category
        by_word = self.weights.words / GRAM_SCALE**2
        by_lexicon = self.weights.lexicon / CLASS_SCALE**2
        by_category = self.weights.category / CLASS_SCALE**2
        both = np.multiply(lexicon, by_lexicon, dtype=np.float64)
        both += np.multiply(category, by_category, dtype=np.float64)
        chosen = []
        for row, need in enumerate(block):
            words = self._shared(need) * by_word
            best = self._largest(words + both[row], top)
            named, near = lexicon[row, best].astype(float), category[row, best].astype(float)
            pieces = zip(
                words[best].tolist(),
                (named * by_lexicon).tolist(),
                (near * by_category).tolist(),
                strict=True,
            )
            chosen.append(list(zip(best.tolist(), pieces, strict=True)))
        return chosen

    def _shared(self, need: Features) -> Numbers:
        found = [
            (self.postings[gram], weight)
            for gram, weight in need.grams.items()
            if gram in self.postings
        ]
        if not found:
            return np.zeros(self.count)
        where = np.concatenate([posting[0] for posting, _ in found])
        what = np.concatenate([posting[1] * weight for posting, weight in found])
        return np.asarray(np.bincount(where, weights=what, minlength=self.count), dtype=np.float64)

    def _largest(self, raw: Numbers, top: int) -> Whole:
        """Best first; ties by text; nothing that shares nothing."""
        least = ROUGHLY
        if top < self.count:
            least = max(least, float(np.partition(raw, self.count - top)[self.count - top]))
        near: Whole = np.flatnonzero(raw >= least - ROUGHLY / 2)
        whole = np.rint(raw[near] / ROUGHLY).astype(np.int64)
        order = np.lexsort((self.order[near], -whole))
        best: Whole = near[order][:top]
        return best


def _postings(offered: Sequence[Features]) -> dict[str, tuple[Whole, Numbers]]:
    lists: dict[str, tuple[list[int], list[int]]] = {}
    for number, item in enumerate(offered):
        for gram, weight in item.grams.items():
            where, what = lists.setdefault(gram, ([], []))
            where.append(number)
            what.append(weight)
    return {
        gram: (np.array(where, dtype=np.int64), np.array(what, dtype=float))
        for gram, (where, what) in lists.items()
    }


def _stacked(vectors: list[Small]) -> Short:
    """One column per text; their products stay below 2^24, so that short numbers hold them exactly."""
    return np.stack(vectors).T.astype(np.float32) if vectors else np.zeros((0, 0), np.float32)
