"""Months in which many needs want the same few things, so that need after need is not the best way to plan."""

from random import Random

from hypothesis import strategies as st

from matcher.domain import (
    Candidates,
    CommunityShare,
    Demand,
    FundLimit,
    Grant,
    NeedWeight,
    Offer,
    Options,
    Pair,
    UnitLimit,
    UnitLoad,
)
from tests.strategies import SmallMonth, pair

_NEEDS, _RESOURCES, _UNITS, _CANDIDATES = 9, 6, 3, 3


def contested(seed: int) -> SmallMonth:
    """Nine needs of one or two forms, some wanted several times and shared, a fund; communities and units to be even."""
    dice = Random(seed)
    units = [f"单{at}" for at in range(_UNITS)]
    names = [f"需{at}" for at in range(_NEEDS)]
    offers = tuple(
        Offer(f"资{at}", units[at % _UNITS], dice.randint(1, 4), "次") for at in range(_RESOURCES)
    )
    demands = tuple(
        Demand(name, at, None, dice.choice((1, 1, 2, 3)))
        for name in names
        for at in range(dice.choice((1, 1, 2)))
    )
    found = Candidates(
        needs=tuple(NeedWeight(name, dice.randint(1, 5), dice.randint(1, 9)) for name in names),
        demands=demands,
        offers=offers,
        limits=tuple(
            UnitLimit(unit, dice.choice((3, 4, None)), dice.choice((0, 1))) for unit in units
        ),
        pairs=tuple(_pairs(dice, demands, offers)),
        funds=(FundLimit("资金", dice.randint(5, 15)),),
        grants=tuple(Grant(name, "资金", dice.randint(1, 6)) for name in names[::2]),
        shares=tuple(
            CommunityShare(f"社区{at}", tuple(names[at::2]), dice.randint(1, 4), 1) for at in (0, 1)
        ),
        loads=tuple(UnitLoad(unit, 1, dice.randint(0, 1000)) for unit in units),
    )
    options = Options(
        split_limit=dice.randint(1, 3),
        units_per_project=dice.choice((1, 2, 5)),
        fairness_first=dice.random() < 0.3,
        seconds=60,
        workers=1,
    )
    return SmallMonth(found, (), options)


def _pairs(dice: Random, demands: tuple[Demand, ...], offers: tuple[Offer, ...]) -> list[Pair]:
    return [
        pair(
            want.need,
            give.resource,
            dice.randint(0, 1000),
            dice.choice((1, 1, 2)),
            give.unit,
            want.index,
        )
        for want in demands
        for give in dice.sample(offers, _CANDIDATES)
    ]


def contested_months() -> st.SearchStrategy[SmallMonth]:
    """Any of them."""
    return st.integers(0, 2**32).map(contested)
