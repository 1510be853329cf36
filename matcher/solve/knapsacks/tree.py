"""Is there a choice that gains so much, and which gains most? Answered by prices of the jobs, and by cases where these leave it open.

At any prices the knapsacks tell what no choice exceeds, and what is lost at least by each way of serving a job. A
way that loses more than lies between that bound and what is asked for is out. Prices are improved, ways go, the
bound falls, until nothing is left or a job has to be tried in each of its ways.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matcher.solve.engine import Clock
from matcher.solve.knapsacks.losses import Losses, losses
from matcher.solve.knapsacks.packed import Filled, Packed
from matcher.solve.knapsacks.shape import Shape, Whole
from matcher.solve.knapsacks.state import Marks, State, followed

_ROOT, _CASE = 60, 10
"""How often prices are improved after the last way went, at the root and in a case."""
_PATIENCE = 4
_SLOWER = 0.6
_STEP = 0.05
_DEFLECT = 0.4
_BEYOND = 8
"""Steps aim below what is asked for by so small a part of what lay between at first."""


@dataclass(frozen=True, slots=True)
class Case:
    """Some decisions, with the prices that are tried first.

    Attributes:
        marks: Of each way.
        prices: Of each job, in units of ``2**-shift``.
        root: Whether nothing has been tried yet.
    """

    marks: Marks
    prices: Whole
    root: bool = False


class Tree:
    """A search for the choice that gains most, and at least so much.

    Attributes:
        shape: What to choose from.
        asked: What the next choice has to gain at least: one more than the last one found.
        shift: Prices are in units of ``2**-shift``.
        scaled: The shape with gains in the units of prices.
        cases: How many were looked at.
        beyond: How far below what is asked for steps aim.
        taken: 1 for each way that is taken in the best choice found; ``None`` = none yet.
    """

    def __init__(self, shape: Shape, asked: int, shift: int) -> None:
        self.shape, self.asked, self.shift = shape, asked, shift
        self.scaled = replace(shape, gain=shape.gain << shift)
        self.cases = 0
        self.beyond = 0
        self.taken: Whole | None = None

    def look(self, cases: list[Case], clock: Clock) -> list[Case]:
        """Look at cases, the last first, until none is left, a choice is found or the time is up: what is left."""
        waiting = list(cases)
        while waiting and self.taken is None and not clock.over:
            waiting += self.cases_of(waiting.pop(), clock)
        return waiting

    def cases_of(self, case: Case, clock: Clock) -> list[Case]:
        """What has to be looked at to settle a case; itself when the time is up before that is known."""
        self.cases += 1
        return _Node(self, case, clock).cases()

    def put(self, marks: Marks) -> None:
        """A choice that keeps every condition; kept if it gains what is asked for."""
        taken = (marks == 1).astype(np.int64)
        gain = int(self.shape.gain @ taken)
        if gain >= self.asked:
            self.taken, self.asked = taken, gain + 1

    def bound(self, state: State) -> int:
        """What the decided ways gain, in the units of prices."""
        return int(self.scaled.gain[state.marks == 1].sum())

    @property
    def threshold(self) -> int:
        """What is asked for, in the units of prices."""
        return self.asked << self.shift


class _Node:
    def __init__(self, tree: Tree, case: Case, clock: Clock) -> None:
        self._tree, self._case, self._clock = tree, case, clock
        self._patience = _ROOT if case.root else _CASE
        self._direction: npt.NDArray[np.float64] | None = None

    def cases(self) -> list[Case]:
        """The cases left to be looked at, the most promising last; none when this one is settled."""
        state = followed(self._tree.shape, self._case.marks)
        prices = self._case.prices
        while state is not None:
            if not state.open.any():
                self._tree.put(state.marks)
                return []
            narrowed = self._narrowed(state, prices)
            if narrowed is None or isinstance(narrowed, list):
                return narrowed or []
            state, prices = narrowed
        return []

    def _narrowed(
        self, state: State, prices: Whole
    ) -> tuple[State | None, Whole] | list[Case] | None:
        """Improve prices until ways go, the case is settled (``None``) or has to be split."""
        tree = self._tree
        packed = Packed(tree.scaled, state.ways, state.room)
        decided = tree.bound(state)
        best: int | None = None
        best_prices, kept = prices, None
        pace, idle, self._direction = 1.0, 0, None
        for _ in range(self._patience):
            if self._clock.over:
                return [self._case]
            prices = np.where(state.open, prices, 0)
            filled = packed.fill(tree.scaled.gain[packed.ways] - prices[packed.job])
            bound = decided + int(prices.sum()) + filled.best
            if bound < tree.threshold:
                return None
            if best is None or bound < best:
                best, best_prices, idle = bound, prices, 0
                told = self._losses(packed, filled)
                slack = bound - tree.threshold
                tree.beyond = tree.beyond or max(1, slack // _BEYOND)
                if told.certain > slack:
                    return None
                kept = told
                out = told.way > slack
                if out.any():
                    return self._without(state, packed.ways[out]), self._moved(
                        state, packed, filled, prices, bound, pace
                    )
            else:
                idle += 1
            if not self._miss(state, packed, filled).any():
                marks = state.marks.copy()
                marks[packed.ways] = np.where(filled.taken, 1, -1)
                self._tree.put(marks)
                return None
            if idle >= _PATIENCE:
                pace, idle, self._direction = pace * _SLOWER, 0, None
                prices = best_prices
                if pace < _STEP:
                    break
            prices = self._moved(state, packed, filled, prices, bound, pace)
        return [] if kept is None else self._split(state, packed, kept, best_prices)

    def _losses(self, packed: Packed, filled: Filled) -> Losses:
        into, outof = packed.losses(filled)
        return losses(packed.job, into, outof, packed.touched)

    def _without(self, state: State, ways: Whole) -> State | None:
        marks = state.marks.copy()
        marks[ways] = -1
        return followed(self._tree.shape, marks)

    def _miss(self, state: State, packed: Packed, filled: Filled) -> Whole:
        """How many times too often each open job is served by the knapsacks."""
        served = np.bincount(packed.job[filled.taken], minlength=self._tree.shape.jobs)
        return np.where(state.open, served - 1, 0)

    def _moved(
        self, state: State, packed: Packed, filled: Filled, prices: Whole, bound: int, pace: float
    ) -> Whole:
        """Prices a step on: higher where a job is served too often, lower where it is not served."""
        miss = self._miss(state, packed, filled).astype(np.float64)
        if self._direction is not None:
            miss += _DEFLECT * self._direction
        self._direction = miss
        size = float(miss @ miss)
        if size == 0.0:
            return prices
        far = bound - self._tree.threshold + self._tree.beyond
        return prices + np.round(pace * far / size * miss).astype(np.int64)

    def _split(self, state: State, packed: Packed, told: Losses, prices: Whole) -> list[Case]:
        """One case for each way of the job that loses most whatever is done, least loss last."""
        count = np.bincount(packed.job, minlength=self._tree.shape.jobs)
        worth = told.least / np.sqrt(np.maximum(count, 1))
        ways = np.flatnonzero(packed.job == int(np.argmax(worth)))
        found = []
        for at in ways[np.argsort(-told.own[ways], kind="stable")].tolist():
            marks = state.marks.copy()
            marks[packed.ways[ways]] = -1
            marks[packed.ways[at]] = 1
            found.append(Case(marks, prices))
        return found
