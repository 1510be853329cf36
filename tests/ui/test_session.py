"""Intents become requests, replies become states."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from matcher.domain import Decision, DecisionKind, Issue, Severity
from matcher.service import (
    Cancel,
    Changed,
    Decide,
    Failed,
    ImportFiles,
    Match,
    OpenLedger,
    SwitchMonth,
)
from tests.ui import example
from tests.ui.fake_client import FakeClient
from ui.session import Session, State, by_community, by_unit, figures
from ui.theme import DARK, LIGHT, Look
from ui.worker import Worker


@pytest.fixture
def client() -> FakeClient:
    return FakeClient()


@pytest.fixture
def session(client: FakeClient) -> Iterator[Session]:
    worker = Worker(lambda: client)
    yield Session(worker, State(), lambda look: DARK if look is Look.DARK else LIGHT)
    worker.close()


def settle(qtbot: QtBot, session: Session) -> State:
    qtbot.waitUntil(lambda: not session.state.tasks, timeout=3000)
    return session.state


def opened(qtbot: QtBot, session: Session) -> State:
    session.open(Path("三张清单.db"))
    return settle(qtbot, session)


def test_opening_shows_the_month(qtbot: QtBot, session: Session) -> None:
    state = opened(qtbot, session)
    assert state.view is not None
    assert state.view.round.month == example.MONTH


def test_states_are_replaced_never_changed(qtbot: QtBot, session: Session) -> None:
    seen: list[State] = []
    session.changed.connect(seen.append)
    opened(qtbot, session)
    assert [bool(state.tasks) for state in seen] == [True, False]
    assert seen[0].view is None


def test_import_says_what_became_of_the_files(qtbot: QtBot, session: Session) -> None:
    opened(qtbot, session)
    session.import_files([Path("需求.xlsx"), Path("资源.xlsx")])
    state = settle(qtbot, session)
    assert state.notice is not None
    assert state.notice.report
    assert state.notice.words.startswith("2 个文件：读取 45 行 = 导入 42 + 归并 1 + 跳过 2")


def test_undo_and_redo_say_what_they_did(qtbot: QtBot, session: Session) -> None:
    opened(qtbot, session)
    session.import_files([Path("需求.xlsx")])
    settle(qtbot, session)
    session.undo()
    state = settle(qtbot, session)
    assert state.notice is not None
    assert state.notice.words == "已撤销：导入文件"
    session.redo()
    state = settle(qtbot, session)
    assert state.notice is not None
    assert state.notice.words == "已重做：导入文件"


def test_what_was_said_of_an_older_plan_goes_with_it(qtbot: QtBot, session: Session) -> None:
    opened(qtbot, session)
    session.import_files([Path("需求.xlsx")])
    session.match()
    assert settle(qtbot, session).notice is not None
    session.decide(Decision(DecisionKind.FORBID, "XQ-1", "ZY-1"))
    assert settle(qtbot, session).notice is None


def test_importing_nothing_asks_nothing(session: Session, client: FakeClient) -> None:
    session.import_files([])
    assert client.sent == []


def test_progress_is_shown_and_cancel_leaves_everything_as_it_was(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    before = opened(qtbot, session).view
    client.hold = True
    session.import_files([Path("需求.xlsx")])
    qtbot.waitUntil(lambda: session.state.working is not None and session.state.working.total == 4)
    assert session.state.working is not None
    assert session.state.working.words == "读取第 1 个文件"
    session.cancel()
    assert session.state.working.stopping
    state = settle(qtbot, session)
    assert state.view is before
    assert state.notice is None
    assert state.failures == ()
    assert isinstance(client.sent[-1], Cancel)


def test_cancelling_nothing_sends_nothing(session: Session, client: FakeClient) -> None:
    session.cancel()
    assert client.sent == []


def test_a_failure_is_kept_until_it_was_read(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    opened(qtbot, session)
    client.override = lambda request: Failed("CannotWrite", f"写不了{request.id}", id=request.id)
    session.export(Path("甲"))
    session.export(Path("乙"))
    state = settle(qtbot, session)
    assert [failure.what for failure in state.failures] == ["写不了2", "写不了3"]
    session.acknowledge()
    assert len(session.state.failures) == 1


def test_the_same_failure_is_said_once(qtbot: QtBot, session: Session, client: FakeClient) -> None:
    opened(qtbot, session)
    client.override = lambda request: Failed("WorkerLost", "后台中断", id=request.id)
    session.export(Path("甲"))
    session.export(Path("乙"))
    assert len(settle(qtbot, session).failures) == 1


def test_a_change_nobody_asked_for_is_shown_too(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    """After a crash the worker opens the ledger again by itself."""
    opened(qtbot, session)
    before = session.state.view
    client.say(Changed(client.view(), id=99))
    qtbot.waitUntil(lambda: session.state.view is not before)


def test_a_decision_is_followed_by_a_match_where_the_user_wants_it(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    opened(qtbot, session)
    session.import_files([Path("需求.xlsx")])
    session.match()
    settle(qtbot, session)
    lists = client.round.lists
    decision = Decision(DecisionKind.LOCK, lists.needs[0].id, lists.resources[0].id)
    session.decide(decision)
    settle(qtbot, session)
    assert isinstance(client.sent[-1], Decide)
    session.set_auto_match(True)
    session.revoke(decision)
    settle(qtbot, session)
    assert isinstance(client.sent[-1], Match)
    assert not client.round.stale


def test_a_decision_before_the_first_match_is_not_followed_by_one(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    opened(qtbot, session)
    session.set_auto_match(True)
    session.decide(Decision(DecisionKind.FORBID, "XQ-1", "ZY-1"))
    settle(qtbot, session)
    assert isinstance(client.sent[-1], Decide)


def test_requests_are_what_the_user_wanted(
    qtbot: QtBot, session: Session, client: FakeClient
) -> None:
    session.open(Path("甲.db"), "2026-05")
    session.switch_month("2026-07")
    session.import_files([Path("乙.xlsx")])
    settle(qtbot, session)
    assert client.sent == [
        OpenLedger(Path("甲.db"), "2026-05", id=1),
        SwitchMonth("2026-07", id=2),
        ImportFiles((Path("乙.xlsx"),), id=3),
    ]


def test_an_issue_leads_to_its_row(qtbot: QtBot, session: Session) -> None:
    opened(qtbot, session)
    session.import_files([Path("需求.xlsx")])
    settle(qtbot, session)
    file = "东桥社区6月需求清单.xlsx"
    session.look_at_issue(Issue(Severity.WARNING, "x", "看", file, "需求清单", "H4"))
    assert session.state.focus is not None
    assert (session.state.focus.page, session.state.focus.key) == ("needs", "XQ-202606-东桥-001")
    merged = "柳岸社区6月需求清单.xlsx"
    session.look_at_issue(Issue(Severity.WARNING, "x", "看", merged, "需求清单", "B19"))
    assert session.state.focus.key == "XQ-202606-和平-003"


def test_an_issue_without_a_row_says_where_to_look(qtbot: QtBot, session: Session) -> None:
    opened(qtbot, session)
    session.look_at_issue(Issue(Severity.ERROR, "x", "看", "甲.xlsx", "表", "H999"))
    assert session.state.focus is None
    assert session.state.notice is not None
    assert "甲.xlsx › 表 › H999" in session.state.notice.words


def test_the_look_chooses_the_shade(session: Session) -> None:
    session.set_look(Look.DARK)
    assert session.state.shade is DARK


def test_figures_are_counted_from_the_plan() -> None:
    """Of 8 needs one is out of scope; of the 7 open ones every fourth (2: 4th and 8th, of which one is out) is unmet."""
    round_ = example.round_(8, 8)
    now = figures(round_)
    assert (now.needs, now.met) == (7, 6)
    assert (now.resources, now.used) == (8, 6)
    assert now.busiest_needs == 1


def test_tallies_add_up_to_the_figures() -> None:
    round_ = example.round_(60, 40)
    now = figures(round_)
    assert sum(item.whole for item in by_community(round_)) == now.needs
    assert sum(item.part for item in by_community(round_)) == now.met
    assert sum(item.whole for item in by_unit(round_)) == now.resources
    assert max(item.part for item in by_unit(round_)) == now.busiest_needs
