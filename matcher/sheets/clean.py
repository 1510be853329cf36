"""The text of a cell without what nobody can see."""

import re

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_ODD = re.compile("[^\n\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def seen(text: str) -> str:
    """``text`` as a person sees it.

    Line breaks of every kind become a line feed and no-break spaces a space; control, zero-width,
    soft-hyphen and direction characters go; half surrogate pairs become U+FFFD. Nothing else
    changes: full-width forms, tabs and spaces stay for whoever gives the text a meaning.
    """
    if not _ODD.search(text):
        return text
    text = _BREAKS.sub("\n", text)
    text = _UNSEEN.sub("", text).replace("\xa0", " ")
    return _SURROGATES.sub("\ufffd", text)


def unescaped(text: str) -> str:
    """``text`` of an OOXML string with its ``_x000D_`` escapes resolved."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
