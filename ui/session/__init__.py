"""The frozen state, the intents, one signal."""

from ui.session.figures import Figures, Tally, by_community, by_unit, figures
from ui.session.places import Spot, spot_of
from ui.session.session import Session
from ui.session.state import Focus, Notice, State, Task

__all__ = [
    "Figures",
    "Focus",
    "Notice",
    "Session",
    "Spot",
    "State",
    "Tally",
    "Task",
    "by_community",
    "by_unit",
    "figures",
    "spot_of",
]
