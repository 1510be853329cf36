"""What can be decided about a need, and when not."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from matcher.domain import Clash, Decision, DecisionKind, UnitLimit
from tests.ui import example
from ui.columns import plan_rows
from ui.columns.meeting import PlanRow
from ui.pages.meeting.asking import PhraseDialog
from ui.pages.meeting.names import names_of
from ui.pages.meeting.sheet import Choice
from ui.pages.meeting.verbs import (
    clash_lines,
    menu_verbs,
    moved,
    pair_verbs,
    unit_most,
    ways_out,
    why_not_decide,
)
from ui.session import Change

ROWS = plan_rows(example.round_())
NAMES = names_of(example.round_())


def test_a_free_pair_can_be_locked_or_forbidden() -> None:
    verbs = pair_verbs(ROWS[2], "ZY-202606-003", "多功能教室")
    assert [(verb.words, verb.revoke) for verb in verbs] == [("锁定", False), ("禁止", False)]
    assert verbs[1].decision == Decision(DecisionKind.FORBID, "XQ-202606-和平-003", "ZY-202606-003")


def test_a_locked_pair_can_only_be_freed() -> None:
    verbs = pair_verbs(ROWS[0], "ZY-202606-001", "志愿理发队上门服务")
    assert [(verb.words, verb.revoke) for verb in verbs] == [("解除锁定", True)]


def test_a_lock_is_taken_back_once_in_the_menu() -> None:
    words = [verb.long_words for verb in menu_verbs(ROWS[0], NAMES)]
    assert sum("锁定" in word for word in words) == 1


def test_a_claim_can_be_taken_back_in_the_menu() -> None:
    verbs = menu_verbs(ROWS[1], NAMES)
    assert verbs[-1].revoke
    assert verbs[-1].long_words == "撤回认领：城东供电所"


def test_a_unit_can_be_kept_from_one_need_or_from_all() -> None:
    decisions = [verb.decision for verb in menu_verbs(ROWS[2], NAMES)]
    assert Decision(DecisionKind.FORBID, "XQ-202606-和平-003", unit="第二实验小学") in decisions
    assert Decision(DecisionKind.FORBID, unit="第二实验小学") in decisions


def test_decisions_are_told_by_title_not_by_number() -> None:
    lock = Decision(DecisionKind.LOCK, "XQ-1", "ZY-202606-001")
    assert NAMES.decision(lock) == "锁定：志愿理发队上门服务（顺和美发店）"
    assert NAMES.decision(replace(lock, resource="ZY-9")) == "锁定：ZY-9"


def test_the_other_kinds_of_decisions_are_told_in_words() -> None:
    most = Decision(DecisionKind.UNIT_MOST, unit="区中医院", amount=2)
    urgent = Decision(DecisionKind.URGENCY, "XQ-202606-柳岸-002", amount=4)
    assert NAMES.change(most, revoke=False) == "单位上限：区中医院 至多 2 项"
    told = "撤回调整紧急程度：楼道照明维修（柳岸社区） → 4 较急"
    assert NAMES.change(urgent, revoke=True) == told


def test_a_units_maximum_is_the_decided_one_then_its_own_then_that_for_all() -> None:
    round_ = example.round_()
    assert unit_most(round_, "城东供电所") == 3
    assert unit_most(round_, "顺和美发店") == round_.options.unit_cap
    decided = Decision(DecisionKind.UNIT_MOST, unit="城东供电所", amount=7)
    assert unit_most(replace(round_, decisions=(decided,)), "城东供电所") == 7


def test_moving_a_need_takes_its_lock_back() -> None:
    change = moved(ROWS[0], "ZY-202606-004")
    assert change.decision == Decision(DecisionKind.LOCK, ROWS[0].need.id, "ZY-202606-004")
    assert [item.resource for item in change.instead_of] == ["ZY-202606-001"]


@pytest.mark.parametrize(
    ("read_only", "busy", "row", "words"),
    [
        ("", "", ROWS[0], ""),
        ("", "", None, "请先在左边选一项需求"),
        ("只能查看", "正在匹配", ROWS[0], "只能查看"),
        ("", "正在匹配", ROWS[0], "正在匹配，请等它完成或点“取消”"),
        ("", "", ROWS[7], "这项需求不参加匹配（属物业或职能职责）"),
    ],
)
def test_why_nothing_can_be_decided(
    read_only: str, busy: str, row: PlanRow | None, words: str
) -> None:
    assert why_not_decide(read_only, busy, row) == words


def test_a_number_key_answers_the_question_though_the_list_has_the_focus(qtbot: QtBot) -> None:
    dialog = PhraseDialog("紧急程度", "几级？", ("1 常", "2 较常", "3 重"), "看看影响")
    qtbot.addWidget(dialog)
    done: list[int] = []
    dialog.finished.connect(done.append)
    dialog.show()
    QTest.keyClick(dialog.list, Qt.Key.Key_3)
    assert done == [PhraseDialog.DialogCode.Accepted]
    assert dialog.list.currentRow() == 2
    assert dialog.list.item(2).text() == "3 重"


# -- ways out

FIRST = Decision(DecisionKind.LOCK, "XQ-202606-和平-003", "ZY-202606-003")
SECOND = Decision(DecisionKind.LOCK, "XQ-202606-柳岸-002", "ZY-202606-003")
BOTH = Clash("这2条决定互相矛盾", (FIRST, SECOND))
TOLD = replace(example.round_(), decisions=(FIRST,))


def full(most: int) -> Clash:
    return replace(BOTH, limit=UnitLimit("第二实验小学", most))


def test_what_stands_against_a_change_is_taken_back_with_it() -> None:
    (way,) = ways_out(Change(SECOND), BOTH, TOLD, NAMES)
    assert way.change == Change(SECOND, instead_of=(FIRST,))


def test_a_unit_at_its_maximum_serves_one_more_and_again_one_more() -> None:
    two, three = (
        Decision(DecisionKind.UNIT_MOST, unit="第二实验小学", amount=most) for most in (2, 3)
    )
    most, instead = ways_out(Change(SECOND), full(1), TOLD, NAMES)
    assert most.change == Change(SECOND, also=(two,))
    assert instead.change == Change(SECOND, instead_of=(FIRST,))
    again, _ = ways_out(most.change, full(2), TOLD, NAMES)
    assert again.change == Change(SECOND, also=(three,))


def test_nothing_is_offered_where_only_the_change_itself_cannot_be() -> None:
    alone = Clash("这条决定无法执行：时间不合", (SECOND,))
    assert ways_out(Change(SECOND), alone, TOLD, NAMES) == []
    assert ways_out(Change(SECOND), None, TOLD, NAMES) == []


def test_what_stands_against_each_decision_is_told_under_the_whole() -> None:
    assert clash_lines(BOTH, NAMES) == ["这2条决定互相矛盾"]
    own = Clash("有1项锁定或认领无法执行", (FIRST,), ("时间不合，仅周三",))
    assert clash_lines(own, NAMES) == [
        "有1项锁定或认领无法执行",
        f"{NAMES.change(FIRST, revoke=False)}：时间不合，仅周三",
    ]


def test_a_long_choice_is_drawn_whole(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = QVBoxLayout(holder)
    choice = Choice("1", "撤回这一条，换成另一个改动。" * 6)
    layout.addWidget(choice)
    layout.addStretch(1)
    holder.resize(220, 400)
    holder.show()
    assert choice.height() >= choice.heightForWidth(choice.width())
