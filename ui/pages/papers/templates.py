"""The tab for an office's own templates: choose them, for whose eyes, fill them in; ours to start from."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from matcher.domain.papers import Privacy
from ui.pages.base import card, words

_HOW = (
    "把本单位常用的表格（.xlsx）或文稿（.docx）作成模板：在要填内容的地方写上占位符，"
    "例如 {{月份}}、{{填报单位}}、{{项目.项目名称}}。\n"
    "写有“项目.…”“需求.…”等的那一行会按清单逐项重复，下面的内容自动下移；"
    "写有“派单.…”的模板每个单位生成一份，“回告.…”的每个社区一份。\n"
    "占位符写错时会一次列出全部错误和相近的写法，不会生成半份文书。"
)


class TemplatesPanel(QWidget):
    """What to do with templates.

    Signals:
        fill_wanted: Choose templates and fill them in; the :class:`Privacy` wanted.
        forms_wanted: Write our papers as templates.
    """

    fill_wanted = Signal(object)
    forms_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level = QComboBox()
        self.fill = QPushButton("选择模板并填写…")
        self.forms = QPushButton("导出可修改的模板…")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.level.setAccessibleName("给谁看")
        for level in reversed(Privacy):
            self.level.addItem(level.label, level)
        self.level.setToolTip("默认公示版：不论模板怎么写，都不含姓名和电话")
        self.forms.setToolTip("我们的文书作成模板，连同全部占位符的说明，改好后可再拿来填写")
        row = QHBoxLayout()
        row.addWidget(QLabel("给谁看"))
        row.addWidget(self.level)
        row.addSpacing(12)
        row.addWidget(self.fill)
        row.addWidget(self.forms)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(card((words(_HOW),)))
        layout.addLayout(row)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.fill.clicked.connect(lambda: self.fill_wanted.emit(Privacy(self.level.currentData())))
        self.forms.clicked.connect(self.forms_wanted)

    def mark(self, why_not: str) -> None:
        """Say why nothing can be filled in; empty = it can."""
        self.fill.setEnabled(not why_not)
        self.fill.setToolTip(why_not or "可一次选多个 .xlsx、.docx 模板；填好的存到上面的文件夹")
