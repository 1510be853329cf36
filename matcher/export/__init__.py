"""A month's round as workbooks that can be printed, signed and sent as they are."""

from matcher.export.look import Fonts
from matcher.export.papers import write_papers
from matcher.export.papers.everything import version_from, version_json, version_of
from matcher.export.result import write_result
from matcher.export.templates import write_templates

__all__ = [
    "Fonts",
    "version_from",
    "version_json",
    "version_of",
    "write_papers",
    "write_result",
    "write_templates",
]
