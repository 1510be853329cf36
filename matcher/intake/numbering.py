"""Ids: kept for what was known, given in the order of place, own number and words to what is new."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from rapidfuzz import fuzz

from matcher.domain import Need, Origin, Project, Resource, bare_words
from matcher.domain.ids import is_blank_id
from matcher.intake.marks import is_damaged, own_id
from matcher.intake.sameness import need_words, project_words, resource_words
from matcher.intake.words import community_stem

Numbered = TypeVar("Numbered", Need, Resource, Project)


@dataclass(frozen=True, slots=True)
class Naming:
    """How facts of one list are told apart and named.

    Attributes:
        words: What a fact is found again by, surest.
        holder: Community or unit, folded.
        own: Its own number in the list, or empty.
        text: Its words, to tell a moved row from another one.
        stem: Id without its running number.
        kind: What its ids begin with.
    """

    words: Callable[..., Hashable]
    holder: Callable[..., str]
    own: Callable[..., str]
    text: Callable[..., str]
    stem: Callable[..., str]
    kind: str


def need_naming(month: str) -> Naming:
    """Names like ``XQ-202606-西站-007``."""
    compact = month.replace("-", "")
    return Naming(
        words=need_words,
        holder=lambda need: community_stem(need.community),
        own=lambda need: need.need_no,
        text=lambda need: need.title,
        stem=lambda need: f"XQ-{compact}-{_short(need.community) or '街道'}-",
        kind="XQ",
    )


def resource_naming(month: str) -> Naming:
    """Names like ``ZY-202606-012``."""
    compact = month.replace("-", "")
    return Naming(
        words=resource_words,
        holder=lambda resource: bare_words(resource.unit),
        own=lambda resource: resource.res_no,
        text=lambda resource: resource.title,
        stem=lambda resource: f"ZY-{compact}-",
        kind="ZY",
    )


def project_naming(month: str) -> Naming:
    """Names like ``XM-202606-003``."""
    compact = month.replace("-", "")
    return Naming(
        words=project_words,
        holder=lambda project: community_stem(project.community),
        own=lambda project: dict(project.raw).get("project_no", ""),
        text=lambda project: project.title,
        stem=lambda project: f"XM-{compact}-",
        kind="XM",
    )


def _short(community: str) -> str:
    return "".join(c for c in community_stem(community) if c.isalnum())


def give_ids(
    new: Sequence[Numbered], known: Sequence[Numbered], naming: Naming
) -> tuple[Numbered, ...]:
    """The new facts with ids: written in the row, known from before, or the next free number."""
    given: dict[int, str] = {}
    used = set[str]()
    for step in (_written, _by_words, _by_number):
        for position, found in step(new, known, naming, given, used).items():
            if found not in used:
                given[position] = found
                used.add(found)
    taken = used | {fact.id for fact in known}
    counters = _highest(taken)
    rest = [i for i in range(len(new)) if i not in given]
    for position in sorted(rest, key=lambda i: _order(new[i], naming)):
        stem = naming.stem(new[position])
        counters[stem] = counters.get(stem, 0) + 1
        given[position] = f"{stem}{counters[stem]:03d}"
    return tuple(replace(fact, id=given[position]) for position, fact in enumerate(new))


def _written(
    new: Sequence[Numbered],
    known: Sequence[Numbered],
    naming: Naming,
    given: Mapping[int, str],
    used: set[str],
) -> dict[int, str]:
    """Ids that stand in the rows; of several rows with one id the likeliest has it."""
    old = {fact.id: fact for fact in known}
    renamed = _given_instead(known, naming)
    claims: dict[str, list[int]] = {}
    for position, fact in enumerate(new):
        found = fact.id or own_id(naming.own(fact), naming.kind)
        if found and (found in old or not renamed & _signs(fact, naming)):
            claims.setdefault(found, []).append(position)
    return {
        min(positions, key=lambda i: claim(new[i], old.get(found), naming)): found
        for found, positions in claims.items()
    }


def _given_instead(known: Sequence[Numbered], naming: Naming) -> set[Hashable]:
    """Signs of facts whose written id could not be used: once it is put right, they keep the id they got."""
    return {
        sign
        for fact in known
        if not is_blank_id(fact.id)
        and (is_damaged(naming.own(fact)) or is_blank_id(own_id(naming.own(fact))))
        for sign in _signs(fact, naming)
    }


def _signs(fact: Numbered, naming: Naming) -> set[Hashable]:
    """What a fact is found again by: its words, or its number at its holder."""
    return {naming.words(fact), (naming.holder(fact), naming.own(fact))}


def claim(fact: Numbered, old: Numbered | None, naming: Naming) -> tuple[Any, ...]:
    """Who comes first of several rows with one id: who has it, says the same, stood in that file, in that list."""
    origin = fact.origin or Origin("", "", 0)
    place: tuple[Any, ...] = (origin.file, origin.sheet, origin.row)
    if old is None:
        return (not fact.id, False, False, False, *place)
    elsewhere = old.origin is None or old.origin.file != origin.file
    other = naming.words(fact) != naming.words(old)
    stranger = naming.holder(fact) != naming.holder(old)
    return (not fact.id, other, elsewhere, stranger, *place)


def _by_words(
    new: Sequence[Numbered],
    known: Sequence[Numbered],
    naming: Naming,
    given: Mapping[int, str],
    used: set[str],
) -> dict[int, str]:
    """Same words: the row that stood in the same place first, then the others in order."""
    waiting: dict[Hashable, list[Numbered]] = {}
    for fact in known:
        if fact.id not in used:
            waiting.setdefault(naming.words(fact), []).append(fact)
    found: dict[int, str] = {}
    for exact in (True, False):
        for position, fact in enumerate(new):
            if position in given or position in found:
                continue
            options = waiting.get(naming.words(fact), [])
            chosen = [k for k in options if not exact or _same_place(k.origin, fact.origin)]
            if chosen:
                options.remove(chosen[0])
                found[position] = chosen[0].id
    return found


def _same_place(one: Origin | None, other: Origin | None) -> bool:
    return one == other


def _by_number(
    new: Sequence[Numbered],
    known: Sequence[Numbered],
    naming: Naming,
    given: Mapping[int, str],
    used: set[str],
) -> dict[int, str]:
    """Same holder and same own number, unless a bare running number stands before other words now."""
    waiting: dict[Hashable, list[Numbered]] = {}
    for fact in known:
        if fact.id not in used and naming.own(fact):
            waiting.setdefault((naming.holder(fact), naming.own(fact)), []).append(fact)
    found: dict[int, str] = {}
    for position, fact in enumerate(new):
        if position in given or not naming.own(fact):
            continue
        options = waiting.get((naming.holder(fact), naming.own(fact)), [])
        for option in options:
            if not naming.own(fact).isdecimal() or alike(naming.text(option), naming.text(fact)):
                options.remove(option)
                found[position] = option.id
                break
    return found


def alike(one: str, other: str) -> bool:
    """Whether two texts may be the same, written differently."""
    return fuzz.ratio(bare_words(one), bare_words(other)) >= 50


def _highest(ids: set[str]) -> dict[str, int]:
    counters: dict[str, int] = {}
    for identifier in ids:
        stem, _, number = identifier.rpartition("-")
        if number.isdecimal():
            counters[f"{stem}-"] = max(counters.get(f"{stem}-", 0), int(number))
    return counters


def _order(fact: Need | Resource | Project, naming: Naming) -> tuple[object, ...]:
    own = naming.own(fact)
    natural = tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.findall(r"\d+|\D+", own)
    )
    origin = fact.origin or Origin("", "", 0)
    return (
        naming.holder(fact),
        not own,
        natural,
        str(naming.words(fact)),
        origin.file,
        origin.sheet,
        origin.row,
    )
