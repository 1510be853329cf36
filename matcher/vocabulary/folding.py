"""Texts made comparable: width, case and spaces folded; words found again as they were written."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).casefold()
    return "".join(part for part in folded if not part.isspace())


def fold(text: str) -> str:
    """The text with width and case folded and without any spaces."""
    return "".join(map(_fold_character, text))


def as_written(text: str, start: int, end: int) -> str:
    """The piece of the original text behind positions ``start`` to ``end`` of its folded form."""
    position = 0
    first = last = None
    for index, character in enumerate(text):
        width = len(_fold_character(character))
        if width and position + width > start and first is None:
            first = index
        if width and position < end:
            last = index + 1
        position += width
        if position >= end:
            break
    return text[first:last] if first is not None and last is not None else ""
