"""``{{月份}}`` and ``{{项目.项目名称}}`` in a text: found, judged, replaced; nothing is ever evaluated."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from matcher.export.filling.names import known_names, list_names
from matcher.export.table import Value
from matcher.export.texts import clean

_PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
_STRAY = re.compile(r"\{\{|\}\}")
_NEAREST = 3
_ALIKE = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a placeholder, and where (sheet › cell, or paragraph)."""

    where: str
    words: str


def names_in(text: str) -> tuple[str, ...]:
    """The names of all placeholders of a text."""
    return tuple(_folded(name) for name in _PLACEHOLDER.findall(text))


def lists_in(text: str) -> tuple[str, ...]:
    """The lists whose rows a text asks for, each once."""
    heads = (name.partition(".")[0] for name in names_in(text) if "." in name)
    return tuple(dict.fromkeys(head for head in heads if head in list_names()))


def problems_of(text: str, where: str) -> tuple[Problem, ...]:
    """Unknown names with the nearest known ones, and braces without a partner."""
    known = set(known_names())
    found = [Problem(where, _unknown(name)) for name in names_in(text) if name not in known]
    if _STRAY.search(_PLACEHOLDER.sub("", text)):
        found.append(Problem(where, "“{{”和“}}”没有成对，请写成 {{月份}} 这样"))
    if len(lists_in(text)) > 1:
        found.append(Problem(where, f"一格里不能同时用{'、'.join(lists_in(text))}几种清单"))
    return tuple(found)


def replaced(text: str, values: Mapping[str, Value]) -> str:
    """The text with its placeholders replaced; values are inserted as they are and never looked at again."""
    return _PLACEHOLDER.sub(lambda match: _shown(values.get(_folded(match[1]))), text)


def alone(text: str) -> str:
    """The name of the placeholder a text consists of, or empty."""
    match = _PLACEHOLDER.fullmatch(text.strip())
    return _folded(match[1]) if match else ""


def _folded(name: str) -> str:
    """A name without blanks, in half-width signs: “项目．名称” is 项目.名称."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def _shown(value: Value) -> str:
    if value is None:
        return ""
    return clean(value) if isinstance(value, str) else f"{value:.10g}"


def _unknown(name: str) -> str:
    near = process.extract(
        name, known_names(), scorer=fuzz.ratio, limit=_NEAREST, score_cutoff=_ALIKE
    )
    head = name.partition(".")[0]
    if not near and head in list_names():
        near = [(one, 0.0, 0) for one in known_names() if one.startswith(f"{head}.")][:_NEAREST]
    shown = "、".join(f"{{{{{one[0]}}}}}" for one in near)
    advice = f"，是不是 {shown}？" if shown else "；可用的名称见“可用占位符”说明"
    return f"不认识 {{{{{name}}}}}{advice}"
