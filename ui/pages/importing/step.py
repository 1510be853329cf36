"""What all steps of the assistant share."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from matcher.domain import NO_CHOICES, Choices
from matcher.service import DraftView
from ui.theme import Shade


class Step(QWidget):
    """One step: draws a draft with the corrections so far, and says what the user corrects.

    Attributes:
        title: Words in the list of steps.
        choices: The corrections so far.

    Signals:
        revised: The corrections as they now are.
    """

    title = ""
    revised = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = NO_CHOICES
        self.setAccessibleName(self.title)

    def show_draft(self, draft: DraftView, choices: Choices) -> None:
        """Draw it."""
        raise NotImplementedError

    def say(self, choices: Choices) -> None:
        """Say what the user corrects once the widget that told it has finished: drawing anew may replace it."""
        self.choices = choices
        QTimer.singleShot(0, self, lambda: self.revised.emit(choices))

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""

    def step_layout(self) -> QVBoxLayout:
        """The layout of the step, with its usual margins."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        return layout


class Quiet(QComboBox):
    """A list to choose from that the mouse wheel does not change by accident.

    Args:
        name: What is chosen, for those who cannot see it.
        take: Gets the data of the entry the user picks.
    """

    def __init__(
        self, name: str, take: Callable[[Any], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._take = take
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self._connect()

    def _connect(self) -> None:
        self.activated.connect(lambda at: self._take(self.itemData(at)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls around it."""
        event.ignore()


class Deed(QPushButton):
    """A button made for one thing to do.

    Args:
        words: What stands on it.
        do: Does it.
    """

    def __init__(self, words: str, do: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._do = do
        self.setAutoDefault(False)
        self._connect()

    def _connect(self) -> None:
        self.clicked.connect(lambda *_: self._do())
