"""What if: why, why not, what would help, what a change would cost; by solving again, not by guessing."""

from matcher.whatif.effects import effect_between
from matcher.whatif.table import Table, Tried, effect_of, lay, tried
from matcher.whatif.whynot import explanation, why_not

__all__ = [
    "Table",
    "Tried",
    "effect_between",
    "effect_of",
    "explanation",
    "lay",
    "tried",
    "why_not",
]
