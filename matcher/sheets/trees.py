"""XML elements by their local names, whatever prefix or namespace a program writes."""

from xml.etree.ElementTree import Element


def local(tag: object) -> str:
    """The name without its namespace; empty for comments."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str, *, last: bool = False) -> str:
    """An attribute by its local name, or empty; of several the first or the last."""
    found = [value for key, value in element.attrib.items() if local(key) == name]
    return found[-1 if last else 0] if found else ""
