"""Which typefaces carry the Chinese."""

from PySide6.QtGui import QFont

FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "SimSun",
    "sans-serif",
)
"""Tried in this order; named, so that no Japanese or serif face is picked by chance."""

_POINTS = 10.0


def interface_font() -> QFont:
    """The font of the whole window."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(_POINTS)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    return font
