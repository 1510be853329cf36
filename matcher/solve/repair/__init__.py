"""A plan changed as little as a decision asks for: exact where it touches, untouched elsewhere.

Only needs near the change are decided anew, the others keep what they have. That this is the best of all
plans follows without looking at the rest of the month:

*   Let P be a plan proven best in every level that comes before the changes, and let some rules become
    stricter so that P breaks them. Needs are neighbours through what they share when the one gives some of it
    up and the other takes some; what is enough for everybody is not shared. An open promise of a unit makes
    all its needs neighbours.
*   Evenness comes after the changes, so that it makes no needs neighbours.
*   Whatever differs between P and the best plan Q falls into groups of neighbours. A group that holds no need
    that has to change could be undone: the result keeps the new rules, and the group was possible before, so
    it cannot have improved a level in which P is best. Undoing it saves changes. So Q has no such group.
*   A group with k changes that holds a need which must change, with at least c changes of its own, lies
    within k - c steps of it. So when a plan is found that gives every level before the changes as much
    as P, with k changes in all, and everything within k - c steps was free to be decided, no plan is better.
*   When the neighbourhood has no further neighbours, the same holds for whatever it gives the levels.
*   For the same reason the levels after the changes are decided among the needs within k - c steps alone.

Rules that became looser are told by the needs that may gain by them: every group then holds one of those, or
a need that has to change.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from time import monotonic

from matcher.domain import (
    Assignment,
    Candidates,
    Contradiction,
    Decision,
    Options,
    Plan,
    PlanStatus,
    Stop,
    never,
)
from matcher.solve.decided import settle
from matcher.solve.engine import Clock
from matcher.solve.repair.proof import Local, Reach
from matcher.solve.repair.search import Search
from matcher.solve.repair.tally import Times
from matcher.solve.repair.web import Web
from matcher.solve.result import assignment
from matcher.solve.wording import contradiction

ENGINE = "local repair + cp-sat"
__all__ = ["ENGINE", "Repaired", "excluding", "gained", "repair"]


@dataclass(frozen=True, slots=True)
class Repaired:
    """A plan near another one.

    Attributes:
        plan: With what is proven about each level; ``None`` when none was found in time or none exists.
        impossible: Whether it is proven that no plan keeps the rules.
        freed: How many needs were decided anew.
    """

    plan: Plan | None
    impossible: bool = False
    freed: int = 0


def repair(
    candidates: Candidates,
    decisions: Sequence[Decision],
    options: Options,
    plan: Plan,
    *,
    stricter: bool,
    near: Collection[str] = (),
    brief: bool = False,
    seconds: float = 1.0,
    stop: Stop = never,
) -> Repaired:
    """Change a plan as little as what is new asks for.

    Args:
        candidates: As they are now.
        decisions: As they are now.
        options: As set by the user.
        plan: The plan on the table.
        stricter: Whether rules only became stricter since the plan was made.
        near: Needs beside those in broken rules that what is new is about; all that may gain by it when rules
            did not only become stricter.
        brief: Leave the levels after the changes as they come: for a question about who is met.
        seconds: How long at most, once the month is modelled.
        stop: Asked now and then.
    """
    began = monotonic()
    web = Web(candidates, decisions, options, plan)
    search = Search(web, plan, stricter=stricter, brief=brief)
    found, reach = search.run(near, Clock(monotonic() + seconds, stop))
    if found is None:
        return Repaired(None, impossible=reach.impossible, freed=len(reach.needs))
    return _repaired(search, web, found, reach, began)


def gained(
    candidates: Candidates,
    decisions: Sequence[Decision],
    options: Options,
    plan: Plan,
    *,
    near: Collection[str],
    seconds: float,
    stop: Stop = never,
) -> Repaired:
    """A plan better in the levels before the changes, by rules that became looser, with the fewest changes.

    Args:
        candidates: As they would be.
        decisions: As they would be.
        options: As set by the user.
        plan: The plan on the table, which must keep the rules.
        near: Needs that may gain by what is new.
        seconds: How long at most.
        stop: Asked now and then.

    Returns:
        No plan where none is better, or none was found in time.
    """
    began = monotonic()
    web = Web(candidates, decisions, options, plan)
    search = Search(web, plan, stricter=False, brief=True)
    found, reach = search.gained(near, Clock(began + seconds, stop))
    if found is None:
        return Repaired(None, freed=len(reach.needs))
    return _repaired(search, web, found, reach, began)


def _repaired(search: Search, web: Web, found: Local, reach: Reach, began: float) -> Repaired:
    levels = search.levels(found, reach)
    proven = all(level.proven for level in levels)
    made = Plan(
        status=PlanStatus.PROVEN_BEST if proven else PlanStatus.BEST_FOUND,
        levels=levels,
        assignments=_assignments(web, found.times),
        seconds=monotonic() - began,
        seed=web.options.seed,
        workers=1,
        engine=ENGINE,
        before=web.plan.pairs,
    )
    return Repaired(made, freed=len(reach.needs))


def _assignments(web: Web, times: Times) -> tuple[Assignment, ...]:
    """Sorted by need, demand, resource."""
    pairs = web.tally.pairs
    return tuple(
        assignment(pairs[key], web.demands_of[key[0]][key[1]], times[key]) for key in sorted(times)
    )


def excluding(
    candidates: Candidates, decisions: Sequence[Decision], options: Options, stop: Stop = never
) -> Contradiction | None:
    """The error that names a smallest set of decisions that exclude each other; ``None`` when none do."""
    clock = Clock(monotonic() + options.seconds, stop)
    if settle(candidates, decisions, options, clock) is not None:
        return None
    return contradiction(candidates, decisions, options, clock)
