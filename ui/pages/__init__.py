"""One page per step of the month: each renders a state and emits intents; pages do not know each other."""

from ui.pages.base import Page
from ui.pages.importing import ImportAssistant
from ui.pages.meeting import MeetingPage
from ui.pages.needs import NeedsPage
from ui.pages.papers import PapersPage
from ui.pages.projects import ProjectsPage
from ui.pages.reports import Reports
from ui.pages.resources import ResourcesPage
from ui.pages.settings import SettingsPage
from ui.pages.statistics import StatisticsPage
from ui.pages.words import WordsPage

__all__ = [
    "ImportAssistant",
    "MeetingPage",
    "NeedsPage",
    "Page",
    "PapersPage",
    "ProjectsPage",
    "Reports",
    "ResourcesPage",
    "SettingsPage",
    "StatisticsPage",
    "WordsPage",
]
