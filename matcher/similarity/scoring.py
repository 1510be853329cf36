"""From shared words, lexicon, category and meaning to a score of 0–1000 with its parts.

The raw likeness is the weighted sum of three cosines, and of a fourth where the semantic extra is there: of the
cosine of the meanings only what exceeds ``MEANING_FROM`` counts. It is reckoned in whole numbers and bent so
that it never exceeds 1000 and so that the default of the option 最低匹配度 separates pairs people call plausible
from others.
"""

from dataclasses import dataclass

from matcher.domain import Part
from matcher.similarity.features import Features
from matcher.similarity.semantic import SCALE

WHOLE = 10_000_000
"""A raw likeness of 1: ten tenths of the product of two vectors of length 1000."""
MEANING_FROM = 0.25


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each cosine counts, in tenths."""

    words: int
    lexicon: int
    category: int
    meaning: int


WEIGHTS = Weights(words=8, lexicon=3, category=10, meaning=0)
WEIGHTS_WITH_MEANING = Weights(words=7, lexicon=3, category=8, meaning=7)
"""With the semantic extra everything else counts a little less, so that as many pairs reach the floor as without."""
HALF = 0.35
"""Raw likeness that scores 500."""

_LABELS = (
    ("words", "共同字词"),
    ("lexicon", "同类词语"),
    ("category", "类别相近"),
    ("semantic", "语义相近"),
)
LEAST_MEANING = round(MEANING_FROM * SCALE**2)


Pieces = tuple[int, int, int, int]
"""What shared words, lexicon, category and meaning add to the raw likeness, in parts of :data:`WHOLE`."""


def contributions(one: Features, other: Features, weights: Weights) -> Pieces:
    """What shared words, lexicon, category and meaning add to the raw likeness."""
    shared = sum(
        one.grams[gram] * other.grams[gram] for gram in one.grams.keys() & other.grams.keys()
    )
    lexicon = one.lexicon.astype(int) @ other.lexicon
    category = one.sketch.category.astype(int) @ other.sketch.category
    near = 0
    if one.meaning is not None and other.meaning is not None:
        near = max(0, int(one.meaning.astype(int) @ other.meaning) - LEAST_MEANING)
    return (
        shared * weights.words,
        int(lexicon) * weights.lexicon,
        int(category) * weights.category,
        near * weights.meaning,
    )


def bend(raw: float) -> int:
    """Score of a raw likeness: 0 at 0, 500 at ``HALF``, towards 1000."""
    return round(1000 * raw / (raw + HALF)) if raw > 0 else 0


def score_of(pieces: Pieces) -> int:
    """The score of what was added up."""
    return bend(sum(pieces) / WHOLE)


def share(score: int, pieces: Pieces, notes: tuple[str, str, str, str]) -> tuple[Part, ...]:
    """The score split into parts in proportion to what each piece contributed; they add up exactly."""
    whole = sum(pieces)
    if whole <= 0:
        return ()
    points = [score * piece // whole for piece in pieces]
    points[max(range(len(points)), key=lambda place: (pieces[place], -place))] += score - sum(
        points
    )
    return tuple(
        Part(name, label, point, note)
        for (name, label), point, note in zip(_LABELS, points, notes, strict=True)
        if point
    )
