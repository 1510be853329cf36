"""How many would have to share a need: more resources of one form, or more units of one project, than may."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from matcher.domain import Demand, Options, Pair, RelaxationKind, option_specs
from matcher.whatif.table import Table
from matcher.whatif.wider import Wider

SPLIT, UNITS = "split_limit", "units_per_project"
_MOST = {spec.name: int(spec.high) for spec in option_specs() if spec.name in (SPLIT, UNITS)}


def more_sharing(table: Table, pair: Pair) -> Iterator[Wider]:
    """More that may share the need of a pair, where those who may now do not suffice with it among them.

    First with what the plan leaves to others, then with what there is at all.
    """
    seen: set[tuple[int, int]] = set()
    for spare in (True, False):
        limits = needed(table, pair.need, pair, spare=spare)
        if limits is None or (limits.split_limit, limits.units_per_project) in seen:
            continue
        seen.add((limits.split_limit, limits.units_per_project))
        words = f"若允许{words_of(table.options, limits)}"
        yield Wider(RelaxationKind.SPLIT, *grown(table.options, limits), words, limits=limits)


def grown(before: Options, after: Options) -> tuple[str, int]:
    """The option that grows, the number for one form before that of units, and by how much."""
    more = after.split_limit - before.split_limit
    return (
        (SPLIT, more) if more > 0 else (UNITS, after.units_per_project - before.units_per_project)
    )


def words_of(before: Options, after: Options) -> str:
    """由4家单位共同承接（现至多3家）."""
    told = []
    if after.split_limit > before.split_limit:
        told.append(f"同一形式由{after.split_limit}家共同承担（现至多{before.split_limit}家）")
    if after.units_per_project > before.units_per_project:
        now = before.units_per_project
        told.append(f"由{after.units_per_project}家单位共同承接（现至多{now}家）")
    return "、".join(told)


def needed(table: Table, need: str, asked: Pair | None, *, spare: bool) -> Options | None:
    """The options by which enough may share a need; ``None`` where those who may now suffice, or nobody does.

    Args:
        table: The month.
        need: Need id.
        asked: A pair that has to be among them; ``None`` = any.
        spare: Count only what the plan leaves beside this need.
    """
    pairs: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in table.candidates.pairs:
        if pair.need == need:
            pairs[pair.demand].append(pair)
    rooms = _rooms(table, need, spare=spare)
    split, units = 0, {asked.unit} if asked is not None else set[str]()
    for demand in table.candidates.demands:
        if demand.need != need:
            continue
        chosen = _chosen(demand, pairs[demand.index], rooms, units, asked)
        if chosen is None:
            return None
        split = max(split, len(chosen))
        units |= {pair.unit for pair in chosen}
    now = table.options
    wider = replace(
        now,
        split_limit=max(now.split_limit, min(split, _MOST[SPLIT])),
        units_per_project=max(now.units_per_project, min(len(units), _MOST[UNITS])),
    )
    enough = split <= wider.split_limit and len(units) <= wider.units_per_project
    return wider if enough and wider != now else None


def _chosen(
    demand: Demand,
    pairs: Sequence[Pair],
    rooms: Mapping[str, int | None],
    units: set[str],
    asked: Pair | None,
) -> list[Pair] | None:
    """The fewest that give a demand its times, the pair asked for among them; ``None`` when all give too little."""

    def times(pair: Pair) -> int:
        room = rooms[pair.resource]
        return demand.times if room is None else min(demand.times, room // pair.uses)

    first = [pair for pair in pairs if asked is not None and pair.key == asked.key]
    rest = [pair for pair in pairs if pair not in first and times(pair) > 0]
    rest.sort(key=lambda pair: (-times(pair), pair.unit not in units, pair.key))
    chosen: list[Pair] = []
    left = demand.times
    for pair in (*first, *rest):
        if left <= 0:
            break
        chosen.append(pair)
        left -= max(1, times(pair))
    return chosen if left <= 0 else None


def _rooms(table: Table, need: str, *, spare: bool) -> dict[str, int | None]:
    """What each resource can give to a need; ``None`` = without limit."""
    used = Counter[str]()
    for item in table.plan.assignments if spare else ():
        if item.need != need:
            used[item.resource] += item.uses
    return {
        offer.resource: None
        if offer.capacity is None
        else max(0, offer.capacity - used[offer.resource])
        for offer in table.candidates.offers
    }
