"""A month's round as workbooks that can be printed, signed and sent as they are."""

from matcher.export.dispatch import write_dispatches
from matcher.export.look import Fonts
from matcher.export.public import write_public
from matcher.export.replies import write_replies
from matcher.export.result import write_result
from matcher.export.templates import write_templates

__all__ = [
    "Fonts",
    "write_dispatches",
    "write_public",
    "write_replies",
    "write_result",
    "write_templates",
]
