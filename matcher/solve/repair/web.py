"""Which needs are neighbours: some rule speaks of both."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from matcher.model import Model
from matcher.rules import Row
from matcher.solve.engine import Bounds


class Web:
    """Which needs are neighbours: some rule speaks of both."""

    def __init__(self, model: Model, rows: Sequence[Row]) -> None:
        month = model.month
        self._rows = rows
        self._need: dict[int, str] = {at: pair.need for at, pair in enumerate(month.pairs)}
        self._need.update({at: need for need, at in month.met.items()})
        for variables in (month.takes, month.kept):
            self._need.update({at: month.pairs[of].need for of, at in variables.items()})
        self._need.update({at: need for (_, need), at in month.serves.items()})
        self._decided = {*range(len(month.pairs)), *month.met.values()}
        self._sizes: dict[str, int] = {}
        for pair in month.pairs:
            self._sizes[pair.need] = self._sizes.get(pair.need, 0) + 1
        self._touching: dict[str, set[int]] = {}
        self._shared: dict[int, set[int]] = {}
        self._index()

    def _index(self) -> None:
        for number, row in enumerate(self._rows):
            for _, at in row.entries:
                need = self._need.get(at)
                if need is None:
                    self._shared.setdefault(at, set()).add(number)
                else:
                    self._touching.setdefault(need, set()).add(number)

    def needs_in(self, row: Row) -> Iterator[str]:
        """Needs a row speaks of."""
        for _, at in row.entries:
            yield from self.needs_of(at)

    def needs_of(self, at: int) -> Iterator[str]:
        """The need a variable belongs to; for one that belongs to many, all of them."""
        need = self._need.get(at)
        if need is not None:
            yield need
            return
        for number in self._shared.get(at, ()):
            yield from (
                other for _, one in self._rows[number].entries if (other := self._need.get(one))
            )

    def around(self, needs: Collection[str]) -> frozenset[str]:
        """These needs and their neighbours."""
        numbers = {number for need in needs for number in self._touching.get(need, ())}
        found = set(needs)
        for number in numbers:
            found.update(self.needs_in(self._rows[number]))
        return frozenset(found)

    def holders(self, needs: Collection[str], values: Sequence[int], most: int) -> frozenset[str]:
        """These needs, and at most so many of those that hold something in rules that speak of these."""
        shared: Counter[str] = Counter()
        for number in {number for need in needs for number in self._touching.get(need, ())}:
            held = {
                other
                for _, at in self._rows[number].entries
                if values[at] > 0 and (other := self._need.get(at)) is not None
            }
            shared.update(held - set(needs))
        ranked = sorted(shared, key=lambda need: (-shared[need], need))
        return frozenset((*needs, *ranked[:most]))

    def pairs_of(self, needs: Collection[str]) -> int:
        """How many pairs these needs have."""
        return sum(self._sizes.get(need, 0) for need in needs)

    def held(self, bounds: Bounds, values: Sequence[int], free: Collection[str]) -> Bounds:
        """Bounds that let only these needs be decided; what follows from decisions stays open."""
        found = list(bounds)
        for at in self._decided:
            if self._need[at] not in free:
                low, high = bounds[at]
                value = values[at]
                found[at] = (max(low, value), min(high, value))
        return tuple(found)
