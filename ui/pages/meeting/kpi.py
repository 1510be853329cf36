"""The strip of figures above the plan."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from matcher.domain import PlanStatus, Round
from ui.pages.base import card
from ui.session import figures
from ui.wording import level_line, percent, proof

_NO_PLAN = "还没有方案，点“匹配”"
_STALE = "清单、设置或决定有改动，点“匹配”更新方案"


class Figure(QWidget):
    """A large value with what it is and what it is made of."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(label)
        self._label.setObjectName("cardLabel")
        self._value = QLabel("—")
        self._value.setObjectName("cardValue")
        self._note = QLabel("")
        self._note.setObjectName("muted")
        self._words = "—"
        self.setAccessibleName(label)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._value, 1)
        row.addWidget(self._note)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card([self._label, line]))
        self._value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for part in (self._value, self._note):
            part.setTextFormat(Qt.TextFormat.PlainText)

    def say(self, value: str, note: str) -> None:
        """Show a value and its note."""
        self._words = value
        self._note.setText(note)
        self.setToolTip(f"{value}\n{note}".strip())
        self.setAccessibleDescription(f"{value}，{note}")
        self._elide()

    def _elide(self) -> None:
        metrics = self._value.fontMetrics()
        room = self._value.width()
        self._value.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words to the new width."""
        super().resizeEvent(event)
        self._elide()


class Strip(QWidget):
    """Needs met, urgent needs met, resources used, busiest unit, proof."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.met = Figure("需求满足率")
        self.urgent = Figure("紧急需求（3 级以上）")
        self.used = Figure("资源利用率")
        self.busiest = Figure("最忙单位")
        self.proof_label = QLabel("方案")
        self.proof_label.setObjectName("cardLabel")
        self.proof = QLabel(_NO_PLAN)
        self.proof.setWordWrap(True)
        self.proof.setObjectName("sectionTitle")
        self.proof.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for figure in (self.met, self.urgent, self.used, self.busiest):
            layout.addWidget(figure, 3)
        layout.addWidget(card([self.proof_label, self.proof]), 5)

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
