"""Reads the vocabulary that is shipped as data beside this file."""

import csv
import io
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from matcher.domain import Category, Form
from matcher.vocabulary.folding import fold
from matcher.vocabulary.measures import shipped_measures
from matcher.vocabulary.model import Concept, Example, Pattern, Vocabulary, bare
from matcher.vocabulary.specifics import load_specifics

STRONG = 1000
WEAK = 400
_GAP = "[^。，,;；!！?？]{0,5}"


@cache
def load() -> Vocabulary:
    """The shipped vocabulary."""
    lexicon = lexicon_lines()
    concepts = tuple(Concept(Category(l1, l2), label) for l1, l2, label, _ in lexicon)
    words, patterns = _lexicon(lexicon)
    return Vocabulary(
        concepts=concepts,
        concept_names=tuple(str(concept.category) for concept in concepts),
        words=words,
        beginnings=frozenset(word[:end] for word in words for end in range(1, len(word))),
        patterns=patterns,
        category_names=_category_names(concepts),
        affinities=_affinities(),
        form_names=_forms("name"),
        form_words=_form_words(),
        unit_types=by_type(unit_type_words()),
        groups={row["group"]: row["parent"] for row in _table("population.csv")},
        group_words=_group_words(),
        qualifications=_qualifications(),
        fungible=frozenset(
            (Form(row["form"]), parse_category(row["category"])) for row in _table("fungible.csv")
        ),
        negations=negations(negation_words()),
        wishes=_any_of(_lines("wishes.txt")),
        at_home=_any_of(_side("wanted")),
        in_house=_any_of(_side("in_house")),
        weak_words=frozenset(fold(word) for line in _lines("weak.txt") for word in line.split()),
        background=tuple(_lines("background.txt")),
        examples=_examples(concepts),
        specifics=load_specifics(),
        measures=shipped_measures(),
    )


def _text(name: str) -> str:
    return files("matcher.vocabulary").joinpath("data", name).read_text(encoding="utf-8")


def _lines(name: str) -> list[str]:
    lines = (line.strip() for line in _text(name).splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_text(name))))


def lexicon_lines() -> list[tuple[str, str, str, list[str]]]:
    """First level, second level, label and marked words of every class, as shipped."""
    rows = (line.split("|") for line in _lines("lexicon.txt"))
    return [(l1, l2, label, words.split()) for l1, l2, label, words in rows]


def _lexicon(
    lines: list[tuple[str, str, str, list[str]]],
) -> tuple[dict[str, tuple[tuple[int, int], ...]], tuple[Pattern, ...]]:
    words: dict[str, dict[int, int]] = {}
    patterns: list[Pattern] = []
    for concept, (_, _, _, listed) in enumerate(lines):
        for written in listed:
            weight = WEAK if written.endswith("~") else STRONG
            word = fold(written.rstrip("~"))
            if "*" in word:
                patterns.append((wildcard(word), concept, weight))
            else:
                words.setdefault(word, {}).setdefault(concept, weight)
    return {word: tuple(classes.items()) for word, classes in words.items()}, tuple(patterns)


def wildcard(word: str) -> re.Pattern[str]:
    """What a folded word with ``*`` matches."""
    return re.compile(_GAP.join(re.escape(part) for part in word.split("*")))


def _examples(concepts: tuple[Concept, ...]) -> tuple[Example, ...]:
    places = {concept.category.l2: place for place, concept in enumerate(concepts)}
    return tuple(
        Example(places[row["class"]], row["text"], row["side"] == "offer")
        for row in _table("examples.csv")
    )


def parse_category(text: str) -> Category:
    """A category written ``一级`` or ``一级/二级``."""
    l1, _, l2 = text.partition("/")
    return Category(l1, l2)


def _category_names(concepts: tuple[Concept, ...]) -> dict[str, Category]:
    names: dict[str, Category] = {}
    for row in _table("categories.csv"):
        names[bare(row["words"])] = parse_category(row["category"])
    for concept in concepts:
        for name in (concept.label, concept.category.l2, str(concept.category)):
            names[bare(name)] = concept.category
    for concept in concepts:
        names[bare(concept.category.l1)] = Category(concept.category.l1)
    return names


def _affinities() -> dict[tuple[str, str], int]:
    pairs: dict[tuple[str, str], int] = {}
    for row in _table("affinity.csv"):
        pairs[row["one"], row["other"]] = int(row["affinity"])
        pairs[row["other"], row["one"]] = int(row["affinity"])
    return pairs


def _forms(kind: str) -> dict[str, Form]:
    return {
        fold(word): Form(row["form"])
        for row in _table("forms.csv")
        if row["kind"] == kind
        for word in row["words"].split()
    }


def _form_words() -> tuple[tuple[str, Form], ...]:
    return tuple(sorted(_forms("word").items(), key=lambda item: (-len(item[0]), item[0])))


def _group_words() -> tuple[tuple[str, str], ...]:
    return longest_first((fold(word), group) for group, word in population_words())


def longest_first(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Pairs of folded word and group in the order in which they are tried."""
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def _qualifications() -> dict[str, frozenset[str]]:
    groups = [frozenset(map(fold, row["words"].split())) for row in _table("qualifications.csv")]
    by_word: dict[str, frozenset[str]] = {}
    for group in groups:
        for word in group:
            by_word[word] = by_word.get(word, frozenset()) | group
    return by_word


def _any_of(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(map(fold, words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def _side(name: str) -> list[str]:
    rows = _table("at_home.csv")
    return [word for row in rows if row["side"] == name for word in row["words"].split()]


def negation_words() -> tuple[str, ...]:
    """The words of a negation, as shipped."""
    return tuple(_lines("negations.txt"))


def population_words() -> tuple[tuple[str, str], ...]:
    """Population group and word, as shipped."""
    return tuple(
        (row["group"], word) for row in _table("population.csv") for word in row["words"].split()
    )


def unit_type_words() -> tuple[tuple[str, str], ...]:
    """Type of unit and a word in such a unit's type or name, as shipped."""
    return tuple(
        (row["type"], word) for row in _table("unit_types.csv") for word in row["words"].split()
    )


def by_type(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Folded type → the folded words that tell it."""
    found: dict[str, dict[str, None]] = {}
    for owner, word in pairs:
        found.setdefault(fold(owner), {})[fold(word)] = None
    return {owner: tuple(words) for owner, words in found.items()}


def negations(written: Iterable[str]) -> re.Pattern[str]:
    """What matches any of these words with everything up to the next punctuation mark."""
    words = sorted(map(fold, written), key=lambda word: (-len(word), word))
    if not words:
        return re.compile("(?!)")
    alternatives = "|".join(map(re.escape, words))
    return re.compile(f"(?:{alternatives})[^。，,;；、.!！?？]*")
