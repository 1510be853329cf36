"""The projector: a presenter's remote, number keys, undo, and no persons."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QWidget
from pytestqt.qtbot import QtBot

from matcher.domain import AgendaBundle, AgendaRecord, Clash, Decision, DecisionKind, Effect
from tests.ui import example, meeting_answers
from tests.ui.fake_client import FakeClient
from ui.pages.meeting.projector import Projector
from ui.pages.meeting.slide_parts import PRESS
from ui.session import Change, Notice, State

UNMET = "XQ-202606-望湖-004"


def texts(root: QWidget) -> str:
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisibleTo(root))


class Wishes:
    """What the projector asked for."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def propose(self, change: Change, record: object = None) -> None:
        """See ``Presenting``."""
        self.said.append(f"propose {change.decision.kind}")

    def propose_instead(self, change: Change) -> None:
        """See ``Presenting``."""
        self.said.append(f"instead of {len(change.instead_of)}")

    def accept(self) -> None:
        """See ``Presenting``."""
        self.said.append("accept")

    def give_up(self) -> None:
        """See ``Presenting``."""
        self.said.append("give up")

    def record(self, records: Sequence[AgendaRecord]) -> None:
        """See ``Presenting``."""
        self.said.append(f"record {len(records)}")

    def undo(self) -> str:
        """See ``Presenting``."""
        self.said.append("undo")
        return ""

    def redo(self) -> str:
        """See ``Presenting``."""
        self.said.append("redo")
        return "没有撤销过的操作可以重做"


@pytest.fixture
def projected(qtbot: QtBot) -> tuple[Projector, Wishes, State]:
    round_ = example.round_()
    need = replace(round_.lists.needs[3], detail="请找李某，13800005678", contact="李某")
    needs = tuple(need if item.id == need.id else item for item in round_.lists.needs)
    named = replace(round_, lists=replace(round_.lists, needs=needs))
    view = FakeClient(named).view()
    state = State(view=view)
    agenda = meeting_answers.agenda(named)
    asked = replace(agenda[0], words="李某的需求没有对接，电话 13800005678")
    state = replace(state, meeting=replace(state.meeting, agenda=(asked, *agenda[1:])))
    wishes = Wishes()
    made = Projector(wishes)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show_state(state)
    return made, wishes, state


def test_a_remote_pages_through_the_slides(projected: tuple[Projector, Wishes, State]) -> None:
    projector = projected[0]
    assert "总体情况" in projector.head.text()
    QTest.keyClick(projector, Qt.Key.Key_PageDown)
    assert "谁服务谁" in projector.head.text()
    QTest.keyClick(projector, Qt.Key.Key_Right)
    assert "本次要议 3 件事，约 8 分钟" in projector.head.text()
    QTest.keyClick(projector, Qt.Key.Key_Space)
    assert "议题 1 / 3" in projector.head.text()
    QTest.keyClick(projector, Qt.Key.Key_PageUp)
    assert "本次要议 3 件事" in projector.head.text()
    QTest.keyClick(projector, Qt.Key.Key_End)
    assert "议题 3 / 3" in projector.head.text()
    QTest.keyClick(projector, Qt.Key.Key_PageDown)
    assert "议题 3 / 3" in projector.head.text()


def test_b_blanks_the_screen_until_the_next_key(
    projected: tuple[Projector, Wishes, State],
) -> None:
    projector = projected[0]
    QTest.keyClick(projector, Qt.Key.Key_B)
    assert projector.screens.currentIndex() == 1
    QTest.keyClick(projector, Qt.Key.Key_PageDown)
    assert projector.screens.currentIndex() == 0
    assert "总体情况" in projector.head.text()


def test_the_projector_names_no_person_and_no_number(
    projected: tuple[Projector, Wishes, State],
) -> None:
    projector = projected[0]
    projector.step(3)
    told = texts(projector)
    assert "李某某的需求没有对接，电话 138****5678" in told
    assert "13800005678" not in told


def test_number_keys_decide_and_only_enter_accepts(
    projected: tuple[Projector, Wishes, State],
) -> None:
    projector, wishes, state = projected
    QTest.keyClick(projector, Qt.Key.Key_1)
    assert wishes.said == []
    projector.step(3)
    QTest.keyClick(projector, Qt.Key.Key_1)
    QTest.keyClick(projector, Qt.Key.Key_2)
    assert wishes.said == ["record 1", "propose lock"]
    view = state.view
    assert view is not None
    effect = meeting_answers.effect_of(view.round, ())
    change = Change(Decision(DecisionKind.LOCK, UNMET, "ZY-202606-001"))
    meeting = replace(state.meeting, change=change, effect=effect)
    projector.show_state(replace(state, meeting=meeting))
    assert "推演：还没有生效" in projector.head.text()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_2):
        QTest.keyClick(projector, key)
    assert len(wishes.said) == 2
    QTest.keyClick(projector, Qt.Key.Key_Return)
    QTest.keyClick(projector, Qt.Key.Key_Escape)
    assert wishes.said[2:] == ["accept", "give up"]


def test_type_fills_the_screen(projected: tuple[Projector, Wishes, State]) -> None:
    """At 720 lines ordinary type is 720 / 24 = 30 pixels where the slide has room for it."""
    projector = projected[0]
    projector.step(4)
    assert "font-size: 30px" in projector.styleSheet()


CTRL = Qt.KeyboardModifier.ControlModifier


def test_undo_and_redo_are_told_in_words(projected: tuple[Projector, Wishes, State]) -> None:
    projector, wishes, state = projected
    QTest.keyClick(projector, Qt.Key.Key_Z, CTRL)
    assert wishes.said == ["undo"]
    notice = Notice(7, f"已撤销：锁定：{UNMET} ↔ ZY-202606-001")
    projector.show_state(replace(state, notice=notice))
    assert "已撤销：锁定：" in projector.said.text()
    assert UNMET not in projector.said.text()
    QTest.keyClick(projector, Qt.Key.Key_PageDown)
    assert not projector.said.isVisibleTo(projector)
    QTest.keyClick(projector, Qt.Key.Key_Y, CTRL)
    assert wishes.said == ["undo", "redo"]
    assert projector.said.text() == "没有撤销过的操作可以重做"


def test_undo_gives_up_what_is_only_being_considered(
    projected: tuple[Projector, Wishes, State],
) -> None:
    projector, wishes, state = projected
    change = Change(Decision(DecisionKind.LOCK, UNMET, "ZY-202606-001"))
    projector.show_state(replace(state, meeting=replace(state.meeting, change=change)))
    QTest.keyClick(projector, Qt.Key.Key_Z, CTRL)
    assert wishes.said == ["give up"]


def test_a_slip_on_the_remote_does_not_leave_the_projector(
    projected: tuple[Projector, Wishes, State],
) -> None:
    projector = projected[0]
    projector.show()
    QTest.keyClick(projector, Qt.Key.Key_Escape)
    assert projector.isVisible()
    assert projector.said.text() == "再按一次 Esc 退出投屏"
    QTest.keyClick(projector, Qt.Key.Key_PageDown)
    QTest.keyClick(projector, Qt.Key.Key_Escape)
    assert projector.isVisible()
    QTest.keyClick(projector, Qt.Key.Key_Escape)
    assert not projector.isVisible()


def test_a_bundle_is_decided_in_one_or_opened(projected: tuple[Projector, Wishes, State]) -> None:
    projector, wishes, state = projected
    items = state.meeting.agenda or ()
    bundle = AgendaBundle("together:both", "2项都这样定吗？")
    two = tuple(replace(item, kind=items[1].kind, bundle=bundle) for item in items[1:])
    meeting = replace(state.meeting, agenda=(items[0], *two))
    projector.show_state(replace(state, meeting=meeting))
    projector.step(4)
    assert "议题 2 / 2" in projector.head.text()
    assert "2项都这样定吗？" in texts(projector)
    QTest.keyClick(projector, Qt.Key.Key_1)
    assert wishes.said == ["record 2"]
    QTest.keyClick(projector, Qt.Key.Key_Return)
    QTest.keyClick(projector, Qt.Key.Key_PageDown)
    assert "议题 2-1 / 2" in projector.head.text()
    QTest.keyClick(projector, Qt.Key.Key_2)
    assert wishes.said == ["record 2", "propose unit_most"]


def test_a_contradiction_shows_its_ways_out_by_number(
    projected: tuple[Projector, Wishes, State],
) -> None:
    projector, wishes, state = projected
    assert state.view is not None
    lock = state.view.round.decisions[0]
    other = Decision(DecisionKind.LOCK, UNMET, "ZY-202606-001")
    clash = Clash("这2条决定互相矛盾", (lock, other))
    effect = Effect(impossible=clash.why, clash=clash)
    meeting = replace(state.meeting, change=Change(other), effect=effect)
    projector.show_state(replace(state, meeting=meeting))
    assert "这2条决定互相矛盾" in texts(projector)
    assert "撤回“锁定：" in texts(projector)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_1):
        QTest.keyClick(projector, key)
    assert wishes.said == ["instead of 1"]


def test_the_slide_in_hand_stays_while_the_agenda_is_made_anew(
    projected: tuple[Projector, Wishes, State],
) -> None:
    projector, wishes, state = projected
    projector.step(4)
    assert "议题 2 / 3" in projector.head.text()
    items = state.meeting.agenda or ()
    projector.show_state(replace(state, meeting=replace(state.meeting, agenda=None)))
    assert "议题 2 / 3" in projector.head.text()
    QTest.keyClick(projector, Qt.Key.Key_1)
    assert wishes.said == []
    left = replace(state.meeting, agenda=(items[0], items[2]))
    projector.show_state(replace(state, meeting=left))
    assert "议题 2 / 2" in projector.head.text()


def tap(projector: Projector, name: str) -> None:
    (choice,) = (
        part
        for part in projector.findChildren(QFrame)
        if part.property(PRESS) == name and part.isVisibleTo(projector)
    )
    at = choice.mapTo(projector, choice.rect().center())
    QTest.mouseClick(projector, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_on_a_touch_board_choices_are_tapped(projected: tuple[Projector, Wishes, State]) -> None:
    projector, wishes, state = projected
    projector.show()
    projector.step(3)
    QTest.qWait(0)
    tap(projector, "1")
    assert state.view is not None
    effect = meeting_answers.effect_of(state.view.round, ())
    change = Change(Decision(DecisionKind.LOCK, UNMET, "ZY-202606-001"))
    meeting = replace(state.meeting, change=change, effect=effect)
    projector.show_state(replace(state, meeting=meeting))
    QTest.qWait(0)
    tap(projector, "Escape")
    tap(projector, "Return")
    assert wishes.said == ["record 1", "give up", "accept"]
