"""What a user can act on.

    MatcherError
    ├── InputError             your file, your words
    │   ├── UsageError         the command was written wrongly             exit 2
    │   ├── FileRefused        a file could not be used                    exit 3
    │   └── Contradiction      decisions cannot be kept; ``domain``, for it carries them  exit 4
    └── ComputerError          this computer
        ├── CannotWrite        a result could not be put where it was asked  exit 3
        ├── LedgerReadOnly     another window holds the month book
        ├── LedgerDamaged      the month book cannot be read
        ├── LedgerTooNew       the month book was written by a newer version
        └── WorkerLost         the background process ended unexpectedly
    Cancelled                  the user asked to stop; not an error, shown as nothing

Every message has three parts in Chinese: what happened, where, and what to do next.
"""

from typing import ClassVar


class MatcherError(Exception):
    """A problem the user can act on.

    Args:
        what: What happened, one Chinese sentence without its full stop.
        where: File › sheet › cell › value, as far as known; empty when nowhere in particular.
        advice: What to do next, one Chinese sentence; empty only where nothing can be done.
    """

    exit_code: ClassVar[int] = 3

    def __init__(self, what: str, where: str = "", advice: str = "") -> None:
        super().__init__(what, where, advice)
        self.what = what
        self.where = where
        self.advice = advice

    def __str__(self) -> str:
        where = f"（{self.where}）" if self.where else ""
        advice = f"{self.advice.rstrip('。')}。" if self.advice else ""
        return f"{self.what.rstrip('。')}{where}。{advice}"


class InputError(MatcherError):
    """Something about the user's own file or words."""


class UsageError(InputError):
    """The command line was written wrongly."""

    exit_code = 2


class FileRefused(InputError):
    """A file could not be used; the rest of the work goes on without it where that makes sense."""


class ComputerError(MatcherError):
    """Something about this computer, not about the user's data."""


class CannotWrite(ComputerError):
    """A result file could not be written (open elsewhere, no right, disk full)."""


class LedgerReadOnly(ComputerError):
    """The month book is held by another window; it can be read but not changed here."""


class LedgerDamaged(ComputerError):
    """The month book cannot be read as one."""


class LedgerTooNew(ComputerError):
    """The month book was written by a newer version of the program."""


class WorkerLost(ComputerError):
    """The background process ended although nobody asked it to."""


class Cancelled(Exception):
    """The user asked to stop."""
