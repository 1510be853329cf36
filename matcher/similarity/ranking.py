"""The most alike resources of each need, in bounded memory and independent of row order."""

from collections.abc import Sequence

from matcher.domain import Stop, never
from matcher.errors import Cancelled
from matcher.similarity.evidence import likeness
from matcher.similarity.features import Sketch, reader_of
from matcher.similarity.index import BLOCK, Index, read_all
from matcher.similarity.likeness import NEAR, Likeness
from matcher.similarity.scoring import WEIGHTS, Pieces, contributions
from matcher.vocabulary import Vocabulary


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

    def rank(self, needs: Sequence[str], *, top: int) -> tuple[tuple[Likeness, ...], ...]:
        """For each need the ``top`` most alike resources, best first."""
        block = [self._reader.read(text) for text in needs]
        return tuple(
            _likenesses(need.sketch, self._index.sketches, chosen, self._vocabulary)
            for need, chosen in zip(block, self._index.best(block, top), strict=True)
        )

    def likeness(self, need: str, resource: int) -> Likeness:
        """The likeness of a need and one resource, given by its index."""
        ours = self._reader.read(need)
        theirs = self._reader.read(self._index.sketches[resource].text)
        pieces = contributions(ours, theirs, WEIGHTS)
        return likeness(ours.sketch, theirs.sketch, pieces, resource, self._vocabulary)


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
