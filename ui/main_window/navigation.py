"""The list of pages at the left, each with its count."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.pages import Page
from ui.session import State, figures
from ui.theme import Shade, icon

_WIDTH = 148
_ICON = 20


class Navigation(QListWidget):
    """One line per page; an action per page for menu and keyboard."""

    def __init__(self, pages: Sequence[Page], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = tuple(pages)
        self._view: object = None
        self.setObjectName("navigation")
        self.setAccessibleName("页面")
        self.setFixedWidth(_WIDTH)
        self.setIconSize(QSize(_ICON, _ICON))
        self.page_actions: list[QAction] = []
        for number, page in enumerate(pages, start=1):
            self.addItem(QListWidgetItem(page.title))
            action = QAction(page.title, self)
            action.setShortcut(f"Ctrl+{number}")
            self.page_actions.append(action)
        self.setCurrentRow(0)

    def go(self, name: str) -> None:
        """Go to the page of this name; an unknown name changes nothing."""
        names = [page.name for page in self._pages]
        if name in names:
            self.setCurrentRow(names.index(name))

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        for at, page in enumerate(self._pages):
            drawing = icon(page.icon, shade.muted, checked=shade.accent_text, size=_ICON)
            self.item(at).setIcon(drawing)

    def show_state(self, state: State) -> None:
        """Show how many there are on each page."""
        if state.view is self._view:
            return
        self._view = state.view
        counts = _counts(state)
        for at, page in enumerate(self._pages):
            words, tip = counts.get(page.name, ("", ""))
            self.item(at).setText(f"{page.title}  {words}".rstrip())
            self.item(at).setToolTip(f"{tip or page.title}（Ctrl+{at + 1}）")


def _counts(state: State) -> dict[str, tuple[str, str]]:
    """For each page with a count: the words beside its title, and what they mean."""
    if state.view is None:
        return {}
    now = figures(state.view.round)
    lists = state.view.round.lists
    outcome = state.view.round.outcome
    projects = outcome.projects if outcome else lists.projects
    counts = {
        "needs": (len(lists.needs), "", "项需求"),
        "resources": (len(lists.resources), "", "项资源"),
        "projects": (len(projects), "", "个项目"),
        "meeting": (now.needs - now.met if outcome else 0, "余 ", "项需求未对接"),
    }
    return {
        name: (f"{before}{count}", f"{count} {words}")
        for name, (count, before, words) in counts.items()
        if count
    }
