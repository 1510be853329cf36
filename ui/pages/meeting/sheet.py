"""A scrolling column of cards with buttons, drawn anew whenever what it shows has changed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.pages.base import words
from ui.theme import Shade, icon

WIDTH = 330


class Sheet(QScrollArea):
    """Cards under each other; every button does one deed, or says why it cannot now."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(WIDTH)
        self.setAccessibleName(name)
        self.shade: Shade | None = None
        self.why_not = ""
        self._shown: tuple[object, ...] = ()
        self._deeds: dict[int, Callable[[], None]] = {}
        self._icons: dict[tuple[str, str, str], QIcon] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._connect()

    def _connect(self) -> None:
        self._group.idClicked.connect(lambda number: self._deeds[number]())

    def sizeHint(self) -> QSize:
        """A comfortable width beside the plan."""
        return QSize(WIDTH + 50, 400)

    def is_new(self, *shown: object) -> bool:
        """Whether this differs from what was drawn last; remembers it."""
        if shown == self._shown:
            return False
        self._shown = shown
        return True

    def begin(self, shade: Shade, why_not: str) -> None:
        """Forget the buttons; ``why_not`` says why nothing can be decided now."""
        self.shade = shade
        self.why_not = why_not
        for button in self._group.buttons():
            self._group.removeButton(button)
        self._deeds = {}

    def fill(self, parts: Sequence[QWidget], *, keep_place: bool = True) -> None:
        """Show these parts under each other."""
        position = self.verticalScrollBar().value() if keep_place else 0
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(2, 0, 8, 0)
        column.setSpacing(10)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(sheet)
        self.verticalScrollBar().setValue(position)

    # -- parts

    def button(
        self,
        text: str,
        drawing: str,
        tip: str,
        deed: Callable[[], None],
        *,
        why_not: str | None = None,
        primary: bool = False,
    ) -> QPushButton:
        """A button; ``why_not`` in place of the sheet's own (empty = always possible)."""
        button = QPushButton(text)
        self._add(button, deed)
        if self.shade and drawing:
            colour = self.shade.on_accent if primary else self.shade.text
            button.setIcon(self._icon(drawing, colour, self.shade.muted))
        if primary:
            button.setObjectName("primary")
        self._allow(button, self.why_not if why_not is None else why_not, tip)
        button.setAccessibleName(tip or text)
        return button

    def choice(self, number: str, text: str, tip: str, deed: Callable[[], None]) -> "Choice":
        """A numbered choice."""
        made = Choice(number, text)
        self._add(made, deed)
        self._allow(made, self.why_not, tip)
        return made

    def _icon(self, drawing: str, colour: str, disabled: str) -> QIcon:
        """Drawn once: a sheet is drawn anew at every change, and drawings take longest."""
        wanted = (drawing, colour, disabled)
        if wanted not in self._icons:
            self._icons[wanted] = icon(drawing, colour, disabled)
        return self._icons[wanted]

    def _add(self, button: QPushButton, deed: Callable[[], None]) -> None:
        number = len(self._deeds)
        self._deeds[number] = deed
        self._group.addButton(button, number)

    def _allow(self, button: QPushButton, why_not: str, tip: str) -> None:
        button.setEnabled(not why_not)
        button.setToolTip(why_not or tip)


class Choice(QPushButton):
    """A wide button whose words wrap, with a number in front."""

    def __init__(self, number: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        digit = QLabel(number)
        digit.setObjectName("sectionTitle")
        label = QLabel(text)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.addWidget(digit)
        row.addWidget(label, 1)
        for part in (digit, label):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{number} {text}")

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the wrapped words."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout else super().heightForWidth(width)

    def sizeHint(self) -> QSize:
        """A line or two."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()


def column_of(frame: QFrame) -> QVBoxLayout:
    """The layout of a card."""
    layout = frame.layout()
    assert isinstance(layout, QVBoxLayout)
    return layout


def add_row(
    frame: QFrame, buttons: Sequence[QWidget], label: QLabel | None = None, *, above: int = 4
) -> None:
    """Put buttons in a line of a card, behind a label if there is one."""
    row = QHBoxLayout()
    row.setContentsMargins(0, above, 0, 0)
    if label is not None:
        row.addWidget(label, 1)
    for button in buttons:
        row.addWidget(button)
    if label is None:
        row.addStretch(1)
    column_of(frame).addLayout(row)


def holder(layout: QLayout) -> QWidget:
    """A widget around a layout, without margins."""
    made = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    made.setLayout(layout)
    return made


def section(title: str) -> QLabel:
    """A small heading inside a card."""
    return words(title, "muted")
