"""The shipped lexicon as single words, and the vocabulary with an office's own changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from matcher.domain import Category, VocabularyChanges, WordChange, WordState
from matcher.vocabulary.folding import fold
from matcher.vocabulary.lists import with_lists
from matcher.vocabulary.model import Pattern, Vocabulary
from matcher.vocabulary.reading import STRONG, WEAK, lexicon_lines, load, wildcard

_WEIGHTS = {WordState.STRONG: STRONG, WordState.WEAK: WEAK}


@dataclass(frozen=True, slots=True)
class ShippedWord:
    """A word of the shipped lexicon as it is written there."""

    category: Category
    word: str
    state: WordState


@cache
def shipped_words() -> Mapping[tuple[str, str], ShippedWord]:
    """(Class, folded word) → the word, in the order of the lexicon."""
    known: dict[tuple[str, str], ShippedWord] = {}
    for l1, l2, _, listed in lexicon_lines():
        category = Category(l1, l2)
        for written in listed:
            word = written.rstrip("~")
            state = WordState.WEAK if word != written else WordState.STRONG
            known.setdefault((str(category), fold(word)), ShippedWord(category, word, state))
    return known


@lru_cache(maxsize=4)
def in_force(changes: VocabularyChanges) -> Vocabulary:
    """The shipped vocabulary with these changes; the same object for the same changes."""
    return with_lists(with_changes(load(), changes), changes.lists)


def with_changes(vocabulary: Vocabulary, changes: VocabularyChanges) -> Vocabulary:
    """The vocabulary with the words added, switched off or weighed anew; changes to unknown classes say nothing."""
    places = {concept.category: place for place, concept in enumerate(vocabulary.concepts)}
    known = [change for change in changes.words if change.category in places and fold(change.word)]
    if not known:
        return vocabulary
    plain = [change for change in known if "*" not in change.word]
    words = _with_words(vocabulary.words, plain, places)
    return replace(
        vocabulary,
        words=words,
        beginnings=frozenset(word[:end] for word in words for end in range(1, len(word))),
        patterns=_with_patterns(
            vocabulary.patterns, [change for change in known if "*" in change.word], places
        ),
    )


def _with_words(
    words: Mapping[str, tuple[tuple[int, int], ...]],
    changes: list[WordChange],
    places: Mapping[Category, int],
) -> dict[str, tuple[tuple[int, int], ...]]:
    changed = dict(words)
    for change in changes:
        word, concept = fold(change.word), places[change.category]
        classes = {place: weight for place, weight in changed.get(word, ()) if place != concept}
        if change.state is not WordState.OFF:
            classes[concept] = _WEIGHTS[change.state]
        changed[word] = tuple(sorted(classes.items()))
    return {word: classes for word, classes in changed.items() if classes}


def _with_patterns(
    patterns: tuple[Pattern, ...], changes: list[WordChange], places: Mapping[Category, int]
) -> tuple[Pattern, ...]:
    by_subject = {(pattern.pattern, concept): weight for pattern, concept, weight in patterns}
    compiled = {pattern.pattern: pattern for pattern, _, _ in patterns}
    for change in changes:
        pattern = wildcard(fold(change.word))
        compiled[pattern.pattern] = pattern
        subject = (pattern.pattern, places[change.category])
        if change.state is WordState.OFF:
            by_subject.pop(subject, None)
        else:
            by_subject[subject] = _WEIGHTS[change.state]
    return tuple(
        (compiled[text], concept, weight) for (text, concept), weight in by_subject.items()
    )
