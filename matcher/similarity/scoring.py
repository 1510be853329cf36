"""From shared words, lexicon and category to a score of 0–1000 with its parts.

The raw likeness is the weighted sum of three cosines; it is bent so that it never exceeds 1000 and so
that ``FLOOR`` (the default of the option 最低匹配度) separates pairs people call plausible from others.
"""

from dataclasses import dataclass

from matcher.domain import Part
from matcher.similarity.features import CLASS_SCALE, GRAM_SCALE, Features


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each of the three cosines counts."""

    words: float
    lexicon: float
    category: float


WEIGHTS = Weights(words=0.8, lexicon=0.3, category=1.0)
HALF = 0.35
"""Raw likeness that scores 500."""

_LABELS = (("words", "共同字词"), ("lexicon", "同类词语"), ("category", "类别相近"))


Pieces = tuple[float, float, float]
"""What shared words, lexicon and category add to the raw likeness."""


def contributions(one: Features, other: Features, weights: Weights) -> Pieces:
    """What shared words, lexicon and category add to the raw likeness."""
    shared = sum(
        one.grams[gram] * other.grams[gram] for gram in one.grams.keys() & other.grams.keys()
    )
    lexicon = one.lexicon.astype(float) @ other.lexicon
    category = one.sketch.category.astype(float) @ other.sketch.category
    return (
        shared * (weights.words / GRAM_SCALE**2),
        float(lexicon) * (weights.lexicon / CLASS_SCALE**2),
        float(category) * (weights.category / CLASS_SCALE**2),
    )


def bend(raw: float) -> int:
    """Score of a raw likeness: 0 at 0, 500 at ``HALF``, towards 1000."""
    return round(1000 * raw / (raw + HALF)) if raw > 0 else 0


def share(score: int, pieces: Pieces, notes: tuple[str, str, str]) -> tuple[Part, ...]:
    """The score split into parts in proportion to what each piece contributed; they add up exactly."""
    words, lexicon, category = pieces
    whole = words + lexicon + category
    if whole <= 0:
        return ()
    by_words, by_lexicon = int(score * words / whole), int(score * lexicon / whole)
    points = (by_words, by_lexicon, score - by_words - by_lexicon)
    return tuple(
        Part(name, label, point, note)
        for (name, label), point, note in zip(_LABELS, points, notes, strict=True)
        if point
    )
