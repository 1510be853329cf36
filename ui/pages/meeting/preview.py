"""What is being considered: shown before it is accepted."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.pages.base import card, words
from ui.pages.meeting.effects import effect_parts
from ui.pages.meeting.names import Names
from ui.pages.meeting.sheet import Sheet
from ui.session import Meeting
from ui.theme import Shade

_NOT_YET = "还没有生效；先看看会带来什么"


class Preview(QFrame):
    """The change, its effect, and two buttons.

    Signals:
        accepted: The change is wanted.
        given_up: It is not.
    """

    accepted = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = words("", "sectionTitle")
        self.note = words(_NOT_YET, "muted")
        self.sheet = Sheet("改动的影响")
        self.accept_button = QPushButton("采用这个改动")
        self.cancel_button = QPushButton("不改了")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setAccessibleName("推演")
        self.accept_button.setObjectName("primary")
        self.accept_button.setShortcut("Ctrl+Return")
        self.cancel_button.setShortcut("Esc")
        self.cancel_button.setToolTip("什么都不改（Esc）")
        head = card([words("推演", "muted"), self.title, self.note])
        buttons = QHBoxLayout()
        buttons.addWidget(self.accept_button, 1)
        buttons.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(head)
        layout.addWidget(self.sheet, 1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.accept_button.clicked.connect(self.accepted)
        self.cancel_button.clicked.connect(self.given_up)

    def show_meeting(self, meeting: Meeting, names: Names, why_not: str, shade: Shade) -> None:
        """Show what is being considered; ``why_not`` says why nothing can be decided now."""
        if meeting.change is None:
            return
        change = meeting.change
        self.title.setText(names.change(change.decision, revoke=change.revoke))
        waiting = "正在推演…" if meeting.effect is None else ""
        cannot = "做不到，不能采用" if meeting.effect and meeting.effect.impossible else ""
        working = "正在更新方案…" if meeting.accepting else ""
        reason = working or waiting or cannot or why_not
        self.accept_button.setEnabled(not reason)
        self.accept_button.setToolTip(reason or "更新方案，其余尽量不动；可以撤销（Ctrl+Enter）")
        self.cancel_button.setEnabled(not meeting.accepting)
        self.note.setText(working or _NOT_YET)
        if self.sheet.is_new(meeting.change, meeting.effect, names, shade):
            self.sheet.begin(shade, why_not)
            if meeting.effect is None:
                self.sheet.fill([words("正在推演…", "muted")], keep_place=False)
            else:
                self.sheet.fill([card(effect_parts(meeting.effect, names))], keep_place=False)
