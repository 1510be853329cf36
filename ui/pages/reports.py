"""The dock below: import issues, import account, history."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from ui.columns import HISTORY, ISSUES, SHEETS, issue_rows, sheet_rows
from ui.pages.base import Page, dress_panel
from ui.preferences import Preferences
from ui.session import State
from ui.tables import Empty, TablePanel
from ui.theme import Shade

_NO_ISSUES = Empty(
    "没有导入问题", "导入文件后，需要留意的地方会列在这里，点一下就到那一行。", icon="check"
)
_NO_SHEETS = Empty(
    "还没有导入文件", "导入后，每张表的“读取 = 导入 + 归并 + 跳过”列在这里。", icon="template"
)
_NO_HISTORY = Empty("本月还没有操作", "每一步操作都记在这里，可以撤销和重做。", icon="history")


class Reports(Page):
    """What became of the files and what was done.

    Signals:
        issue_opened: The user wants to see the row an issue is about; the issue.
    """

    name = "reports"
    title = "导入与记录"
    icon = "issues"
    issue_opened = Signal(object)

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(preferences, parent)
        self.issues = TablePanel("导入问题", ISSUES, lambda row: str(row.number), _NO_ISSUES, self)
        self.sheets = TablePanel("导入汇总", SHEETS, lambda row: row.key, _NO_SHEETS, self)
        self.history = TablePanel(
            "操作记录", HISTORY, lambda entry: str(entry.revision), _NO_HISTORY, self
        )
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        for panel in (self.issues, self.sheets, self.history):
            self.tabs.addTab(panel, panel.name)
            self.keep_widths(panel, panel.name)
        layout = self.page_layout()
        layout.setContentsMargins(14, 0, 14, 8)
        layout.addWidget(self.tabs)
        self._connect()

    def _connect(self) -> None:
        self.issues.view.clicked.connect(lambda: self._open(self.issues.view.current_key()))
        self.issues.view.opened.connect(self._open)
        for panel in (self.issues, self.sheets, self.history):
            panel.view.widths_changed.connect(
                lambda changed, name=panel.name: self.preferences.remember_widths(name, changed)
            )

    def _open(self, key: str) -> None:
        row = next((row for row in self.issues.model.rows if str(row.number) == key), None)
        if row is not None:
            self.issue_opened.emit(row.issue)

    def draw(self, state: State, before: State | None) -> None:
        """Show all three tables."""
        view = state.view
        old = before.view if before else None
        if before is not None and view is old:
            return
        if view is None:
            for panel in (self.issues, self.sheets, self.history):
                panel.show_rows(())
            return
        if old is None or view.round.lists.files is not old.round.lists.files:
            self.issues.show_rows(issue_rows(view.round.lists))
            self.sheets.show_rows(sheet_rows(view.round.lists))
            count = len(self.issues.model.rows)
            self.tabs.setTabText(0, f"导入问题（{count}）" if count else "导入问题")
        self.history.show_rows(tuple(reversed(view.history)))

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        for panel in (self.issues, self.sheets, self.history):
            dress_panel(panel, shade)

    def show_summary(self) -> None:
        """Bring the import account, or the issues when there are any, to the front."""
        self.tabs.setCurrentWidget(self.issues if self.issues.model.rows else self.sheets)
