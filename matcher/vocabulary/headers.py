"""The words columns are called by: header texts taken apart, and which field they may mean."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from matcher.domain import ListWord, SheetKind, WordList, field_label
from matcher.vocabulary.measures import Measures, measures_with

_DATA = Path(__file__).parent / "data" / "headers.json"

SURE = 0.75
"""Confidence from which a column is mapped without asking."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header text taken apart.

    Attributes:
        text: As written, without line breaks.
        keys: Forms to look up, the most complete first; never empty unless the text is.
        units: Units found in its brackets or at its end (万元, 人, 次/月).
    """

    text: str
    keys: tuple[str, ...]
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guess:
    """A field a header may mean.

    Attributes:
        field: Field code.
        confidence: 0–1; from :data:`SURE` on it need not be asked.
        rank: Place of the alias in its list; smaller = nearer to the canonical name.
    """

    field: str
    confidence: float
    rank: int


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """Everything known about header words; made by :func:`load_headers`.

    Attributes:
        aliases: List kind → folded alias → (field code, confidence, rank) of each field it may mean.
        ignored: Folded headers that are known and mean no field (性别, 受益户数 …).
        evidence: List kind → (pattern in a header, weight) that speaks for this kind.
        titles: List kind → pattern in a title that speaks a little for it.
        money: Money unit → yuan.
        measures: Counting words and what they count.
    """

    aliases: Mapping[str, Mapping[str, tuple[tuple[str, float, int], ...]]]
    ignored: frozenset[str]
    evidence: Mapping[str, tuple[tuple[re.Pattern[str], float], ...]]
    titles: Mapping[str, re.Pattern[str]]
    money: Mapping[str, int]
    measures: Measures

    def guesses(self, kind: str, header: Header) -> tuple[Guess, ...]:
        """Fields the header may mean in a list of this kind, the most likely first."""
        table = self.aliases[kind]
        best: dict[str, Guess] = {}
        for penalty, key in enumerate(header.keys):
            if key in self.ignored and key not in table:
                break
            for guess in _look_up(table, key):
                lowered = Guess(guess.field, guess.confidence - 0.02 * penalty, guess.rank)
                if guess.field not in best or lowered.confidence > best[guess.field].confidence:
                    best[guess.field] = lowered
        return tuple(sorted(best.values(), key=lambda guess: (-guess.confidence, guess.rank)))

    def familiarity(self, header: Header) -> float:
        """How surely a cell is a header: 1 for a known one, less for a likely one, 0 for other text."""
        if any(key in self.ignored for key in header.keys):
            return 0.9
        found = [
            guess.confidence
            for kind in self.aliases
            for guess in self.guesses(kind, header)
            if guess.confidence >= SURE
        ]
        return max(found, default=0.0)

    def evidence_for(self, kind: str, header: Header) -> float:
        """How strongly the header speaks for a list of this kind."""
        for pattern, weight in self.evidence[kind]:
            if any(pattern.search(key) for key in header.keys[:1]):
                return weight
        return 0.0


_SPACES = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_MARKS = re.compile(r"[*＊※★☆#▲●:：。?？\"'“”_]+")
_NUMBERING = re.compile(r"^(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、)]|^[①-⑳]")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】|〔([^〔〕]*)〕|<([^<>]*)>")
_REQUIRED = re.compile(r"必填|选填|可不填|可多选|单选|多选|下拉|请选择|选择|如有|可空|填写|格式|例")
_UNIT_TAIL = re.compile(r"(?<=..)[/,，、\-—]?(万元|千元|元|㎡)$")
_UNIT_LABEL = re.compile(r"^单位[::]?")
_LEADING = re.compile(
    r"^(?:请填写|请填|填写|本次|您的|您所在的|您所在|您|你的|贵单位|本单位|主要的|具体的|拟)"
)
_TRAILING = re.compile(r"(?<=..)(?:是什么|有哪些|是|一览|一栏|栏|情况|信息|名称|内容|要求|说明)$")


@lru_cache(maxsize=20_000)
def fold_header(text: str) -> str:
    """Width and case folded; spaces, stars, colons and leading numbering gone."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return _NUMBERING.sub("", _MARKS.sub("", _SPACES.sub("", folded)))


@lru_cache(maxsize=20_000)
def take_apart(text: str) -> Header:
    """A header text with its look-up forms and units."""
    shown = _SPACES.sub("", text)
    folded = fold_header(text)
    contents = [
        next(part for part in match if part) for match in _BRACKETS.findall(folded) if any(match)
    ]
    bare = _strip_marks(_BRACKETS.sub("", folded))
    units = tuple(unit for unit in (_unit_of(content) for content in contents) if unit)
    tail = _UNIT_TAIL.search(bare)
    if tail and not units:
        units = (tail.group(1),)
        bare = bare[: tail.start()]
    told = [c for c in contents if not _unit_of(c) and not _REQUIRED.search(c)]
    keys = [bare] if units or not told else [_strip_marks(_whole(folded)), bare]
    keys += [
        _strip_marks(part)
        for part in re.split(r"[/、|]|或", _BRACKETS.sub("", folded))
        if len(part) > 1
    ]
    return Header(shown, tuple(dict.fromkeys(key for key in keys if key)), units)


def _whole(folded: str) -> str:
    """The header with its brackets opened, those with instructions left out."""
    return _BRACKETS.sub(
        lambda match: "" if _REQUIRED.search(match.group()) else match.group()[1:-1], folded
    )


def _strip_marks(text: str) -> str:
    return re.sub(r"[/\\|、,，;；.\-—·&+()\[\]【】]", "", text)


def _unit_of(content: str) -> str:
    """The unit a bracket holds, or empty."""
    words = load_headers()
    bare = _UNIT_LABEL.sub("", content).strip("/")
    per = re.sub(r"^(.+?)[/每](月|年|周|次|季度|场|期|天|季)$", r"\1", bare)
    known = {*words.money, *words.measures.words}
    return bare if bare in known or per in known else ""


_CHANGES: ContextVar[tuple[ListWord, ...]] = ContextVar("header words of the office", default=())


@contextmanager
def headers_with(changes: Iterable[ListWord]) -> Iterator[None]:
    """Within the block an office's own header and counting words count too: its lists are being read."""
    own = tuple(one for one in changes if one.table in (WordList.HEADERS, WordList.MEASURES))
    token = _CHANGES.set(own)
    try:
        yield
    finally:
        _CHANGES.reset(token)


def load_headers() -> HeaderWords:
    """The header words: those shipped, and within :func:`headers_with` the office's own on top."""
    return _headers(_CHANGES.get())


@lru_cache(maxsize=4)
def _headers(changes: tuple[ListWord, ...]) -> HeaderWords:
    data = _shipped()
    aliases = {kind: _table(fields) for kind, fields in data["aliases"].items()}
    for one in changes:
        if one.table is WordList.HEADERS:
            _change(aliases, one)
    aliases["combined"] = _joined(aliases["needs"], aliases["combined"])
    return HeaderWords(
        aliases=aliases,
        ignored=frozenset(_strip_marks(fold_header(text)) for text in data["ignored"]),
        evidence={
            kind: tuple((re.compile(pattern), float(weight)) for pattern, weight in entries)
            for kind, entries in data["evidence"].items()
        },
        titles={kind: re.compile(pattern) for kind, pattern in data["titles"].items()},
        money=data["units"]["money"],
        measures=measures_with(changes),
    )


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return data


@lru_cache(maxsize=1)
def _owners() -> dict[str, tuple[str, str]]:
    """``需求清单/所属社区`` → list kind and field code."""
    owners: dict[str, tuple[str, str]] = {}
    for kind, fields in _shipped()["aliases"].items():
        for field in fields:
            label = f"{SheetKind(kind).label}/{field_label(SheetKind(kind), field)}"
            owners.setdefault(label, (kind, field))
    return owners


def header_words() -> tuple[tuple[str, str], ...]:
    """Owner (``需求清单/所属社区``) and alias, as shipped."""
    aliases = _shipped()["aliases"]
    return tuple(
        (owner, alias.lstrip("~"))
        for owner, (kind, field) in _owners().items()
        for alias in aliases[kind][field]
    )


def _change(aliases: dict[str, dict[str, "_Entry"]], one: ListWord) -> None:
    """Add an alias in front of others, or take it away; one of an unknown field says nothing."""
    where = _owners().get(one.owner)
    if where is None:
        return
    kind, field = where
    key = _strip_marks(fold_header(one.word))
    rest = tuple(entry for entry in aliases[kind].get(key, ()) if entry[0] != field)
    if one.used:
        aliases[kind][key] = ((field, 1.0, 0), *rest)
    elif rest:
        aliases[kind][key] = rest
    else:
        aliases[kind].pop(key, None)


_Entry = tuple[tuple[str, float, int], ...]


def _table(fields: Mapping[str, list[str]]) -> dict[str, _Entry]:
    """Folded alias → fields; one marked ``~`` is a makeshift, ``~~`` a last resort."""
    table: dict[str, _Entry] = {}
    for field, names in fields.items():
        for rank, name in enumerate(names):
            key = _strip_marks(fold_header(name.lstrip("~")))
            confidence = 1.0 - 0.1 * (len(name) - len(name.lstrip("~")))
            table[key] = (*table.get(key, ()), (field, confidence, rank))
    return table


def _joined(one: Mapping[str, _Entry], other: Mapping[str, _Entry]) -> dict[str, _Entry]:
    return {key: (*other.get(key, ()), *one.get(key, ())) for key in {**one, **other}}


def _look_up(table: Mapping[str, _Entry], key: str) -> tuple[Guess, ...]:
    """Exact alias; else the key without filler words; else its tail; else a misspelling of an alias."""
    if key in table:
        return _found(table[key], 1.0)
    for variant in _variants(key):
        if variant in table:
            return _found(table[variant], 0.88)
    return _by_tail(table, key) or _by_spelling(table, key)


def _found(entries: _Entry, factor: float) -> tuple[Guess, ...]:
    return tuple(Guess(field, confidence * factor, rank) for field, confidence, rank in entries)


def _variants(key: str) -> tuple[str, ...]:
    lead = _LEADING.sub("", key)
    trail = _TRAILING.sub("", key)
    both = _TRAILING.sub("", lead)
    return tuple(
        variant
        for variant in dict.fromkeys((lead, trail, both))
        if variant != key and len(variant) > 1
    )


def _by_tail(table: Mapping[str, _Entry], key: str) -> tuple[Guess, ...]:
    """What a longer header ends with says what it holds: 社区矫正对象联系电话 ends with 联系电话."""
    for length in range(len(key) - 1, 2, -1):
        if key[-length:] in table:
            return _found(table[key[-length:]], 0.74 + 0.02 * min(length, 6))
    return ()


def _by_spelling(table: Mapping[str, _Entry], key: str) -> tuple[Guess, ...]:
    if not 3 <= len(key) <= 14:
        return ()
    near = process.extract(key, table.keys(), scorer=fuzz.ratio, score_cutoff=74, limit=3)
    names = [(name, likeness / 100) for name, likeness, _ in near if likeness == near[0][1]]
    return tuple(guess for name, sure in names for guess in _found(table[name], sure * 0.85))
