"""Sheets become a book; every reader ends here."""

from matcher.domain import Issue, Severity
from matcher.sheets.book import Book
from matcher.sheets.budget import Budget
from matcher.sheets.clean import seen
from matcher.sheets.draft import Draft, sheet_of
from matcher.sheets.limits import Limits
from matcher.sheets.remarks import remarks


class Collector:
    """The sheets and issues of one file in the making."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self.budget = Budget(file, limits)
        self.drafts: list[Draft] = []
        self.issues: list[Issue] = []

    def sheet(self, name: str, *, hidden: bool = False, mac: bool = False) -> Draft:
        """Begin the next sheet; ``mac`` = its serial dates count from 1904."""
        if len(self.drafts) >= self.limits.sheets:
            raise self.budget.too_large(f"工作表超过 {self.limits.sheets} 个")
        draft = Draft(self._unlike(seen(name).strip()), hidden, mac, self.budget)
        self.drafts.append(draft)
        return draft

    @property
    def cells(self) -> int:
        """Cells collected so far."""
        return self.budget.cells

    def _unlike(self, name: str) -> str:
        """A sheet name no other sheet of the file has; damaged files repeat them."""
        taken = {draft.name for draft in self.drafts}
        name = name or f"Sheet{len(taken) + 1}"
        unlike, number = name, 1
        while unlike in taken:
            number += 1
            unlike = f"{name}({number})"
        return unlike

    def reset(self) -> None:
        """Forget what a reader that gave up has collected."""
        self.drafts.clear()
        self.issues.clear()
        self.budget.reset()

    def say(
        self,
        severity: Severity,
        code: str,
        message: str,
        sheet: str = "",
        cell: str = "",
        value: str = "",
    ) -> None:
        """Note an issue."""
        self.issues.append(Issue(severity, code, message, self.file, sheet, cell, value))

    def book(self, format_: str, digest: str) -> Book:
        """Everything collected, as a book."""
        told = [issue for draft in self.drafts for issue in remarks(draft, self.file)]
        sheets = tuple(sheet_of(draft) for draft in self.drafts)
        return Book(self.file, format_, sheets, (*self.issues, *told), digest)
