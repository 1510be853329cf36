"""From workbooks to a round, from a round to its plan, from a plan to workbooks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from matcher import candidates, check, explain, export, intake, sheets, vocabulary
from matcher.domain import (
    FileReport,
    Issue,
    Lists,
    Progress,
    Round,
    Severity,
    SheetKind,
    Stop,
    never,
    silent,
)
from matcher.errors import Cancelled, FileRefused
from matcher.pipeline.claims import with_remarks

_REFUSED = "file-refused"
_NOTHING = Lists()


class BrokenPlan(Exception):
    """The engine gave a plan that breaks a hard rule: a bug, never shown as a plan.

    Attributes:
        violations: The checker's sentences.
    """

    def __init__(self, violations: Sequence[str]) -> None:
        super().__init__("；".join(violations))
        self.violations = tuple(violations)


def load(
    paths: Iterable[Path],
    *,
    month: str,
    kinds: Mapping[str, SheetKind] = {},
    known: Lists = _NOTHING,
    on_progress: Progress = silent,
    stop: Stop = never,
) -> Lists:
    """Read the files and understand them together; one that cannot be used becomes a refused report.

    Args:
        paths: Files; one named twice is read once.
        month: ``2026-06``.
        kinds: What a file holds, by file name, where the user has said so.
        known: What the month already holds; it keeps its ids.
        on_progress: Told at each file.
        stop: Asked now and then.

    Raises:
        Cancelled: ``stop`` said so.
    """
    files = tuple({path.resolve(): path for path in paths}.values())
    names = _names(files, {report.file: report.path for report in known.files})
    books: list[sheets.Book] = []
    refused: list[FileReport] = []
    for number, path in enumerate(files):
        on_progress(f"正在读取 {path.name}", number, len(files))
        _obey(stop)
        try:
            book = sheets.read(path, stop=stop)
        except FileRefused as error:
            refused.append(_refusal(names[path], error))
        else:
            books.append(_renamed(book, names[path]))
    on_progress("正在整理清单", len(files), len(files))
    _obey(stop)
    lists = intake.understand(
        books,
        month=month,
        vocabulary=vocabulary.load(),
        kinds={names[path]: kinds[path.name] for path in files if path.name in kinds},
        known=known,
        stop=stop,
    )
    _obey(stop)
    reported = _with_refusals(lists, refused)
    return with_remarks(_with_paths(reported, {name: path for path, name in names.items()}))


def match(round_: Round, *, on_progress: Progress = silent, stop: Stop = never) -> Round:
    """The round with its best plan, checked and explained.

    Raises:
        Contradiction: Locks, claims and forbids exclude each other.
        Cancelled: Stopped before there was any plan.
        BrokenPlan: A bug; the plan breaks a hard rule and is not handed out.
    """
    # OR-Tools takes 0.5 s to import and belongs to the worker alone; it comes with the first match.
    from matcher.solve import solve  # noqa: PLC0415 - see the line above

    decisions, options = round_.decisions, round_.options
    found = candidates.find(
        round_.lists,
        decisions,
        options,
        month=round_.month,
        vocabulary=vocabulary.load(),
        on_progress=on_progress,
        stop=stop,
    )
    previous = None if round_.outcome is None else round_.outcome.plan
    plan = solve(found, decisions, options, previous=previous, on_progress=on_progress, stop=stop)
    broken = check.violations(found, decisions, options, plan)
    if broken:
        raise BrokenPlan(broken)
    on_progress("正在整理说明", 0, 0)
    outcome = explain.outcome(round_.lists, found, decisions, options, plan, month=round_.month)
    return replace(round_, outcome=outcome, stale=False)


def warm_up() -> None:
    """Load what the first match would otherwise have to wait for."""
    from matcher import solve  # noqa: PLC0415 - as in match

    vocabulary.load()
    del solve


def save(round_: Round, folder: Path, *, on_progress: Progress = silent) -> Path:
    """Write the result workbook of a matched round into the folder.

    Raises:
        CannotWrite: The folder or file cannot be written.
    """
    return export.write_result(round_, folder, on_progress=on_progress)


def templates(folder: Path) -> tuple[Path, ...]:
    """Write blank lists to hand out into the folder.

    Raises:
        CannotWrite: The folder or a file cannot be written.
    """
    return export.write_templates(folder)


def _obey(stop: Stop) -> None:
    if stop():
        raise Cancelled


def _names(files: Sequence[Path], known: Mapping[str, str]) -> dict[Path, str]:
    """What each file is called in reports: its name, with its folder where another goes by that name.

    Two communities often send files of one name; taken for the same file, one would replace the other.
    """
    levels = [_shown_names(path) for path in files]
    names: dict[Path, str] = {}
    for path, shown in zip(files, levels, strict=True):
        own = {"", str(path.resolve())}
        names[path] = next(
            name
            for level, name in enumerate(shown)
            if sum(other[level] == name for other in levels) == 1 and known.get(name, "") in own
        )
    return names


def _shown_names(path: Path) -> tuple[str, str, str]:
    """Ever longer names; the last is the full path."""
    full = path.resolve()
    return (path.name, f"{full.parent.name}/{path.name}", str(full))


def _renamed(book: sheets.Book, name: str) -> sheets.Book:
    if name == book.file:
        return book
    issues = tuple(replace(issue, file=name) for issue in book.issues)
    return replace(book, file=name, issues=issues)


def _refusal(name: str, error: FileRefused) -> FileReport:
    sentence = "。".join(part.rstrip("。") for part in (error.what, error.advice) if part) + "。"
    issue = Issue(Severity.ERROR, _REFUSED, sentence, file=name)
    return FileReport(file=name, refused=sentence, issues=(issue,))


def _with_refusals(lists: Lists, refused: Sequence[FileReport]) -> Lists:
    """Lists that also report the refused files, in place of what was reported of them before."""
    if not refused:
        return lists
    names = {report.file for report in refused}
    kept = tuple(report for report in lists.files if report.file not in names)
    return replace(lists, files=(*kept, *refused))


def _with_paths(lists: Lists, paths: Mapping[str, Path]) -> Lists:
    """Lists whose reports of the files just read say where they were."""
    files = tuple(
        replace(report, path=str(paths[report.file].resolve())) if report.file in paths else report
        for report in lists.files
    )
    return lists if files == lists.files else replace(lists, files=files)
