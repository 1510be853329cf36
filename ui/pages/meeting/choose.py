"""Choosing a resource or a unit for a need."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from matcher.domain import Need, Resource
from ui.columns import RESOURCES
from ui.pages.base import dress_panel, words
from ui.pages.meeting.asking import accept_or_cancel
from ui.tables import Column, Empty, TablePanel
from ui.theme import Shade

_NOTHING = Empty("没有资源可选", "请先导入资源清单。", icon="resources")
_COLUMNS: tuple[Column[Resource], ...] = tuple(
    column
    for column in RESOURCES
    if column.key in {"unit", "title", "category", "forms", "capacity", "times", "scope"}
)


class Purpose(StrEnum):
    """What a resource is chosen for."""

    GIVE = "give"
    CLAIM = "claim"
    WHY_NOT = "why_not"


_TITLES = {Purpose.GIVE: "改派给", Purpose.CLAIM: "单位认领", Purpose.WHY_NOT: "为什么不是"}
_ASKED = {
    Purpose.GIVE: "选定为这项需求服务的资源（先看影响，采用后即锁定）：",
    Purpose.CLAIM: "选定认领这项需求的单位（任选它的一项资源，由匹配决定用哪一项最合适）：",
    Purpose.WHY_NOT: "选一项资源，问它为什么没有承接这项需求：",
}
_DONE = {Purpose.GIVE: "看看影响", Purpose.CLAIM: "登记认领", Purpose.WHY_NOT: "问一问"}


class Choose(QDialog):
    """A list of resources, one of which is picked for a need.

    Args:
        purpose: For a claim the unit is what matters rather than the resource.
    """

    def __init__(
        self,
        need: Need,
        resources: tuple[Resource, ...],
        shade: Shade,
        purpose: Purpose,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._resources = {item.id: item for item in resources}
        self.setWindowTitle(_TITLES[purpose])
        self.panel = TablePanel("可选资源", _COLUMNS, lambda item: item.id, _NOTHING, self)
        self.buttons, self.ok = accept_or_cancel(_DONE[purpose])
        layout = QVBoxLayout(self)
        layout.addWidget(words(need.title, "sectionTitle"))
        layout.addWidget(words(_ASKED[purpose], "muted"))
        layout.addWidget(self.panel, 1)
        layout.addWidget(self.buttons)
        self._connect()
        dress_panel(self.panel, shade)
        self.panel.show_rows(likely_first(need, resources))
        self._picked("")
        self.resize(self.sizeHint())
        self.panel.search.setFocus()

    def sizeHint(self) -> QSize:
        """Room for the table."""
        return QSize(980, 560)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.panel.view.picked.connect(self._picked)
        self.panel.view.opened.connect(lambda: self.accept())

    def _picked(self, key: str) -> None:
        self.ok.setEnabled(bool(key))
        self.ok.setToolTip("" if key else "请先选一行")

    def chosen(self) -> Resource | None:
        """The picked resource; ``None`` when nothing is picked."""
        return self._resources.get(self.panel.view.current_key())


def likely_first(need: Need, resources: Sequence[Resource]) -> tuple[Resource, ...]:
    """Resources of the need's own category first, then of its main category, then the others."""

    def distance(item: Resource) -> int:
        wanted, offered = need.category, item.category
        if wanted is None or offered is None:
            return 2
        return 0 if offered == wanted else 1 if offered.l1 == wanted.l1 else 2

    return tuple(sorted((item for item in resources if not item.withdrawn), key=distance))
