"""The project service list."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.columns import PROJECTS, project_rows
from ui.pages.base import Page, dress_panel, why_not_change
from ui.preferences import Preferences
from ui.session import State
from ui.tables import Empty, TablePanel
from ui.theme import Shade

_NOTHING = Empty(
    "还没有项目服务清单",
    "导入需求清单和资源清单后点“匹配”，这里列出拟定的项目服务清单。",
    "匹配",
    "projects",
)


class ProjectsPage(Page):
    """The project service list.

    Signals:
        match_wanted: The user wants a plan.
    """

    name = "projects"
    title = "项目"
    icon = "projects"
    match_wanted = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(preferences, parent)
        self.panel = TablePanel("项目服务清单", PROJECTS, lambda row: row.key, _NOTHING, self)
        self.page_layout().addWidget(self.panel)
        self.keep_widths(self.panel, self.name)
        self._connect()

    def _connect(self) -> None:
        self.panel.helped.connect(self.match_wanted)
        self.panel.view.widths_changed.connect(
            lambda changed: self.preferences.remember_widths(self.name, changed)
        )

    def draw(self, state: State, before: State | None) -> None:
        """Show the projects."""
        self.panel.set_help(_why_not_match(state))
        if before is None or state.view is not before.view:
            self.panel.show_rows(project_rows(state.view.round) if state.view else ())

    def search_panel(self) -> TablePanel[Any] | None:
        """The table."""
        return self.panel

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        dress_panel(self.panel, shade)

    def reveal(self, key: str) -> None:
        """Go to a project."""
        if not self.panel.reveal(f"plan:{key}"):
            self.panel.reveal(key)


def _why_not_match(state: State) -> str:
    lists = state.view.round.lists if state.view else None
    if lists is not None and not (lists.needs and lists.resources):
        return "请先导入需求清单和资源清单"
    return why_not_change(state)
