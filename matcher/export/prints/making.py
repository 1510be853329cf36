"""The papers asked for, as blocks that can be drawn."""

import re
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from openpyxl import load_workbook

from matcher.domain import Progress, Round, Stop, never, silent
from matcher.domain.office import Office
from matcher.domain.papers import PaperGroup, PaperKind, PaperVersion, Privacy
from matcher.domain.prints import Print, PrintFonts
from matcher.errors import Cancelled
from matcher.export.papers.writing import Job, jobs_of
from matcher.export.prints.document import sections_of_document
from matcher.export.prints.workbook import sections_of

_CHART = re.compile(r"xl/charts/chart\d+\.xml")


def prints_of(
    round_: Round,
    kinds: Iterable[PaperKind],
    *,
    level: Privacy | None = None,
    day: date | None = None,
    previous: PaperVersion | None = None,
    batch: str = "",
    on_progress: Progress = silent,
    stop: Stop = never,
) -> tuple[Print, ...]:
    """The papers as they would be written, in the same order; plain data are none.

    Args:
        round_: With an outcome.
        kinds: Which papers.
        level: For whose eyes; ``None`` = each paper's own level.
        day: Date on the papers; ``None`` = left to be written by hand.
        previous: The version handed out before.
        batch: Code printed in lists that may come back.
        on_progress: Told paper by paper.
        stop: Asked before each.

    Raises:
        Cancelled: ``stop`` said so.
        InputError: The round has not been matched yet.
    """
    wanted = [kind for kind in kinds if kind.spec.group is not PaperGroup.DATA]
    jobs = tuple(jobs_of(round_, wanted, level=level, day=day, previous=previous, batch=batch))
    made: list[Print] = []
    for done, job in enumerate(jobs):
        if stop():
            raise Cancelled
        on_progress(f"正在排版 {job.name}", done, len(jobs))
        made.append(_print(job, round_.office))
    return tuple(made)


def _print(job: Job, office: Office) -> Print:
    stem, _, suffix = job.name.rpartition(".")
    fonts = PrintFonts(office.title_fonts, office.head_fonts, office.body_fonts)
    stream = BytesIO()
    job.write("")(stream)
    if suffix == "docx":
        sections = sections_of_document(Document(stream))
        return Print(stem, job.kind, job.level, sections, fonts)
    sections = sections_of(load_workbook(stream))
    return Print(stem, job.kind, job.level, sections, fonts, _charts(stream))


def _charts(stream: BytesIO) -> int:
    """How many charts a workbook holds."""
    with ZipFile(stream) as package:
        return sum(_CHART.fullmatch(name) is not None for name in package.namelist())
