"""Small questions answered by a number key or a click, without typing."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.pages.base import words

DECLINE_PHRASES = (
    "人手不足",
    "时间冲突",
    "超出服务能力",
    "已承接其他任务",
    "场地或设备不可用",
    "不在服务范围",
    "需上级单位同意",
)
"""What units usually say when they decline."""


class _Phrases(QListWidget):
    """A list that leaves number keys to the dialog rather than search for them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the list; what is typed goes on to the dialog."""
        if event.text().isdigit():
            event.ignore()
        else:
            super().keyPressEvent(event)


def accept_or_cancel(accept: str) -> tuple[QDialogButtonBox, QPushButton]:
    """The two buttons below a question, and the one that accepts, with its words."""
    buttons = QDialogButtonBox(
        QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
    )
    ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
    ok.setText(accept)
    return buttons, ok


class PhraseDialog(QDialog):
    """One of the usual phrases, chosen by its number, or words of one's own."""

    def __init__(
        self,
        title: str,
        question: str,
        phrases: Sequence[str],
        accept: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.list = _Phrases()
        self.list.setAccessibleName(question)
        self.own = QLineEdit()
        self.own.setPlaceholderText("其他缘由（可不填）")
        self.own.setAccessibleName("其他缘由")
        self.buttons, self.ok = accept_or_cancel(accept)
        self._phrases = tuple(phrases)
        for number, phrase in enumerate(phrases, start=1):
            numbered = phrase.startswith(str(number))
            self.list.addItem(phrase if numbered else f"{number}  {phrase}")
        self.list.setCurrentRow(0)
        layout = QVBoxLayout(self)
        for part in (words(question), self.list, self.own, self.buttons):
            layout.addWidget(part)
        self._connect()
        self.list.setFocus()

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.itemDoubleClicked.connect(lambda _: self.accept())

    def sizeHint(self) -> QSize:
        """Room for the phrases."""
        return QSize(420, 380)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A number key chooses its phrase."""
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self._phrases) and not self.own.hasFocus():
            self.list.setCurrentRow(number)
            self.accept()
        else:
            super().keyPressEvent(event)

    def phrase(self) -> str:
        """What was chosen; own words come first."""
        return self.own.text().strip() or self._phrases[max(self.list.currentRow(), 0)]


class NumberDialog(QDialog):
    """A whole number."""

    def __init__(
        self,
        title: str,
        question: str,
        value: int,
        limits: tuple[int, int],
        suffix: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.field = QSpinBox()
        self.field.setRange(*limits)
        self.field.setValue(value)
        self.field.setSuffix(suffix)
        self.field.setAccessibleName(question)
        self.buttons, _ = accept_or_cancel("看看影响")
        layout = QVBoxLayout(self)
        for part in (words(question), self.field, self.buttons):
            layout.addWidget(part)
        self._connect()

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def number(self) -> int:
        """What was chosen."""
        return self.field.value()
