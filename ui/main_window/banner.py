"""One line above the page that says something until it is dismissed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget


class Banner(QFrame):
    """A coloured line with words and at most two buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.more = QPushButton()
        self.more.setAccessibleName("更多")
        self.close_button = QPushButton("知道了")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 14, 6)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.more)
        layout.addWidget(self.close_button)
        self.hide()

    def say(self, words: str, tone: str, more: str = "", *, closable: bool = True) -> None:
        """Show words in a tone; ``more`` is the text of a further button."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.more.setText(more)
        self.more.setAccessibleName(more or "更多")
        self.more.setVisible(bool(more))
        self.close_button.setVisible(closable)
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
