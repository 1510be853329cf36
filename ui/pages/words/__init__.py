"""The words of the month: blank cells, the vocabulary, earlier months."""

from ui.pages.words.page import WordsPage

__all__ = ["WordsPage"]
