"""The urgency that counts, and how lists show it."""

from datetime import date

import pytest

from matcher.domain import (
    CountedUrgency,
    Decision,
    DecisionKind,
    Lists,
    Need,
    NeedStatus,
    Options,
    Round,
    counted_urgencies,
)
from matcher.intake.words import own_urgency, urgency_of

_LATE = date(2026, 5, 1)


def _need(urgency: int, status: NeedStatus = NeedStatus.OPEN) -> Need:
    return Need(
        id="XQ-1", title="修灯", community="东社区", origin=None, urgency=urgency,
        collected_on=_LATE, status=status,
    )  # fmt: skip


def _counted(need: Need, *decisions: Decision, options: Options | None = None) -> CountedUrgency:
    round_ = Round("2026-06", Lists((need,)), decisions, options or Options())
    return counted_urgencies(round_)[need.id]


def test_a_need_that_is_overdue_shows_both_figures_and_why() -> None:
    told = _counted(_need(4))
    assert told.words == "4→5 超期"
    assert told.beside("较急") == "较急\n4→5 超期"
    assert told.note == "已超过黄色时限（应于2026年5月6日前答复），本轮按5级排序"


def test_what_the_meeting_decided_counts_before_the_clock() -> None:
    moved = Decision(DecisionKind.URGENCY, need="XQ-1", amount=2)
    assert _counted(_need(4), moved).words == "4→2 会议调整"
    same = Decision(DecisionKind.URGENCY, need="XQ-1", amount=4)
    assert _counted(_need(4), same) == CountedUrgency(4, 4)


@pytest.mark.parametrize(
    ("need", "options"),
    [
        (_need(5), Options()),
        (_need(4), Options(overdue_raises=False)),
        (_need(4, NeedStatus.REJECTED), Options()),
    ],
    ids=["red already", "switched off", "takes no part"],
)
def test_elsewhere_the_lists_own_is_shown_alone(need: Need, options: Options) -> None:
    told = _counted(need, options=options)
    assert (told.counts, told.words) == (need.urgency, "")
    assert told.beside("急") == "急"
    assert told.beside("") == str(need.urgency)


@pytest.mark.parametrize(
    ("cell", "own", "grade"),
    [
        ("较急\n4→5 超期", "较急", 4),
        ("4→5 超期", "4", 4),
        ("重 3→5 会议调整", "重", 3),
        ("急", "急", 5),
    ],
)
def test_what_lists_add_is_not_read_back(cell: str, own: str, grade: int) -> None:
    assert own_urgency(cell) == own
    assert urgency_of(own) == grade
