"""What became of needs in past months, so that like needs can be judged by it."""

from dataclasses import dataclass
from enum import StrEnum


class PastOutcome(StrEnum):
    """What was decided then."""

    CONFIRMED = "confirmed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, order=True)
class Precedent:
    """A need of a past month and the unit that served it or was declined.

    Attributes:
        month: ``2026-05``.
        need_text: Title and detail of the need then.
        unit: Unit name.
        outcome: See :class:`PastOutcome`.
        need_title: What is shown of the need.
        resource_text: Title and detail of the resource; empty where only the unit is known.
        community: The need's community, or empty.
        reason: Why it was declined, or empty.
        rating: Satisfaction from -100 (very poor) to 100 (very good); ``None`` when not told.
    """

    month: str
    need_text: str
    unit: str
    outcome: PastOutcome
    need_title: str
    resource_text: str = ""
    community: str = ""
    reason: str = ""
    rating: int | None = None

    def __post_init__(self) -> None:
        if self.rating is not None and not -100 <= self.rating <= 100:
            raise ValueError("rating is -100 to 100")
