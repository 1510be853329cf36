"""Tables → typed needs, resources, units and projects, every row accounted for, and all issues at once."""

from matcher.intake.changes import Changes, compare
from matcher.intake.joining import join, rejoin
from matcher.intake.jsonform import as_json
from matcher.intake.memory import Layout, Memory, RememberedSheet, learn
from matcher.intake.near import Proposal, near_duplicates
from matcher.intake.understanding import understand

__all__ = [
    "Changes",
    "Layout",
    "Memory",
    "Proposal",
    "RememberedSheet",
    "as_json",
    "compare",
    "join",
    "learn",
    "near_duplicates",
    "rejoin",
    "understand",
]
