"""Writes the papers asked for, one file after another; each appears whole or not at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import IO

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties

from matcher.domain import Progress, Round, Stop, month_period, never, silent
from matcher.domain.office import Office
from matcher.domain.papers import (
    CsvEncoding,
    PaperFile,
    PaperGroup,
    PaperKind,
    Papers,
    PaperVersion,
    Privacy,
    level_of,
)
from matcher.export.files import WorkbookWriter, Write, as_read, place
from matcher.export.look import fonts_of, styled_workbook
from matcher.export.marks import PLACEHOLDER
from matcher.export.overflow import write_overflow
from matcher.export.papers import (
    agenda,
    cards,
    changes,
    dispatch,
    everything,
    figures,
    minutes,
    needs,
    notice,
    plain,
    projects,
    ratings,
    replies,
    resources,
    whistle,
    word,
)
from matcher.export.papers.layout import ListPaper, add_list
from matcher.export.papers.material import Material
from matcher.export.result import MAKER, matched
from matcher.export.seen import seen, seen_office, seen_projects
from matcher.export.table import Overflow
from matcher.export.texts import file_stem
from matcher.sheets import Book

LISTS: dict[PaperKind, ListPaper] = {
    paper.kind: paper
    for paper in (
        agenda.PAPER,
        needs.PAPER,
        resources.PAPER,
        projects.PAPER,
        projects.UNMET_PAPER,
        projects.IDLE_PAPER,
        changes.PAPER,
        dispatch.PAPER,
        replies.PAPER,
        whistle.PAPER,
        notice.PAPER,
        ratings.PAPER,
    )
}
"""Papers that are lists."""

BOOK = (
    PaperKind.AGENDA,
    PaperKind.PROJECTS,
    PaperKind.UNMET,
    PaperKind.IDLE,
    PaperKind.CHANGES,
    PaperKind.NEEDS,
    PaperKind.RESOURCES,
)
"""Lists that stand together in one workbook, in this order; the figures come after the agenda."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be written.

    Attributes:
        kind: Which paper.
        level: For whose eyes.
        folder: Below the folder asked for.
        name: Of the file.
        words: What is being written, for the progress.
        write: Writes it, given what it is about.
        marked: Whether it may carry our mark, by which it can be replaced later.
    """

    kind: PaperKind
    level: Privacy
    folder: Path
    name: str
    words: str
    write: Callable[[str], Write]
    marked: bool

    @property
    def may_return(self) -> bool:
        """Whether it is sent out to be filled in; what is posted never comes back."""
        return self.kind.spec.returns and self.level is not Privacy.PUBLIC


def write_papers(
    round_: Round,
    kinds: Iterable[PaperKind],
    folder: Path,
    *,
    office: Office | None = None,
    level: Privacy | None = None,
    day: date | None = None,
    previous: PaperVersion | None = None,
    encoding: CsvEncoding = CsvEncoding.UTF8,
    batch: str = "",
    on_returning: Callable[[Book], None] | None = None,
    on_progress: Progress = silent,
    stop: Stop = never,
) -> Papers:
    """Write every paper asked for; what was written stays when the user stops.

    Args:
        round_: With an outcome.
        kinds: Which papers; written in the order of :class:`PaperKind`.
        folder: Made when missing; papers of one time stand in one folder below it.
        office: Who hands them out; ``None`` = the round's own.
        level: For whose eyes; ``None`` = each paper's own level.
        day: Date on the papers; ``None`` = left to be written by hand.
        previous: The version handed out before; ``None`` = this is the first.
        encoding: Of plain tables.
        batch: Code printed in lists that may come back; empty = none.
        on_returning: Given every list that may come back, as it would be read from its file.
        on_progress: Told file by file.
        stop: Asked before each file.

    Raises:
        CannotWrite: A file could not be written.
        InputError: The round has not been matched yet.
    """
    jobs = jobs_of(
        round_,
        kinds,
        office=office,
        level=level,
        day=day,
        previous=previous,
        encoding=encoding,
        batch=batch,
    )
    return _run(tuple(jobs), folder, round_.month, on_returning, on_progress, stop)


def jobs_of(
    round_: Round,
    kinds: Iterable[PaperKind],
    *,
    office: Office | None = None,
    level: Privacy | None = None,
    day: date | None = None,
    previous: PaperVersion | None = None,
    encoding: CsvEncoding = CsvEncoding.UTF8,
    batch: str = "",
) -> Iterator[Job]:
    """What is to be written for the papers asked for, nothing of it written yet; see :func:`write_papers`."""
    outcome = matched(round_)
    mine = office or round_.office

    @cache
    def material(wanted: Privacy) -> Material:
        shown = seen(round_, wanted)
        before = previous and PaperVersion(
            previous.time, seen_projects(round_, previous.projects, wanted)
        )
        return Material(
            shown,
            shown.outcome or outcome,
            wanted,
            seen_office(mine, wanted),
            day,
            before,
            fonts_of(mine),
            batch,
        )

    asked = set(kinds)
    for kind in PaperKind:
        if kind in asked:
            yield from _jobs(kind, material(level_of(kind, level)), encoding)


def _run(
    jobs: Sequence[Job],
    folder: Path,
    month: str,
    on_returning: Callable[[Book], None] | None,
    on_progress: Progress,
    stop: Stop,
) -> Papers:
    files: list[PaperFile] = []
    for done, job in enumerate(jobs):
        if stop():
            return Papers(folder, tuple(files), stopped=True)
        on_progress(job.words, done, len(jobs))
        identity = f"{month}/{job.folder.as_posix()}/{job.name}" if job.marked else ""
        write = job.write(identity)
        path, placing, note = place(write, folder / job.folder, job.name, identity=identity)
        if on_returning is not None and job.may_return and isinstance(write, WorkbookWriter):
            on_returning(as_read(write.workbook, path.name))
        files.append(PaperFile(job.kind, path, job.level, placing, note))
    on_progress("已写好", len(jobs), len(jobs))
    return Papers(folder, tuple(files))


def _jobs(kind: PaperKind, material: Material, encoding: CsvEncoding) -> Iterator[Job]:
    if kind is PaperKind.BOOK:
        yield _job(kind, material, "", ".xlsx", partial(_book, material))
    elif kind is PaperKind.FIGURES:
        yield _job(kind, material, "", ".xlsx", partial(_figures, material))
    elif kind is PaperKind.MINUTES:
        yield _job(kind, material, "", ".docx", partial(_minutes, material))
    elif kind is PaperKind.CARD:
        for unit in cards.lead_units(material):
            yield _job(kind, material, unit, ".xlsx", partial(_cards, material, unit))
    elif kind is PaperKind.CSV:
        for one in plain.LISTS:
            body = partial(plain.csv_bytes, one, material, encoding)
            yield _job(kind, material, one.name, ".csv", partial(_bytes, body))
    elif kind is PaperKind.JSON:
        body = partial(everything.json_bytes, material.round, material.level)
        yield _job(kind, material, "", ".json", partial(_bytes, body))
    else:
        paper = LISTS[kind]
        for subject in paper.subjects(material):
            yield _job(kind, material, subject, ".xlsx", partial(_list, material, paper, subject))


def _job(
    kind: PaperKind,
    material: Material,
    subject: str,
    suffix: str,
    write: Callable[[str], Write],
) -> Job:
    label = subject if kind is PaperKind.CSV else kind.label
    whose = subject if kind is not PaperKind.CSV else ""
    other = "" if material.level is kind.spec.level else f"（{material.level.label}）"
    stem = "-".join(part for part in (material.month, label, whose) if part)
    folder = Path(f"{material.month}{kind.spec.group.label}")
    if whose:
        folder /= kind.label
    return Job(
        kind,
        material.level,
        folder,
        f"{file_stem(stem)}{other}{suffix}",
        f"正在写{whose}{label}",
        write,
        marked=not material.public and kind.spec.group is not PaperGroup.DATA,
    )


def _new_workbook(material: Material, title: str) -> Workbook:
    """An empty workbook with our styles; what is public has no properties but a date nobody chose."""
    workbook = styled_workbook(material.fonts)
    first = month_period(material.round.month).first
    moment = datetime(first.year, first.month, first.day)
    told = (None, None, None) if material.public else (MAKER, title, PLACEHOLDER)
    workbook.properties = DocumentProperties(
        creator=told[0],
        lastModifiedBy=told[0],
        title=told[1],
        identifier=told[2],
        created=moment,
        modified=moment,
    )
    return workbook


def _list(material: Material, paper: ListPaper, subject: str, identity: str) -> Write:
    workbook = _new_workbook(material, material.words(paper.title, subject))
    overflow = Overflow()
    add_list(workbook, paper, material, subject, overflow)
    write_overflow(workbook, overflow, material.fonts)
    return WorkbookWriter(workbook, identity)


def _book(material: Material, identity: str) -> Write:
    workbook = _new_workbook(material, f"{material.month}会议材料")
    overflow = Overflow()
    for kind in BOOK:
        add_list(workbook, LISTS[kind], material, "", overflow)
        if kind is PaperKind.AGENDA:
            figures.add_figures(workbook, material)
    write_overflow(workbook, overflow, material.fonts)
    return WorkbookWriter(workbook, identity)


def _figures(material: Material, identity: str) -> Write:
    workbook = _new_workbook(material, material.words(figures.TITLE))
    figures.add_figures(workbook, material)
    return WorkbookWriter(workbook, identity)


def _cards(material: Material, unit: str, identity: str) -> Write:
    workbook = _new_workbook(material, f"{material.month}{cards.TITLE}")
    cards.add_cards(workbook, material, unit)
    return WorkbookWriter(workbook, identity)


def _minutes(material: Material, identity: str) -> Write:
    document = minutes.minutes_of(material, "" if material.public else MAKER)
    if material.public:
        document.core_properties.title = document.core_properties.identifier = ""

    def write(stream: IO[bytes]) -> None:
        word.write_document(document, stream, identity)

    return write


def _bytes(make: Callable[[], bytes], _identity: str) -> Write:
    def write(stream: IO[bytes]) -> None:
        stream.write(make())

    return write
