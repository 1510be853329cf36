"""What is being considered: shown before it is accepted; and decisions that exclude each other, with ways out."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from matcher.domain import Round
from ui.pages.base import card, words
from ui.pages.meeting.effects import effect_parts
from ui.pages.meeting.names import Names
from ui.pages.meeting.sheet import Sheet, column_of, section
from ui.pages.meeting.verbs import Verb, change_words, clash_lines, ways_out
from ui.session import Meeting
from ui.theme import Shade

_NOT_YET = "还没有生效；先看看会带来什么"
_BUSY = "正在推演：照这样改，谁受影响、各级目标怎样变……"


class Preview(QFrame):
    """The change, its effect, and two buttons.

    Signals:
        accepted: The change is wanted.
        given_up: It is not.
        proposed: Another change is to be considered instead.
        revoked: A decision that stands against others is taken back.
    """

    accepted = Signal()
    given_up = Signal()
    proposed = Signal(object)
    revoked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = words("推演", "muted")
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
        head = card([self.kind, self.title, self.note])
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

    def show_meeting(
        self, meeting: Meeting, round_: Round | None, names: Names, why_not: str, shade: Shade
    ) -> None:
        """Show what is being considered; ``why_not`` says why nothing can be decided now."""
        if round_ is None:
            return
        if meeting.change is not None:
            self._tell(meeting, names, why_not)
            if self.sheet.is_new(meeting.change, meeting.effect, names, why_not, shade):
                self.sheet.begin(shade, why_not)
                self.sheet.fill(self._parts(meeting, round_, names), keep_place=False)
        elif meeting.clash is not None:
            self._show_clash(meeting, round_, names, why_not, shade)

    def _tell(self, meeting: Meeting, names: Names, why_not: str) -> None:
        """The head, and what the two buttons do now."""
        assert meeting.change is not None
        self.kind.setText("推演")
        self.title.setText(change_words(meeting.change, names))
        waiting = "正在推演…" if meeting.effect is None else ""
        effect = meeting.effect
        refused = effect is not None and effect.impossible and not effect.is_open
        cannot = "做不到，不能采用" if refused else ""
        working = "正在更新方案…" if meeting.accepting else ""
        reason = working or waiting or cannot or why_not
        self.accept_button.show()
        self.accept_button.setText(working or waiting or "采用这个改动")
        self.accept_button.setEnabled(not reason)
        self.accept_button.setToolTip(reason or "更新方案，其余尽量不动；可以撤销（Ctrl+Enter）")
        self.cancel_button.setText("不改了")
        self.cancel_button.setEnabled(not meeting.accepting)
        self.note.setText(working or _NOT_YET)

    def _parts(self, meeting: Meeting, round_: Round, names: Names) -> list[QWidget]:
        change, effect = meeting.change, meeting.effect
        assert change is not None
        if effect is None:
            return [words(_BUSY, "muted")]
        if effect.is_open:
            again = Verb(
                "再推演一次", "", change.decision, change.revoke, "", change.instead_of, change.also
            )
            return [card(effect_parts(effect, names)), self._ways([again])]
        ways = ways_out(change, effect.clash, round_, names)
        if not ways or effect.clash is None:
            return [card(effect_parts(effect, names))]
        why = [words(line) for line in clash_lines(effect.clash, names)]
        return [card([words("做不到", "sectionTitle", "bad"), *why]), self._ways(ways)]

    def _ways(self, ways: Sequence[Verb]) -> QWidget:
        """A button for each way out; each shows its own effect first."""
        frame = card([section("可以这样办（先看影响）")])
        for number, way in enumerate(ways, start=1):
            deed = partial(self.proposed.emit, way.change)
            choice = self.sheet.choice(str(number), way.words, "先看影响，再决定", deed)
            column_of(frame).addWidget(choice)
        return frame

    def _show_clash(
        self, meeting: Meeting, round_: Round, names: Names, why_not: str, shade: Shade
    ) -> None:
        """Decisions taken before exclude each other: which one is to go?"""
        clash = meeting.clash
        assert clash is not None
        self.kind.setText("互相矛盾")
        self.title.setText("会议决定互相矛盾，排不出方案")
        self.note.setText("决定都还在，方案没有改动")
        self.accept_button.hide()
        self.cancel_button.setText("先不处理")
        self.cancel_button.setEnabled(True)
        if not self.sheet.is_new(clash, round_.decisions, names, why_not, shade):
            return
        self.sheet.begin(shade, why_not)
        told = card([words(line, tone="bad") for line in clash_lines(clash, names)])
        frame = card([section("撤回哪一条？撤回之后马上重新匹配")])
        those = [item for item in clash.all if item in round_.decisions]
        for number, item in enumerate(those, start=1):
            what = f"撤回“{names.change(item, revoke=False)}”（{item.source.label}）"
            deed = partial(self.revoked.emit, item)
            choice = self.sheet.choice(str(number), what, "撤回这一条，重新匹配；可以撤销", deed)
            column_of(frame).addWidget(choice)
        self.sheet.fill([told, frame], keep_place=False)
