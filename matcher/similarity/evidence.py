"""What speaks for the likeness of two texts, in words that really stand in them."""

from matcher.similarity.features import Features
from matcher.similarity.likeness import Likeness
from matcher.similarity.scoring import WEIGHTS, bend, contributions, share
from matcher.vocabulary import Hit, Vocabulary, as_written

MOST_WORDS = 4
MOST_PAIRS = 3


def likeness(need: Features, resource: Features, number: int, vocabulary: Vocabulary) -> Likeness:
    """The likeness of two texts with its parts and evidence."""
    pieces = contributions(need, resource, WEIGHTS)
    common = common_words(need, resource, vocabulary)
    pairs = lexicon_pairs(need, resource) if pieces[1] > 0 else ()
    notes = ("、".join(common), "；".join(pairs), _class_note(need, resource, vocabulary))
    score = bend(sum(pieces))
    return Likeness(number, score, share(score, pieces, notes), common + pairs)


def common_words(one: Features, other: Features, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Pieces of at least two characters that stand in both texts, as the first writes them.

    Pieces made of words that stand everywhere (希望, 居民) are left out.
    """
    weak = vocabulary.weak_words
    found: dict[str, None] = {}
    for start, end in _common_spans(one.folded, other.folded):
        if one.folded[start:end] not in weak:
            found.setdefault(as_written(one.text, start, end))
    return tuple(found)[:MOST_WORDS]


def _common_spans(text: str, other: str) -> list[tuple[int, int]]:
    spans = []
    start = 0
    while start < len(text) - 1:
        end = start + 1
        while (
            end < len(text) and text[start : end + 1].isalnum() and text[start : end + 1] in other
        ):
            end += 1
        if end - start > 1:
            spans.append((start, end))
        start = end
    return spans


def lexicon_pairs(need: Features, resource: Features) -> tuple[str, ...]:
    """Pairs of different words, one from each text, that the lexicon puts into the same class."""
    ours, theirs = _strongest(need), _strongest(resource)
    pairs = [
        (-min(ours[concept].weight, theirs[concept].weight), ours[concept], theirs[concept])
        for concept in sorted(ours.keys() & theirs.keys())
        if ours[concept].word != theirs[concept].word
    ]
    pairs.sort(key=lambda pair: pair[0])
    words = (f"{_written(need, one)} ↔ {_written(resource, two)}" for _, one, two in pairs)
    return tuple(dict.fromkeys(words))[:MOST_PAIRS]


def _strongest(features: Features) -> dict[int, Hit]:
    best: dict[int, Hit] = {}
    for hit in features.hits:
        known = best.get(hit.concept)
        if known is None or (hit.weight, len(hit.word)) > (known.weight, len(known.word)):
            best[hit.concept] = hit
    return best


def _written(features: Features, hit: Hit) -> str:
    return as_written(features.text, hit.start, hit.end)


def _class_note(need: Features, resource: Features, vocabulary: Vocabulary) -> str:
    both = need.category * resource.category
    best = int(both.argmax())
    return str(vocabulary.concepts[best].category) if both[best] > 0 else ""
