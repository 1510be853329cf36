"""Which choices between two candidates the meeting has to make, and what it may decide in one."""

from dataclasses import replace

import pytest

from matcher.domain import (
    AgendaBundle,
    AgendaItem,
    AgendaKind,
    Amount,
    Decision,
    DecisionKind,
    Lists,
    Round,
    agenda_points,
)
from matcher.pipeline import Meeting
from matcher.pipeline.earlier import nothing_past
from tests.whatif.street import BARBER, CUTS, LISTS

TWIN = replace(BARBER, id="ZY-202606-009", unit="春和理发店")
OTHER = replace(BARBER, id="ZY-202606-009", unit="春和养老院", title="老年人助餐送餐")


def choices(*resources: object, decisions: tuple[Decision, ...] = ()) -> list[AgendaItem]:
    """The choices of a month with one need for haircuts."""
    lists = Lists(needs=CUTS[:1], resources=(BARBER, *resources), units=LISTS.units)  # type: ignore[arg-type]  # resources
    meeting = Meeting()
    round_ = Round(month="2026-06", lists=lists, decisions=decisions)
    made = meeting.match(round_, nothing_past)
    return [
        item for item in meeting.agenda(made, nothing_past) if item.kind is AgendaKind.AMBIGUOUS
    ]


def test_two_units_with_the_same_offer_are_a_choice() -> None:
    (item,) = choices(TWIN)
    assert item.needs == (CUTS[0].id,)
    assert set(item.resources) == {BARBER.id, TWIN.id}
    assert "不到40分" in item.words
    assert "另一家也有余量" in item.words


def test_what_fits_much_less_is_no_rival() -> None:
    assert choices(OTHER) == []


def test_two_offers_of_one_unit_are_no_choice() -> None:
    assert choices(replace(TWIN, unit=BARBER.unit)) == []


@pytest.mark.parametrize("kind", [DecisionKind.LOCK, DecisionKind.CLAIM])
def test_what_the_meeting_has_settled_is_no_question(kind: DecisionKind) -> None:
    settled = (
        Decision(kind, CUTS[0].id, BARBER.id)
        if kind is DecisionKind.LOCK
        else Decision(kind, CUTS[0].id, unit=BARBER.unit)
    )
    assert choices(TWIN, decisions=(settled,)) == []


def test_what_one_unit_declines_is_decided_in_one() -> None:
    declined = tuple(
        Decision(DecisionKind.DECLINE, need.id, unit=BARBER.unit, reason="人手不足")
        for need in CUTS[:2]
    )
    lists = Lists(needs=CUTS[:2], resources=(BARBER,), units=LISTS.units)
    meeting = Meeting()
    made = meeting.match(Round(month="2026-06", lists=lists, decisions=declined), nothing_past)
    points = agenda_points(meeting.agenda(made, nothing_past))
    (point,) = (point for point in points if point.kind is AgendaKind.DECLINED)
    assert [item.needs for item in point.items] == [(need.id,) for need in CUTS[:2]]
    assert point.words == f"{BARBER.unit}婉拒2项需求。由谁接替？"


def test_when_many_choices_are_urgent_the_first_three_are_made_one_by_one() -> None:
    needs = tuple(
        replace(CUTS[0], id=f"XQ-202606-西站-{at:03d}", urgency=5) for at in range(10, 16)
    )
    barbers = tuple(replace(one, capacity_total=Amount(9, "次")) for one in (BARBER, TWIN))
    lists = Lists(needs=needs, resources=barbers, units=LISTS.units)
    meeting = Meeting()
    made = meeting.match(Round(month="2026-06", lists=lists), nothing_past)
    points = agenda_points(meeting.agenda(made, nothing_past))
    choices = [len(point.items) for point in points if point.kind is AgendaKind.AMBIGUOUS]
    assert choices == [1, 1, 1, 3]


def item(number: int, bundle: str = "") -> AgendaItem:
    """An item of one kind."""
    words = AgendaBundle(bundle, "都同意吗？") if bundle else None
    return AgendaItem(
        f"single_unit:{number}", AgendaKind.SINGLE_UNIT, f"第{number}项", bundle=words
    )


def test_a_bundle_stands_where_its_first_item_does() -> None:
    points = agenda_points((item(1), item(2, "医院"), item(3), item(4, "医院")))
    assert [point.words for point in points] == ["第1项", "都同意吗？", "第3项"]
    assert [one.key for one in points[1].items] == ["single_unit:2", "single_unit:4"]


def test_an_item_left_alone_in_its_bundle_is_asked_by_itself() -> None:
    (point,) = agenda_points((item(1, "医院"),))
    assert (point.key, point.words, point.is_bundle) == ("single_unit:1", "第1项", False)


def test_five_items_in_one_take_less_time_than_one_by_one() -> None:
    five = tuple(item(number, "医院") for number in range(5))
    assert agenda_points(five)[0].minutes == 3
    assert agenda_points(five[:1])[0].minutes == 2
