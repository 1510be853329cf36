"""Rows that say exactly the same become one; the others are kept as its children."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from matcher.domain import (
    Amount,
    Certainty,
    Child,
    Need,
    Origin,
    Project,
    Resource,
    Unit,
    bare_words,
)
from matcher.intake.amounts import amount_of
from matcher.intake.sameness import need_key, project_words, resource_key
from matcher.intake.text import is_nothing, name_like

Fact = TypeVar("Fact", Need, Resource, Unit, Project)


@dataclass(frozen=True, slots=True)
class Merged(Generic[Fact]):
    """Facts after merging.

    Attributes:
        facts: One for each group of equal rows.
        gone: Origins of the rows that went into another.
    """

    facts: tuple[Fact, ...]
    gone: frozenset[Origin]


def _grouped(facts: Iterable[Fact], key: Callable[[Fact], Hashable]) -> list[list[Fact]]:
    groups: dict[Hashable, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(key(fact), []).append(fact)
    return list(groups.values())


def _place(fact: Need | Resource | Unit | Project) -> tuple[bool, str, str, int]:
    """Order in which the first of equal rows is chosen: with an id first, then by file, sheet, row."""
    origin = fact.origin or Origin("", "", 0)
    known = not getattr(fact, "id", "")
    return (known, origin.file, origin.sheet, origin.row)


def merge_needs(needs: Sequence[Need]) -> Merged[Need]:
    """Equal needs become one; people behind distinct applicants add up."""
    kept: list[Need] = []
    gone: set[Origin] = set()
    for group in _grouped(needs, need_key):
        first, *others = sorted(group, key=_place)
        gone |= {other.origin for other in others if other.origin}
        kept.append(_one_need(first, others) if others else first)
    return Merged(tuple(kept), frozenset(gone))


def _one_need(first: Need, others: Sequence[Need]) -> Need:
    children = {child.origin: child for need in (first, *others) for child in need.merged}
    children |= {
        need.origin: Child(need.origin, need.applicant, need.raw) for need in others if need.origin
    }
    children.pop(first.origin, None)  # type: ignore[arg-type]  # a need typed in has no origin
    merged = tuple(
        child for _, child in sorted(children.items(), key=lambda item: _by_origin(item[0]))
    )
    return recount(
        replace(first, merged=merged, urgency=max(need.urgency for need in (first, *others)))
    )


def _by_origin(origin: Origin) -> tuple[str, str, int]:
    return (origin.file, origin.sheet, origin.row)


def recount(need: Need) -> Need:
    """People reached and things asked for by all rows behind a need."""
    told = [(need.applicant, dict(need.raw)), *((c.applicant, dict(c.raw)) for c in need.merged)]
    people = _added(told, "beneficiaries")
    if people is None:
        people = _heads(told)
    things = _added(told, "quantity")
    return replace(
        need, beneficiaries=people or need.beneficiaries, quantity=things or need.quantity
    )


def _added(told: Sequence[tuple[str, dict[str, str]]], code: str) -> Amount | None:
    """The sum over distinct applicants where every one of them gives a plain number, else the largest."""
    amounts = [
        (applicant, found)
        for applicant, raw in told
        if not is_nothing(raw.get(code, "")) and (found := amount_of(raw[code])) is not None
    ]
    plain = [(a, f) for a, f in amounts if f.value is not None and not f.per]
    if not plain:
        return None
    distinct = len({name_like(applicant) for applicant, _ in plain if applicant}) == len(plain)
    largest = max((found for _, found in plain), key=lambda found: found.value or 0)
    if len(plain) == 1 or not distinct or len({found.measure for _, found in plain}) > 1:
        return largest
    exact = all(found.certainty is Certainty.EXACT for _, found in plain)
    total = sum(found.value or 0 for _, found in plain)
    words = "＋".join(found.words for _, found in plain)
    return Amount(
        total, largest.measure, Certainty.EXACT if exact else Certainty.ABOUT, words=words
    )


def _heads(told: Sequence[tuple[str, dict[str, str]]]) -> Amount | None:
    """Where nobody gives a number: the applicants themselves, when they are several."""
    names = {name_like(applicant) for applicant, _ in told if applicant}
    if len(names) < 2:
        return None
    return Amount(len(names), "人", Certainty.AT_LEAST, words=f"{len(names)}人提出")


def merge_resources(resources: Sequence[Resource]) -> Merged[Resource]:
    """Equal resources become one."""
    kept: list[Resource] = []
    gone: set[Origin] = set()
    for group in _grouped(resources, resource_key):
        first, *others = sorted(group, key=_place)
        gone |= {other.origin for other in others if other.origin}
        children = {child.origin: child for one in (first, *others) for child in one.merged}
        children |= {o.origin: Child(o.origin, o.unit, o.raw) for o in others if o.origin}
        ordered = tuple(children[origin] for origin in sorted(children, key=_by_origin))
        kept.append(replace(first, merged=ordered) if others else first)
    return Merged(tuple(kept), frozenset(gone))


def merge_units(units: Sequence[Unit]) -> Merged[Unit]:
    """Rows of one unit become one; what the first leaves blank the others fill."""
    kept: list[Unit] = []
    gone: set[Origin] = set()
    for group in _grouped(units, lambda unit: bare_words(unit.name)):
        first, *others = sorted(group, key=_place)
        gone |= {other.origin for other in others if other.origin}
        for other in others:
            first = _filled(first, other)
        kept.append(first)
    return Merged(tuple(kept), frozenset(gone))


def _filled(first: Unit, other: Unit) -> Unit:
    return replace(
        first,
        aliases=tuple(dict.fromkeys([*first.aliases, *other.aliases])),
        unit_type=first.unit_type or other.unit_type,
        communities=tuple(dict.fromkeys([*first.communities, *other.communities])),
        part_time_member=first.part_time_member or other.part_time_member,
        contact=first.contact or other.contact,
        phones=first.phones or other.phones,
        annual_commitment=first.annual_commitment
        if first.annual_commitment is not None
        else other.annual_commitment,
        round_cap=first.round_cap if first.round_cap is not None else other.round_cap,
        joined_on=first.joined_on or other.joined_on,
        active=first.active,
        remark=first.remark or other.remark,
        reserve=first.reserve or other.reserve,
    )


def merge_projects(projects: Sequence[Project]) -> Merged[Project]:
    """Rows that are equal in every cell but their number become one."""
    kept: list[Project] = []
    gone: set[Origin] = set()
    for group in _grouped(projects, _project_key):
        first, *others = sorted(group, key=_place)
        gone |= {other.origin for other in others if other.origin}
        kept.append(first)
    return Merged(tuple(kept), frozenset(gone))


def _project_key(project: Project) -> tuple[object, ...]:
    told = tuple((code, text) for code, text in project.raw if code != "project_no")
    return (*project_words(project), told)
