"""Numbers read from words, with how sure they are."""

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How sure a number read from words is."""

    EXACT = "exact"
    ABOUT = "about"
    """约50人, 3万左右."""
    AT_LEAST = "at_least"
    """100余人."""
    AT_MOST = "at_most"
    """不超过50人."""
    RANGE = "range"
    """2-3次: ``value`` is the lower end, ``high`` the upper."""
    UNLIMITED = "unlimited"
    """不限: ``value`` is ``None``."""
    SOME = "some"
    """若干: ``value`` is ``None``."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of something, with how sure it is.

    Attributes:
        value: The number, never negative; ``None`` for 若干 and 不限.
        measure: The counting word as written (次, 人, 件, 户 …), or empty.
        certainty: See :class:`Certainty`.
        high: Upper end of a range; ``None`` otherwise.
        per: ``week``, ``month``, ``quarter`` or ``year`` for a frequency; empty for a plain count.
        words: The words it was read from.
    """

    value: int | None
    measure: str = ""
    certainty: Certainty = Certainty.EXACT
    high: int | None = None
    per: str = ""
    words: str = ""
