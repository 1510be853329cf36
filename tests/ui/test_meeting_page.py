"""The meeting page, looked at and worked with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from matcher.domain import AgendaBundle, AgendaKind, Clash, Decision, DecisionKind, Effect, Round
from matcher.service import (
    AgendaListed,
    AskAgenda,
    AskWhy,
    Confirm,
    FindUnlocks,
    PreviewDecision,
    RecordAgenda,
    Request,
    Resolve,
    SaveScheme,
)
from tests.ui import example, meeting_answers
from tests.ui.fake_client import FakeClient
from ui.app import Desk
from ui.main_window.meeting import MeetingRoom
from ui.pages.meeting.asking import NumberDialog, PhraseDialog
from ui.pages.meeting.deeds import LATER
from ui.pages.meeting.page import MeetingPage
from ui.pages.meeting.schemes import ConfirmDialog
from ui.pages.meeting.sheet import Choice
from ui.preferences import Preferences
from ui.session import Change, Session, State
from ui.tables import TableModel
from ui.theme import LIGHT
from ui.worker import Worker

MakeDesk = Callable[[FakeClient], Desk]
MET, RESOURCE = "XQ-202606-柳岸-002", "ZY-202606-002"
UNMET = "XQ-202606-望湖-004"


@dataclass(frozen=True, slots=True)
class Place:
    """The meeting page on a session, without the window around it, which takes longer than everything on it."""

    session: Session
    page: MeetingPage


MakePlace = Callable[[FakeClient], Place]


@pytest.fixture
def meet(qtbot: QtBot, preferences: Preferences) -> Iterator[MakePlace]:
    """Makes a meeting page wired as in the window, and takes it apart afterwards."""
    made: list[tuple[Worker, MeetingPage]] = []

    def make(client: FakeClient) -> Place:
        worker, page = Worker(lambda: client), MeetingPage(preferences)
        made.append((worker, page))
        session = Session(worker, State(), lambda look: LIGHT)
        room = MeetingRoom(session, page)
        session.changed.connect(page.show_state)
        session.changed.connect(room.show_state)
        page.show_state(session.state)
        page.resize(1100, 640)
        page.show()
        session.open(Path("三张清单.db"))
        place = Place(session, page)
        settle(qtbot, place)
        return place

    yield make
    for worker, page in made:
        assert page.parent() is None
        worker.close()
        page.close()
        page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def meet_in_window(qtbot: QtBot, make_desk: MakeDesk) -> MakeDesk:
    """A whole window on the meeting page."""

    def make(client: FakeClient) -> Desk:
        desk = make_desk(client)
        desk.session.open(Path("三张清单.db"))
        settle(qtbot, desk)
        desk.window.navigation.go("meeting")
        return desk

    return make


def settle(qtbot: QtBot, desk: Desk | Place) -> None:
    qtbot.waitUntil(lambda: not desk.session.state.tasks, timeout=3000)


def last(client: FakeClient) -> type[Request]:
    return type(client.sent[-1])


def texts(root: QWidget) -> str:
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisibleTo(root))


def press(root: QWidget, words: str) -> None:
    button = next(
        button
        for button in root.findChildren(QPushButton)
        if words in button.text() and button.isVisibleTo(root)
    )
    assert button.isEnabled(), button.toolTip()
    button.click()


def front(page: MeetingPage, panel: QWidget) -> None:
    page.tabs.setCurrentWidget(panel)


def test_a_change_goes_by_preview_acceptance_and_the_list_of_changes(
    qtbot: QtBot, meet: MakePlace
) -> None:
    client = FakeClient(example.round_())
    place = meet(client)
    page = place.page
    page.reveal(MET)
    press(page.details, "禁止")
    settle(qtbot, place)
    assert page.side.currentWidget() is page.preview
    assert "禁止：楼道照明维修（柳岸社区） ↔ 电工维修小组（城东供电所）" in texts(page.preview)
    assert "18项" in texts(page.preview)
    assert "17项" in texts(page.preview)
    press(page.preview, "不改了")
    assert page.side.currentWidget() is page.tabs
    assert last(client) is PreviewDecision
    press(page.details, "禁止")
    settle(qtbot, place)
    press(page.preview, "采用这个改动")
    settle(qtbot, place)
    assert last(client) is Resolve
    assert page.tabs.currentWidget() is page.changes
    assert page.tabs.tabText(page.tabs.currentIndex()) == "变动 1"
    assert "不再满足 1 项" in texts(page.changes)
    row = next(row for row in page.panel.model.rows if row.need.id == MET)
    assert row.changed is not None
    press(page.changes, "测算")
    settle(qtbot, place)
    assert "改 3 处：多满足 2 项" in texts(page.changes)


def test_what_cannot_be_is_not_accepted(qtbot: QtBot, meet: MakePlace) -> None:
    client = FakeClient(example.round_())
    place = meet(client)
    page = place.page
    effect = replace(meeting_answers.effect_of(client.round, ()), impossible="两条锁定互相矛盾")
    place.session.meeting.propose(Change(Decision(DecisionKind.FORBID, MET, RESOURCE)))
    settle(qtbot, place)
    place.session.put_meeting(replace(place.session.state.meeting, effect=effect))
    assert "两条锁定互相矛盾" in texts(page.preview)
    assert not page.preview.accept_button.isEnabled()
    late = Effect(impossible="限定时间内没有算出结果", proven=False)
    place.session.put_meeting(replace(place.session.state.meeting, effect=late))
    assert "没有来得及算出来" in texts(page.preview)
    assert "做不到" not in texts(page.preview)
    assert page.preview.accept_button.isEnabled()
    (again,) = (one for one in page.preview.findChildren(Choice) if one.isVisibleTo(page))
    again.click()
    settle(qtbot, place)
    assert sum(isinstance(sent, PreviewDecision) for sent in client.sent) == 2


def test_a_contradiction_offers_its_ways_out_as_buttons(qtbot: QtBot, meet: MakePlace) -> None:
    client = FakeClient(example.round_())
    place = meet(client)
    page = place.page
    lock = client.round.decisions[0]
    other = Decision(DecisionKind.LOCK, MET, RESOURCE)
    clash = Clash("这2条决定互相矛盾", (lock, other))
    place.session.meeting.propose(Change(other))
    settle(qtbot, place)
    effect = Effect(impossible=clash.why, clash=clash)
    place.session.put_meeting(replace(place.session.state.meeting, effect=effect))
    (way,) = (one for one in page.preview.findChildren(Choice) if one.isVisibleTo(page))
    way.click()
    settle(qtbot, place)
    assert client.sent[-1] == PreviewDecision(other, instead_of=(lock,), id=3)
    place.session.meeting.give_up()
    place.session.put_meeting(replace(place.session.state.meeting, clash=clash))
    assert "会议决定互相矛盾，排不出方案" in texts(page.preview)
    (way,) = (one for one in page.preview.findChildren(Choice) if one.isVisibleTo(page))
    way.click()
    settle(qtbot, place)
    assert lock not in client.round.decisions
    assert page.side.currentWidget() is page.tabs


def test_any_need_can_be_asked_about_any_resource(qtbot: QtBot, meet: MakePlace) -> None:
    client = FakeClient(example.round_())
    place = meet(client)
    page = place.page
    page.reveal(UNMET)
    page.picture.resource_picked.emit("ZY-202606-005")
    settle(qtbot, place)
    assert client.sent[-1] == AskWhy(UNMET, "ZY-202606-005", id=2)
    told = texts(page.details)
    assert "时间不合：仅每周三下午；需求为晚上" in told
    assert "1. 若时间放宽到周三下午，别人不受影响" in told
    page.reveal(MET)
    press(page.details, "问为什么")
    settle(qtbot, place)
    assert "它的时间和内容最合适。" in texts(page.details)


def test_a_need_dragged_onto_a_unit_is_claimed_by_it(qtbot: QtBot, meet: MakePlace) -> None:
    client = FakeClient(example.round_())
    place = meet(client)
    place.page.picture.dropped.emit(UNMET, "区中医院")
    settle(qtbot, place)
    claim = Decision(DecisionKind.CLAIM, UNMET, unit="区中医院")
    assert client.sent[-1] == PreviewDecision(claim, id=2)
    place.page.picture.dropped.emit(UNMET, "未注明类别")
    assert len(client.sent) == 2


def drop(page: MeetingPage, onto: TableModel[Any], key: str) -> None:
    """Drop the need in hand onto the row of this key."""
    data = page.panel.model.mimeData([page.panel.view.currentIndex()])
    line = onto.line_of(key)
    assert line is not None
    copy, below = Qt.DropAction.CopyAction, onto.index(line, 0)
    onto.dropMimeData(data, copy, -1, -1, below)
    QTest.qWait(0)


def test_in_the_table_a_need_is_dragged_onto_a_resource_or_a_row_or_given_by_enter(
    qtbot: QtBot, meet: MakePlace
) -> None:
    client = FakeClient(example.round_())
    place = meet(client)
    page = place.page
    page.as_table.click()
    page.reveal(UNMET)
    for onto, key in ((page.table.offers.model, RESOURCE), (page.panel.model, MET)):
        drop(page, onto, key)
        settle(qtbot, place)
        lock = Decision(DecisionKind.LOCK, UNMET, RESOURCE)
        assert client.sent[-1] == PreviewDecision(lock, id=len(client.sent))
        place.session.meeting.give_up()
    asked = len(client.sent)
    drop(page, page.panel.model, UNMET)
    assert len(client.sent) == asked
    page.table.offers.view.reveal(RESOURCE)
    QTest.keyClick(page.table.offers.view, Qt.Key.Key_Return)
    settle(qtbot, place)
    assert len(client.sent) == asked + 1


def test_nothing_is_dragged_in_a_book_that_can_only_be_read(meet: MakePlace) -> None:
    page = meet(FakeClient(example.round_(), read_only="只能查看")).page
    page.as_table.click()
    flags = page.panel.model.flags(page.panel.model.index(0, 0))
    assert not flags & Qt.ItemFlag.ItemIsDragEnabled
    assert page.table.hint.text() == "只能查看"


def test_the_picture_follows_the_filter(meet: MakePlace) -> None:
    place = meet(FakeClient(example.round_()))
    page = place.page
    names = [column.key for column in page.panel.model.columns]
    box = page.panel.facets[names.index("community")]
    box.setCurrentIndex(box.findText("柳岸社区"))
    page.panel.apply_filter()
    drawn = sum(node.whole for node in page.picture.view.flow.left)
    assert drawn == sum(need.community == "柳岸社区" for need in page_round(place).lists.needs)
    page.panel.search.setText("没有这样的需求")
    page.panel.apply_filter()
    assert page.picture.empty.isVisibleTo(page)


def page_round(place: Place) -> Round:
    assert place.session.state.view is not None
    return place.session.state.view.round


def test_the_agenda_is_decided_by_number_keys(qtbot: QtBot, meet: MakePlace) -> None:
    client = FakeClient(example.round_())
    place = meet(client)
    page = place.page
    front(page, page.agenda)
    settle(qtbot, place)
    assert page.agenda.place.text() == "第 1 / 3 条　已议 0 条　约 8 分钟"
    actions = {action.text(): action for action in page.agenda.spoke_for.menu().actions()}
    actions["望湖社区"].trigger()
    QTest.keyClick(page.agenda, Qt.Key.Key_1)
    settle(qtbot, place)
    sent = client.sent[-1]
    assert isinstance(sent, RecordAgenda)
    assert (sent.record.decision, sent.record.speakers_for) == ("结转下月", ("望湖社区",))
    assert "结转下月；赞成：望湖社区" in texts(page.agenda)
    assert "已议 1 条" in page.agenda.place.text()
    QTest.keyClick(page.agenda, Qt.Key.Key_PageDown)
    assert page.agenda.place.text().startswith("第 2 / 3 条")
    QTest.keyClick(page.agenda, Qt.Key.Key_1)
    settle(qtbot, place)
    press(page.preview, "采用这个改动")
    qtbot.waitUntil(lambda: len(client.round.agenda) == 2)
    settle(qtbot, place)
    assert [record.decision for record in client.round.agenda] == [
        "结转下月",
        "城东供电所本轮上限由 3 项提到 4 项",
    ]


def bundled(client: FakeClient) -> None:
    """Two needs that may be decided in one, and one by itself."""
    items = meeting_answers.agenda(client.round)
    bundle = AgendaBundle("together:医院", "2项都维持吗？")
    two = tuple(replace(item, kind=AgendaKind.SINGLE_UNIT, bundle=bundle) for item in items[1:])
    client.override = lambda request: (
        AgendaListed((items[0], *two), id=request.id) if isinstance(request, AskAgenda) else None
    )


def test_a_bundle_is_decided_in_one_except_what_was_decided_by_itself(
    qtbot: QtBot, meet: MakePlace
) -> None:
    client = FakeClient(example.round_())
    bundled(client)
    place = meet(client)
    page = place.page
    front(page, page.agenda)
    settle(qtbot, place)
    assert page.tabs.tabText(page.tabs.currentIndex()) == "议程 2"
    page.agenda.jump.setCurrentIndex(1)
    page.agenda.jump.activated.emit(1)
    assert "2项都维持吗？" in texts(page.agenda)
    press(page.agenda, "单议")
    assert "6 项需求都要城东供电所" in texts(page.agenda)
    QTest.keyClick(page.agenda, Qt.Key.Key_4)
    settle(qtbot, place)
    press(page.agenda, "回到一并审议")
    assert f"✓ {LATER}" in texts(page.agenda)
    QTest.keyClick(page.agenda, Qt.Key.Key_2)
    settle(qtbot, place)
    assert [record.decision for record in client.round.agenda] == [LATER, "维持方案不变"]
    assert "已议 1 条" in page.agenda.place.text()
    assert page.agenda.jump.itemText(1) == "✓ 2. 2项都维持吗？"


def test_what_would_help_is_found_in_the_background(qtbot: QtBot, meet_in_window: MakeDesk) -> None:
    client = FakeClient(example.round_())
    desk = meet_in_window(client)
    page = desk.window.meeting
    client.hold = True
    front(page, page.help)
    qtbot.waitUntil(lambda: page.help.bar.maximum() == 4)
    assert page.help.stop.isVisibleTo(page)
    assert desk.window.bars.actions["match"].isEnabled()
    client.let_go()
    settle(qtbot, desk)
    assert sum(isinstance(sent, FindUnlocks) for sent in client.sent) == 1
    told = texts(page.help)
    assert "1. 再找 2 名理发师，可多满足 5 项" in told
    assert "至少 2 次无法安排" in told
    assert not page.help.stop.isVisibleTo(page)
    front(page, page.details)
    desk.session.meeting.propose(Change(Decision(DecisionKind.FORBID, MET, RESOURCE)))
    settle(qtbot, desk)
    desk.session.meeting.accept()
    settle(qtbot, desk)
    assert sum(isinstance(sent, FindUnlocks) for sent in client.sent) == 1


def test_confirming_is_a_step_of_its_own(
    qtbot: QtBot, meet_in_window: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = FakeClient(example.round_())
    desk = meet_in_window(client)
    page = desk.window.meeting
    front(page, page.schemes)
    press(page.schemes, "存为方案A")
    settle(qtbot, desk)
    assert client.sent[-1:] == [SaveScheme("方案A", id=2)]
    assert "方案A：满足 18 项（就是桌上方案）" in texts(page.schemes)

    def tick(dialog: ConfirmDialog) -> int:
        assert not dialog.ok.isEnabled()
        dialog.read.setChecked(True)
        assert dialog.ok.isEnabled()
        return 1

    monkeypatch.setattr(ConfirmDialog, "exec", tick)
    press(page.schemes, "确认下发…")
    settle(qtbot, desk)
    assert client.sent[-1:] == [Confirm("", "方案A", id=3)]
    assert "本方案已确认下发（6月18日 09:30）" in desk.window.status.summary.text()
    desk.session.meeting.propose(Change(Decision(DecisionKind.FORBID, MET, RESOURCE)))
    settle(qtbot, desk)
    desk.session.meeting.accept()
    settle(qtbot, desk)
    assert desk.window.changed_since.isVisible()
    assert "又有改动" in desk.window.changed_since.words.text()
    press(page.schemes, "与桌上比较")
    settle(qtbot, desk)
    assert "方案A 与 桌上方案 的不同" in texts(page.schemes)


def test_a_stale_plan_is_updated_with_one_click(qtbot: QtBot, meet: MakePlace) -> None:
    client = FakeClient(replace(example.round_(), stale=True))
    place = meet(client)
    page = place.page
    assert page.update_button.isVisibleTo(page)
    asking = [b for b in page.details.findChildren(QPushButton) if b.text() == "问为什么"]
    assert "更新方案" in asking[0].toolTip()
    page.update_button.click()
    settle(qtbot, place)
    assert client.sent[-1] == Resolve(id=2)
    assert not page.update_button.isVisibleTo(page)


@pytest.mark.parametrize("round_", [None, example.round_(planned=False)])
def test_months_without_a_plan_say_what_to_do(meet: MakePlace, round_: Round | None) -> None:
    place = meet(FakeClient(round_))
    page = place.page
    for panel in (page.agenda, page.changes, page.help, page.schemes):
        front(page, panel)
        assert "匹配" in texts(panel) or panel is page.help
    assert page.plan.currentWidget() is (page.picture if round_ else page.table)


def test_a_book_that_can_only_be_read_is_looked_at_and_asked(meet: MakePlace) -> None:
    place = meet(FakeClient(example.round_(), read_only="只能查看"))
    page = place.page
    assert page.why_not() == "只能查看"
    assert page.why_not_ask() == ""
    assert page.picture.view.why_no_drag == "只能查看"
    front(page, page.agenda)
    page.agenda.choose(1)
    assert place.session.state.meeting.change is None


# -- questions


def test_a_decline_is_given_its_reason_by_a_number_key(
    qtbot: QtBot, meet: MakePlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = FakeClient(example.round_())
    place = meet(client)
    page = place.page
    page.reveal(MET)

    def answer(dialog: PhraseDialog) -> int:
        QTest.keyClick(dialog, Qt.Key.Key_2)
        return dialog.result()

    monkeypatch.setattr(PhraseDialog, "exec", answer)
    press(page.details, "婉拒…")
    settle(qtbot, place)
    decline = Decision(DecisionKind.DECLINE, MET, unit="城东供电所", reason="时间冲突")
    assert client.sent[-1] == PreviewDecision(decline, id=2)


def test_a_minimum_begins_with_one_and_cannot_be_none(
    qtbot: QtBot, meet: MakePlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = FakeClient(example.round_())
    place = meet(client)
    place.page.reveal(MET)

    def count(dialog: NumberDialog) -> int:
        assert dialog.number() == 1
        dialog.field.setValue(0)
        assert dialog.number() == 1
        dialog.field.setValue(2)
        return 1

    monkeypatch.setattr(NumberDialog, "exec", count)
    press(place.page.details, "单位下限…")
    settle(qtbot, place)
    least = Decision(DecisionKind.UNIT_LEAST, unit="城东供电所", amount=2)
    assert client.sent[-1] == PreviewDecision(least, id=2)


def test_maximum_and_urgency_are_set_without_typing_chinese(
    qtbot: QtBot, meet: MakePlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = FakeClient(example.round_())
    place = meet(client)
    page = place.page
    page.reveal(MET)

    def count(dialog: NumberDialog) -> int:
        assert dialog.number() == 3
        dialog.field.setValue(1)
        return 1

    monkeypatch.setattr(NumberDialog, "exec", count)
    press(page.details, "单位上限…")
    settle(qtbot, place)
    most = Decision(DecisionKind.UNIT_MOST, unit="城东供电所", amount=1)
    assert client.sent[-1] == PreviewDecision(most, id=2)
    place.session.meeting.give_up()

    def step(dialog: PhraseDialog) -> int:
        QTest.keyClick(dialog, Qt.Key.Key_4)
        return dialog.result()

    monkeypatch.setattr(PhraseDialog, "exec", step)
    press(page.details, "紧急程度…")
    settle(qtbot, place)
    urgent = Decision(DecisionKind.URGENCY, MET, amount=4)
    assert client.sent[-1] == PreviewDecision(urgent, id=3)
