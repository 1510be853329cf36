"""An office's own templates; both end with ``Finished``."""

from dataclasses import dataclass
from pathlib import Path

from matcher.domain.papers import Privacy
from matcher.service.messages.base import Request


@dataclass(frozen=True, slots=True)
class FillTemplates(Request):
    """Fill templates in with the month on the table.

    Fails with kind ``UsageError`` when there is no plan; a template that cannot be used ends it.

    Attributes:
        templates: ``.xlsx`` or ``.docx``.
        folder: Made when missing.
        level: For whose eyes.
        dated: Whether today's date is printed.
    """

    templates: tuple[Path, ...]
    folder: Path
    level: Privacy = Privacy.PUBLIC
    dated: bool = True


@dataclass(frozen=True, slots=True)
class WriteForms(Request):
    """Write our papers as templates to be changed, into a folder."""

    folder: Path
