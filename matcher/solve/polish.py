"""Small exchanges that make a plan better: serve a need anew, or take from another need what it can spare."""

from collections.abc import Iterator, Sequence, Set

from matcher.model import Model
from matcher.solve.engine import Bounds, Clock
from matcher.solve.greedy import Draft, completed, rank

_MOST_RIVALS = 16
"""How many needs that stand in the way of one are tried."""


def polished(
    model: Model,
    bounds: Bounds,
    values: Sequence[int],
    objective: Sequence[tuple[int, int]],
    clock: Clock,
    *,
    fixed: Set[str],
    may_drop: Set[str],
) -> tuple[int, ...]:
    """A plan at least as good, reached by exchanges between two needs at a time.

    Args:
        model: The month.
        bounds: Of the variables, with what forbids rule out.
        values: The plan to start from.
        objective: Pairs (coefficient, variable) of what is to grow.
        clock: When to end.
        fixed: Needs that stay as they are.
        may_drop: Needs that may lose what they have when another gains more by it.
    """
    exchange = _Exchange(model, bounds, values, objective, fixed, may_drop)
    while exchange.round(clock) and not clock.over:
        pass
    return completed(model, exchange.draft.times)


class _Exchange:
    def __init__(
        self,
        model: Model,
        bounds: Bounds,
        values: Sequence[int],
        objective: Sequence[tuple[int, int]],
        fixed: Set[str],
        may_drop: Set[str],
    ) -> None:
        month = model.month
        self.draft = Draft(month, bounds, values[: len(month.pairs)])
        self._gain = {at: coefficient for coefficient, at in objective}
        self._liked = [(0.0, pair.score) for pair in month.pairs]
        self._may_drop = may_drop
        self._fixed = fixed
        ranked = sorted(month.needs, key=lambda weight: rank(month, weight))
        self._needs = [weight.need for weight in ranked if weight.need not in fixed]

    def round(self, clock: Clock) -> bool:
        """Try every need once; whether anything got better."""
        better = False
        for need in self._needs:
            if clock.over:
                return False
            if self._worth(need) == self._potential(need):
                continue
            better = self._anew(need) or better
            for rival in list(self._rivals(need)):
                better = self._exchanged(need, rival) or better
        return better

    def _worth(self, need: str) -> int:
        shares = self.draft.given.get(need)
        if not shares:
            return 0
        met = self._gain.get(self.draft.month.met[need], 0)
        return met + sum(self._gain.get(at, 0) * times for at, times in shares)

    def _potential(self, need: str) -> int:
        """What serving a need could be worth if everything were free."""
        month = self.draft.month
        best = self._gain.get(month.met[need], 0)
        for demand in month.demands[need]:
            positions = month.of_demand.get((need, demand.index), ())
            best += demand.times * max((self._gain.get(at, 0) for at in positions), default=0)
        return best

    def _anew(self, need: str) -> bool:
        """Serve a need anew with what is free now; kept when better."""
        before = self._worth(need)
        old = self.draft.drop(need)
        if self.draft.serve(need, self._liked) and self._worth(need) > before:
            return True
        self.draft.drop(need)
        self.draft.put(need, old)
        return False

    def _exchanged(self, need: str, rival: str) -> bool:
        """Serve a need before its rival, and the rival with what is left; kept when better."""
        before = self._worth(need) + self._worth(rival)
        old = self.draft.drop(need)
        rivals_old = self.draft.drop(rival)
        served = self.draft.serve(need, self._liked)
        rival_served = self.draft.serve(rival, self._liked)
        after = self._worth(need) + self._worth(rival)
        if served and (rival_served or rival in self._may_drop) and after > before:
            return True
        self.draft.drop(need)
        self.draft.drop(rival)
        self.draft.put(need, old)
        self.draft.put(rival, rivals_old)
        return False

    def _rivals(self, need: str) -> Iterator[str]:
        """Needs that hold what this one would like better than what it has."""
        month = self.draft.month
        seen: set[str] = {need}
        holding = {at for at, _ in self.draft.given.get(need, ())}
        for demand in month.demands[need]:
            for at in month.of_demand.get((need, demand.index), ()):
                if at in holding:
                    continue
                full = self._holders(at) if self.draft.full(at) else ()
                for rival in (*full, *self._sharers(need, at)):
                    if rival not in seen and rival not in self._fixed:
                        seen.add(rival)
                        yield rival
                    if len(seen) > _MOST_RIVALS:
                        return

    def _holders(self, at: int) -> Iterator[str]:
        """Needs served by the resource of a pair, or by its unit where that is at its cap."""
        pair = self.draft.month.pairs[at]
        for by in self.draft.month.of_resource[pair.resource]:
            other = self.draft.month.pairs[by].need
            if any(share == by for share, _ in self.draft.given.get(other, ())):
                yield other
        if pair.unit in self.draft.month.caps:
            for other, positions in self.draft.month.of_unit[pair.unit].items():
                if any(share in positions for share, _ in self.draft.given.get(other, ())):
                    yield other

    def _sharers(self, need: str, at: int) -> Iterator[str]:
        """Needs that hold the money or the openings this one lacks to be served by a pair."""
        for by, other in self.draft.rivals(need, at):
            shares = self.draft.given.get(other, ())
            if shares if by < 0 else any(share == by for share, _ in shares):
                yield other
