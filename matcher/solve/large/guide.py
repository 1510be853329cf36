"""What relaxations say to those who search: which pairs are worth looking at, and where a plan loses."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from matcher.solve.large.ascent import Ascended, regret
from matcher.solve.large.dual import Dual
from matcher.solve.large.lean import Lean, Truth, Whole

Loss = Callable[[Whole, Truth], npt.NDArray[np.float64]]
"""From the times of each pair and whether each need is met: by how much each need falls short."""
_WORTH = 5
"""How many pairs of each demand are worth looking at."""


@dataclass(slots=True)
class Guide:
    """Replaced as a whole when a relaxation says more.

    Attributes:
        kernel: Whether each pair is worth looking at; empty = every pair.
        loss: Where a plan loses; ``None`` = nobody knows.
        version: Grows with each new relaxation.
    """

    kernel: list[bool] = field(default_factory=list)
    loss: Loss | None = None
    version: int = 0

    def told(self, kernel: Truth, loss: Loss) -> None:
        """A relaxation says more."""
        self.loss, self.kernel = loss, kernel.tolist()
        self.version += 1


def best_of(
    month: Lean, score: npt.NDArray[np.int64] | npt.NDArray[np.float64], count: int
) -> Truth:
    """So many pairs of each demand, by a score."""
    order = np.lexsort((-score, month.demand))
    found = np.zeros(len(order), dtype=np.bool_)
    found[order] = np.arange(len(order)) - month.first_pair[month.demand[order]] < count
    return found


def by_prices(guide: Guide, one: Dual, found: Ascended) -> None:
    """Tell what the prices of an ascent say."""
    month = one.month
    behind, costs, worth = regret(one, found.prices, found.parts)
    kernel = best_of(month, -behind, _WORTH) & np.isfinite(behind)
    kernel |= best_of(month, month.score, 1)
    kernel[[at for _, those in month.asked for at in those.tolist()]] = True

    def loss(times: Whole, met: Truth) -> npt.NDArray[np.float64]:
        of_pair = np.where(times > 0, costs.times * times + costs.takes, 0.0)
        reached = np.bincount(month.need, of_pair, minlength=len(month.needs)) + costs.met * met
        lost: npt.NDArray[np.float64] = np.maximum(0.0, np.maximum(worth, 0.0) - reached)
        return lost

    guide.told(kernel, loss)


def by_costs(guide: Guide, month: Lean, costs: Whole, met: Whole, used: Truth) -> None:
    """Tell what a linear program says: what raising each pair and each need adds, and which pairs it uses."""
    kernel = best_of(month, costs, _WORTH) | used | best_of(month, month.score, 1)
    kernel[[at for _, those in month.asked for at in those.tolist()]] = True

    def loss(times: Whole, reached: Truth) -> npt.NDArray[np.float64]:
        pair = np.where(costs > 0, month.most - times, times) * np.abs(costs)
        lost: npt.NDArray[np.float64] = np.bincount(
            month.need, pair.astype(np.float64), minlength=len(month.needs)
        ).astype(np.float64)
        lost += np.where(met > 0, ~reached, reached) * np.abs(met).astype(np.float64)
        return lost

    guide.told(kernel, loss)
