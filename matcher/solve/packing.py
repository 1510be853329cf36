"""How much is left of every sum a month limits besides capacities and caps, while a plan grows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from matcher.rules import Month


class Packing:
    """What is left of each pack of a month."""

    def __init__(self, month: Month) -> None:
        self._month = month
        self._left = [pack.most for pack in month.packs]
        self._of_pair: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._of_need: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, pack in enumerate(month.packs):
            for coefficient, at in pack.pairs:
                self._of_pair[at].append((number, coefficient))
            for coefficient, need in pack.needs:
                self._of_need[need].append((number, coefficient))

    def admits(self, need: str) -> bool:
        """Whether a need that is not met yet could be met at all."""
        return all(
            self._left[number] >= coefficient for number, coefficient in self._of_need.get(need, ())
        )

    def rivals(self, need: str, at: int) -> Iterator[tuple[int, str]]:
        """Who may hold what a need lacks to be served by a pair: pairs (position, or -1 for whatever serves it; need).

        Only sums that would be exceeded are looked at.
        """
        lacking = [*self._of_need.get(need, ()), *self._of_pair.get(at, ())]
        for number, coefficient in lacking:
            if self._left[number] < coefficient:
                pack = self._month.packs[number]
                yield from ((other, self._month.pairs[other].need) for _, other in pack.pairs)
                yield from ((-1, other) for _, other in pack.needs)

    def room(self, at: int, most: int, beside: Sequence[tuple[int, int]]) -> int:
        """How often a pair could happen, at most ``most`` times, beside shares not booked yet."""
        for number, coefficient in self._of_pair.get(at, ()):
            left = self._left[number]
            for other, times in beside:
                left -= times * dict(self._of_pair.get(other, ())).get(number, 0)
            most = min(most, left // coefficient)
        return most

    def book(self, shares: Sequence[tuple[int, int]], sign: int) -> None:
        """Take what serving one need takes, or give it back (``sign`` -1)."""
        if not self._left or not shares:
            return
        for at, times in shares:
            for number, coefficient in self._of_pair.get(at, ()):
                self._left[number] -= sign * times * coefficient
        for number, coefficient in self._of_need.get(self._month.pairs[shares[0][0]].need, ()):
            self._left[number] -= sign * coefficient
