"""The panel beside the plan: one need, why this, why not, what was decided."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from matcher.domain import Assignment, Decision, DecisionKind, Resource, Unmet
from ui.charts import Waterfall
from ui.columns import PlanRow
from ui.pages.base import card, words
from ui.pages.meeting.verbs import Verb, pair_verbs, revoke_verbs
from ui.theme import Shade, icon
from ui.wording import ROUTE_ADVICE, amount, forms, money, urgency

_WIDTH = 330


class Details(QScrollArea):
    """One need in full.

    Signals:
        decided: A decision the user took.
        revoked: A decision the user took back.
        resource_wanted: The user wants to choose a resource for the need.
        claim_wanted: The user wants to note that a unit claims the need.
    """

    decided = Signal(object)
    revoked = Signal(object)
    resource_wanted = Signal()
    claim_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(_WIDTH)
        self.setAccessibleName("需求详情")
        self._why_not = ""
        self._shade: Shade | None = None
        self._shown: tuple[object, ...] = ()
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._deeds: dict[int, Callable[[], None]] = {}
        self._connect()

    def _connect(self) -> None:
        self._group.idClicked.connect(lambda number: self._deeds[number]())

    def show_row(
        self, row: PlanRow | None, titles: dict[str, str], why_not: str, shade: Shade
    ) -> None:
        """Show a need; ``why_not`` says why nothing can be decided now."""
        shown = (row, titles, why_not, shade)
        if shown == self._shown:
            return
        self._shown = shown
        self._why_not = why_not
        self._shade = shade
        position = self.verticalScrollBar().value()
        for button in self._group.buttons():
            self._group.removeButton(button)
        self._deeds = {}
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(2, 0, 8, 0)
        column.setSpacing(10)
        parts = [self._nothing()] if row is None else self._parts(row, titles)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(sheet)
        self.verticalScrollBar().setValue(position)

    def sizeHint(self) -> QSize:
        """A comfortable width beside the table."""
        return QSize(_WIDTH + 50, 400)

    # -- parts

    def _nothing(self) -> QWidget:
        return words(
            "在左边选一项需求，这里说明为什么这样对接、为什么没有对接，以及可以怎么改。", "muted"
        )

    def _parts(self, row: PlanRow, titles: dict[str, str]) -> list[QWidget]:
        parts: list[QWidget] = [self._head(row)]
        parts += [self._assignment(row, item, resource) for item, resource in row.assignments]
        if row.unmet is not None:
            parts.append(self._unmet(row, row.unmet, titles))
        parts.append(self._more())
        if row.decisions:
            parts.append(self._decisions(row, titles))
        return parts

    def _head(self, row: PlanRow) -> QWidget:
        need = row.need
        facts = [need.id, need.community, urgency(need.urgency), need.applicant]
        told = {
            "所需形式": forms(need.forms),
            "数量": amount(need.quantity),
            "受益人数": amount(need.beneficiaries),
            "期望时间": need.time_words,
            "地点": need.place,
            "预计经费": money(need.budget_yuan),
            "资质要求": "、".join(need.skills),
        }
        facts += [f"{label} {value}" for label, value in told.items() if value]
        line = " · ".join(fact for fact in facts if fact)
        labels = [words(need.title, "sectionTitle"), words(line, "muted")]
        if need.detail and need.detail != need.title:
            labels.append(words(need.detail))
        return card(labels)

    def _assignment(self, row: PlanRow, item: Assignment, resource: Resource | None) -> QWidget:
        title = resource.title if resource else item.resource
        form = f" · {item.form.label}" if item.form else ""
        times = f" · {item.times} 次" if item.times > 1 else ""
        when = f" · {resource.time_words}" if resource and resource.time_words else ""
        frame = card(
            [
                words(f"拟由 {item.unit}", "muted"),
                words(title, "sectionTitle"),
                words(f"{item.resource}{form}{times}{when}", "muted"),
            ]
        )
        self._add_buttons(frame, self._buttons(pair_verbs(row, item.resource, title)))
        fall = Waterfall(item.parts, item.score)
        if self._shade:
            fall.set_shade(self._shade)
        layout = frame.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addSpacing(4)
        for part in (fall, *(words(flag, tone="warn") for flag in item.flags)):
            layout.addWidget(part)
        return frame

    def _unmet(self, row: PlanRow, unmet: Unmet, titles: dict[str, str]) -> QWidget:
        parts = [
            words("没有对接", "muted"),
            words(unmet.reason.label, "sectionTitle", "bad"),
            words(unmet.detail),
            words(f"建议：{unmet.route.label}。{ROUTE_ADVICE[unmet.route]}", "muted"),
        ]
        frame = card(parts)
        layout = frame.layout()
        assert isinstance(layout, QVBoxLayout)
        if unmet.nearest:
            layout.addSpacing(4)
            layout.addWidget(words("最接近的资源", "muted"))
        for resource, lack in unmet.nearest:
            decision = Decision(DecisionKind.LOCK, row.need.id, resource)
            verb = Verb("指定它", "lock", decision, long_words=f"指定 {titles.get(resource, '')}")
            self._add_buttons(frame, self._buttons([verb]), words(titles.get(resource, resource)))
            layout.addWidget(words(lack, tone="warn"))
        return frame

    def _more(self) -> QWidget:
        choose = self._button(
            "指定资源…", "add", "从全部资源里选一项，锁定给这项需求", self.resource_wanted.emit
        )
        claim = self._button(
            "单位认领…", "claim", "记下某个单位认领了这项需求", self.claim_wanted.emit
        )
        holder = QWidget()
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(choose)
        layout.addWidget(claim)
        layout.addStretch(1)
        return holder

    def _decisions(self, row: PlanRow, titles: dict[str, str]) -> QWidget:
        frame = card([words("对这项需求的决定", "muted")])
        for verb in revoke_verbs(row, titles):
            label = QLabel(verb.long_words.removeprefix("撤回"))
            label.setWordWrap(True)
            self._add_buttons(frame, self._buttons([verb]), label)
        return frame

    # -- buttons

    def _buttons(self, verbs: Sequence[Verb]) -> list[QPushButton]:
        return [self._verb_button(verb) for verb in verbs]

    def _verb_button(self, verb: Verb) -> QPushButton:
        signal = self.revoked if verb.revoke else self.decided
        return self._button(
            verb.words, verb.icon, verb.long_words, lambda: signal.emit(verb.decision)
        )

    def _button(self, text: str, drawing: str, tip: str, deed: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        number = len(self._deeds)
        self._deeds[number] = deed
        self._group.addButton(button, number)
        if self._shade:
            button.setIcon(icon(drawing, self._shade.text, self._shade.muted))
        button.setEnabled(not self._why_not)
        button.setToolTip(self._why_not or tip)
        button.setAccessibleName(tip or text)
        return button

    def _add_buttons(
        self, frame: QFrame, buttons: list[QPushButton], label: QLabel | None = None
    ) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        if label is not None:
            row.addWidget(label, 1)
        for button in buttons:
            row.addWidget(button)
        if label is None:
            row.addStretch(1)
        layout = frame.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(row)
