"""The frame: menus, pages, status bar, docks; no decisions."""

from ui.main_window.window import MainWindow

__all__ = ["MainWindow"]
