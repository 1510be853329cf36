"""Which category and which form a text may have, with the words that speak for it."""

from collections.abc import Iterable
from itertools import islice

from matcher.domain import Form
from matcher.similarity.features import Features, reader_of
from matcher.similarity.likeness import FormSuggestion, Suggestion
from matcher.vocabulary import Vocabulary, as_written, fold

CANDIDATES = 3
MOST_WORDS = 4
CLEAR_SHARE = 700
CLEAR_MARGIN = 250
RIVAL = 0.8
KIN = 700


def suggest(text: str, vocabulary: Vocabulary) -> tuple[Suggestion, ...]:
    """The best three categories with the words of the text for them, best first; empty for an empty text."""
    features = reader_of(vocabulary).read(text)
    if not features.grams:
        return ()
    shares, named = features.shares, features.lexicon
    order = sorted(range(len(shares)), key=lambda one: (-shares[one], -named[one], one))
    best = order[:CANDIDATES]
    margin = int(shares[best[0]]) - int(shares[best[1]])
    clear = shares[best[0]] >= CLEAR_SHARE and margin >= CLEAR_MARGIN
    clear = clear and not _points_elsewhere(features, best[0], vocabulary)
    return tuple(
        Suggestion(
            vocabulary.concepts[concept].category,
            int(shares[concept]),
            _words_for(features, concept),
            clear=bool(clear) and place == 0,
        )
        for place, concept in enumerate(best)
        if shares[concept] > 0 or _named(features, concept)
    )


def _points_elsewhere(features: Features, best: int, vocabulary: Vocabulary) -> bool:
    """Whether lexicon words point nearly as strongly to a class of another field."""
    concepts, strength = vocabulary.concepts, features.lexicon
    return any(
        strength[other] >= RIVAL * strength[best] > 0
        and vocabulary.affinity(concepts[other].category, concepts[best].category) < KIN
        for other in features.sketch.named
        if other != best
    )


def _named(features: Features, concept: int) -> bool:
    """Whether a word of more than one character speaks for a class."""
    return any(hit.concept == concept and len(hit.word) > 1 for hit in features.hits)


def _words_for(features: Features, concept: int) -> tuple[str, ...]:
    spans = {(hit.start, hit.end): hit for hit in features.hits if hit.concept == concept}
    hits = sorted(spans.values(), key=lambda hit: (-hit.weight, -len(hit.word), hit.start))
    return _told(features.sketch.written(hit.start, hit.end) for hit in hits)


def _told(words: Iterable[str]) -> tuple[str, ...]:
    """The first few words, none of which is part of another."""
    every = tuple(dict.fromkeys(words))
    whole = (one for one in every if not any(one != other and one in other for other in every))
    return tuple(islice(whole, MOST_WORDS))


def suggest_forms(text: str, vocabulary: Vocabulary) -> tuple[FormSuggestion, ...]:
    """Forms the words of a text speak for, most words first; empty when none does."""
    words: dict[Form, list[str]] = {}
    for hint in vocabulary.form_hints(text):
        words.setdefault(hint.form, []).append(hint.word)
    order = list(Form)
    ranked = sorted(words.items(), key=lambda item: (-_weight(item[1]), order.index(item[0])))
    rest = vocabulary.affirmed(fold(text))
    return tuple(
        FormSuggestion(form, _told(_as_written(text, rest, word) for word in found))
        for form, found in ranked
    )


def _as_written(text: str, folded: str, word: str) -> str:
    start = folded.index(word)
    return as_written(text, start, start + len(word))


def _weight(words: list[str]) -> int:
    return sum(len(word) for word in words)
