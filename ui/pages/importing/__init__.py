"""The import assistant: sheets, header and columns, problems, near duplicates, what will change."""

from ui.pages.importing.assistant import ImportAssistant

__all__ = ["ImportAssistant"]
