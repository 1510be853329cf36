"""What became looser for whom, when a month is compared with how it would be."""

from dataclasses import replace
from datetime import date

from matcher.domain import (
    Candidates,
    Decision,
    DecisionKind,
    FundLimit,
    Grant,
    Options,
    Timetable,
    UnitLimit,
)
from matcher.whatif.difference import difference
from tests.strategies import candidates, demand, need, offer, pair

_DAYS = (date(2026, 6, 3), date(2026, 6, 10))
_MONTH = replace(
    candidates(
        needs=(need("甲"), need("乙")),
        demands=(demand("甲", 5), demand("乙")),
        offers=(offer("礼堂", 2), offer("车", 1)),
        pairs=(pair("甲", "礼堂", 600), pair("乙", "礼堂"), pair("甲", "车")),
        limits=(UnitLimit("甲单位", 1, least=1),),
    ),
    timetables=(Timetable("礼堂", 1, _DAYS, (("甲", (0,)), ("乙", (0, 1)))),),
    funds=(FundLimit("街道", 100),),
    grants=(Grant("甲", "街道", 60),),
)
_OPTIONS = Options()
_LOCK = Decision(DecisionKind.LOCK, "乙", "礼堂")


def _compared(
    after: Candidates, options: Options = _OPTIONS, decisions: tuple[Decision, ...] = ()
) -> tuple[bool, set[str]]:
    before = (_MONTH, (_LOCK,), _OPTIONS)
    stricter, near = difference(before, (after, (_LOCK, *decisions), options))
    return stricter, set(near)


def test_another_lock_only_makes_rules_stricter() -> None:
    assert _compared(_MONTH, decisions=(Decision(DecisionKind.LOCK, "甲", "车"),)) == (True, set())


def test_a_lock_taken_back_lets_its_need_gain() -> None:
    before = (_MONTH, (_LOCK,), _OPTIONS)
    assert difference(before, (_MONTH, (), _OPTIONS)) == (False, frozenset({"乙"}))


def test_a_need_that_may_not_use_the_hall_any_more_loosens_nothing() -> None:
    fewer = replace(
        _MONTH,
        pairs=tuple(one for one in _MONTH.pairs if one.key != ("乙", 0, "礼堂")),
        timetables=(Timetable("礼堂", 1, _DAYS, (("甲", (0,)),)),),
    )
    assert _compared(fewer) == (True, set())


def test_a_rival_that_went_away_may_let_a_promise_be_honoured() -> None:
    fewer = replace(
        _MONTH, pairs=tuple(one for one in _MONTH.pairs if one.key != ("甲", 0, "礼堂"))
    )
    assert _compared(fewer) == (False, {"甲"})


def test_an_opening_more_lets_whom_it_suits_gain() -> None:
    wider = replace(
        _MONTH, timetables=(Timetable("礼堂", 1, _DAYS, (("甲", (0, 1)), ("乙", (0, 1)))),)
    )
    assert _compared(wider) == (False, {"甲"})


def test_more_room_more_places_and_more_money_let_those_gain_who_use_them() -> None:
    assert _compared(replace(_MONTH, offers=(offer("礼堂", 2), offer("车", 2)))) == (False, {"甲"})
    assert _compared(replace(_MONTH, limits=(UnitLimit("甲单位", 2, least=1),))) == (
        False,
        {"甲", "乙"},
    )
    assert _compared(replace(_MONTH, funds=(FundLimit("街道", 120),))) == (False, {"甲"})


def test_sharing_by_more_concerns_needs_of_more_times_than_might_share() -> None:
    assert _compared(_MONTH, Options(split_limit=4)) == (False, {"甲"})
