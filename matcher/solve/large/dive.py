"""A plan out of prices: the needs that are clearest are served first, then the prices of the rest are found anew."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from matcher.solve.engine import Clock
from matcher.solve.large.ascent import Ascended, Ascent
from matcher.solve.large.dual import Costs, Dual, Real, best_ways, columns_of, costs_of
from matcher.solve.large.exchange import made_room, restored
from matcher.solve.large.lean import UNLIMITED, Lean, Truth, Whole
from matcher.solve.large.table import Share, Table, filled, urgent_first
from matcher.solve.large.ways import Ways

_CLEAR = 0.9
"""Needs that are as clear as this are served at once."""
_HARDLY = 0.3
"""Needs that are met no further than this are left for the end, unless they are urgent."""
_ROUNDS, _STEPS = 24, 12
_URGENT_ROUNDS = 10
"""After so many rounds every urgent need has been tried."""
_ROOM_SHARE = 0.02
"""Of the time that is left, the most that making room for single needs may take."""


def dived(
    one: Dual,
    table: Table,
    begun: Ascended,
    clock: Clock,
    before: Mapping[int, list[Share]] | None = None,
) -> None:
    """Fill a table by prices; where nobody is certain any more, by liking.

    Args:
        one: The level with all that is shared.
        table: What is given already stays.
        begun: Prices of all of it.
        clock: When to end: what is left then is filled by liking.
        before: How another plan serves each need: urgent ones that find no place here are served so.
    """
    now, rest = begun, _without(one, table)
    for number in range(_ROUNDS):
        chosen = _chosen(rest, now)
        _served(rest.month, table, chosen, now, number)
        rest = _without(one, table, rest)
        if clock.over or not rest.open.any() or not rest.ways:
            break
        ascent = Ascent(rest, now.prices, now.parts, held=True)
        now = ascent.run(now.heat, now.heat, _STEPS, clock)
    liked = (begun.spread.times + one.month.score * 2.0**-20).tolist()
    filled(table, liked, urgent_first(one.month, begun.spread.met))
    restored(table, before or {}, liked)
    made_room(table, liked, clock.sooner(clock.left * _ROOM_SHARE))


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The best way of each need, and how clear it is.

    Attributes:
        shares: Of each need with a way for each demand.
        clear: Of each need; at most 1.
    """

    shares: dict[int, list[Share]]
    clear: Real


def _chosen(one: Dual, now: Ascended) -> _Chosen:
    month = one.month
    costs: Costs = costs_of(one, now.prices, now.parts)
    values, best = best_ways(one, costs)
    total = np.zeros(len(best))
    found: dict[int, list[Share]] = {}
    done = np.zeros(len(best), dtype=np.bool_)
    wanted = one.open[month.need_of_demand]
    for those, value in zip(one.ways, values, strict=True):
        behind = value - best[those.demand]
        weight = np.exp(np.maximum(behind / now.heat, -50.0))
        total += np.bincount(those.demand, weight, minlength=len(best))
        at_best = np.flatnonzero((behind >= 0) & wanted[those.demand] & ~done[those.demand])
        _, first = np.unique(those.demand[at_best], return_index=True)
        at_best = at_best[first]
        done[those.demand[at_best]] = True
        for at, pairs in enumerate(those.pairs):
            here, last = pairs[at_best], at == len(those.pairs) - 1
            often = those.rest[at_best] if last else month.most[here]
            for pair, times in zip(here.tolist(), often.tolist(), strict=True):
                found.setdefault(int(month.need[pair]), []).append((pair, times))
    clear = np.ones(len(month.needs))
    np.minimum.at(clear, month.need_of_demand, 1.0 / np.maximum(total, 1.0))
    return _Chosen(found, clear * now.spread.met)


def _served(month: Lean, table: Table, chosen: _Chosen, now: Ascended, number: int) -> None:
    """Serve the urgent needs, the clearest of the others, and some more."""
    part, part_of_urgent = 1 / (_ROUNDS - number), 1 / max(1, _URGENT_ROUNDS - number)
    urgent = np.where(month.urgency >= month.options.urgent_from, month.urgency, 0)
    wanted = (now.spread.met > _HARDLY) | ((urgent > 0) & (now.spread.met > 0))
    wanted[list(table.given)] = False
    needs = np.flatnonzero(wanted)
    clear = chosen.clear[needs]
    first = urgent[needs] > 0
    soon = np.sort(clear[first])[::-1][: int(np.ceil(part_of_urgent * first.sum()))]
    at_once = (clear > _CLEAR) | (first & (clear >= soon.min(initial=1.0)))
    order = needs[np.lexsort((-clear, -np.where(at_once, urgent[needs] + 1, 0)))]
    count = max(int(at_once.sum()), int(np.ceil(part * len(order))))
    liked = now.spread.times.tolist() if len(order) else []
    for need in order[:count].tolist():
        shares = chosen.shares.get(need, [])
        if shares and table.suits(need, shares):
            table.put(need, shares)
        elif urgent[need]:
            table.serve(need, liked)


def _without(one: Dual, table: Table, narrowed: Dual | None = None) -> Dual:
    """What is left when some needs are served."""
    month, ways = one.month, (narrowed or one).ways
    units = len(month.capacity) + len(month.units)
    left = np.array(table.left, dtype=np.int64)
    still = np.ones(len(month.needs), dtype=np.bool_)
    still[list(table.given)] = False
    room = left[month.resource] // month.uses
    room[month.capacity[month.resource] >= UNLIMITED] = UNLIMITED
    room[left[len(month.capacity) + month.unit] < 1] = 0
    kept = tuple(
        those
        for one_ in ways
        if len((those := one_.kept(_fitting(month, one_, still, room))).demand)
    )
    high = one.high.copy()
    high[:units] = np.where(one.priced[:units], left[:units], 0)
    high[units:] -= _used(one, table)
    some = np.zeros(len(month.demands), dtype=np.bool_)
    for those in kept:
        some[those.of] = True
    still &= one.open
    still[month.need_of_demand[~some]] = False
    return replace(one, ways=kept, high=high, open=still, forced=one.forced & still)


def _fitting(month: Lean, those: Ways, still: Truth, room: Whole) -> Truth:
    found: Truth = still[month.need_of_demand[those.demand]]
    found &= room[those.pairs[-1]] >= np.minimum(those.rest, month.most[those.pairs[-1]])
    for pairs in those.pairs[:-1]:
        found &= room[pairs] >= month.most[pairs]
    return found


def _used(one: Dual, table: Table) -> Whole:
    """What is used of the extra rows."""
    month, extra = one.month, one.extra
    times = table.all_times()
    met = np.zeros(len(month.needs), dtype=np.int64)
    met[list(table.given)] = 1
    every = np.zeros(columns_of(month)[-1], dtype=np.int64)
    takes, needs, busy, _ = columns_of(month)
    every[:takes], every[takes:needs], every[needs:busy] = times, times > 0, met
    found = np.zeros(len(extra.high), dtype=np.int64)
    np.add.at(found, extra.row, every[extra.column] * extra.entry)
    return found
