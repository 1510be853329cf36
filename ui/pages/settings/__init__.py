"""What can be set: options of the month, rules on conflicts of interest, and the window's own."""

from ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
