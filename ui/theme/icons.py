"""The line drawings in ``ui/icons``, in any colour and sharp at any scale."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_FOLDER = Path(__file__).resolve().parent.parent / "icons"
_SIZES = (16, 20, 24, 32, 40, 48, 64, 96)


@cache
def _drawing(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """A drawing as a square picture.

    Args:
        name: File name in ``ui/icons`` without suffix.
        colour: ``#rrggbb`` in place of ``currentColor``.
        size: Side in device pixels.

    Raises:
        FileNotFoundError: There is no such drawing.
    """
    data = QByteArray(_drawing(name).replace("currentColor", colour).encode())
    picture = QPixmap(QSize(size, size))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(data).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def icon(name: str, colour: str, disabled: str = "", checked: str = "") -> QIcon:
    """A drawing as an icon in all usual sizes; ``disabled`` and ``checked`` are colours of those states."""
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(pixmap(name, colour, size), QIcon.Mode.Normal)
        if disabled:
            made.addPixmap(pixmap(name, disabled, size), QIcon.Mode.Disabled)
        if checked:
            made.addPixmap(pixmap(name, checked, size), QIcon.Mode.Normal, QIcon.State.On)
            made.addPixmap(pixmap(name, checked, size), QIcon.Mode.Selected)
    return made
