"""What is seen of a text: its characters, its lexicon words and the categories they point to.

All weights are whole numbers, so that sums do not depend on the order in which they are taken: the
same two texts always score the same.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from matcher.vocabulary import Hit, Vocabulary, as_written, fold

Numbers = NDArray[np.float64]
Small = NDArray[np.int16]

LONGEST = 2000
"""Characters read of a text; longer cells hold pasted reports, not wishes."""
GRAM_SCALE = 1000
CLASS_SCALE = 1000
SINGLE_CHARACTER = 0.9
"""A single character tells a little less than a pair of them."""
SINGLE_WORD = 0.5
"""A lexicon word of one character tells less than a longer one."""
WEAK_GRAM = 0.25
CENTROID_GAIN = 10.0
TEMPERATURE = 0.3


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to explain its likeness to others.

    Attributes:
        text: As written.
        folded: The folded text without its negated pieces.
        category: One share of 1000 per concept: where all of it points.
        named: Concept → its strongest lexicon word as written, and that word's weight.
    """

    text: str
    folded: str
    category: Small
    named: dict[int, tuple[str, int]]

    def written(self, start: int, end: int) -> str:
        """The piece of the text behind a span of the folded text."""
        if len(self.text) == len(self.folded):
            return self.text[start:end]
        return as_written(self.text, start, end)


@dataclass(frozen=True, slots=True)
class Features:
    """One text as the comparison sees it; vectors have length about their scale.

    Attributes:
        sketch: What is kept of it.
        grams: Characters and pairs of characters → whole weight.
        lexicon: One whole weight per concept: what its lexicon words say.
        hits: Lexicon words found.
    """

    sketch: Sketch
    grams: dict[str, int]
    lexicon: Small
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """Turns texts into features with one vocabulary; made by :func:`reader_of`.

    Attributes:
        vocabulary: Whose words it knows.
        rarity: Character gram → how much it tells; ``unseen`` for those not listed.
        unseen: Weight of a gram the background does not have.
        rows: Gram → row of ``centroids``.
        centroids: Whole weights, grams × concepts: how typical a gram is of a concept.
    """

    vocabulary: Vocabulary
    rarity: dict[str, float]
    unseen: float
    rows: dict[str, int]
    centroids: Numbers

    def read(self, text: str) -> Features:
        """The features of one text; of a very long one only the beginning is read."""
        text = text[:LONGEST]
        folded = self.vocabulary.affirmed(fold(text))
        wish = self.vocabulary.wish_start(folded)
        counts = Counter(character_grams(folded))
        if wish:
            counts.update(character_grams(folded[wish:]))
        grams = self._weigh(counts)
        hits = self.vocabulary.hits_in(folded)
        evidence = self._evidence(hits, wish)
        category = self._category(grams, evidence)
        sketch = Sketch(text, folded, category, _strongest(text, folded, hits))
        return Features(sketch, grams, _whole_direction(evidence), hits)

    def _weigh(self, counts: Counter[str]) -> dict[str, int]:
        rarity, unseen = self.rarity, self.unseen
        weights = []
        for gram, count in counts.items():
            told = rarity.get(gram) or (unseen * SINGLE_CHARACTER if len(gram) == 1 else unseen)
            weights.append(told if count == 1 else told * (1 + math.log(count)))
        length = math.sqrt(math.fsum(weight * weight for weight in weights)) or 1.0
        scale = GRAM_SCALE / length
        return {gram: round(scale * weight) for gram, weight in zip(counts, weights, strict=True)}

    def _evidence(self, hits: tuple[Hit, ...], wish: int) -> Numbers:
        """What the lexicon words say of each concept; each word once, double where it is wished for."""
        evidence = np.zeros(len(self.vocabulary.concepts))
        weights: dict[tuple[str, int], int] = {}
        for hit in hits:
            weight = hit.weight * (2 if 0 < wish <= hit.start else 1)
            weights[hit.word, hit.concept] = max(weight, weights.get((hit.word, hit.concept), 0))
        for (word, concept), weight in weights.items():
            shared = len(self.vocabulary.words.get(word, ())) or 1
            single = SINGLE_WORD if len(word) == 1 else 1.0
            evidence[concept] += round(weight * single / math.sqrt(shared))
        strength: Numbers = np.log1p(evidence / 1000)
        return strength

    def _category(self, grams: dict[str, int], evidence: Numbers) -> Small:
        rows = self.rows
        known = [gram for gram in grams if gram in rows]
        near = self.centroids[[rows[gram] for gram in known]]
        nearness = np.array([grams[gram] for gram in known], dtype=np.float64) @ near
        strength = evidence + CENTROID_GAIN * nearness / GRAM_SCALE**2
        shares = np.exp((strength - strength.max()) / TEMPERATURE)
        whole: Small = np.rint(CLASS_SCALE * shares / shares.sum()).astype(np.int16)
        return whole


@lru_cache(maxsize=4)
def reader_of(vocabulary: Vocabulary) -> Reader:
    """The reader of a vocabulary; made once."""
    sentences = [Counter(character_grams(fold(text))) for text in vocabulary.background]
    common = Counter(gram for counts in sentences for gram in counts)
    weak = {gram for word in vocabulary.weak_words for gram in character_grams(word)}
    rarity = {
        gram: _rarity(gram, common[gram], len(sentences), gram in weak)
        for gram in sorted(weak | set(common))
    }
    unseen = _rarity("〇〇", 0, len(sentences), weak=False)
    names = _concept_grams(vocabulary)
    rows = {gram: row for row, gram in enumerate(sorted({g for counts in names for g in counts}))}
    centroids = np.zeros((len(rows), len(names)))
    for concept, counts in enumerate(names):
        for gram, count in counts.items():
            plain = unseen * (SINGLE_CHARACTER if len(gram) == 1 else 1.0)
            centroids[rows[gram], concept] = (1 + math.log(count)) * rarity.get(gram, plain)
    lengths = np.sqrt((centroids**2).sum(axis=0))
    return Reader(vocabulary, rarity, unseen, rows, np.rint(GRAM_SCALE * centroids / lengths))


def character_grams(folded: str) -> Iterator[str]:
    """Single characters and pairs of neighbours, never across punctuation."""
    previous = ""
    for character in folded:
        if not character.isalnum():
            previous = ""
            continue
        yield character
        if previous:
            yield previous + character
        previous = character


def _strongest(text: str, folded: str, hits: tuple[Hit, ...]) -> dict[int, tuple[str, int]]:
    best: dict[int, Hit] = {}
    for hit in hits:
        known = best.get(hit.concept)
        if known is None or (hit.weight, len(hit.word)) > (known.weight, len(known.word)):
            best[hit.concept] = hit
    plain = len(text) == len(folded)
    return {
        concept: (
            text[hit.start : hit.end] if plain else as_written(text, hit.start, hit.end),
            hit.weight,
        )
        for concept, hit in best.items()
    }


def _rarity(gram: str, count: int, sentences: int, weak: bool) -> float:
    rarity = math.log((sentences + 1) / (count + 1)) + 1
    single = SINGLE_CHARACTER if len(gram) == 1 else 1.0
    return rarity * single * (WEAK_GRAM if weak else 1.0)


def _concept_grams(vocabulary: Vocabulary) -> list[dict[str, float]]:
    counts: list[dict[str, float]] = [{} for _ in vocabulary.concepts]
    for word, classes in vocabulary.words.items():
        for concept, weight in classes:
            _add(counts[concept], character_grams(word), weight / 1000)
    for concept, entry in enumerate(vocabulary.concepts):
        for name in (entry.category.l1, entry.category.l2):
            _add(counts[concept], character_grams(fold(name)), 1.0)
    return counts


def _add(counts: dict[str, float], grams: Iterable[str], weight: float) -> None:
    for gram in grams:
        counts[gram] = counts.get(gram, 0.0) + weight


def _whole_direction(vector: Numbers) -> Small:
    length = math.sqrt(float(vector @ vector)) or 1.0
    whole: Small = np.rint(CLASS_SCALE * vector / length).astype(np.int16)
    return whole
