"""What a user has corrected once: remembered by header, applied as far as it fits."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from matcher.domain import (
    NOTHING_LEARNT,
    Layout,
    Lists,
    Memory,
    RememberedSheet,
    SheetKind,
    SheetReport,
)
from matcher.vocabulary.headers import fold_header

_FITS = 0.6
"""Share of remembered headers that must be there for a remembered sheet to be applied."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A remembered layout laid over a table.

    Attributes:
        kind: Remembered kind.
        columns: Column number → field code.
        missing: Remembered headers the table does not have.
        new: Headers of the table that were not there before.
    """

    kind: SheetKind
    columns: Mapping[int, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def fingerprint_of(headers: Iterable[str]) -> str:
    """What a header is remembered by: its folded texts whatever their order."""
    folded = sorted(fold_header(header) for header in headers)
    return hashlib.sha256("\n".join(folded).encode()).hexdigest()[:16]


def recall(memory: Memory, headers: Mapping[int, str]) -> Applied | None:
    """The remembered layout for these headers (column number → text): the same, else the most alike."""
    folded = {column: fold_header(text) for column, text in headers.items()}
    here = set(folded.values())
    if not here:
        return None
    best: tuple[float, RememberedSheet] | None = None
    for sheet in memory.sheets:
        known = {header for header, _ in sheet.columns}
        share = len(known & here) / max(1, len(known | here))
        if share >= _FITS and (best is None or share >= best[0]):
            best = (share, sheet)
    if best is None:
        return None
    fields = dict(best[1].columns)
    columns = {column: fields[text] for column, text in folded.items() if text in fields}
    missing = tuple(header for header, code in best[1].columns if code and header not in here)
    new = tuple(headers[column] for column, text in folded.items() if text not in fields)
    return Applied(best[1].kind, columns, missing, new)


def remembered_header(memory: Memory, lines: Mapping[int, Sequence[str]]) -> int | None:
    """The first line (row number → texts) that is, word for word, a header remembered before."""
    known = {sheet.fingerprint for sheet in memory.sheets}
    return next((number for number, texts in lines.items() if fingerprint_of(texts) in known), None)


def learn(
    lists: Lists,
    corrections: Mapping[tuple[str, str], Layout] | None = None,
    *,
    memory: Memory = NOTHING_LEARNT,
    aliases: Iterable[tuple[str, str]] = (),
) -> Memory:
    """What is to be remembered of an import the user has confirmed.

    Args:
        lists: The import, made with the corrections.
        corrections: (file, sheet) → what the user corrected; sheets without a correction are
            remembered as they were understood.
        memory: What was remembered before; the same header is replaced.
        aliases: Pairs (spelling, full unit name) the user confirmed.
    """
    kept = {sheet.fingerprint: sheet for sheet in memory.sheets}
    for report in lists.files:
        for sheet in report.sheets:
            corrected = (corrections or {}).get((report.file, sheet.sheet), Layout())
            found = _remembered(sheet, corrected)
            if found is not None:
                kept.pop(found.fingerprint, None)
                kept[found.fingerprint] = found
    spelled = {**dict(memory.unit_aliases), **dict(aliases)}
    return Memory(tuple(kept.values()), tuple(sorted(spelled.items())))


def _remembered(sheet: SheetReport, corrected: Layout) -> RememberedSheet | None:
    kind = corrected.kind or sheet.kind
    headers = dict(sheet.headers)
    if not headers or (kind is SheetKind.OTHER and corrected.kind is None):
        return None
    codes = {**dict(sheet.columns), **dict(corrected.columns)}
    unsettled = {letter for letter, _ in sheet.unsure} - set(codes)
    columns = tuple(
        (fold_header(text), codes.get(letter, ""))
        for letter, text in headers.items()
        if letter not in unsettled
    )
    return RememberedSheet(sheet.fingerprint, kind, columns)
