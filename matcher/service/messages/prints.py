"""Papers shown as they will print; nothing is written."""

from dataclasses import dataclass

from matcher.domain.papers import PaperKind, Privacy
from matcher.domain.prints import Print
from matcher.service.messages.base import Reply, Request


@dataclass(frozen=True, slots=True)
class PreviewPapers(Request):
    """Lay the papers out as :class:`WritePapers` would write them.

    Fails with kind ``UsageError`` when there is no plan; can be cancelled.

    Attributes:
        kinds: Which; plain data have no pages and are left out.
        level: For whose eyes; ``None`` = each paper's own level.
        dated: Whether today's date is printed.
    """

    kinds: tuple[PaperKind, ...]
    level: Privacy | None = None
    dated: bool = True


@dataclass(frozen=True, slots=True)
class PapersShown(Reply):
    """This is how they print, in the order in which they are written."""

    prints: tuple[Print, ...]
