"""The first rows of a sheet as they are, with what each column was understood as above it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from matcher.domain import SheetSample
from ui.columns.importing import ColumnState
from ui.pages.importing.step import Quiet
from ui.theme import Shade

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_WIDTH = 158
_NOT_SAID = "（不导入这一列）"


def letter_of(number: int) -> str:
    """``A`` for 1, ``AA`` for 27."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def number_of(letter: str) -> int:
    """1 for ``A``, 27 for ``AA``."""
    number = 0
    for one in letter:
        number = number * 26 + ord(one) - ord("A") + 1
    return number


class SampleModel(QAbstractTableModel):
    """The rows of a sample; the header line is tinted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
        self._header: int | None = None
        self._tint = QBrush()
        self._faint = QBrush()

    def show_sample(self, sample: SheetSample | None, header: int | None) -> None:
        """Show other rows; ``header`` = number of the header row."""
        self.beginResetModel()
        self._rows = sample.rows if sample else ()
        self._header = header
        self.endResetModel()

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        self._tint = QBrush(QColor(shade.accent_soft))
        self._faint = QBrush(QColor(shade.muted))

    def row_number(self, line: int) -> int:
        """The number of the row shown in a line."""
        return self._rows[line][0]

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Rows of the sample."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Columns up to the last one that holds anything."""
        return 0 if parent.isValid() else max((len(texts) for _, texts in self._rows), default=0)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as Qt has it
        """Letters above, row numbers at the left."""
        if orientation is Qt.Orientation.Horizontal:
            return letter_of(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        number = self._rows[section][0]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{number} 表头" if number == self._header else str(number)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"点一下，把第 {number} 行作为表头（两行表头点下面一行）"
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """The text, in full under the mouse."""
        if not index.isValid():
            return None
        number, texts = self._rows[index.row()]
        text = texts[index.column()] if index.column() < len(texts) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text.split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{letter_of(index.column() + 1)}{number}：{text or '空'}"
        if role == Qt.ItemDataRole.BackgroundRole and number == self._header:
            return self._tint
        if role == Qt.ItemDataRole.ForegroundRole and self._above(number):
            return self._faint
        return None

    def _above(self, number: int) -> bool:
        return self._header is not None and number < self._header


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a column.

    Attributes:
        header: Its header text.
        code: The field it was understood as; empty = none.
        state: How well.
        fixed: Why nothing can be chosen; empty when it can.
    """

    header: str
    code: str
    state: ColumnState
    fixed: str = ""


class FieldHeader(QHeaderView):
    """Letter, how sure, and a list to choose the field from, above each column.

    Signals:
        chosen: Number of the column from 1, and the field chosen (empty = none).
    """

    chosen = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._heads: Mapping[int, Head] = {}
        self._boxes: dict[int, Quiet] = {}
        self._colours: dict[str, str] = {}
        self.setDefaultSectionSize(_WIDTH)
        self.setMinimumSectionSize(90)
        self.setSectionsClickable(False)
        self.setAccessibleName("每一列是什么")
        self._connect()

    def _connect(self) -> None:
        self.sectionResized.connect(lambda *_: self._place())
        self.geometriesChanged.connect(self._place)

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        self._colours = {**shade.tones, "": shade.text, "line": shade.line, "back": shade.window}
        self.viewport().update()

    def show_heads(self, heads: Mapping[int, Head], fields: Mapping[str, str]) -> None:
        """Show what each column (number from 1) was understood as; ``fields`` = code → label."""
        self._heads = heads
        for number in [number for number in self._boxes if number not in heads]:
            self._boxes.pop(number).deleteLater()
        for number, head in heads.items():
            self._fill(self._box(number), number, head, fields)
        self._place()
        self.viewport().update()

    def box_of(self, number: int) -> Quiet | None:
        """The list above a column."""
        return self._boxes.get(number)

    def _box(self, number: int) -> Quiet:
        if number not in self._boxes:
            box = Quiet("", partial(self._chosen, number), self.viewport())
            box.setMaxVisibleItems(16)
            self._boxes[number] = box
        return self._boxes[number]

    def _fill(self, box: Quiet, number: int, head: Head, fields: Mapping[str, str]) -> None:
        items: list[tuple[str, str | None]] = [(_NOT_SAID, "")]
        if head.state.words == "待确认":
            items.insert(0, ("（请选择）", None))
        items += [(label, code) for code, label in fields.items()]
        if [(box.itemText(at), box.itemData(at)) for at in range(box.count())] != items:
            box.clear()
            for label, code in items:
                box.addItem(label, code)
        box.setCurrentIndex(max(0, box.findData(head.code)) if head.code else 0)
        box.setEnabled(not head.fixed)
        box.setToolTip(head.fixed or f"{head.header}\n{head.state.words}：{head.state.tip}")
        box.setAccessibleName(f"{letter_of(number)} 列 {head.header} 是什么（{head.state.words}）")
        box.show()

    def _chosen(self, number: int, code: str | None) -> None:
        if code is not None:
            self.chosen.emit(number, code)

    # -- where things stand

    def _line(self) -> int:
        return round(self.fontMetrics().height() * 1.5)

    def sizeHint(self) -> QSize:
        """Room for a line of words and a list."""
        box = next(iter(self._boxes.values()), None)
        below = box.sizeHint().height() if box else self._line()
        return QSize(super().sizeHint().width(), self._line() + below + 8)

    def _place(self) -> None:
        top = self._line()
        for number, box in self._boxes.items():
            at = number - 1
            if at >= self.count():
                box.hide()
                continue
            left, width = self.sectionViewportPosition(at), self.sectionSize(at)
            box.setGeometry(left + 3, top, width - 7, self.height() - top - 5)

    def setOffset(self, offset: int) -> None:
        """Scroll, and take the lists along."""
        super().setOffset(offset)
        self._place()

    def resizeEvent(self, event: Any) -> None:  # noqa: ANN401 - QResizeEvent, as Qt has it
        """Keep the lists in their places."""
        super().resizeEvent(event)
        self._place()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Letter at the left, how sure at the right."""
        painter.save()
        painter.fillRect(rect, QColor(self._colours.get("back", "#ffffff")))
        painter.setPen(QColor(self._colours.get("line", "#cccccc")))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        line = QRect(rect.left() + 8, rect.top(), rect.width() - 16, self._line())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(self._colours.get("muted", "#555555")))
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, letter_of(logicalIndex + 1))
        head = self._heads.get(logicalIndex + 1)
        if head is not None:
            painter.setPen(QColor(self._colours.get(head.state.tone, "#000000")))
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, head.state.words)
        painter.restore()


class Preview(QTableView):
    """The sample under its field header; a click on a row number makes that row the header line.

    Signals:
        header_picked: Number of the row.
    """

    header_picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sample = SampleModel(self)
        self.fields = FieldHeader(self)
        self.setModel(self.sample)
        self.setHorizontalHeader(self.fields)
        self.setAccessibleName("原表预览")
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))
        rows.setSectionsClickable(True)
        self._connect()

    def _connect(self) -> None:
        self.verticalHeader().sectionClicked.connect(self._picked)

    def _picked(self, line: int) -> None:
        self.header_picked.emit(self.sample.row_number(line))
