"""Plans beside each other: what more changes would bring, and what two schemes do differently."""

from dataclasses import dataclass

from matcher.domain.effects import LevelShift, NeedShift


@dataclass(frozen=True, slots=True)
class PricePoint:
    """The best plan with at most so many changes.

    Attributes:
        changes: Pairs that differ from the plan on the table, at most.
        levels: Every level but the changes, before and after.
        shifts: Needs treated differently.
        proven: Whether it is proven to be the best with so many changes.
        words: Chinese: "改 2 处：多满足 1 项".
    """

    changes: int
    levels: tuple[LevelShift, ...]
    shifts: tuple[NeedShift, ...]
    proven: bool
    words: str


@dataclass(frozen=True, slots=True)
class ChangePrices:
    """Quality against the number of changes.

    Attributes:
        points: From the fewest changes possible on; ends where more changes bring nothing more.
        least: Fewest changes any plan needs that obeys the decisions; 0 = the plan on the table does.
        words: One Chinese sentence.
    """

    points: tuple[PricePoint, ...]
    least: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class SchemeDifference:
    """What two schemes do differently.

    Attributes:
        first: Name of the one; empty = the plan on the table.
        second: Name of the other; likewise.
        levels: Every level, ``before`` = first, ``after`` = second.
        shifts: Needs they treat differently; ``before`` = first.
        decisions_first: Words of the decisions only the first has.
        decisions_second: Words of the decisions only the second has.
        words: One Chinese sentence.
    """

    first: str
    second: str
    levels: tuple[LevelShift, ...]
    shifts: tuple[NeedShift, ...]
    decisions_first: tuple[str, ...]
    decisions_second: tuple[str, ...]
    words: str
