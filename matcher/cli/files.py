"""Files named on the command line: patterns spelled out, kinds confirmed, unusable ones told."""

import glob
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from matcher import pipeline
from matcher.domain import (
    NO_CHANGES,
    FileReport,
    Lists,
    Progress,
    SheetKind,
    Stop,
    VocabularyChanges,
)
from matcher.errors import FileRefused

Wanted = Mapping[SheetKind, Sequence[Path]]
"""The files given for each kind of list."""

_FITTING = {
    SheetKind.NEEDS: frozenset({SheetKind.NEEDS, SheetKind.COMBINED}),
    SheetKind.RESOURCES: frozenset({SheetKind.RESOURCES}),
    SheetKind.UNITS: frozenset({SheetKind.UNITS}),
    SheetKind.FUNDS: frozenset({SheetKind.FUNDS}),
}


def files_of(arguments: Namespace) -> dict[SheetKind, list[str]]:
    """The files named for each kind of list."""
    return {
        SheetKind.NEEDS: arguments.needs,
        SheetKind.RESOURCES: arguments.resources,
        SheetKind.UNITS: arguments.units,
        SheetKind.FUNDS: arguments.funds,
    }


def expand(names: Sequence[str]) -> tuple[Path, ...]:
    """The files meant; ``*`` and ``?`` are spelled out here, since Windows does not.

    Raises:
        FileRefused: No file fits a pattern.
    """
    found: dict[Path, None] = {}
    for name in names:
        if Path(name).exists() or not glob.has_magic(name):
            found[Path(name)] = None
            continue
        fitting = sorted(glob.glob(name))  # noqa: PTH207 - Path.glob takes no absolute patterns
        if not fitting:
            raise FileRefused("没有与此相符的文件", name, "请检查文件夹和文件名")
        found.update({Path(one): None for one in fitting})
    return tuple(found)


def load_as(
    wanted: Wanted,
    month: str,
    on_progress: Progress,
    stop: Stop,
    words: VocabularyChanges = NO_CHANGES,
) -> Lists:
    """All files together; one whose columns do not tell what it was given as is taken at its word.

    Raises:
        Cancelled: ``stop`` said so.
    """
    paths = [path for files in wanted.values() for path in files]
    lists = pipeline.load(paths, month=month, words=words, on_progress=on_progress, stop=stop)
    doubtful = {
        path.name: kind
        for kind, files in wanted.items()
        for path in files
        if not _holds(_report(lists, path), kind) and paths.count(path) == 1
    }
    if not doubtful:
        return lists
    return pipeline.load(
        paths, month=month, kinds=doubtful, words=words, on_progress=on_progress, stop=stop
    )


def unusable(wanted: Wanted, lists: Lists) -> tuple[str, ...]:
    """One sentence for every file that was refused or does not hold what it was given as."""
    return tuple(
        words
        for kind, files in wanted.items()
        for path in files
        if (words := _complaint(_report(lists, path), path, kind))
    )


def _complaint(report: FileReport | None, path: Path, kind: SheetKind) -> str:
    if report is not None and report.refused is not None:
        return f"{path}：{report.refused}"
    if not _holds(report, kind):
        return f"{path}：没有从中读出{kind.label}的任何一行。请用 check 命令查看原因，或核对文件是否给对。"
    return ""


def _holds(report: FileReport | None, kind: SheetKind) -> bool:
    return report is not None and any(
        sheet.kind in _FITTING[kind] and sheet.rows_imported + sheet.rows_merged > 0
        for sheet in report.sheets
    )


def _report(lists: Lists, path: Path) -> FileReport | None:
    """What became of the file at this path."""
    full = str(path.resolve())
    return next((report for report in lists.files if report.path == full), None)
