"""The levels of the objective, in the order in which they count."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.domain import Options

HIGHEST_URGENCY = 5
FIT_SCALE = 60
"""Shares of a point in which fit is counted; divisible by 1–6, 10, 12, 15, 20, 30, 60."""
TIE_RANGE = 2**12
"""How many different values the tie-break has for a demand of one time."""
TIE_LEAST = 2**6
"""How many it has for each time of a demand of very many times."""


@dataclass(frozen=True, slots=True)
class LevelSpec:
    """One level of the lexicographic objective.

    Attributes:
        name: Stable identifier.
        label: What users read.
        measure: What is counted.
        maximise: Whether more is better.
        urgency: The urgency it is about; ``None`` for the other levels.
        covers: Whether it is about how many needs are met, rather than how well.
        even: Whether it is about evenness between communities or units.
    """

    name: str
    label: str
    measure: str
    maximise: bool = True
    urgency: int | None = None
    covers: bool = False
    even: bool = False


WEIGHTED = LevelSpec("weighted", "已满足需求的总分量", "分量", covers=True)
COMMITTED = LevelSpec("committed", "兑现年度承诺的单位", "家", covers=True)
RESERVE = LevelSpec("reserve", "动用后备单位", "处", maximise=False)
CHANGES = LevelSpec("changes", "相对上一版方案的变动", "处", maximise=False)
FIT = LevelSpec("fit", "匹配度合计", f"1/{FIT_SCALE}分")
TIE_BREAK = LevelSpec("tie_break", "同等方案的固定取舍", "")


def urgency_levels(options: Options) -> tuple[LevelSpec, ...]:
    """One level for each urgency from the highest down to ``urgent_from``."""
    return tuple(
        LevelSpec(
            f"urgent_{urgency}", f"紧急程度{urgency}级已满足", "项", urgency=urgency, covers=True
        )
        for urgency in range(HIGHEST_URGENCY, options.urgent_from - 1, -1)
    )


def levels(
    options: Options,
    *,
    has_previous: bool,
    committed: bool = False,
    reserve: bool = False,
    even: Sequence[str] = (),
) -> tuple[LevelSpec, ...]:
    """Every level of a month, the first counting most.

    Args:
        options: As set by the user.
        has_previous: Whether there is a plan on the table, from which to change little.
        committed: Whether some unit has promised more than it has done so far.
        reserve: Whether some unit is to be asked last.
        even: Names of the levels of evenness, in order; see :mod:`matcher.rules.fairness`.
    """
    asked = ((COMMITTED, committed), (RESERVE, reserve), (CHANGES, has_previous))
    between = (spec for spec, there in asked if there)
    fair = tuple(evenness(name) for name in even)
    best = (*fair, FIT) if options.fairness_first else (FIT, *fair)
    return (*urgency_levels(options), WEIGHTED, *between, *best, TIE_BREAK)


def evenness(name: str) -> LevelSpec:
    """The level that counts communities (``share_7``) or units (``load_7``) at one step."""
    kind, _, step = name.partition("_")
    if kind == "share":
        return LevelSpec(name, f"累计满足率达到{step}成的社区", "个", even=True)
    return LevelSpec(name, f"累计负荷超过{step}成的单位", "家", maximise=False, even=True)
