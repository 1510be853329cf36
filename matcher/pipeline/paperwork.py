"""The papers of a month, from a round."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from matcher.domain import Progress, Round, Stop, never, silent
from matcher.domain.office import Office
from matcher.domain.papers import CsvEncoding, PaperKind, Papers, PaperVersion, Privacy
from matcher.errors import FileRefused
from matcher.sheets import Book

# openpyxl takes 0.2 s to import; reading, checking and matching do without it, so the writers come when asked for.


def papers(
    round_: Round,
    kinds: Iterable[PaperKind],
    folder: Path,
    office: Office | None = None,
    *,
    level: Privacy | None = None,
    day: date | None = None,
    previous: PaperVersion | None = None,
    encoding: CsvEncoding = CsvEncoding.UTF8,
    batch: str = "",
    on_returning: Callable[[Book], None] | None = None,
    on_progress: Progress = silent,
    stop: Stop = never,
) -> Papers:
    """Write every paper asked for into the folder; see ``export.write_papers``.

    Raises:
        CannotWrite: A file could not be written.
        InputError: The round has not been matched yet.
    """
    from matcher import export  # noqa: PLC0415 - see above

    return export.write_papers(
        round_,
        kinds,
        folder,
        office=office,
        level=level,
        day=day,
        previous=previous,
        encoding=encoding,
        batch=batch,
        on_returning=on_returning,
        on_progress=on_progress,
        stop=stop,
    )


def version_in(path: Path) -> PaperVersion:
    """The project list of a file with all data of a month (JSON), to compare with.

    Raises:
        FileRefused: It cannot be read, is no such file, or holds no plan.
    """
    from matcher import export  # noqa: PLC0415 - see above

    try:
        body = path.read_bytes()
    except OSError as error:
        raise FileRefused("文件读不出来", str(path), "请检查文件是否在、能否打开") from error
    return export.version_from(body, str(path))


def version_json(version: PaperVersion) -> str:
    """A version as the month book remembers it."""
    from matcher import export  # noqa: PLC0415 - see above

    return export.version_json(version)


def version_of(text: str) -> PaperVersion:
    """A version the month book has remembered.

    Raises:
        ValueError: It cannot be understood (any more).
    """
    from matcher import export  # noqa: PLC0415 - see above

    return export.version_of(text)
