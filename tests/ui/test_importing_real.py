"""The import assistant with the real worker process: two files corrected, joined, imported, undone, remembered."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from matcher.domain import Round
from matcher.service import Client, Failed
from ui.app import Desk
from ui.pages import ImportAssistant
from ui.pages.importing.step import Quiet
from ui.pages.importing.words import CHANGES, COLUMNS, PROBLEMS, TWINS
from ui.preferences import Preferences

PATIENCE_MS = 60_000
HEADER = "需求名称,具体内容,所属社区,服务对像,联系电话\n"
NEEDS = HEADER + (
    "3号楼路灯不亮,晚上看不见,西站社区,老年人,13800000001\n"
    "3号楼路灯坏了,夜里看不见路,西站社区,残疾人,13800000002\n"
    "想要一辆轮椅,出院后用,西站社区,残疾人,138000\n"
)
RESOURCES = "单位名称,资源名称,服务内容,联系人,联系电话\n区中医院,义诊,量血压,李某某,13800000003\n"


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
    qtbot.wait(10)
    qtbot.waitUntil(lambda: not desk.session.state.tasks, timeout=PATIENCE_MS)
    assert desk.session.state.view is not None
    return desk.session.state.view.round


def press(button: QPushButton) -> None:
    assert button.isEnabled(), button.toolTip()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def answer(assistant: ImportAssistant, name: str, words: str) -> None:
    """Choose an entry of the list with this name."""
    box = next(box for box in assistant.columns.findChildren(Quiet) if name in box.accessibleName())
    at = next(at for at in range(box.count()) if words in box.itemText(at))
    box.setCurrentIndex(at)
    box.activated.emit(at)


def files(folder: Path, month: int, needs: str) -> list[Path]:
    folder = folder / str(month)
    folder.mkdir()
    (folder / f"需求{month}月.csv").write_text(needs, encoding="utf-8")
    (folder / f"资源{month}月.csv").write_text(RESOURCES, encoding="utf-8")
    return sorted(folder.iterdir())


def test_two_files_are_corrected_joined_imported_undone_and_remembered(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    settle(qtbot, desk)
    assistant = desk.window.assistant
    desk.session.draft_import(files(tmp_path, 6, NEEDS))
    settle(qtbot, desk)
    assert assistant.isVisible()
    assert assistant.stack.currentIndex() == COLUMNS

    answer(assistant, "D 列 服务对像", "服务对象（可能）")
    settle(qtbot, desk)
    assert assistant.columns.entry is not None
    assert assistant.columns.entry.asked == ()
    assert ("D", "population") in assistant.columns.entry.sheet.columns

    assistant.go(PROBLEMS)
    model = assistant.problems.model
    line = next(line for line in range(model.rowCount()) if model.row_at(line).issue.cell == "E4")
    assert model.setData(model.index(line, 4), "13800000004")
    settle(qtbot, desk)
    assert [row.gone for row in model.rows if row.issue.cell == "E4"] == [True]

    assistant.go(TWINS)
    assert [row.joined for row in assistant.twins.panel.model.rows] == [False]
    press(assistant.twins.join_button)
    settle(qtbot, desk)
    assert [row.joined for row in assistant.twins.panel.model.rows] == [True]

    assistant.go(CHANGES)
    assert assistant.changes.counts["new"].text() == "3"
    press(assistant.import_button)
    round_ = settle(qtbot, desk)
    assert not assistant.isVisible()
    wheelchair, lamp = sorted(round_.lists.needs, key=lambda need: len(need.merged))
    assert wheelchair.phones == ("13800000004",)
    assert [child.origin.row for child in lamp.merged] == [3]
    assert "读取 4 行 = 导入 3 + 归并 1 + 跳过 0" in desk.window.notice.words.text()

    desk.window.bars.actions["undo"].trigger()
    assert settle(qtbot, desk).lists.needs == ()

    desk.session.switch_month("2026-07")
    settle(qtbot, desk)
    july = HEADER + "楼道要加扶手,爬楼吃力,西站社区,老年人,13800000001\n"
    desk.session.draft_import(files(tmp_path, 7, july))
    settle(qtbot, desk)
    assert assistant.stack.currentIndex() == CHANGES
    assert assistant.changes.open_points.text() == ""
    assert assistant.import_button.isDefault()
    QTest.keyClick(assistant, Qt.Key.Key_Return)
    (need,) = settle(qtbot, desk).lists.needs
    assert "老年人" in need.population


def test_a_draft_lost_with_its_worker_is_made_again_with_its_corrections(
    qtbot: QtBot, desk: Desk, tmp_path: Path, failures: list[Failed]
) -> None:
    settle(qtbot, desk)
    assistant = desk.window.assistant
    desk.session.draft_import(files(tmp_path, 6, NEEDS))
    settle(qtbot, desk)
    before = desk.session.state.view
    assert isinstance(desk.worker._link, Client)
    process = desk.worker._link.process_id
    assert process is not None
    os.kill(process, 9)
    qtbot.waitUntil(lambda: desk.session.state.view is not before, timeout=PATIENCE_MS)
    answer(assistant, "D 列 服务对像", "不导入这一列")
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: not desk.session.state.tasks, timeout=PATIENCE_MS)
    draft = desk.session.state.draft
    assert draft is not None
    assert draft.choices == desk.session.state.choices
    assert draft.choices.layouts
    failures.clear()
