"""The line drawings in ``ui/icons``, in any colour and sharp at any scale."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

ICON_FOLDER = Path(__file__).resolve().parent.parent / "icons"
"""Where the drawings lie."""
_SCALES = (1.0, 1.25, 1.5, 2.0)


@cache
def _drawing(name: str) -> str:
    return (ICON_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


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


def icon(name: str, colour: str, disabled: str = "", checked: str = "", size: int = 16) -> QIcon:
    """A drawing as an icon, sharp at all usual scales.

    Args:
        name: File name in ``ui/icons`` without suffix.
        colour: ``#rrggbb``.
        disabled: The colour when disabled; empty = Qt's own greying.
        checked: The colour when checked or selected; empty = as usual.
        size: Side in pixels at 100 %.
    """
    made = QIcon()
    for pixels in (round(size * scale) for scale in _SCALES):
        made.addPixmap(pixmap(name, colour, pixels), QIcon.Mode.Normal)
        if disabled:
            made.addPixmap(pixmap(name, disabled, pixels), QIcon.Mode.Disabled)
        if checked:
            made.addPixmap(pixmap(name, checked, pixels), QIcon.Mode.Selected)
    return made
