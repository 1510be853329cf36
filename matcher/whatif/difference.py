"""How two months differ: whether rules only became stricter, and which needs may gain by those that did not."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from matcher.domain import (
    Candidates,
    Decision,
    DecisionKind,
    Grant,
    Options,
    Timetable,
    UnitLimit,
)

Decided = tuple[Candidates, Sequence[Decision], Options]
"""Candidates with the decisions they are under and the options they are solved by."""


def difference(before: Decided, after: Decided) -> tuple[bool, frozenset[str]]:
    """Whether rules only became stricter, and the needs that may gain by what became looser.

    Args:
        before: What the plan on the table was made from.
        after: As it would be.
    """
    freed = [d for d in before[1] if d.kind.asks and d not in after[1]]
    near = {decision.need for decision in freed if decision.need}
    fewer = {d.unit for d in freed if d.kind is DecisionKind.UNIT_LEAST}
    near |= {pair.need for pair in after[0].pairs if pair.unit in fewer}
    stricter = not freed
    for needs in (
        *_looser(before[0], after[0], after[2]),
        _shared_by_more(after[0], before[2], after[2]),
    ):
        if needs:
            stricter = False
            near |= needs
    return stricter, frozenset(near & {weight.need for weight in after[0].needs})


def _looser(before: Candidates, after: Candidates, options: Options) -> Iterator[set[str]]:
    """Needs that may gain by each thing that became looser."""
    known = {pair.key: pair for pair in before.pairs}
    yield {p.need for p in after.pairs if (old := known.get(p.key)) is not p and old != p}
    weights = {weight.need: weight for weight in before.needs}
    yield {w.need for w in after.needs if weights.get(w.need) != w}
    demands = set(before.demands)
    yield {demand.need for demand in after.demands if demand not in demands}
    yield from _wider(before, after)
    yield _better_openings(before, after)
    yield _more_money(before, after)
    if options.commitments and any(limit.least > 0 for limit in after.limits):
        yield {need for need, _, _ in _good(after) - _good(before)}


def _shared_by_more(after: Candidates, old: Options, new: Options) -> set[str]:
    """Needs that more resources or more units may share than before."""
    places: defaultdict[str, int] = defaultdict(int)
    split: set[str] = set()
    for demand in after.demands:
        places[demand.need] += min(demand.times, new.split_limit)
        if demand.times > old.split_limit < new.split_limit:
            split.add(demand.need)
    if new.units_per_project <= old.units_per_project:
        return split
    return split | {need for need, count in places.items() if count > old.units_per_project}


def _good(candidates: Candidates) -> set[tuple[str, int, str]]:
    """Pairs with how far they lie below the best of their demand: by that a promise is honoured or not.

    Told by their keys and that distance, so that a pair whose rivals went away counts as another one.
    """
    best: defaultdict[tuple[str, int], int] = defaultdict(int)
    for pair in candidates.pairs:
        best[pair.need, pair.demand] = max(best[pair.need, pair.demand], pair.score)
    owing = {limit.unit for limit in candidates.limits if limit.least > 0}
    return {
        (pair.need, best[pair.need, pair.demand] - pair.score, f"{pair.demand}/{pair.resource}")
        for pair in candidates.pairs
        if pair.unit in owing
    }


def _wider(before: Candidates, after: Candidates) -> Iterator[set[str]]:
    """Needs of resources that have more capacity, and of units that may serve more."""
    room = {offer.resource: offer.capacity for offer in before.offers}
    resources = {o.resource for o in after.offers if _more(room.get(o.resource, 0), o.capacity)}
    limits = {limit.unit: limit for limit in before.limits}
    units = {limit.unit for limit in after.limits if _other(limits.get(limit.unit), limit)}
    if resources or units:
        yield {p.need for p in after.pairs if p.resource in resources or p.unit in units}


def _other(before: UnitLimit | None, after: UnitLimit) -> bool:
    """Whether a unit may serve more, or counts otherwise."""
    return (
        before is None
        or _more(before.most, after.most)
        or (before.least, before.reserve) != (after.least, after.reserve)
    )


def _more(before: int | None, after: int | None) -> bool:
    return before is not None and (after is None or after > before)


def _better_openings(before: Candidates, after: Candidates) -> set[str]:
    """Needs of places with more room, other openings, or openings that suit a need now."""
    now = {table.resource: table for table in after.timetables}
    better: set[str] = set()
    for old in before.timetables:
        new = now.get(old.resource)
        if new is old or new == old:
            continue
        better |= {p.need for p in after.pairs if p.resource == old.resource} & _gaining(old, new)
    return better


def _gaining(old: Timetable, new: Timetable | None) -> set[str]:
    suited = {need: set(openings) for need, openings in old.suiting}
    if new is None or new.room > old.room or new.openings != old.openings:
        return suited.keys() | {need for need, _ in (new.suiting if new else ())}
    return {need for need, openings in new.suiting if set(openings) - suited.get(need, set())}


def _more_money(before: Candidates, after: Candidates) -> set[str]:
    """Needs whose fund has more, or is asked for less."""
    left = {fund.fund: fund.left for fund in after.funds}
    richer = {f.fund for f in before.funds if f.fund not in left or left[f.fund] > f.left}
    grants = {grant.need: grant for grant in after.grants}
    other = {g.fund for g in before.grants if _asks_less(g, grants.get(g.need))}
    new = {grant.need for grant in after.grants if grant not in set(before.grants)}
    return new | {
        grant.need for grant in (*before.grants, *after.grants) if grant.fund in richer | other
    }


def _asks_less(before: Grant, after: Grant | None) -> bool:
    return after is None or after != before
