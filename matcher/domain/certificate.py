"""A proof that somebody else can check: the problem, the plan, and prices that bound every level."""

from dataclasses import dataclass

from matcher.domain.decisions import Decision
from matcher.domain.matching import Candidates
from matcher.domain.options import Options
from matcher.domain.plan import Assignment, PairTimes

CERTIFICATE_VERSION = 2
"""Prices belong to the rows of the rules as they were: files of another version are left to the program that made them."""


@dataclass(frozen=True, slots=True)
class Split:
    """Every plan lies on one side: the variable is at most ``at``, or at least ``at + 1``.

    Attributes:
        variable: Index of a variable of the model.
        at: The largest value of the first side.
    """

    variable: int
    at: int


@dataclass(frozen=True, slots=True)
class RowPrices:
    """What a unit of each row is worth; by weak duality any prices give a bound, good ones a tight one.

    Attributes:
        rows: Pairs (index of a row, price in units of ``2**-shift``); rows left out have no price.
        shift: See ``rows``.
        empty: Whether the prices show that no plan lies here at all (the level itself left out of account).
    """

    rows: tuple[tuple[int, int], ...]
    shift: int
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """One node of a proof.

    Attributes:
        split: Two nodes follow, first the side of the small values with all that belongs to it; ``None`` = a leaf.
        prices: Of a leaf what bounds it; beside a split what takes off its box whatever costs too much.
    """

    split: Split | None = None
    prices: RowPrices | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """A proof that every plan as good so far agrees with the one at hand in some pairs.

    It shows that no plan that differs in one of them reaches what a level before is kept at.

    Attributes:
        level: Name of that level.
        pairs: Positions of the pairs in the order of their keys; each is unused or used as often as possible.
        root: As of :class:`LevelProof`.
        tree: Likewise.
    """

    level: str
    pairs: tuple[int, ...]
    root: RowPrices
    tree: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class EngineWord:
    """What the engine said of a level when the plan was made; nobody has checked it.

    Attributes:
        name: Of the level.
        bound: What no plan can exceed (or undercut); ``None`` = it said nothing.
        proven: Whether it called the level proven.
    """

    name: str
    bound: int | None
    proven: bool


@dataclass(frozen=True, slots=True)
class LevelProof:
    """What a level comes to, and the proof that no plan exceeds the bound.

    Attributes:
        name: Of the level.
        value: What the plan reaches.
        bound: What no plan can exceed (or undercut) that is as good in every level before.
        root: RowPrices for all plans at once.
        tree: Where ``root`` alone does not prove the bound: the cases, in the order in which they are read,
            each split followed by its two sides.
        settled: What the levels before leave no choice about, where that was worth finding out.
    """

    name: str
    value: int
    bound: int
    root: RowPrices
    tree: tuple[Node, ...] = ()
    settled: Settled | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """Everything needed to check a plan without any solver.

    Attributes:
        version: Of this layout.
        month: ``2026-06``.
        candidates: Who could serve whom; scores without the words behind them.
        decisions: Locks, forbids, claims …
        options: As set by the user.
        assignments: The plan.
        previous: The plan from which changes were counted; ``None`` = there was none.
        proofs: One for each level, in order.
        engine: Who made the plan.
        words: What it said of each level.
    """

    version: int
    month: str
    candidates: Candidates
    decisions: tuple[Decision, ...]
    options: Options
    assignments: tuple[Assignment, ...]
    previous: tuple[PairTimes, ...] | None
    proofs: tuple[LevelProof, ...]
    engine: str = ""
    words: tuple[EngineWord, ...] = ()
