"""What is proven about a plan found near another one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from matcher.domain import Level, Plan
from matcher.model import Model
from matcher.rules import LevelSpec
from matcher.solve.repair.goals import CHANGES

_AFTER = frozenset({CHANGES, "fit", "tie_break"})
_EVEN = ("share_", "load_")
"""With those of evenness: levels in which the plan on the table need not be proven."""


@dataclass(frozen=True, slots=True)
class Local:
    """The best values of a neighbourhood, with whether each level is proven to be best there."""

    values: tuple[int, ...]
    best: tuple[bool, ...]


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
    model: Model,
    found: Local,
    reach: Reach,
    ceilings: Mapping[str, int] | None,
    *,
    proven_before: bool,
) -> tuple[Level, ...]:
    """Every level of what was found, with what is proven about it.

    Args:
        model: The month.
        found: The best values of a neighbourhood.
        reach: That neighbourhood.
        ceilings: What the levels before the changes can reach at all; ``None`` = not known.
        proven_before: Whether the plan on the table is proven in those levels.
    """
    whole = reach.closed and (proven_before or len(reach.needs) == len(model.month.met))
    at_top = ceilings is not None and at_ceilings(model, found.values, ceilings)
    near = at_top and reach.steps >= changes_of(model, found.values) - 1
    levels: list[Level] = []
    proven = True
    before = True
    for spec, best in zip_longest(model.levels, found.best, fillvalue=False):
        assert isinstance(spec, LevelSpec)  # there are at least as many levels as were decided
        value = model.value(spec.name, found.values)
        before = before and spec.name != CHANGES
        proven = proven and ((at_top if before else near and best) or (whole and best))
        ceiling = (ceilings or {}).get(spec.name) if before else None
        bound = value if proven else ceiling
        levels.append(
            Level(spec.name, spec.label, value, bound, proven, spec.maximise, spec.measure)
        )
    return tuple(levels)


def at_ceilings(model: Model, values: Sequence[int], ceilings: Mapping[str, int] | None) -> bool:
    """Whether values give every level before the changes all it can reach."""
    known = ceilings or {}
    for spec in model.levels:
        if spec.name == CHANGES:
            return True
        if model.value(spec.name, values) != known.get(spec.name):
            return False
    return False


def changes_of(model: Model, values: Sequence[int]) -> int:
    """How much values differ from the plan on the table."""
    return model.value(CHANGES, values)
