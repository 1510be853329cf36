"""What is proven about a plan found near another one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from matcher.domain import Level, Plan
from matcher.rules import LevelSpec
from matcher.rules.month import PairKey
from matcher.solve.repair.goals import CHANGES

_AFTER = frozenset({CHANGES, "fit", "tie_break"})
_EVEN = ("share_", "load_")
"""With those of evenness: levels in which the plan on the table need not be proven."""


@dataclass(frozen=True, slots=True)
class Local:
    """The best plan of a neighbourhood.

    Attributes:
        times: Of every pair of the month that happens.
        values: Of every level of the month by name.
        best: Whether each level that was decided is proven to be best there, by name; levels that nothing there
            depends on are absent.
        decided: Names of the levels that were to be decided.
    """

    times: Mapping[PairKey, int]
    values: Mapping[str, int]
    best: Mapping[str, bool]
    decided: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a search has gone.

    Attributes:
        needs: Those decided anew.
        steps: All within so many steps of the change were.
        closed: No need has neighbours outside.
        impossible: Nothing keeps the rules there, and it is closed.
    """

    needs: frozenset[str]
    steps: int
    closed: bool
    impossible: bool = False


def proven_before(plan: Plan) -> bool:
    """Whether a plan is proven in every level that comes before the changes."""
    return all(
        level.proven
        for level in takewhile(
            lambda level: level.name not in _AFTER and not level.name.startswith(_EVEN), plan.levels
        )
    )


def level_values(plan: Plan) -> dict[str, int]:
    """What each level of a plan comes to, by name."""
    return {level.name: level.value for level in plan.levels}


def levels_of(
    specs: Sequence[LevelSpec],
    found: Local,
    changes: int,
    ceilings: Mapping[str, int] | None,
    *,
    whole: bool,
) -> tuple[Level, ...]:
    """Every level of what was found, with what is proven about it.

    Args:
        specs: The levels of the month.
        found: The best plan of a neighbourhood.
        changes: All plans with no more changes that give the levels before them all there is were looked at.
        ceilings: What the levels before the changes can reach at all; ``None`` = not known.
        whole: Whether what is best there is best of all, whatever the levels reach.
    """
    at_top = ceilings is not None and at_ceilings(specs, found.values, ceilings)
    near = at_top and found.values[CHANGES] <= changes
    levels: list[Level] = []
    proven = True
    before = True
    for spec in specs:
        value, best = found.values[spec.name], _best(found, spec.name)
        before = before and spec.name != CHANGES
        proven = proven and ((at_top if before else near and best) or (whole and best))
        ceiling = (ceilings or {}).get(spec.name) if before else None
        bound = value if proven else ceiling
        levels.append(
            Level(spec.name, spec.label, value, bound, proven, spec.maximise, spec.measure)
        )
    return tuple(levels)


def _best(found: Local, name: str) -> bool:
    """Whether a level is proven to be best in the neighbourhood; one that nothing there depends on is."""
    return name in found.decided and found.best.get(name, True)


def at_ceilings(
    specs: Sequence[LevelSpec], values: Mapping[str, int], ceilings: Mapping[str, int] | None
) -> bool:
    """Whether values give every level before the changes all it can reach."""
    known = ceilings or {}
    return all(values[spec.name] == known.get(spec.name) for spec in before_changes(specs))


def before_changes(specs: Sequence[LevelSpec]) -> tuple[LevelSpec, ...]:
    """The levels that come before the changes."""
    return tuple(takewhile(lambda spec: spec.name != CHANGES, specs))
