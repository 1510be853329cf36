"""What there is too little of: one more of what would help (还差), and what no plan can serve."""

from dataclasses import dataclass
from enum import StrEnum

from matcher.domain.effects import LevelShift


class UnlockKind(StrEnum):
    """What there could be one more of."""

    RESOURCE = "resource"
    """A resource of a kind (再找 2 名理发师)."""
    PLACE = "place"
    """A time (次) of a resource there is."""
    HOUR = "hour"
    """A resource at another time as well."""
    QUALIFICATION = "qualification"
    """A qualification for a resource there is."""
    FUND = "fund"
    """A sum of money."""
    UNIT_PLACE = "unit_place"
    """A project more for a unit."""
    SPLIT = "split"
    """More that may share a need."""

    @property
    def label(self) -> str:
        """The word users read."""
        return {
            "resource": "新资源",
            "place": "名额",
            "hour": "时段",
            "qualification": "资质",
            "fund": "资金",
            "unit_place": "单位上限",
            "split": "承担家数",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Unlock:
    """Something more there could be, and what it would do; by exact solving, not by guessing.

    Attributes:
        kind: See :class:`UnlockKind`.
        subject: A resource id, a unit name, a category in words for a new resource, or the name of an option.
        amount: How many more: resources, times, yuan, projects, who may share; 1 for an hour or a qualification.
        words: Chinese: "再找 2 名理发师，可多满足 5 项".
        gained: Needs then met that are not met now, by id.
        lost: Needs then unmet that are met now, by id; a more urgent one was served with what it held.
        levels: Every level before and after.
        proven: Whether the plan it was read from is proven.
    """

    kind: UnlockKind
    subject: str
    amount: int
    words: str
    gained: tuple[str, ...]
    lost: tuple[str, ...] = ()
    levels: tuple[LevelShift, ...] = ()
    proven: bool = True

    @property
    def net(self) -> int:
        """How many more needs are met."""
        return len(self.gained) - len(self.lost)


@dataclass(frozen=True, slots=True)
class UnlockPair:
    """Two of the best unlocks together.

    Attributes:
        first: Place of the one in :attr:`UnlockList.unlocks`.
        second: Place of the other.
        gained: Needs met with both that are not met now.
        lost: Needs met now that would not be.
        words: Chinese.
    """

    first: int
    second: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class UnlockList:
    """What would help most, the most helpful first.

    Attributes:
        unlocks: Those that let more needs be met; may be empty.
        pairs: The best five, two by two; only those where both together do more than each alone.
        tried: How many changes were tried.
        words: One Chinese sentence on the whole.
    """

    unlocks: tuple[Unlock, ...] = ()
    pairs: tuple[UnlockPair, ...] = ()
    tried: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Precheck:
    """Arithmetic that shows before solving that not everything can be met.

    Attributes:
        category: In words; empty = any.
        community: Empty = any.
        time: In words ("周六"); empty = any.
        demand: Times wanted.
        supply: Times there are; ``None`` = unlimited.
        short: Times missing, at least 1: no plan whatever can serve that many.
        needs: Ids of the needs that count to the demand.
        resources: Ids of the resources that count to the supply.
        words: Chinese: "理发（西站，周六）：需要 6 次，最多 4 次，至少 2 次无法安排".
    """

    category: str
    community: str
    time: str
    demand: int
    supply: int | None
    short: int
    needs: tuple[str, ...]
    resources: tuple[str, ...]
    words: str
