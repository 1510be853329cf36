"""Texts made comparable: width, case and spaces folded; words found again as they were written."""

import unicodedata


class _Folded(dict[int, str]):
    """Character code → what it is folded to; worked out once for each."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).casefold()
        self[code] = plain = "".join(part for part in folded if not part.isspace())
        return plain


_FOLDED = _Folded()


def fold(text: str) -> str:
    """The text with width and case folded and without any spaces."""
    return text.translate(_FOLDED)


def same_places(text: str, folded: str) -> bool:
    """Whether every character of a text stands at its own place in the folded form: none vanished, none grew."""
    return len(text) == len(folded) and not any(map(str.isspace, text))


def as_written(text: str, start: int, end: int) -> str:
    """The piece of the original text behind positions ``start`` to ``end`` of its folded form."""
    position = 0
    first = last = None
    for index, character in enumerate(text):
        width = len(_FOLDED[ord(character)])
        if width and position + width > start and first is None:
            first = index
        if width and position < end:
            last = index + 1
        position += width
        if position >= end:
            break
    return text[first:last] if first is not None and last is not None else ""
