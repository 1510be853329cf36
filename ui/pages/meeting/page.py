"""The meeting page: figures, plan, details, decisions."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QSplitter, QTabWidget, QWidget

from matcher.domain import Decision, DecisionKind
from ui.columns import DECISIONS, PLAN, PlanRow, plan_rows
from ui.pages.base import Page, dress_panel, why_not_change
from ui.pages.meeting.choose import Choose
from ui.pages.meeting.details import Details
from ui.pages.meeting.kpi import Strip
from ui.pages.meeting.verbs import menu_verbs, titles_of, why_not_decide
from ui.preferences import Preferences
from ui.session import State
from ui.tables import Empty, TablePanel
from ui.theme import Shade, icon

_NO_NEEDS = Empty(
    "还没有可以对接的清单",
    "把需求清单、资源清单文件拖到这里，或点“导入”；然后点“匹配”。",
    "导入…",
)
_NO_DECISIONS = Empty("还没有会议决定", "锁定、禁止、认领之后列在这里，可以随时撤回。", icon="lock")


class MeetingPage(Page):
    """The plan and what the meeting does with it.

    Signals:
        decided: A decision to take.
        revoked: A decision to take back.
        import_wanted: The user wants to choose files.
    """

    name = "meeting"
    title = "会议"
    icon = "meeting"
    decided = Signal(object)
    revoked = Signal(object)
    import_wanted = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(preferences, parent)
        self.strip = Strip()
        self.panel = TablePanel("对接方案", PLAN, lambda row: row.need.id, _NO_NEEDS, self)
        self.details = Details()
        self.decisions = TablePanel("会议决定", DECISIONS, _decision_key, _NO_DECISIONS, self)
        self.tabs = QTabWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._titles: dict[str, str] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.details, "说明")
        self.tabs.addTab(self.decisions, "会议决定")
        self.splitter.addWidget(self.panel)
        self.splitter.addWidget(self.tabs)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([780, 360])
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        layout = self.page_layout()
        layout.addWidget(self.strip)
        layout.addWidget(self.splitter, 1)
        self.keep_widths(self.panel, "plan")
        self.keep_widths(self.decisions, "decisions")

    def _connect(self) -> None:
        self.panel.helped.connect(self.import_wanted)
        self.panel.view.picked.connect(lambda: self._show_details())
        self.panel.view.menu_wanted.connect(self._fill_menu)
        self.panel.view.widths_changed.connect(
            lambda changed: self.preferences.remember_widths("plan", changed)
        )
        self.decisions.view.menu_wanted.connect(self._fill_decision_menu)
        self.decisions.view.opened.connect(self._open_decision)
        self.details.decided.connect(self.decided)
        self.details.revoked.connect(self.revoked)
        self.details.resource_wanted.connect(lambda: self._choose(for_unit=False))
        self.details.claim_wanted.connect(lambda: self._choose(for_unit=True))

    # -- drawing

    def draw(self, state: State, before: State | None) -> None:
        """Show the plan of the month."""
        view = state.view
        self.panel.set_help(why_not_change(state))
        if before is None or view is not before.view:
            round_ = view.round if view else None
            self._titles = titles_of(round_.lists.resources) if round_ else {}
            self.strip.show_round(round_)
            self.panel.show_rows(plan_rows(round_) if round_ else ())
            decisions = round_.decisions if round_ else ()
            self.decisions.show_rows(decisions)
            self.tabs.setTabText(1, f"会议决定（{len(decisions)}）" if decisions else "会议决定")
            self._select_first()
        self._show_details()

    def _select_first(self) -> None:
        if not self.panel.view.current_key() and self.panel.model.rowCount():
            self.panel.view.reveal(self.panel.model.key_at(0))

    def search_panel(self) -> TablePanel[Any] | None:
        """The plan."""
        return self.panel

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        dress_panel(self.panel, shade)
        dress_panel(self.decisions, shade)

    def reveal(self, key: str) -> None:
        """Go to a need."""
        self.panel.reveal(key)

    def current(self) -> PlanRow | None:
        """The row in hand."""
        index = self.panel.view.currentIndex()
        return self.panel.model.row_at(index.row()) if index.isValid() else None

    def why_not(self) -> str:
        """Why nothing can be decided now; empty when it can."""
        view = self.state.view if self.state else None
        working = self.state.working if self.state else None
        return why_not_decide(
            view.read_only if view else "台账还没有打开",
            working.words if working else "",
            self.current(),
        )

    def _show_details(self) -> None:
        if self.state is not None:
            self.details.show_row(self.current(), self._titles, self.why_not(), self.state.shade)

    # -- deciding

    def _fill_menu(self, menu: QMenu) -> None:
        row = self.current()
        if row is None or self.state is None:
            return
        why_not = self.why_not()
        menu.setToolTipsVisible(True)
        for verb in menu_verbs(row, self._titles):
            signal = self.revoked if verb.revoke else self.decided
            drawing = icon(verb.icon, self.state.shade.text, self.state.shade.muted)
            menu.addAction(drawing, verb.long_words, partial(signal.emit, verb.decision))
        menu.addAction("指定资源…", lambda: self._choose(for_unit=False))
        menu.addAction("单位认领…", lambda: self._choose(for_unit=True))
        for action in menu.actions():
            action.setEnabled(not why_not)
            action.setToolTip(why_not or action.text())

    def _fill_decision_menu(self, menu: QMenu) -> None:
        index = self.decisions.view.currentIndex()
        if not index.isValid() or self.state is None or self.state.view is None:
            return
        decision = self.decisions.model.row_at(index.row())
        action = menu.addAction(f"撤回{decision.words}", lambda: self.revoked.emit(decision))
        action.setEnabled(not self.state.view.read_only)
        action.setToolTip(self.state.view.read_only)

    def _open_decision(self, key: str) -> None:
        need = key.split("\n")[1]
        if need:
            self.reveal(need)

    def _choose(self, *, for_unit: bool) -> None:
        row = self.current()
        if row is None or self.state is None or self.state.view is None or self.why_not():
            return
        resources = self.state.view.round.lists.resources
        dialog = Choose(row.need, resources, self.state.shade, for_unit=for_unit, parent=self)
        if dialog.exec() and (chosen := dialog.chosen()):
            need = row.need.id
            self.decided.emit(
                Decision(DecisionKind.CLAIM, need, unit=chosen.unit)
                if for_unit
                else Decision(DecisionKind.LOCK, need, chosen.id)
            )
        dialog.deleteLater()


def _decision_key(decision: Decision) -> str:
    return "\n".join(
        (decision.kind.value, decision.need or "", decision.resource or "", decision.unit or "")
    )
