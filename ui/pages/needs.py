"""The needs of the month."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from matcher.domain import CountedUrgency, Need, counted_urgencies
from ui.columns import need_columns
from ui.pages.base import Page, dress_panel, why_not_change
from ui.preferences import Preferences
from ui.session import State
from ui.tables import Empty, TablePanel
from ui.theme import Shade

_EMPTY = Empty(
    "本月还没有需求",
    "把需求清单、资源清单文件拖到这里，或点“导入”。\n可以一次拖入多个文件，什么版式都行；原文件不会被改动。",
    "导入…",
)


class NeedsPage(Page):
    """The needs of the month.

    Signals:
        import_wanted: The user wants to choose files.
    """

    name = "needs"
    title = "需求"
    icon = "needs"
    import_wanted = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(preferences, parent)
        self._counted: dict[str, CountedUrgency] = {}
        columns = need_columns(self._urgency)
        self.panel = TablePanel("需求清单", columns, lambda need: need.id, _EMPTY, self)
        self.page_layout().addWidget(self.panel)
        self.keep_widths(self.panel, self.name)
        self._connect()

    def _connect(self) -> None:
        self.panel.helped.connect(self.import_wanted)
        self.panel.view.widths_changed.connect(
            lambda changed: self.preferences.remember_widths(self.name, changed)
        )

    def draw(self, state: State, before: State | None) -> None:
        """Show the needs."""
        self.panel.set_help(why_not_change(state))
        round_ = state.view.round if state.view else None
        if before is not None and before.view and round_ is before.view.round:
            return
        rows = round_.lists.needs if round_ else ()
        counted = dict(counted_urgencies(round_)) if round_ else {}
        if before is None or rows is not self.panel.model.rows or counted != self._counted:
            self._counted = counted
            self.panel.show_rows(rows)

    def _urgency(self, need: Need) -> CountedUrgency:
        return self._counted.get(need.id) or CountedUrgency(need.urgency, need.urgency)

    def search_panel(self) -> TablePanel[Any] | None:
        """The table."""
        return self.panel

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        dress_panel(self.panel, shade)

    def reveal(self, key: str) -> None:
        """Go to a need."""
        self.panel.reveal(key)
