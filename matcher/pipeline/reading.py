"""Files of the user → tables under distinct names; what cannot be read is reported, the rest goes on."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from matcher import intake, sheets
from matcher.domain import FileReport, Issue, Lists, Progress, Severity, Stop
from matcher.errors import Cancelled, FileRefused

_REFUSED = "file-refused"


@dataclass(frozen=True, slots=True)
class Reading:
    """Files as read.

    Attributes:
        books: Tables, under the names used in reports.
        refused: One report for each file that cannot be used.
        paths: Name used in reports → where the file is.
    """

    books: tuple[sheets.Book, ...]
    refused: tuple[FileReport, ...]
    paths: Mapping[str, Path]

    @property
    def marks(self) -> frozenset[str]:
        """The batch codes of lists handed out that stand in the files."""
        return frozenset(mark for book in self.books for mark in intake.marks_of(book))

    def reported(self, lists: Lists) -> Lists:
        """Lists that also report the refused files, in place of what was said of them before, and all paths."""
        names = {report.file for report in self.refused}
        kept = tuple(report for report in lists.files if report.file not in names)
        files = tuple(self._placed(report) for report in (*kept, *self.refused))
        return lists if files == lists.files else replace(lists, files=files)

    def _placed(self, report: FileReport) -> FileReport:
        path = self.paths.get(report.file)
        return report if path is None else replace(report, path=_full(path))


def read_files(
    paths: Iterable[Path], known: Lists, *, on_progress: Progress, stop: Stop
) -> Reading:
    """Read each file once, telling the progress at each.

    Args:
        paths: Files; one named twice is read once.
        known: What the month already holds; its files keep their names.
        on_progress: Told at each file.
        stop: Asked at each file and while it is read.

    Raises:
        Cancelled: ``stop`` said so.
    """
    files = tuple({_full(path): path for path in paths}.values())
    names = _names(files, {report.file: report.path for report in known.files})
    books: list[sheets.Book] = []
    refused: list[FileReport] = []
    for number, path in enumerate(files):
        on_progress(f"正在读取 {_text(path.name)}", number, len(files))
        if stop():
            raise Cancelled
        try:
            book = sheets.read(path, stop=stop)
        except FileRefused as error:
            refused.append(_refusal(names[path], error))
        else:
            books.append(_renamed(book, names[path]))
    on_progress("正在整理清单", len(files), len(files))
    return Reading(tuple(books), tuple(refused), {name: path for path, name in names.items()})


def _names(files: Sequence[Path], known: Mapping[str, str]) -> dict[Path, str]:
    """What each file is called in reports: its name, with its folder where another goes by that name.

    Two communities often send files of one name; taken for the same file, one would replace the other.
    """
    levels = [_shown_names(path) for path in files]
    names: dict[Path, str] = {}
    for path, shown in zip(files, levels, strict=True):
        own = {"", _full(path)}
        names[path] = next(
            name
            for level, name in enumerate(shown)
            if sum(other[level] == name for other in levels) == 1 and known.get(name, "") in own
        )
    return names


def _shown_names(path: Path) -> tuple[str, str, str]:
    """Ever longer names; the last is the full path."""
    full, name = _full(path), _text(path.name)
    return (name, f"{Path(full).parent.name}/{name}", full)


def _full(path: Path) -> str:
    """Where a file is; unlike ``Path.resolve`` this also answers for links that run in a circle."""
    return _text(os.path.realpath(path))


def _text(name: str) -> str:
    """A name with what is no text in it replaced, so that it can be shown and written anywhere."""
    return os.fsencode(name).decode("utf-8", "replace")


def _renamed(book: sheets.Book, name: str) -> sheets.Book:
    if name == book.file:
        return book
    issues = tuple(replace(issue, file=name) for issue in book.issues)
    return replace(book, file=name, issues=issues)


def _refusal(name: str, error: FileRefused) -> FileReport:
    sentence = "。".join(part.rstrip("。") for part in (error.what, error.advice) if part) + "。"
    issue = Issue(Severity.ERROR, _REFUSED, sentence, file=name)
    return FileReport(file=name, refused=sentence, issues=(issue,))
