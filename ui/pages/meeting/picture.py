"""Needs, plan and resources side by side, with the links drawn between them."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from matcher.domain import Resource
from ui.columns import PlanRow
from ui.graph import FlowView
from ui.pages.base import Elided
from ui.pages.meeting.flows import LeftBy, RightBy, Wish, flow_of
from ui.theme import Shade

_NONE = "没有符合筛选条件的需求"
_NO_PLAN = "还没有方案：点上方“匹配”，这里就画出谁服务谁"
_SHORT_HINT = "点开一组；需求可拖到资源上"
_HINT = "点一组展开成单条；带子上的数是对接项数；把需求拖到资源上，改派给它"


class Picture(QWidget):
    """The picture; :attr:`controls` say what it is grouped by and stand where the page wants them.

    Signals:
        picked: A need was chosen; its id.
        resource_picked: A resource was chosen; its id.
        dropped: A need was dragged onto a resource or a unit: id of the need, id or name of the other.
    """

    picked = Signal(str)
    resource_picked = Signal(str)
    dropped = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left_by = QComboBox()
        self.right_by = QComboBox()
        self.close_all = QPushButton("全部收起")
        self.hint = Elided(_SHORT_HINT)
        self.controls = QWidget()
        self.view = FlowView("需求与资源的连线")
        self.area = QScrollArea()
        self.empty = QLabel(_NONE)
        self._wish = Wish()
        self._rows: tuple[PlanRow, ...] = ()
        self._resources: tuple[Resource, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        for box, options, name in (
            (self.left_by, list(LeftBy), "需求的分组"),
            (self.right_by, list(RightBy), "资源的分组"),
        ):
            box.setAccessibleName(name)
            for option in options:
                box.addItem(option.label, option)
        self.empty.setObjectName("muted")
        self.hint.setObjectName("muted")
        self.hint.setToolTip(_HINT)
        row = QHBoxLayout(self.controls)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.left_by)
        row.addWidget(self.right_by)
        row.addWidget(self.close_all)
        row.addWidget(self.hint, 1)
        self.view.setObjectName("sheet")
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.empty)
        layout.addWidget(self.area, 1)

    def _connect(self) -> None:
        self.left_by.activated.connect(self._regroup)
        self.right_by.activated.connect(self._regroup)
        self.close_all.clicked.connect(self._close_all)
        self.view.toggled.connect(self._toggle)
        self.view.band_picked.connect(self._open_band)
        self.view.picked.connect(self._pick)
        self.view.dropped.connect(self.dropped)

    # -- what it shows

    def show_rows(
        self, rows: Sequence[PlanRow], resources: Sequence[Resource], *, everything: bool
    ) -> None:
        """Draw these rows of the plan; ``everything`` = with the resources that serve none of them."""
        self._rows = tuple(rows)
        self._resources = tuple(resources)
        self._wish = replace(self._wish, everything=everything)
        self._redraw()

    def choose(self, need: str) -> None:
        """Bring out the links of a need, or of the group it is in."""
        known = {node.key for node in self.view.flow.left}
        row = next((row for row in self._rows if row.need.id == need), None)
        self.view.choose("left", need if row and need in known else "")

    def set_shade(self, shade: Shade) -> None:
        """Take on other colours."""
        self.view.set_shade(shade)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room shows more groups."""
        super().resizeEvent(event)
        self._redraw()

    def _redraw(self) -> None:
        room = max(8, int(self.area.viewport().height() / self.view.line_height()))
        self._wish = replace(self._wish, room=room)
        self.view.show_flow(flow_of(self._rows, self._resources, self._wish))
        planned = any(row.planned for row in self._rows)
        self.empty.setText(_NO_PLAN if self._rows else _NONE)
        self.empty.setVisible(not planned)
        self.close_all.setEnabled(bool(self._wish.opened))

    # -- what the user does

    def _regroup(self) -> None:
        self._wish = replace(
            self._wish,
            left_by=LeftBy(self.left_by.currentData()),
            right_by=RightBy(self.right_by.currentData()),
            opened=frozenset(),
        )
        self._redraw()

    def _close_all(self) -> None:
        self._wish = replace(self._wish, opened=frozenset())
        self._redraw()

    def _toggle(self, side: str, key: str) -> None:
        self._wish = replace(self._wish, opened=self._wish.opened ^ {(side, key)})
        self._redraw()

    def _open_band(self, left: str, right: str) -> None:
        """Show the single links of a band: open both its ends."""
        groups = {
            (side, key)
            for side, key in (("left", left), ("right", right))
            if any(node.key == key and node.openable for node in self.view.flow.column(side))
        }
        if groups:
            self._wish = replace(self._wish, opened=self._wish.opened | groups)
            self._redraw()
        else:
            self.picked.emit(left)

    def _pick(self, side: str, key: str) -> None:
        (self.picked if side == "left" else self.resource_picked).emit(key)
