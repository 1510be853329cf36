"""Cell texts cleaned: widths, invisible characters, blanks, ditto marks, names, lists in one cell."""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_BLANKS = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINES = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]+\s*")
_WIDE = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_WIDE |= {
    ord("％"): "%",
    ord("．"): ".",
    ord("＋"): "+",
    ord("－"): "-",
    ord("＠"): "@",
    ord("＃"): "#",
    ord("／"): "/",
}
_NOTHING = re.compile(
    r"(?:无|没有|暂无|暂时没有|不详|空|none|null|nan|n/?a|[/\\|\-—–－―_.。·~*×x]+|#n/a)",
    re.IGNORECASE,
)
_DITTO = re.compile(r"(?:[〃″\"”“〞々]|同上|同前|同左|同上行|″″|,,|〃〃)[。.]?")
_CJK = r"\u3400-\u9fff\uf900-\ufaff"
_BETWEEN = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
_OPEN, _CLOSE = "(（[【〔《「", ")）]】〕》」"


@lru_cache(maxsize=65_536)
def clean(text: str) -> str:
    """The text without invisible characters, with half-width letters and digits, single spaces."""
    if text.isascii() and text.isalnum():
        return text
    shown = _INVISIBLE.sub("", text).translate(_WIDE)
    lines = [_BLANKS.sub(" ", line).strip() for line in _LINES.split(shown)]
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=65_536)
def one_line(text: str) -> str:
    """Cleaned, with line breaks taken as the wraps of a narrow column."""
    cleaned = clean(text)
    if "\n" not in cleaned:
        return cleaned
    joined = re.sub(rf"(?<=[{_CJK}，。；、：（）])\n|\n(?=[{_CJK}，。；、：（）])", "", cleaned)
    return joined.replace("\n", " ")


@lru_cache(maxsize=65_536)
def name_like(text: str) -> str:
    """A name of a person, place or unit: no spaces between its characters."""
    return _BETWEEN.sub("", one_line(text)).strip(" ,，、;；:：")


@lru_cache(maxsize=65_536)
def narrow(text: str) -> str:
    """NFKC-folded without any white space, for reading by patterns."""
    return "".join(unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).split())


@lru_cache(maxsize=65_536)
def is_nothing(text: str) -> bool:
    """Whether the cell says that there is nothing (无, /, —)."""
    bare = narrow(text)
    return not bare or _NOTHING.fullmatch(bare) is not None


@lru_cache(maxsize=65_536)
def is_ditto(text: str) -> bool:
    """Whether the cell repeats the one above (同上, 〃)."""
    return len(text) <= 8 and _DITTO.fullmatch(re.sub(r"\s+", "", text)) is not None


def split_outside_brackets(text: str, separators: str) -> tuple[str, ...]:
    """Pieces between the separators, brackets kept whole; blank pieces dropped."""
    pieces, piece, depth = [], "", 0
    for character in text:
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        if character in separators and depth == 0:
            pieces.append(piece)
            piece = ""
        else:
            piece += character
    pieces.append(piece)
    return tuple(stripped for part in pieces if (stripped := part.strip(" ,，、;；。")))


_ID_NUMBER = re.compile(
    r"(?<![\dA-Za-z])(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{4}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
REMOVED = "［身份证号已删除］"


def without_id_numbers(text: str) -> str:
    """The text with identity card numbers taken out."""
    if len(text) < 18:
        return text
    spaced = unicodedata.normalize("NFKC", text)
    if _ID_NUMBER.search(spaced):
        return _ID_NUMBER.sub(REMOVED, spaced)
    compact = re.sub(r"(?<=\d)[ \-](?=[\dXx])", "", spaced)
    return _ID_NUMBER.sub(REMOVED, compact) if _ID_NUMBER.search(compact) else text
