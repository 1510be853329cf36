"""One field for each option, made from what the option says of itself."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
)

from matcher.domain import OptionSpec, option_specs
from ui.pages.base import words

WIDTH = 150


class Switch(QCheckBox):
    """On or off, with the words a spin box has for its value."""

    valueChanged = Signal(bool)

    def __init__(self) -> None:
        super().__init__("启用")
        self._connect()

    def _connect(self) -> None:
        self.toggled.connect(self.valueChanged)

    def value(self) -> bool:
        """Whether it is on."""
        return self.isChecked()

    def setValue(self, value: float) -> None:
        """Turn it on or off."""
        self.setChecked(bool(value))


class _Whole(QSpinBox):
    """A whole number; scrolling the page over it does not change it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only the field being edited takes the wheel."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _Broken(QDoubleSpinBox):
    """A number with a decimal; scrolling the page over it does not change it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only the field being edited takes the wheel."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


Field = QSpinBox | QDoubleSpinBox | Switch


def option_fields() -> dict[str, Field]:
    """A field for every option, by name."""
    return {spec.name: _field(spec) for spec in option_specs()}


def _field(spec: OptionSpec) -> Field:
    field: Field
    if spec.is_switch:
        field = Switch()
    elif spec.is_whole:
        field = _Whole()
        field.setRange(int(spec.low), int(spec.high))
    else:
        field = _Broken()
        field.setDecimals(1)
        field.setRange(spec.low, spec.high)
    if isinstance(field, QSpinBox | QDoubleSpinBox):
        field.setSuffix(f" {spec.unit}" if spec.unit else "")
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.setFixedWidth(WIDTH)
    field.setAccessibleName(spec.label)
    field.setAccessibleDescription(spec.description)
    return field


def grouped_fields(fields: Mapping[str, Field]) -> QVBoxLayout:
    """All fields under the headings of their groups, in the order of the options."""
    column = QVBoxLayout()
    column.setSpacing(10)
    for group in dict.fromkeys(spec.group for spec in option_specs()):
        column.addWidget(section(group))
        column.addLayout(_grid(fields, group))
        column.addSpacing(6)
    return column


def _grid(fields: Mapping[str, Field], group: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(10)
    grid.setColumnStretch(2, 1)
    those = [spec for spec in option_specs() if spec.group == group]
    for line, spec in enumerate(those):
        label = QLabel(spec.label)
        label.setBuddy(fields[spec.name])
        label.setMinimumWidth(WIDTH)
        grid.addWidget(label, line, 0)
        grid.addWidget(fields[spec.name], line, 1)
        grid.addWidget(words(f"{spec.description}（{reach(spec)}）", "muted"), line, 2)
    return grid


def reach(spec: OptionSpec) -> str:
    """Range and default of an option in words."""
    if spec.is_switch:
        return f"默认{'启用' if spec.default else '关闭'}"
    unit = f" {spec.unit}" if spec.unit else ""
    return f"{spec.low:,.12g}–{spec.high:,.12g}{unit}，默认 {spec.default:g}"


def section(title: str) -> QLabel:
    """A heading."""
    label = QLabel(title)
    label.setObjectName("sectionTitle")
    return label


def values_of(fields: Mapping[str, Field]) -> dict[str, Any]:
    """What the fields have, by name of the option."""
    return {name: field.value() for name, field in fields.items()}
