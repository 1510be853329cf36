"""The user's corrections as plain functions: choices in, choices out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from matcher.domain import FIELDS, Choices, Fix, Layout, SheetKind
from matcher.domain.handouts import Answer

UNTOUCHED = Layout()
"""A sheet nothing was said about."""


def layout_of(choices: Choices, file: str, sheet: str) -> Layout:
    """What was said about a sheet."""
    return next((one for f, s, one in choices.layouts if (f, s) == (file, sheet)), UNTOUCHED)


def _with_layout(choices: Choices, file: str, sheet: str, layout: Layout) -> Choices:
    others = tuple(one for one in choices.layouts if one[:2] != (file, sheet))
    said = () if layout == UNTOUCHED else ((file, sheet, layout),)
    return replace(choices, layouts=(*others, *said))


def with_kind(
    choices: Choices, file: str, sheet: str, kind: SheetKind, *, hidden: bool = False
) -> Choices:
    """The sheet holds this; answers about columns this kind does not have are given up, and a hidden sheet is taken in."""
    old = layout_of(choices, file, sheet)
    known = FIELDS[kind]
    columns = tuple((letter, code) for letter, code in old.columns if not code or code in known)
    include = old.include or (hidden and kind is not SheetKind.OTHER)
    return _with_layout(
        choices, file, sheet, replace(old, kind=kind, columns=columns, include=include)
    )


def with_included(choices: Choices, file: str, sheet: str, include: bool) -> Choices:
    """A hidden sheet is imported, or not."""
    old = layout_of(choices, file, sheet)
    return _with_layout(choices, file, sheet, replace(old, include=include))


def with_header_row(choices: Choices, file: str, sheet: str, row: int | None) -> Choices:
    """The (last) header line stands there; ``None`` = find it."""
    old = layout_of(choices, file, sheet)
    return _with_layout(choices, file, sheet, replace(old, header_row=row))


def with_column(choices: Choices, file: str, sheet: str, letter: str, code: str | None) -> Choices:
    """The column holds this field (empty = none, ``None`` = leave it to the program); no other column is said to hold it."""
    old = layout_of(choices, file, sheet)
    columns = {
        column: said
        for column, said in old.columns
        if column != letter and not (code and said == code)
    }
    if code is not None:
        columns[letter] = code
    ordered = tuple(sorted(columns.items(), key=lambda item: (len(item[0]), item[0])))
    return _with_layout(choices, file, sheet, replace(old, columns=ordered))


def _place(fix: Fix) -> tuple[str, str, str]:
    return fix.file, fix.sheet, fix.cell


def with_fixes(choices: Choices, fixes: Iterable[Fix]) -> Choices:
    """These cells say something else."""
    new = {_place(fix): fix for fix in fixes}
    kept = tuple(fix for fix in choices.fixes if _place(fix) not in new)
    return replace(choices, fixes=(*kept, *new.values()))


def without_fixes(choices: Choices, places: Iterable[tuple[str, str, str]]) -> Choices:
    """These cells (file, sheet, address) say what the file says."""
    gone = set(places)
    return replace(choices, fixes=tuple(fix for fix in choices.fixes if _place(fix) not in gone))


def with_alias(choices: Choices, spelling: str, name: str | None) -> Choices:
    """The spelling means this unit; ``None`` = nothing is said about it."""
    others = tuple(pair for pair in choices.aliases if pair[0] != spelling)
    return replace(choices, aliases=others if name is None else (*others, (spelling, name)))


def with_answers(
    choices: Choices, places: Iterable[tuple[str, str, str]], *, take: bool
) -> Choices:
    """Of these cells (file, sheet, address) of lists that came back, theirs counts or ours."""
    new = {place: Answer(*place, take) for place in places}
    kept = tuple(one for one in choices.answers if (one.file, one.sheet, one.cell) not in new)
    return replace(choices, answers=(*kept, *new.values()))


# -- joins: groups of needs, kept as stars around the smallest id


def groups_of(pairs: Iterable[tuple[str, str]]) -> tuple[frozenset[str], ...]:
    """The sets of ids that hang together through pairs."""
    groups: dict[str, set[str]] = {}
    for one, other in pairs:
        small, large = sorted((groups.get(one, {one}), groups.get(other, {other})), key=len)
        large |= small
        for name in (*small, one, other):
            groups[name] = large
    return tuple(
        frozenset(group) for group in {id(group): group for group in groups.values()}.values()
    )


def group_by_id(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """The group each id of the pairs belongs to."""
    return {name: group for group in groups_of(pairs) for name in group}


def _as_stars(groups: Iterable[frozenset[str]]) -> tuple[tuple[str, str], ...]:
    stars = ((min(group), other) for group in groups for other in sorted(group)[1:])
    return tuple(sorted(stars))


def with_joined(choices: Choices, pairs: Iterable[tuple[str, str]]) -> Choices:
    """The needs of each pair are one."""
    return replace(choices, joins=_as_stars(groups_of((*choices.joins, *pairs))))


def with_parted(choices: Choices, pairs: Iterable[tuple[str, str]]) -> Choices:
    """The second need of each pair stands alone again."""
    alone = {second for _, second in pairs}
    groups = (group - alone for group in groups_of(choices.joins))
    return replace(choices, joins=_as_stars(group for group in groups if len(group) > 1))


def rejoined(
    choices: Choices, before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[Choices, int]:
    """Only the joins whose needs are still called the same, and how many were given up.

    Ids are given anew when a correction changes what the rows say, so that an id alone proves nothing.

    Args:
        choices: With the joins as made.
        before: Id → title when they were made.
        after: Id → title now.
    """
    kept = tuple(
        pair
        for pair in choices.joins
        if all(before.get(name) is not None and before[name] == after.get(name) for name in pair)
    )
    return replace(choices, joins=kept), len(choices.joins) - len(kept)
