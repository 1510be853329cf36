"""Which choices between two candidates the meeting has to make."""

from dataclasses import replace

import pytest

from matcher.domain import (
    AgendaItem,
    AgendaKind,
    Decision,
    DecisionKind,
    Lists,
    Round,
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
