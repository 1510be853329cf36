"""What if: why, why not, what would help, what a change would cost; by solving again, not by guessing."""

from matcher.whatif.agenda import agenda
from matcher.whatif.effects import effect_between
from matcher.whatif.kinds import categories_of
from matcher.whatif.prechecks import prechecks
from matcher.whatif.prices import prices
from matcher.whatif.schemes import compared
from matcher.whatif.table import Table, Tried, effect_of, lay, tried
from matcher.whatif.unlocks import UnlockSearch
from matcher.whatif.whynot import explanation, why_not

__all__ = [
    "Table",
    "Tried",
    "UnlockSearch",
    "agenda",
    "categories_of",
    "compared",
    "effect_between",
    "effect_of",
    "explanation",
    "lay",
    "prechecks",
    "prices",
    "tried",
    "why_not",
]
