"""Unit names in long, short and former forms, found again in the unit list; unsure ones are asked."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from matcher.domain import Unit, bare_words
from matcher.intake.text import name_like, split_outside_brackets

_PROVINCE = re.compile(r"^(?:[\u3400-\u9fff]{2,3}省)?(?:[\u3400-\u9fff]{2,4}市)?(?=.{4,})")
_COMPANY = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|集团公司|总公司|公司)$")
_PARTY = re.compile(r"(?:机关党委|机关党总支|党委|党总支|党支部|支部委员会|支部|党组|团委|工会)$")
_TELLING = re.compile(
    r"第?[一二三四五六七八九十\d]+|[东西南北中]|附属|实验|分院|分局|分公司|支行|分店"
)


@dataclass(frozen=True, slots=True)
class Directory:
    """Known units by every spelling that is surely theirs.

    Attributes:
        exact: Folded name or alias → full name.
        loose: Folded name without region or company form → full name; only where unique.
        names: Folded full name → full name, for look-alikes.
    """

    exact: Mapping[str, str] = field(default_factory=dict)
    loose: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def resolve(self, written: str) -> str | None:
        """The full name surely meant, or ``None``."""
        key = bare_words(written)
        if key in self.exact:
            return self.exact[key]
        return next(
            (self.loose[form] for form in _loose_forms(written) if form in self.loose), None
        )

    def look_alikes(self, written: str) -> tuple[str, ...]:
        """Up to three full names that may be meant, the likeliest first; never one that tells itself apart."""
        key = bare_words(written)
        scored = [
            (_likeness(key, folded), name)
            for folded, name in self.names.items()
            if folded != key and not _tell_apart(key, folded)
        ]
        return tuple(name for score, name in sorted(scored, reverse=True)[:3] if score >= 0.8)


def directory_of(units: Iterable[Unit], aliases: Iterable[tuple[str, str]] = ()) -> Directory:
    """The directory of a unit list.

    Args:
        units: Known units.
        aliases: Further pairs (spelling, full name) remembered from earlier months.
    """
    listed = tuple(units)
    names = {bare_words(unit.name): unit.name for unit in listed}
    exact = dict(names)
    for spelling, name in [(a, u.name) for u in listed for a in u.aliases] + list(aliases):
        exact.setdefault(bare_words(spelling), name)
    loose: dict[str, set[str]] = {}
    for unit in listed:
        for form in _loose_forms(unit.name):
            loose.setdefault(form, set()).add(unit.name)
    unique = {form: next(iter(found)) for form, found in loose.items() if len(found) == 1}
    return Directory(exact, unique, names)


@lru_cache(maxsize=8192)
def _loose_forms(name: str) -> tuple[str, ...]:
    """The name without province and city, without company form or party body."""
    shown = name_like(name)
    unbracketed = re.sub(r"[（(][^（）()]*[)）]", "", shown)
    forms = []
    for base in (shown, unbracketed):
        short = _PROVINCE.sub("", base)
        forms += [short, _COMPANY.sub("", short), _PARTY.sub("", short)]
    kept = [folded for form in forms if len(folded := bare_words(form)) >= 4]
    return tuple(dict.fromkeys([bare_words(shown), *kept]))


@lru_cache(maxsize=65_536)
def _likeness(a: str, b: str) -> float:
    short, long = sorted((a, b), key=len)
    if (
        len(short) >= 3
        and _is_subsequence(short, long)
        and short[-1] == long[-1]
        and short[0] in long[:8]
    ):
        return 0.9
    return fuzz.ratio(a, b) / 100


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _tell_apart(a: str, b: str) -> bool:
    """Whether numbers, directions or branches differ: 第一小学 is not 第二小学."""
    return _telling(a) != _telling(b)


@lru_cache(maxsize=16_384)
def _telling(name: str) -> tuple[str, ...]:
    return tuple(sorted(part.removeprefix("第") for part in _TELLING.findall(name)))


def split_units(text: str) -> tuple[str, ...]:
    """Units named in one cell: by lines, 、，;/ — but not inside brackets; 等 and roles dropped."""
    pieces = split_outside_brackets(text.replace("\r", "\n"), "\n、，,;；/|")
    names = [
        name_like(
            re.sub(
                r"^(?:\d{1,2}[.、]|[(（]\d{1,2}[)）]|(?:牵头|配合|责任|协办)(?:单位)?[:：])", "", p
            )
        )
        for p in pieces
    ]
    kept = [re.sub(r"(?<=..)等(?:单位)?$", "", name) for name in names]
    parts = [part for name in kept for part in _by_blank(name)]
    return tuple(dict.fromkeys(part for part in parts if part))


_UNIT_END = re.compile(
    r"(?:公司|局|院|学|园|所|中心|行|店|厂|办|队|会|站|部|馆|委|社区|街道|物业|支部)$"
)


def _by_blank(name: str) -> tuple[str, ...]:
    """Names parted by blanks only, where each piece ends as a unit's name does."""
    pieces = name.split(" ")
    if len(pieces) > 1 and all(len(p) >= 3 and _UNIT_END.search(p) for p in pieces):
        return tuple(pieces)
    return (name,)
