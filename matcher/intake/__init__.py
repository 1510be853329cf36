"""Tables → typed needs, resources, units and projects, every row accounted for, and all issues at once."""

from matcher.intake.changes import compare
from matcher.intake.joining import join, rejoin
from matcher.intake.jsonform import as_json
from matcher.intake.memory import learn
from matcher.intake.near import near_duplicates
from matcher.intake.understanding import understand

__all__ = [
    "as_json",
    "compare",
    "join",
    "learn",
    "near_duplicates",
    "rejoin",
    "understand",
]
