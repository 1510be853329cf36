"""What can be set, with range, unit and meaning beside it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from matcher.domain import Options, OptionSpec, option_specs
from ui.pages.base import Page, words
from ui.preferences import Preferences
from ui.session import State
from ui.theme import Look

_FIELD_WIDTH = 150


class SettingsPage(Page):
    """Options of the month and of the window.

    Signals:
        options_changed: The user wants other options.
        look_changed: The user wants other colours.
        auto_match_changed: Whether each decision is to be followed by a match.
    """

    name = "settings"
    title = "设置"
    icon = "settings"
    options_changed = Signal(object)
    look_changed = Signal(object)
    auto_match_changed = Signal(bool)

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(preferences, parent)
        self.fields = {spec.name: _field(spec) for spec in option_specs()}
        self.apply_button = QPushButton("保存设置")
        self.apply_button.setObjectName("primary")
        self.reset_button = QPushButton("恢复默认值")
        self.look = QComboBox()
        for look in Look:
            self.look.addItem(look.label)
        self.auto_match = QCheckBox("每次锁定、禁止、认领之后自动重新匹配")
        self.ledger = words("", "muted")
        self._build()
        self._connect()

    def _build(self) -> None:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 16, 0)
        column.setSpacing(10)
        column.addWidget(_section("匹配"))
        column.addLayout(self._option_grid())
        buttons = QHBoxLayout()
        buttons.addWidget(self.apply_button)
        buttons.addWidget(self.reset_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self.auto_match)
        column.addSpacing(8)
        column.addWidget(_section("外观"))
        look_row = QHBoxLayout()
        look_row.addWidget(QLabel("颜色"))
        self.look.setAccessibleName("颜色")
        self.look.setFixedWidth(_FIELD_WIDTH)
        look_row.addWidget(self.look)
        look_row.addStretch(1)
        column.addLayout(look_row)
        column.addSpacing(8)
        column.addWidget(_section("台账"))
        column.addWidget(self.ledger)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        self.page_layout().addWidget(area)

    def _option_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(2, 1)
        for line, spec in enumerate(option_specs()):
            label = QLabel(spec.label)
            label.setBuddy(self.fields[spec.name])
            reach = _reach(spec)
            grid.addWidget(label, line, 0)
            grid.addWidget(self.fields[spec.name], line, 1)
            grid.addWidget(words(f"{spec.description}（{reach}）", "muted"), line, 2)
        return grid

    def _connect(self) -> None:
        self.apply_button.clicked.connect(self._apply)
        self.reset_button.clicked.connect(lambda: self._fill(Options()))
        self.look.activated.connect(lambda at: self.look_changed.emit(list(Look)[at]))
        self.auto_match.clicked.connect(self.auto_match_changed)
        for field in self.fields.values():
            field.valueChanged.connect(self._mark)

    def draw(self, state: State, before: State | None) -> None:
        """Show the options in use."""
        options = state.view.round.options if state.view else Options()
        if before is None or before.view is None or options != before.view.round.options:
            self._fill(options)
        self.look.setCurrentIndex(list(Look).index(state.look))
        self.auto_match.setChecked(state.auto_match)
        self.ledger.setText(
            f"每一步都已自动保存在：{state.view.ledger}" if state.view else "台账还没有打开"
        )
        self._mark()

    def _fill(self, options: Options) -> None:
        for name, field in self.fields.items():
            field.setValue(getattr(options, name))

    def chosen(self) -> Options:
        """The options as the fields have them."""
        values: dict[str, Any] = {name: field.value() for name, field in self.fields.items()}
        return Options(**values)

    def _apply(self) -> None:
        self.options_changed.emit(self.chosen())

    def _mark(self) -> None:
        why_not = self._why_not()
        self.apply_button.setEnabled(not why_not)
        self.apply_button.setToolTip(why_not or "保存后按新设置重新匹配")

    def _why_not(self) -> str:
        view = self.state.view if self.state else None
        if view is None:
            return "台账还没有打开"
        if view.read_only:
            return view.read_only
        return "" if self.chosen() != view.round.options else "没有改动"


def _reach(spec: OptionSpec) -> str:
    unit = f" {spec.unit}" if spec.unit else ""
    return f"{spec.low:,.12g}–{spec.high:,.12g}{unit}，默认 {spec.default:g}"


def _section(title: str) -> QLabel:
    label = QLabel(title)
    label.setObjectName("sectionTitle")
    return label


def _field(spec: OptionSpec) -> QSpinBox | QDoubleSpinBox:
    field: QSpinBox | QDoubleSpinBox
    if isinstance(spec.default, int):
        field = QSpinBox()
        field.setRange(int(spec.low), int(spec.high))
    else:
        field = QDoubleSpinBox()
        field.setDecimals(1)
        field.setRange(spec.low, spec.high)
    if spec.unit:
        field.setSuffix(f" {spec.unit}")
    field.setFixedWidth(_FIELD_WIDTH)
    field.setAccessibleName(spec.label)
    field.setAccessibleDescription(spec.description)
    return field
