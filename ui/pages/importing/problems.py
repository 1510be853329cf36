"""The third step: what is wrong in the cells, set right in place."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from matcher.domain import Choices, Fix, Issue, Severity
from matcher.service import DraftView
from ui.columns.importing import (
    CORRECTED,
    PROBLEMS,
    Place,
    Problem,
    is_fixable,
    place_of,
    problems,
)
from ui.pages.base import Elided, RowIcons
from ui.pages.importing.choosing import with_alias, with_fixes, without_fixes
from ui.pages.importing.step import Deed, Step
from ui.tables import TableModel, TableView
from ui.theme import Shade

_KEYS = [column.key for column in PROBLEMS]
_SEVERITY, _VALUE, _NEW, _ADVICE = (
    _KEYS.index(key) for key in ("severity", "value", "new", "advice")
)
_FILTERS = (
    ("全部", ""),
    ("只看错误", Severity.ERROR.label),
    ("只看提醒", Severity.WARNING.label),
    ("已改好的", CORRECTED),
)
_Index = QModelIndex | QPersistentModelIndex
WHY_FIXED = "这一条不是关于一个单元格的，不能在这里改；列和表头的问题请到“表头与列”处理"


class ProblemsModel(TableModel[Problem]):
    """The one table model, with a column that can be written in."""

    def __init__(self, step: "ProblemsStep") -> None:
        super().__init__(PROBLEMS, lambda row: row.key, step)
        self._step = step

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Only the new text of a cell can be written."""
        flags = super().flags(index)
        if (
            index.isValid()
            and index.column() == _NEW
            and is_fixable(self.row_at(index.row()).issue)
        ):
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """What a cell shows; the editor starts with what the cell says now."""
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            row = self.row_at(index.row())
            return row.issue.value if row.new is None else row.new
        if (
            role == Qt.ItemDataRole.ToolTipRole
            and index.isValid()
            and index.column() == _NEW
            and not is_fixable(self.row_at(index.row()).issue)
        ):
            return WHY_FIXED
        return super().data(index, role)

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401 - as Qt has it
        """Take a correction."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        self._step.correct(self.row_at(index.row()), str(value).strip())
        return True


class ProblemsStep(Step):
    """Every issue, the grave ones first."""

    title = "问题"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ProblemsModel(self)
        self.view = TableView(self.model, self)
        self.search = QLineEdit(self)
        self.alike = QCheckBox("相同问题一并修改", self)
        self.filters = QButtonGroup(self)
        self.count = QLabel(self)
        self.told = Elided("")
        self.edit_button = QPushButton("修改…", self)
        self.back_button = QPushButton("恢复原样", self)
        self._units: list[Deed] = []
        self._corrected: dict[Place, Issue] = {}
        self._shown: tuple[object, ...] = ()
        self._build()
        self._connect()

    # -- building

    def _build(self) -> None:
        self.view.setAccessibleName("导入问题")
        self.view.setEditTriggers(
            TableView.EditTrigger.DoubleClicked
            | TableView.EditTrigger.EditKeyPressed
            | TableView.EditTrigger.AnyKeyPressed
        )
        self.search.setPlaceholderText("搜索，多个词用空格分开")
        self.search.setAccessibleName("搜索导入问题")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(240)
        self.alike.setToolTip("改一处时，同一种问题、内容也相同的单元格一起改")
        self.count.setObjectName("muted")
        layout = self.step_layout()
        layout.addLayout(self._filter_bar())
        layout.addWidget(self.view, 1)
        layout.addLayout(self._action_bar())

    def _filter_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        for number, (label, _) in enumerate(_FILTERS):
            button = QPushButton(label, self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setObjectName("filter")
            self.filters.addButton(button, number)
            bar.addWidget(button)
        self.filters.button(0).setChecked(True)
        bar.addWidget(self.search, 1)
        bar.addStretch(1)
        bar.addWidget(self.alike)
        bar.addSpacing(8)
        bar.addWidget(self.count)
        return bar

    def _action_bar(self) -> QHBoxLayout:
        self._actions = QHBoxLayout()
        self.told.setObjectName("muted")
        self._actions.addWidget(self.told, 1)
        for button in (self.edit_button, self.back_button):
            button.setAutoDefault(False)
            self._actions.addWidget(button)
        return self._actions

    def _connect(self) -> None:
        self.filters.idClicked.connect(lambda *_: self._filter())
        self.search.textChanged.connect(lambda *_: self._filter())
        self.view.picked.connect(lambda *_: self._show_actions())
        self.view.opened.connect(lambda *_: self._edit())
        self.view.clicked.connect(self._clicked)
        self.edit_button.clicked.connect(lambda *_: self._edit())
        self.back_button.clicked.connect(lambda *_: self._take_back())

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        tones = {name: QBrush(QColor(colour)) for name, colour in shade.tones.items()}
        self.model.set_dress(tones, RowIcons(shade))

    # -- drawing

    def show_draft(self, draft: DraftView, choices: Choices) -> None:
        """Draw the issues; what was corrected stays listed, so that it can be taken back."""
        self.choices = choices
        now = (draft.files, choices.fixes, choices.aliases)
        if now == self._shown:
            return
        self._shown = now
        current, line = self.view.current_key(), self.view.currentIndex().row()
        scrolled = self.view.verticalScrollBar().value()
        self.model.set_rows(problems(draft, choices, self._corrected))
        self._filter()
        if not (current and self.view.reveal(current)) and self.model.rowCount():
            at = min(max(line, 0), self.model.rowCount() - 1)
            self.view.setCurrentIndex(self.model.index(at, _NEW))
        self.view.verticalScrollBar().setValue(scrolled)
        self._show_actions()

    def _filter(self) -> None:
        words = _FILTERS[self.filters.checkedId()][1]
        self.model.set_filter(self.search.text(), {_SEVERITY: words} if words else {})
        shown, total = self.model.rowCount(), len(self.model.rows)
        self.count.setText(f"共 {total} 条" if shown == total else f"{shown} / {total} 条")
        if shown and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, _NEW))
        self._show_actions()

    @property
    def row(self) -> Problem | None:
        """The row in hand."""
        index = self.view.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def _show_actions(self) -> None:
        row = self.row
        fixable = row is not None and is_fixable(row.issue)
        self.edit_button.setEnabled(fixable)
        self.edit_button.setToolTip(
            "改这个单元格的内容（也可以双击“改成”一栏，或按 F2）；原文件不动"
            if fixable
            else WHY_FIXED
            if row
            else "没有选中的问题"
        )
        said = row is not None and row.new is not None
        self.back_button.setEnabled(said)
        self.back_button.setToolTip(
            "不改了，按原文件的内容导入" if said else "这一条还没有改过，没有可以恢复的"
        )
        self.told.setText(self._told(row))
        self.told.setToolTip(f"{row.issue.where}\n{row.issue.message}" if row else "")
        self._show_units(row)

    def _told(self, row: Problem | None) -> str:
        if row is None:
            return "没有发现问题" if not self.model.rows else "没有符合筛选的问题"
        alike = sum(1 for _ in self._alike(row)) - 1
        more = f"　另有 {alike} 处相同" if alike > 0 else ""
        return f"{row.issue.where}：{row.issue.message}{more}"

    def _show_units(self, row: Problem | None) -> None:
        for button in self._units:
            self._actions.removeWidget(button)
            button.hide()
            button.deleteLater()
        names = row.issue.names if row is not None and row.new is None else ()
        self._units = [self._unit_button(row, name) for name in names if row is not None]
        for at, button in enumerate(self._units):
            self._actions.insertWidget(1 + at, button)

    def _unit_button(self, row: Problem, name: str) -> Deed:
        shown = name if len(name) <= 14 else f"{name[:13]}…"
        button = Deed(f"就是“{shown}”", partial(self._adopt, row, name), self)
        button.setToolTip(f"“{row.issue.value}”就是“{name}”；所有同样写法一并改，以后也记得")
        button.setAccessibleName(f"就是{name}")
        return button

    # -- what the user says

    def _alike(self, row: Problem) -> Iterable[Problem]:
        """The rows with the same kind of issue about the same text, this one included."""
        issue = row.issue
        return (
            one
            for one in self.model.rows
            if not one.gone
            and is_fixable(one.issue)
            and (one.issue.code, one.issue.value) == (issue.code, issue.value)
        )

    def correct(self, row: Problem, text: str) -> None:
        """The cell of this row, and those alike where asked for, shall say this."""
        if text == (row.issue.value if row.new is None else row.new):
            return
        rows = [row, *(self._alike(row) if self.alike.isChecked() and not row.gone else ())]
        for one in rows:
            self._corrected.setdefault(place_of(one.issue), one.issue)
        self.say(with_fixes(self.choices, (Fix(*place_of(one.issue), text) for one in rows)))

    def _clicked(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        names = row.issue.names
        if index.column() == _ADVICE and names and row.new is None:
            self._adopt(row, names[0])

    def _adopt(self, row: Problem, name: str) -> None:
        self._corrected.setdefault(place_of(row.issue), row.issue)
        self.say(with_alias(self.choices, row.issue.value, name))

    def _edit(self) -> None:
        index = self.view.currentIndex()
        if index.isValid() and self.edit_button.isEnabled():
            at = self.model.index(index.row(), _NEW)
            self.view.setCurrentIndex(at)
            self.view.edit(at)

    def _take_back(self) -> None:
        row = self.row
        if row is None or row.new is None:
            return
        if row.issue.names and row.issue.value in dict(self.choices.aliases):
            self.say(with_alias(self.choices, row.issue.value, None))
        else:
            self.say(without_fixes(self.choices, [place_of(row.issue)]))
