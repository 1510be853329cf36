"""What a paper is made from: the month as one level may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from matcher.domain import Outcome, Round, day_words, month_words
from matcher.domain.office import Office
from matcher.domain.papers import PaperVersion, Privacy
from matcher.export.look import Fonts

_BLANK_DAY = "　　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class Material:
    """What a paper is made from.

    Attributes:
        round: The month, already as ``level`` may see it.
        outcome: Its outcome.
        level: For whose eyes.
        office: Who hands the paper out.
        day: When; ``None`` = left to be written by hand.
        previous: The version handed out before, as ``level`` may see it; ``None`` = this is the first.
        fonts: Names and sizes.
        batch: Code by which what is written is known again when it comes back; empty = none.
    """

    round: Round
    outcome: Outcome
    level: Privacy
    office: Office
    day: date | None
    previous: PaperVersion | None
    fonts: Fonts
    batch: str = ""

    @property
    def month(self) -> str:
        """2026年6月."""
        return month_words(self.round.month)

    @property
    def public(self) -> bool:
        """Whether what tells of persons is left out."""
        return self.level is Privacy.PUBLIC

    def words(self, template: str, subject: str = "") -> str:
        """A template with its ``{month}``, ``{office}``, ``{day}``, ``{subject}`` … filled in; what is not known stays blank for a pen."""
        return template.format_map(self._values(subject))

    @property
    def version(self) -> str:
        """Which version this one is compared with."""
        if self.previous is None:
            return "本月首次印发，没有上一版"
        if not self.previous.time:
            return "与上一版相比"
        moment = datetime.fromisoformat(self.previous.time)
        return f"与{day_words(moment.date())}{moment:%H:%M}印发的版本相比"

    def _values(self, subject: str) -> Mapping[str, str]:
        return {
            "month": self.month,
            "office": self.office.name,
            "phone": self.office.phone or "　" * 8,
            "address": self.office.address or "　" * 10,
            "contact": self.office.contact or "　" * 5,
            "day": day_words(self.day) if self.day else _BLANK_DAY,
            "when": self.office.meeting_time or "　" * 10,
            "place": self.office.place or "　" * 8,
            "version": self.version,
            "subject": subject,
            "chair": self.office.chair or "　" * 5,
        }
