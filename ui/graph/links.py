"""Who serves whom, as lines between two columns of names, drawn with QPainter."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import LIGHT, Shade

_WIDEST = 14.0
_FAINT = 40
_PLAIN = 105
_STRONG = 235


@dataclass(frozen=True, slots=True)
class Link:
    """How often the right name serves the left one, at least once."""

    left: str
    right: str
    count: int


def links(pairs: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    """Pairs of names counted, most frequent first."""
    counted = Counter(pairs)
    return tuple(
        Link(left, right, count)
        for (left, right), count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    )


class LinkGraph(QWidget):
    """Names at both sides, lines as thick as the number of needs; the name under the mouse stands out."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links: tuple[Link, ...] = ()
        self._left: tuple[str, ...] = ()
        self._right: tuple[str, ...] = ()
        self._shade: Shade = LIGHT
        self._pointed: tuple[str, str] | None = None
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_links(self, given: Sequence[Link]) -> None:
        """Draw these links."""
        self._links = tuple(given)
        self._left = _by_weight(self._links, "left")
        self._right = _beside(self._links, self._left)
        self._pointed = None
        self.setAccessibleDescription(
            "；".join(f"{link.left} — {link.right}：{link.count} 项" for link in self._links)
        )
        self.updateGeometry()
        self.update()

    def set_shade(self, shade: Shade) -> None:
        """Draw in other colours."""
        self._shade = shade
        self.update()

    def _line_height(self) -> int:
        return round(self.fontMetrics().height() * 1.7)

    def sizeHint(self) -> QSize:
        """As high as the longer column."""
        return QSize(600, self._line_height() * max(len(self._left), len(self._right), 1) + 8)

    def _y(self, side: str, at: int) -> float:
        names = self._left if side == "left" else self._right
        return (at + 0.5) * self.height() / max(len(names), 1)

    def _name_width(self) -> int:
        return self.width() * 3 // 10

    def name_at(self, x: float, y: float) -> tuple[str, str] | None:
        """Side and name at a point; ``None`` between the columns."""
        width = self._name_width()
        side = "left" if x < width else "right" if x > self.width() - width else ""
        names = {"left": self._left, "right": self._right}.get(side, ())
        if not names:
            return None
        return side, names[min(int(y * len(names) / max(self.height(), 1)), len(names) - 1)]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Bring out the links of the name under the mouse."""
        pointed = self.name_at(event.position().x(), event.position().y())
        if pointed != self._pointed:
            self._pointed = pointed
            self.update()

    def _strength(self, link: Link) -> int:
        if self._pointed is None:
            return _PLAIN
        side, name = self._pointed
        return _STRONG if getattr(link, side) == name else _FAINT

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, then the names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((link.count for link in self._links), default=1)
        for link in sorted(self._links, key=self._strength):
            self._draw_link(painter, link, most)
        self._draw_names(painter, "left", self._left)
        self._draw_names(painter, "right", self._right)
        painter.end()

    def _draw_link(self, painter: QPainter, link: Link, most: int) -> None:
        width = self._name_width()
        start = QPointF(width + 6, self._y("left", self._left.index(link.left)))
        end = QPointF(self.width() - width - 6, self._y("right", self._right.index(link.right)))
        middle = (start.x() + end.x()) / 2
        path = QPainterPath(start)
        path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
        colour = QColor(self._shade.accent)
        colour.setAlpha(self._strength(link))
        pen = QPen(colour, max(1.2, _WIDEST * link.count / max(most, 4)))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _draw_names(self, painter: QPainter, side: str, names: Sequence[str]) -> None:
        counts: Counter[str] = Counter()
        for link in self._links:
            counts[getattr(link, side)] += link.count
        width = self._name_width()
        height = self._line_height()
        left = 0 if side == "left" else self.width() - width
        align = Qt.AlignmentFlag.AlignRight if side == "left" else Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(self._shade.text))
        for at, name in enumerate(names):
            box = QRect(left, round(self._y(side, at) - height / 2), width, height)
            words = self.fontMetrics().elidedText(
                f"{name} {counts[name]}", Qt.TextElideMode.ElideMiddle, width
            )
            painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, words)


def _beside(given: Sequence[Link], left: Sequence[str]) -> tuple[str, ...]:
    """Right names, each near the middle of the left names it serves, so that fewer lines cross."""
    place = {name: at for at, name in enumerate(left)}
    weight: Counter[str] = Counter()
    moment: Counter[str] = Counter()
    for link in given:
        weight[link.right] += link.count
        moment[link.right] += link.count * place[link.left]
    return tuple(sorted(weight, key=lambda name: (moment[name] / weight[name], name)))


def _by_weight(given: Sequence[Link], side: str) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for link in given:
        counts[getattr(link, side)] += link.count
    return tuple(name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
