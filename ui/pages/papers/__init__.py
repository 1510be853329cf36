"""The papers of the month: chosen, written, opened."""

from ui.pages.papers.page import PapersPage
from ui.pages.papers.words import careful

__all__ = ["PapersPage", "careful"]
