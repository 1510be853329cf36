"""The most alike resources of each need, in bounded memory and independent of row order."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from matcher.domain import Stop, never
from matcher.errors import Cancelled
from matcher.similarity.evidence import likeness
from matcher.similarity.features import Sketch, reader_of
from matcher.similarity.index import BLOCK, Index, read_all
from matcher.similarity.likeness import NEAR, Likeness
from matcher.similarity.scoring import WEIGHTS, Pieces, bend, contributions
from matcher.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Scored:
    """How alike a need and a resource are, not yet explained.

    Attributes:
        resource: Index of the resource.
        score: 0–1000.
        pieces: What words, lexicon and category add to the raw likeness.
        need: The need's text as it was seen.
        offered: The resource's text as it was seen.
        vocabulary: Whose words count.
    """

    resource: int
    score: int
    pieces: Pieces
    need: Sketch
    offered: Sketch
    vocabulary: Vocabulary

    def explain(self) -> Likeness:
        """The likeness with its parts and evidence."""
        return likeness(self.need, self.offered, self.pieces, self.resource, self.vocabulary)


class Ranker:
    """Resources laid out once, against which needs are ranked in as many portions as the caller likes.

    Args:
        resources: Their texts.
        vocabulary: Whose words count.
        stop: Asked while the texts are read; see :func:`rank`.
    """

    def __init__(
        self, resources: Sequence[str], vocabulary: Vocabulary, *, stop: Stop = never
    ) -> None:
        self._vocabulary = vocabulary
        self._reader = reader_of(vocabulary)
        self._index = Index(read_all(resources, vocabulary, stop), resources, WEIGHTS)

    @property
    def vocabulary(self) -> Vocabulary:
        """Whose words count."""
        return self._vocabulary

    def rank(self, needs: Sequence[str], *, top: int) -> tuple[tuple[Likeness, ...], ...]:
        """For each need the ``top`` most alike resources, best first."""
        block = [self._reader.read(text) for text in needs]
        return tuple(
            _likenesses(need.sketch, self._index.sketches, chosen, self._vocabulary)
            for need, chosen in zip(block, self._index.best(block, top), strict=True)
        )

    def score(self, needs: Sequence[str], *, top: int) -> list[list[Scored]]:
        """The same without parts and words, which :meth:`Scored.explain` works out when wanted."""
        block = [self._reader.read(text) for text in needs]
        return [
            [self._scored(need.sketch, number, pieces) for number, pieces in chosen]
            for need, chosen in zip(block, self._index.best(block, top), strict=True)
        ]

    def score_one(self, need: str, resource: int) -> Scored:
        """The score of a need and one resource, given by its index."""
        ours = self._reader.read(need)
        theirs = self._reader.read(self._index.sketches[resource].text)
        return self._scored(ours.sketch, resource, contributions(ours, theirs, WEIGHTS))

    def _scored(self, need: Sketch, resource: int, pieces: Pieces) -> Scored:
        theirs = self._index.sketches[resource]
        return Scored(resource, bend(sum(pieces)), pieces, need, theirs, self._vocabulary)


@lru_cache(maxsize=16384)
def likeness_with_itself(text: str, vocabulary: Vocabulary) -> float:
    """The raw likeness of a text with itself: what the likeness with others is measured by."""
    features = reader_of(vocabulary).read(text)
    return sum(contributions(features, features, WEIGHTS))


@lru_cache(maxsize=16384)
def closeness(one: str, other: str, vocabulary: Vocabulary) -> float:
    """The raw likeness of two texts as a share of what each has with itself, 0 to 1."""
    reader = reader_of(vocabulary)
    shared = sum(contributions(reader.read(one), reader.read(other), WEIGHTS))
    whole = likeness_with_itself(one, vocabulary) * likeness_with_itself(other, vocabulary)
    return shared / math.sqrt(whole) if whole > 0 else 0.0


def rank(
    needs: Sequence[str],
    resources: Sequence[str],
    vocabulary: Vocabulary,
    *,
    top: int,
    stop: Stop = never,
) -> tuple[tuple[Likeness, ...], ...]:
    """For each need the ``top`` most alike resources, best first.

    Resources that share nothing at all with a need are left out, so fewer than ``top`` may come back.

    Raises:
        Cancelled: ``stop`` said so.
    """
    ranker = Ranker(resources, vocabulary, stop=stop)
    ranked: list[tuple[Likeness, ...]] = []
    for start in range(0, len(needs), BLOCK):
        if stop():
            raise Cancelled
        ranked.extend(ranker.rank(needs[start : start + BLOCK], top=top))
    return tuple(ranked)


def _likenesses(
    need: Sketch,
    offered: Sequence[Sketch],
    chosen: Sequence[tuple[int, Pieces]],
    vocabulary: Vocabulary,
) -> tuple[Likeness, ...]:
    found = [
        likeness(need, offered[number], pieces, number, vocabulary) for number, pieces in chosen
    ]
    if len(found) > 1 and found[0].score - found[1].score < NEAR:
        found[:2] = [_doubtful(item) for item in found[:2]]
    return tuple(found)


def _doubtful(item: Likeness) -> Likeness:
    return Likeness(item.resource, item.score, item.parts, item.words, ambiguous=True)
