"""XML elements by their local names, whatever prefix or namespace a program writes."""

import re
from functools import lru_cache
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, iterparse

BAD_XML = (ParseError, ValueError, LookupError)
"""What the standard library's parser raises for bad syntax, bad characters and unknown encodings."""

_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)[\"'][^>]*\?>")
_KNOWN = frozenset({"utf-8", "utf8", "utf-16", "iso-8859-1", "us-ascii", "ascii"})


def in_utf8(content: bytes) -> bytes:
    """XML whose declared encoding the parser does not know (GBK, Big5 …), as UTF-8."""
    declared = _DECLARED.match(content)
    if declared is None or declared.group(1).decode().lower() in _KNOWN:
        return content
    name = declared.group(1).decode().lower()
    name = "gb18030" if name in {"gbk", "gb2312"} else name
    body = content[declared.end() :]
    try:
        return body.decode(name, "replace").encode("utf-8")
    except (LookupError, ValueError):
        return body


@lru_cache(maxsize=4096)
def local(tag: object) -> str:
    """The name without its namespace; empty for comments."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str, *, last: bool = False) -> str:
    """An attribute by its local name, or empty; of several the first or the last."""
    found = [value for key, value in element.attrib.items() if local(key) == name]
    return found[-1 if last else 0] if found else ""


def as_far_as_sound(content: bytes) -> tuple[Element, bool]:
    """The tree up to the first damage (an empty element when there is none), and whether it is damaged."""
    root: Element | None = None
    damaged = False
    try:
        for _, element in iterparse(BytesIO(content), ("start",)):
            root = element if root is None else root
    except BAD_XML:
        damaged = True
    return Element("nothing") if root is None else root, damaged


def whole(text: str | None) -> int:
    """A whole number written in an attribute; 0 where it is none."""
    try:
        return int(float(text or "0"))
    except (ValueError, OverflowError):
        return 0
