"""Between whom a month is even, and what earlier months add to it."""

from matcher import candidates, pipeline, vocabulary
from matcher.domain import (
    Amount,
    CommunityShare,
    Lists,
    Need,
    PastShares,
    Resource,
    Round,
    UnitLoad,
)

_NEEDS = (
    Need("甲", "电路检修", "东社区"),
    Need("乙", "电路检修", "东社区"),
    Need("丙", "电路检修", "西社区"),
)
_CAR = Resource("一", "供电所", "电路检修", capacity_total=Amount(2))
_LISTS = Lists(needs=_NEEDS, resources=(_CAR,))


def _matched(month: str) -> Round:
    """Two of the three needs can be met; all three count the same."""
    return pipeline.match(Round(month, _LISTS))


def test_every_community_that_asks_and_every_unit_that_offers_takes_part() -> None:
    found = candidates.find(
        _LISTS, (), Round("2026-06").options, month="2026-06", vocabulary=vocabulary.load()
    )
    past = PastShares((CommunityShare("西社区", (), 4, 1),), (UnitLoad("别的单位", 3, 100),))
    made = pipeline.even(found, _LISTS, past)
    assert made.shares == (
        CommunityShare("东社区", ("乙", "甲")),
        CommunityShare("西社区", ("丙",), 4, 1),
    )
    assert made.loads == (UnitLoad("供电所"),)


def test_earlier_months_are_counted_up_and_later_or_stale_ones_are_not() -> None:
    """Two of three needs met with the whole of one offer, in each of two months before August."""
    one = _matched("2026-06")
    rounds = [
        one,
        Round("2026-07", _LISTS, outcome=one.outcome),
        Round("2026-08", _LISTS, outcome=one.outcome),
        Round("2026-05", _LISTS, outcome=one.outcome, stale=True),
    ]
    past = pipeline.past_shares(rounds, "2026-08")
    assert sum(share.asked_before for share in past.communities) == 6
    assert sum(share.met_before for share in past.communities) == 4
    assert past.units == (UnitLoad("供电所", 2, 2000),)


def test_a_community_that_got_nothing_before_is_served_now() -> None:
    """西社区 got nothing of 5 so far: served now it has 1 of 6, more than one tenth; else 0 of 6."""
    past = PastShares((CommunityShare("东社区", (), 5, 5), CommunityShare("西社区", (), 5, 0)))
    again = pipeline.match(Round("2026-07", _LISTS), past=past)
    assert again.outcome is not None
    assert "丙" in {a.need for a in again.outcome.plan.assignments}
    values = {level.name: level.value for level in again.outcome.plan.levels}
    assert values["share_1"] == 2
