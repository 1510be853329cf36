"""The first step: which sheets there are and what they hold."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from matcher.domain import Choices, FileReport, SheetKind
from matcher.service import DraftView
from ui.columns.importing import SheetEntry, refused_files, sheet_entries
from ui.pages.base import words
from ui.pages.importing.choosing import with_included, with_kind
from ui.pages.importing.step import Quiet, Step
from ui.theme import LIGHT, Shade

KIND_WORDS = {
    SheetKind.NEEDS: "需求",
    SheetKind.RESOURCES: "资源",
    SheetKind.UNITS: "单位",
    SheetKind.PROJECTS: "项目",
    SheetKind.COMBINED: "合并表（需求与认领）",
    SheetKind.FUNDS: "经费",
    SheetKind.OTHER: "不导入",
}
_TITLES = ("文件 › 工作表", "内容", "读取", "= 导入", "+ 归并", "+ 跳过", "说明")
_WIDTHS = (330, 190, 64, 72, 72, 72, 240)
_SHEET, _KIND, _NOTE = 0, 1, 6
_REFUSED_HEIGHT = 130


class FilesStep(Step):
    """A tree of files and their sheets; below it the files that cannot be used, each with its reason."""

    title = "文件与工作表"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = QTreeWidget(self)
        self.refused = QScrollArea(self)
        self._shade = LIGHT
        self._shown: tuple[object, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.tree.setAccessibleName("文件与工作表")
        self.tree.setHeaderLabels(list(_TITLES))
        self.tree.setUniformRowHeights(False)
        self.tree.setRootIsDecorated(False)
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        for at, width in enumerate(_WIDTHS):
            self.tree.setColumnWidth(at, width)
        header = self.tree.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(_KIND, QHeaderView.ResizeMode.Fixed)
        self.refused.setWidgetResizable(True)
        self.refused.setFrameShape(QFrame.Shape.NoFrame)
        self.refused.setMaximumHeight(_REFUSED_HEIGHT)
        self.refused.setAccessibleName("不能使用的文件")
        layout = self.step_layout()
        layout.addWidget(
            words(
                "每张工作表装的是什么？认错了可以改；每一行都有去处：读取 = 导入 + 归并 + 跳过。",
                "muted",
            )
        )
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.refused)

    def _connect(self) -> None:
        self.tree.itemChanged.connect(self._ticked)

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        self._shade = shade
        self._shown = ()

    # -- drawing

    def show_draft(self, draft: DraftView, choices: Choices) -> None:
        """Draw the sheets; what the user said stands at once, the counts follow."""
        self.choices = choices
        now = (draft.files, choices.layouts)
        if now == self._shown:
            return
        self._shown = now
        current = self._current_key()
        scrolled = self.tree.verticalScrollBar().value()
        self.tree.blockSignals(True)
        self.tree.clear()
        entries = sheet_entries(draft, choices)
        for report in draft.files:
            self._add_file(report, [entry for entry in entries if entry.file == report.file])
        self.tree.expandAll()
        self._select(current)
        self.tree.blockSignals(False)
        self.tree.verticalScrollBar().setValue(scrolled)
        self._show_refused(refused_files(draft))

    def _add_file(self, report: FileReport, entries: list[SheetEntry]) -> None:
        item = QTreeWidgetItem(self.tree, [report.file])
        item.setData(_SHEET, Qt.ItemDataRole.UserRole, report.file)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setToolTip(_SHEET, f"{report.file}\n{report.path}".strip())
        font = item.font(_SHEET)
        font.setBold(True)
        item.setFont(_SHEET, font)
        if report.refused is not None:
            self._paint(item, _SHEET, self._shade.bad)
            self._note(item, "不能使用", report.refused, self._shade.bad)
        for entry in entries:
            self._add_sheet(item, entry)

    def _add_sheet(self, parent: QTreeWidgetItem, entry: SheetEntry) -> None:
        sheet = entry.sheet
        counts = (sheet.rows_read, sheet.rows_imported, sheet.rows_merged, sheet.rows_skipped)
        item = QTreeWidgetItem(parent, [entry.name, "", *map(str, counts)])
        item.setData(_SHEET, Qt.ItemDataRole.UserRole, entry.key)
        item.setData(_KIND, Qt.ItemDataRole.UserRole, entry)
        item.setToolTip(_SHEET, entry.name)
        for at in range(2, 6):
            item.setTextAlignment(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        if sheet.hidden and entry.number == 1:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = Qt.CheckState.Checked if entry.layout.include else Qt.CheckState.Unchecked
            item.setCheckState(_SHEET, ticked)
        note, tip, colour = self._remark(entry)
        self._note(item, note, tip, colour)
        self.tree.setItemWidget(item, _KIND, self._kind_box(entry))

    def _kind_box(self, entry: SheetEntry) -> Quiet:
        name = f"{entry.file} {entry.name} 的内容"
        box = Quiet(name, partial(self._kind_chosen, entry), self.tree)
        for kind, label in KIND_WORDS.items():
            box.addItem(label, kind)
        box.setCurrentIndex(list(KIND_WORDS).index(entry.kind))
        box.setEnabled(entry.number == 1)
        box.setToolTip(
            "这张工作表装的是什么"
            if entry.number == 1
            else "同一工作表里的后一张表，内容由表头决定，不能单独指定；需要时请把它移到单独的工作表"
        )
        return box

    def _remark(self, entry: SheetEntry) -> tuple[str, str, str]:
        """What is to be said about a sheet, its full text, and a colour."""
        shade = self._shade
        if entry.sheet.hidden and not entry.layout.include:
            return (
                "隐藏的工作表，打勾才导入",
                "这张工作表在原文件中是隐藏的，默认不导入",
                shade.muted,
            )
        if entry.left_out:
            note, tip = _why_left_out(entry)
            return note, tip, shade.warn
        if entry.kind is SheetKind.OTHER:
            why = "没有找到表头" if entry.sheet.header_row is None else "不是三张清单中的表"
            tip = f"{why}；如果它是清单，请在左边选它装的是什么，或到“表头与列”指定表头行"
            return f"不导入：{why}", tip, shade.muted
        if entry.asked:
            words_ = f"{len(entry.asked)} 列待确认"
            return words_, f"{words_}，请看“表头与列”", shade.warn
        reasons = dict.fromkeys(skipped.reason for skipped in entry.sheet.skipped)
        rows = "\n".join(
            f"第 {skipped.row} 行 {skipped.reason}" for skipped in entry.sheet.skipped[:30]
        )
        return (f"跳过：{'、'.join(reasons)}", rows, shade.muted) if reasons else ("", "", "")

    def _note(self, item: QTreeWidgetItem, text: str, tip: str, colour: str) -> None:
        item.setText(_NOTE, text)
        item.setToolTip(_NOTE, tip)
        if colour:
            self._paint(item, _NOTE, colour)

    def _paint(self, item: QTreeWidgetItem, column: int, colour: str) -> None:
        item.setForeground(column, QBrush(QColor(colour)))

    def _show_refused(self, files: tuple[FileReport, ...]) -> None:
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        title = words(f"{len(files)} 个文件不能使用，其余文件照常导入：", "sectionTitle", "bad")
        layout.addWidget(title)
        for report in files:
            layout.addWidget(words(f"{report.file}：{report.refused}"))
        layout.addStretch(1)
        self.refused.setWidget(inner)
        room = inner.heightForWidth(max(self.refused.width(), 600))
        self.refused.setMaximumHeight(min(_REFUSED_HEIGHT, room + 2))
        self.refused.setVisible(bool(files))

    # -- the row in hand

    def _current_key(self) -> str:
        item: QTreeWidgetItem | None = self.tree.currentItem()
        return str(item.data(_SHEET, Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _select(self, key: str) -> None:
        for at in range(self.tree.topLevelItemCount()):
            file = self.tree.topLevelItem(at)
            if file is None:
                continue
            for item in (file, *(file.child(number) for number in range(file.childCount()))):
                if item.data(_SHEET, Qt.ItemDataRole.UserRole) == key:
                    self.tree.setCurrentItem(item)
                    return

    # -- what the user says

    def _kind_chosen(self, entry: SheetEntry, chosen: str) -> None:
        kind = SheetKind(chosen)
        if kind is not entry.kind or entry.left_out:
            self.say(
                with_kind(
                    self.choices, entry.file, entry.sheet.sheet, kind, hidden=entry.sheet.hidden
                )
            )

    def _ticked(self, item: QTreeWidgetItem, column: int) -> None:
        entry = item.data(_KIND, Qt.ItemDataRole.UserRole)
        if column != _SHEET or not isinstance(entry, SheetEntry):
            return
        include = item.checkState(_SHEET) is Qt.CheckState.Checked
        if include != entry.layout.include:
            self.say(with_included(self.choices, entry.file, entry.sheet.sheet, include))


_NEEDED = {
    SheetKind.NEEDS: "需求名称",
    SheetKind.RESOURCES: "资源名称",
    SheetKind.UNITS: "单位名称",
    SheetKind.PROJECTS: "项目名称",
    SheetKind.COMBINED: "需求名称",
    SheetKind.FUNDS: "资金名称”和“年度额度（或余额）",
}


def _why_left_out(entry: SheetEntry) -> tuple[str, str]:
    """A few words and a sentence about a sheet of which nothing is imported."""
    rows = f"{entry.sheet.rows_read} 行没有导入"
    if entry.kind is SheetKind.OTHER:
        return (
            f"{rows}：请选它装的是什么",
            f"{rows}：表头看不出是哪张清单。请在左边选它装的是什么；确实不要的，也请选一次“不导入”",
        )
    needed = f"“{_NEEDED[entry.kind]}”"
    return (
        f"{rows}：请指定{needed}在哪一列",
        f"{rows}：看不出{needed}在哪一列。请到“表头与列”，在那一列的上方选出来",
    )
