"""A large month of many needs: prices cut it into blocks, and block after block is planned anew, exactly."""

from functools import partial
from threading import Event

import numpy as np

from matcher.domain import Progress
from matcher.solve.engine import POLL_SECONDS, Clock
from matcher.solve.large.aims import Aim
from matcher.solve.large.blocks import Goal, Regions, Worker
from matcher.solve.large.board import Board
from matcher.solve.large.bounds import Bounds
from matcher.solve.large.gains import Gains
from matcher.solve.large.guide import Guide
from matcher.solve.large.lean import Lean
from matcher.solve.large.overall import take_over
from matcher.solve.large.table import Table
from matcher.solve.large.work import started, wait

_ONE = 1000.0
"""What a need is worth by the last level."""
_URGENT, _NEXT, _EVEN = 4.0, 20.0, 3.0
"""How many times more a need is worth by a level than by the next: urgent needs, the others, and for fit's sake."""
_GAP = 5e-4
"""How near to their best blocks are solved."""
_COVER_SHARE = 0.5
"""Of the time that is left, the most that is for meeting needs before everything else."""
_HARDLY = 5e-4
"""A round that meets hardly more, as a part of what is met, is followed by rounds that look at fit too."""
_AGAIN = 1.5
"""The bounds are worked out again when no more is left than so many times what that took before."""
_IN_VAIN = 3
"""After so many rounds of each kind that bring nothing it is given up."""


class City:
    """Plans a month of many needs in which no level is about evenness."""

    def __init__(
        self, table: Table, board: Board, levels: Gains, say: Progress, *, workers: int, seed: int
    ) -> None:
        self._table, self._board, self._say = table, board, say
        self._guide = Guide()
        self._bounds = Bounds(board, self._guide, say)
        self._workers = [Worker(table, board, levels, seed + at) for at in range(workers)]
        aims = board.aims[: len(levels.names)]
        self._covering = sum(aim.spec.covers for aim in aims)
        self._usual = [_usual(board.month, aim) for aim in aims]
        self._seed = seed

    def improve(self, clock: Clock) -> None:
        """Better plans and bounds until the time is up or nothing more is found.

        The relaxations of the urgent levels hardly need the interpreter and run beside the ascent; the bounds of the
        later ones are sought beside the blocks, which mostly wait for their engines.
        """
        first = started(partial(self._bounds.urgent, clock))
        self._bounds.guide(clock)
        choices = self._bounds.choices
        if choices is None:
            wait([first], clock)
            return
        take_over(self._table, self._board)
        regions = Regions(choices, len(self._board.month.needs), self._seed)
        self._cover(regions, clock.sooner(clock.left * _COVER_SHARE))
        wait([first], clock)
        ended = Event()
        later = started(partial(self._later, ended, clock))
        try:
            self._alternately(regions, clock)
        finally:
            ended.set()
        wait([later], clock)

    def close(self) -> None:
        """End the engines; they may be at work still."""
        for worker in self._workers:
            worker.close()

    def _cover(self, regions: Regions, clock: Clock) -> None:
        """Meet as many needs as possible, as long as that helps much."""
        goal, last = self._goal(_NEXT), self._covering - 1
        while not clock.over and self._board.unproven_in(0, self._covering):
            before = self._board.reached
            self._round(goal, regions, clock)
            now = self._board.reached
            more = now[last] - before[last]
            if now[:last] == before[:last] and more <= _HARDLY * abs(now[last]):
                return

    def _alternately(self, regions: Regions, clock: Clock) -> None:
        """Rounds that look at everything, and at the needs met above all."""
        in_vain = 0
        while in_vain < _IN_VAIN and not clock.over:
            before = self._board.reached
            for ratio in (_EVEN, _NEXT):
                if self._board.unproven_in(0, len(self._usual)):
                    self._round(self._goal(ratio), regions, clock)
            in_vain = 0 if self._board.reached > before else in_vain + 1

    def _later(self, ended: Event, clock: Clock) -> None:
        """Bounds of the later levels, now and at last."""
        self._bounds.later(clock)
        while not clock.over and clock.left > _AGAIN * self._bounds.took:
            if ended.wait(POLL_SECONDS):
                break
        self._bounds.later(clock)

    def _goal(self, ratio: float) -> Goal:
        """A need is worth so many times more by one level than by the next."""
        factors = [_ONE]
        for level in range(len(self._usual) - 2, -1, -1):
            factors.append(factors[-1] * (_URGENT if level + 1 < self._covering else ratio))
        found = [factor / usual for factor, usual in zip(factors[::-1], self._usual, strict=True)]
        return Goal(tuple(found), len(found) - 1, _GAP)

    def _round(self, goal: Goal, regions: Regions, clock: Clock) -> None:
        """Every need once, on every core."""
        board = self._board
        level = min(board.unproven(), len(self._usual) - 1)
        self._say("正在改进：" + board.told(level), level, len(board.aims) + 1)
        regions.begin()
        times = board.times
        met = np.zeros(len(board.month.needs), dtype=np.bool_)
        met[board.month.need[times > 0]] = True
        loss = np.ones(len(met)) if self._guide.loss is None else self._guide.loss(times, met)
        wait(
            [started(partial(one.run, goal, regions, loss, clock)) for one in self._workers], clock
        )


def improve_many(
    table: Table,
    board: Board,
    levels: Gains,
    clock: Clock,
    say: Progress,
    *,
    workers: int,
    seed: int,
) -> None:
    """Better plans and bounds of a month of many needs, every better plan put on the board at once."""
    city = City(table, board, levels, say, workers=workers, seed=seed)
    try:
        city.improve(clock)
    finally:
        city.close()


def _usual(month: Lean, aim: Aim) -> float:
    """What a need, a promise or a pair that counts adds on average."""
    best = np.zeros(len(month.demands))
    once = np.maximum(aim.times, 0) * month.times[month.demand]
    np.maximum.at(best, month.demand, once.astype(np.float64))
    of_need = np.bincount(month.need_of_demand, best, minlength=len(month.needs))
    every = np.concatenate((of_need, aim.met, aim.busy, np.abs(aim.takes), aim.kept))
    counted = every[every > 0]
    return float(counted.mean()) if len(counted) else 1.0
