"""Where a fact stands in a user's workbook, and what is to be said about it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much an issue matters."""

    ERROR = "error"
    """The fact could not be used; the user must act."""
    WARNING = "warning"
    """The fact was used, but somebody should look."""
    INFO = "info"
    """Nothing to do; said so that nothing happens silently."""

    @property
    def label(self) -> str:
        """The word users read."""
        return {"error": "错误", "warning": "提醒", "info": "说明"}[self.value]


@dataclass(frozen=True, slots=True)
class Origin:
    """The row a fact came from.

    Attributes:
        file: File name without folder.
        sheet: Sheet name as in the workbook; the file name's stem for formats without sheets.
        row: 1-based row number as a spreadsheet program shows it (``.csv``: records, ``.html``: table rows).
    """

    file: str
    sheet: str
    row: int

    def __str__(self) -> str:
        return f"{self.file} › {self.sheet} › 第{self.row}行"


@dataclass(frozen=True, slots=True)
class Issue:
    """One remark about a file, complete enough to be shown alone.

    Attributes:
        severity: See :class:`Severity`.
        code: Stable identifier of the kind of issue, lower-case words joined by ``-``.
        message: Chinese: what is wrong and what to do next (where is told by the other fields).
        file: File name without folder; empty for issues about the month as a whole.
        sheet: Sheet name, or empty for the whole file.
        cell: Address such as ``B7``, a row such as ``7``, or empty for the whole sheet.
        value: The raw text it is about, or empty.
        names: Full names of units the text may mean, the likeliest first; empty where it is not about a name.
    """

    severity: Severity
    code: str
    message: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    value: str = ""
    names: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """File › sheet › cell › value, as far as known."""
        return " › ".join(part for part in (self.file, self.sheet, self.cell, self.value) if part)


Raw = tuple[tuple[str, str], ...]
"""Raw cell texts beside the typed values: pairs of (field code or, for unmapped columns, header text; text)."""
