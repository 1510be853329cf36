"""What every message has, and the messages that belong to no subject."""

from dataclasses import dataclass, field
from pathlib import Path

from matcher.domain import Clash


@dataclass(frozen=True, slots=True)
class Message:
    """Base of requests and replies.

    Attributes:
        id: Number of the request; ``Client.send`` gives it, replies repeat it.
    """

    id: int = field(default=0, kw_only=True)


@dataclass(frozen=True, slots=True)
class Request(Message):
    """Something the window wants."""


@dataclass(frozen=True, slots=True)
class BackgroundRequest(Request):
    """Something that gives way: any other request is answered first, then it goes on or begins anew.

    It gets its one last reply when it is done, or :class:`Stopped` after a :class:`Cancel`.
    """


@dataclass(frozen=True, slots=True)
class Reply(Message):
    """Something the worker says."""


@dataclass(frozen=True, slots=True)
class Cancel(Request):
    """Stop the request under way and those waiting behind it; seen at once. Too late is no error."""


@dataclass(frozen=True, slots=True)
class Shutdown(Request):
    """Finish what is under way, close the month book and end."""


@dataclass(frozen=True, slots=True)
class Progress(Reply):
    """Work goes on; sent at most about ten times a second.

    Attributes:
        words: What is being done, Chinese.
        done: Steps done.
        total: Steps in all; 0 = unknown.
    """

    words: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Finished(Reply):
    """Files were written.

    Attributes:
        words: What was written, one Chinese sentence.
        path: The file, or the folder when there are several.
    """

    words: str
    path: Path


@dataclass(frozen=True, slots=True)
class Failed(Reply):
    """The request was not done; nothing changed.

    Attributes:
        kind: Class name of ``matcher.errors`` (``FileRefused``, ``Contradiction``, ``CannotWrite``,
            ``LedgerReadOnly``, ``LedgerDamaged``, ``LedgerTooNew``, ``WorkerLost``, ``UsageError``),
            ``nothing`` (nothing to undo or redo) or ``internal`` (a bug; ``where`` names the log file).
        what: What happened, Chinese.
        where: File › sheet › cell › value, as far as known, or empty.
        advice: What to do next, Chinese, or empty.
        clash: The decisions that cannot be kept, with kind ``Contradiction``; ``None`` with every other.
    """

    kind: str
    what: str
    where: str = ""
    advice: str = ""
    clash: Clash | None = None


@dataclass(frozen=True, slots=True)
class Stopped(Reply):
    """The request was cancelled; nothing changed."""
