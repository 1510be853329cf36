"""Words that stand in the examples of classes they do not belong to tell less."""

from dataclasses import replace

import pytest

from matcher.similarity.features import reader_of
from matcher.vocabulary import Example, Vocabulary, load

LAMP = "楼道灯"


def place(words: Vocabulary, name: str) -> int:
    return next(at for at, one in enumerate(words.concepts) if one.category.l2 == name)


def with_examples(*classes: str) -> Vocabulary:
    """The vocabulary with one and the same sentence as example of these classes alone."""
    words = load()
    examples = tuple(Example(place(words, one), "楼道灯坏了", offered=False) for one in classes)
    return replace(words, examples=examples)


def test_examples_of_a_word_s_own_class_do_not_weaken_it() -> None:
    assert LAMP not in reader_of(with_examples("照明电路")).astray


def test_fifteen_other_classes_halve_what_a_word_tells() -> None:
    words = load()
    (own,) = {concept for concept, _ in words.words[LAMP]}
    others = [one.category.l2 for at, one in enumerate(words.concepts) if at != own][:15]
    assert reader_of(with_examples(*others)).astray[LAMP] == pytest.approx(2)


def test_an_example_said_twice_counts_once() -> None:
    once, twice = with_examples("会议活动场地"), with_examples("会议活动场地", "会议活动场地")
    assert reader_of(once).astray[LAMP] == reader_of(twice).astray[LAMP] > 1


def test_words_for_people_tell_least() -> None:
    astray = reader_of(load()).astray
    assert {"孩子", "老人"} <= set(sorted(astray, key=lambda word: -astray[word])[:5])
