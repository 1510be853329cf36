"""Rows that said the same and became one."""

from dataclasses import dataclass

from matcher.domain.cells import Origin, Raw


@dataclass(frozen=True, slots=True)
class Child:
    """A row merged into another, kept for the reply to whoever wrote it.

    Attributes:
        origin: Its row.
        applicant: Who asked, or empty.
        raw: Its own cell texts.
    """

    origin: Origin
    applicant: str
    raw: Raw
