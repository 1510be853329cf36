"""Which papers, for whose eyes, in which characters."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from matcher.domain.papers import (
    CsvEncoding,
    PaperGroup,
    PaperKind,
    Privacy,
    papers_of,
)
from ui.pages.base import words

OWN_LEVEL = "按各文书自己的版本"
_TICKED = frozenset((*papers_of(PaperGroup.MEETING), *papers_of(PaperGroup.AFTER)))


class Chooser(QWidget):
    """Tick boxes by group, and how they are written.

    Signals:
        changed: Something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {kind: _box(kind) for kind in PaperKind}
        self.all_buttons = {
            (group, ticked): QPushButton(label)
            for group in PaperGroup
            for label, ticked in (("全选", True), ("全不选", False))
        }
        self.level = QComboBox()
        self.level.setAccessibleName("版本")
        self.level.addItem(OWN_LEVEL, None)
        for level in Privacy:
            self.level.addItem(level.label, level)
        self.level.setToolTip("公示表总是公示版；公示版不含任何姓名和电话")
        self.encoding = QComboBox()
        self.encoding.setAccessibleName("CSV 编码")
        for encoding in CsvEncoding:
            self.encoding.addItem(encoding.label, encoding)
        self.dated = QCheckBox("印上今天的日期（不勾选则留空手写）")
        self.dated.setChecked(True)
        self._build()
        self._connect()

    def _build(self) -> None:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(3)
        for group in PaperGroup:
            column.addLayout(self._heading(group))
            for kind in papers_of(group):
                column.addWidget(self.boxes[kind])
            column.addSpacing(6)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        form = QFormLayout()
        form.addRow("版本", self.level)
        form.addRow("CSV 编码", self.encoding)
        form.addRow(self.dated)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area, 1)
        layout.addLayout(form)

    def _heading(self, group: PaperGroup) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(words(group.label, "sectionTitle"))
        row.addStretch(1)
        for ticked in (True, False):
            button = self.all_buttons[group, ticked]
            button.setFlat(True)
            button.setAccessibleName(f"{group.label}{button.text()}")
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        for box in self.boxes.values():
            box.toggled.connect(self.changed)
        for (group, ticked), button in self.all_buttons.items():
            button.clicked.connect(lambda _=False, g=group, t=ticked: self._tick(papers_of(g), t))

    def _tick(self, kinds: Iterable[PaperKind], ticked: bool) -> None:
        for kind in kinds:
            self.boxes[kind].setChecked(ticked)

    def kinds(self) -> tuple[PaperKind, ...]:
        """The papers ticked, in order."""
        return tuple(kind for kind, box in self.boxes.items() if box.isChecked())

    def wanted_level(self) -> Privacy | None:
        """For whose eyes; ``None`` = each paper's own level."""
        level = self.level.currentData()
        return None if level is None else Privacy(level)

    def wanted_encoding(self) -> CsvEncoding:
        """In which characters plain tables are written."""
        return CsvEncoding(self.encoding.currentData())


def _box(kind: PaperKind) -> QCheckBox:
    box = QCheckBox(kind.label)
    box.setToolTip(f"{kind.spec.about}。平时为{kind.spec.level.label}")
    box.setChecked(kind in _TICKED)
    return box
