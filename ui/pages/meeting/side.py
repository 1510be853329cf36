"""What stands beside the plan: the tabs, or the change that is being considered."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from matcher.domain import Decision, agenda_points
from ui.columns import DECISIONS
from ui.pages.base import why_not_change
from ui.pages.meeting.agenda import Agenda
from ui.pages.meeting.changes import ChangesSheet
from ui.pages.meeting.details import Details
from ui.pages.meeting.help import HelpSheet
from ui.pages.meeting.names import Names
from ui.pages.meeting.preview import Preview
from ui.pages.meeting.schemes import SchemesSheet
from ui.session import State
from ui.tables import Empty, TablePanel

_NO_DECISIONS = Empty("还没有会议决定", "锁定、禁止、认领之后列在这里，可以随时撤回。", icon="lock")


class Side(QStackedWidget):
    """Explanations, agenda, changes, help, schemes and decisions, one tab each; the preview in front of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.details = Details()
        self.agenda = Agenda()
        self.changes = ChangesSheet()
        self.help = HelpSheet()
        self.schemes = SchemesSheet()
        self.decisions: TablePanel[Decision] = TablePanel(
            "会议决定", DECISIONS, _decision_key, _NO_DECISIONS, self
        )
        self.preview = Preview()
        self.tabs = QTabWidget()
        self._build()
        self._connect()

    def _connect(self) -> None:
        self.tabs.tabBarClicked.connect(self._clicked)

    def _clicked(self, at: int) -> None:
        """A click on the tab of the agenda is followed by number keys: they must reach it."""
        if self.tabs.widget(at) is self.agenda:
            QTimer.singleShot(0, self.agenda, self.agenda.setFocus)

    def _build(self) -> None:
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.tabBar().setStyleSheet("QTabBar::tab { padding: 6px 8px; }")
        for widget, title, tip in (
            (self.details, "说明", "为什么这样对接、为什么没有对接、可以怎么改"),
            (self.agenda, "议程", "逐条列出要议的事，按数字键决定"),
            (self.changes, "变动", "上一步改动了什么，多改几处能好多少"),
            (self.help, "还差", "供需缺口，再找什么最管用，只有一家能承担的需求"),
            (self.schemes, "方案", "方案A、方案B 比较，采用，确认下发"),
            (self.decisions, "决定", "会议作出的决定，可以撤回"),
        ):
            at = self.tabs.addTab(widget, title)
            self.tabs.setTabToolTip(at, tip)
        self.addWidget(self.tabs)
        self.addWidget(self.preview)

    def show_state(self, state: State, names: Names, why_not_ask: str) -> None:
        """The tab in front and the preview; those behind are drawn when they come to the front."""
        considered = state.meeting.change or state.meeting.clash
        self.setCurrentIndex(0 if considered is None else 1)
        self._tell_counts(state)
        round_ = state.view.round if state.view else None
        outcome = round_.outcome if round_ else None
        meeting, shade = state.meeting, state.shade
        why_not = why_not_change(state)
        self.preview.show_meeting(meeting, round_, names, why_not, shade)
        front = self.tabs.currentWidget()
        if front is self.agenda:
            self.agenda.show_agenda(meeting, round_, names, why_not, shade)
        elif front is self.changes:
            self.changes.show_changes(outcome, meeting, names, why_not_ask, shade)
        elif front is self.help:
            task = next((task for task in state.tasks if task.id == meeting.finding), None)
            self.help.show_help(outcome, meeting, names, task, why_not_ask, shade)
        elif front is self.schemes:
            self.schemes.show_schemes(round_, meeting, names, why_not, shade)

    def _tell_counts(self, state: State) -> None:
        round_ = state.view.round if state.view else None
        changed = len(round_.outcome.changed) if round_ and round_.outcome else 0
        for widget, title, count in (
            (self.agenda, "议程", len(agenda_points(state.meeting.agenda or ()))),
            (self.changes, "变动", changed),
            (self.decisions, "决定", len(round_.decisions) if round_ else 0),
        ):
            at = self.tabs.indexOf(widget)
            self.tabs.setTabText(at, f"{title} {count}" if count else title)


def _decision_key(decision: Decision) -> str:
    return "\n".join(
        (decision.kind.value, decision.need or "", decision.resource or "", decision.unit or "")
    )
