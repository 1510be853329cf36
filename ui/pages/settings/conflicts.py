"""The rules on conflicts of interest as a table to edit."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from matcher.domain import DEFAULT_CONFLICTS, ConflictRule
from ui.pages.base import words
from ui.pages.settings.cells import cell_text

_HEADS = ("启用", "名称", "单位用词", "需求用词", "需求类别", "必须回避", "提醒")
_WIDTHS = (60, 170, 180, 260, 130, 80, 300)
_ON, _NAME, _UNITS, _NEEDS, _CATEGORIES, _HARD, _ADVICE = range(7)
_HEIGHT = 230
_TOLD = (
    "单位名称或性质里有“单位用词”、需求里有“需求用词”（不写表示任何需求）时提醒；勾选“必须回避”的不作为候选。"
    "多个用词用顿号隔开；单位用词写词库“单位性质词”表里的归属（如“金融机构”）即指其下所有的词；需求类别写一级类别或“一级/二级”。"
)


class ConflictTable(QWidget):
    """One line for each rule.

    Signals:
        changed: Something was edited.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QTableWidget(0, len(_HEADS))
        self.table.setHorizontalHeaderLabels(list(_HEADS))
        self.table.setAccessibleName("利益冲突规则")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().setVisible(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.horizontalHeader().setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, width)
        self.table.setFixedHeight(_HEIGHT)
        self.add_button = QPushButton("新增规则")
        self.remove_button = QPushButton("删除所选规则")
        self.default_button = QPushButton("恢复默认规则")
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(words(_TOLD, "muted"))
        column.addWidget(self.table)
        buttons = QHBoxLayout()
        for button in (self.add_button, self.remove_button, self.default_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.table.itemChanged.connect(lambda _: self.changed.emit())
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.default_button.clicked.connect(lambda: self.show_rules(DEFAULT_CONFLICTS))

    def show_rules(self, rules: Sequence[ConflictRule]) -> None:
        """Show these rules instead of what is there."""
        self.table.blockSignals(True)
        self.table.setRowCount(0)
        for rule in rules:
            self._append(rule)
        self.table.blockSignals(False)
        self.changed.emit()

    def _append(self, rule: ConflictRule | None) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        texts = {
            _NAME: rule.name if rule else "",
            _UNITS: "、".join(rule.units) if rule else "",
            _NEEDS: "、".join(rule.needs) if rule else "",
            _CATEGORIES: "、".join(rule.categories) if rule else "",
            _ADVICE: rule.advice if rule else "",
        }
        for column, text in texts.items():
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            self.table.setItem(row, column, item)
        self.table.setItem(row, _ON, _tick(on=rule is None or rule.on))
        self.table.setItem(row, _HARD, _tick(on=rule is not None and rule.hard))

    def _add(self) -> None:
        self._append(None)
        row = self.table.rowCount() - 1
        self.table.setCurrentCell(row, _NAME)
        self.table.edit(self.table.model().index(row, _NAME))
        self.changed.emit()

    def _remove(self) -> None:
        rows = {index.row() for index in self.table.selectedIndexes()}
        for row in sorted(rows, reverse=True):
            self.table.removeRow(row)
        if rows:
            self.changed.emit()

    def fault(self) -> str:
        """What is missing, or empty."""
        for row in range(self.table.rowCount()):
            if not cell_text(self.table, row, _NAME) or not _split(
                cell_text(self.table, row, _UNITS)
            ):
                return f"利益冲突规则第{row + 1}行要写名称和单位用词"
        return ""

    def rules(self) -> tuple[ConflictRule, ...]:
        """The rules as the table has them; lines without a name or unit words are left out."""
        return tuple(
            self._rule(row)
            for row in range(self.table.rowCount())
            if cell_text(self.table, row, _NAME) and _split(cell_text(self.table, row, _UNITS))
        )

    def _rule(self, row: int) -> ConflictRule:
        return ConflictRule(
            name=cell_text(self.table, row, _NAME),
            units=_split(cell_text(self.table, row, _UNITS)),
            needs=_split(cell_text(self.table, row, _NEEDS)),
            categories=_split(cell_text(self.table, row, _CATEGORIES)),
            hard=self._ticked(row, _HARD),
            on=self._ticked(row, _ON),
            advice=cell_text(self.table, row, _ADVICE),
        )

    def _ticked(self, row: int, column: int) -> bool:
        item = self.table.item(row, column)
        return item is not None and item.checkState() is Qt.CheckState.Checked


def _tick(*, on: bool) -> QTableWidgetItem:
    item = QTableWidgetItem()
    item.setFlags(
        Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
    )
    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    return item


def _split(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in re.split(r"[、,，;；\s]+", text) if word))
