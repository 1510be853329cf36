"""Hypothesis strategies that build small valid months, and short ways to write one by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import comb

from hypothesis import strategies as st

from matcher.domain import (
    Candidates,
    CommunityShare,
    Decision,
    DecisionKind,
    Demand,
    Form,
    FundLimit,
    Grant,
    NeedWeight,
    Offer,
    Options,
    Pair,
    Part,
    Timetable,
    UnitLimit,
    UnitLoad,
)


@dataclass(frozen=True, slots=True)
class SmallMonth:
    """What the engine is given."""

    candidates: Candidates
    decisions: tuple[Decision, ...]
    options: Options


def need(name: str, urgency: int = 1, weight: int = 1) -> NeedWeight:
    """What meeting a need counts for."""
    return NeedWeight(name, urgency, weight)


def demand(name: str, times: int = 1, index: int = 0, form: Form | None = None) -> Demand:
    """What a need requires."""
    return Demand(name, index, form, times)


def offer(resource: str, capacity: int | None = 1, unit: str = "甲单位") -> Offer:
    """What a resource gives."""
    return Offer(resource, unit, capacity, "次")


def pair(
    name: str, resource: str, score: int = 500, uses: int = 1, unit: str = "甲单位", index: int = 0
) -> Pair:
    """Who may serve whom."""
    return Pair(name, index, resource, unit, uses, score, (Part("words", "文字", score),))


def candidates(
    needs: Iterable[NeedWeight],
    demands: Iterable[Demand],
    offers: Iterable[Offer],
    pairs: Iterable[Pair],
    limits: Iterable[UnitLimit] = (),
) -> Candidates:
    """A month written by hand."""
    return Candidates(tuple(needs), tuple(demands), tuple(offers), tuple(limits), tuple(pairs))


def lock(name: str, resource: str) -> Decision:
    """This resource serves this need."""
    return Decision(DecisionKind.LOCK, need=name, resource=resource)


def claim(name: str, unit: str) -> Decision:
    """This unit serves this need."""
    return Decision(DecisionKind.CLAIM, need=name, unit=unit)


def forbid(name: str | None, resource: str | None = None, unit: str | None = None) -> Decision:
    """This resource or unit does not."""
    return Decision(DecisionKind.FORBID, need=name, resource=resource, unit=unit)


def least(unit: str, amount: int) -> Decision:
    """This unit serves at least so many needs."""
    return Decision(DecisionKind.UNIT_LEAST, unit=unit, amount=amount)


_SCORES = st.sampled_from((0, 300, 300, 450, 451, 1000))


@st.composite
def months(
    draw: st.DrawFn,
    most_needs: int = 4,
    most_resources: int = 4,
    *,
    decided: bool = False,
    served: bool = False,
    most_plans: int = 1_000,
) -> SmallMonth:
    """A valid month small enough to try every plan.

    Args:
        draw: Given by Hypothesis.
        most_needs: Upper limit.
        most_resources: Upper limit.
        decided: Whether locks, claims and forbids are drawn too (they may exclude each other).
        served: Whether the first resource could serve the first need if it served no other, so that every best plan
            serves somebody.
        most_plans: Upper limit of the ways to serve each demand wholly or not at all.
    """
    names = [f"需{at}" for at in range(draw(st.integers(int(served), most_needs)))]
    units = [f"单{at}" for at in range(draw(st.integers(1, 3)))]
    offers = [
        Offer(
            f"资{at}",
            draw(st.sampled_from(units)),
            draw(_capacity()),
            draw(st.sampled_from(("次", "次", "元"))),
        )
        for at in range(draw(st.integers(int(served), most_resources)))
    ]
    demands = [
        Demand(name, index, None, draw(st.integers(1, 3)))
        for name in names
        for index in range(draw(st.sampled_from((1, 1, 1, 2))))
    ]
    if served:
        offers[0] = Offer("资0", units[0], draw(st.sampled_from((None, 1, 3))), "次")
        demands = [Demand("需0", 0, None, 1), *(one for one in demands if one.need != "需0")]
    pairs = _pairs(draw, demands, offers, most_plans, served=served)
    found = Candidates(
        needs=tuple(
            NeedWeight(name, draw(st.integers(1, 5)), draw(st.integers(1, 3))) for name in names
        ),
        demands=tuple(demands),
        offers=tuple(offers),
        limits=tuple(
            UnitLimit(
                unit,
                draw(
                    st.sampled_from(
                        (1, 2, None) if served and unit == units[0] else (0, 1, 2, None)
                    )
                ),
                draw(st.sampled_from((0, 0, 1, 3))),
                reserve=draw(st.sampled_from((False, False, True))),
            )
            for unit in units
        ),
        pairs=tuple(pairs),
        timetables=tuple(_timetable(draw, give, pairs) for give in offers if draw(st.booleans())),
        funds=tuple(FundLimit(fund, draw(st.integers(0, 6))) for fund in _FUNDS),
        grants=tuple(_grant(draw, name) for name in names[served:] if draw(st.booleans())),
        shares=tuple(_shares(draw, names)),
        loads=tuple(_load(draw, unit) for unit in units if draw(st.booleans())),
    )
    options = Options(
        split_limit=draw(st.integers(1, 3)),
        units_per_project=draw(st.sampled_from((1, 2, 5))),
        urgent_from=draw(st.integers(2, 5)),
        commitments=draw(st.booleans()),
        commitment_points=draw(st.sampled_from((0, 150, 1000))),
        reserve_last=draw(st.booleans()),
        fairness_first=draw(st.booleans()),
        seconds=60,
        workers=1,
    )
    decisions = draw(_decisions(names, offers, units)) if decided and names and offers else ()
    return SmallMonth(found, tuple(decisions), options)


def _pairs(
    draw: st.DrawFn,
    demands: Sequence[Demand],
    offers: Sequence[Offer],
    most_plans: int,
    *,
    served: bool,
) -> list[Pair]:
    """Up to three resources for each demand, fewer where there would be more plans than wanted."""
    pairs: list[Pair] = []
    for at, want in enumerate(demands):
        most = max(
            count
            for count in range(min(3, len(offers)) + 1)
            if _ways(want.times, count) <= most_plans
        )
        chosen = draw(st.lists(st.sampled_from(offers), unique=True, max_size=most)) if most else []
        if served and at == 0:
            chosen = [offers[0], *(give for give in chosen if give != offers[0])][:most]
        most_plans //= _ways(want.times, len(chosen))
        for give in chosen:
            uses = 1 if served and at == 0 else draw(st.sampled_from((1, 1, 2)))
            pairs.append(pair(want.need, give.resource, draw(_SCORES), uses, give.unit, want.index))
    return pairs


def _ways(times: int, resources: int) -> int:
    """In how many ways so many resources serve a demand wholly, and not at all."""
    return 1 + (comb(times + resources - 1, times) if resources else 0)


_FUNDS = ("甲资金", "乙资金")
_OPENINGS = tuple(date(2026, 6, day) for day in (3, 10, 17))


def _timetable(draw: st.DrawFn, give: Offer, pairs: Sequence[Pair]) -> Timetable:
    """Openings of a resource, some of which suit each need that may use it."""
    names = sorted({pair.need for pair in pairs if pair.resource == give.resource})
    positions = st.sets(st.integers(0, len(_OPENINGS) - 1), min_size=1)
    return Timetable(
        give.resource,
        room=draw(st.integers(1, 2)),
        openings=_OPENINGS,
        suiting=tuple((name, tuple(sorted(draw(positions)))) for name in names),
    )


def _grant(draw: st.DrawFn, name: str) -> Grant:
    cap = draw(st.one_of(st.none(), st.integers(1, 4)))
    return Grant(name, draw(st.sampled_from(_FUNDS)), draw(st.integers(1, 4)), cap)


def _shares(draw: st.DrawFn, names: Sequence[str]) -> Iterable[CommunityShare]:
    """Two communities that halve the needs between them, with what they asked for before."""
    for at, community in enumerate(("东社区", "西社区")):
        asked = draw(st.integers(0, 3))
        yield CommunityShare(community, tuple(names[at::2]), asked, draw(st.integers(0, asked)))


def _load(draw: st.DrawFn, unit: str) -> UnitLoad:
    before = draw(st.integers(0, 2))
    return UnitLoad(unit, before, draw(st.integers(0, 1000 * before)))


def _capacity() -> st.SearchStrategy[int | None]:
    return st.one_of(st.none(), st.integers(0, 4))


def _decisions(
    names: Sequence[str], offers: Sequence[Offer], units: Sequence[str]
) -> st.SearchStrategy[list[Decision]]:
    resources = [give.resource for give in offers]
    need_names = st.sampled_from(list(names))
    return st.lists(
        st.one_of(
            st.builds(lock, need_names, st.sampled_from(resources)),
            st.builds(claim, need_names, st.sampled_from(list(units))),
            st.builds(forbid, st.one_of(st.none(), need_names), st.sampled_from(resources)),
            st.builds(
                lambda name, unit: forbid(name, unit=unit), need_names, st.sampled_from(list(units))
            ),
            st.builds(least, st.sampled_from(list(units)), st.integers(1, 3)),
        ),
        max_size=4,
    )
