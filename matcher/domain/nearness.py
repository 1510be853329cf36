"""How much a score is to be trusted, and when the best two cannot be told apart."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from matcher.domain.matching import Pair

LevelWord = Literal["高", "中", "低"]
HIGH = 700
MIDDLE = 400
NEAR = 40
"""First and second closer than this many points cannot be told apart."""


def level_of(score: int) -> LevelWord:
    """高, 中 or 低: how much a score is to be trusted."""
    return "高" if score >= HIGH else "中" if score >= MIDDLE else "低"


def too_near(first: int, second: int) -> bool:
    """Whether the best and the second best score lie too near to tell them apart."""
    return abs(first - second) < NEAR


def undecided(pairs: Iterable["Pair"]) -> tuple[tuple["Pair", "Pair"], ...]:
    """The best two pairs of each demand whose scores lie too near to tell them apart, by need and demand.

    Of equals the one with the smaller resource id comes first, so that the order of pairs does not matter;
    pairs that are in only because a lock or claim asks for them are nobody's choice and left out.
    """
    by_demand: dict[tuple[str, int], list[Pair]] = {}
    for pair in pairs:
        if not pair.forced:
            by_demand.setdefault((pair.need, pair.demand), []).append(pair)
    found = []
    for _, rivals in sorted(by_demand.items()):
        rivals.sort(key=lambda pair: (-pair.score, pair.resource))
        if len(rivals) > 1 and too_near(rivals[0].score, rivals[1].score):
            found.append((rivals[0], rivals[1]))
    return tuple(found)
