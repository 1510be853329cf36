"""The frozen state, the intents, one signal."""

from ui.session.figures import Figures, Tally, by_community, by_unit, figures
from ui.session.meeting import (
    AGENDA,
    CHECKS,
    UNLOCKS,
    Change,
    Meeting,
    MeetingIntents,
    is_fresh,
)
from ui.session.places import Spot, spot_of
from ui.session.session import Session
from ui.session.state import Focus, Notice, State, Task

__all__ = [
    "AGENDA",
    "CHECKS",
    "UNLOCKS",
    "Change",
    "Figures",
    "Focus",
    "Meeting",
    "MeetingIntents",
    "Notice",
    "Session",
    "Spot",
    "State",
    "Tally",
    "Task",
    "by_community",
    "by_unit",
    "figures",
    "is_fresh",
    "spot_of",
]
