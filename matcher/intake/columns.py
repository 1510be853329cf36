"""Which column holds which field: by name first, by content where the name leaves it open, never by place."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from matcher.domain import SheetKind
from matcher.intake.profile import Profile
from matcher.vocabulary.headers import SURE, Guess, Header, load_headers, take_apart

LEAST = 0.5
"""Confidence from which a field is worth asking about."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column before it is mapped.

    Attributes:
        number: 1-based.
        path: Header texts from the top line down.
        profile: What its cells look like.
    """

    number: int
    path: tuple[str, ...]
    profile: Profile

    @property
    def title(self) -> str:
        """The header as one text."""
        return "·".join("".join(part.split()) for part in self.path)

    @property
    def units(self) -> tuple[str, ...]:
        """Units told by the header."""
        return tuple(unit for part in self.path for unit in take_apart(part).units)


@dataclass(frozen=True, slots=True)
class Columns:
    """What was decided for the columns of a table.

    Attributes:
        kind: List kind it was made for.
        fields: Column number → (field code, confidence).
        unsure: Column number → the fields it may hold, likeliest first.
    """

    kind: SheetKind
    fields: Mapping[int, tuple[str, float]] = field(default_factory=dict)
    unsure: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def column_of(self, code: str) -> int | None:
        """The column that holds a field."""
        return next((column for column, (found, _) in self.fields.items() if found == code), None)

    @property
    def codes(self) -> frozenset[str]:
        """Every field that has a column."""
        return frozenset(code for code, _ in self.fields.values())


def map_columns(
    columns: Iterable[Column], kind: SheetKind, fixed: Mapping[int, str] | None = None
) -> Columns:
    """Give each field to the column that most likely holds it.

    Args:
        columns: Every column of the table.
        kind: A list kind other than ``OTHER``.
        fixed: Column number → field code where the user has said so (empty = no field).
    """
    listed = tuple(columns)
    stated = dict(fixed or {})
    open_columns = [column for column in listed if column.number not in stated]
    guesses = {column.number: _guesses(column, kind) for column in open_columns}
    if kind is SheetKind.COMBINED:
        guesses = _claim_side(open_columns, guesses)
    taken = {code for code in stated.values() if code}
    chosen = _choose(guesses, taken)
    chosen |= {number: (code, 1.0) for number, code in stated.items() if code}
    chosen = _with_title(chosen, listed, kind)
    unsure = {
        number: options
        for number, found in guesses.items()
        if number not in chosen and (options := _askable(found, chosen))
    }
    return Columns(kind, dict(sorted(chosen.items())), unsure)


def _choose(
    guesses: Mapping[int, tuple[Guess, ...]], taken: set[str]
) -> dict[int, tuple[str, float]]:
    """The surest guesses first, each field and each column once."""
    ranked = sorted(
        (-guess.confidence, guess.rank, number, guess.field)
        for number, found in guesses.items()
        for guess in found
        if guess.confidence >= SURE
    )
    chosen: dict[int, tuple[str, float]] = {}
    used = set(taken)
    for negative, _, number, code in ranked:
        if number not in chosen and code not in used:
            chosen[number] = (code, round(-negative, 3))
            used.add(code)
    return chosen


def _askable(found: tuple[Guess, ...], chosen: Mapping[int, tuple[str, float]]) -> tuple[str, ...]:
    used = {code for code, _ in chosen.values()}
    return tuple(g.field for g in found if LEAST <= g.confidence < SURE and g.field not in used)


_GROUP_TAIL = re.compile(r"(?:基本)?(?:情况|信息|资料|栏|填写|明细|详情|方式)+$")


def headers_of(path: tuple[str, ...]) -> tuple[tuple[Header, float], ...]:
    """Readings of a header path with how much each counts: group and sub-heading joined, then alone."""
    if len(path) == 1:
        return ((take_apart(path[0]), 1.0),)
    leaf = path[-1]
    readings: list[tuple[str, float]] = []
    for group in reversed(path[:-1]):
        stem = _GROUP_TAIL.sub("", "".join(group.split()))
        bare = re.sub(r"(?:单位|方|人)$", "", stem)
        readings += [(stem + leaf, 1.0), (group + leaf, 1.0)]
        readings += [(f"{bare}单位{leaf}", 0.99), (f"{bare}人{leaf}", 0.99), (bare + leaf, 0.99)]
    readings.append((leaf, 0.97))
    return tuple((take_apart(text), factor) for text, factor in readings)


def _guesses(column: Column, kind: SheetKind) -> tuple[Guess, ...]:
    words = load_headers()
    best: dict[str, Guess] = {}
    readings = headers_of(column.path)
    for position, (header, factor) in enumerate(readings):
        joined = len(readings) > 1 and position < len(readings) - 1
        for guess in words.guesses(kind.value, header):
            if joined and guess.confidence < 0.88:
                continue
            fitted = replace(guess, confidence=guess.confidence * factor)
            if guess.field not in best or fitted.confidence > best[guess.field].confidence:
                best[guess.field] = fitted
    fitted_all = (_fit(guess, column, kind) for guess in best.values())
    by_content = _by_content(column, kind, best)
    everything = [*fitted_all, *by_content]
    return tuple(sorted(everything, key=lambda g: (-g.confidence, g.rank)))


def _fit(guess: Guess, column: Column, kind: SheetKind) -> Guess:
    """The guess, less sure where the cells speak against it."""
    profile = column.profile
    proof = _PROOFS.get(guess.field)
    if profile.filled and LEAST <= guess.confidence < SURE and proof and proof(profile):
        return replace(guess, confidence=SURE + 0.02)
    if profile.filled < 2:
        return guess
    doubt = _DOUBTS.get(guess.field)
    factor = 0.72 if doubt and doubt(profile) else 1.0
    return replace(guess, confidence=guess.confidence * factor * _ambiguous(guess, column, kind))


def _ambiguous(guess: Guess, column: Column, kind: SheetKind) -> float:
    """How far the cells bear out a guess from a header of several meanings."""
    profile = column.profile
    key = take_apart(column.path[-1]).keys[:1]
    if key == ("单位",) and guess.field in {"unit", "lead_unit", "applicant"}:
        return 1.0 if profile.organisation >= 0.5 and profile.measure < 0.5 else 0.6
    if guess.field == "category_l1" and profile.form >= 0.6 and kind is SheetKind.RESOURCES:
        return 0.7
    if guess.field == "form" and profile.form < 0.4 and key != ("资源形式",):
        return 0.6
    if guess.field == "category_l1" and profile.applicant >= 0.7:
        return 0.7
    if guess.field == "applicant_type" and profile.applicant < 0.3 and profile.distinct > 0.6:
        return 0.7
    if guess.field == "applicant_type" and key == ("来源",) and profile.applicant < 0.3:
        return 0.7
    return 1.0


_DOUBTS = {
    "phone": lambda p: p.phone < 0.3,
    "unit_phone": lambda p: p.phone < 0.3,
    "beneficiaries": lambda p: p.count < 0.3,
    "people_per_time": lambda p: p.count < 0.3,
    "budget": lambda p: p.count < 0.2 and p.number < 0.2,
    "amount": lambda p: p.count < 0.2 and p.number < 0.2,
    "collected_on": lambda p: p.day < 0.3 and p.when < 0.5,
    "joined_on": lambda p: p.day < 0.3 and p.when < 0.5,
    "title": lambda p: p.number > 0.6 or p.phone > 0.6,
    "detail": lambda p: p.number > 0.6 or p.phone > 0.6,
    "unit": lambda p: p.number > 0.6 or p.phone > 0.6 or p.measure > 0.6,
    "applicant": lambda p: p.number > 0.6 or p.phone > 0.6,
    "contact": lambda p: p.number > 0.6,
    "community": lambda p: p.number > 0.6,
    "urgency": lambda p: p.urgency < 0.3 and p.long > 0.5,
}


_PROOFS = {
    "phone": lambda p: p.phone >= 0.7,
    "unit_phone": lambda p: p.phone >= 0.7,
    "collected_on": lambda p: p.day >= 0.7,
    "joined_on": lambda p: p.day >= 0.7,
    "urgency": lambda p: p.urgency >= 0.8 and p.distinct < 0.8,
    "applicant_type": lambda p: p.applicant >= 0.8,
    "community": lambda p: p.community >= 0.8,
    "unit": lambda p: p.organisation >= 0.8,
    "lead_unit": lambda p: p.organisation >= 0.8,
    "form": lambda p: p.form >= 0.8,
    "contact": lambda p: p.person >= 0.8,
    "beneficiaries": lambda p: p.count >= 0.8,
    "quantity": lambda p: p.count >= 0.8,
    "time_wish": lambda p: p.when >= 0.8,
    "time_from": lambda p: p.day >= 0.8,
    "time_window": lambda p: p.when >= 0.8,
    "title": lambda p: p.phone < 0.1 and p.number < 0.1 and (p.wish >= 0.4 or p.long >= 0.5),
    "detail": lambda p: p.phone < 0.1 and p.number < 0.1 and p.long >= 0.5,
}
"""What makes sure of a header that is only nearly the known word."""


def _by_content(column: Column, kind: SheetKind, best: Mapping[str, Guess]) -> list[Guess]:
    """Guesses the cells make where the header names several fields or none."""
    profile = column.profile
    key = next(iter(take_apart(column.path[-1]).keys), "")
    found: list[Guess] = []
    if profile.filled < 1:
        return found
    if (
        key == "单位"
        and profile.measure >= 0.5
        and kind in {SheetKind.NEEDS, SheetKind.RESOURCES, SheetKind.COMBINED}
    ):
        found.append(Guess("measure", 0.95, 0))
    if (
        key == "单位"
        and profile.organisation >= 0.5
        and profile.measure < 0.3
        and kind is SheetKind.NEEDS
    ):
        found.append(Guess("applicant", 0.8, 90))
    resources = kind is SheetKind.RESOURCES
    if resources and profile.form >= 0.6 and "category_l1" in best and "form" not in best:
        found.append(Guess("form", best["category_l1"].confidence * 0.98, 50))
    if (
        resources
        and profile.form < 0.4
        and "form" in best
        and key != "资源形式"
        and "category_l1" not in best
    ):
        found.append(Guess("category_l1", best["form"].confidence * 0.98, 50))
    if (
        profile.applicant >= 0.7
        and "category_l1" in best
        and kind in {SheetKind.NEEDS, SheetKind.COMBINED}
    ):
        found.append(Guess("applicant_type", best["category_l1"].confidence * 0.98, 50))
    if (
        "applicant_type" in best
        and profile.applicant < 0.3
        and profile.distinct > 0.6
        and "applicant" not in best
    ):
        found.append(Guess("applicant", best["applicant_type"].confidence * 0.95, 50))
    return found


_CLAIM_TWIN = {
    "contact": "unit_contact",
    "phone": "unit_phone",
    "time_wish": "planned_end",
    "applicant": "unit_contact",
}


def _claim_side(
    columns: list[Column], guesses: Mapping[int, tuple[Guess, ...]]
) -> dict[int, tuple[Guess, ...]]:
    """In a combined sheet contact, phone and deadline beside the claimer are the claimer's."""
    leads = [
        (guess.confidence, -number)
        for number, found in guesses.items()
        for guess in found
        if guess.field == "lead_unit" and guess.confidence >= SURE
    ]
    if not leads:
        return dict(guesses)
    lead = -max(leads)[1]
    turned = {}
    for number, found in guesses.items():
        after = number > lead
        turned[number] = tuple(
            replace(guess, field=_CLAIM_TWIN[guess.field], confidence=guess.confidence * 0.9)
            if after and guess.field in _CLAIM_TWIN and not _is_need_side(guess, number, columns)
            else guess
            for guess in found
            if not (not after and guess.field == "planned_end")
            and not (
                after and guess.field == "time_from" and not _is_need_side(guess, number, columns)
            )
        )
    return turned


def _is_need_side(guess: Guess, number: int, columns: list[Column]) -> bool:
    column = next(c for c in columns if c.number == number)
    words = "".join(column.path)
    named = re.search(r"期望|希望|需求|社区|居民|反映|提出|诉求|心愿", words)
    return bool(named) or (guess.field == "applicant" and "姓名" not in words)


def _with_title(
    chosen: dict[int, tuple[str, float]], columns: tuple[Column, ...], kind: SheetKind
) -> dict[int, tuple[str, float]]:
    """Where no column is called a title, the text column is it (需求内容 as the only text)."""
    if any(code == "title" for code, _ in chosen.values()) or kind in {
        SheetKind.UNITS,
        SheetKind.FUNDS,
    }:
        return chosen
    stand_ins = ("content",) if kind is SheetKind.PROJECTS else ("detail",)
    for number, (code, confidence) in chosen.items():
        if code in stand_ins:
            return {**chosen, number: ("title", confidence)}
    del columns
    return chosen
