"""Pictures drawn with QPainter."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from matcher.domain import Part
from ui.theme import LIGHT, Shade

_ROUND = 3.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a bar chart.

    Attributes:
        label: Its name.
        value: Length of the full part.
        whole: Length of the track behind it; at least ``value``.
        words: What stands at the right.
        tone: Name of a colour of the shade, or empty for the usual one.
    """

    label: str
    value: int
    whole: int
    words: str
    tone: str = ""


class _Lines(QWidget):
    """Equal lines under each other, each with a tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shade: Shade = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shade(self, shade: Shade) -> None:
        """Draw in other colours."""
        self.shade = shade
        self.update()

    def line_height(self) -> int:
        """Height of a line in pixels."""
        return round(self.fontMetrics().height() * 1.75)

    def tips(self) -> list[str]:
        """What each line says in full."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        """As high as all lines."""
        return QSize(280, self.line_height() * len(self.tips()) + 4)

    def minimumSizeHint(self) -> QSize:
        """As high as all lines."""
        return QSize(160, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Show the tip of the line under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            line = event.pos().y() // self.line_height()
            tips = self.tips()
            QToolTip.showText(event.globalPos(), tips[line] if line < len(tips) else "", self)
            return True
        return super().event(event)

    def elided(self, words: str, width: int) -> str:
        """The words as far as they fit."""
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)

    def write(
        self, painter: QPainter, box: QRect, words: str, colour: str, *, right: bool = False
    ) -> None:
        """Write one line of words."""
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(colour))
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, self.elided(words, box.width()))

    def block(self, painter: QPainter, box: QRectF, colour: str) -> None:
        """Draw one rounded block."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(box, _ROUND, _ROUND)


class BarChart(_Lines):
    """Named bars under each other.

    Args:
        name: What the picture is about, for those who cannot see it.
        dense: Whether the lines stand close, so that the type can be larger.
    """

    def __init__(self, name: str, parent: QWidget | None = None, *, dense: bool = False) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._dense = dense
        self.setAccessibleName(name)

    def line_height(self) -> int:
        """Height of a line in pixels."""
        return round(self.fontMetrics().height() * 1.15) if self._dense else super().line_height()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these bars."""
        self._bars = tuple(bars)
        self.setAccessibleDescription("；".join(self.tips()))
        self.updateGeometry()
        self.update()

    def tips(self) -> list[str]:
        """Each bar in words."""
        return [f"{bar.label}：{bar.words}" if bar.label else bar.words for bar in self._bars]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every bar: name, track, full part, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        names = min(
            max((metrics.horizontalAdvance(bar.label) for bar in self._bars), default=0) + 4,
            self.width() * 2 // 5,
        )
        words = max((metrics.horizontalAdvance(bar.words) for bar in self._bars), default=0) + 4
        room = max(self.width() - names - words - 24, 20)
        longest = max((bar.whole for bar in self._bars), default=1) or 1
        height = self.line_height()
        for line, bar in enumerate(self._bars):
            top = line * height
            self.write(painter, QRect(0, top, names, height), bar.label, self.shade.text)
            track = QRectF(
                names + 12, top + height * 0.25, room * bar.whole / longest, height * 0.5
            )
            self.block(painter, track, self.shade.line)
            if bar.value:
                track.setWidth(room * bar.value / longest)
                self.block(painter, track, self.shade.tones.get(bar.tone, self.shade.info))
            box = QRect(self.width() - words, top, words, height)
            self.write(painter, box, bar.words, self.shade.muted, right=True)
        painter.end()


class Waterfall(_Lines):
    """The parts of a score, each starting where the one before ended, and their sum."""

    def __init__(self, parts: Sequence[Part], score: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self._score = score
        self.setAccessibleName("匹配度构成")
        self.setAccessibleDescription("；".join(self.tips()))

    def tips(self) -> list[str]:
        """Each part in words, then the sum."""
        lines = [
            f"{part.label} {part.points:+d} 分" + (f"：{part.note}" if part.note else "")
            for part in self._parts
        ]
        return [*lines, f"匹配度 {self._score} 分（满分 1000）"]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every part and the sum."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        reached = 0
        peak = max([self._score, *accumulate(part.points for part in self._parts), 1])
        for part in self._parts:
            tone = "good" if part.points >= 0 else "bad"
            self._line(
                painter, top, f"{part.label} {part.note}", (reached, part.points), peak, tone
            )
            reached += part.points
            top += self.line_height()
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        self._line(painter, top, "匹配度", (0, self._score), peak, "info")
        painter.end()

    def _line(
        self, painter: QPainter, top: int, label: str, span: tuple[int, int], peak: int, tone: str
    ) -> None:
        height = self.line_height()
        metrics = self.fontMetrics()
        points = metrics.horizontalAdvance("+1000") + 6
        names = (self.width() - points) * 12 // 20
        room = self.width() - points - names - 16
        start, length = span
        left, right = sorted((start, start + length))
        self.write(painter, QRect(0, top, names, height), label, self.shade.text)
        x = names + 8 + room * max(left, 0) / peak
        width = max(room * (right - max(left, 0)) / peak, 2.0)
        colour = self.shade.tones[tone]
        self.block(painter, QRectF(x, top + height * 0.28, width, height * 0.44), colour)
        words = str(length) if tone == "info" else f"{length:+d}"
        box = QRect(self.width() - points, top, points, height)
        self.write(painter, box, words, self.shade.text, right=True)
