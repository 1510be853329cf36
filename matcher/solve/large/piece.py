"""A piece of a large plan: some needs are planned anew, exactly, while everything else stays as it is.

While a piece is being solved it holds all that is left of whatever it may use, so that pieces solved at the same
time cannot get in each other's way.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.rules import Row
from matcher.solve.engine import Task
from matcher.solve.large.aims import done
from matcher.solve.large.gains import Gains
from matcher.solve.large.lean import Whole
from matcher.solve.large.table import Share, Table

_LARGEST = 2**50
"""A joined objective stays below."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece as a task.

    Attributes:
        needs: What is planned anew.
        old: How they were served.
        pairs: Positions of pairs, each with its variable that counts times.
        met: Needs, each with its variable.
        task: With the old plan as its hint.
        last: The level after the last that its objective joins.
        held: What it holds of each limited thing.
    """

    needs: tuple[int, ...]
    old: dict[int, list[Share]]
    pairs: tuple[tuple[int, int], ...]
    met: tuple[tuple[int, int], ...]
    task: Task
    last: int
    held: dict[int, int]


class _Making:
    """Builds the task of a piece; the needs are taken out of the table already."""

    def __init__(
        self,
        table: Table,
        gains: Gains,
        old: dict[int, list[Share]],
        kernel: Sequence[bool],
        *,
        fixed: bool,
    ) -> None:
        self.fixed = fixed
        self.table, self.gains, self.old, self.kernel = table, gains, old, kernel
        self.bounds: list[tuple[int, int]] = []
        self.hint: list[int] = []
        self.rows: list[Row] = []
        self.pairs: list[tuple[int, int]] = []
        self.sums: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self.worths: list[list[tuple[int, int]]] = [[] for _ in gains.names]
        self.busy: defaultdict[int, list[int]] = defaultdict(list)
        self.met: dict[int, int] = {}

    def variable(self, high: int, hint: int, low: int = 0) -> int:
        self.bounds.append((low, high))
        self.hint.append(hint)
        return len(self.bounds) - 1

    def row(self, entries: Sequence[tuple[int, int]], low: int | None, high: int | None) -> None:
        self.rows.append(Row("", tuple(entries), low, high))

    def count(self, level: int, worth: int, variable: int) -> None:
        if worth:
            self.worths[level].append((worth, variable))

    def times_variables(self, need: int, had: dict[int, int]) -> dict[int, int]:
        """A variable for each pair of a need that has room."""
        table = self.table
        found: dict[int, int] = {}
        first, last = table.first_demand[need], table.first_demand[need + 1]
        for at in range(table.first_pair[first], table.first_pair[last]):
            room = self._room(at) if not self.kernel or self.kernel[at] or at in had else 0
            if room > 0:
                found[at] = self.variable(room, had.get(at, 0))
                self.pairs.append((at, found[at]))
        return found

    def _room(self, at: int) -> int:
        table = self.table
        room: int = table.most[at]
        if room == 0 or table.left[table.cap_row(table.unit[at])] < 1:
            return 0
        free: int = table.left[table.resource[at]] // table.uses[at]
        return min(room, free)

    def need(self, need: int, times: dict[int, int], had: dict[int, int]) -> None:
        """Rows of one need, and what it takes and adds."""
        table = self.table
        met = self.variable(1, int(bool(had)), low=int(self.fixed or need in table.asked))
        self.met[need] = met
        for level, of_met in enumerate(self.gains.met):
            self.count(level, of_met[need], met)
        by_demand: defaultdict[int, list[int]] = defaultdict(list)
        for at in times:
            by_demand[table.demand[at]].append(at)
        takes = {at: self._takes(at, variable, met, had) for at, variable in times.items()}
        for demand in range(table.first_demand[need], table.first_demand[need + 1]):
            those = by_demand[demand]
            wanted = table.times[demand]
            self.row([*((1, times[at]) for at in those), (-wanted, met)], 0, 0)
            limit = table.month.options.split_limit
            if min(wanted, len(those)) > limit:
                self.row([*((1, takes[at]) for at in those), (-limit, met)], None, 0)
        for named in table.asked.get(need, ()):
            self.row([(1, times[at]) for at in times if at in named], 1, None)
        for at, variable in times.items():
            self.sums[table.resource[at]].append((table.uses[at], variable))
            for row, size in table.pack_of_pair.get(at, ()):
                self.sums[row].append((size, variable))
            self._worth(at, variable, takes[at], had)
        for row, size in table.pack_of_need.get(need, ()):
            self.sums[row].append((size, met))
        self._units(need, times, takes, met, had)

    def _takes(self, at: int, variable: int, met: int, had: dict[int, int]) -> int:
        most = self.bounds[variable][1]
        if most == 1:
            return variable
        takes = self.variable(1, int(had.get(at, 0) > 0))
        self.row([(1, variable), (-most, takes)], None, 0)
        self.row([(1, variable), (-1, takes)], 0, None)
        self.row([(1, takes), (-1, met)], None, 0)
        return takes

    def _worth(self, at: int, variable: int, takes: int, had: dict[int, int]) -> None:
        gains = self.gains
        kept = -1
        for level in range(len(gains.names)):
            self.count(level, gains.times[level][at], variable)
            self.count(level, gains.takes[level][at], takes)
            if gains.before and gains.kept[level][at] and gains.before[at]:
                if kept < 0:
                    kept = self._kept(at, variable, had)
                self.count(level, gains.kept[level][at], kept)
        if gains.honouring and gains.honouring[at]:
            self.busy[self.table.unit[at]].append(variable)

    def _kept(self, at: int, variable: int, had: dict[int, int]) -> int:
        before, most = self.gains.before[at], self.bounds[variable][1]
        kept = self.variable(int(most >= before), int(had.get(at, 0) == before))
        self.row([(1, variable), (-before, kept)], 0, None)
        if most > before:
            self.row([(1, variable), (most - before, kept)], None, most)
        return kept

    def _units(
        self, need: int, times: dict[int, int], takes: dict[int, int], met: int, had: dict[int, int]
    ) -> None:
        table = self.table
        by_unit: defaultdict[int, list[int]] = defaultdict(list)
        for at in takes:
            by_unit[table.unit[at]].append(at)
        serving: list[tuple[int, int]] = []
        for unit, those in by_unit.items():
            if len(those) == 1:
                serving.append((1, takes[those[0]]))
                self.sums[table.cap_row(unit)].append(serving[-1])
                continue
            serves = self.variable(1, int(any(had.get(at, 0) for at in those)))
            self.row([(1, serves), (-1, met)], None, 0)
            by_demand: defaultdict[int, list[int]] = defaultdict(list)
            for at in those:
                by_demand[table.demand[at]].append(at)
            for demand, group in by_demand.items():
                if table.times[demand] == 1:
                    self.row([*((1, takes[at]) for at in group), (-1, serves)], None, 0)
                else:
                    for at in group:
                        self.row([(1, takes[at]), (-1, serves)], None, 0)
                    given = [(1, times[at]) for at in group]
                    self.row([*given, (-table.times[demand], serves)], None, 0)
            serving.append((1, serves))
            self.sums[table.cap_row(unit)].append(serving[-1])
        limit = table.month.options.units_per_project
        if need in table.crowded and len(serving) > limit:
            self.row([*serving, (-limit, met)], None, 0)

    def limits(self) -> dict[int, int]:
        """Rows of everything that is limited and could run out; what the piece holds of it."""
        held: dict[int, int] = {}
        for row, entries in self.sums.items():
            left = self.table.left[row]
            held[row] = left
            if sum(size * self.bounds[at][1] for size, at in entries) > left:
                self.row(entries, None, left)
        return held

    def promises(self, served: set[int]) -> None:
        """Units that honour their promise by this piece alone."""
        for unit, variables in self.busy.items():
            if unit in served:
                continue
            hint = int(any(self.hint[at] for at in variables))
            busy = self.variable(1, hint)
            self.row([*((1, at) for at in variables), (-1, busy)], 0, None)
            for level, of_busy in enumerate(self.gains.busy):
                self.count(level, of_busy[unit], busy)

    def steps(self, met: Whole, times: Whole, upto: int) -> None:
        """Steps of evenness that the piece can decide, everything outside it as it is."""
        for level, step, members in self.gains.steps:
            if level >= upto:
                continue
            own: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
            for place, variable in self.met.items() if step.community else self.pairs:
                for owner, size in members.get(place, ()):
                    own[owner].append((size, variable))
            counts = step.counted(met, times).tolist()
            for owner, entries in own.items():
                here = sum(size * self.hint[at] for size, at in entries)
                lacking = int(step.limit[owner]) - (counts[owner] - here)
                self._step(level, entries, lacking, here, community=step.community)

    def _step(
        self,
        level: int,
        entries: list[tuple[int, int]],
        lacking: int,
        here: int,
        *,
        community: bool,
    ) -> None:
        """Whether a group is at the step: reaches what is lacking, or exceeds it."""
        most = sum(size * self.bounds[at][1] for size, at in entries)
        if community and 0 < lacking <= most:
            reaches = self.variable(1, int(here >= lacking))
            self.row([*entries, (-lacking, reaches)], 0, None)
            self.count(level, 1, reaches)
        if not community and 0 <= lacking < most:
            exceeds = self.variable(1, int(here > lacking))
            self.row([*entries, (lacking - most, exceeds)], None, lacking)
            self.count(level, -1, exceeds)

    def floors(self, first: int) -> None:
        """Levels before the first to be improved must not get worse."""
        for worths in self.worths[:first]:
            reached = sum(worth * self.hint[at] for worth, at in worths)
            if worths and any(self.bounds[at][0] < self.bounds[at][1] for _, at in worths):
                self.row(_summed(worths), reached, None)

    def objective(self, first: int, upto: int) -> tuple[tuple[tuple[int, int], ...], int]:
        """As many levels as can be joined, each worth more than all after it; and which comes after the last."""
        ranges = [self._range(those) for those in self.worths]
        last, span = first, 1
        for width in ranges[first:upto]:
            if last > first and span * width > _LARGEST:
                break
            span *= width
            last += 1
        sums: list[tuple[int, int]] = []
        factor = 1
        for level in range(last - 1, first - 1, -1):
            sums += [(worth * factor, at) for worth, at in self.worths[level]]
            factor *= ranges[level]
        return _summed(sums), last

    def weighed(self, first: int, points: Sequence[int]) -> tuple[tuple[int, int], ...]:
        """Consecutive levels, each point worth as much as told."""
        sums: list[tuple[int, int]] = []
        for point, worths in zip(points, self.worths[first:], strict=False):
            sums += [(worth * point, at) for worth, at in worths]
        return _summed(sums)

    def _range(self, worths: Sequence[tuple[int, int]]) -> int:
        high = sum(worth * self.bounds[at][1] for worth, at in worths if worth > 0)
        low = sum(worth * self.bounds[at][1] for worth, at in worths if worth < 0)
        return high - low + 1


def _summed(entries: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Each variable once."""
    sums: defaultdict[int, int] = defaultdict(int)
    for size, at in entries:
        sums[at] += size
    return tuple((size, at) for at, size in sums.items() if size)


def piece(
    table: Table,
    gains: Gains,
    needs: Sequence[int],
    *,
    first: int = 0,
    upto: int | None = None,
    kernel: Sequence[bool] = (),
    seed: int = 0,
    fixed: bool = False,
    points: Sequence[int] = (),
) -> Piece:
    """Take some needs out of the table, with all that is left of what they may use.

    Args:
        table: The plan.
        gains: The levels.
        needs: What is planned anew.
        first: The first level to be improved; those before must not get worse.
        upto: The level after the last to be improved; from there on they may get worse. ``None`` = all count.
        kernel: Whether each pair may be used, beside those in use; empty = every pair.
        seed: For the engine.
        fixed: Whether needs that are met stay met, and the others unmet.
        points: What a point of each level to be improved is worth; none of them but the last may get worse then.
            Empty = more than all points of the levels after it, as far as these can be joined.
    """
    end = len(gains.names) if upto is None else upto
    with table.lock:
        if fixed:
            needs = [need for need in needs if need in table.given]
        old = {need: table.drop(need) for need in needs}
        table.out.update(old)
        making = _Making(table, gains, old, kernel, fixed=fixed)
        for need in needs:
            had = dict(old[need])
            times = making.times_variables(need, had)
            making.need(need, times, had)
        held = making.limits()
        if gains.honouring:
            making.promises(_honoured(table, gains, set(making.busy)))
        for row in held:
            table.left[row] = 0
        if gains.steps:
            now = done(table.month, table.all_times())
            making.steps(now.met, now.times, end)
    making.floors(end - 1 if points else first)
    objective, last = (
        (making.weighed(first, points), end) if points else making.objective(first, end)
    )
    task = Task(
        tuple(making.bounds), tuple(making.rows), objective, tuple(making.hint), seed, workers=1
    )
    met = tuple(making.met.items())
    return Piece(tuple(needs), old, tuple(making.pairs), met, task, last, held)


def _honoured(table: Table, gains: Gains, units: set[int]) -> set[int]:
    """Those of the units that honour their promise already."""
    return {
        table.unit[at]
        for shares in table.given.values()
        for at, _ in shares
        if gains.honouring[at] and table.unit[at] in units
    }


def put_back(table: Table, levels: int, made: Piece, values: Sequence[int] | None) -> bool:
    """Give back what a piece holds and put its needs into the table, as solved or as before; whether better."""
    with table.lock:
        for row, size in made.held.items():
            table.left[row] += size
        better = False
        shares = made.old
        if values is not None and made.task.hint is not None:
            more = made.task.value(values) - made.task.value(made.task.hint)
            if more > 0 or (more == 0 and made.last == levels):
                shares, better = _shares(table, made, values), more > 0
        for need, those in shares.items():
            del table.out[need]
            table.put(need, those)
    return better


def _shares(table: Table, made: Piece, values: Sequence[int]) -> dict[int, list[Share]]:
    found: dict[int, list[Share]] = {need: [] for need in made.needs}
    for at, variable in made.pairs:
        if values[variable]:
            found[table.need[at]].append((at, values[variable]))
    return found
