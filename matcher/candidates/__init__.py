"""Who could serve whom, how well, and who cannot and why."""

from matcher.candidates.finding import find, judge
from matcher.candidates.quantities import demands_of, in_one_month, offer_of
from matcher.candidates.rules import RULES
from matcher.candidates.weights import weight_of

__all__ = ["RULES", "demands_of", "find", "in_one_month", "judge", "offer_of", "weight_of"]
