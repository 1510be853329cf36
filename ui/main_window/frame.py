"""Where everything in the window stands, and how it stood last time."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui.preferences import Preferences

_DOCK_HEIGHT = 230
_LEAST = (960, 600)
_USUAL = (1280, 720)


def lay_out(
    window: QMainWindow, navigation: QWidget, banners: Sequence[QWidget], pages: QWidget
) -> None:
    """Navigation at the left, banners above the pages."""
    window.setMinimumSize(*_LEAST)
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for banner in banners:
        column.addWidget(banner)
    column.addWidget(pages, 1)
    middle = QWidget()
    row = QHBoxLayout(middle)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(navigation)
    row.addLayout(column, 1)
    window.setCentralWidget(middle)


def add_dock(window: QMainWindow, dock: QDockWidget, content: QWidget) -> None:
    """A dock below, hidden until asked for."""
    dock.setObjectName("reports")
    dock.setWidget(content)
    dock.setAllowedAreas(
        Qt.DockWidgetArea.BottomDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea
    )
    window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
    window.resizeDocks([dock], [_DOCK_HEIGHT], Qt.Orientation.Vertical)
    dock.hide()
    toggle = dock.toggleViewAction()
    toggle.setShortcut("Ctrl+I")
    toggle.setToolTip("显示或隐藏导入问题、导入汇总和操作记录（Ctrl+I）")


def restore(window: QMainWindow, splitter: QSplitter, preferences: Preferences) -> None:
    """Put the window where it was."""
    window.resize(*_USUAL)
    geometry = preferences.shape("window")
    if not geometry.isEmpty():
        window.restoreGeometry(geometry)
    window.restoreState(preferences.shape("docks"))
    splitter.restoreState(preferences.shape("meeting"))


def remember(window: QMainWindow, splitter: QSplitter, preferences: Preferences) -> None:
    """Keep where the window is."""
    preferences.remember_shape("window", window.saveGeometry())
    preferences.remember_shape("docks", window.saveState())
    preferences.remember_shape("meeting", splitter.saveState())
    preferences.write()
