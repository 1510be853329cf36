"""Texts that say the same in other words; places that differ keep them apart."""

import re
from collections.abc import Sequence

from matcher.domain import Stop, never
from matcher.errors import Cancelled
from matcher.similarity.evidence import common_words, lexicon_pairs
from matcher.similarity.features import Features
from matcher.similarity.index import BLOCK, Index, read_all
from matcher.similarity.likeness import NearPair
from matcher.similarity.scoring import Weights, contributions, score_of
from matcher.vocabulary import Vocabulary, fold

WEIGHTS = Weights(words=20, lexicon=5, category=10, meaning=5)
NEAR_ENOUGH = 575
"""Score from which two texts are shown as perhaps the same."""
NEIGHBOURS = 30
"""Most texts looked at beside each."""


def near_pairs(
    texts: Sequence[str], vocabulary: Vocabulary, *, stop: Stop = never
) -> tuple[NearPair, ...]:
    """Pairs of texts that seem to say the same, the most alike first.

    Texts that name different places (3号楼, 二单元, 西门) or different specific things (轮椅, 血糖仪) are never
    paired.

    Raises:
        Cancelled: ``stop`` said so.
    """
    features = read_all(texts, vocabulary, stop)
    index = Index(features, texts, WEIGHTS)
    places = [places_in(text) for text in texts]
    table = vocabulary.specifics
    things = [table.named(text) for text in texts]
    found: dict[tuple[int, int], NearPair] = {}
    for start in range(0, len(texts), BLOCK):
        if stop():
            raise Cancelled
        block = features[start : start + BLOCK]
        for number, chosen in enumerate(index.best(block, NEIGHBOURS), start=start):
            for other, _ in chosen:
                pair = (min(number, other), max(number, other))
                if pair[0] == pair[1] or pair in found or not may_meet(places, pair):
                    continue
                if not table.clash(things[pair[0]], things[pair[1]]):
                    found[pair] = _near_pair(features, pair, vocabulary)
    near = [pair for pair in found.values() if pair.score >= NEAR_ENOUGH]
    return tuple(sorted(near, key=lambda pair: (-pair.score, pair.first, pair.second)))


def _near_pair(
    texts: Sequence[Features], pair: tuple[int, int], vocabulary: Vocabulary
) -> NearPair:
    one, other = texts[pair[0]], texts[pair[1]]
    score = score_of(contributions(one, other, WEIGHTS))
    words = common_words(one.sketch, other.sketch, vocabulary)
    words += lexicon_pairs(one.sketch, other.sketch)
    return NearPair(*pair, score, words)


_DIGITS = {digit: str(number) for number, digit in enumerate("零一二三四五六七八九")} | {"两": "2"}
_NUMBER = "([0-9a-z]{1,4}|[一二三四五六七八九十两]{1,3})"
_PLACES = (
    ("building", re.compile(_NUMBER + "(?:号楼|栋|幢|号院)")),
    ("entrance", re.compile(_NUMBER + "单元")),
    ("gate", re.compile("([东西南北]|东南|东北|西南|西北)(?:大门|门)")),
    ("room", re.compile(r"(\d{3,4})室")),
)


def places_in(text: str) -> frozenset[tuple[str, str]]:
    """Buildings, entrances, gates and rooms a text names: pairs of kind and number."""
    folded = fold(text)
    return frozenset(
        (kind, _plain_number(match.group(1)))
        for kind, pattern in _PLACES
        for match in pattern.finditer(folded)
    )


def _plain_number(words: str) -> str:
    """三 → 3, 十二 → 12, 二十 → 20; anything else as it is."""
    if "十" not in words:
        return "".join(_DIGITS.get(character, character) for character in words)
    tens, _, ones = words.partition("十")
    return f"{_DIGITS.get(tens, '1')}{_DIGITS.get(ones, '0')}"


def may_meet(places: Sequence[frozenset[tuple[str, str]]], pair: tuple[int, int]) -> bool:
    """Whether the places two texts name allow them to speak of the same thing."""
    one, other = places[pair[0]], places[pair[1]]
    if not one or not other:
        return True
    for kind, _ in _PLACES:
        ours = {number for name, number in one if name == kind}
        theirs = {number for name, number in other if name == kind}
        if ours and theirs and not ours & theirs:
            return False
    return bool({kind for kind, _ in one} & {kind for kind, _ in other})
