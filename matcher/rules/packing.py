"""Conditions of the kind "these together take no more than so much" besides capacities and caps.

They are laid out once for a month, so that a rule can state them and a plan can be built up beside them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from matcher.domain import Candidates, Demand, Grant, Offer, Pair
from matcher.rules.openings import tight_sets

YUAN = "元"


class PackKind(StrEnum):
    """Which rule a pack belongs to."""

    OPENINGS = "openings"
    FUND = "fund"


@dataclass(frozen=True, slots=True)
class Pack:
    """A sum over times of pairs and met needs that must not exceed a limit.

    Attributes:
        kind: Which rule it belongs to.
        label: Whom it concerns, Chinese.
        pairs: Pairs (coefficient at least 1, pair position).
        needs: Pairs (coefficient at least 1, need id).
        most: The limit.
    """

    kind: PackKind
    label: str
    pairs: tuple[tuple[int, int], ...]
    needs: tuple[tuple[int, str], ...]
    most: int


def packs_of(
    candidates: Candidates,
    pairs: Sequence[Pair],
    demands: Mapping[str, tuple[Demand, ...]],
    offers: Mapping[str, Offer],
    most_times: Sequence[int],
) -> tuple[Pack, ...]:
    """Every pack of a month that something could exceed, in a fixed order.

    Args:
        candidates: The month.
        pairs: Sorted by key.
        demands: Of each need.
        offers: By resource.
        most_times: How often each pair could happen at most.
    """
    found = (*_openings(candidates, pairs, offers), *_funds(candidates, pairs, demands, offers))
    return tuple(pack for pack in found if _could_exceed(pack, most_times))


def _could_exceed(pack: Pack, most_times: Sequence[int]) -> bool:
    total = sum(coefficient * most_times[at] for coefficient, at in pack.pairs)
    return total + sum(coefficient for coefficient, _ in pack.needs) > pack.most


def _openings(
    candidates: Candidates, pairs: Sequence[Pair], offers: Mapping[str, Offer]
) -> Iterator[Pack]:
    positions: defaultdict[str, list[int]] = defaultdict(list)
    for at, pair in enumerate(pairs):
        positions[pair.resource].append(at)
    tables = (table for table in candidates.timetables if table.resource in offers)
    for timetable in sorted(tables, key=lambda table: table.resource):
        capacity = offers[timetable.resource].capacity
        for most, needs in tight_sets(timetable):
            if capacity is None or most < capacity:
                entries = tuple(
                    (pairs[at].uses, at)
                    for at in positions[timetable.resource]
                    if pairs[at].need in needs
                )
                label = f"{timetable.resource} 可用的场次至多{most}场"
                yield Pack(PackKind.OPENINGS, label, entries, (), most)


def _funds(
    candidates: Candidates,
    pairs: Sequence[Pair],
    demands: Mapping[str, tuple[Demand, ...]],
    offers: Mapping[str, Offer],
) -> Iterator[Pack]:
    of_need: defaultdict[str, list[int]] = defaultdict(list)
    for at, pair in enumerate(pairs):
        of_need[pair.need].append(at)
    drawing: defaultdict[str, list[Grant]] = defaultdict(list)
    for grant in sorted(candidates.grants, key=lambda grant: grant.need):
        if grant.need in demands:
            drawing[grant.fund].append(grant)
    for fund in sorted(candidates.funds, key=lambda limit: limit.fund):
        together: list[tuple[int, int]] = []
        needs: list[tuple[int, str]] = []
        for grant in drawing[fund.fund]:
            paid = _paid_pairs(demands[grant.need], pairs, of_need[grant.need], offers)
            alone = tuple((1, at) for at in paid or ())
            if grant.yuan > fund.left or (grant.cap is not None and grant.yuan > grant.cap):
                asks = () if paid is not None else ((1, grant.need),)
                yield Pack(PackKind.FUND, f"{fund.fund} 不够 {grant.need} 之用", alone, asks, 0)
            elif paid is None:
                needs.append((grant.yuan, grant.need))
            else:
                together += [(grant.yuan, at) for at in paid]
        label = f"{fund.fund} 本轮可用{fund.left}元"
        yield Pack(PackKind.FUND, label, tuple(together), tuple(needs), fund.left)


def _paid_pairs(
    demands: Sequence[Demand],
    pairs: Sequence[Pair],
    positions: Sequence[int],
    offers: Mapping[str, Offer],
) -> list[int] | None:
    """The pairs the fund has to pay for; ``None`` when it pays whenever the need is met.

    A resource of money pays itself; that can be told by the pair where the need has one demand of one time.
    """
    if len(demands) != 1 or demands[0].times != 1:
        return None
    paid = [at for at in positions if offers[pairs[at].resource].measure != YUAN]
    return None if len(paid) == len(positions) else paid
