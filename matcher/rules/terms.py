"""What a rule yields: rows that must hold, and labelled terms that are added up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A linear condition in whole numbers: ``low <= sum(coefficient * variable) <= high``.

    Attributes:
        label: Whom it concerns, Chinese.
        entries: Pairs (coefficient, variable index); no variable twice.
        low: ``None`` = no lower end.
        high: ``None`` = no upper end.
    """

    label: str
    entries: tuple[tuple[int, int], ...]
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A labelled share of a level: ``coefficient * variable``; the level is the sum of its terms.

    Attributes:
        level: Name of the level.
        coefficient: Whole; its unit is the level's measure.
        variable: Variable index; ``None`` = a constant (the variable counts as 1).
        label: What it stands for, Chinese.
    """

    level: str
    coefficient: int
    variable: int | None
    label: str
