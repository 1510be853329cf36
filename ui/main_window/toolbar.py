"""Menus and toolbar, made from the list of actions."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from matcher.domain import month_words
from ui.actions import ACTIONS, Situation
from ui.session import State
from ui.theme import Shade, icon

_IN_TOOLBAR = ("import", "match", "undo", "redo", "export")
_VIEW = "查看(&V)"
_MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "文件(&F)",
        ("import", "templates", "", "export", "proof", "", "new_month", "carry_over", "reopen"),
    ),
    ("编辑(&E)", ("undo", "redo")),
    ("会议(&M)", ("match", "cancel")),
    (_VIEW, ()),
    ("帮助(&H)", ("about",)),
)


@dataclass(frozen=True, slots=True)
class Bars:
    """What was made."""

    actions: dict[str, QAction]
    months: QComboBox
    bar: QToolBar
    view_menu: QMenu


def situation(state: State) -> Situation:
    """What actions must know of a state."""
    working = state.working
    return Situation(
        state.view, working.words if working else "", working.can_stop if working else False
    )


def build(window: QMainWindow) -> Bars:
    """Make menus and toolbar."""
    actions = {action.name: QAction(action.text, window) for action in ACTIONS}
    for action in ACTIONS:
        if action.shortcut:
            actions[action.name].setShortcut(QKeySequence(action.shortcut))
    menus = {title: _build_menu(window, title, names, actions) for title, names in _MENUS}
    bar, months = _build_bar(window, actions)
    window.addToolBar(bar)
    return Bars(actions, months, bar, menus[_VIEW])


def _build_menu(
    window: QMainWindow, title: str, names: tuple[str, ...], actions: dict[str, QAction]
) -> QMenu:
    menu = window.menuBar().addMenu(title)
    menu.setToolTipsVisible(True)
    for name in names:
        if name:
            menu.addAction(actions[name])
        else:
            menu.addSeparator()
    return menu


def _build_bar(window: QMainWindow, actions: dict[str, QAction]) -> tuple[QToolBar, QComboBox]:
    bar = QToolBar("工具栏", window)
    bar.setObjectName("tools")
    bar.setMovable(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    bar.setIconSize(QSize(20, 20))
    months = QComboBox()
    months.setAccessibleName("月份")
    months.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    bar.addWidget(months)
    for name in _IN_TOOLBAR:
        if name in {"undo", "export"}:
            bar.addSeparator()
        bar.addAction(actions[name])
    button = bar.widgetForAction(actions["match"])
    if isinstance(button, QToolButton):
        button.setObjectName("primary")
    for name in _IN_TOOLBAR:
        bar.widgetForAction(actions[name]).setFocusPolicy(Qt.FocusPolicy.TabFocus)
    spacer = QWidget()
    spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(spacer)
    return bar, months


def dress(bars: Bars, shade: Shade) -> None:
    """Give every action its drawing in the colours of the shade."""
    for action in ACTIONS:
        colour = shade.on_accent if action.name == "match" else shade.text
        bars.actions[action.name].setIcon(icon(action.icon, colour, shade.muted, size=20))


def refresh(bars: Bars, state: State) -> None:
    """Enable what can be done, and say of the rest why not."""
    now = situation(state)
    for action in ACTIONS:
        why_not = action.why_not(now)
        made = bars.actions[action.name]
        made.setEnabled(not why_not)
        keys = f"（{action.shortcut}）" if action.shortcut else ""
        made.setToolTip(
            f"{action.tip(now)}{keys}" + (f"\n现在不能用：{why_not}" if why_not else "")
        )
    _refresh_months(bars.months, state)


def _refresh_months(box: QComboBox, state: State) -> None:
    months = state.view.months if state.view else ()
    shown = tuple(box.itemData(at) for at in range(box.count()) if box.itemData(at))
    if shown != months:
        box.clear()
        for month in months:
            box.addItem(month_words(month), month)
        if months:
            box.insertSeparator(box.count())
            box.addItem("新建月份…")
    if state.view:
        box.setCurrentIndex(months.index(state.view.round.month))
    busy = state.working
    box.setEnabled(bool(months) and busy is None)
    box.setToolTip(f"{busy.words}，请等它完成" if busy else "切换月份，或新建一期")
