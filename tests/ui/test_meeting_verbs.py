"""What can be decided about a need, and when not."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from matcher.domain import Decision, DecisionKind
from tests.ui import example
from ui.columns import plan_rows
from ui.columns.meeting import PlanRow
from ui.pages.meeting.asking import PhraseDialog
from ui.pages.meeting.names import names_of
from ui.pages.meeting.sheet import Choice
from ui.pages.meeting.verbs import (
    menu_verbs,
    moved,
    named_in,
    pair_verbs,
    shortly,
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
SECOND = Decision(DecisionKind.LOCK, "XQ-202606-和平-003", "ZY-202606-002")
CLASH = (
    "这2条决定互相矛盾，去掉其中任何一条就能排出方案：都由城东供电所承接，它本轮至多承接3项"
    f"（{FIRST.words}；{SECOND.words}）。可任选一种办法：（1）撤销其中任意一条决定。"
)


def test_a_contradiction_names_decisions_exactly() -> None:
    longer = replace(FIRST, resource="ZY-202606-0031")
    assert named_in(f"（{longer.words}）", (FIRST, longer)) == (longer,)
    assert shortly(CLASH, (SECOND, FIRST)).endswith("它本轮至多承接3项")


def test_what_stands_against_a_change_is_taken_back_with_it_or_the_unit_serves_one_more() -> None:
    round_ = replace(example.round_(), decisions=(FIRST,))
    most, instead = ways_out(Change(SECOND), CLASH, round_, NAMES)
    four, five = (
        Decision(DecisionKind.UNIT_MOST, unit="城东供电所", amount=most) for most in (4, 5)
    )
    assert most.change == Change(SECOND, also=(four,))
    again, _ = ways_out(most.change, CLASH, round_, NAMES)
    assert again.change == Change(SECOND, also=(five,))
    assert instead.change == Change(SECOND, instead_of=(FIRST,))
    assert ways_out(Change(SECOND), "这条决定无法执行：时间不合", round_, NAMES) == []


def test_locks_of_more_needs_than_a_unit_may_serve_offer_one_more_whatever_they_share() -> None:
    unit = NAMES.unit_of("ZY-202606-003")
    lock, wanted = (
        Decision(DecisionKind.LOCK, need, "ZY-202606-003")
        for need in ("XQ-202606-和平-003", "XQ-202606-柳岸-002")
    )
    shared = f"都用到资源 ZY-202606-003，它本轮的容量为2次（{lock.words}；{wanted.words}）"

    def ways(most: int) -> list[Change]:
        full = Decision(DecisionKind.UNIT_MOST, unit=unit, amount=most)
        round_ = replace(example.round_(), decisions=(full, lock))
        return [way.change for way in ways_out(Change(wanted), shared, round_, NAMES)]

    raised = Decision(DecisionKind.UNIT_MOST, unit=unit, amount=2)
    instead = Change(wanted, instead_of=(lock,))
    assert ways(1) == [Change(wanted, also=(raised,)), instead]
    assert ways(2) == [instead]


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
