"""The one table model: rows + columns, with its own order list.

A ``QSortFilterProxyModel`` over a Python model calls back for each comparison and takes seconds;
an order list sorted by Python takes milliseconds.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QIcon

from ui.tables.column import Column, Row, words_key

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class TableModel(QAbstractTableModel, Generic[Row]):
    """Rows and columns as Qt wants them.

    Attributes:
        drag_kind: What a dragged row is called; empty = rows cannot be dragged.
        drop_kind: What may be dropped onto a row; empty = nothing.
        takes: Whether a row of this key takes what is dropped onto it.

    Signals:
        dropped: A row was dropped onto one of these: its key, the key of the row below.
    """

    dropped = Signal(str, str)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._rows: tuple[Row, ...] = ()
        self._order: list[int] = []
        self._haystacks: list[str] = []
        self._needles: tuple[str, ...] = ()
        self._facets: dict[int, str] = {}
        self._sorted_by: tuple[int, bool] | None = None
        self.tones: Mapping[str, QBrush] = {}
        self.icon_of: Callable[[str], QIcon | None] = lambda name: None
        self.drag_kind = ""
        self.drop_kind = ""
        self.takes: Callable[[str], bool] = lambda key: True

    # -- what it holds

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, in the order and under the filter now set."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._haystacks = []
        self._arrange()
        self.endResetModel()

    def set_filter(self, needle: str, facets: Mapping[int, str]) -> None:
        """Show only rows that hold every word of ``needle`` and, per column index, exactly the given words."""
        needles = tuple(needle.casefold().split())
        if (needles, dict(facets)) == (self._needles, self._facets):
            return
        self.beginResetModel()
        self._needles = needles
        self._facets = dict(facets)
        self._arrange()
        self.endResetModel()

    def set_dress(
        self, tones: Mapping[str, QBrush], icon_of: Callable[[str], QIcon | None]
    ) -> None:
        """Colours and drawings by name."""
        self.tones = tones
        self.icon_of = icon_of
        if self._order:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._order) - 1, len(self.columns) - 1)
            )

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row, in the order given."""
        return self._rows

    def shown(self) -> tuple[Row, ...]:
        """The rows that pass the filter, in the order shown."""
        return tuple(self._rows[at] for at in self._order)

    def row_at(self, line: int) -> Row:
        """The row shown in a line."""
        return self._rows[self._order[line]]

    def key_at(self, line: int) -> str:
        """The key of the row shown in a line."""
        return self._key(self.row_at(line))

    def line_of(self, key: str) -> int | None:
        """Where the row with this key is shown; ``None`` when it is not."""
        return next(
            (line for line, at in enumerate(self._order) if self._key(self._rows[at]) == key), None
        )

    def has(self, key: str) -> bool:
        """Whether a row has this key, shown or not."""
        return any(self._key(row) == key for row in self._rows)

    def values(self, column: int) -> tuple[str, ...]:
        """The different words of a column, in word order, without the empty one."""
        spec = self.columns[column]
        if spec.values is not None:
            return tuple(
                sorted({one for row in self._rows for one in spec.values_of(row)}, key=words_key)
            )
        first = {spec.text(row): row for row in reversed(self._rows)}
        first.pop("", None)
        found = {words: spec.order_of(row) for words, row in first.items()}
        known = sorted(
            (words for words in found if found[words] is not None), key=found.__getitem__
        )
        return (*known, *sorted(words for words in found if found[words] is None))

    # -- order and filter

    def _arrange(self) -> None:
        if self._needles:
            self.warm(len(self._rows))
        order = [at for at in range(len(self._rows)) if self._passes(at)]
        if self._sorted_by is not None:
            column, descending = self._sorted_by
            order = self._in_order(order, self.columns[column], descending)
        self._order = order

    def _passes(self, at: int) -> bool:
        row = self._rows[at]
        if any(
            words not in self.columns[column].values_of(row)
            for column, words in self._facets.items()
        ):
            return False
        if not self._needles:
            return True
        haystack = self._haystacks[at]
        return all(needle in haystack for needle in self._needles)

    def warm(self, count: int) -> bool:
        """Prepare that many more rows for searching; ``True`` when all are.

        Called between events, so that the first search does not have to do it all at once.
        """
        texts = [column.text for column in self.columns]
        start = len(self._haystacks)
        self._haystacks += [
            "\n".join([text(row) for text in texts]).casefold()
            for row in self._rows[start : start + count]
        ]
        return len(self._haystacks) == len(self._rows)

    def _in_order(self, order: list[int], column: Column[Row], descending: bool) -> list[int]:
        keys = {at: column.order_of(self._rows[at]) for at in order}
        present = [at for at in order if keys[at] is not None]
        absent = [at for at in order if keys[at] is None]
        return sorted(present, key=keys.__getitem__, reverse=descending) + absent

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; -1 = as given."""
        wanted = (column, order is Qt.SortOrder.DescendingOrder) if column >= 0 else None
        if wanted == self._sorted_by:
            return
        self.layoutAboutToBeChanged.emit()
        self._sorted_by = wanted
        before = self.persistentIndexList()
        rows = [self._order[index.row()] for index in before]
        self._arrange()
        lines = {at: line for line, at in enumerate(self._order)}
        after = [
            self.index(lines[at], index.column()) for at, index in zip(rows, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    # -- what Qt asks

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Lines shown."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - as Qt has it
        """Titles above, line numbers at the left."""
        if orientation is Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """What a cell shows."""
        if not index.isValid() or index.row() >= len(self._order):
            return None
        answer = _ROLES.get(role)
        if answer is None:
            return None
        return answer(self, self.columns[index.column()], self.row_at(index.row()))

    # -- dragging a row onto another

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Whether a row can be dragged, or dropped onto."""
        flags = super().flags(index)
        if index.isValid() and self.drag_kind:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if index.isValid() and self.drop_kind:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        """What is dragged from here, and dropped here."""
        return [_mime(kind) for kind in dict.fromkeys((self.drag_kind, self.drop_kind)) if kind]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The key of the first row."""
        data = QMimeData()
        if indexes and self.drag_kind:
            data.setData(_mime(self.drag_kind), self.key_at(indexes[0].row()).encode())
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        """Dragging takes nothing away."""
        return Qt.DropAction.CopyAction

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Whether the row below takes it; never the row itself."""
        dragged = _dragged(data, self.drop_kind)
        if not dragged or not parent.isValid():
            return False
        below = self.key_at(parent.row())
        return below != dragged and self.takes(below)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Say what was dropped onto what; the rows stay as they are."""
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        self.dropped.emit(_dragged(data, self.drop_kind), self.key_at(parent.row()))
        return True


def _dragged(data: QMimeData, kind: str) -> str:
    """The key of the row that is dragged; empty when it is of another kind."""
    return bytes(data.data(_mime(kind)).data()).decode() if kind else ""


def _mime(kind: str) -> str:
    return f"application/x-{kind}"


def _tip(model: TableModel[Any], column: Column[Any], row: Any) -> str:  # noqa: ANN401 - any row
    return column.tip(row) if column.tip else column.text(row)


def _tone(model: TableModel[Any], column: Column[Any], row: Any) -> QBrush | None:  # noqa: ANN401 - any row
    return model.tones.get(column.tone(row)) if column.tone else None


def _icon(model: TableModel[Any], column: Column[Any], row: Any) -> QIcon | None:  # noqa: ANN401 - any row
    name = column.icon(row) if column.icon else ""
    return model.icon_of(name) if name else None


_ROLES: dict[int, Callable[[TableModel[Any], Column[Any], Any], Any]] = {
    int(Qt.ItemDataRole.DisplayRole): lambda model, column, row: " ".join(column.text(row).split()),
    int(Qt.ItemDataRole.ToolTipRole): _tip,
    int(Qt.ItemDataRole.TextAlignmentRole): lambda model, column, row: (
        _RIGHT if column.right else _LEFT
    ),
    int(Qt.ItemDataRole.ForegroundRole): _tone,
    int(Qt.ItemDataRole.DecorationRole): _icon,
    int(Qt.ItemDataRole.AccessibleTextRole): lambda model, column, row: (
        f"{column.title}：{column.text(row) or '空'}"
    ),
}
