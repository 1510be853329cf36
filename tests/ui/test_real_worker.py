"""The window with the real worker process, readers, solver and ledger, on the small sample month."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from matcher.domain import DecisionKind, PlanStatus, Round
from matcher.service import Client, Failed
from ui.app import Desk
from ui.preferences import Preferences

SAMPLES = Path("samples/community_2026_06")
PATIENCE_MS = 60_000


@pytest.fixture(scope="module")
def real(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One window for all, which opens one book after the other; its worker process is gone afterwards."""
    folder = tmp_path_factory.mktemp("window")
    client = Client(folder / "logs")
    made = Desk(qapp, Preferences(folder / "window.ini"), lambda: client)
    made.window.show()
    made.session.open(folder / "三张清单.db", "2026-06")
    yield made
    process = client.process_id
    assert process is not None
    made.close()
    made.window.deleteLater()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@pytest.fixture
def desk(real: Desk, failures: list[Failed], tmp_path: Path) -> Iterator[Desk]:
    """The window with a new book."""
    real.session.open(tmp_path / "三张清单.db", "2026-06")
    yield real
    assert failures == []


def settle(qtbot: QtBot, desk: Desk) -> Round:
    qtbot.waitUntil(lambda: not desk.session.state.tasks, timeout=PATIENCE_MS)
    assert desk.session.state.view is not None
    return desk.session.state.view.round


def test_a_month_from_files_to_the_signed_list(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    settle(qtbot, desk)
    actions = desk.window.bars.actions
    desk.session.import_files(sorted(SAMPLES.iterdir()))
    round_ = settle(qtbot, desk)
    assert len(round_.lists.needs) == 12
    assert len(round_.lists.resources) == 15

    actions["match"].trigger()
    first = settle(qtbot, desk).outcome
    assert first is not None
    assert first.plan.status is PlanStatus.PROVEN_BEST
    desk.window.navigation.setCurrentRow(2)
    meeting = desk.window.meeting
    assert meeting.strip.proof.text() == "已证明：没有更好的方案"

    pair = first.plan.assignments[0]
    meeting.reveal(pair.need)
    lock = next(
        button
        for button in meeting.details.findChildren(QPushButton)
        if button.text() == "锁定" and button.isEnabled()
    )
    lock.click()
    assert settle(qtbot, desk).decisions == ()
    assert desk.session.state.meeting.effect is not None
    meeting.preview.accept_button.click()
    again = settle(qtbot, desk)
    assert [decision.kind for decision in again.decisions] == [DecisionKind.LOCK]
    assert not again.stale
    assert again.outcome is not None
    locked = again.decisions[0]
    assert (locked.need, locked.resource) in {
        (item.need, item.resource) for item in again.outcome.plan.assignments
    }
    assert [level.value for level in again.outcome.plan.levels][:1] == [
        level.value for level in first.plan.levels
    ][:1]

    actions["undo"].trigger()
    assert settle(qtbot, desk).decisions == ()
    assert actions["redo"].isEnabled()

    desk.session.export(tmp_path)
    settle(qtbot, desk)
    notice = desk.session.state.notice
    assert notice is not None
    assert notice.path is not None
    assert notice.path.is_file()
    assert notice.path.suffix == ".xlsx"


def test_a_file_that_is_no_table_is_listed_not_thrown(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    settle(qtbot, desk)
    picture = tmp_path / "照片.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    desk.session.import_files([picture, *sorted(SAMPLES.glob("needs_*"))])
    round_ = settle(qtbot, desk)
    assert len(round_.lists.needs) == 12
    desk.window.dock.show()
    desk.window.reports.show_state(desk.session.state)
    issue = desk.window.reports.issues.model.row_at(0).issue
    assert issue.file == "照片.xlsx"
    assert len(issue.message) > 5


def test_a_second_window_on_the_same_ledger_can_only_look(
    qtbot: QtBot, desk: Desk, qapp: QApplication, tmp_path: Path
) -> None:
    settle(qtbot, desk)
    client = Client(tmp_path / "logs2")
    second = Desk(qapp, Preferences(tmp_path / "second.ini"), lambda: client)
    second.window.show()
    try:
        second.session.open(tmp_path / "三张清单.db", "2026-06")
        settle(qtbot, second)
        assert second.window.read_only.isVisible()
        assert not second.window.bars.actions["import"].isEnabled()
    finally:
        second.close()


def test_work_goes_on_after_the_worker_was_killed(
    qtbot: QtBot, desk: Desk, failures: list[Failed]
) -> None:
    settle(qtbot, desk)
    desk.session.import_files(sorted(SAMPLES.iterdir()))
    settle(qtbot, desk)
    before = desk.session.state.view
    assert isinstance(desk.worker._link, Client)
    first = desk.worker._link.process_id
    assert first is not None
    os.kill(first, 9)
    qtbot.waitUntil(lambda: desk.session.state.view is not before, timeout=PATIENCE_MS)
    assert len(settle(qtbot, desk).lists.needs) == 12
    desk.session.match()
    assert settle(qtbot, desk).outcome is not None
    failures.clear()
