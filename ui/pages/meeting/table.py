"""The plan as a table, with the resources below it: a need is dragged onto a resource, or given to it by a key."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from matcher.domain import Resource
from ui.columns import RESOURCES, PlanRow
from ui.pages.base import Elided, dress_panel
from ui.pages.meeting.choose import likely_first
from ui.tables import Column, Empty, TablePanel
from ui.theme import Shade

NEED = "need"
"""What a dragged row of the plan is called."""
_SHORT_HINT = "把需求拖到资源上，或选好按 Enter，改派给它"
_HINT = "把上面的需求拖到资源上，或选好资源按 Enter，改派给它（先看影响）；最对口的排在前面"
_NOTHING = Empty("还没有资源", "导入资源清单之后，可以把需求拖到资源上。", icon="resources")
_SHOWN = ("unit", "title", "category", "capacity", "times", "scope")


@dataclass(frozen=True, slots=True)
class Offer:
    """A resource, and how many needs it serves in the plan."""

    resource: Resource
    serves: int


def _of_resource(column: Column[Resource]) -> Column[Offer]:
    tip, sort = column.tip, column.sort
    return Column(
        column.key,
        column.title,
        lambda offer: column.text(offer.resource),
        column.width,
        sort=None if sort is None else lambda offer: sort(offer.resource),
        tip=None if tip is None else lambda offer: tip(offer.resource),
    )


_BY_KEY = {column.key: column for column in RESOURCES}
OFFERS: tuple[Column[Offer], ...] = (
    *(_of_resource(_BY_KEY[key]) for key in _SHOWN[:2]),
    Column(
        "serves",
        "已承接",
        lambda offer: f"{offer.serves} 项" if offer.serves else "闲置",
        76,
        sort=lambda offer: offer.serves,
        right=True,
        tone=lambda offer: "" if offer.serves else "good",
    ),
    *(_of_resource(_BY_KEY[key]) for key in _SHOWN[2:]),
)


def likely(row: PlanRow) -> tuple[str, ...]:
    """Ids of the resources that serve a need, could step in for those, or came nearest."""
    given = (item.resource for item, _ in row.assignments)
    backups = row.backup.resources if row.backup else ()
    nearest = (resource for resource, _ in row.unmet.nearest) if row.unmet else ()
    return tuple(dict.fromkeys((*given, *backups, *nearest)))


class PlanTable(QWidget):
    """The plan above, the resources below; :attr:`with_offers` shows or hides them and stands where the page wants it.

    Signals:
        dropped: A need is to be given to a resource: id of the need, id of the resource.
        why_wanted: Why this resource does not serve the need in hand; its id.
    """

    dropped = Signal(str, str)
    why_wanted = Signal(str)

    def __init__(self, panel: TablePanel[PlanRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = panel
        self.offers: TablePanel[Offer] = TablePanel(
            "资源", OFFERS, lambda offer: offer.resource.id, _NOTHING, self
        )
        self.hint = Elided(_SHORT_HINT)
        self.with_offers = QPushButton("资源列表")
        self.below = QWidget()
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self._resources: Sequence[Resource] = ()
        self._serves: Counter[str] = Counter()
        self._drawn: tuple[object, ...] | None = None
        self._why_not = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self.with_offers.setCheckable(True)
        self.with_offers.setChecked(True)
        self.with_offers.setToolTip("在下方列出资源，需求可以拖上去；不用时收起")
        self.hint.setObjectName("muted")
        self.hint.setToolTip(_HINT)
        column = QVBoxLayout(self.below)
        column.setContentsMargins(0, 4, 0, 0)
        bar = self.offers.take_bar()
        bar.insertWidget(1, self.hint, 6)
        column.addLayout(bar)
        column.addWidget(self.offers, 1)
        self.splitter.addWidget(self.panel)
        self.splitter.addWidget(self.below)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setChildrenCollapsible(True)
        self.splitter.setHandleWidth(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.panel.model.takes = self._has_resource
        self.panel.view.let_drop(NEED)
        self.offers.view.let_drop(NEED)

    def _connect(self) -> None:
        self.panel.model.dropped.connect(self._onto_row)
        self.offers.model.dropped.connect(self._later)
        self.offers.view.opened.connect(self._give)
        self.offers.view.menu_wanted.connect(self._fill_menu)
        self.with_offers.toggled.connect(self.below.setVisible)

    # -- what it shows

    def show_plan(self, rows: Sequence[PlanRow], resources: Sequence[Resource]) -> None:
        """Count what each resource serves; the resources are drawn with the need in hand."""
        self._resources = [item for item in resources if not item.withdrawn]
        self._serves = Counter(
            resource for row in rows for resource in {item.resource for item, _ in row.assignments}
        )
        self._drawn = None
        self.below.setVisible(bool(rows) and self.with_offers.isChecked())

    def show_row(self, row: PlanRow | None, why_not: str) -> None:
        """Put the resources in order for the need in hand; ``why_not`` says why nothing can be given now."""
        self._why_not = why_not
        self.panel.view.let_drag("" if why_not else NEED)
        self.hint.setText(why_not or _SHORT_HINT)
        drawn = (row.need.category, likely(row)) if row else ()
        if drawn == self._drawn:
            return
        self._drawn = drawn
        ordered = self._ordered(row) if row else self._resources
        self.offers.show_rows([Offer(item, self._serves[item.id]) for item in ordered])
        self.offers.view.scrollToTop()

    def _ordered(self, row: PlanRow) -> list[Resource]:
        """What serves the need, could step in or came nearest; then those of its category."""
        rank = {key: at for at, key in enumerate(likely(row))}
        others = likely_first(row.need, self._resources)
        return sorted(others, key=lambda item: rank.get(item.id, len(rank)))

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        dress_panel(self.offers, shade)

    # -- what the user does

    def _has_resource(self, need: str) -> bool:
        row = self._row(need)
        return row is not None and bool(row.assignments)

    def _row(self, need: str) -> PlanRow | None:
        return next((row for row in self.panel.model.rows if row.need.id == need), None)

    def _onto_row(self, need: str, onto: str) -> None:
        """A need dropped onto another one is given to what serves that."""
        row = self._row(onto)
        served = {item.resource: found for item, found in row.assignments} if row else {}
        if len(served) == 1:
            self._later(need, next(iter(served)))
        elif served:
            QTimer.singleShot(0, self, lambda: self._ask_which(need, served, QCursor.pos()))

    def _ask_which(self, need: str, served: dict[str, Resource | None], at: QPoint) -> None:
        """The other need is served by several: which of them?"""
        menu = QMenu(self)
        names = {f"改派给 {found.title if found else key}": key for key, found in served.items()}
        for words in names:
            menu.addAction(words)
        chosen = menu.exec(at)
        if chosen is not None:
            self.dropped.emit(need, names[chosen.text()])
        menu.deleteLater()

    def _later(self, need: str, resource: str) -> None:
        """When the drag is over: what follows may open a menu."""
        QTimer.singleShot(0, self, lambda: self.dropped.emit(need, resource))

    def _give(self, resource: str) -> None:
        need = self.panel.view.current_key()
        if need and not self._why_not:
            self.dropped.emit(need, resource)

    def _fill_menu(self, menu: QMenu) -> None:
        resource, row = self.offers.view.current_key(), self._row(self.panel.view.current_key())
        if row is None:
            return
        menu.setToolTipsVisible(True)
        give = menu.addAction(f"把“{row.need.title}”改派给它", lambda: self._give(resource))
        give.setEnabled(not self._why_not)
        give.setToolTip(self._why_not)
        menu.addAction("为什么不是它…", lambda: self.why_wanted.emit(resource))
