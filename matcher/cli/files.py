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
    SheetReport,
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
    if _holds(report, kind):
        return ""
    sheets = report.sheets if report is not None else ()
    facts = [_is_text(path)] if report is not None and _tells_suffix(report) else []
    facts += [_empty_handed(sheet, kind) for sheet in sheets[:_MOST_SHEETS]]
    why = f"（{'；'.join(facts)}）" if facts else ""
    return f"{path}：没有从中读出{kind.label}的任何一行{why}。{_way_out(report, kind)}。"


_MOST_SHEETS = 3
_BLANK = "表头可对照 template 命令生成的空白清单"


def _tells_suffix(report: FileReport) -> bool:
    return report.format == "csv" and any(issue.code == "suffix" for issue in report.issues)


def _is_text(path: Path) -> str:
    return f"文件名以“{path.suffix}”结尾，内容却是文本，不是表格文件"


def _empty_handed(sheet: SheetReport, kind: SheetKind) -> str:
    """Why a sheet gave no row of this kind."""
    where = f"工作表“{sheet.sheet}”" + ("（隐藏）" if sheet.hidden else "")
    if sheet.header_row is None:
        return f"{where}里没有找到表头"
    if sheet.kind not in _FITTING[kind]:
        other = sheet.kind is SheetKind.OTHER
        return f"{where}{'不是三张清单中的表' if other else f'是{sheet.kind.label}'}"
    if sheet.rows_read == 0:
        return f"{where}的表头下面没有填写"
    reasons = "、".join(dict.fromkeys(row.reason for row in sheet.skipped))
    return f"{where}的 {sheet.rows_read} 行都没有导入" + (f"：{reasons}" if reasons else "")


def _way_out(report: FileReport | None, kind: SheetKind) -> str:
    """What to do about a file that gave no row of this kind."""
    if report is not None and _tells_suffix(report):
        return (
            "可能没有传完整，或被改过后缀；请用 WPS 或 Excel 打开，另存为 .xlsx 后再试，"
            "打不开时请向对方重新要一份"
        )
    sheets = report.sheets if report is not None else ()
    if any(sheet.kind in _FITTING[kind] and sheet.rows_read == 0 for sheet in sheets):
        return "请填好后再试"
    return f"请核对文件是否给对；{_BLANK}"


def _holds(report: FileReport | None, kind: SheetKind) -> bool:
    return report is not None and any(
        sheet.kind in _FITTING[kind] and sheet.rows_imported + sheet.rows_merged > 0
        for sheet in report.sheets
    )


def _report(lists: Lists, path: Path) -> FileReport | None:
    """What became of the file at this path."""
    full = str(path.resolve())
    return next((report for report in lists.files if report.path == full), None)
