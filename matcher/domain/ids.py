"""Ids with a check character: blank lists carry them, so that a filled-in row is found again.

``XQ-202606-K7Q2-001-5``: kind of list, month, batch of blanks (or community), running number, check character.
The check character makes the weighted sum of all characters divisible by 31; weights are powers of 3 from the
right, digits and letters count by their place in :data:`ALPHABET`, hyphens 0. Because 31 is a prime and neither
3 nor 3 - 1 is a multiple of it, and because hyphens stand where the form wants them (the middle holds a letter, the
number three digits or more without needless zeros), every single wrong digit or letter and every swap of two
neighbours is caught. Any other character, such as 西, counts by its code point
modulo 31: a wrong one or a swap of two is caught unless both leave the same remainder (30 cases of 31).
"""

import random
import re
import secrets
import unicodedata

ALPHABET = "0123456789ACDEFGHJKMNPQRTUVWXYZ"
"""Digits and the letters that are no look-alikes: without B (8), I and L (1), O (0), S (5)."""

_BATCH_SIZE = 4
_BATCH_LETTERS = "ACDEFGHJKMNPQRTVWXY"
_BATCH_DIGITS = "23456789"
_BATCH = re.compile(
    rf"(?=.*[{_BATCH_LETTERS}])(?=.*[{_BATCH_DIGITS}])[{_BATCH_LETTERS}{_BATCH_DIGITS}]{{{_BATCH_SIZE}}}"
)
_FORM = re.compile(
    rf"(?P<body>(?P<kind>XQ|ZY|XM)-[0-9]{{6}}(?:-(?P<middle>[0-9]*[^\W\d_][^\W_]*))?-(?:[0-9]{{3}}|[1-9][0-9]{{3,}}))"
    rf"(?:-(?P<check>[{ALPHABET}]))?"
)
_DASHES = re.compile(r"[\u2010-\u2015\u2212_]")
_PLACES = {character: place for place, character in enumerate(ALPHABET)}
_BASE, _WEIGHT = len(ALPHABET), 3


def normal(text: str) -> str:
    """The text in capitals, half-width, without blanks, with plain hyphens."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return _DASHES.sub("-", folded).upper()


def is_id(text: str) -> bool:
    """Whether the text has the form of our ids, with or without a check character."""
    return _FORM.fullmatch(text) is not None


def check_character(identifier: str) -> str:
    """The check character of an id that has none.

    Raises:
        ValueError: It is no id, has a check character, or holds a look-alike letter (B, I, L, O, S).
    """
    found = _FORM.fullmatch(identifier)
    if found is None or found["check"] or not _countable(identifier):
        raise ValueError(f"no id without check character: {identifier}")
    return ALPHABET[-_sum(f"{identifier}-0") % _BASE]


def with_check(identifier: str) -> str:
    """``XQ-202606-西站-007`` → ``XQ-202606-西站-007-…``.

    Raises:
        ValueError: As :func:`check_character`.
    """
    return f"{identifier}-{check_character(identifier)}"


def marked(identifier: str) -> str:
    """The id with a check character where it can have one, else as it is: what papers print."""
    found = _FORM.fullmatch(identifier)
    if found is None or found["check"] or is_batch(found["middle"] or ""):
        return identifier
    return with_check(identifier) if _countable(identifier) else identifier


def check_holds(text: str) -> bool:
    """Whether the text is an id whose check character is there and right."""
    found = _FORM.fullmatch(text)
    return found is not None and bool(found["check"]) and _countable(text) and not _sum(text)


def without_check(text: str) -> str:
    """The id without its check character; an id that has none stays as it is.

    Raises:
        ValueError: It is no id, or its check character is wrong.
    """
    found = _FORM.fullmatch(text)
    if found is None or (found["check"] and not check_holds(text)):
        raise ValueError(f"no id of ours, or its check character is wrong: {text}")
    return found["body"]


def kind_of_id(text: str) -> str:
    """``XQ`` need, ``ZY`` resource, ``XM`` project; empty when it is no id."""
    found = _FORM.fullmatch(text)
    return found["kind"] if found else ""


def is_blank_id(text: str) -> bool:
    """Whether the id comes from a blank list: its middle is a batch code and its check character is right."""
    found = _FORM.fullmatch(text)
    return found is not None and is_batch(found["middle"] or "") and check_holds(text)


def is_batch(code: str) -> bool:
    """Whether this is what :func:`batch_code` gives."""
    return _BATCH.fullmatch(code) is not None


def batch_code(seed: int | None = None) -> str:
    """Four characters that tell one hand-out of blank lists from another (some 400,000 different ones).

    Args:
        seed: Gives the same code each time; ``None`` = by chance.
    """
    chance = secrets.SystemRandom() if seed is None else random.Random(seed)
    while True:
        code = "".join(chance.choices(_BATCH_LETTERS + _BATCH_DIGITS, k=_BATCH_SIZE))
        if is_batch(code):
            return code


def blank_ids(kind: str, month: str, batch: str, count: int) -> tuple[str, ...]:
    """Ids for the empty rows of a blank list, numbered from 1.

    Args:
        kind: ``XQ`` or ``ZY``.
        month: ``2026-06``.
        batch: See :func:`batch_code`.
        count: How many.
    """
    stem = f"{kind}-{month.replace('-', '')}-{batch}"
    return tuple(with_check(f"{stem}-{number:03d}") for number in range(1, count + 1))


def _countable(text: str) -> bool:
    """Whether every plain letter is in the alphabet; two that count the same would hide a mistake."""
    return all(c in _PLACES or c == "-" or not c.isascii() for c in text)


def _sum(text: str) -> int:
    total = 0
    for character in text:
        total = (total * _WEIGHT + _value(character)) % _BASE
    return total


def _value(character: str) -> int:
    return 0 if character == "-" else _PLACES.get(character, ord(character) % _BASE)
