"""The lists beside the lexicon as single words, and the vocabulary with an office's own changes to them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from matcher.domain import ListWord, WordList
from matcher.vocabulary.folding import fold
from matcher.vocabulary.headers import header_words
from matcher.vocabulary.measures import measure_words, measures_with
from matcher.vocabulary.model import Vocabulary
from matcher.vocabulary.reading import (
    by_type,
    longest_first,
    negation_words,
    negations,
    population_words,
    unit_type_words,
)
from matcher.vocabulary.specifics import Specifics, apart, specific_lines

Subject = tuple[WordList, str, str]
"""List, folded owner, folded word."""


def subject_of(one: ListWord) -> Subject:
    """What tells a word of a list from others."""
    return (one.table, fold(one.owner), fold(one.word))


@cache
def shipped_list_words() -> Mapping[Subject, ListWord]:
    """Every shipped word of the lists, in their order."""
    told = [
        *(
            ListWord(WordList.SPECIFICS, owner, word)
            for owner, listed in specific_lines()
            for word in listed
        ),
        *(ListWord(WordList.GROUPS, group, word) for group, word in population_words()),
        *(ListWord(WordList.NEGATIONS, "", word) for word in negation_words()),
        *(ListWord(WordList.UNIT_TYPES, owner, word) for owner, word in unit_type_words()),
        *(ListWord(WordList.HEADERS, owner, word) for owner, word in header_words()),
        *(ListWord(WordList.MEASURES, owner, word) for owner, word in measure_words()),
    ]
    return {subject_of(one): one for one in told}


def in_all(changes: Iterable[ListWord]) -> tuple[ListWord, ...]:
    """Every word of every list, the changes in the place of what is shipped, own words last."""
    own = {subject_of(one): one for one in changes}
    shipped = [own.pop(subject, one) for subject, one in shipped_list_words().items()]
    return (*shipped, *own.values())


def used(changes: Iterable[ListWord], table: WordList) -> tuple[ListWord, ...]:
    """The words of one list that count."""
    return tuple(one for one in in_all(changes) if one.used and one.table is table)


def with_lists(vocabulary: Vocabulary, changes: tuple[ListWord, ...]) -> Vocabulary:
    """The vocabulary with words of the lists added or switched off; owners nobody knows say nothing."""
    touched = {one.table for one in changes}
    if WordList.SPECIFICS in touched:
        vocabulary = replace(vocabulary, specifics=specifics_of(used(changes, WordList.SPECIFICS)))
    if WordList.GROUPS in touched:
        pairs = ((fold(one.word), one.owner) for one in used(changes, WordList.GROUPS))
        known = longest_first(pair for pair in pairs if pair[1] in vocabulary.groups)
        vocabulary = replace(vocabulary, group_words=known)
    if WordList.NEGATIONS in touched:
        words = [one.word for one in used(changes, WordList.NEGATIONS)]
        vocabulary = replace(vocabulary, negations=negations(words))
    if WordList.UNIT_TYPES in touched:
        counted = by_type((one.owner, one.word) for one in used(changes, WordList.UNIT_TYPES))
        silent: dict[str, tuple[str, ...]] = dict.fromkeys(vocabulary.unit_types, ())
        vocabulary = replace(vocabulary, unit_types=silent | counted)
    if WordList.MEASURES in touched:
        vocabulary = replace(vocabulary, measures=measures_with(changes))
    return vocabulary


def specifics_of(words: Iterable[ListWord]) -> Specifics:
    """The table of these words; of two things a word stands for the first counts."""
    by_word: dict[str, str] = {}
    parents: dict[str, str] = {}
    for one in words:
        name, parent = apart(one.owner)
        by_word.setdefault(fold(one.word), name)
        if parent and parent != name:
            parents.setdefault(name, parent)
    return Specifics(by_word, parents)
