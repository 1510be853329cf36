"""The most alike resources of each need, in bounded memory and independent of row order."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from matcher.domain import Part, Stop, never
from matcher.domain.nearness import LevelWord, level_of, too_near
from matcher.errors import Cancelled
from matcher.similarity.evidence import evidence
from matcher.similarity.features import Features, Reader, Sketch, reader_of
from matcher.similarity.index import BLOCK, Index, read_all
from matcher.similarity.likeness import Likeness
from matcher.similarity.scoring import (
    WEIGHTS,
    WEIGHTS_WITH_MEANING,
    WHOLE,
    Pieces,
    Weights,
    contributions,
    score_of,
)
from matcher.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Scored:
    """How alike a need and a resource are; what speaks for it is worked out when asked for.

    Attributes:
        resource: Index of the resource.
        score: 0–1000.
        pieces: What words, lexicon, category and meaning add to the raw likeness.
        need: The need's text as it was seen.
        offered: The resource's text as it was seen.
        vocabulary: Whose words count.
        ambiguous: Whether the best or the second best lies too near to tell them apart.
    """

    resource: int
    score: int
    pieces: Pieces
    need: Sketch
    offered: Sketch
    vocabulary: Vocabulary
    ambiguous: bool = False

    @property
    def level(self) -> LevelWord:
        """高, 中 or 低: how much the score is to be trusted."""
        return level_of(self.score)

    @property
    def raw(self) -> float:
        """The weighed sum the score is made of."""
        return sum(self.pieces) / WHOLE

    @property
    def parts(self) -> tuple[Part, ...]:
        """See :class:`Likeness`; worked out each time."""
        return self.explain().parts

    @property
    def words(self) -> tuple[str, ...]:
        """See :class:`Likeness`; worked out each time."""
        return self.explain().words

    def explain(self) -> Likeness:
        """The likeness with its parts and evidence."""
        parts, words = evidence(self.need, self.offered, self.pieces, self.vocabulary)
        return Likeness(self.resource, self.score, parts, words, ambiguous=self.ambiguous)


class Ranker:
    """Resources laid out once, against which needs are ranked in as many portions as the caller likes.

    Args:
        resources: Their texts.
        vocabulary: Whose words count.
        stop: Asked while the texts are read; see :func:`rank`.
        offered: Whether the texts are what units offer; past needs are not.
    """

    def __init__(
        self,
        resources: Sequence[str],
        vocabulary: Vocabulary,
        *,
        stop: Stop = never,
        offered: bool = True,
    ) -> None:
        self._vocabulary = vocabulary
        self._reader = reader_of(vocabulary)
        features = read_all(resources, vocabulary, stop, offered=offered)
        self._weights = _weights(self._reader)
        self._index = Index(features, resources, self._weights)
        self._offered = offered

    @property
    def vocabulary(self) -> Vocabulary:
        """Whose words count."""
        return self._vocabulary

    def score(self, needs: Sequence[str], *, top: int) -> list[list[Scored]]:
        """For each need the ``top`` most alike resources, best first."""
        block = [self._reader.read(text) for text in needs]
        return [
            self._row(need, chosen)
            for need, chosen in zip(block, self._index.best(block, top), strict=True)
        ]

    def score_one(self, need: str, resource: int) -> Scored:
        """The score of a need and one resource, given by its index."""
        ours = self._reader.read(need)
        theirs = self._reader.read(self._index.sketches[resource].text, offered=self._offered)
        return self._scored(ours.sketch, resource, contributions(ours, theirs, self._weights))

    def _row(self, need: Features, chosen: Iterable[tuple[int, Pieces]]) -> list[Scored]:
        found = [self._scored(need.sketch, number, pieces) for number, pieces in chosen]
        if len(found) > 1 and too_near(found[0].score, found[1].score):
            found[:2] = [_doubtful(one) for one in found[:2]]
        return found

    def _scored(self, need: Sketch, resource: int, pieces: Pieces) -> Scored:
        theirs = self._index.sketches[resource]
        return Scored(resource, score_of(pieces), pieces, need, theirs, self._vocabulary)


def _weights(reader: Reader) -> Weights:
    return WEIGHTS if reader.meanings is None else WEIGHTS_WITH_MEANING


def _doubtful(one: Scored) -> Scored:
    return Scored(
        one.resource, one.score, one.pieces, one.need, one.offered, one.vocabulary, ambiguous=True
    )


@lru_cache(maxsize=16384)
def likeness_with_itself(text: str, vocabulary: Vocabulary) -> float:
    """The raw likeness of a text with itself: what the likeness with others is measured by."""
    reader = reader_of(vocabulary)
    features = reader.read(text)
    return sum(contributions(features, features, _weights(reader))) / WHOLE


@lru_cache(maxsize=16384)
def closeness(one: str, other: str, vocabulary: Vocabulary) -> float:
    """The raw likeness of two texts as a share of what each has with itself, 0 to 1."""
    reader = reader_of(vocabulary)
    shared = sum(contributions(reader.read(one), reader.read(other), _weights(reader))) / WHOLE
    whole = likeness_with_itself(one, vocabulary) * likeness_with_itself(other, vocabulary)
    return shared / math.sqrt(whole) if whole > 0 else 0.0


def rank(
    needs: Sequence[str],
    resources: Sequence[str],
    vocabulary: Vocabulary,
    *,
    top: int,
    stop: Stop = never,
) -> tuple[tuple[Scored, ...], ...]:
    """For each need the ``top`` most alike resources, best first.

    Resources that share nothing at all with a need are left out, so fewer than ``top`` may come back.

    Raises:
        Cancelled: ``stop`` said so.
    """
    ranker = Ranker(resources, vocabulary, stop=stop)
    ranked: list[tuple[Scored, ...]] = []
    for start in range(0, len(needs), BLOCK):
        if stop():
            raise Cancelled
        ranked.extend(map(tuple, ranker.score(needs[start : start + BLOCK], top=top)))
    return tuple(ranked)
