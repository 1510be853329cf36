"""How nodes and bands look."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from ui.graph.layout import LEFT, THICKEST, Node, Ribbon, Span
from ui.theme import Shade

_BAR = 7.0
_GAP = 6.0
_INDENT = 14.0
_ALPHA = {None: 70, True: 175, False: 16}
_STRONG_ALPHA = {None: 125, True: 220, False: 30}
_COUNTED = 2
"""Bands of fewer links say their number only when they stand out."""


def ribbon_path(ribbon: Ribbon, left: float, right: float, least: float = 1.2) -> QPainterPath:
    """The outline of a band between two x positions, at least so many pixels thick."""
    start, end = _thick(ribbon.left, least), _thick(ribbon.right, least)
    middle = (left + right) / 2
    path = QPainterPath(QPointF(left, start.top))
    path.cubicTo(QPointF(middle, start.top), QPointF(middle, end.top), QPointF(right, end.top))
    path.lineTo(QPointF(right, end.bottom))
    path.cubicTo(
        QPointF(middle, end.bottom), QPointF(middle, start.bottom), QPointF(left, start.bottom)
    )
    path.closeSubpath()
    return path


def _thick(span: Span, least: float) -> Span:
    if span.height >= least:
        return span
    return Span(span.middle - least / 2, span.middle + least / 2)


class Drawing:
    """One painting of a picture.

    Args:
        names: Room for the names at each side.
        mask: What every word goes through.
        strong: Whether bands are drawn for a projector, which washes colours out.
    """

    def __init__(
        self,
        painter: QPainter,
        shade: Shade,
        width: int,
        names: int,
        mask: Callable[[str], str],
        *,
        strong: bool = False,
    ) -> None:
        self._painter = painter
        self._shade = shade
        self._width = width
        self._names = names
        self._mask = mask
        self._alpha = _STRONG_ALPHA if strong else _ALPHA
        self._metrics = QFontMetricsF(painter.font())

    # -- bands

    def ribbon(self, ribbon: Ribbon, focus: bool | None) -> None:
        """A band; ``focus`` as :meth:`FlowView.focus_of` has it."""
        tone = self._shade.warn if ribbon.band.changed else self._shade.info
        colour = QColor(self._shade.accent_text if focus and not ribbon.band.changed else tone)
        colour.setAlpha(self._alpha[focus])
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        self._painter.drawPath(ribbon_path(ribbon, self._names, self._width - self._names))

    def counts(self, told: Sequence[tuple[Ribbon, bool | None]]) -> None:
        """The number of links on each band, biggest first, none over another."""
        placed: list[QRectF] = []
        for ribbon, focus in sorted(told, key=lambda item: (not item[1], -item[0].band.count)):
            if ribbon.band.count < _COUNTED and not (focus and ribbon.band.locked):
                continue
            words = str(ribbon.band.count)
            if ribbon.band.locked:
                words = f"{words}（锁 {ribbon.band.locked}）" if ribbon.band.count > 1 else "锁"
            size = self._metrics.boundingRect(words)
            box = QRectF(0, 0, size.width() + 10, self._metrics.height())
            middle = (ribbon.left.middle + ribbon.right.middle) / 2
            box.moveCenter(QPointF(self._width / 2, middle))
            if any(box.intersects(other) for other in placed):
                continue
            placed.append(box)
            self._label(box, words)

    def _label(self, box: QRectF, words: str) -> None:
        ground = QColor(self._shade.surface)
        ground.setAlpha(225)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(ground)
        self._painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        self._painter.setPen(QColor(self._shade.text))
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    # -- nodes

    def node(self, side: str, node: Node, span: Span, marked: bool) -> None:
        """A node: a bar at the inner edge, its name, how many of how many."""
        at_left = side == LEFT
        outer = QRectF(
            0 if at_left else self._width - self._names, span.top, self._names, span.height
        )
        if marked:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(QColor(self._shade.select))
            self._painter.drawRoundedRect(outer.adjusted(1, 1, -1, -1), 4, 4)
        self._bar(node, span, at_left)
        figures = "" if node.group else f"{node.part}/{node.whole}"
        room = self._names - _BAR - 2 * _GAP - (_INDENT if node.group else 0)
        figures_width = self._metrics.horizontalAdvance(figures) + (2 * _GAP if figures else 0)
        sign = ("▾ " if node.is_open else "▸ ") if node.openable else ""
        name = self._metrics.elidedText(
            sign + self._mask(node.label), Qt.TextElideMode.ElideRight, room - figures_width
        )
        line = QRectF(0, span.middle - self._metrics.height() / 2, room, self._metrics.height())
        line.moveLeft(
            outer.left() + (0 if at_left else _BAR + 2 * _GAP) + self._indent(node, at_left)
        )
        self._words(line, name, figures, figures_width, node, at_left)

    def _indent(self, node: Node, at_left: bool) -> float:
        return _INDENT if node.group else _GAP if at_left else 0.0

    def _words(
        self, line: QRectF, name: str, figures: str, taken: float, node: Node, at_left: bool
    ) -> None:
        inner = QRectF(line)
        align = Qt.AlignmentFlag.AlignVCenter
        painter = self._painter
        usual = painter.font()
        if node.openable:
            bold = QFont(usual)
            bold.setWeight(QFont.Weight.DemiBold)
            painter.setFont(bold)
        painter.setPen(QColor(self._shade.tones.get(node.tone, self._shade.text)))
        if at_left:
            inner.setRight(line.right() - taken)
            painter.drawText(inner, align | Qt.AlignmentFlag.AlignLeft, name)
        else:
            painter.drawText(inner, align | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(usual)
        short = at_left and node.part < node.whole and not node.waiting
        tone = self._shade.bad if short else self._shade.muted
        painter.setPen(QColor(tone))
        edge = line.adjusted(0, 0, 0 if at_left else -_GAP, 0)
        painter.drawText(edge, align | Qt.AlignmentFlag.AlignRight, figures)

    def _bar(self, node: Node, span: Span, at_left: bool) -> None:
        """Full part and missing part one above the other."""
        if node.is_open:
            return
        height = min(max(span.height * 0.86, 2.0), THICKEST * max(node.whole, 1))
        top = span.middle - height / 2
        x = self._names - _BAR if at_left else self._width - self._names
        share = node.part / node.whole if node.whole else 0.0
        self._painter.setPen(Qt.PenStyle.NoPen)
        missing = self._shade.bad if at_left and not node.waiting else self._shade.line
        for start, length, colour in (
            (top, height * share, self._shade.info),
            (top + height * share, height * (1 - share), missing),
        ):
            if length > 0:
                self._painter.setBrush(QColor(colour))
                self._painter.drawRect(QRectF(x, start, _BAR, length))

    # -- a need on its way

    def dragged(self, label: str, at: QPointF) -> None:
        """The need that is dragged, at the mouse."""
        words = self._mask(label)
        box = QRectF(
            at.x() + 12,
            at.y() - 4,
            self._metrics.horizontalAdvance(words) + 18,
            self._metrics.height() + 8,
        )
        box.moveRight(min(box.right(), self._width - 4.0))
        self._painter.setPen(QPen(QColor(self._shade.accent), 1.5))
        self._painter.setBrush(QColor(self._shade.surface))
        self._painter.drawRoundedRect(box, 5, 5)
        self._painter.setPen(QColor(self._shade.text))
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
