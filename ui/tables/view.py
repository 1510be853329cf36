"""The one table view: rows are selected whole, copied as a spreadsheet pastes them, tips where words do not fit."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QGuiApplication, QHelpEvent, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QMenu,
    QTableView,
    QToolTip,
    QWidget,
)

from ui.tables.model import TableModel

_LINE_HEIGHT = 1.65
_MARGIN = 14


class TableView(QTableView):
    """A table of whole rows.

    Signals:
        picked: The current row changed; its key, or empty.
        opened: A row was double-clicked or Enter was pressed on it; its key.
        menu_wanted: A context menu is about to open; the menu, to which the page adds.
        widths_changed: The user changed a width; pairs of column key and pixels.
    """

    picked = Signal(str)
    opened = Signal(str)
    menu_wanted = Signal(QMenu)
    widths_changed = Signal(dict)

    def __init__(self, model: TableModel[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self._dress()
        self.set_widths({})
        self._connect()

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(
            round(self.fontMetrics().height() * _LINE_HEIGHT)
        )
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def _connect(self) -> None:
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.doubleClicked.connect(self._double_clicked)
        self.customContextMenuRequested.connect(self._show_menu)
        self.horizontalHeader().sectionResized.connect(self._resized)

    # -- dragging

    def let_drag(self, kind: str) -> None:
        """Let rows be dragged as things of this kind; empty = not."""
        self._model.drag_kind = kind
        self._allow_dragging()

    def let_drop(self, kind: str) -> None:
        """Let things of this kind be dropped onto rows; empty = not."""
        self._model.drop_kind = kind
        self._allow_dragging()

    def _allow_dragging(self) -> None:
        drag, drop = bool(self._model.drag_kind), bool(self._model.drop_kind)
        modes = QAbstractItemView.DragDropMode
        both = modes.DragDrop if drag else modes.DropOnly
        self.setDragDropMode(both if drop else modes.DragOnly if drag else modes.NoDragDrop)
        self.setDropIndicatorShown(drop)
        self.setDragDropOverwriteMode(True)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Carry the words of the row rather than a picture of its cells."""
        index = self.currentIndex()
        if not index.isValid():
            return
        drag = QDrag(self)
        drag.setMimeData(self._model.mimeData([index]))
        drag.setPixmap(self._carried(index.row()))
        drag.setHotSpot(QPoint(-12, 4))
        drag.exec(Qt.DropAction.CopyAction)

    def _carried(self, line: int) -> QPixmap:
        """The title of the row, or whatever it shows first."""
        columns = self._model.columns
        shown = next((column for column in columns if column.key == "title"), columns[0])
        label = QLabel(shown.text(self._model.row_at(line)))
        label.setObjectName("carried")
        label.setFont(self.font())
        label.adjustSize()
        return label.grab()

    # -- widths

    def set_widths(self, widths: dict[str, int]) -> None:
        """Column widths by key; columns not named get their default."""
        header = self.horizontalHeader()
        header.blockSignals(True)
        for at, column in enumerate(self._model.columns):
            self.setColumnWidth(at, widths.get(column.key, column.width))
        header.blockSignals(False)

    def _resized(self, at: int, before: int, after: int) -> None:
        last = len(self._model.columns) - 1
        if at != last and before > 0 and self.isVisible():
            self.widths_changed.emit({self._model.columns[at].key: after})

    # -- selection

    def selected_keys(self) -> tuple[str, ...]:
        """Keys of the selected rows, from top to bottom."""
        lines = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._model.key_at(line) for line in lines)

    def current_key(self) -> str:
        """Key of the current row, or empty."""
        index = self.currentIndex()
        return self._model.key_at(index.row()) if index.isValid() else ""

    def reveal(self, key: str) -> bool:
        """Select the row with this key and scroll to it; ``False`` when it is not shown."""
        line = self._model.line_of(key)
        if line is None:
            return False
        index = self._model.index(line, 0)
        self.selectRow(line)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    def _current_changed(self, current: QModelIndex, before: QModelIndex) -> None:
        self.picked.emit(self._model.key_at(current.row()) if current.isValid() else "")

    def _double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.key_at(index.row()))

    # -- clipboard and menu

    def copy(self) -> None:
        """Put the selected rows on the clipboard, header first, cells apart by tabs."""
        lines = sorted(index.row() for index in self.selectionModel().selectedRows())
        if lines:
            QGuiApplication.clipboard().setText(self._as_tsv(lines))

    def _as_tsv(self, lines: list[int]) -> str:
        columns = self._model.columns
        rows = [[column.title for column in columns]]
        for line in lines:
            row = self._model.row_at(line)
            rows.append([" ".join(column.text(row).split()) for column in columns])
        return "\n".join("\t".join(cells) for cells in rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy and open by keyboard."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_key():
            self.opened.emit(self.current_key())
        else:
            super().keyPressEvent(event)

    def _show_menu(self, at: QPoint) -> None:
        if not self.selectionModel().hasSelection():
            return
        menu = QMenu(self)
        self.menu_wanted.emit(menu)
        if menu.actions():
            menu.addSeparator()
        menu.addAction("复制所选行", self.copy)
        menu.exec(self.viewport().mapToGlobal(at))
        menu.deleteLater()

    # -- tips

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a tip only where it says more than the cell."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            tip = self.tip_for(index)
            if not tip:
                QToolTip.hideText()
                return True
        return super().viewportEvent(event)

    def tip_for(self, index: QModelIndex) -> str:
        """The tip of a cell, empty when the cell says it all."""
        if not index.isValid():
            return ""
        tip = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        shown = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        room = self.columnWidth(index.column()) - _MARGIN
        fits = self.fontMetrics().horizontalAdvance(shown) <= room
        return "" if fits and tip == shown else tip
