"""Everything the window shows, frozen; replaced whole at every change."""

from dataclasses import dataclass
from pathlib import Path

from matcher.domain import NO_CHOICES, Choices
from matcher.domain.papers import Papers
from matcher.domain.prints import Print
from matcher.service import DraftView, Failed, View
from ui.session.meeting import NO_MEETING, Meeting
from ui.session.texts import NO_TEXTS, Texts
from ui.theme import LIGHT, Look, Shade


@dataclass(frozen=True, slots=True)
class Task:
    """A request under way.

    Attributes:
        id: Its number.
        words: What is being done, Chinese.
        done: Steps done.
        total: Steps in all; 0 = unknown.
        long: Whether it may take seconds: shown with a bar, holds back other actions.
        can_stop: Whether cancelling means anything.
        stopping: Whether the user asked to stop.
    """

    id: int
    words: str
    done: int = 0
    total: int = 0
    long: bool = False
    can_stop: bool = False
    stopping: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something done, shown until dismissed.

    Attributes:
        serial: Tells two notices with equal words apart.
        words: One sentence.
        path: What can be opened, or ``None``.
        tone: ``good``, ``warn`` or ``info``.
        report: Whether the import report says more.
    """

    serial: int
    words: str
    path: Path | None = None
    tone: str = "good"
    report: bool = False


@dataclass(frozen=True, slots=True)
class Focus:
    """Where the user should look now.

    Attributes:
        serial: Tells two equal wishes apart.
        page: Name of the page.
        key: Key of the row there, or empty.
    """

    serial: int
    page: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What the window shows.

    Attributes:
        view: The month on the table; ``None`` before the ledger is open.
        tasks: Requests under way, oldest first.
        failures: What went wrong and was not yet read, oldest first.
        notice: What was done last.
        focus: Where to look.
        look: The colours wanted.
        shade: The colours in use.
        auto_match: Whether each decision is followed by a match.
        draft: The import being prepared, as the worker made it last; ``None`` = none.
        choices: What the user has corrected of it; ahead of ``draft.choices`` until the worker has answered.
        meeting: What was asked about the plan on the table, and answered.
        texts: What was asked about the words of the month, and answered.
        papers: What was written last; ``None`` = nothing yet.
        prints: What was laid out last for the print preview.
    """

    view: View | None = None
    tasks: tuple[Task, ...] = ()
    failures: tuple[Failed, ...] = ()
    notice: Notice | None = None
    focus: Focus | None = None
    look: Look = Look.SYSTEM
    shade: Shade = LIGHT
    auto_match: bool = False
    draft: DraftView | None = None
    choices: Choices = NO_CHOICES
    meeting: Meeting = NO_MEETING
    texts: Texts = NO_TEXTS
    papers: Papers | None = None
    prints: tuple[Print, ...] = ()

    @property
    def working(self) -> Task | None:
        """The long task under way, if any."""
        return next((task for task in self.tasks if task.long), None)
