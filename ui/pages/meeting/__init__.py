"""The meeting: the plan, why, why not, and the decisions that change it."""

from ui.pages.meeting.page import MeetingPage

__all__ = ["MeetingPage"]
