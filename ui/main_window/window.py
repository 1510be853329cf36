"""The frame."""

from functools import partial

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStackedWidget

from matcher.domain import month_words
from ui.actions import ACTIONS, BY_NAME
from ui.main_window import frame, toolbar
from ui.main_window.banner import Banner
from ui.main_window.dialogs import Dialogs
from ui.main_window.drops import DropHint, dropped_files
from ui.main_window.meeting import MeetingRoom
from ui.main_window.navigation import Navigation
from ui.main_window.papers import PaperDesk
from ui.main_window.status import Status
from ui.main_window.texts import TextDesk
from ui.pages import (
    ImportAssistant,
    MeetingPage,
    NeedsPage,
    Page,
    PapersPage,
    ProjectsPage,
    Reports,
    ResourcesPage,
    SettingsPage,
    StatisticsPage,
    WordsPage,
)
from ui.preferences import Preferences
from ui.session import Session, State
from ui.theme import Shade, icon
from ui.wording import confirmed_words

_TITLE = "三张清单对接助手"


class MainWindow(QMainWindow):
    """Menus, navigation, pages, status bar and dock around one session."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self.session = session
        self.preferences = preferences
        self.dialogs = Dialogs(self, preferences)
        self.needs = NeedsPage(preferences)
        self.resources = ResourcesPage(preferences)
        self.meeting = MeetingPage(preferences)
        self.projects = ProjectsPage(preferences)
        self.papers = PapersPage(preferences)
        self.statistics = StatisticsPage(preferences)
        self.settings = SettingsPage(preferences)
        self.words = WordsPage(preferences)
        self.reports = Reports(preferences)
        self.pages: tuple[Page, ...] = (
            self.needs,
            self.resources,
            self.meeting,
            self.projects,
            self.papers,
            self.statistics,
            self.settings,
            self.words,
        )
        self.bars = toolbar.build(self)
        self.navigation = Navigation(self.pages)
        self.stack = QStackedWidget()
        self.room = MeetingRoom(session, self.meeting)
        self.text_desk = TextDesk(session, self.words, self.dialogs)
        self.paper_desk = PaperDesk(session, self.papers, self.dialogs)
        self.read_only = Banner()
        self.changed_since = Banner()
        self.notice = Banner()
        self.status = Status()
        self.assistant = ImportAssistant(self)
        self.dock = QDockWidget(self.reports.title, self)
        self.drop_hint = DropHint(self)
        self.search = QAction("查找", self)
        self._shade: Shade | None = None
        self._focus_seen = 0
        self._failure_open = False
        self._build()
        self._connect()
        self.show_state(session.state)

    # -- building

    def _build(self) -> None:
        self.setAcceptDrops(True)
        for page in self.pages:
            self.stack.addWidget(page)
        frame.lay_out(
            self, self.navigation, (self.read_only, self.changed_since, self.notice), self.stack
        )
        self.setStatusBar(self.status)
        frame.add_dock(self, self.dock, self.reports)
        self.search.setShortcut(QKeySequence.StandardKey.Find)
        view_menu = self.bars.view_menu
        view_menu.addActions([*self.navigation.page_actions, self.search])
        view_menu.addAction(self.meeting.projector_action)
        view_menu.addSeparator()
        view_menu.addAction(self.dock.toggleViewAction())
        self.bars.bar.addAction(self.dock.toggleViewAction())
        self.bars.bar.insertAction(self.bars.actions["export"], self.room.confirm_action)
        frame.restore(self, self.meeting.splitter, self.preferences)

    def _connect(self) -> None:
        self.session.changed.connect(self.show_state)
        self.navigation.currentRowChanged.connect(self._go)
        self.notice.close_button.clicked.connect(self.session.dismiss)
        self.notice.more.clicked.connect(self._more)
        self.status.cancel.clicked.connect(self.session.cancel)
        self.bars.months.activated.connect(self._month_chosen)
        for page in (self.needs, self.resources, self.meeting):
            page.import_wanted.connect(self.bars.actions["import"].trigger)
        self.projects.match_wanted.connect(self.session.match_here)
        self.settings.options_changed.connect(self.session.set_options)
        self.settings.funds_changed.connect(self.session.set_funds)
        self.settings.failed.connect(self.session.report)
        self.settings.look_changed.connect(self.session.set_look)
        self.settings.auto_match_changed.connect(self.session.set_auto_match)
        self.assistant.revised.connect(self.session.revise_draft)
        self.assistant.accepted_draft.connect(self.session.accept_draft)
        self.assistant.dropped.connect(self.session.drop_draft)
        self.assistant.stop_wanted.connect(self.session.cancel)
        self.reports.issue_opened.connect(self.session.look_at_issue)
        self.dock.visibilityChanged.connect(lambda: self._refresh_dock())
        self.search.triggered.connect(self._find)
        for at, shown in enumerate(self.navigation.page_actions):
            shown.triggered.connect(partial(self.navigation.setCurrentRow, at))
        for action in ACTIONS:
            self.bars.actions[action.name].triggered.connect(
                lambda _=False, run=action.run: run(
                    self.session, self.dialogs, toolbar.situation(self.session.state)
                )
            )

    # -- showing

    def show_state(self, state: State) -> None:
        """Show this state: the frame, the page in front, the dock if it is open."""
        if self._shade is not state.shade:
            self._dress(state.shade)
        toolbar.refresh(self.bars, state)
        self.status.show_state(state)
        self._show_banners(state)
        self.navigation.show_state(state)
        self._show_title(state)
        if state.focus is not None and state.focus.serial != self._focus_seen:
            self._focus_seen = state.focus.serial
            self._focus(state.focus.page, state.focus.key)
        else:
            self._front().show_state(state)
        self._refresh_dock()
        self.assistant.show_state(state)
        self.room.show_state(state)
        if state.failures and not self._failure_open:
            self._failure_open = True
            QTimer.singleShot(0, self, self._show_failure)

    def _front(self) -> Page:
        return self.pages[self.stack.currentIndex()]

    def _go(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self._front().show_state(self.session.state)

    def _focus(self, name: str, key: str) -> None:
        self.navigation.go(name)
        self._front().show_state(self.session.state)
        if key:
            self._front().reveal(key)

    def _find(self) -> None:
        panel = self._front().search_panel()
        if panel is not None:
            panel.search.setFocus()
            panel.search.selectAll()

    def _refresh_dock(self) -> None:
        if self.dock.isVisible():
            self.reports.show_state(self.session.state)

    def _show_banners(self, state: State) -> None:
        if state.view is not None and state.view.read_only:
            self.read_only.say(state.view.read_only, "warn", closable=False)
        else:
            self.read_only.hide()
        round_ = state.view.round if state.view else None
        if round_ is not None and round_.confirmation is not None and not round_.confirmed:
            self.changed_since.say(confirmed_words(round_), "warn", closable=False)
        else:
            self.changed_since.hide()
        if state.notice is None:
            self.notice.hide()
            return
        more = "打开文件夹" if state.notice.path else "查看导入情况" if state.notice.report else ""
        self.notice.say(state.notice.words, state.notice.tone, more)

    def _show_title(self, state: State) -> None:
        month = month_words(state.view.round.month) if state.view else ""
        self.setWindowTitle(f"{_TITLE} — {month}" if month else _TITLE)

    def _show_failure(self) -> None:
        try:
            self.dialogs.failure(self.session.state.failures[0])
        finally:
            self._failure_open = False
        self.session.acknowledge()

    def _dress(self, shade: Shade) -> None:
        self._shade = shade
        toolbar.dress(self.bars, shade)
        self.dock.toggleViewAction().setIcon(icon("issues", shade.text, shade.muted, size=20))
        self.room.confirm_action.setIcon(icon("check", shade.text, shade.muted, size=20))
        self.navigation.dress(shade)

    # -- doing

    def _more(self) -> None:
        notice = self.session.state.notice
        if notice is None:
            return
        if notice.path is not None:
            folder = notice.path if notice.path.is_dir() else notice.path.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        else:
            self.dock.show()
            self.reports.show_state(self.session.state)
            self.reports.show_summary()

    def _month_chosen(self, at: int) -> None:
        view = self.session.state.view
        month = self.bars.months.itemData(at)
        if month is None:
            toolbar.refresh(self.bars, self.session.state)
            self.bars.actions["new_month"].trigger()
        elif view is not None and month != view.round.month:
            self.session.switch_month(month)

    # -- what Qt sends

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, and say what would become of them."""
        files = dropped_files(event.mimeData())
        if not files:
            return
        importing = BY_NAME["import"]
        why_not = importing.why_not(toolbar.situation(self.session.state))
        self.drop_hint.say(len(files), why_not)
        if not why_not:
            event.acceptProposedAction()
        else:
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The files went elsewhere."""
        self.drop_hint.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        self.drop_hint.hide()
        if self.bars.actions["import"].isEnabled():
            event.acceptProposedAction()
            self.session.draft_import(dropped_files(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's shape."""
        self.room.close()
        frame.remember(self, self.meeting.splitter, self.preferences)
        super().closeEvent(event)
