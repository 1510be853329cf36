"""What can be done about an item of the agenda, and how it is recorded and told."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from matcher.domain import (
    AgendaItem,
    AgendaKind,
    AgendaPoint,
    AgendaRecord,
    Confirmation,
    Decision,
    DecisionKind,
    LevelShift,
    PricePoint,
    Reason,
    Scheme,
    plan_digest,
)
from tests.ui import example, meeting_answers
from ui.pages.meeting.changes import price_bars
from ui.pages.meeting.deeds import KEEP, LATER, bundle_deeds, deeds_of, record_of
from ui.pages.meeting.effects import level_table
from ui.pages.meeting.names import names_of
from ui.pages.meeting.points import record_words
from ui.pages.meeting.schemes import next_name
from ui.session import Change
from ui.wording import confirmed_words, time_words

ROUND = example.round_()
NAMES = names_of(ROUND)
UNMET = "XQ-202606-望湖-004"
MET = "XQ-202606-柳岸-002"


def item(
    kind: AgendaKind,
    needs: tuple[str, ...] = (),
    resources: tuple[str, ...] = (),
    units: tuple[str, ...] = (),
) -> AgendaItem:
    return AgendaItem("key", kind, "怎么办？", needs, resources, units)


@pytest.mark.parametrize("kind", list(AgendaKind))
def test_every_bundle_can_be_agreed_to_or_wait_and_changes_nothing_by_itself(
    kind: AgendaKind,
) -> None:
    point = AgendaPoint("key", (item(kind, (UNMET,)), item(kind, (MET,))))
    deeds = bundle_deeds(point, ROUND)
    assert all(deed.words.startswith("一并") for deed in deeds[:-1])
    assert deeds[-1].words == LATER
    assert {deed.change for deed in deeds} == {None}


def test_an_unmet_need_can_be_given_to_the_nearest_or_sent_on() -> None:
    deeds = deeds_of(item(AgendaKind.URGENT_UNMET, needs=(UNMET,)), ROUND, NAMES)
    assert [deed.words for deed in deeds] == [
        "结转下月",
        "指定由志愿理发队上门服务（顺和美发店）承接",
        "指定由电工维修小组（城东供电所）承接",
        "上报街道",
        "吹哨部门",
        "提级召集",
        LATER,
    ]
    assert deeds[1].change == Change(Decision(DecisionKind.LOCK, UNMET, "ZY-202606-001"))
    assert deeds[0].change is None


def test_nothing_unlike_is_proposed_where_nothing_of_the_kind_was_offered() -> None:
    assert ROUND.outcome is not None
    unmet = tuple(replace(entry, reason=Reason.NO_RESOURCE) for entry in ROUND.outcome.unmet)
    round_ = replace(ROUND, outcome=replace(ROUND.outcome, unmet=unmet))
    deeds = deeds_of(item(AgendaKind.URGENT_UNMET, needs=(UNMET,)), round_, NAMES)
    assert all(deed.change is None for deed in deeds)


def test_ids_in_running_text_are_told_by_title() -> None:
    told = NAMES.told(f"会议已禁止：{MET} ↔ ZY-202606-002；“楼道照明维修”（{MET}）")
    assert told == (
        f"会议已禁止：“楼道照明维修” ↔ 城东供电所的“电工维修小组”；“楼道照明维修”（{MET}）"
    )
    assert NAMES.told("XQ-202606-某某-999") == "XQ-202606-某某-999"


def test_a_unit_asked_by_too_many_may_take_on_more() -> None:
    deeds = deeds_of(item(AgendaKind.OVER_ASKED, units=("城东供电所",)), ROUND, NAMES)
    more = Decision(DecisionKind.UNIT_MOST, unit="城东供电所", amount=4)
    assert deeds[0].words == "城东供电所本轮上限由 3 项提到 4 项"
    assert deeds[0].change == Change(more)
    assert [deed.words for deed in deeds[-2:]] == [KEEP, LATER]


def test_of_equal_candidates_one_is_chosen() -> None:
    resources = ("ZY-202606-001", "ZY-202606-002")
    ask = item(AgendaKind.AMBIGUOUS, needs=(MET,), resources=resources)
    chosen = [deed.change for deed in deeds_of(ask, ROUND, NAMES) if deed.change]
    assert [change.decision.resource for change in chosen] == list(resources)


def test_a_decline_can_be_taken_back() -> None:
    decline = Decision(DecisionKind.DECLINE, MET, unit="城东供电所", reason="人手不足")
    round_ = replace(ROUND, decisions=(decline,))
    deeds = deeds_of(item(AgendaKind.DECLINED, needs=(MET,)), round_, NAMES)
    assert Change(decline, revoke=True) in [deed.change for deed in deeds]


def test_what_changed_can_be_put_back() -> None:
    forbid = Decision(DecisionKind.FORBID, MET, "ZY-202606-002")
    made = meeting_answers.outcome_with_changes(ROUND, (forbid,))
    round_ = replace(ROUND, outcome=made)
    deeds = deeds_of(item(AgendaKind.CHANGED, needs=(MET,)), round_, NAMES)
    back = Change(Decision(DecisionKind.LOCK, MET, "ZY-202606-002"))
    assert [deed.change for deed in deeds] == [None, back, None]


def test_what_hangs_on_one_unit_can_be_locked() -> None:
    deeds = deeds_of(item(AgendaKind.SINGLE_UNIT, needs=(MET,)), ROUND, NAMES)
    assert deeds[0].change == Change(Decision(DecisionKind.LOCK, MET, "ZY-202606-002"))


@pytest.mark.parametrize("kind", list(AgendaKind))
def test_every_item_has_choices_for_the_number_keys_and_may_wait(kind: AgendaKind) -> None:
    needs = tuple(need.id for need in ROUND.lists.needs)
    units = tuple(dict.fromkeys(resource.unit for resource in ROUND.lists.resources))
    resources = tuple(resource.id for resource in ROUND.lists.resources)
    deeds = deeds_of(item(kind, needs=needs, units=units, resources=resources), ROUND, NAMES)
    assert 2 <= len(deeds) <= 9
    assert deeds[-1].words == LATER


def test_a_record_says_what_was_decided_and_who_it_was_for() -> None:
    ask = item(AgendaKind.URGENT_UNMET, needs=(UNMET,))
    deed = deeds_of(ask, ROUND, NAMES)[0]
    record = record_of(ask, deed, ("东桥社区", "区中医院"), (), "城东供电所")
    assert record == AgendaRecord(
        "key", "怎么办？", "结转下月", ("东桥社区", "区中医院"), (), "城东供电所"
    )
    assert record_words(record) == "结转下月；赞成：东桥社区、区中医院；落实：城东供电所"


# -- figures in words


def test_the_price_of_changes_is_shown_in_the_first_level_that_tells_them_apart() -> None:
    def point(changes: int, met: int) -> PricePoint:
        levels = (
            LevelShift("urgent_5", "紧急", 4, 4, measure="项"),
            LevelShift("met", "满足", 17, met, measure="项"),
        )
        return PricePoint(changes, levels, (), proven=True, words="")

    label, bars = price_bars((point(0, 17), point(1, 18), point(3, 21)))
    assert label == "满足"
    assert [(bar.label, bar.value, bar.whole, bar.words) for bar in bars] == [
        ("改 0 处", 0, 4, "17项"),
        ("改 1 处", 1, 4, "18项"),
        ("改 3 处", 4, 4, "21项"),
    ]
    assert price_bars((point(0, 17), point(1, 17))) == ("", ())
    assert price_bars(()) == ("", ())


def test_schemes_are_named_by_the_first_free_letter() -> None:
    assert ROUND.outcome is not None
    plan = ROUND.outcome.plan
    kept = [Scheme(name, (), plan, meeting_answers.TIME) for name in ("方案A", "方案C")]
    assert next_name([]) == "方案A"
    assert next_name(kept) == "方案B"


def test_a_confirmed_plan_says_so_and_a_changed_one_says_that() -> None:
    assert ROUND.outcome is not None
    done = Confirmation(plan_digest(ROUND.outcome.plan), meeting_answers.TIME, "李某某")
    sent = replace(ROUND, confirmation=done)
    assert confirmed_words(ROUND) == ""
    assert confirmed_words(sent) == "本方案已确认下发（6月18日 09:30，李某某）"
    assert "又有改动" in confirmed_words(replace(sent, stale=True))
    assert time_words("昨天") == "昨天"


def test_levels_are_told_up_to_a_number_and_the_rest_is_counted() -> None:
    levels = [LevelShift(f"l{n}", f"第{n}级", 1, 2 if n < 6 else 1, measure="项") for n in range(8)]
    table = level_table(levels, most=4)
    told = [label.text() for label in table.findChildren(QLabel)]
    assert "第3级" in told
    assert "第4级" not in told
    assert told[-1] == "后面还有 2 级变化，其余 2 级不变"
