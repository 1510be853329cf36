"""What would help, what is short by arithmetic, what changes cost, what is to be decided."""

from dataclasses import replace

import pytest

from matcher.domain import (
    AgendaKind,
    Category,
    Decision,
    DecisionKind,
    UnlockKind,
    UnlockList,
)
from matcher.errors import Cancelled
from matcher.pipeline import Meeting
from matcher.pipeline.earlier import nothing_past
from matcher.whatif import prechecks
from tests.strategies import candidates, demand, need, offer, pair
from tests.whatif.street import BARBER, CUTS, FUND, HALL, LISTS, POLICE, STAGE, SUM, TALKS, matched


def _unlocks() -> UnlockList:
    meeting, round_ = matched()
    return meeting.unlocks(round_, nothing_past)


def test_every_scarce_thing_that_helps_is_found() -> None:
    found = {(one.kind, one.subject): one for one in _unlocks().unlocks}
    assert found[UnlockKind.PLACE, BARBER.id].gained == (CUTS[1].id,)
    assert found[UnlockKind.HOUR, STAGE.id].gained == (HALL.id,)
    money = found[UnlockKind.FUND, FUND.id]
    assert (money.amount, money.gained) == (2000, (SUM.id,))
    new = [one for one in found.values() if one.kind is UnlockKind.RESOURCE]
    assert any(one.gained == (CUTS[1].id,) for one in new)
    assert all(one.proven and not one.lost for one in found.values())


def test_two_together_do_more_than_each() -> None:
    both = _unlocks()
    assert both.pairs
    for pair_ in both.pairs:
        alone = max(both.unlocks[at].net for at in (pair_.first, pair_.second))
        assert len(pair_.gained) - len(pair_.lost) > alone


def test_a_search_that_gave_way_goes_on_where_it_was() -> None:
    _, round_ = matched()
    meeting = Meeting()
    asked = 0

    def after_three() -> bool:
        nonlocal asked
        asked += 1
        return asked > 30

    with pytest.raises(Cancelled):
        meeting.unlocks(round_, nothing_past, stop=after_three)
    begun: list[int] = []
    found = meeting.unlocks(
        round_, nothing_past, on_progress=lambda _words, done, _total: begun.append(done)
    )
    assert begun[0] > 0
    assert found.unlocks == _unlocks().unlocks


def test_more_wanted_than_there_is_shows_before_solving() -> None:
    hair = Category("便民服务", "理发")
    needs = [replace(one, category=hair, time_words="周六") for one in CUTS]
    month = candidates(
        needs=(need(CUTS[0].id), need(CUTS[1].id)),
        demands=(demand(CUTS[0].id, 4), demand(CUTS[1].id, 2)),
        offers=(offer("甲", 3), offer("乙", 1)),
        pairs=(pair(CUTS[0].id, "甲"), pair(CUTS[1].id, "甲"), pair(CUTS[0].id, "乙")),
    )
    found = prechecks(replace(LISTS, needs=tuple(needs)), month, {one.id: hair for one in CUTS})
    assert [(one.community, one.time, one.demand, one.supply, one.short) for one in found] == [
        ("", "", 6, 4, 2)
    ]
    assert found[0].words == "便民服务/理发：需要6次，各资源合计最多4次，至少2次无法安排"


def test_without_a_new_decision_no_change_is_worth_anything() -> None:
    meeting, round_ = matched()
    prices = meeting.prices(round_, nothing_past, most=4)
    assert prices.least == 0
    assert [point.changes for point in prices.points] == [0]
    assert prices.points[0].shifts == ()


def test_a_forbid_costs_one_change() -> None:
    meeting, round_ = matched()
    forbid = Decision(DecisionKind.FORBID, CUTS[0].id, BARBER.id)
    prices = meeting.prices(replace(round_, decisions=(forbid,), stale=True), nothing_past, most=4)
    assert [point.changes for point in prices.points] == [1, 2]
    assert [shift.need for shift in prices.points[0].shifts] == [CUTS[0].id]
    assert {shift.need for shift in prices.points[1].shifts} == {CUTS[0].id, CUTS[1].id}
    assert all(point.proven for point in prices.points)


def test_the_agenda_names_what_is_to_be_decided() -> None:
    meeting, round_ = matched()
    decline = Decision(DecisionKind.DECLINE, TALKS[1].id, POLICE.id, reason="警力不足")
    made = meeting.resolved(round_, (decline,), nothing_past)
    items = meeting.agenda(made, nothing_past)
    kinds = {item.kind for item in items}
    assert {AgendaKind.URGENT_UNMET, AgendaKind.DECLINED, AgendaKind.CHANGED} <= kinds
    urgent = [item for item in items if item.kind is AgendaKind.URGENT_UNMET]
    assert [item.needs for item in urgent] == [(SUM.id,)]
    declined = next(item for item in items if item.kind is AgendaKind.DECLINED)
    assert "警力不足" in declined.words
    assert len({item.key for item in items}) == len(items)


def test_who_could_step_in_and_what_hangs_on_one_unit() -> None:
    _, round_ = matched()
    assert round_.outcome is not None
    backups = {one.need: one for one in round_.outcome.backups}
    assert backups[CUTS[0].id].alone
    assert backups[CUTS[0].id].unit == "美丽理发店"
    assert not backups[TALKS[2].id].alone
