"""The papers of the month: who hands them out, and writing them.

===============  =============================================================
request          last reply when all goes well
===============  =============================================================
``SetOffice``    ``Changed`` (one undoable step)
``WritePapers``  ``PapersWritten`` (also when stopped: what was written stays)
===============  =============================================================
"""

from dataclasses import dataclass
from pathlib import Path

from matcher.domain.office import Office
from matcher.domain.papers import CsvEncoding, PaperKind, Papers, Privacy
from matcher.service.messages.base import Reply, Request


@dataclass(frozen=True, slots=True)
class SetOffice(Request):
    """Keep who hands the papers out and the facts of the meeting; the plan is not touched."""

    office: Office


@dataclass(frozen=True, slots=True)
class WritePapers(Request):
    """Write papers of the month on the table, its plan as it is, out of date or not.

    Fails with kind ``UsageError`` when there is no plan.

    Attributes:
        kinds: Which.
        folder: Made when missing.
        level: For whose eyes; ``None`` = each paper's own level.
        encoding: Of plain tables.
        dated: Whether today's date is printed; else it is left to be written by hand.
    """

    kinds: tuple[PaperKind, ...]
    folder: Path
    level: Privacy | None = None
    encoding: CsvEncoding = CsvEncoding.UTF8
    dated: bool = True


@dataclass(frozen=True, slots=True)
class PapersWritten(Reply):
    """These files were written."""

    papers: Papers
