"""Who could serve whom, how well, and who cannot and why."""

from matcher.candidates.amending import amended, likeness, objections, strict_conflicts
from matcher.candidates.finding import find, judge, under
from matcher.candidates.ground import Ground, lay_out
from matcher.candidates.quantities import demands_of, in_one_month, offer_of
from matcher.candidates.rules import RULES
from matcher.candidates.weights import weight_of

__all__ = [
    "RULES",
    "Ground",
    "amended",
    "demands_of",
    "find",
    "in_one_month",
    "judge",
    "lay_out",
    "likeness",
    "objections",
    "offer_of",
    "strict_conflicts",
    "under",
    "weight_of",
]
