"""Needs a person has said to be one: joined, kept joined over later imports, and taken apart again."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from matcher.domain import Child, FileReport, Lists, Need, Origin, SheetReport
from matcher.intake.merging import recount


def join(lists: Lists, pairs: Iterable[tuple[str, str]]) -> Lists:
    """The lists with each pair's second need made a child of its first.

    Args:
        lists: As imported.
        pairs: (id that stays, id that becomes a child); pairs whose needs are not both there, or whose
            second came from no row, change nothing. Chains (a, b), (b, c) end at a.
    """
    needs = {need.id: need for need in lists.needs}
    heads: dict[str, str] = {}
    gone: list[Origin] = []
    for stays, goes in pairs:
        first = _head(heads, stays)
        if first == goes or first not in needs or goes not in needs or not needs[goes].origin:
            continue
        child = needs.pop(goes)
        heads[goes] = first
        needs[first] = _joined(needs[first], child)
        gone.extend([child.origin] if child.origin else [])
    if not gone:
        return lists
    return replace(
        lists,
        needs=tuple(needs[need.id] for need in lists.needs if need.id in needs),
        files=_recounted(lists.files, gone),
    )


def rejoin(lists: Lists, known: Lists) -> Lists:
    """The lists with what was joined before joined again: a row that says what a known child says."""
    children = {child.raw: need.id for need in known.needs for child in need.merged if child.raw}
    before = {need.id for need in known.needs}
    pairs = [
        (children[need.raw], need.id)
        for need in lists.needs
        if need.id not in before and need.raw in children
    ]
    return join(lists, pairs)


def _head(heads: dict[str, str], name: str) -> str:
    while name in heads:
        name = heads[name]
    return name


def _joined(first: Need, other: Need) -> Need:
    own = (Child(other.origin, other.applicant, other.raw),) if other.origin else ()
    children = {child.origin: child for child in (*first.merged, *own, *other.merged)}
    ordered = sorted(children, key=lambda origin: (origin.file, origin.sheet, origin.row))
    return recount(
        replace(
            first,
            merged=tuple(children[origin] for origin in ordered),
            urgency=max(first.urgency, other.urgency),
            months_waited=max(first.months_waited, other.months_waited),
        )
    )


def _recounted(files: Sequence[FileReport], gone: Sequence[Origin]) -> tuple[FileReport, ...]:
    """The reports with the rows that went into others counted as merged."""
    return tuple(
        replace(
            report,
            sheets=tuple(
                _moved(sheet, sum((o.file, o.sheet) == (report.file, sheet.sheet) for o in gone))
                for sheet in report.sheets
            ),
        )
        for report in files
    )


def _moved(sheet: SheetReport, rows: int) -> SheetReport:
    if not rows:
        return sheet
    return replace(
        sheet,
        rows_imported=sheet.rows_imported - rows,
        rows_merged=sheet.rows_merged + rows,
    )
