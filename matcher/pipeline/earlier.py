"""What earlier months give to a month: precedents of needs, and what communities and units had."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matcher.domain import (
    NO_PAST,
    PastShares,
    Precedent,
    Round,
)
from matcher.pipeline.evenness import past_shares
from matcher.pipeline.past import precedents_from


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier months say.

    Attributes:
        precedents: What became of needs.
        shares: What communities and units had.
    """

    precedents: tuple[Precedent, ...] = ()
    shares: PastShares = NO_PAST


NOTHING_PAST = Past()


def past_of(rounds: Sequence[Round], month: str, *, with_precedents: bool) -> Past:
    """What the rounds before a month say; project lists imported into the month itself count too."""
    shares = past_shares(rounds, month)
    return Past(precedents_from(rounds, month) if with_precedents else (), shares)


GetPast = Callable[[], Past]


def nothing_past() -> Past:
    """No month before this one."""
    return NOTHING_PAST
