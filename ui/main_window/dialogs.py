"""What the window asks the user, and how it says that something went wrong."""

from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QMessageBox,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from matcher.service import Failed
from ui.preferences import Preferences
from ui.wording import failure_details, failure_title

_SPREADSHEETS = "*.xlsx *.xlsm *.xls *.et *.ods *.csv *.tsv *.html *.htm"
_CARRY_OVER = "上月没有对接的需求，开始之后点“文件 › 结转上月需求”带过来，等待月数接着算。"
_ABOUT = (
    "三张清单对接助手\n\n"
    "把每月的需求清单、资源清单对接成项目服务清单：求出最好的方案，说清为什么，会上随时可改。\n"
    "完全离线运行，不上传任何数据；不改动您的原始表格。"
)


class Dialogs:
    """The questions of one window."""

    def __init__(self, window: QWidget, preferences: Preferences) -> None:
        self._window = window
        self._preferences = preferences

    def files(self) -> tuple[Path, ...]:
        """Workbooks to read; empty when none was chosen."""
        start = self._preferences.folder("import")
        found, _ = QFileDialog.getOpenFileNames(
            self._window,
            "导入清单（可一次选多个文件）",
            str(start),
            f"表格文件 ({_SPREADSHEETS});;所有文件 (*)",
        )
        paths = tuple(Path(name) for name in found)
        if paths:
            self._preferences.remember_folder("import", paths[0].parent)
        return paths

    def folder(self, purpose: str, title: str) -> Path | None:
        """A folder to write into; ``None`` when none was chosen."""
        found = QFileDialog.getExistingDirectory(
            self._window, title, str(self._preferences.folder(purpose))
        )
        if not found:
            return None
        self._preferences.remember_folder(purpose, Path(found))
        return Path(found)

    def month(self, proposed: str) -> str | None:
        """A month such as ``2026-07``; ``None`` when none was chosen."""
        dialog = MonthDialog(proposed, self._window)
        chosen = dialog.month() if dialog.exec() else None
        dialog.deleteLater()
        return chosen

    def sure(self, words: str, button: str) -> bool:
        """Whether the user wants it all the same; ``button`` is what saying yes is called."""
        box = QMessageBox(self._window)
        box.setWindowTitle("请先看一下")
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(words)
        yes = box.addButton(button, QMessageBox.ButtonRole.AcceptRole)
        box.addButton("先不生成", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        chosen = box.clickedButton() is yes
        box.deleteLater()
        return chosen

    def about(self) -> None:
        """Say what this program is."""
        QMessageBox.about(self._window, "关于", _ABOUT)

    def failure(self, failure: Failed) -> None:
        """Say what happened, where, and what to do next; the only place that does."""
        box = QMessageBox(self._window)
        box.setWindowTitle(failure_title(failure.kind))
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(failure.what)
        box.setInformativeText(failure_details(failure))
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
        box.button(QMessageBox.StandardButton.Ok).setText("知道了")
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.exec()
        box.deleteLater()


class MonthDialog(QDialog):
    """Year and month."""

    def __init__(self, proposed: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建月份")
        year, month = (int(part) for part in proposed.split("-"))
        today = QDate.currentDate().year()
        self.year = _number(min(2000, year), max(today + 10, year), year, " 年", "年份")
        self.number = _number(1, 12, month, " 月", "月份")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("开始这一期")
        form = QFormLayout()
        form.addRow("年份", self.year)
        form.addRow("月份", self.number)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel("新的一期从空白清单开始，沿用现在的设置；已有的月份会直接打开。"))
        layout.addWidget(QLabel(_CARRY_OVER))
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        self._connect()

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def month(self) -> str:
        """What is chosen, ``2026-07``."""
        return f"{self.year.value():04d}-{self.number.value():02d}"


def _number(low: int, high: int, value: int, suffix: str, name: str) -> QSpinBox:
    field = QSpinBox()
    field.setRange(low, high)
    field.setValue(value)
    field.setSuffix(suffix)
    field.setAccessibleName(name)
    return field
