"""Remarks about cells, gathered while a sheet is understood."""

from dataclasses import dataclass, field
from functools import lru_cache

from matcher.domain import Issue, Severity
from matcher.intake.text import without_id_numbers
from matcher.sheets.book import column_letter


@dataclass(slots=True)
class Remarks:
    """Issues of one sheet as they come up; private to one call of the importer.

    Attributes:
        file: File name.
        sheet: Sheet name.
        issues: Everything said so far.
    """

    file: str
    sheet: str
    issues: list[Issue] = field(default_factory=list)

    def add(
        self,
        severity: Severity,
        code: str,
        message: str,
        *,
        cell: str = "",
        value: str = "",
        names: tuple[str, ...] = (),
    ) -> None:
        """Say something about a cell, a row or the whole sheet."""
        shown = without_id_numbers(value)[:80]
        self.issues.append(
            Issue(severity, code, message, self.file, self.sheet, cell, shown, names)
        )

    def error(self, code: str, message: str, *, cell: str = "", value: str = "") -> None:
        """The fact could not be used."""
        self.add(Severity.ERROR, code, message, cell=cell, value=value)

    def warn(
        self,
        code: str,
        message: str,
        *,
        cell: str = "",
        value: str = "",
        names: tuple[str, ...] = (),
    ) -> None:
        """The fact was used, but somebody should look; ``names`` are units it may mean."""
        self.add(Severity.WARNING, code, message, cell=cell, value=value, names=names)

    def tell(self, code: str, message: str, *, cell: str = "", value: str = "") -> None:
        """Said so that nothing happens silently."""
        self.add(Severity.INFO, code, message, cell=cell, value=value)


def address(column: int, row: int) -> str:
    """``B7``."""
    return f"{_letter(column)}{row}"


_letter = lru_cache(maxsize=1024)(column_letter)
