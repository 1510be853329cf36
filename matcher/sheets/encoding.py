"""Bytes to text: byte-order marks, UTF-8, UTF-16, GB18030."""

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOK = 4096
_USUAL = re.compile("[\t\r\n\x20-\x7e\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
_NAMED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.I)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and how many places could not be decoded."""

    text: str
    encoding: str
    bad: int = 0


def decode(content: bytes) -> Decoded | None:
    """The text of ``content``, or ``None`` when it is no text."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(name, "replace")
            return Decoded(text, name, text.count("\ufffd"))
    wide = _wide(content)
    if wide:
        text = content.decode(wide, "replace")
        return Decoded(text, wide, text.count("\ufffd"))
    if _is_binary(content):
        return None
    for name in ("utf-8", "gb18030"):
        try:
            return Decoded(content.decode(name), name)
        except UnicodeDecodeError:
            continue
    return _least_bad(content)


def _least_bad(content: bytes) -> Decoded | None:
    best: Decoded | None = None
    for name in ("utf-8", "gb18030"):
        text = content.decode(name, "replace")
        bad = text.count("\ufffd")
        if best is None or bad < best.bad:
            best = Decoded(text, name, bad)
    return best if best and best.bad * 20 <= len(best.text) + 20 else None


def _wide(content: bytes) -> str:
    """The kind of UTF-16 without a mark, told by how usual its characters would be; or empty."""
    look = content[:_LOOK]
    if len(content) < 4 or len(content) % 2 or not look.count(0):
        return ""
    for name in ("utf-16-le", "utf-16-be"):
        text = look.decode(name, "replace")
        if len(_USUAL.findall(text)) > 0.9 * len(text):
            return name
    return ""


def _is_binary(content: bytes) -> bool:
    look = content[:_LOOK]
    controls = sum(byte < 32 and byte not in (9, 10, 11, 12, 13, 26, 27) for byte in look)
    return look.count(0) > 0 or controls * 50 > len(look)


def decode_markup(content: bytes) -> Decoded | None:
    """The text of a page or XML file: marks first, then the encoding it names, then :func:`decode`."""
    named = _NAMED.search(content[:2048])
    if named and not content.startswith(tuple(mark for mark, _ in _MARKS)):
        name = named.group(1).decode("ascii").lower()
        name = "gb18030" if name in {"gb2312", "gbk", "x-gbk", "cp936"} else name
        try:
            return Decoded(content.decode(name), name)
        except (LookupError, ValueError):
            pass
    return decode(content)
