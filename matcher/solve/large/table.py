"""A large plan while it changes: what each need is given, and what is left of everything that is limited."""

from collections.abc import Iterable, Sequence
from threading import Lock

import numpy as np
import numpy.typing as npt

from matcher.solve.large.lean import UNLIMITED, Lean, Whole
from matcher.solve.memory import listed

Share = tuple[int, int]
"""A pair's position and its times."""


class Table:
    """A plan that keeps every rule at any moment.

    Attributes:
        given: Shares of each need that is met.
        left: What is left of each resource, then of each unit's cap, then of each pack.
        users: Needs that use each resource.
        served: Needs that each unit with a cap serves.
        out: Needs that are being planned anew, with how they were served.
    """

    def __init__(self, month: Lean) -> None:
        self.month = month
        self.given: dict[int, list[Share]] = {}
        self.left: list[int] = [*month.capacity.tolist(), *month.cap.tolist()]
        self.left += [pack.most for pack in month.packs]
        self.lock = Lock()
        self._resources = len(month.capacity)
        self.out: dict[int, list[Share]] = {}
        self.users: list[set[int]] = [set() for _ in range(len(month.capacity))]
        self.served: dict[int, set[int]] = {
            unit: set() for unit in np.flatnonzero(month.cap < UNLIMITED).tolist()
        }
        self.first_pair = listed(month.first_pair)
        self.first_demand = listed(month.first_demand)
        self.times = month.times.tolist()
        self.resource = listed(month.resource)
        self.unit = listed(month.unit)
        self.uses = month.uses.tolist()
        self.most = month.most.tolist()
        self.need = listed(month.need)
        self.demand = listed(month.demand)
        self.pack_of_pair: dict[int, list[tuple[int, int]]] = {}
        self.pack_of_need: dict[int, list[tuple[int, int]]] = {}
        numbers = {weight.need: at for at, weight in enumerate(month.needs)} if month.packs else {}
        first = self._resources + len(month.units)
        for row, pack in enumerate(month.packs, start=first):
            for size, at in pack.pairs:
                self.pack_of_pair.setdefault(at, []).append((row, size))
            for size, name in pack.needs:
                self.pack_of_need.setdefault(numbers[name], []).append((row, size))
        self.crowded: frozenset[int] = frozenset(np.flatnonzero(month.crowded).tolist())
        self.asked: dict[int, list[frozenset[int]]] = {}
        for need, positions in month.asked:
            self.asked.setdefault(need, []).append(frozenset(positions.tolist()))

    def cap_row(self, unit: int) -> int:
        """The row of a unit's cap."""
        return self._resources + unit

    def taken(self, need: int, shares: Sequence[Share]) -> dict[int, int]:
        """What serving a need so takes of each limited thing."""
        found: dict[int, int] = {}
        for at, times in shares:
            row = self.resource[at]
            found[row] = found.get(row, 0) + self.uses[at] * times
            found[self.cap_row(self.unit[at])] = 1
            for row, size in self.pack_of_pair.get(at, ()):
                found[row] = found.get(row, 0) + size * times
        if shares:
            for row, size in self.pack_of_need.get(need, ()):
                found[row] = found.get(row, 0) + size
        return found

    def put(self, need: int, shares: Sequence[Share]) -> None:
        """Serve a need that is not served, as told."""
        if shares:
            self.given[need] = list(shares)
            for row, size in self.taken(need, shares).items():
                self.left[row] -= size
            for at, _ in shares:
                self.users[self.resource[at]].add(need)
                if self.unit[at] in self.served:
                    self.served[self.unit[at]].add(need)

    def drop(self, need: int) -> list[Share]:
        """Serve a need no longer; how it was served."""
        shares = self.given.pop(need, [])
        for row, size in self.taken(need, shares).items():
            self.left[row] += size
        for at, _ in shares:
            self.users[self.resource[at]].discard(need)
            if self.unit[at] in self.served:
                self.served[self.unit[at]].discard(need)
        return shares

    def fits(self, need: int, shares: Sequence[Share]) -> bool:
        """Whether there is room to serve a need so."""
        enough = all(self.left[row] >= size for row, size in self.taken(need, shares).items())
        return enough and self._of_few_units(need, shares)

    def suits(self, need: int, shares: Sequence[Share]) -> bool:
        """Whether shares serve a need in full, by few enough, as asked, with what is left."""
        served: dict[int, int] = {}
        sharing: dict[int, int] = {}
        for at, times in shares:
            demand = self.demand[at]
            served[demand] = served.get(demand, 0) + times
            sharing[demand] = sharing.get(demand, 0) + 1
        demands = range(self.first_demand[need], self.first_demand[need + 1])
        return (
            all(served.get(demand, 0) == self.times[demand] for demand in demands)
            and max(sharing.values()) <= self.month.options.split_limit
            and all(times <= self.most[at] for at, times in shares)
            and self._as_asked(need, shares)
            and self.fits(need, shares)
        )

    def _of_few_units(self, need: int, shares: Sequence[Share]) -> bool:
        if need not in self.crowded:
            return True
        return len({self.unit[at] for at, _ in shares}) <= self.month.options.units_per_project

    def serve(self, need: int, liked: Sequence[float]) -> bool:
        """Serve a need that is not served with what is left, best liked first; or change nothing."""
        shares: list[Share] = []
        for demand in range(self.first_demand[need], self.first_demand[need + 1]):
            chosen = self._choose(need, demand, shares, liked)
            if chosen is None:
                return False
            shares += chosen
        if not shares or not self.fits(need, shares) or not self._as_asked(need, shares):
            return False
        self.put(need, shares)
        return True

    def _as_asked(self, need: int, shares: Sequence[Share]) -> bool:
        used = {at for at, _ in shares}
        return all(not used.isdisjoint(those) for those in self.asked.get(need, ()))

    def _choose(
        self, need: int, demand: int, shares: Sequence[Share], liked: Sequence[float]
    ) -> list[Share] | None:
        """Shares that serve a demand in full beside others; ``None`` when there are none."""
        beside = self.taken(need, shares) if shares else {}
        rooms: dict[int, int] = {}
        for at in range(self.first_pair[demand], self.first_pair[demand + 1]):
            room = self._room(at, beside)
            if room > 0:
                rooms[at] = room
        times = self.times[demand]
        by_liking = sorted(rooms, key=lambda at: (-liked[at], at))
        if need in self.crowded:
            return self._chosen_of_few_units(times, by_liking, rooms, shares)
        limit = self.month.options.split_limit
        found = _fill(times, by_liking, rooms, limit)
        if found is None and times > 1:
            by_room = sorted(rooms, key=lambda at: (-rooms[at], -liked[at], at))
            found = _fill(times, by_room, rooms, limit)
        return found

    def _chosen_of_few_units(
        self, times: int, by_liking: list[int], rooms: dict[int, int], shares: Sequence[Share]
    ) -> list[Share] | None:
        """The same where not everybody who could serve the need may: by liking, by room, by who serves it already."""
        options = self.month.options
        serving = {self.unit[at] for at, _ in shares}
        by_room = sorted(by_liking, key=lambda at: -rooms[at])
        by_own = sorted(by_room, key=lambda at: self.unit[at] not in serving)
        for order in (by_liking, by_room, by_own):
            units, kept = set(serving), []
            for at in order:
                if self.unit[at] in units or len(units) < options.units_per_project:
                    units.add(self.unit[at])
                    kept.append(at)
            found = _fill(times, kept, rooms, options.split_limit)
            if found is not None:
                return found
        return None

    def _room(self, at: int, beside: dict[int, int]) -> int:
        """How often a pair could happen."""
        room: int = self.most[at]
        cap = self.cap_row(self.unit[at])
        if room == 0 or (self.left[cap] < 1 and cap not in beside):
            return 0
        row = self.resource[at]
        room = min(room, (self.left[row] - beside.get(row, 0)) // self.uses[at])
        for row, size in self.pack_of_pair.get(at, ()):
            room = min(room, (self.left[row] - beside.get(row, 0)) // size)
        return room

    def become(self, other: "Table") -> None:
        """Take over the plan of another table of the same month; nothing may be out."""
        with self.lock:
            self.given, self.left = other.given, other.left
            self.users, self.served = other.users, other.served

    def all_times(self) -> Whole:
        """Times of each pair, as they were where something is being planned anew."""
        found = np.zeros(len(self.month.pairs), dtype=np.int64)
        for shares in (*self.given.values(), *self.out.values()):
            for at, times in shares:
                found[at] = times
        return found


def table_of(month: Lean, times: Whole) -> Table:
    """The table of a plan that keeps every rule."""
    made = Table(month)
    for need, those in shares_of(month, times).items():
        made.put(need, those)
    return made


def shares_of(month: Lean, times: Whole) -> dict[int, list[Share]]:
    """How each need is served, by the times of the pairs."""
    found: dict[int, list[Share]] = {}
    for at in np.flatnonzero(times).tolist():
        found.setdefault(int(month.need[at]), []).append((at, int(times[at])))
    return found


def _fill(
    times: int, order: Sequence[int], rooms: dict[int, int], limit: int
) -> list[Share] | None:
    chosen: list[Share] = []
    for at in order[:limit]:
        chosen.append((at, min(times, rooms[at])))
        times -= chosen[-1][1]
        if times == 0:
            return chosen
    return None


def filled(table: Table, liked: Sequence[float], order: Iterable[int]) -> None:
    """Serve need after need, as far as there is room."""
    for need in order:
        if need not in table.given:
            table.serve(need, liked)


def urgent_first(month: Lean, relaxed: npt.NDArray[np.float64] | None = None) -> list[int]:
    """Needs, most urgent first, then those a fractional plan meets, then the weightiest, then the fewest pairs."""
    urgent = np.where(month.urgency >= month.options.urgent_from, month.urgency, 0)
    ways = np.bincount(month.need, minlength=len(month.needs))
    met = np.zeros(len(month.needs)) if relaxed is None else relaxed
    order = np.lexsort((ways, -month.weight, -np.round(met, 6), -urgent))
    return [int(at) for at in order]
