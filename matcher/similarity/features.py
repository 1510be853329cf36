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

from matcher.similarity.semantic import SCALE, Direction, Meanings, installed
from matcher.vocabulary import Hit, Vocabulary, as_written, fold, same_places

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
CENTROID_GAIN = 12.0
EXAMPLE_WEIGHT = 1.0
"""A sentence written for a class counts for its characters as much as a strong word."""
MEANING_GAIN = 3.0
MEANING_FROM = 0.2
"""Nearness of meaning to a class from which on it counts."""
ASTRAY = 0.25
"""A word in the examples of fifteen other classes tells half."""
TEMPERATURE = 0.3
LEAST_SHARE = 5
"""Of 1000; a class that gets less is not meant."""


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
        if same_places(self.text, self.folded):
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
        shares: One share of 1000 per concept, also of those hardly meant: for suggestions.
        meaning: Where the whole sentence points; ``None`` without the semantic extra.
    """

    sketch: Sketch
    grams: dict[str, int]
    lexicon: Small
    hits: tuple[Hit, ...]
    shares: Small
    meaning: Direction | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """Turns texts into features with one vocabulary; made by :func:`reader_of`.

    Attributes:
        vocabulary: Whose words it knows.
        rarity: Character gram → how much it tells; ``unseen`` for those not listed.
        unseen: Weight of a gram the background does not have.
        rows: Gram → row of ``centroids``.
        centroids: Whole weights, grams × concepts: how typical a gram is of a concept; products with the
            weights of a text stay below 2^24, so that short numbers hold them exactly.
        astray: Lexicon word that stands in examples of other classes → how many times less it tells.
        meanings: The semantic extra, if there.
    """

    vocabulary: Vocabulary
    rarity: dict[str, float]
    unseen: float
    rows: dict[str, int]
    centroids: NDArray[np.float32]
    astray: dict[str, float]
    meanings: Meanings | None = None

    def read(self, text: str, *, offered: bool = False) -> Features:
        """The features of one text; of a very long one only the beginning is read.

        Args:
            text: As written.
            offered: Whether a unit offers it; else somebody needs it.
        """
        text = text[:LONGEST]
        folded = self.vocabulary.affirmed(fold(text))
        wish = self.vocabulary.wish_start(folded)
        counts = Counter(character_grams(folded))
        if wish:
            counts.update(character_grams(folded[wish:]))
        grams = self._weigh(counts)
        hits = self.vocabulary.hits_in(folded)
        evidence = self._evidence(hits, wish)
        meaning = self._meaning(text, grams, offered)
        shares = self._category(grams, evidence, meaning)
        category = np.where(shares < LEAST_SHARE, np.int16(0), shares)
        sketch = Sketch(text, folded, category, _strongest(text, folded, hits))
        return Features(sketch, grams, _whole_direction(evidence), hits, shares, meaning)

    def _meaning(self, text: str, grams: dict[str, int], offered: bool) -> Direction | None:
        if self.meanings is None or not grams:
            return None
        return self.meanings.of(text, offered=offered)

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
        words = self.vocabulary.words
        for (word, concept), weight in weights.items():
            shared = math.sqrt(len(words.get(word, ())) or 1) * self.astray.get(word, 1.0)
            single = SINGLE_WORD if len(word) == 1 else 1.0
            evidence[concept] += round(weight * single / shared)
        strength: Numbers = np.log1p(evidence / 1000)
        return strength

    def _category(
        self, grams: dict[str, int], evidence: Numbers, meaning: Direction | None
    ) -> Small:
        rows = self.rows
        known = [gram for gram in grams if gram in rows]
        near = self.centroids.take([rows[gram] for gram in known], axis=0)
        nearness = np.array([grams[gram] for gram in known], dtype=np.float32) @ near
        strength = evidence + (CENTROID_GAIN / GRAM_SCALE**2) * nearness.astype(np.float64)
        if meaning is not None and self.meanings is not None:
            classes = self.meanings.ground.classes.astype(np.int64)
            near_by = (classes @ meaning)[: len(strength)] / SCALE**2
            strength[: len(near_by)] += MEANING_GAIN * np.maximum(0, near_by - MEANING_FROM)
        shares = np.exp((strength - strength.max()) / TEMPERATURE)
        whole: Small = np.rint(CLASS_SCALE * shares / shares.sum()).astype(np.int16)
        return whole


def reader_of(vocabulary: Vocabulary) -> Reader:
    """The reader of a vocabulary, with the semantic extra where it is there; made once."""
    return _reader(vocabulary, installed())


@lru_cache(maxsize=4)
def _reader(vocabulary: Vocabulary, meanings: Meanings | None) -> Reader:
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
            centroids[rows[gram], concept] = math.log2(1 + count) * rarity.get(gram, plain)
    lengths = np.sqrt((centroids**2).sum(axis=0))
    whole = np.rint(GRAM_SCALE * centroids / lengths).astype(np.float32)
    return Reader(vocabulary, rarity, unseen, rows, whole, _astray(vocabulary), meanings)


def _astray(vocabulary: Vocabulary) -> dict[str, float]:
    """How much less words tell that stand in examples of classes they are no words of.

    No example weakens the words of its own class, so that the examples judge each other's words only.
    """
    own: dict[str, set[int]] = {}
    seen: dict[str, set[int]] = {}
    for example in vocabulary.examples:
        for hit in vocabulary.hits(example.text):
            own.setdefault(hit.word, set()).add(hit.concept)
            seen.setdefault(hit.word, set()).add(example.concept)
    others = {word: len(classes - own[word]) for word, classes in seen.items()}
    return {word: (1 + count) ** ASTRAY for word, count in sorted(others.items()) if count}


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
    plain = same_places(text, folded)
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
    for example in vocabulary.examples:
        grams = set(character_grams(vocabulary.affirmed(fold(example.text))))
        _add(counts[example.concept], sorted(grams), EXAMPLE_WEIGHT)
    return counts


def _add(counts: dict[str, float], grams: Iterable[str], weight: float) -> None:
    for gram in grams:
        counts[gram] = counts.get(gram, 0.0) + weight


def _whole_direction(vector: Numbers) -> Small:
    length = math.sqrt(float(vector @ vector)) or 1.0
    whole: Small = np.rint(CLASS_SCALE * vector / length).astype(np.int16)
    return whole
