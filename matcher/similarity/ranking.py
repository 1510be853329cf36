"""The most alike resources of each need, in bounded memory and independent of row order."""

from collections.abc import Sequence

from matcher.domain import Stop, never
from matcher.errors import Cancelled
from matcher.similarity.evidence import likeness
from matcher.similarity.features import Features, reader_of
from matcher.similarity.index import BLOCK, Index, Whole, read_all
from matcher.similarity.likeness import NEAR, Likeness
from matcher.similarity.scoring import WEIGHTS
from matcher.vocabulary import Vocabulary


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
    reader = reader_of(vocabulary)
    index = Index(read_all(resources, vocabulary, stop), resources, WEIGHTS)
    ranked: list[tuple[Likeness, ...]] = []
    for start in range(0, len(needs), BLOCK):
        if stop():
            raise Cancelled
        block = [reader.read(text) for text in needs[start : start + BLOCK]]
        for need, chosen in zip(block, index.best(block, top), strict=True):
            ranked.append(_likenesses(need, index.texts, chosen, vocabulary))
    return tuple(ranked)


def _likenesses(
    need: Features, offered: Sequence[Features], chosen: Whole, vocabulary: Vocabulary
) -> tuple[Likeness, ...]:
    found = [likeness(need, offered[number], int(number), vocabulary) for number in chosen]
    if len(found) > 1 and found[0].score - found[1].score < NEAR:
        found[:2] = [_doubtful(item) for item in found[:2]]
    return tuple(found)


def _doubtful(item: Likeness) -> Likeness:
    return Likeness(item.resource, item.score, item.parts, item.words, ambiguous=True)
