"""What speaks for the likeness of two texts, in words that really stand in them."""

import numpy as np

from matcher.domain import Part
from matcher.similarity.features import Sketch
from matcher.similarity.scoring import WHOLE, Pieces, score_of, share
from matcher.vocabulary import Vocabulary, fold

MOST_WORDS = 4
MOST_PAIRS = 3
NOTABLE = WHOLE // 200
"""Below this much raw likeness the texts share single characters at most."""
ALIKE = "整句意思相近"


def evidence(
    need: Sketch, resource: Sketch, pieces: Pieces, vocabulary: Vocabulary
) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """The parts of the likeness of two texts, and the words that speak for it.

    Args:
        need: The one text.
        resource: The other.
        pieces: What words, lexicon, category and meaning add to the raw likeness.
        vocabulary: Whose words count.
    """
    common = common_words(need, resource, vocabulary) if pieces[0] >= NOTABLE else ()
    pairs = lexicon_pairs(need, resource) if pieces[1] > 0 else ()
    category = _class_note(need, resource, vocabulary) if pieces[2] > 0 else ""
    notes = ("、".join(common), "；".join(pairs), category, ALIKE)
    return share(score_of(pieces), pieces, notes), common + pairs


def common_words(one: Sketch, other: Sketch, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Pieces of at least two characters that stand in both texts, as the first writes them.

    Pieces made of words that stand everywhere (希望, 居民) are left out.
    """
    weak = vocabulary.weak_words
    found: dict[str, None] = {}
    for start, end in _common_spans(one.folded, other.folded):
        if one.folded[start:end] not in weak and (word := _whole(one, other, start, end)):
            found.setdefault(word)
    return tuple(found)[:MOST_WORDS]


def _whole(one: Sketch, other: Sketch, start: int, end: int) -> str:
    """A common piece as the first writes it, without a last character of which the other has but a part (Ⅲ, i)."""
    while end - start > 1:
        word = one.written(start, end)
        if fold(word) in other.folded:
            return word
        end -= 1
    return ""


def _common_spans(text: str, other: str) -> list[tuple[int, int]]:
    spans = []
    start = 0
    while start < len(text) - 1:
        if text[start : start + 2] not in other:
            start += 1
            continue
        end = start + 1
        while end < len(text) and text[start : end + 1] in other and text[end].isalnum():
            end += 1
        if end - start > 1 and text[start].isalnum():
            spans.append((start, end))
        start = end
    return spans


def lexicon_pairs(need: Sketch, resource: Sketch) -> tuple[str, ...]:
    """Pairs of different words, one from each text, that the lexicon puts into the same class."""
    shared = need.named.keys() & resource.named.keys()
    pairs = []
    for concept in sorted(shared):
        (ours, our_weight), (theirs, their_weight) = need.named[concept], resource.named[concept]
        if ours != theirs:
            pairs.append((-min(our_weight, their_weight), f"{ours} ↔ {theirs}"))
    pairs.sort(key=lambda pair: pair[0])
    return tuple(dict.fromkeys(words for _, words in pairs))[:MOST_PAIRS]


def _class_note(need: Sketch, resource: Sketch, vocabulary: Vocabulary) -> str:
    """The class both point to most, and the words of each that lie in it where the lexicon has them."""
    concept = int((need.category.astype(np.int32) * resource.category).argmax())
    name = vocabulary.concept_names[concept]
    told = [text.named[concept][0] for text in (need, resource) if concept in text.named]
    return f"{name}（{' ↔ '.join(dict.fromkeys(told))}）" if told else f"{name}（按整句判断）"
