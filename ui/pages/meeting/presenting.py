"""What the projector hears and asks for: keys of keyboards and presenter's remotes, taps on a touch board."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from matcher.domain import AgendaRecord
from ui.pages.meeting.slide_parts import PRESS
from ui.session import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

NEXT = frozenset(
    {Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_N}
)
BACK = frozenset(
    {
        Qt.Key.Key_PageUp,
        Qt.Key.Key_Left,
        Qt.Key.Key_Up,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_P,
    }
)
FIRST = frozenset({Qt.Key.Key_Home, Qt.Key.Key_F5})
"""F5 is what the start button of a presenter's remote sends."""
BLANK = frozenset({Qt.Key.Key_B, Qt.Key.Key_Period})
ACCEPT = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Presenting(Protocol):
    """What the projector can ask for."""

    def propose(self, change: Change, record: AgendaRecord | None = None) -> None:
        """Show what a change would do."""

    def propose_instead(self, change: Change) -> None:
        """Show what a way out would do."""

    def accept(self) -> None:
        """Carry it out."""

    def give_up(self) -> None:
        """Consider it no longer."""

    def record(self, records: "Sequence[AgendaRecord]") -> None:
        """Keep what was decided."""

    def undo(self) -> str:
        """Take the last step back; why it cannot be, or empty."""

    def redo(self) -> str:
        """Do it again; why it cannot be, or empty."""


def pressed_at(screen: QWidget, at: QPoint) -> str:
    """The key that stands at a point; empty = none."""
    part: QWidget | None = screen.childAt(at)
    while part is not None and part is not screen:
        if name := part.property(PRESS):
            return str(name)
        part = part.parentWidget()
    return ""


def is_redo(event: QKeyEvent) -> bool:
    """Ctrl+Y everywhere; some desktops know only Ctrl+Shift+Z."""
    return event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
