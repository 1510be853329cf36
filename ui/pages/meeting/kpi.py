"""The strip of figures above the plan."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from matcher.domain import PlanStatus, Round, fairness_words, level_meaning, level_words
from ui.pages.base import Elided, add_room, card
from ui.session import Tally, by_community, figures
from ui.theme import LIGHT, Shade
from ui.wording import percent, proof

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


class Shares(QWidget):
    """One small column for each community: how much of its needs is met; the lowest stands out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tallies: tuple[Tally, ...] = ()
        self._shade: Shade = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("各社区满足率")

    def show_tallies(self, tallies: Sequence[Tally]) -> None:
        """Draw these communities, the best served first."""
        self._tallies = tuple(sorted(tallies, key=_share, reverse=True))
        lines = [
            f"{item.name}：{item.part} / {item.whole} 项，{_percent(item)}"
            for item in self._tallies
        ]
        self.setToolTip("\n".join(lines))
        self.setAccessibleDescription("；".join(lines))
        self.update()

    def set_shade(self, shade: Shade) -> None:
        """Draw in other colours."""
        self._shade = shade
        self.update()

    def lowest(self) -> Tally | None:
        """The community served worst; ``None`` without any."""
        return self._tallies[-1] if self._tallies else None

    def sizeHint(self) -> QSize:
        """As high as a line of the strip."""
        return QSize(90, round(self.fontMetrics().height() * 1.5))

    def minimumSizeHint(self) -> QSize:
        """A few columns."""
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the columns."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        count = max(len(self._tallies), 1)
        step = min(self.width() / count, 22.0)
        width = max(step * 0.7, 1.0)
        for at, item in enumerate(self._tallies):
            full = QRectF(at * step, 0, width, self.height())
            painter.setBrush(QColor(self._shade.line))
            painter.drawRect(full)
            part = self.height() * _share(item)
            lowest = at == len(self._tallies) - 1 and _share(item) < 1
            painter.setBrush(QColor(self._shade.warn if lowest else self._shade.info))
            painter.drawRect(QRectF(at * step, self.height() - part, width, part))
        painter.end()


def _share(item: Tally) -> float:
    return item.part / item.whole if item.whole else 0.0


def _percent(item: Tally) -> str:
    return percent(item.part, item.whole)


class CommunityShares(QWidget):
    """The card of the communities: columns, and which is served worst."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shares = Shares()
        self.note = Elided("")
        self.note.setObjectName("muted")
        label = Elided("各社区满足率")
        label.setObjectName("cardLabel")
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.shares, 2)
        row.addWidget(self.note, 3)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        frame = card([label, line])
        add_room(frame)
        layout.addWidget(frame)

    def show_tallies(self, tallies: Sequence[Tally]) -> None:
        """Show these communities."""
        self.shares.show_tallies(tallies)
        lowest = self.shares.lowest()
        self.note.setText(
            f"最低 {lowest.name.removesuffix('社区')} {_percent(lowest)}" if lowest else ""
        )
        self.note.setToolTip(self.shares.toolTip())


def shortly(proven: str) -> str:
    """What could still be better, without what stands before it: two lines are all there is room for."""
    before, _, rest = proven.partition("；")
    return rest or before


class Strip(QWidget):
    """Needs met, urgent needs met, resources used, busiest unit, communities, proof."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.met = Figure("需求满足率")
        self.urgent = Figure("紧急（3级以上）")
        self.communities = CommunityShares()
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
        layout.setSpacing(8)
        for figure in (self.met, self.urgent, self.used):
            layout.addWidget(figure, 3)
        layout.addWidget(self.busiest, 4)
        layout.addWidget(self.communities, 4)
        frame = card([self.proof_label, self.proof])
        add_room(frame)
        layout.addWidget(frame, 4)

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
        self.communities.show_tallies(by_community(round_))
        plan = round_.outcome.plan
        self.proof.setText(_STALE if round_.stale else shortly(proof(plan)))
        self._tone(
            "warn" if round_.stale else "good" if plan.status is PlanStatus.PROVEN_BEST else "warn"
        )
        told = [level_words(level) for level in plan.levels if level_meaning(level)]
        fair = fairness_words(round_.lists, plan)
        self.proof.setToolTip("\n".join((proof(plan), *told, fair)))

    def _show_nothing(self, round_: Round | None) -> None:
        now = figures(round_) if round_ else None
        self.met.say("—", f"{now.needs} 项需求" if now else "")
        self.urgent.say("—", f"{now.urgent} 项" if now else "")
        self.used.say("—", f"{now.resources} 项资源" if now else "")
        self.busiest.say("—", "")
        self.communities.show_tallies(())
        self.proof.setText(_NO_PLAN)
        self.proof.setToolTip("")
        self._tone("")

    def _tone(self, tone: str) -> None:
        self.proof.setProperty("tone", tone)
        self.proof.style().unpolish(self.proof)
        self.proof.style().polish(self.proof)
