"""What can be set, with range, unit and meaning beside it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from matcher.domain import Options
from matcher.domain.profiles import SUFFIX, Profile, read_profile, write_profile
from matcher.errors import MatcherError
from matcher.service import Failed
from ui.pages.base import Page, why_not_change, words
from ui.pages.settings import profiles
from ui.pages.settings.conflicts import ConflictTable
from ui.pages.settings.fields import (
    WIDTH,
    grouped_fields,
    option_fields,
    section,
    values_of,
)
from ui.pages.settings.funds import FundTable
from ui.preferences import Preferences
from ui.session import State
from ui.theme import Look


class SettingsPage(Page):
    """Options of the month and of the window.

    Signals:
        options_changed: The user wants other options.
        look_changed: The user wants other colours.
        auto_match_changed: Whether each decision is to be followed by a match.
        funds_changed: The user wants other funds, a tuple.
        failed: A settings file could not be read or written.
    """

    name = "settings"
    title = "设置"
    icon = "settings"
    options_changed = Signal(object)
    look_changed = Signal(object)
    auto_match_changed = Signal(bool)
    funds_changed = Signal(object)
    failed = Signal(object)

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(preferences, parent)
        self.fields = option_fields()
        self.conflicts = ConflictTable()
        self.apply_button = QPushButton("保存设置")
        self.apply_button.setObjectName("primary")
        self.reset_button = QPushButton("恢复默认值")
        self.load_button = QPushButton("载入设置文件…")
        self.keep_button = QPushButton("另存为设置文件…")
        self.profile = words("", "muted")
        self.funds = FundTable()
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
        column.addLayout(grouped_fields(self.fields))
        column.addWidget(section("利益冲突规则"))
        column.addWidget(self.conflicts)
        column.addWidget(section("经费清单"))
        column.addWidget(self.funds)
        column.addSpacing(8)
        column.addWidget(self.auto_match)
        column.addWidget(section("外观"))
        look_row = QHBoxLayout()
        look_row.addWidget(QLabel("颜色"))
        self.look.setAccessibleName("颜色")
        self.look.setFixedWidth(WIDTH)
        look_row.addWidget(self.look)
        look_row.addStretch(1)
        column.addLayout(look_row)
        column.addSpacing(8)
        column.addWidget(section("台账"))
        column.addWidget(self.ledger)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        layout = self.page_layout()
        layout.addWidget(area)
        layout.addLayout(self._buttons())
        layout.addWidget(self.profile)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for button in (self.apply_button, self.reset_button, self.load_button, self.keep_button):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.apply_button.clicked.connect(self._apply)
        self.reset_button.clicked.connect(lambda: self._fill(Options()))
        self.load_button.clicked.connect(lambda: self._carefully(self._load))
        self.keep_button.clicked.connect(lambda: self._carefully(self._keep))
        self.look.activated.connect(lambda at: self.look_changed.emit(list(Look)[at]))
        self.auto_match.clicked.connect(self.auto_match_changed)
        for field in self.fields.values():
            field.valueChanged.connect(self._mark)
        self.conflicts.changed.connect(self._mark)
        self.funds.saved.connect(self.funds_changed)

    def draw(self, state: State, before: State | None) -> None:
        """Show the options in use."""
        options = state.view.round.options if state.view else Options()
        if before is None or before.view is None or options != before.view.round.options:
            self._fill(options)
        funds = state.view.round.lists.funds if state.view else ()
        self.funds.show_funds(funds, why_not_change(state))
        self.look.setCurrentIndex(list(Look).index(state.look))
        self.auto_match.setChecked(state.auto_match)
        self.ledger.setText(
            f"每一步都已自动保存在：{state.view.ledger}" if state.view else "台账还没有打开"
        )
        self._mark()

    def _fill(self, options: Options) -> None:
        self.profile.setText("")
        for name, field in self.fields.items():
            field.setValue(getattr(options, name))
        self.conflicts.show_rules(options.conflicts)

    def chosen(self) -> Options:
        """The options as the fields have them."""
        values: dict[str, Any] = values_of(self.fields)
        return Options(**values, conflicts=self.conflicts.rules())

    def _apply(self) -> None:
        self.options_changed.emit(self.chosen())

    def _carefully(self, step: Callable[[], None]) -> None:
        """Do something with a file; what goes wrong is told."""
        try:
            step()
        except MatcherError as error:
            self.failed.emit(Failed(type(error).__name__, error.what, error.where, error.advice))

    def _load(self) -> None:
        path = profiles.ask_which(self, self.preferences)
        if path is not None:
            profile = read_profile(path)
            self._fill(profile.options)
            self.profile.setText(f"已载入“{profile.name}”，点“保存设置”后生效")

    def _keep(self) -> None:
        path = profiles.ask_where_to_keep(self, self.preferences)
        if path is not None:
            write_profile(path, Profile(path.name.removesuffix(SUFFIX), self.chosen()))
            self.profile.setText(f"设置已另存为：{path}")

    def _mark(self) -> None:
        why_not = self._why_not()
        self.apply_button.setEnabled(not why_not)
        self.apply_button.setToolTip(why_not or "保存后按新设置重新匹配")
        self.keep_button.setEnabled(not self.conflicts.fault())

    def _why_not(self) -> str:
        view = self.state.view if self.state else None
        if view is None:
            return "台账还没有打开"
        if view.read_only:
            return view.read_only
        if fault := self.conflicts.fault():
            return fault
        return "" if self.chosen() != view.round.options else "没有改动"
