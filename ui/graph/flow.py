"""Needs at the left, resources at the right, bands between them; looked at, opened, walked through and dragged."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from ui.graph.layout import (
    LEFT,
    RIGHT,
    Band,
    Flow,
    Node,
    Ribbon,
    Span,
    least_height,
    ribbons,
    spans,
)
from ui.graph.painting import Drawing, ribbon_path
from ui.theme import LIGHT, Shade

if TYPE_CHECKING:
    from collections.abc import Callable

_LINE = 1.72
_SMALLEST = 220


class FlowView(QWidget):
    """The picture of a plan.

    Signals:
        toggled: A group was clicked: side and key.
        picked: A single need or resource was chosen: side and key.
        band_picked: A band was clicked: keys of its two nodes.
        dropped: A need was dragged onto a node at the right: key of the need, key of the node.
        menu_wanted: The menu of a single need was asked for: its key, where on the screen.
    """

    toggled = Signal(str, str)
    picked = Signal(str, str)
    band_picked = Signal(str, str)
    dropped = Signal(str, str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._flow = Flow()
        self._shade: Shade = LIGHT
        self._spans: dict[str, dict[str, Span]] = {LEFT: {}, RIGHT: {}}
        self._ribbons: tuple[Ribbon, ...] = ()
        self._pointed: tuple[str, str] | None = None
        self._pointed_band: Band | None = None
        self._current: tuple[str, str] | None = None
        self._chosen: tuple[str, str] | None = None
        self._pressed: QPoint | None = None
        self._dragged = ""
        self._drag_at = QPointF()
        self.why_no_drag = ""
        self.strong = False
        self.spoken: Callable[[str], str] = str
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # -- what it shows

    def show_flow(self, flow: Flow) -> None:
        """Draw this picture; what is chosen stays chosen as far as it is still there."""
        self._flow = flow
        self._pointed = self._pointed_band = None
        self._dragged = ""
        known = {(side, node.key) for side in (LEFT, RIGHT) for node in flow.column(side)}
        self._current = self._current if self._current in known else None
        self.setAccessibleDescription(self._words())
        self.setMinimumHeight(self.minimumSizeHint().height())
        self._arrange()

    def choose(self, side: str, key: str) -> None:
        """Bring out the links of a need or resource chosen elsewhere; an empty key = of none."""
        self._chosen = (side, key) if key else None
        self.update()

    def set_shade(self, shade: Shade) -> None:
        """Draw in other colours."""
        self._shade = shade
        self.update()

    @property
    def flow(self) -> Flow:
        """What is drawn."""
        return self._flow

    def _words(self) -> str:
        names = {
            side: {node.key: node.label for node in self._flow.column(side)}
            for side in (LEFT, RIGHT)
        }
        return "；".join(
            f"{names[LEFT][band.left]} — {names[RIGHT][band.right]}：{band.count} 项"
            for band in self._flow.bands
        )

    # -- sizes

    def line_height(self) -> float:
        """Height of a single line in pixels."""
        return self.fontMetrics().height() * _LINE

    def minimumSizeHint(self) -> QSize:
        """Every line readable."""
        height = max(_SMALLEST, round(least_height(self._flow, self.line_height())) + 4)
        return QSize(360, height)

    def sizeHint(self) -> QSize:
        """The same; it takes what room there is."""
        return QSize(700, self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew."""
        self._arrange()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other room."""
        if event.type() == QEvent.Type.FontChange:
            self.setMinimumHeight(self.minimumSizeHint().height())
            self._arrange()
        super().changeEvent(event)

    def _arrange(self) -> None:
        for side in (LEFT, RIGHT):
            self._spans[side] = spans(self._flow.column(side), self.height(), self.line_height())
        self._ribbons = ribbons(self._flow, self._spans[LEFT], self._spans[RIGHT])
        self.update()

    def name_width(self) -> int:
        """Room for the names at each side."""
        return self.width() * 31 // 100

    # -- what is where

    def node_at(self, x: float, y: float) -> tuple[str, str] | None:
        """Side and key of the node at a point; ``None`` between the columns and below the last."""
        width = self.name_width()
        side = LEFT if x < width else RIGHT if x > self.width() - width else ""
        for key, span in self._spans.get(side, {}).items():
            if span.top <= y < span.bottom:
                return side, key
        return None

    def place_of(self, side: str, key: str) -> QPointF | None:
        """The middle of a node; ``None`` when it is not drawn."""
        span = self._spans[side].get(key)
        width = self.name_width()
        x = width / 2 if side == LEFT else self.width() - width / 2
        return None if span is None else QPointF(x, span.middle)

    def band_at(self, x: float, y: float) -> Band | None:
        """The band at a point between the columns, the thinnest where several cross."""
        width = self.name_width()
        if not width < x < self.width() - width:
            return None
        hit = [
            ribbon
            for ribbon in self._ribbons
            if ribbon_path(ribbon, width, self.width() - width, 2.0).contains(QPointF(x, y))
        ]
        return min(hit, key=lambda ribbon: ribbon.band.count).band if hit else None

    def _node(self, side: str, key: str) -> Node | None:
        return next((node for node in self._flow.column(side) if node.key == key), None)

    # -- mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Bring out what is under the mouse; carry a need that is dragged."""
        at = event.position()
        if self._pressed is not None and not self._dragged:
            self._begin_drag(event.position().toPoint())
        pointed = self.node_at(at.x(), at.y())
        band = None if pointed or self._dragged else self.band_at(at.x(), at.y())
        self._drag_at = at
        if (pointed, band) != (self._pointed, self._pointed_band) or self._dragged:
            self._pointed, self._pointed_band = pointed, band
            self.setCursor(self._cursor_for(pointed, band))
            self.update()

    def _cursor_for(self, pointed: object, band: object) -> Qt.CursorShape:
        if self._dragged:
            return Qt.CursorShape.ClosedHandCursor
        return Qt.CursorShape.PointingHandCursor if pointed or band else Qt.CursorShape.ArrowCursor

    def _begin_drag(self, now: QPoint) -> None:
        assert self._pressed is not None
        far = (now - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        found = self.node_at(self._pressed.x(), self._pressed.y())
        if far and found and found[0] == LEFT and not self.why_no_drag:
            node = self._node(*found)
            if node is not None and not node.openable:
                self._dragged = node.key

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        self._pointed = self._pointed_band = None
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click or a drag begins."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A need is dropped, or a node or band was clicked."""
        pressed, self._pressed = self._pressed, None
        dragged, self._dragged = self._dragged, ""
        at = event.position()
        found = self.node_at(at.x(), at.y())
        self.update()
        if dragged:
            if found is not None and found[0] == RIGHT:
                self.dropped.emit(dragged, found[1])
        elif pressed is not None and found is not None:
            self.activate(*found)
        elif pressed is not None and (band := self.band_at(at.x(), at.y())):
            self.band_picked.emit(band.left, band.right)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the need under the mouse, or of the one in hand when a key was pressed."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        found = self._current if by_key else self.node_at(event.pos().x(), event.pos().y())
        node = self._node(*found) if found and found[0] == LEFT else None
        if node is not None and not node.openable:
            self.menu_wanted.emit(node.key, event.globalPos())

    def activate(self, side: str, key: str) -> None:
        """What a click on a node does: open or close a group, choose a single one."""
        node = self._node(side, key)
        if node is None:
            return
        self._current = (side, key)
        (self.toggled if node.openable else self.picked).emit(side, key)
        self.update()

    # -- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk through the nodes, Enter or space opens or chooses one; Esc gives up a drag."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        sides = {Qt.Key.Key_Left: LEFT, Qt.Key.Key_Right: RIGHT}
        key = Qt.Key(event.key())
        if key in steps:
            self._walk(steps[key])
        elif key in sides:
            self._cross(sides[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current:
            self.activate(*self._current)
        elif key == Qt.Key.Key_Escape and self._dragged:
            self._dragged, self._pressed = "", None
            self.update()
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        side = self._current[0] if self._current else LEFT
        keys = [node.key for node in self._flow.column(side)]
        if not keys:
            return
        at = keys.index(self._current[1]) + step if self._current else 0
        self._current = (side, keys[min(max(at, 0), len(keys) - 1)])
        self.update()

    def _cross(self, side: str) -> None:
        nodes = self._flow.column(side)
        if nodes and self._current and self._current[0] != side:
            here = self._spans[self._current[0]][self._current[1]].middle
            nearest = min(nodes, key=lambda node: abs(self._spans[side][node.key].middle - here))
            self._current = (side, nearest.key)
        elif nodes and self._current is None:
            self._current = (side, nodes[0].key)
        self.update()

    # -- drawing

    def event(self, event: QEvent) -> bool:
        """Say in full what is under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(
                event.globalPos(), self.tip_at(event.pos().x(), event.pos().y()), self
            )
            return True
        return super().event(event)

    def tip_at(self, x: float, y: float) -> str:
        """What is said of a point."""
        if (found := self.node_at(x, y)) and (node := self._node(*found)):
            return self.spoken(node.tip or node.label)
        if band := self.band_at(x, y):
            names = [self._node(LEFT, band.left), self._node(RIGHT, band.right)]
            ends = " — ".join(self.spoken(node.label) for node in names if node)
            changed = f"，其中 {band.changed} 项有变动" if band.changed else ""
            locked = f"，{band.locked} 项已锁定" if band.locked else ""
            return f"{ends}：{band.count} 项{changed}{locked}"
        return ""

    def focus_of(self, band: Band) -> bool | None:
        """Whether a band stands out (``True``), steps back (``False``) or neither (``None``)."""
        if self._pointed_band is not None:
            return band == self._pointed_band
        for wanted in (self._pointed, self._current if self.hasFocus() else None, self._chosen):
            if wanted is not None and self._touched(wanted):
                return self._touches(band, wanted)
        return None

    def _touches(self, band: Band, wanted: tuple[str, str]) -> bool:
        side, key = wanted
        end = getattr(band, side)
        if end == key:
            return True
        node = self._node(side, end)
        return node is not None and node.group == key

    def _touched(self, wanted: tuple[str, str]) -> bool:
        return any(self._touches(band, wanted) for band in self._flow.bands)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bands, then the names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._shade.surface))
        drawing = Drawing(
            painter,
            self._shade,
            self.width(),
            self.name_width(),
            self.spoken,
            strong=self.strong,
        )
        order = {False: 0, None: 1, True: 2}
        told = [(ribbon, self.focus_of(ribbon.band)) for ribbon in self._ribbons]
        told.sort(key=lambda item: (order[item[1]], -item[0].band.count))
        for ribbon, focus in told:
            drawing.ribbon(ribbon, focus)
        drawing.counts([item for item in told if item[1] is not False])
        marked = {self._pointed, self._chosen, self._current if self.hasFocus() else None}
        for side in (LEFT, RIGHT):
            for node in self._flow.column(side):
                drawing.node(side, node, self._spans[side][node.key], (side, node.key) in marked)
        if self._dragged:
            carried = self._node(LEFT, self._dragged)
            drawing.dragged(carried.label if carried else "", self._drag_at)
        painter.end()
