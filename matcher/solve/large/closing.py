"""Bounds closed by rounded rows: a program over ways gets rows that its fractions break, and ways that are worth more.

What one resource lacks at the end of its capacity a row of that resource tells; what several needs lack that want
several resources only sums of rows tell. The last tableau of the simplex names them (Gomory, An algorithm for the mixed
integer problem, 1960).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from ortools.util.python.solve_interrupter import SolveInterrupter

from matcher.solve.engine import Clock
from matcher.solve.glop import AT_HIGH, AT_LOW, BASIC, Basis, Linear, Solved, maximised, stopping
from matcher.solve.large.choices import Choices, Way, choices_among
from matcher.solve.large.closed import NO_WAY, Closed, ToldWays, tolls
from matcher.solve.large.columns import shares_of_ways
from matcher.solve.large.dual import Dual, Priced, Real, of_needs
from matcher.solve.large.elements import Elements
from matcher.solve.large.framed import Framed
from matcher.solve.large.lean import Whole
from matcher.solve.large.rounding import UNIT, Rounded, Sums, Table, entries_of
from matcher.solve.large.rounds import Rounds, roundable
from matcher.solve.large.tableau import sums_of_rows

_ROUNDS, _EVERY = 30, 3
"""How many rounds there are, and after how many of them bounds are proven and ways join."""
_LOOKS = 4
"""How often ways join at once, one after another."""
_JOIN = 8
"""How many ways of a demand join at once."""
_MISSING = 0.1
"""Enough ways are there when those that are not could be worth no more than such a part of all that the bound has fallen."""
_SLOW = 0.05
"""A bound that falls by less than such a part of all it has fallen, from one proof to the next, is left as it is."""
_CUTS = 60
"""How many rounded rows join in a round."""
_ALIKE = 0.9
"""Rows whose angle has a larger cosine are alike, and the better of them is enough."""
_BREAKS, _LEAST_LENGTH = 1e-4, 0.1
"""A row that is broken by less is of no use; shorter ones count as of such a length."""
_NEAR, _NEAREST, _TRIES = 0.15, 5e-4, 3
"""Of what rounded rows have gained, what plans may lack that use ways which are looked at first, and at least so much of
what is proven; where these ways are too many, a third of it, and so on, so many times."""
_SEEN = 3
"""So many times as many ways may be looked at as there may be left."""
_EVEN = 1e-8
"""What is so near to a whole number is one."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What is proven.

    Attributes:
        closed: By what.
        best: What the best way of each demand is worth.
        priced: The bound.
    """

    closed: Closed
    best: Whole
    priced: Priced


class Closing:
    """A level's program over some ways, which rounded rows and ways join.

    Args:
        one: The level; see :func:`closing`.
        worth: What a need is worth on average.
        reached: What plans reach in the levels before at least.
        ways: To begin with, for each demand.
    """

    def __init__(
        self, one: Dual, worth: float, reached: Sequence[int], ways: Sequence[Sequence[Way]]
    ) -> None:
        self._one, self._reached = one, reached
        self._framed = Framed(one, worth)
        self._elements = Elements(one, self._framed)
        self._rounds = Rounds(one, self._framed, self._elements)
        self._ways: ToldWays = []
        self._known: set[frozenset[tuple[int, int]]] = set()
        self._active: Whole = np.zeros(0, dtype=np.int64)
        self._shifted: Table = np.zeros((0, len(one.month.demands)), dtype=np.int64)
        self._table: Table = np.zeros((0, 0), dtype=np.int64)
        self._basis: Basis | None = None
        self.proof: Proof | None = None
        self._first: Proof | None = None
        self._last: Solved | None = None
        self._join([(demand, way) for demand, those in enumerate(ways) for way in those])

    def open(self, value: int) -> float:
        """How far what is proven lies above a value."""
        assert self.proof is not None
        priced = self.proof.priced
        return priced.finely(self._reached) / priced.unit - value

    def near(self, most: int) -> Choices:
        """About so many ways at most, of plans that could come nearest to what is proven."""
        assert self.proof is not None
        behind = max(_NEAR * self.gained, _NEAREST * abs(self.open(0))) * self.proof.priced.unit
        for _ in range(_TRIES):
            found = self.proof.closed.lacking(self.proof.best, int(behind), _SEEN * most)
            if found is not None:
                told, lacks = found
                return self._choices([told[at] for at in np.argsort(lacks, kind="stable")[:most]])
            behind /= _TRIES
        return self._choices(self._ways)

    def left(self, value: int, most: int) -> Choices | None:
        """Every way of a plan that reaches so much; ``None`` = they are too many, or nothing is proven."""
        if self.proof is None:
            return None
        priced = self.proof.priced
        behind = priced.finely(self._reached) - value * priced.unit
        found = self.proof.closed.lacking(self.proof.best, behind, _SEEN * most)
        return None if found is None or len(found[0]) > most else self._choices(found[0])

    def begin(self, clock: Clock) -> bool:
        """Prove what the program proves before any row joins; whether it was solved in time."""
        with stopping(clock) as interrupter:
            self._last = self._solved(clock, interrupter, dual=False)
            if self._last is not None:
                self._last = self._look(self._last, clock, interrupter)
        self._first = self.proof
        return self._last is not None

    def run(self, value: int, few: int, clock: Clock) -> None:
        """Rounds until a plan of such a value is proven the best, or few ways are left, or little is gained any more."""
        before = self.open(0)
        with stopping(clock) as interrupter:
            for at in range(1, _ROUNDS + 1):
                if self._last is None or clock.over:
                    return
                more = self._separate(self._bare(self._last), short=at % 2 == 0)
                self._last = self._solved(clock, interrupter, dual=True)
                if self._last is None or (more and at % _EVERY):
                    continue
                self._last = self._look(self._last, clock, interrupter)
                now = self.open(0)
                slow = before - now <= _SLOW * self.gained
                if slow or now < value + 1 or self.left(value, few) is not None:
                    return
                before = now

    @property
    def gained(self) -> float:
        """How far what is proven has fallen since rows have joined."""
        first = None if self._first is None else self._first.priced
        return 0.0 if first is None else first.finely(self._reached) / first.unit - self.open(0)

    def _choices(self, told: ToldWays) -> Choices:
        found: list[list[Way]] = [[] for _ in self._one.month.demands]
        for demand, way in told:
            found[demand].append(way)
        return choices_among(self._one, found)

    def _solved(self, clock: Clock, interrupter: SolveInterrupter, *, dual: bool) -> Solved | None:
        """The program as it is."""
        if clock.over:
            return None
        begin = self._basis
        found = maximised(
            self._program(), clock, interrupter, begin=begin, dual=dual and begin is not None
        )
        if found is not None:
            self._basis = found.basis
        return found

    def _program(self) -> Linear:
        """The rows of the level and the rounded ones; these tell as much as they can by whether needs are met."""
        bare = self._linear
        ways, others = self._told()
        entries = np.concatenate((ways, others), axis=1)
        row, column = np.nonzero(entries)
        highs = self._rounds.highs[self._active] / UNIT
        return replace(
            bare,
            row=np.concatenate((bare.row, len(bare.high) + row)),
            column=np.concatenate((bare.column, column)),
            entry=np.concatenate((bare.entry, entries[row, column] / UNIT)),
            low=np.concatenate((bare.low, np.full(len(highs), -np.inf))),
            high=np.concatenate((bare.high, highs)),
        )

    def _told(self) -> tuple[Whole, Whole]:
        """The rounded rows' entries in ways, less what all of a demand count alike, and those in all other columns."""
        active = self._active
        alike, shares = self._shifted[active], self._shares
        others = self._rounds.outer[active].copy()
        others[:, : len(self._one.month.needs)] += self._of_needs(alike)
        lacking = np.zeros((len(active), self._places.end - self._places.lacking), dtype=np.int64)
        ways = self._table[active] - alike[:, shares.demand]
        return ways, np.concatenate((others, lacking), axis=1)

    def _join(self, ways: ToldWays) -> bool:
        """Ways join that are not there yet; whether there are any."""
        new = [one for one in ways if frozenset(one[1]) not in self._known]
        self._known.update(frozenset(way) for _, way in new)
        old = len(self._ways)
        self._ways += new
        self._shares = shares_of_ways(self._ways)
        self._places = self._framed.places(len(self._ways))
        self._linear = self._framed.linear(self._shares)
        added = self._rounds.entries(shares_of_ways(new))
        self._table = np.concatenate((self._table, added), axis=1)
        if self._basis is not None:
            columns, joining = self._basis.columns, np.full(len(new), AT_LOW)
            told = (columns[:old], joining, columns[old:])
            self._basis = Basis(self._basis.rows, np.concatenate(told))
        return bool(new)

    def _look(self, solved: Solved, clock: Clock, interrupter: SolveInterrupter) -> Solved | None:
        """Prove what the prices prove, and let ways join until hardly any is missing."""
        for _ in range(_LOOKS):
            told = self._proven(solved.prices)
            if told is None:
                return None
            joining, missing = told
            if not self._join(joining):
                return solved
            again = self._solved(clock, interrupter, dual=False)
            if again is None or missing <= _MISSING * self.gained:
                return again
            solved = again
        return solved

    def _proven(self, prices: Real) -> tuple[ToldWays, float] | None:
        """Ways that are worth more than those that are there, and how much more they could come to; ``None`` = no proof."""
        own = tolls(self._one, self._framed, self._rounds, self._active, prices)
        if own is None:
            return None
        closed = Closed(self._one, self._framed, self._elements, self._rounds, own)
        inside = self._best(closed.values(self._shares, self._table), self._shares.demand)
        told, loose = closed.better(inside)
        ways = shares_of_ways(told)
        values = closed.values(ways, self._rounds.entries(ways))
        best = np.maximum.reduce((inside, loose, self._best(values, ways.demand)))
        found = Proof(closed, best, closed.proven(best))
        reached = self._reached
        if self.proof is None or _less(found.priced, self.proof.priced, reached):
            self.proof = found
        missing = np.where(inside > NO_WAY, best - inside, 0)
        better = np.flatnonzero(values > inside[ways.demand])
        better = better[np.lexsort((-values[better], ways.demand[better]))]
        demand = ways.demand[better]
        nth = np.arange(len(demand)) - np.searchsorted(demand, demand)
        joining = [told[at] for at in better[nth < _JOIN].tolist()]
        of_open = of_needs(self._one, missing)[self._one.open]
        return joining, float(of_open.sum()) / found.priced.unit

    def _best(self, values: Whole, demand: Whole) -> Whole:
        """The most that a way of each demand is worth."""
        found = np.full(len(self._one.month.demands), NO_WAY)
        np.maximum.at(found, demand, values)
        return found

    def _bare(self, solved: Solved) -> Solved:
        """Rounded rows leave that do not bind."""
        first = len(self._linear.high)
        rows, columns = solved.basis.rows, solved.basis.columns
        kept = np.flatnonzero(rows[first:] != BASIC)
        self._active = self._active[kept]
        self._basis = Basis(np.concatenate((rows[:first], rows[first:][kept])), columns)
        prices = np.concatenate((solved.prices[:first], solved.prices[first:][kept]))
        return Solved(solved.values, prices, self._basis)

    def _separate(self, solved: Solved, *, short: bool) -> bool:
        """Rounded rows join that the solution breaks, the shortest or those it breaks most; whether there are any."""
        rounds, places = self._rounds, self._places
        told = sums_of_rows(self._program(), solved, places.lacking, 2 * _CUTS)
        sums = self._sums(np.concatenate((told, -told)))
        bound = np.flatnonzero(solved.basis.columns[places.needs : places.parts] == AT_HIGH)
        largest = (np.abs(table).max(initial=UNIT) for table in (self._table, rounds.outer))
        cuts = rounds.rounded(sums, bound, int(max(largest)))
        ways = entries_of(cuts, rounds.columns(self._shares), self._table)
        chosen = self._chosen(cuts, ways, rounds.of_others(cuts), solved.values, short=short)
        if not len(chosen):
            return False
        first = len(self._table)
        rounds.join(cuts.some(chosen))
        self._table = rounds.entries(self._shares, self._table)
        self._shifted = np.concatenate((self._shifted, self._alike(self._table[first:])))
        self._active = np.concatenate((self._active, np.arange(first, len(self._table))))
        joining = np.full(len(chosen), BASIC)
        rows = np.concatenate((solved.basis.rows, joining))
        self._basis = Basis(rows, solved.basis.columns)
        return True

    def _sums(self, times: Real) -> Sums:
        """Sums of the program's rows, in parts, but for those that rows take part in that cannot be rounded."""
        first, usable = len(self._linear.high), self._rounds.usable
        rows, of_active = times[:, :first].copy(), times[:, first:]
        rows[:, : self._framed.first] -= of_active @ (self._shifted[self._active] / UNIT)
        fit = (np.abs(rows[:, ~usable]) < _EVEN).all(axis=1)
        rows, of_active = rows[fit], of_active[fit]
        parts = np.round((rows - np.floor(rows)) * UNIT).astype(np.int64) % UNIT
        parts[(np.abs(rows - np.round(rows)) < _EVEN) | ~usable] = 0
        often = np.zeros((len(rows), len(self._table)), dtype=np.int64)
        often[:, self._active] = np.round(of_active * UNIT).astype(np.int64)
        return Sums(parts, often)

    def _chosen(
        self, cuts: Rounded, ways: Table, others: Table, values: Real, *, short: bool
    ) -> Whole:
        """Those rows that the solution breaks most, or those that count ways least, none like another."""
        alike = self._alike(ways)
        others[:, : len(self._one.month.needs)] += self._of_needs(alike)
        ways = ways - alike[:, self._shares.demand]
        told = np.concatenate((ways, others), axis=1) / UNIT
        length = np.maximum(_lengths(told), _LEAST_LENGTH)
        broken = (told @ values[: told.shape[1]] - cuts.high / UNIT) / length
        told /= length[:, None]
        chosen: list[int] = []
        for at in np.argsort(_lengths(ways / UNIT) if short else -broken, kind="stable").tolist():
            if len(chosen) == _CUTS:
                break
            if broken[at] >= _BREAKS and (np.abs(told[chosen] @ told[at]) < _ALIKE).all():
                chosen.append(at)
        return np.array(chosen, dtype=np.int64)

    def _alike(self, entries: Table) -> Table:
        """What all ways of a demand count at least, of each row."""
        demand = self._shares.demand
        order = np.argsort(demand, kind="stable")
        begins = np.flatnonzero(np.diff(demand[order], prepend=-1))
        found = np.zeros((len(entries), len(self._one.month.demands)), dtype=np.int64)
        if len(begins):
            least = np.minimum.reduceat(entries[:, order], begins, axis=1)
            found[:, demand[order][begins]] = least
        return found

    def _of_needs(self, of_demands: Table) -> Table:
        """Sums over each need's demands, of each row."""
        total = np.pad(np.cumsum(of_demands, axis=1), ((0, 0), (1, 0)))
        first = self._one.month.first_demand
        found: Table = total[:, first[1:]] - total[:, first[:-1]]
        return found


def closing(
    one: Dual, worth: float, reached: Sequence[int], ways: Sequence[Sequence[Way]]
) -> Closing | None:
    """A level's program over some ways, to be closed; ``None`` where its rows are not of whole numbers."""
    return Closing(one, worth, reached, ways) if roundable(one) else None


def _lengths(rows: Real) -> Real:
    """How long each row is."""
    found: Real = np.sqrt((rows * rows).sum(axis=1))
    return found


def _less(one: Priced, other: Priced, reached: Sequence[int]) -> bool:
    """Whether one bound is lower than another."""
    return one.finely(reached) * other.unit < other.finely(reached) * one.unit
