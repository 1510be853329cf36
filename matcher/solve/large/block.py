"""A block of a large plan: some needs choose anew, exactly, among their nearly best ways.

Where a piece has a variable for each pair, a block has one for each way of serving a demand: that so many may share
and that one of them does the rest is then in the ways, and the relaxation hardly leaves anything open. Blocks may
therefore be ten times as large as pieces.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matcher.rules import Row
from matcher.solve.engine import Task
from matcher.solve.large.choices import Choices, Way
from matcher.solve.large.gains import Gains
from matcher.solve.large.lean import UNLIMITED, Whole
from matcher.solve.large.table import Share, Table


@dataclass(frozen=True, slots=True)
class Block:
    """A block as a task.

    Attributes:
        old: How its needs were served.
        met: Of each need, the variable that tells whether it is met.
        ways: Each variable that stands for a way, with its need and the way.
        task: With the old plan as its hint.
        held: What it holds of each limited thing.
    """

    old: dict[int, list[Share]]
    met: dict[int, int]
    ways: tuple[tuple[int, int, Way], ...]
    task: Task
    held: dict[int, int]


class _Building:
    """Builds the task of a block; the needs are taken out of the table already."""

    def __init__(self, table: Table, gains: Gains, choices: Choices) -> None:
        self.table, self.gains, self.choices = table, gains, choices
        self.lows: list[int] = []
        self.hint: list[int] = []
        self.rows: list[Row] = []
        self.met: dict[int, int] = {}
        self.ways: list[tuple[int, int, Way]] = []
        self.sums: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self.worths: list[list[tuple[int, int]]] = [[] for _ in gains.names]
        self.busy: defaultdict[int, list[int]] = defaultdict(list)

    def variable(self, hint: bool, low: int = 0) -> int:
        self.lows.append(low)
        self.hint.append(int(hint))
        return len(self.lows) - 1

    def row(self, entries: Sequence[tuple[int, int]], low: int | None, high: int | None) -> None:
        self.rows.append(Row("", tuple(entries), low, high))

    def need(self, need: int, old: Sequence[Share], *, fixed: bool) -> None:
        """Variables and rows of one need, and what it takes and adds."""
        table = self.table
        met = self.variable(bool(old), low=int(fixed or need in table.asked))
        self.met[need] = met
        for level, of_met in enumerate(self.gains.met):
            self._count(level, of_met[need], met)
        for row, size in table.pack_of_need.get(need, ()):
            self.sums[row].append((size, met))
        chosen: list[tuple[int, int, Way]] = []
        for demand in range(table.first_demand[need], table.first_demand[need + 1]):
            had = tuple(share for share in old if table.demand[share[0]] == demand)
            those = [(self.variable(way == had), way) for way in self._ways(demand, had)]
            self.row([*((1, at) for at, _ in those), (-1, met)], 0, 0)
            for at, way in those:
                self._way(at, way)
                self.ways.append((at, need, way))
                chosen.append((at, demand, way))
        for named in table.asked.get(need, ()):
            using = [at for at, _, way in chosen if any(pair in named for pair, _ in way)]
            self.row([(1, at) for at in using], 1, None)
        self._units(need, met, chosen)

    def _ways(self, demand: int, had: Way) -> list[Way]:
        """Ways there is room for; as it was served first."""
        found = [had] if had else []
        mine = sorted(had)
        return found + [w for w in self.choices.ways[demand] if sorted(w) != mine and self._room(w)]

    def _room(self, way: Way) -> bool:
        table = self.table
        return all(
            table.left[table.resource[at]] >= table.uses[at] * times
            and table.left[table.cap_row(table.unit[at])] >= 1
            for at, times in way
        )

    def _way(self, variable: int, way: Way) -> None:
        """What a way takes and adds."""
        table, gains = self.table, self.gains
        for at, times in way:
            self.sums[table.resource[at]].append((table.uses[at] * times, variable))
            for row, size in table.pack_of_pair.get(at, ()):
                self.sums[row].append((size * times, variable))
            if gains.honouring and gains.honouring[at]:
                self.busy[table.unit[at]].append(variable)
        for level in range(len(gains.names)):
            worth = sum(gains.worth(level, at, times) for at, times in way)
            self._count(level, worth, variable)

    def _count(self, level: int, worth: int, variable: int) -> None:
        if worth:
            self.worths[level].append((worth, variable))

    def _units(self, need: int, met: int, chosen: Sequence[tuple[int, int, Way]]) -> None:
        """Units that serve a need count once, in how many of its demands ever."""
        table = self.table
        crowded = need in table.crowded
        by_unit: dict[int, dict[int, list[int]]] = {}
        for variable, demand, way in chosen:
            for unit in {table.unit[at] for at, _ in way}:
                by_unit.setdefault(unit, {}).setdefault(demand, []).append(variable)
        serving: list[tuple[int, int]] = []
        for unit, by_demand in sorted(by_unit.items()):
            if not crowded and table.month.cap[unit] >= UNLIMITED:
                continue
            entries = self._serving(by_demand)
            self.sums[table.cap_row(unit)] += entries
            serving += entries
        limit = table.month.options.units_per_project
        if crowded and len(serving) > limit:
            self.row(_summed([*serving, (-limit, met)]), None, 0)

    def _serving(self, by_demand: dict[int, list[int]]) -> list[tuple[int, int]]:
        """Whether a unit serves a need: by one of the ways of its only demand there, else by a variable."""
        if len(by_demand) == 1:
            return [(1, at) for those in by_demand.values() for at in those]
        serves = self.variable(any(self.hint[at] for those in by_demand.values() for at in those))
        for those in by_demand.values():
            self.row([*((1, at) for at in those), (-1, serves)], None, 0)
        return [(1, serves)]

    def limits(self) -> dict[int, int]:
        """Rows of everything that is limited and could run out; what the block holds of it."""
        held: dict[int, int] = {}
        for row, entries in self.sums.items():
            left = held[row] = self.table.left[row]
            if sum(size for size, _ in entries) > left:
                self.row(_summed(entries), None, left)
        return held

    def promises(self, served: set[int]) -> None:
        """Units that honour their promise by this block alone."""
        for unit, variables in self.busy.items():
            if unit not in served:
                busy = self.variable(any(self.hint[at] for at in variables))
                self.row([*((1, at) for at in dict.fromkeys(variables)), (-1, busy)], 0, None)
                for level, of_busy in enumerate(self.gains.busy):
                    self._count(level, of_busy[unit], busy)

    def floors(self, upto: int, best: int) -> None:
        """The first levels must not get worse, and the last of these cannot get better."""
        for level, worths in enumerate(self.worths[:upto]):
            if worths:
                now = sum(w * self.hint[at] for w, at in worths)
                self.row(_summed(worths), now, None if level < upto - best else now)

    def objective(self, factors: Sequence[float]) -> tuple[tuple[int, int], ...]:
        """All levels, each with its factor."""
        sums: defaultdict[int, float] = defaultdict(float)
        for factor, worths in zip(factors, self.worths, strict=True):
            for worth, at in worths:
                sums[at] += worth * factor
        return tuple((round(worth), at) for at, worth in sums.items() if round(worth))


def _summed(entries: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Each variable once."""
    sums: defaultdict[int, int] = defaultdict(int)
    for size, at in entries:
        sums[at] += size
    return tuple((size, at) for at, size in sums.items() if size)


def block(
    table: Table,
    gains: Gains,
    choices: Choices,
    needs: Sequence[int],
    *,
    factors: Sequence[float],
    floors: int,
    best: int = 0,
    gap: float,
    fixed: bool = False,
    seed: int = 0,
) -> Block:
    """Take some needs out of the table, with all that is left of what they may use.

    Args:
        table: The plan.
        gains: The levels; no steps of evenness.
        choices: Ways that may be used, beside those in use.
        needs: What is planned anew.
        factors: What a point of each level is worth.
        floors: So many of the first levels must not get worse each.
        best: So many of the last of these are known to be the best they can be.
        gap: How near to the best is near enough, as a share of it.
        fixed: Whether needs that are met stay met, and the others unmet.
        seed: For the engine.
    """
    with table.lock:
        if fixed:
            needs = [need for need in needs if need in table.given]
        old = {need: table.drop(need) for need in needs}
        table.out.update(old)
        making = _Building(table, gains, choices)
        for need in needs:
            making.need(need, old[need], fixed=fixed)
        held = making.limits()
        if gains.honouring:
            making.promises(honoured(table, gains, set(making.busy)))
        for row in held:
            table.left[row] = 0
    making.floors(floors, best)
    task = Task(
        tuple((low, 1) for low in making.lows),
        tuple(making.rows),
        making.objective(factors),
        tuple(making.hint),
        seed,
        workers=1,
        gap=gap,
    )
    return Block(old, making.met, tuple(making.ways), task, held)


def with_others(table: Table, made: Block, apart: Sequence[Whole] = ()) -> Task:
    """The task in which any other plan as good counts more than that of the hint, and a better one more still.

    The last variable tells whether it is the plan of the hint; while that is the best, no other is as good.

    Args:
        table: The plan.
        made: The block of all needs.
        apart: Times of each pair in other plans, which are left out of account; one that uses ways the block does not
            know cannot be chosen anyway.
    """
    task, same = made.task, len(made.task.bounds)
    hint = task.hint or ()
    rows = [_unlike(made, [at for at, _, _ in made.ways if hint[at]], ((1, same),))]
    for times in apart:
        ways = [at for at, _, way in made.ways if all(times[pair] == own for pair, own in way)]
        if len({table.demand[at] for at, own in enumerate(times.tolist()) if own}) == len(ways):
            rows.append(_unlike(made, ways))
    return replace(
        task,
        bounds=(*task.bounds, (0, 1)),
        rows=(*task.rows, *rows),
        objective=(*((2 * worth, at) for worth, at in task.objective), (-1, same)),
        hint=(*hint, 1),
    )


def _unlike(made: Block, ways: Sequence[int], more: Sequence[tuple[int, int]] = ()) -> Row:
    """That one of some ways, those of a plan, is not used, or a need met more than in that plan."""
    used = set(ways)
    met = {need for at, need, _ in made.ways if at in used}
    others = [(1, at) for need, at in made.met.items() if need not in met]
    return Row("", (*((-1, at) for at in ways), *others, *more), 1 - len(ways), None)


def honoured(table: Table, gains: Gains, units: set[int]) -> set[int]:
    """Those of the units that honour their promise already."""
    return {
        table.unit[at]
        for shares in table.given.values()
        for at, _ in shares
        if gains.honouring[at] and table.unit[at] in units
    }


def give_back(
    table: Table, made: Block, values: Sequence[int] | None, *, equal: bool = False
) -> bool:
    """Give back what a block holds and put its needs into the table, as solved or as before; whether as solved.

    Args:
        table: The plan.
        made: The block.
        values: As solved; ``None`` = as before.
        equal: Whether values are taken that are as good as before, not only better ones.
    """
    hint = made.task.hint or ()
    least = made.task.value(hint) + int(not equal)
    better = values is not None and made.task.value(values) >= least
    shares = made.old
    if values is not None and better:
        shares = {need: [] for need in made.old}
        for variable, need, way in made.ways:
            if values[variable]:
                shares[need] += way
    with table.lock:
        for row, size in made.held.items():
            table.left[row] += size
        for need, those in shares.items():
            del table.out[need]
            table.put(need, those)
    return better
