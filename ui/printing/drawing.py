"""Pages drawn with a painter, in whatever resolution it has."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPainter, QPen

from matcher.domain.prints import Align, PrintFonts, Role
from ui.printing.pages import MM_PER_POINT, Measure, Page, Text

UNITS_PER_MM = 40
"""Letters are measured and drawn this fine, so that a page looks the same at every resolution."""
_LINE_MM = 0.18
_GREY = QColor("#f0f0f0")
_STAND_INS = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun",
    "Songti SC",
    "Noto Sans CJK SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
)


@lru_cache(maxsize=8)
def measure_of(fonts: PrintFonts) -> Measure:
    """Widths of characters in these fonts, or in what stands in for them here."""

    @lru_cache(maxsize=65_536)
    def width(role: Role, size: float, character: str) -> float:
        return metrics(role, size).horizontalAdvance(character) / UNITS_PER_MM

    @lru_cache(maxsize=64)
    def metrics(role: Role, size: float) -> QFontMetricsF:
        return QFontMetricsF(font_of(fonts, role, size))

    return width


def font_of(fonts: PrintFonts, role: Role, size: float) -> QFont:
    """The font of a role, with stand-ins, in units of the page."""
    font = QFont()
    font.setFamilies([*fonts.names(role), *_STAND_INS])
    font.setPixelSize(max(1, round(size * MM_PER_POINT * UNITS_PER_MM)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Shaped digits behind a Latin letter would be drawn as glyphs that no PDF reader can name again.
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.PreferNoShaping)
    return font


def missing_fonts(fonts: PrintFonts) -> tuple[str, ...]:
    """Of each role the font wanted first where this computer has none of its names."""
    here = set(QFontDatabase.families())
    return tuple(
        dict.fromkeys(
            fonts.names(role)[0] for role in Role if not here.intersection(fonts.names(role))
        )
    )


def draw_page(painter: QPainter, page: Page, fonts: PrintFonts, dots_per_mm: float) -> None:
    """Draw a page from its upper left corner on.

    Args:
        painter: Active, on a page or picture.
        page: Laid out.
        fonts: Names of fonts.
        dots_per_mm: Resolution of what is painted on.
    """
    painter.save()
    painter.scale(dots_per_mm / UNITS_PER_MM, dots_per_mm / UNITS_PER_MM)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(Qt.GlobalColor.black, _LINE_MM * UNITS_PER_MM)
    painter.setPen(pen)
    for box in page.boxes:
        corner = _rectangle(box.x, box.y, box.width, box.height)
        if box.grey:
            painter.fillRect(corner, _GREY)
        painter.drawRect(corner)
    for text in (*page.texts, page.foot):
        _draw_text(painter, text, fonts)
    painter.restore()


def _rectangle(x: float, y: float, width: float, height: float) -> QRectF:
    return QRectF(x * UNITS_PER_MM, y * UNITS_PER_MM, width * UNITS_PER_MM, height * UNITS_PER_MM)


def _draw_text(painter: QPainter, text: Text, fonts: PrintFonts) -> None:
    font = font_of(fonts, text.role, text.size)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    step = text.step * UNITS_PER_MM
    for number, line in enumerate(text.lines):
        free = text.width * UNITS_PER_MM - metrics.horizontalAdvance(line)
        shift = {Align.LEFT: 0.0, Align.CENTRE: free / 2, Align.RIGHT: free}[text.align]
        middle = text.y * UNITS_PER_MM + (number + 0.5) * step
        base = middle + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(text.x * UNITS_PER_MM + max(0.0, shift), base), line)
