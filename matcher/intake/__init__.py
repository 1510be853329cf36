"""Tables → typed needs, resources, units and projects, every row accounted for, and all issues at once."""

from matcher.intake.changes import compare
from matcher.intake.joining import join, rejoin
from matcher.intake.jsonform import as_json
from matcher.intake.memory import learn
from matcher.intake.near import near_duplicates
from matcher.intake.returns import Taken, handed_sheets, marks_of, take_back
from matcher.intake.understanding import understand

__all__ = [
    "Taken",
    "as_json",
    "compare",
    "handed_sheets",
    "join",
    "learn",
    "marks_of",
    "near_duplicates",
    "rejoin",
    "take_back",
    "understand",
]
