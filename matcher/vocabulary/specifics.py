"""Specific things a text names (a wheelchair, a blood-pressure check), finer than the categories.

Two texts of one category may still speak of different things; where both name specifics and none of
them is the same or above the other, the resource does not answer the need.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from matcher.vocabulary.folding import as_written, fold


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of a text that names a specific thing.

    Attributes:
        name: The specific.
        word: The word, folded.
        at: Where it first stands in the folded text.
        written: As it stands in the text itself.
    """

    name: str
    word: str
    at: int
    written: str


def said(mentions: Iterable[Mention], names: Collection[str]) -> tuple[str, ...]:
    """The words among a text's mentions that name any of these specifics; no word that is part of another."""
    found = [one for one in mentions if one.name in names]
    whole = (
        one
        for one in found
        if not any(one.word != other.word and one.word in other.word for other in found)
    )
    ordered = sorted(whole, key=lambda one: (one.at, len(one.word)))
    return tuple(dict.fromkeys(one.written for one in ordered))


@dataclass(frozen=True, slots=True)
class Specifics:
    """The shipped table.

    Attributes:
        words: The specific each folded word stands for.
        parents: The more general specific of each that has one.
    """

    words: Mapping[str, str]
    parents: Mapping[str, str]

    def named(self, text: str) -> frozenset[str]:
        """The specifics a text names."""
        folded = fold(text)
        return frozenset(name for word, name in self.words.items() if word in folded)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Every word of the table that stands in a text, in the order of the table."""
        folded = fold(text)
        places = (
            (name, word, folded.index(word)) for word, name in self.words.items() if word in folded
        )
        return tuple(
            Mention(name, word, at, as_written(text, at, at + len(word)))
            for name, word, at in places
        )

    def _line(self, name: str) -> frozenset[str]:
        """A specific with all above it."""
        line = [name]
        while line[-1] in self.parents:
            line.append(self.parents[line[-1]])
        return frozenset(line)

    def clash(self, ours: Iterable[str], theirs: Iterable[str]) -> bool:
        """Whether both sides name specifics and none of one side is the same as, above or below one of the other."""
        theirs, ours = tuple(theirs), tuple(ours)
        if not ours or not theirs:
            return False
        return not any(a in self._line(b) or b in self._line(a) for a in ours for b in theirs)


@cache
def load_specifics() -> Specifics:
    """The shipped table.

    Raises:
        ValueError: A word stands twice, or a parent is not in the table.
    """
    words: dict[str, str] = {}
    parents: dict[str, str] = {}
    names: set[str] = set()
    for owner, listed in specific_lines():
        name, parent = apart(owner)
        names.add(name)
        if parent:
            parents[name] = parent
        for word in listed:
            if fold(word) in words:
                raise ValueError(f"{word} stands for {words[fold(word)]} and {name}")
            words[fold(word)] = name
    if not set(parents.values()) <= names:
        raise ValueError(f"unknown parents: {sorted(set(parents.values()) - names)}")
    return Specifics(words, parents)


def specific_lines() -> list[tuple[str, list[str]]]:
    """Each specific thing, ``轮椅<康复辅具`` where it has one above it, and its words, as shipped."""
    text = files("matcher.vocabulary").joinpath("data", "specifics.txt").read_text(encoding="utf-8")
    lines = (line.split("|") for line in text.splitlines() if line.strip() and line[0] != "#")
    return [
        ("<".join(part.strip() for part in head.split("<")), words.split()) for head, words in lines
    ]


def apart(owner: str) -> tuple[str, str]:
    """Name and the more general one above it, or empty."""
    name, _, parent = owner.partition("<")
    return name.strip(), parent.strip()
