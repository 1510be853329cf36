"""Texts a workbook can hold, that stay texts."""

import re

LONGEST = 32_767
"""UTF-16 units a cell holds."""

_ILLEGAL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NAME_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FILE_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_SHEET_LONGEST = 31
_ONES = "〇一二三四五六七八九"


def clean(text: str) -> str:
    """The text without control, direction and surrogate characters; line ends are unified, tabs blanks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _ILLEGAL.sub("", lines)


def storable(text: str) -> str:
    """A cleaned text as the file must hold it: ``_x0041_`` would else be read as an escaped A."""
    return shortened(_ESCAPE_LIKE.sub("_x005F_", text), LONGEST)


def shortened(text: str, units: int) -> str:
    """The text, or its beginning with a remark how long it was, within so many UTF-16 units."""
    if _units(text) <= units:
        return text
    mark = f"……〔原文共{len(text)}字，此处截断〕"
    kept = text.encode("utf-16-le")[: 2 * (units - _units(mark))]
    return kept.decode("utf-16-le", "ignore") + mark


def numeral(number: int) -> str:
    """A number from 1 to 99 as it stands before a paragraph: 一, 十, 十二, 三十; others in digits."""
    tens, ones = divmod(number, 10)
    if not 1 <= number <= 99:
        return str(number)
    ten = f"{_ONES[tens] if tens > 1 else ''}十" if tens else ""
    return ten + (_ONES[ones] if ones else "")


def sheet_name(words: str, taken: frozenset[str] = frozenset()) -> str:
    """A valid sheet name made of the words, not among those taken (compared without case)."""
    plain = _NAME_ILLEGAL.sub(" ", clean(words)).strip().strip("'") or "表"
    lowered = {name.casefold() for name in taken}
    name, number = plain[:_SHEET_LONGEST], 2
    while name.casefold() in lowered:
        suffix = f"({number})"
        name, number = plain[: _SHEET_LONGEST - len(suffix)] + suffix, number + 1
    return name


def file_stem(words: str) -> str:
    """Words as the stem of a file name on any system."""
    return _FILE_ILLEGAL.sub(" ", clean(words)).strip(" .") or "未命名"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
