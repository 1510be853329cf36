"""Which needs stand in each other's way: those that share a row, and who holds what of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random

import numpy as np
import numpy.typing as npt

from matcher.model import Model
from matcher.solve.grid import Grid, Whole

NOBODY = -1
"""The owner of variables that belong to no need."""
_NEARLY_FULL = 2.0**-20
_FEWEST = 3


def owners(model: Model) -> list[int]:
    """The number of the need that each variable belongs to, or :data:`NOBODY`."""
    month = model.month
    number = {need: at for at, need in enumerate(sorted(month.met))}
    found = [NOBODY] * len(month.variables)
    for need, at in month.met.items():
        found[at] = number[need]
    for at, pair in enumerate(month.pairs):
        for variable in (at, month.takes.get(at, at), month.kept.get(at, at)):
            found[variable] = number[pair.need]
    for (_, need), at in month.serves.items():
        found[at] = number[need]
    return found


class Neighbours:
    """The needs of a task and the rows they share.

    Args:
        grid: The task.
        owner: Of each variable.
        relaxed: Values of its relaxation: rows that these fill are what needs compete for.
    """

    def __init__(self, grid: Grid, owner: Whole, relaxed: npt.NDArray[np.float64]) -> None:
        self._grid, self._owner = grid, owner
        full = grid.sums(relaxed) > _ends(grid) - _NEARLY_FULL
        sharing = _by_row(grid.row, owner[grid.column])
        self._sharing = {
            row: needs for row, needs in sharing.items() if len(needs) > 1 and full[row]
        }
        self._rows: defaultdict[int, list[int]] = defaultdict(list)
        for row, needs in self._sharing.items():
            for need in needs:
                self._rows[need].append(row)

    def around(self, need: int, count: int, values: Whole, random: Random) -> list[int]:
        """A need with those that hold what it could use, and what these could use, and so on."""
        grid = self._grid
        using = values[grid.column] != 0
        holding = _by_row(grid.row[using], self._owner[grid.column[using]])
        found, seen, at = [need], {need}, 0
        while at < len(found) and len(found) < count:
            rivals = {other for row in self._rows[found[at]] for other in holding.get(row, ())}
            others = sorted(rivals - seen)
            some = random.sample(others, min(len(others), max(_FEWEST, count // 4)))
            seen.update(some)
            found += some
            at += 1
        return found[:count]


def _ends(grid: Grid) -> npt.NDArray[np.float64]:
    return np.array([np.inf if row.high is None else row.high for row in grid.task.rows])


def _by_row(rows: Iterable[int] | Whole, owner: Sequence[int] | Whole) -> dict[int, set[int]]:
    """The needs that have a part in each row."""
    found: dict[int, set[int]] = {}
    for row, need in zip(np.asarray(rows).tolist(), np.asarray(owner).tolist(), strict=True):
        if need != NOBODY:
            found.setdefault(row, set()).add(need)
    return found
