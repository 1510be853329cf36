"""A row handed out, the same row as it came back, and what the month holds: cell by cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from matcher.domain import Amount, Origin, SheetKind, TimeWindow, bare_words, field_label
from matcher.domain.differences import Difference, DifferenceKind
from matcher.intake.returns.groups import GROUPS, Group
from matcher.intake.returns.rows import Fact, Line
from matcher.intake.text import clean
from matcher.vocabulary.headers import fold_header

_CUT = "（全文见“长文本”"
"""Stands in a cell whose text was too long to be printed in full."""

_BLANK: tuple[object, ...] = (None, "", ())


@dataclass(frozen=True, slots=True)
class Sight:
    """What all rows of a list that came back have in common.

    Attributes:
        kind: Of the list.
        file: File name as in the reports.
        sheet: Sheet name.
        batch: Of the hand-out.
        origin: File and sheet it was handed out in.
        letters: Field code → column letter, of the list that came back.
        headings: Folded heading → (column letter, heading), of its columns without a field.
        handed: Field codes of the list as handed out.
        names: Field code → heading.
    """

    kind: SheetKind
    file: str
    sheet: str
    batch: str
    origin: tuple[str, str]
    letters: Mapping[str, str]
    headings: Mapping[str, tuple[str, str]]
    handed: frozenset[str]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A difference with what taking it over means.

    Attributes:
        told: What is said of it.
        values: Attribute → value of theirs; ``extra`` is one pair (heading, text).
        raw: Pairs (field code, text) of theirs.
        attributes: Everything its columns tell.
    """

    told: Difference
    values: Mapping[str, Any]
    raw: tuple[tuple[str, str], ...] = ()
    attributes: tuple[str, ...] = ()


def changes(
    sight: Sight,
    handed: Line,
    came: Line,
    ours: Fact,
    then: Fact | None,
    last: Mapping[str, Difference],
    *,
    several: bool,
) -> Iterator[Change]:
    """Every cell of a row that came back otherwise and is not so in the month already.

    Args:
        sight: The list.
        handed: The row as handed out.
        came: The row as it came back.
        ours: What the month holds now.
        then: What it held when the row was handed out; ``None`` = only what was printed is known.
        last: Column → how it came back before, where it did: then that is what is compared with.
        several: Whether the id stands in several rows of the list (one for each who asked).
    """
    pair = _Pair(sight, handed, came, ours, then, last)
    for group in GROUPS[sight.kind]:
        codes = tuple(c for c in group.codes if c in sight.letters and c in sight.handed)
        found = _change(pair, group, codes) if codes else None
        if found is not None:
            yield found
    asker = came.text("applicant")
    yield from _kept(pair, f"（{asker}）" if several and asker else "")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A row handed out beside the same row come back; see :func:`changes`."""

    sight: Sight
    handed: Line
    came: Line
    ours: Fact
    then: Fact | None
    last: Mapping[str, Difference]


def taken_over(ours: Fact, change: Change) -> Fact:
    """Our fact with theirs in one cell."""
    values = dict(change.values)
    if "extra" in values:
        heading, text = values["extra"]
        others = tuple(pair for pair in ours.extra if pair[0] != heading)
        return replace(ours, extra=(*others, (heading, text)) if text else others)
    raw = tuple((dict(ours.raw) | dict(change.raw)).items())
    return replace(ours, raw=raw, **values)


def told_after(fact: Fact, change: Change) -> str:
    """What the month says of the cell once it is decided."""
    if "extra" in change.values:
        return dict(fact.extra).get(change.told.label, "")
    return words_of(fact, change.attributes)


def words_of(fact: Fact, attributes: tuple[str, ...]) -> str:
    """Values as a person reads them."""
    return " ".join(dict.fromkeys(w for name in attributes if (w := _words(getattr(fact, name)))))


def _change(pair: _Pair, group: Group, codes: tuple[str, ...]) -> Change | None:
    handed, came, ours = pair.handed, pair.came, pair.ours
    label = _label(pair.sight, codes[0])
    last = pair.last.get(label)
    before = last.theirs if last else _join(handed, codes)
    theirs = _join(came, codes)
    if not _unlike(before, theirs):
        return None
    new = tuple(a for a in group.attributes if getattr(came.fact, a) != _reference(pair, a, last))
    values = {name: getattr(came.fact, name) for name in new}
    blank = all(getattr(came.fact, name) in _BLANK for name in group.attributes)
    if blank and theirs:
        kind = DifferenceKind.UNREADABLE
    elif all(getattr(ours, name) == value for name, value in values.items()):
        return None
    else:
        moved = _moved(pair, group.attributes, new, last)
        kind = _kind(theirs, moved=moved or _CUT in before)
    texts = (before, theirs, words_of(ours, group.attributes))
    told = _told(pair, label, pair.sight.letters[codes[0]], texts, kind)
    raw = tuple((code, came.text(code)) for code in codes)
    return Change(told, values, raw, group.attributes)


def _reference(pair: _Pair, attribute: str, last: Difference | None) -> object:
    """What a value that came back is compared with: as handed out, or as taken over before."""
    return getattr(pair.ours if last else pair.handed.fact, attribute)


def _moved(
    pair: _Pair, attributes: tuple[str, ...], new: tuple[str, ...], last: Difference | None
) -> bool:
    """Whether the month says something else than when the row was handed out, or was taken back last."""
    if last is not None:
        return words_of(pair.ours, attributes) != last.after
    old = pair.then or pair.handed.fact
    return any(getattr(pair.ours, name) != getattr(old, name) for name in new)


def _kind(theirs: str, *, moved: bool) -> DifferenceKind:
    if not theirs:
        return DifferenceKind.CLEARED
    return DifferenceKind.BOTH if moved else DifferenceKind.THEIRS


def _label(sight: Sight, code: str) -> str:
    return sight.names.get(code) or field_label(sight.kind, code)


def _told(
    pair: _Pair, label: str, letter: str, texts: tuple[str, str, str], kind: DifferenceKind
) -> Difference:
    sight, row = pair.sight, pair.came.record.row
    return Difference(
        id=pair.ours.id,
        title=pair.ours.title,
        label=label,
        exported=texts[0],
        theirs=texts[1],
        ours=texts[2],
        kind=kind,
        taken=kind is DifferenceKind.THEIRS,
        origin=Origin(sight.file, sight.sheet, row),
        cell=f"{letter}{row}",
        batch=sight.batch,
        handed=sight.origin,
    )


def _kept(pair: _Pair, suffix: str) -> Iterator[Change]:
    """Columns without a field: what was written there is kept under its heading."""
    was, now = pair.handed.others, pair.came.others
    for folded, (letter, heading) in pair.sight.headings.items():
        label = f"{heading}{suffix}"
        last = pair.last.get(label)
        before = last.theirs if last else was.get(folded, "")
        theirs, here = now.get(folded, ""), dict(pair.ours.extra).get(label, "")
        if not _unlike(before, theirs) or not _unlike(here, theirs):
            continue
        kind = _kind(theirs, moved=bool(here) and _unlike(here, last.after if last else before))
        told = _told(pair, label, letter, (before, theirs, here or before), kind)
        yield Change(told, {"extra": (label, theirs)})


def _unlike(one: str, other: str) -> bool:
    """Whether two texts say different things; blanks, widths and line ends do not count."""
    return one != other and _bare(one) != _bare(other)


def _bare(text: str) -> str:
    return "".join(clean(text).split()) or bare_words(text)


def _join(line: Line, codes: tuple[str, ...]) -> str:
    return " ".join(text for code in codes if (text := line.text(code)))


def _words(value: object) -> str:
    match value:
        case None | "" | ():
            return ""
        case bool():
            return "是" if value else ""
        case date():
            return value.isoformat()
        case Amount():
            return value.words or f"{value.value if value.value is not None else ''}{value.measure}"
        case Enum():
            return str(getattr(value, "label", value.value))
        case TimeWindow():
            return ""
        case tuple():
            return "、".join(words for item in value if (words := _words(item)))
        case _:
            return str(value)


def headings_of(
    headers: tuple[tuple[str, str], ...], columns: tuple[tuple[str, str], ...]
) -> dict[str, tuple[str, str]]:
    """Folded heading → (letter, heading) of the columns that have no field."""
    mapped = {letter for letter, _ in columns}
    return {fold_header(text): (letter, text) for letter, text in headers if letter not in mapped}
