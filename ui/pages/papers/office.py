"""Who hands the papers out, the facts of the meeting, and the fonts."""

import re
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from matcher.domain.office import Office
from ui.pages.base import words

_LABELS = {
    "name": ("填报（派单）单位", "例如 锦绣街道党工委"),
    "contact": ("联系人", ""),
    "phone": ("联系电话", "公示表上的受理电话，写办公座机"),
    "address": ("地址", ""),
    "meeting_time": ("会议时间", "例如 2026年6月24日上午9:00"),
    "place": ("会议地点", ""),
    "chair": ("主持人", ""),
    "recorder": ("记录人", ""),
    "present": ("参会人员", ""),
    "absent": ("缺席人员", ""),
}
_FONTS = {
    "title_fonts": ("标题字体", "按先后写，用顿号隔开；电脑上没有第一种时用后面的"),
    "head_fonts": ("表头字体", ""),
    "body_fonts": ("正文字体", ""),
}
_BETWEEN = re.compile(r"[、,，;；]")


class OfficeForm(QWidget):
    """The fields of :class:`Office`.

    Signals:
        saved: The user wants these values kept; an :class:`Office`.
    """

    saved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = {name: QLineEdit() for name in (*_LABELS, *_FONTS)}
        self.save_button = QPushButton("保存")
        self.save_button.setObjectName("primary")
        self.reset_fonts = QPushButton("恢复默认字体")
        self._office = Office()
        self._why_not = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        sheet = QWidget()
        form = QFormLayout(sheet)
        for name, (label, hint) in (*_LABELS.items(), *_FONTS.items()):
            self.fields[name].setPlaceholderText(hint)
            self.fields[name].setAccessibleName(label)
            form.addRow(label, self.fields[name])
        form.addRow("", self.reset_fonts)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        layout = QVBoxLayout(self)
        layout.addWidget(words("印在各文书上；没填的留空，打印后手写。下个月自动沿用。", "muted"))
        layout.addWidget(area, 1)
        layout.addWidget(self.save_button)

    def _connect(self) -> None:
        self.save_button.clicked.connect(lambda: self.saved.emit(self.chosen()))
        self.reset_fonts.clicked.connect(self._reset_fonts)
        for field in self.fields.values():
            field.textChanged.connect(self._mark)

    def show_office(self, office: Office, why_not: str) -> None:
        """Show the values in force; what is being typed stays until they change."""
        self._why_not = why_not
        if office != self._office or not any(field.text() for field in self.fields.values()):
            self._office = office
            for name, field in self.fields.items():
                value = getattr(office, name)
                field.setText("、".join(value) if isinstance(value, tuple) else value)
        self._mark()

    def chosen(self) -> Office:
        """The values as the fields have them; a font left blank is the usual one."""
        typed: dict[str, Any] = {name: self.fields[name].text().strip() for name in _LABELS}
        for name in _FONTS:
            names = tuple(
                part.strip() for part in _BETWEEN.split(self.fields[name].text()) if part.strip()
            )
            typed[name] = names or getattr(Office(), name)
        known = {item.name for item in fields(Office)}
        return replace(self._office, **{name: typed[name] for name in known & set(typed)})

    def _reset_fonts(self) -> None:
        for name in _FONTS:
            self.fields[name].setText("、".join(getattr(Office(), name)))

    def _mark(self) -> None:
        why_not = self._why_not or ("" if self.chosen() != self._office else "没有改动")
        self.save_button.setEnabled(not why_not)
        self.save_button.setToolTip(why_not)
