"""The resources of the month and the units that offer them."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from ui.columns import RESOURCES, UNITS
from ui.pages.base import Page, dress_panel, why_not_change
from ui.preferences import Preferences
from ui.session import State
from ui.tables import Empty, TablePanel
from ui.theme import Shade

_NO_RESOURCES = Empty(
    "本月还没有资源",
    "把成员单位报来的资源清单拖到这里，或点“导入”。",
    "导入…",
)
_NO_UNITS = Empty(
    "还没有成员单位清单",
    "成员单位清单不是必需的；导入后可以用上各单位的每轮上限、结对社区和简称。",
    "导入…",
)


class ResourcesPage(Page):
    """Resources and units.

    Signals:
        import_wanted: The user wants to choose files.
    """

    name = "resources"
    title = "资源"
    icon = "resources"
    import_wanted = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(preferences, parent)
        self.resources = TablePanel(
            "资源清单", RESOURCES, lambda item: item.id, _NO_RESOURCES, self
        )
        self.units = TablePanel("成员单位清单", UNITS, lambda unit: unit.name, _NO_UNITS, self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.resources, "资源")
        self.tabs.addTab(self.units, "成员单位")
        self.page_layout().addWidget(self.tabs)
        self.keep_widths(self.resources, "resources")
        self.keep_widths(self.units, "units")
        self._connect()

    def _connect(self) -> None:
        self.resources.helped.connect(self.import_wanted)
        self.units.helped.connect(self.import_wanted)
        self.resources.view.widths_changed.connect(
            lambda changed: self.preferences.remember_widths("resources", changed)
        )
        self.units.view.widths_changed.connect(
            lambda changed: self.preferences.remember_widths("units", changed)
        )

    def draw(self, state: State, before: State | None) -> None:
        """Show resources and units."""
        for panel in (self.resources, self.units):
            panel.set_help(why_not_change(state))
        resources = state.view.round.lists.resources if state.view else ()
        units = state.view.round.lists.units if state.view else ()
        if before is None or resources is not self.resources.model.rows:
            self.resources.show_rows(resources)
            self.tabs.setTabText(0, f"资源（{len(resources)}）")
        if before is None or units is not self.units.model.rows:
            self.units.show_rows(units)
            self.tabs.setTabText(1, f"成员单位（{len(units)}）")

    def search_panel(self) -> TablePanel[Any] | None:
        """The table in front."""
        return self.resources if self.tabs.currentIndex() == 0 else self.units

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        dress_panel(self.resources, shade)
        dress_panel(self.units, shade)

    def reveal(self, key: str) -> None:
        """Go to a resource or a unit."""
        for panel in (self.resources, self.units):
            if panel.reveal(key):
                self.tabs.setCurrentWidget(panel)
                return
