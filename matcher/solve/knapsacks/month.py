"""A large month as choices and knapsacks: its arrays become a shape, and what is found goes on its board."""

from dataclasses import dataclass, replace

import numpy as np

from matcher.domain import Progress
from matcher.rules.levels import FIT, WEIGHTED
from matcher.solve.engine import Clock
from matcher.solve.knapsacks.climbing import climbed, worth_it
from matcher.solve.knapsacks.shape import Shape, Truth, Whole
from matcher.solve.large.aims import Aim
from matcher.solve.large.board import Board
from matcher.solve.large.lean import UNLIMITED, Lean

_RESERVE_SECONDS = 0.5
"""How long before the time is up the last deal begins at the latest."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A month that is nothing but choices and knapsacks once every need is met.

    Attributes:
        shape: Each demand is a job.
        pairs: Position of each way's pair.
        level: That of fit.
    """

    shape: Shape
    pairs: Whole
    level: int

    def times(self, taken: Whole, count: int) -> Whole:
        """Times of each pair of the month."""
        found = np.zeros(count, dtype=np.int64)
        found[self.pairs[taken > 0]] = 1
        return found


def chosen(board: Board) -> Chosen | None:
    """The month in this shape; ``None`` when it is not of it."""
    month, level = board.month, _fit(board.aims)
    if level is None or not _plain(month):
        return None
    pairs = np.flatnonzero(_possible(month))
    job = month.demand[pairs]
    if len(np.unique(job)) < len(month.demands):
        return None
    agents, agent = np.unique(month.resource[pairs], return_inverse=True)
    use, gain = month.uses[pairs], board.aims[level].times[pairs]
    wanted = np.zeros(len(agents), dtype=np.int64)
    np.add.at(wanted, agent, use)
    step = max(1, int(np.gcd.reduce(gain)))
    shape = Shape(
        job=job,
        agent=agent.astype(np.int64),
        use=use,
        gain=gain // step,
        room=np.minimum(month.capacity[agents], wanted),
        jobs=len(month.demands),
        step=step,
    )
    return Chosen(shape, pairs, level) if worth_it(shape) else None


def run(board: Board, clock: Clock, say: Progress, *, workers: int, seed: int) -> bool:
    """Look for the best fit of a month in which every need can be met; whether it is one and was found to be.

    Better plans and bounds are put on the board at once.
    """
    found = chosen(board)
    if found is None:
        return False
    level, count = found.level, len(board.month.pairs)
    all_met = [int(aim.met.sum()) for aim in board.aims[:level]]

    def heard(taken: Whole | None, bound: int | None) -> None:
        if taken is not None:
            board.put(found.times(taken, count))
        if bound is not None:
            board.bound(level, bound * found.shape.step, all_met)
        say("正在改进：" + board.told(level), level, len(board.aims) + 1)

    say("正在估计上限：" + board.told(level), level, len(board.aims) + 1)
    hint, until = (
        board.times[found.pairs],
        replace(clock, deadline=clock.deadline - _RESERVE_SECONDS),
    )
    end = climbed(found.shape, hint, until, seed=seed, workers=workers, heard=heard)
    return end is not None and end.best is not None


def _fit(aims: tuple[Aim, ...]) -> int | None:
    """The level of fit, if those before it only count how many needs are met, each of them."""
    names = [aim.spec.name for aim in aims]
    if FIT.name not in names or WEIGHTED.name not in names:
        return None
    level = names.index(FIT.name)
    before = aims[:level]
    counting = all(aim.spec.urgency is not None or aim.spec.name == WEIGHTED.name for aim in before)
    everybody = bool((aims[names.index(WEIGHTED.name)].met > 0).all())
    return level if counting and everybody and WEIGHTED.name in names[:level] else None


def _plain(month: Lean) -> bool:
    """Whether nothing limits the month but capacities, and each demand takes one pair once."""
    simple = bool((month.times == 1).all() and (month.cap == UNLIMITED).all())
    demands = np.diff(month.first_demand)
    simple = simple and all(need >= 0 and demands[need] == 1 for need, _ in month.asked)
    return simple and not month.packs and not month.crowded.any() and not month.splits.any()


def _possible(month: Lean) -> Truth:
    """Pairs that may be used; of a need with one demand, only those that locks and claims ask for."""
    found = month.most > 0
    for need, positions in month.asked:
        asked = np.zeros(len(found), dtype=np.bool_)
        asked[positions] = True
        found &= asked | (month.need != need)
    return found
