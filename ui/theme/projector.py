"""Colours and type of the projector: black on white or white on black, no thin greys."""

from dataclasses import replace

from ui.theme.colours import DARK, Shade


def projector_shade(shade: Shade) -> Shade:
    """A shade with the strongest contrast there is."""
    if shade.name == DARK.name:
        return replace(
            shade,
            window="#000000",
            surface="#000000",
            stripe="#161616",
            text="#ffffff",
            muted="#d8dce3",
            line="#6a7280",
        )
    return replace(
        shade,
        window="#ffffff",
        surface="#ffffff",
        stripe="#f0f2f5",
        text="#000000",
        muted="#33383f",
        line="#9aa1ac",
    )


def projector_sheet(shade: Shade, size: int) -> str:
    """The style sheet of the projector.

    Args:
        shade: From :func:`projector_shade`.
        size: Height of ordinary type in pixels.
    """
    tones = "\n".join(
        f'QLabel[tone="{name}"] {{ color: {colour}; }}' for name, colour in shade.tones.items()
    )
    return f"""
QWidget {{ background: {shade.window}; color: {shade.text}; font-size: {size}px; }}
QWidget#blank {{ background: #000000; }}
QLabel#projectorHead {{ color: {shade.accent_text}; font-weight: 600; }}
QLabel#projectorFoot, QLabel#projectorSmall, QLabel#muted {{ color: {shade.muted}; font-size: {size * 4 // 5}px; }}
QLabel#projectorHint {{ color: {shade.muted}; font-size: {max(size * 11 // 20, 11)}px; }}
QLabel#projectorSaid {{ background: {shade.stripe}; font-size: {size * 4 // 5}px; padding: {size // 5}px {size // 2}px; }}
QLabel#projectorTitle, QLabel#sectionTitle {{ font-size: {size * 6 // 5}px; font-weight: 600; }}
QLabel#projectorFigure {{ font-size: {size * 11 // 5}px; font-weight: 700; color: {shade.accent_text}; }}
QFrame#projectorChoice {{ border: 2px solid {shade.line}; border-radius: 10px; }}
QLabel#projectorDigit {{ color: {shade.accent_text}; font-weight: 700; min-width: {size}px; }}
{tones}
"""
