"""The frame."""

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.actions import ACTIONS
from ui.main_window import toolbar
from ui.main_window.banner import Banner
from ui.main_window.dialogs import Dialogs
from ui.main_window.drops import dropped_files
from ui.main_window.status import Status
from ui.pages import (
    MeetingPage,
    NeedsPage,
    Page,
    ProjectsPage,
    Reports,
    ResourcesPage,
    SettingsPage,
    StatisticsPage,
)
from ui.preferences import Preferences
from ui.session import Session, State
from ui.theme import Shade, icon
from ui.wording import month_words

_NAVIGATION_WIDTH = 148
_DOCK_HEIGHT = 230
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
        self.statistics = StatisticsPage(preferences)
        self.settings = SettingsPage(preferences)
        self.reports = Reports(preferences)
        self.pages: tuple[Page, ...] = (
            self.needs,
            self.resources,
            self.meeting,
            self.projects,
            self.statistics,
            self.settings,
        )
        self.bars = toolbar.build(self)
        self.navigation = QListWidget()
        self.stack = QStackedWidget()
        self.read_only = Banner()
        self.notice = Banner()
        self.status = Status()
        self.dock = QDockWidget(self.reports.title, self)
        self._shade: Shade | None = None
        self._focus_seen = 0
        self._failure_open = False
        self._build()
        self._connect()
        self.show_state(session.state)

    # -- building

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self.navigation.setObjectName("navigation")
        self.navigation.setAccessibleName("页面")
        self.navigation.setFixedWidth(_NAVIGATION_WIDTH)
        self.navigation.setIconSize(QSize(20, 20))
        for page in self.pages:
            self.navigation.addItem(QListWidgetItem(page.title))
            self.stack.addWidget(page)
        self.navigation.setCurrentRow(0)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.read_only, self.notice):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(column, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)
        self._build_dock()
        self._restore()

    def _build_dock(self) -> None:
        self.dock.setObjectName("reports")
        self.dock.setWidget(self.reports)
        self.dock.setAllowedAreas(
            Qt.DockWidgetArea.BottomDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea
        )
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.dock)
        self.resizeDocks([self.dock], [_DOCK_HEIGHT], Qt.Orientation.Vertical)
        self.dock.hide()
        toggle = self.dock.toggleViewAction()
        toggle.setShortcut("Ctrl+I")
        toggle.setToolTip("显示或隐藏导入问题、导入汇总和操作记录（Ctrl+I）")
        self.bars.view_menu.addAction(toggle)
        self.bars.bar.addAction(toggle)

    def _restore(self) -> None:
        self.resize(1280, 720)
        geometry = self.preferences.shape("window")
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)

    def _connect(self) -> None:
        self.session.changed.connect(self.show_state)
        self.navigation.currentRowChanged.connect(self._go)
        self.notice.close_button.clicked.connect(self.session.dismiss)
        self.notice.more.clicked.connect(self._more)
        self.status.cancel.clicked.connect(self.session.cancel)
        self.bars.months.activated.connect(self._month_chosen)
        for page in (self.needs, self.resources, self.meeting):
            page.import_wanted.connect(self.bars.actions["import"].trigger)
        self.projects.match_wanted.connect(self.bars.actions["match"].trigger)
        self.meeting.decided.connect(self.session.decide)
        self.meeting.revoked.connect(self.session.revoke)
        self.settings.options_changed.connect(self.session.set_options)
        self.settings.look_changed.connect(self.session.set_look)
        self.settings.auto_match_changed.connect(self.session.set_auto_match)
        self.reports.issue_opened.connect(self.session.look_at_issue)
        self.dock.visibilityChanged.connect(lambda: self._refresh_dock())
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
        self._show_counts(state)
        if state.focus is not None and state.focus.serial != self._focus_seen:
            self._focus_seen = state.focus.serial
            self._focus(state.focus.page, state.focus.key)
        else:
            self._front().show_state(state)
        self._refresh_dock()
        if state.failures and not self._failure_open:
            self._failure_open = True
            QTimer.singleShot(0, self, self._show_failure)

    def _front(self) -> Page:
        return self.pages[self.stack.currentIndex()]

    def _go(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self._front().show_state(self.session.state)

    def _focus(self, name: str, key: str) -> None:
        names = [page.name for page in self.pages]
        if name in names:
            self.navigation.setCurrentRow(names.index(name))
        self._front().show_state(self.session.state)
        if key:
            self._front().reveal(key)

    def _refresh_dock(self) -> None:
        if self.dock.isVisible():
            self.reports.show_state(self.session.state)

    def _show_banners(self, state: State) -> None:
        if state.view is not None and state.view.read_only:
            self.read_only.say(state.view.read_only, "warn", closable=False)
        else:
            self.read_only.hide()
        if state.notice is None:
            self.notice.hide()
            return
        more = "打开文件夹" if state.notice.path else "查看导入情况" if state.notice.report else ""
        self.notice.say(state.notice.words, state.notice.tone, more)

    def _show_counts(self, state: State) -> None:
        lists = state.view.round.lists if state.view else None
        outcome = state.view.round.outcome if state.view else None
        counts = {
            "needs": len(lists.needs) if lists else 0,
            "resources": len(lists.resources) if lists else 0,
            "meeting": len(outcome.unmet) if outcome else 0,
            "projects": len(outcome.projects) if outcome else len(lists.projects) if lists else 0,
        }
        for at, page in enumerate(self.pages):
            count = counts.get(page.name, 0)
            words = f"{page.title}  {count}" if count else page.title
            if page.name == "meeting" and count:
                words = f"{page.title}  余 {count}"
            self.navigation.item(at).setText(words)
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
        for at, page in enumerate(self.pages):
            drawing: QIcon = icon(page.icon, shade.muted, checked=shade.accent_text, size=20)
            self.navigation.item(at).setIcon(drawing)

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
        if view is not None and month != view.round.month:
            self.session.switch_month(month)

    # -- what Qt sends

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, unless nothing can be imported now."""
        if dropped_files(event.mimeData()) and self.bars.actions["import"].isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        event.acceptProposedAction()
        self.session.import_files(dropped_files(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's shape."""
        self.preferences.remember_shape("window", QByteArray(self.saveGeometry()))
        self.preferences.write()
        super().closeEvent(event)
