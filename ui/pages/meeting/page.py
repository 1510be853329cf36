"""The meeting page: figures, picture and table of the plan, and at the side everything that can be asked and done."""

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.columns import PLAN, PlanRow, plan_rows
from ui.pages.base import Page, dress_panel, why_not_change
from ui.pages.meeting.kpi import Strip
from ui.pages.meeting.menus import fill_decision_menu, fill_need_menu
from ui.pages.meeting.names import Names, names_of
from ui.pages.meeting.picture import Picture
from ui.pages.meeting.questions import Questions
from ui.pages.meeting.side import Side
from ui.pages.meeting.table import PlanTable
from ui.pages.meeting.verbs import why_not_decide
from ui.preferences import Preferences
from ui.session import AGENDA, CHECKS, UNLOCKS, Change, State, is_fresh
from ui.tables import Empty, TablePanel
from ui.theme import Shade, icon

_NO_NEEDS = Empty(
    "还没有可以对接的清单",
    "把需求清单、资源清单文件拖到这里，或点“导入”；然后点“匹配”。",
    "导入…",
)


class MeetingPage(Page):
    """The plan and what the meeting does with it.

    Signals:
        proposed: A change to consider: the change, the record to keep when it is accepted or ``None``.
        recorded: Records of the agenda to keep, a tuple.
        why_wanted: Why it is so: need id, resource id or ``None``.
        watched: What is to be known from now on: ``agenda``, ``unlocks`` or ``checks``.
        unwatched: What need no longer be known.
        update_wanted: Solve again with the fewest changes.
        projector_wanted: Show it large.
        import_wanted: The user wants to choose files.
    """

    name = "meeting"
    title = "会议"
    icon = "meeting"
    proposed = Signal(object, object)
    recorded = Signal(object)
    why_wanted = Signal(str, object)
    watched = Signal(str)
    unwatched = Signal(str)
    update_wanted = Signal()
    projector_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(preferences, parent)
        self.strip = Strip()
        self.panel = TablePanel("对接方案", PLAN, lambda row: row.need.id, _NO_NEEDS, self)
        self.table = PlanTable(self.panel)
        self.picture = Picture()
        self.side = Side()
        self.details = self.side.details
        self.agenda = self.side.agenda
        self.changes = self.side.changes
        self.help = self.side.help
        self.schemes = self.side.schemes
        self.decisions = self.side.decisions
        self.preview = self.side.preview
        self.tabs = self.side.tabs
        self.plan = QStackedWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.as_picture = QPushButton("连线")
        self.as_table = QPushButton("表格")
        self.update_button = QPushButton("更新方案")
        self.projector_button = QPushButton("投屏")
        self.projector_action = QAction("投屏", self)
        self._switch = QButtonGroup(self)
        self._names = Names()
        self._questions = Questions(self)
        self._build()
        self._connect()

    # -- building

    def _build(self) -> None:
        for button, tip in (
            (self.as_picture, "需求、方案、资源并排，连线显示谁服务谁"),
            (self.as_table, "一行一项需求"),
        ):
            button.setCheckable(True)
            button.setToolTip(tip)
            self._switch.addButton(button)
        self.as_picture.setChecked(True)
        self.update_button.setObjectName("primary")
        self.update_button.hide()
        self.update_button.setToolTip("按新的清单、设置和决定更新方案，其余尽量不动")
        self.projector_button.setToolTip("大字投屏，姓名和电话隐去（F11）")
        self.projector_action.setShortcut("F11")
        self.plan.addWidget(self.picture)
        self.plan.addWidget(self.table)
        self.splitter.addWidget(self._left())
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([740, 380])
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        layout = self.page_layout()
        layout.addWidget(self.strip)
        bar = self.panel.take_bar()
        bar.addWidget(self.update_button)
        layout.addLayout(bar)
        layout.addWidget(self.splitter, 1)
        self.keep_widths(self.panel, "plan")
        self.keep_widths(self.decisions, "decisions")

    def _left(self) -> QWidget:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.as_picture)
        row.addWidget(self.as_table)
        row.addWidget(self.table.with_offers)
        self.table.with_offers.hide()
        row.addWidget(self.picture.controls, 1)
        row.addStretch(0)
        row.addWidget(self.projector_button)
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.plan, 1)
        return left

    def _connect(self) -> None:
        self.panel.helped.connect(self.import_wanted)
        self.panel.narrowed.connect(self._narrowed)
        self.panel.view.picked.connect(lambda: self._show_details())
        self.panel.view.menu_wanted.connect(self._fill_menu)
        self.panel.view.widths_changed.connect(
            lambda changed: self.preferences.remember_widths("plan", changed)
        )
        self._switch.buttonClicked.connect(lambda _: self._show_plan_as())
        self.picture.picked.connect(self._pick)
        self.picture.resource_picked.connect(self._ask_about)
        self.picture.dropped.connect(self._drop)
        self.table.dropped.connect(self._drop)
        self.table.why_wanted.connect(self._ask_about)
        self.picture.view.menu_wanted.connect(self._open_menu)
        self.update_button.clicked.connect(self.update_wanted)
        self.projector_button.clicked.connect(self.projector_wanted)
        self.projector_action.triggered.connect(self.projector_wanted)
        self.tabs.currentChanged.connect(lambda _: self._watch())
        self.decisions.view.menu_wanted.connect(self._fill_decision_menu)
        self.decisions.view.opened.connect(self._open_decision)
        self.details.decided.connect(lambda decision: self._propose(Change(decision)))
        self.details.revoked.connect(lambda decision: self._propose(Change(decision, revoke=True)))
        self.details.wanted.connect(self._ask_first)
        self.details.why_wanted.connect(self.why_wanted)
        self.agenda.chosen.connect(self._choose)
        self.agenda.decided.connect(self.recorded)
        self.agenda.need_wanted.connect(self._pick)
        self.help.need_wanted.connect(self._pick)
        self.help.find_wanted.connect(lambda: self.watched.emit(UNLOCKS))

    # -- drawing

    def draw(self, state: State, before: State | None) -> None:
        """Show the plan of the month and what was asked about it."""
        view = state.view
        self.panel.set_help(why_not_change(state))
        if before is None or view is not before.view:
            round_ = view.round if view else None
            self._names = names_of(round_)
            self.strip.show_round(round_)
            rows = plan_rows(round_) if round_ else ()
            self.table.show_plan(rows, round_.lists.resources if round_ else ())
            self.panel.show_rows(rows)
            self.decisions.show_rows(round_.decisions if round_ else ())
            self._select_first()
            self._show_plan_as()
            stale = round_ is not None and round_.outcome is not None and round_.stale
            self.update_button.setVisible(stale)
        self.update_button.setEnabled(not why_not_change(state))
        done = before is not None and before.meeting.accepting and not state.meeting.accepting
        if done and self.tabs.currentWidget() is self.details:
            self.tabs.setCurrentWidget(self.changes)
        self._show_details()
        self.side.show_state(state, self._names, self.why_not_ask())

    def _select_first(self) -> None:
        if not self.panel.view.current_key() and self.panel.model.rowCount():
            self.panel.view.reveal(self.panel.model.key_at(0))

    def _show_plan_as(self) -> None:
        """The picture or the table; without needs always the table, which says what to do next."""
        wanted = self.as_picture.isChecked() and bool(self.panel.model.rows)
        self.plan.setCurrentWidget(self.picture if wanted else self.table)
        self.picture.controls.setVisible(wanted)
        self.table.with_offers.setVisible(not wanted)
        self._narrowed()
        self._show_details()

    def _narrowed(self) -> None:
        """The picture shows the rows of the table."""
        if self.plan.currentWidget() is not self.picture or self.state is None:
            return
        view = self.state.view
        resources = view.round.lists.resources if view else ()
        everything = not self.panel.is_narrowed
        self.picture.show_rows(self.panel.model.shown(), resources, everything=everything)
        self.picture.choose(self.panel.view.current_key())

    def _show_details(self) -> None:
        if self.state is None:
            return
        self.picture.choose(self.panel.view.current_key())
        self.picture.view.why_no_drag = why_not_change(self.state)
        if self.plan.currentWidget() is self.table:
            self.table.show_row(self.current(), why_not_change(self.state))
        covered = self.state.meeting.change or self.state.meeting.clash
        if self.tabs.currentWidget() is self.details and covered is None:
            self.details.show_row(
                self.current(),
                self._names,
                self.why_not(),
                self.state.shade,
                self.state.meeting,
                self.why_not_ask(),
            )

    def search_panel(self) -> TablePanel[Any] | None:
        """The plan."""
        return self.panel

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        dress_panel(self.panel, shade)
        dress_panel(self.decisions, shade)
        self.table.dress(shade)
        self.picture.set_shade(shade)
        self.strip.communities.shares.set_shade(shade)
        self.projector_button.setIcon(icon("projector", shade.text, shade.muted))

    def reveal(self, key: str) -> None:
        """Go to a need."""
        self.panel.reveal(key)

    # -- what is in hand

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

    def why_not_ask(self) -> str:
        """Why nothing can be asked about the plan now; empty when it can."""
        state = self.state
        if state is None or state.view is None or state.view.round.outcome is None:
            return "还没有方案，请先点“匹配”"
        if not is_fresh(state.view):
            return "方案还没有更新，请先点“更新方案”"
        return f"{state.working.words}，请等它完成" if state.working else ""

    # -- what the user does

    def _watch(self) -> None:
        front = self.tabs.currentWidget()
        if self.state is None:
            return
        if front is self.agenda:
            self.watched.emit(AGENDA)
        elif front is self.help:
            self.watched.emit(CHECKS)
            self.watched.emit(UNLOCKS)
        if front is not self.help:
            self.unwatched.emit(UNLOCKS)
        self._show_details()
        self.side.show_state(self.state, self._names, self.why_not_ask())

    def _pick(self, need: str) -> None:
        self.panel.reveal(need)
        self.tabs.setCurrentWidget(self.details)

    def _ask_about(self, resource: str) -> None:
        """A resource was chosen beside the need in hand: why it, or why not."""
        row = self.current()
        if row is not None and not self.why_not_ask():
            self.tabs.setCurrentWidget(self.details)
            self.why_wanted.emit(row.need.id, resource)

    def _propose(self, change: Change) -> None:
        self.proposed.emit(change, None)

    def _choose(self, record: object, change: object) -> None:
        if change is None:
            self.recorded.emit((record,))
        else:
            self.proposed.emit(change, record)

    def _drop(self, need: str, onto: str) -> None:
        row = next((row for row in self.panel.model.rows if row.need.id == need), None)
        if row is None or self.state is None or self.state.view is None:
            return
        round_ = self.state.view.round
        change = self._questions.dropped(row, onto, round_)
        if change is not None:
            self._pick(need)
            self._propose(change)

    def _ask_first(self, what: str) -> None:
        """What needs another question before it can be proposed."""
        row = self.current()
        if row is None or self.state is None or self.state.view is None:
            return
        round_ = self.state.view.round
        name, _, resource = what.partition("\n")
        if name == "why_not":
            chosen = self._questions.resource(row, round_, self.state.shade)
            if chosen:
                self.why_wanted.emit(row.need.id, chosen)
            return
        if self.why_not():
            return
        change = self._questions.ask(name, row, round_, self.state.shade, resource)
        if change is not None:
            self._propose(change)

    # -- menus

    def _open_menu(self, need: str, at: QPoint) -> None:
        """The menu of a need in the picture, the same as in the table."""
        self._pick(need)
        menu = QMenu(self)
        self._fill_menu(menu)
        menu.exec(at)
        menu.deleteLater()

    def _fill_menu(self, menu: QMenu) -> None:
        row, state = self.current(), self.state
        if row is not None and state is not None:
            fill_need_menu(
                menu,
                row,
                self._names,
                self._questions,
                state.shade,
                self.why_not(),
                self._propose,
                self._ask_first,
            )

    def _fill_decision_menu(self, menu: QMenu) -> None:
        index = self.decisions.view.currentIndex()
        if index.isValid() and self.state is not None:
            decision = self.decisions.model.row_at(index.row())
            why_not = why_not_change(self.state)
            fill_decision_menu(menu, decision, self._names, why_not, self._propose)

    def _open_decision(self, key: str) -> None:
        need = key.split("\n")[1]
        if need:
            self.reveal(need)
