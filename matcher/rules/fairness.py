"""Evenness between communities and between units, as steps that a group reaches or exceeds.

Leximin on a scale of whole tenths needs no sorting: of two sorted lists of tenths the better is the one with
fewer groups below the first step at which the numbers of groups differ. So one level for each step, the worst
first, that counts the groups on its good side, is leximin exactly.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from matcher.domain import Candidates, CommunityShare, Offer, Options, Pair, UnitLoad
from matcher.rules.terms import Row, Term

SCALE = 10
"""Steps of the scale: shares of needs met and loads count in tenths."""
MOST_COMMUNITIES, MOST_UNITS = 40, 120
"""With more groups than these, a month leaves this kind of evenness out."""
FULL = 1000
"""Points of load of an offer that is used up."""
_Add = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Group:
    """A community or unit with the steps that depend on the plan.

    Attributes:
        name: Of the community or unit.
        community: Whether it is a community, else a unit.
        entries: Pairs (coefficient, variable) of what is counted: needs met, or points of load.
        most: What the entries cannot exceed.
        steps: (step, limit, variable) of each, ascending: the variable is 1 when a community's count reaches
            the limit, or when a unit's exceeds it. A unit's limits are loads it can have, which tightens relaxations.
        certain: Steps that are reached or exceeded whatever is decided.
    """

    name: str
    community: bool
    entries: tuple[tuple[int, int], ...]
    most: int
    steps: tuple[tuple[int, int, int], ...]
    certain: tuple[int, ...]

    def values(self, values: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Each step's variable with the value that follows from those of the entries."""
        count = sum(coefficient * values[at] for coefficient, at in self.entries)
        for _, limit, variable in self.steps:
            yield variable, int(count >= limit if self.community else count > limit)


def groups_of(
    candidates: Candidates,
    pairs: Sequence[Pair],
    offers: Mapping[str, Offer],
    options: Options,
    met: Mapping[str, int],
    add: _Add,
) -> tuple[Group, ...]:
    """Every community and unit that some step depends on, sorted by name.

    Args:
        candidates: Their ``shares`` and ``loads``.
        pairs: In the order of their variables.
        offers: By resource id.
        options: Whether evenness counts.
        met: Variable of each need.
        add: Makes a variable that is 0 or 1, by its name.
    """
    shares, loads = _counted(candidates, options)
    points = _points(pairs, offers) if loads else {}
    found = [
        *(_community(share, met, add) for share in shares),
        *(_unit(load, points.get(load.unit, ()), offers, add) for load in loads),
    ]
    return tuple(group for group in found if group.steps or group.certain)


def evenness_counts(candidates: Candidates, options: Options) -> bool:
    """Whether a month has levels of evenness, as far as a plan can matter to them."""
    return any(_counted(candidates, options))


def _counted(
    candidates: Candidates, options: Options
) -> tuple[list[CommunityShare], list[UnitLoad]]:
    """Communities and units that are to be treated evenly, sorted by name."""
    shares = candidates.shares if options.fairness else ()
    loads = candidates.loads if options.fairness else ()
    return (
        sorted(shares, key=lambda s: s.community) if len(shares) <= MOST_COMMUNITIES else [],
        sorted(loads, key=lambda u: u.unit) if len(loads) <= MOST_UNITS else [],
    )


def _community(share: CommunityShare, met: Mapping[str, int], add: _Add) -> Group:
    """Reaches step v when 10 · (met before + met now) ≥ v · (asked before + asked now)."""
    entries = tuple((1, met[need]) for need in sorted(set(share.needs)) if need in met)
    asked = share.asked_before + len(entries)
    limits = [(step, -(-step * asked // SCALE) - share.met_before) for step in range(1, SCALE + 1)]
    return Group(
        share.community,
        community=True,
        entries=entries,
        most=len(entries),
        steps=tuple(
            (step, limit, add(f"{share.community} ≥ {step}"))
            for step, limit in limits
            if 0 < limit <= len(entries)
        ),
        certain=tuple(step for step, limit in limits if asked and limit <= 0),
    )


def _unit(
    load: UnitLoad, entries: tuple[tuple[int, int], ...], offers: Mapping[str, Offer], add: _Add
) -> Group:
    """Exceeds step v when 10 · (points before + points now) > v · 1000 · (offers before + offers now)."""
    own = sum(offer.unit == load.unit and bool(offer.capacity) for offer in offers.values())
    most = FULL * own
    tenth = FULL * (load.offers_before + own) // SCALE
    limits = [(step, step * tenth - load.used_before) for step in range(1, SCALE)]
    sums = sums_of((points for points, _ in entries), most)
    return Group(
        load.unit,
        community=False,
        entries=entries,
        most=next_sum(sums, most),
        steps=tuple(
            (step, next_sum(sums, limit), add(f"{load.unit} > {step}"))
            for step, limit in limits
            if 0 <= limit < most
        ),
        certain=tuple(step for step, limit in limits if limit < 0),
    )


def _points(
    pairs: Sequence[Pair], offers: Mapping[str, Offer]
) -> dict[str, tuple[tuple[int, int], ...]]:
    """Of each unit: points of load of one time of each of its pairs, per mille of the offer, rounded down."""
    found: dict[str, list[tuple[int, int]]] = {}
    for at, pair in enumerate(pairs):
        capacity = offers[pair.resource].capacity
        if capacity and pair.uses <= capacity and (points := FULL * pair.uses // capacity):
            found.setdefault(pair.unit, []).append((points, at))
    return {unit: tuple(entries) for unit, entries in found.items()}


def sums_of(points: Iterable[int], most: int) -> int:
    """What some points can add up to, each taken any number of times: a bit for each sum up to the most."""
    mask = (1 << (most + 1)) - 1
    found = 1
    for one in sorted(set(points)):
        step = one
        while 0 < step <= most:
            found |= (found << step) & mask
            step *= 2
    return found


def next_sum(sums: int, limit: int) -> int:
    """The largest sum that is no larger than a limit: whoever exceeds the one exceeds the other."""
    return (sums & ((1 << (limit + 1)) - 1)).bit_length() - 1


def level_name(group: Group, step: int) -> str:
    """The level that counts the groups of a kind at a step."""
    return f"{'share' if group.community else 'load'}_{step}"


def level_names(groups: Sequence[Group]) -> tuple[str, ...]:
    """Levels that depend on the plan, the first counting most: the poorest shares, then the heaviest loads."""
    shares = {(step, level_name(g, step)) for g in groups if g.community for step, _, _ in g.steps}
    loads = {
        (-step, level_name(g, step)) for g in groups if not g.community for step, _, _ in g.steps
    }
    return tuple(name for _, name in (*sorted(shares), *sorted(loads)))


def steps_of(groups: Sequence[Group]) -> Iterator[Row | Term]:
    """Rows that tie each step to what is counted, and the terms of its level."""
    named = set(level_names(groups))
    for group in groups:
        yield from _rows(group)
        for step, _, variable in group.steps:
            yield Term(level_name(group, step), 1, variable, f"{group.name} {step}/{SCALE}")
        for step in group.certain:
            if (name := level_name(group, step)) in named:
                yield Term(name, 1, None, f"{group.name} {step}/{SCALE}")


def _rows(group: Group) -> Iterator[Row]:
    """Steps come one after another, and each adds what lies between its limit and the one before.

    Communities: count ≥ sum of limit differences over the steps reached; units: count ≤ first limit + the
    differences over the steps exceeded, the last up to the most there can be.
    """
    if not group.steps:
        return
    limits = [limit for _, limit, _ in group.steps]
    if group.community:
        widths = [high - low for low, high in zip([0, *limits], limits, strict=False)]
    else:
        ends = [*limits[1:], max(group.most, limits[-1])]
        widths = [high - low for low, high in zip(limits, ends, strict=True)]
    taken = [(-w, at) for w, (_, _, at) in zip(widths, group.steps, strict=True) if w]
    what = "已满足的需求达到各档" if group.community else "负荷超过各档"
    low, high = (0, None) if group.community else (None, limits[0])
    yield Row(f"{group.name} {what}", (*group.entries, *taken), low=low, high=high)
    for (_, _, before), (_, _, at) in zip(group.steps, group.steps[1:], strict=False):
        yield Row(f"{group.name} {what}", ((1, at), (-1, before)), high=0)
