"""A table with its search box, narrowing lists, count and empty state."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QIcon, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.tables.column import Column, Row
from ui.tables.model import TableModel
from ui.tables.view import TableView

_TYPING_MS = 120
_FACET_LEAST = 84
_ROWS_AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class Empty:
    """What stands where a table would be.

    Attributes:
        title: What is missing.
        advice: What to do next.
        button: Words on the button that does it, or empty.
        icon: Name of the drawing.
    """

    title: str
    advice: str
    button: str = ""
    icon: str = "drop"


class TablePanel(QWidget, Generic[Row]):
    """A table and everything around it.

    Signals:
        helped: The button of the empty state was pressed.
        narrowed: Other rows are shown, or in another number.
    """

    helped = Signal()
    narrowed = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], str],
        empty: Empty,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.model: TableModel[Row] = TableModel(columns, key, self)
        self.view = TableView(self.model, self)
        self.search = QLineEdit(self)
        self.count = QLabel(self)
        self.clear_button = QPushButton("清除筛选", self)
        self.bar = QHBoxLayout()
        self.facets = {
            at: QComboBox(self) for at, column in enumerate(self.model.columns) if column.facet
        }
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._stack = QStackedWidget(self)
        self._empty_icon = QLabel(self)
        self._empty_title = QLabel(self)
        self._empty_advice = QLabel(self)
        self._empty_button = QPushButton(self)
        self._build()
        self.set_empty(empty)
        self._connect()

    # -- building

    def _build(self) -> None:
        self.view.setAccessibleName(self.name)
        self.search.setPlaceholderText("搜索，多个词用空格分开")
        self.search.setAccessibleName(f"搜索{self.name}")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(150)
        self.search.setMaximumWidth(320)
        self.count.setObjectName("muted")
        self.bar.setContentsMargins(0, 0, 0, 0)
        self.bar.addWidget(self.search, 3)
        for at, box in self.facets.items():
            self._build_facet(box, self.model.columns[at].title)
        self.bar.addWidget(self.clear_button)
        self.bar.addStretch(1)
        self.bar.addWidget(self.count)
        self.clear_button.hide()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._build_empty())
        self._stack.setCurrentIndex(1)
        self.search.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self.bar)
        layout.addWidget(self._stack, 1)

    def _build_facet(self, box: QComboBox, title: str) -> None:
        box.addItem(f"全部{title}")
        box.setAccessibleName(f"按{title}筛选")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(2 * len(title) + 5)
        box.setMinimumWidth(_FACET_LEAST)
        self.bar.addWidget(box, 1)

    def _build_empty(self) -> QWidget:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.addStretch(2)
        self._empty_title.setObjectName("emptyTitle")
        self._empty_advice.setObjectName("muted")
        self._empty_advice.setWordWrap(True)
        self._empty_button.setObjectName("primary")
        for part in (self._empty_icon, self._empty_title, self._empty_advice):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(part)
        layout.addSpacing(8)
        layout.addWidget(self._empty_button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        return page

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda: self._typing.start())
        self._typing.timeout.connect(self.apply_filter)
        self._idle.timeout.connect(self._warm)
        self.clear_button.clicked.connect(self.clear_filter)
        self._empty_button.clicked.connect(self.helped)
        for box in self.facets.values():
            box.activated.connect(self.apply_filter)

    # -- what it shows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; selection, order, filter and scrolling stay as they are."""
        selected = self.view.current_key()
        scrolled = self.view.verticalScrollBar().value()
        self.model.set_rows(rows)
        for at, box in self.facets.items():
            self._fill_facet(at, box)
        self.apply_filter()
        if selected and self.view.reveal(selected):
            self.view.verticalScrollBar().setValue(scrolled)
        self._stack.setCurrentIndex(0 if rows else 1)
        self.search.setEnabled(bool(rows))
        self._idle.start()

    def _warm(self) -> None:
        if self.model.warm(_ROWS_AT_ONCE):
            self._idle.stop()

    def _fill_facet(self, at: int, box: QComboBox) -> None:
        chosen = box.currentText() if box.currentIndex() > 0 else ""
        first = box.itemText(0)
        values = self.model.values(at)
        box.clear()
        box.addItem(first)
        box.addItems(values)
        box.setCurrentIndex(values.index(chosen) + 1 if chosen in values else 0)
        box.setEnabled(bool(values))

    @property
    def is_narrowed(self) -> bool:
        """Whether the search words or a chosen value hide rows."""
        return bool(self.search.text()) or any(
            box.currentIndex() > 0 for box in self.facets.values()
        )

    def take_bar(self) -> QHBoxLayout:
        """Hand over search and narrowing lists, to stand elsewhere on the page."""
        layout = self.layout()
        assert layout is not None
        layout.removeItem(self.bar)
        self.bar.setParent(None)
        return self.bar

    def set_empty(self, empty: Empty) -> None:
        """What to say when there are no rows."""
        self.empty = empty
        self._empty_title.setText(empty.title)
        self._empty_advice.setText(empty.advice)
        self._empty_button.setText(empty.button)
        self._empty_button.setVisible(bool(empty.button))
        self._empty_button.setAccessibleName(empty.button or empty.title)

    def set_help(self, why_not: str) -> None:
        """Whether the button of the empty state can be pressed; ``why_not`` says why not."""
        self._empty_button.setEnabled(not why_not)
        self._empty_button.setToolTip(why_not)

    def set_dress(
        self,
        tones: Mapping[str, QBrush],
        icon_of: Callable[[str], QIcon | None],
        picture: QPixmap,
    ) -> None:
        """Colours and drawings by name; ``picture`` stands above the empty state."""
        self.model.set_dress(tones, icon_of)
        self._empty_icon.setPixmap(picture)

    # -- filter

    def apply_filter(self, *_: Any) -> None:  # noqa: ANN401 - whatever the signal carries
        """Show only rows that fit the search words and the chosen values."""
        chosen = {
            at: box.currentText() for at, box in self.facets.items() if box.currentIndex() > 0
        }
        current = self.view.current_key()
        self.model.set_filter(self.search.text(), chosen)
        if current:
            self.view.reveal(current)
        shown, total = self.model.rowCount(), len(self.model.rows)
        self.count.setText(f"共 {total} 条" if shown == total else f"{shown} / {total} 条")
        self.clear_button.setVisible(bool(chosen or self.search.text()))
        self.narrowed.emit()

    def clear_filter(self) -> None:
        """Show every row again."""
        self.search.clear()
        for box in self.facets.values():
            box.setCurrentIndex(0)
        self.apply_filter()

    def reveal(self, key: str) -> bool:
        """Go to a row, giving up the filter when it hides it; ``False`` when there is no such row."""
        if self.view.reveal(key):
            return True
        if not self.model.has(key):
            return False
        self.clear_filter()
        return self.view.reveal(key)
