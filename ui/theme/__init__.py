"""Colours, fonts and icons, light and dark."""

from ui.theme.colours import DARK, LIGHT, Look, Shade, resolve
from ui.theme.fonts import FAMILIES, interface_font
from ui.theme.icons import icon, pixmap
from ui.theme.style import palette, style_sheet

__all__ = [
    "DARK",
    "FAMILIES",
    "LIGHT",
    "Look",
    "Shade",
    "icon",
    "interface_font",
    "palette",
    "pixmap",
    "resolve",
    "style_sheet",
]
