"""The office's own words: written out, read back, and what they would do to the month on the table."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from matcher import candidates, sheets
from matcher.domain import (
    BestShift,
    Candidates,
    Lists,
    PairShift,
    Progress,
    Round,
    Stop,
    VocabularyChanges,
    VocabularyEffect,
    VocabularyPreview,
    never,
    silent,
)
from matcher.vocabulary import in_force, workbook

SHOWN = 50
"""Pairs and needs of each kind told one by one."""

_Scores = dict[tuple[str, str], int]
_Named = Callable[[str], str]


def write_vocabulary(changes: VocabularyChanges, folder: Path) -> Path:
    """Write the words in force as one workbook into the folder.

    Raises:
        CannotWrite: The folder or file cannot be written.
    """
    # openpyxl takes 0.2 s to import; reading, checking and matching do without it.
    from matcher.export.lexicon import write_lexicon  # noqa: PLC0415 - see the line above

    return write_lexicon(changes, folder)


def read_vocabulary(
    path: Path, present: VocabularyChanges, *, stop: Stop = never
) -> workbook.Edited:
    """What an edited vocabulary workbook says.

    Raises:
        FileRefused: It cannot be read, or holds no table of words.
        Cancelled: ``stop`` said so.
    """
    book = sheets.read(path, stop=stop)
    tables = [
        (
            sheet.name,
            [(row.number, {cell.column: cell.text for cell in row.cells}) for row in sheet.rows],
        )
        for sheet in book.sheets
    ]
    return workbook.understood(path.name, tables, present)


def preview_vocabulary(
    path: Path, round_: Round, *, on_progress: Progress = silent, stop: Stop = never
) -> VocabularyPreview:
    """What the workbook says and what it would do to the month; nothing is changed.

    Raises:
        FileRefused: It cannot be read, or holds no table of words.
        Cancelled: ``stop`` said so.
    """
    edited = read_vocabulary(path, round_.words, stop=stop)
    effect = effect_of(round_, edited.changes, on_progress=on_progress, stop=stop)
    return VocabularyPreview(
        path.name, edited.changes, edited.different, edited.issues, effect, edited.lists
    )


def effect_of(
    round_: Round,
    changes: VocabularyChanges,
    *,
    on_progress: Progress = silent,
    stop: Stop = never,
) -> VocabularyEffect:
    """How the candidates of the month differ under other words; locks, claims, forbids and past months are left out.

    Raises:
        Cancelled: ``stop`` said so.
    """
    if in_force(changes) is in_force(round_.words):
        return VocabularyEffect()
    before = _found(round_, round_.words, on_progress, stop)
    after = _found(round_, changes, on_progress, stop)
    effect = compared(round_.lists, _scores(before), _scores(after))
    told = remarked(round_.lists, before, after)
    return replace(effect, remarked=tuple(told[:SHOWN]), remarked_count=len(told))


def remarked(lists: Lists, before: Candidates, after: Candidates) -> list[str]:
    """One sentence for each pair that stays a candidate and whose remarks change, by need and resource."""
    titles = {need.id: need.title for need in lists.needs}
    offered = {one.id: f"{one.unit}：{one.title}" for one in lists.resources}
    old, new = _flags(before), _flags(after)
    told = []
    for need, resource in sorted(old.keys() & new.keys()):
        was, now = old[need, resource], new[need, resource]
        changes = [f"新增提醒“{flag}”" for flag in sorted(now - was)]
        changes += [f"不再提醒“{flag}”" for flag in sorted(was - now)]
        if changes:
            told.append(f"{titles[need]} ↔ {offered[resource]}：{'；'.join(changes)}")
    return told


def _flags(found: Candidates) -> dict[tuple[str, str], frozenset[str]]:
    flags: dict[tuple[str, str], frozenset[str]] = {}
    for pair in found.pairs:
        key = (pair.need, pair.resource)
        flags[key] = flags.get(key, frozenset()).union(pair.flags)
    return flags


def _found(
    round_: Round, words: VocabularyChanges, on_progress: Progress, stop: Stop
) -> Candidates:
    return candidates.find(
        round_.lists,
        (),
        round_.options,
        month=round_.month,
        vocabulary=in_force(words),
        on_progress=on_progress,
        stop=stop,
    )


def _scores(found: Candidates) -> _Scores:
    """The best score of each need and resource."""
    scores: _Scores = {}
    for pair in found.pairs:
        key = (pair.need, pair.resource)
        scores[key] = max(pair.score, scores.get(key, 0))
    return scores


def compared(lists: Lists, before: _Scores, after: _Scores) -> VocabularyEffect:
    """The difference of two sets of scores."""
    titles = {need.id: need.title for need in lists.needs}
    offered = {one.id: f"{one.unit}：{one.title}" for one in lists.resources}

    def shifts(keys: Iterable[tuple[str, str]]) -> list[PairShift]:
        return [
            PairShift(
                need, titles[need], resource, offered[resource], before.get(key), after.get(key)
            )
            for key in sorted(keys)
            for need, resource in (key,)
        ]

    gained, lost = shifts(after.keys() - before.keys()), shifts(before.keys() - after.keys())
    moved = shifts(key for key in before.keys() & after.keys() if before[key] != after[key])
    gained.sort(key=lambda shift: -(shift.after or 0))
    lost.sort(key=lambda shift: -(shift.before or 0))
    moved.sort(key=lambda shift: -abs((shift.after or 0) - (shift.before or 0)))
    best = _best_shifts(titles, offered.__getitem__, before, after)
    return VocabularyEffect(
        gained=tuple(gained[:SHOWN]),
        lost=tuple(lost[:SHOWN]),
        moved=tuple(moved[:SHOWN]),
        best=tuple(best[:SHOWN]),
        gained_count=len(gained),
        lost_count=len(lost),
        moved_count=len(moved),
        best_count=len(best),
    )


def _best_shifts(
    titles: dict[str, str], offered: _Named, before: _Scores, after: _Scores
) -> list[BestShift]:
    old, new = _best(before), _best(after)
    return [
        BestShift(
            need,
            titles[need],
            offered(old[need]) if need in old else "",
            offered(new[need]) if need in new else "",
        )
        for need in sorted(old.keys() | new.keys())
        if old.get(need) != new.get(need)
    ]


def _best(scores: _Scores) -> dict[str, str]:
    """The best resource of each need; of equals the first by id."""
    best: dict[str, tuple[int, str]] = {}
    for (need, resource), score in scores.items():
        rank = (-score, resource)
        if need not in best or rank < best[need]:
            best[need] = rank
    return {need: resource for need, (_, resource) in best.items()}
