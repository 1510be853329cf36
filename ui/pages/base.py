"""What all pages share."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.preferences import Preferences
from ui.session import State
from ui.tables import TablePanel
from ui.theme import Shade, icon, pixmap

_EMPTY_PICTURE = 72
_ROW_ICONS = {
    "check": "good",
    "unmet": "bad",
    "info": "info",
    "error": "bad",
    "warning": "warn",
    "cancel": "muted",
    "lock": "accent",
    "claim": "accent",
    "forbid": "bad",
    "changed": "warn",
}


class Page(QWidget):
    """A page: :meth:`show_state` is all that the window needs of it.

    Attributes:
        name: Stable identifier.
        title: Words in the navigation.
        icon: Name of the drawing there.
    """

    name = ""
    title = ""
    icon = ""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.state: State | None = None

    def show_state(self, state: State) -> None:
        """Show this state."""
        before = self.state
        self.state = state
        if before is None or before.shade is not state.shade:
            self.dress(state.shade)
        self.draw(state, before)

    def draw(self, state: State, before: State | None) -> None:
        """Draw what differs between two states; ``before`` is ``None`` the first time."""
        raise NotImplementedError

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""

    def reveal(self, key: str) -> None:
        """Go to a row."""

    def search_panel(self) -> TablePanel[Any] | None:
        """The table that is searched from the keyboard; ``None`` on pages without one."""
        return None

    def keep_widths(self, panel: TablePanel[Any], table: str) -> None:
        """Use the column widths the user has set, and remember new ones."""
        panel.view.set_widths(self.preferences.widths(table))

    def page_layout(self) -> QVBoxLayout:
        """The layout of the page, with its usual margins."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(10)
        return layout


def why_not_change(state: State) -> str:
    """Why nothing can be changed now; empty when it can."""
    if state.view is None:
        return "台账还没有打开"
    if state.working is not None:
        return f"{state.working.words}，请等它完成或点“取消”"
    return state.view.read_only


class RowIcons:
    """Drawings of table rows, each made when it is first shown."""

    def __init__(self, shade: Shade) -> None:
        self._shade = shade
        self._made: dict[str, QIcon] = {}

    def __call__(self, name: str) -> QIcon:
        """The drawing of this name in its colour."""
        if name not in self._made:
            self._made[name] = icon(name, self._shade.tones[_ROW_ICONS[name]])
        return self._made[name]


class Elided(QLabel):
    """A one-line label that ends in … where there is no room, and then says all in its tip."""

    def minimumSizeHint(self) -> QSize:
        """Room for a few characters."""
        return QSize(self.fontMetrics().height() * 2, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write as much as fits."""
        room = self.contentsRect()
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            room,
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            words,
            QPalette.ColorRole.WindowText,
        )
        painter.end()


def dress_panel(panel: TablePanel[Any], shade: Shade) -> None:
    """Give a table the colours of a shade."""
    tones = {name: QBrush(QColor(colour)) for name, colour in shade.tones.items()}
    scale = panel.devicePixelRatioF()
    name = str(panel.empty.icon)
    picture = pixmap(name, shade.muted, round(_EMPTY_PICTURE * scale))
    picture.setDevicePixelRatio(scale)
    panel.set_dress(tones, RowIcons(shade), picture)


def heading(title: str, *parts: QWidget) -> QHBoxLayout:
    """A page's title with whatever stands beside it."""
    row = QHBoxLayout()
    label = QLabel(title)
    label.setObjectName("pageTitle")
    row.addWidget(label)
    row.addStretch(1)
    for part in parts:
        row.addWidget(part)
    return row


def card(parts: Sequence[QWidget], parent: QWidget | None = None) -> QFrame:
    """A bordered box around widgets under each other."""
    frame = QFrame(parent)
    frame.setObjectName("card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(12, 10, 12, 10)
    layout.setSpacing(4)
    for part in parts:
        layout.addWidget(part)
    return frame


def add_room(frame: QFrame) -> None:
    """Keep what stands in a card at its top."""
    layout = frame.layout()
    if isinstance(layout, QVBoxLayout):
        layout.addStretch(1)


def words(text: str, style: str = "", tone: str = "") -> QLabel:
    """A label that wraps; ``style`` is an object name of the style sheet, ``tone`` a colour of the shade."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(label.textFormat().PlainText)
    label.setTextInteractionFlags(
        label.textInteractionFlags() | label.textInteractionFlags().TextSelectableByMouse
    )
    if style:
        label.setObjectName(style)
    if tone:
        label.setProperty("tone", tone)
    return label
