"""The strip of figures above the plan."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from matcher.domain import PlanStatus, Round
from ui.pages.base import Elided, add_room, card
from ui.session import figures
from ui.wording import level_line, percent, proof

_NO_PLAN = "还没有方案，点“匹配”"
_STALE = "有改动，点“匹配”更新方案"


class Figure(QWidget):
    """A value with what it is and what it is made of.

    Args:
        label: What it is.
        style: Object name of the value in the style sheet.
    """

    def __init__(self, label: str, style: str = "cardValue", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Elided(label)
        self._label.setObjectName("cardLabel")
        self._value = Elided("—")
        self._value.setObjectName(style)
        self._value.setTextFormat(Qt.TextFormat.PlainText)
        self._note = QLabel("")
        self._note.setObjectName("muted")
        self.setAccessibleName(label)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._value, 1)
        row.addWidget(self._note)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        frame = card([self._label, line])
        add_room(frame)
        layout.addWidget(frame)

    def say(self, value: str, note: str) -> None:
        """Show a value and its note."""
        self._value.setText(value)
        self._note.setText(note)
        self.setToolTip(f"{value} {note}".strip())
        self.setAccessibleDescription(f"{value}，{note}")


class Strip(QWidget):
    """Needs met, urgent needs met, resources used, busiest unit, proof."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.met = Figure("需求满足率")
        self.urgent = Figure("紧急需求（3 级以上）")
        self.used = Figure("资源利用率")
        self.busiest = Figure("最忙单位", "cardName")
        self.proof_label = QLabel("方案")
        self.proof_label.setObjectName("cardLabel")
        self.proof = QLabel(_NO_PLAN)
        self.proof.setWordWrap(True)
        self.proof.setObjectName("sectionTitle")
        self.proof.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.proof.setMinimumHeight(self.proof.fontMetrics().height() * 2 + 2)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for figure in (self.met, self.urgent, self.used):
            layout.addWidget(figure, 3)
        layout.addWidget(self.busiest, 4)
        frame = card([self.proof_label, self.proof])
        add_room(frame)
        layout.addWidget(frame, 5)

    def show_round(self, round_: Round | None) -> None:
        """Count and show a round."""
        if round_ is None or round_.outcome is None:
            self._show_nothing(round_)
            return
        now = figures(round_)
        self.met.say(percent(now.met, now.needs), f"{now.met} / {now.needs} 项")
        self.urgent.say(percent(now.urgent_met, now.urgent), f"{now.urgent_met} / {now.urgent} 项")
        self.used.say(percent(now.used, now.resources), f"{now.used} / {now.resources} 项")
        self.busiest.say(now.busiest or "—", f"承接 {now.busiest_needs} 项" if now.busiest else "")
        plan = round_.outcome.plan
        self.proof.setText(_STALE if round_.stale else proof(plan))
        self._tone(
            "warn" if round_.stale else "good" if plan.status is PlanStatus.PROVEN_BEST else "warn"
        )
        self.proof.setToolTip(
            "\n".join(
                level_line(level.label, level.value, level.measure, level.gap)
                for level in plan.levels
            )
        )

    def _show_nothing(self, round_: Round | None) -> None:
        now = figures(round_) if round_ else None
        self.met.say("—", f"{now.needs} 项需求" if now else "")
        self.urgent.say("—", f"{now.urgent} 项" if now else "")
        self.used.say("—", f"{now.resources} 项资源" if now else "")
        self.busiest.say("—", "")
        self.proof.setText(_NO_PLAN)
        self.proof.setToolTip("")
        self._tone("")

    def _tone(self, tone: str) -> None:
        self.proof.setProperty("tone", tone)
        self.proof.style().unpolish(self.proof)
        self.proof.style().polish(self.proof)
