"""The window on a stand-in worker: what a coordinator does in a month."""

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from matcher.domain import Decision, DecisionKind
from matcher.service import (
    DraftImport,
    Export,
    Failed,
    Match,
    OpenLedger,
    PreviewDecision,
    Progress,
    Resolve,
    SetOptions,
    SwitchMonth,
    WriteTemplates,
)
from tests.ui import example
from tests.ui.fake_client import FakeClient
from ui.app import Desk
from ui.main_window.dialogs import MonthDialog
from ui.pages.meeting.choose import Choose
from ui.theme import DARK, LIGHT

MakeDesk = Callable[[FakeClient], Desk]


@pytest.fixture
def opened(qtbot: QtBot, make_desk: MakeDesk) -> Callable[[FakeClient], Desk]:
    """A window that has opened its ledger."""

    def make(client: FakeClient) -> Desk:
        desk = make_desk(client)
        desk.session.open(Path("三张清单.db"))
        settle(qtbot, desk)
        return desk

    return make


def settle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.session.state.tasks, timeout=3000)


def go(desk: Desk, name: str) -> None:
    names = [page.name for page in desk.window.pages]
    desk.window.navigation.setCurrentRow(names.index(name))


def action(desk: Desk, name: str) -> QAction:
    return desk.window.bars.actions[name]


def press(root: QWidget, text: str) -> None:
    button = next(
        button
        for button in root.findChildren(QPushButton)
        if button.text() == text and button.isVisibleTo(root)
    )
    assert button.isEnabled(), button.toolTip()
    button.click()


def drop(desk: Desk, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    desk.window.dropEvent(event)


def test_an_empty_month_says_what_to_do_next(opened: MakeDesk) -> None:
    desk = opened(FakeClient())
    texts = " ".join(
        label.text() for label in desk.window.needs.findChildren(QWidget) if hasattr(label, "text")
    )
    assert "把需求清单、资源清单文件拖到这里，或点“导入”" in texts
    assert desk.window.windowTitle() == "三张清单对接助手 — 2026年6月"


@pytest.mark.parametrize("planned", [None, False, True])
def test_every_action_that_cannot_be_done_says_why(opened: MakeDesk, planned: bool | None) -> None:
    desk = opened(FakeClient(None if planned is None else example.round_(planned=planned)))
    for made in desk.window.bars.actions.values():
        assert made.isEnabled() != ("现在不能用：" in made.toolTip()), made.toolTip()


def test_dropped_files_are_imported(qtbot: QtBot, opened: MakeDesk, tmp_path: Path) -> None:
    client = FakeClient()
    desk = opened(client)
    folder = tmp_path / "上报"
    folder.mkdir()
    names = ["需求.xlsx", "资源.xls", ".隐藏.xlsx", "~$需求.xlsx"]
    for name in names:
        (folder / name).write_bytes(b"")
    single = tmp_path / "单位.csv"
    single.write_bytes(b"")
    drop(desk, [folder, single])
    settle(qtbot, desk)
    assert client.sent[-1] == DraftImport((folder / "资源.xls", folder / "需求.xlsx", single), id=2)
    press(desk.window.assistant, "导入")
    settle(qtbot, desk)
    assert desk.window.navigation.item(0).text() == "需求  24"
    assert desk.window.notice.isVisible()
    assert "读取 45 行 = 导入 42 + 归并 1 + 跳过 2" in desk.window.notice.words.text()


def test_the_notice_after_an_import_leads_to_the_account(qtbot: QtBot, opened: MakeDesk) -> None:
    desk = opened(FakeClient())
    desk.session.import_files([Path("需求.xlsx")])
    settle(qtbot, desk)
    press(desk.window.notice, "查看导入情况")
    assert desk.window.dock.isVisible()
    assert desk.window.reports.issues.model.rowCount() == 4
    press(desk.window.notice, "知道了")
    assert not desk.window.notice.isVisible()


def test_import_shows_progress_and_can_be_cancelled(qtbot: QtBot, opened: MakeDesk) -> None:
    client = FakeClient()
    desk = opened(client)
    client.hold = True
    desk.session.import_files([Path("需求.xlsx")])
    status = desk.window.status
    qtbot.waitUntil(lambda: status.bar.maximum() == 4)
    assert status.bar.isVisible()
    assert status.words.text() == "读取第 1 个文件…"
    assert not action(desk, "match").isEnabled()
    assert "读取第 1 个文件" in action(desk, "match").toolTip()
    status.cancel.click()
    settle(qtbot, desk)
    assert not status.bar.isVisible()
    assert desk.window.navigation.item(0).text() == "需求"


@pytest.mark.usefixtures("dressed")
def test_the_month_from_import_to_export(
    qtbot: QtBot, opened: MakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = FakeClient()
    desk = opened(client)
    window = desk.window
    monkeypatch.setattr(
        "ui.main_window.dialogs.QFileDialog.getOpenFileNames",
        lambda *_: ([str(tmp_path / "需求.xlsx"), str(tmp_path / "资源.xlsx")], ""),
    )
    action(desk, "import").trigger()
    settle(qtbot, desk)
    press(window.assistant, "导入")
    settle(qtbot, desk)
    action(desk, "match").trigger()
    settle(qtbot, desk)
    assert "已证明：没有更好的方案" in window.notice.words.text()
    go(desk, "meeting")
    meeting = window.meeting
    assert meeting.strip.proof.text() == "已证明：没有更好的方案"
    meeting.panel.view.reveal("XQ-202606-柳岸-002")
    press(meeting.details, "锁定")
    settle(qtbot, desk)
    decision = Decision(DecisionKind.LOCK, "XQ-202606-柳岸-002", "ZY-202606-002")
    assert client.sent[-1:] == [PreviewDecision(decision, id=5)]
    assert list(client.round.decisions) == []
    press(meeting, "采用这个改动")
    settle(qtbot, desk)
    assert client.sent[-1:] == [Resolve(decision, id=6)]
    assert meeting.panel.view.current_key() == "XQ-202606-柳岸-002"
    meeting.tabs.setCurrentWidget(meeting.details)
    press(meeting.details, "解除锁定")
    settle(qtbot, desk)
    press(meeting, "采用这个改动")
    settle(qtbot, desk)
    assert client.sent[-1:] == [Resolve(decision, revoke=True, id=8)]
    action(desk, "undo").trigger()
    settle(qtbot, desk)
    assert len(client.round.decisions) == 1
    assert "锁定" in action(desk, "redo").toolTip()
    monkeypatch.setattr(
        "ui.main_window.dialogs.QFileDialog.getExistingDirectory", lambda *_: str(tmp_path)
    )
    action(desk, "export").trigger()
    settle(qtbot, desk)
    assert isinstance(client.sent[-1], Export)
    opened_folders: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened_folders.append(url.toLocalFile())
    )
    press(window.notice, "打开文件夹")
    assert opened_folders == [str(tmp_path)]


def test_templates_are_written_where_asked(
    qtbot: QtBot, opened: MakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = FakeClient()
    desk = opened(client)
    monkeypatch.setattr(
        "ui.main_window.dialogs.QFileDialog.getExistingDirectory", lambda *_: str(tmp_path)
    )
    action(desk, "templates").trigger()
    settle(qtbot, desk)
    assert client.sent[-1] == WriteTemplates(tmp_path, id=2)
    assert desk.window.notice.words.text() == f"已生成 4 份空白清单：{tmp_path}"


def test_the_details_say_why_and_why_not(opened: MakeDesk) -> None:
    desk = opened(FakeClient(example.round_()))
    go(desk, "meeting")
    meeting = desk.window.meeting
    meeting.panel.view.reveal("XQ-202606-望湖-004")
    texts = [
        label.text() for label in meeting.details.findChildren(QWidget) if hasattr(label, "text")
    ]
    assert "时间不合" in texts
    assert "三项同类资源的时段都不合" in texts
    assert "建议：结转下月。下月继续征集资源，自动排在前面。" in texts
    assert "志愿理发队上门服务（顺和美发店）" in texts


def test_the_nearest_resource_can_be_taken(qtbot: QtBot, opened: MakeDesk) -> None:
    client = FakeClient(example.round_())
    desk = opened(client)
    go(desk, "meeting")
    desk.window.meeting.panel.view.reveal("XQ-202606-望湖-004")
    press(desk.window.meeting.details, "指定它")
    settle(qtbot, desk)
    assert client.sent[-1] == PreviewDecision(
        Decision(DecisionKind.LOCK, "XQ-202606-望湖-004", "ZY-202606-001"), id=2
    )


def test_the_context_menu_has_the_same_verbs(opened: MakeDesk) -> None:
    desk = opened(FakeClient(example.round_()))
    go(desk, "meeting")
    meeting = desk.window.meeting
    meeting.panel.view.reveal("XQ-202606-和平-003")
    menu = QMenu()
    meeting._fill_menu(menu)
    assert [entry.text() for entry in menu.actions()] == [
        "锁定：多功能教室",
        "禁止：多功能教室",
        "不由第二实验小学承接这项需求",
        "第二实验小学本期不再承接任何需求",
        "改派给…",
        "单位认领…",
        "单位婉拒…",
        "单位上限…",
        "单位下限…",
        "为什么不是…",
        "紧急程度",
    ]


def test_any_resource_can_be_chosen_for_a_need(
    qtbot: QtBot, opened: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = FakeClient(example.round_())
    desk = opened(client)
    go(desk, "meeting")
    desk.window.meeting.panel.view.reveal("XQ-202606-望湖-004")

    def pick(dialog: Choose) -> int:
        assert not dialog.ok.isEnabled()
        dialog.panel.view.reveal("ZY-202606-004")
        assert dialog.ok.isEnabled()
        return 1

    monkeypatch.setattr(Choose, "exec", pick)
    press(desk.window.meeting.details, "单位认领…")
    settle(qtbot, desk)
    assert client.sent[-1] == PreviewDecision(
        Decision(DecisionKind.CLAIM, "XQ-202606-望湖-004", unit="民安保险公司"), id=2
    )


def test_decisions_are_listed_and_lead_to_their_need(opened: MakeDesk) -> None:
    desk = opened(FakeClient(example.round_()))
    go(desk, "meeting")
    meeting = desk.window.meeting
    assert meeting.tabs.tabText(meeting.tabs.indexOf(meeting.decisions)) == "决定 2"
    meeting.decisions.view.opened.emit(meeting.decisions.model.key_at(1))
    assert meeting.panel.view.current_key() == "XQ-202606-柳岸-002"


def test_an_issue_jumps_to_its_row(opened: MakeDesk) -> None:
    desk = opened(FakeClient(example.round_()))
    go(desk, "settings")
    desk.window.dock.show()
    issues = desk.window.reports.issues
    issues.view.opened.emit(issues.model.key_at(1))
    assert desk.window.stack.currentWidget() is desk.window.needs
    assert desk.window.needs.panel.view.current_key() == "XQ-202606-东桥-006"


def test_months_are_switched_and_new_ones_begun(
    qtbot: QtBot, opened: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = FakeClient()
    desk = opened(client)
    box = desk.window.bars.months
    assert [box.itemText(at) for at in range(box.count())] == [
        "2026年5月",
        "2026年6月",
        "",
        "新建月份…",
    ]
    assert box.currentText() == "2026年6月"
    box.setCurrentIndex(0)
    box.activated.emit(0)
    settle(qtbot, desk)
    assert client.sent[-1] == SwitchMonth("2026-05", id=2)
    monkeypatch.setattr(MonthDialog, "exec", lambda self: 1)
    box.setCurrentIndex(3)
    box.activated.emit(3)
    settle(qtbot, desk)
    assert client.sent[-1] == SwitchMonth("2026-07", id=3)
    assert box.currentText() == "2026年7月"


def test_a_ledger_held_by_another_window_can_only_be_read(opened: MakeDesk) -> None:
    why = "另一个窗口正在使用这本台账，这里只能查看"
    desk = opened(FakeClient(example.round_(), read_only=why))
    assert desk.window.read_only.isVisible()
    assert desk.window.read_only.words.text() == why
    for name in ("import", "match"):
        assert why in action(desk, name).toolTip()
    assert action(desk, "export").isEnabled()
    go(desk, "meeting")
    buttons = desk.window.meeting.details.findChildren(QPushButton)
    assert buttons
    asking = {"问为什么", "为什么不是…"}
    for button in buttons:
        assert button.isEnabled() == (button.text() in asking)
        assert button.isEnabled() or button.toolTip() == why


def test_a_ledger_that_did_not_open_can_be_tried_again(
    qtbot: QtBot, opened: MakeDesk, failures: list[Failed]
) -> None:
    client = FakeClient()
    client.override = lambda request: Failed("LedgerDamaged", "台账读不出来", id=request.id)
    desk = opened(client)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert not action(desk, "import").isEnabled()
    client.override = lambda request: None
    action(desk, "reopen").trigger()
    settle(qtbot, desk)
    assert client.sent[-1] == OpenLedger(Path("三张清单.db"), id=2)
    assert action(desk, "import").isEnabled()
    failures.clear()


def test_failures_are_shown_one_after_the_other(
    qtbot: QtBot, opened: MakeDesk, failures: list[Failed]
) -> None:
    client = FakeClient()
    desk = opened(client)
    client.override = lambda request: Failed("CannotWrite", f"写不了{request.id}", id=request.id)
    desk.session.export(Path("甲"))
    desk.session.export(Path("乙"))
    qtbot.waitUntil(lambda: len(failures) == 2)
    assert desk.session.state.failures == ()
    failures.clear()


def test_options_are_saved_only_when_they_differ(qtbot: QtBot, opened: MakeDesk) -> None:
    client = FakeClient(example.round_())
    desk = opened(client)
    go(desk, "settings")
    page = desk.window.settings
    assert not page.apply_button.isEnabled()
    assert page.apply_button.toolTip() == "没有改动"
    page.fields["unit_cap"].setValue(7)
    press(page, "保存设置")
    settle(qtbot, desk)
    sent = client.sent[-1]
    assert isinstance(sent, SetOptions)
    assert sent.options == replace(client.round.options, unit_cap=7)
    assert not page.apply_button.isEnabled()


@pytest.mark.usefixtures("dressed")
def test_colours_follow_the_setting_at_once_and_are_remembered(opened: MakeDesk) -> None:
    desk = opened(FakeClient(example.round_()))
    go(desk, "settings")
    look = desk.window.settings.look
    for at, shade in ((2, DARK), (1, LIGHT)):
        look.setCurrentIndex(at)
        look.activated.emit(at)
        assert desk.session.state.shade is shade
        assert desk.window.palette().window().color().name() == shade.window
    assert desk.window.preferences.look == "light"


def test_widths_set_by_the_user_are_kept_for_the_next_window(
    opened: MakeDesk, qtbot: QtBot
) -> None:
    desk = opened(FakeClient(example.round_()))
    desk.window.needs.panel.view.setColumnWidth(2, 345)
    again = opened(FakeClient(example.round_()))
    assert again.window.needs.panel.view.columnWidth(2) == 345


@pytest.mark.usefixtures("dressed")
def test_the_window_fits_a_small_screen(opened: MakeDesk) -> None:
    """1280 by 720, and 1366 by 768 at 125 %: 1092 by 614, whichever page is looked at."""
    desk = opened(FakeClient(example.round_()))
    least = {}
    for name in ("needs", "resources", "meeting", "projects", "statistics", "settings"):
        go(desk, name)
        hint = desk.window.minimumSizeHint()
        least[name] = (hint.width(), hint.height())
    assert {name: size for name, size in least.items() if size[0] > 1092 or size[1] > 614} == {}


def test_everything_that_can_be_operated_has_a_name(opened: MakeDesk) -> None:
    desk = opened(FakeClient(example.round_()))
    for at in range(len(desk.window.pages)):
        desk.window.navigation.setCurrentRow(at)
    desk.window.dock.show()
    kinds = (QComboBox, QAbstractSpinBox, QTableView, QAbstractButton, QLineEdit)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for kind in kinds
        for widget in desk.window.findChildren(kind)
        if not widget.objectName().startswith("qt_")
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and (widget.text() or widget.toolTip()))
        and not isinstance(widget.parent(), QAbstractSpinBox | QLineEdit | QTableView)
    ]
    assert nameless == []


def test_the_standard_buttons_are_chinese() -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert buttons.button(QDialogButtonBox.StandardButton.Cancel).text().startswith("取消")


def test_the_navigation_is_reached_by_keyboard(qtbot: QtBot, opened: MakeDesk) -> None:
    desk = opened(FakeClient(example.round_()))
    navigation = desk.window.navigation
    navigation.setFocus()
    QTest.keyClick(navigation, Qt.Key.Key_Down)
    assert desk.window.stack.currentWidget() is desk.window.resources


@pytest.mark.parametrize(
    ("read_only", "words", "taken"),
    [("", "松开鼠标，导入 1 个文件", True), ("只能查看", "现在不能导入：只能查看", False)],
)
def test_dragging_says_what_would_happen(
    opened: MakeDesk, tmp_path: Path, read_only: str, words: str, taken: bool
) -> None:
    desk = opened(FakeClient(read_only=read_only))
    file = tmp_path / "需求.xlsx"
    file.write_bytes(b"")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    desk.window.dragEnterEvent(event)
    assert desk.window.drop_hint.isVisible()
    assert desk.window.drop_hint.text() == words
    drop(desk, [file])
    assert not desk.window.drop_hint.isVisible()
    assert bool(desk.session.state.tasks) is taken


def test_pages_and_search_are_reached_by_shortcut(qtbot: QtBot, opened: MakeDesk) -> None:
    desk = opened(FakeClient(example.round_()))
    window = desk.window
    assert [entry.shortcut().toString() for entry in window.navigation.page_actions] == [
        f"Ctrl+{number}" for number in range(1, len(window.pages) + 1)
    ]
    window.navigation.page_actions[2].trigger()
    assert window.stack.currentWidget() is window.meeting
    window.activateWindow()
    window.search.trigger()
    qtbot.waitUntil(window.meeting.panel.search.hasFocus)


def test_matching_leads_to_the_plan(qtbot: QtBot, opened: MakeDesk) -> None:
    desk = opened(FakeClient(example.round_(planned=False)))
    action(desk, "match").trigger()
    settle(qtbot, desk)
    assert desk.window.stack.currentWidget() is desk.window.meeting


def test_the_help_of_an_empty_page_says_why_it_cannot(opened: MakeDesk) -> None:
    desk = opened(FakeClient(read_only="只能查看"))
    button = desk.window.needs.panel._empty_button
    assert not button.isEnabled()
    assert button.toolTip() == "只能查看"
    go(desk, "projects")
    button = desk.window.projects.panel._empty_button
    assert not button.isEnabled()
    assert button.toolTip() == "请先导入需求清单和资源清单"


def test_progress_leaves_the_details_alone(qtbot: QtBot, opened: MakeDesk) -> None:
    """Ten progress reports a second must not rebuild what the user reads."""
    client = FakeClient(example.round_())
    desk = opened(client)
    go(desk, "meeting")
    client.hold = True
    desk.session.match()
    qtbot.waitUntil(lambda: desk.window.status.bar.maximum() == 4)
    before = desk.window.meeting.details.widget()
    client.say(Progress("读取第 1 个文件", 3, 4, id=client.sent[-1].id))
    qtbot.waitUntil(lambda: desk.window.status.bar.value() == 3)
    assert desk.window.meeting.details.widget() is before
    client.let_go()
    settle(qtbot, desk)


def test_the_windows_shape_is_kept_for_the_next_one(opened: MakeDesk) -> None:
    desk = opened(FakeClient(example.round_()))
    desk.window.resize(1000, 666)
    desk.window.dock.show()
    desk.window.close()
    again = opened(FakeClient(example.round_()))
    assert again.window.size().height() == 666
    assert again.window.dock.isVisible()


def test_a_drag_without_files_is_not_taken(opened: MakeDesk) -> None:
    desk = opened(FakeClient())
    drop(desk, [])
    assert desk.session.state.tasks == ()


def test_a_point_between_the_names_of_the_graph_is_no_name(opened: MakeDesk) -> None:
    desk = opened(FakeClient(example.round_()))
    go(desk, "statistics")
    graph = desk.window.statistics.links
    graph.resize(600, 300)
    assert graph.name_at(300, 10) is None
    assert graph.name_at(10, 1) == ("left", graph._left[0])
    assert QPoint(0, 0).isNull()


def test_connections_are_made_in_one_place_of_each_class() -> None:
    """Who hears whom is read off one function."""
    elsewhere = []
    for path in sorted(Path("ui").rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef) and function.name != "_connect":
                elsewhere += [
                    f"{path}:{call.lineno}"
                    for call in ast.walk(function)
                    if isinstance(call, ast.Call)
                    and isinstance(call.func, ast.Attribute)
                    and call.func.attr == "connect"
                ]
    assert elsewhere == []


def test_match_is_asked_for_from_the_empty_project_list(qtbot: QtBot, opened: MakeDesk) -> None:
    client = FakeClient(example.round_(planned=False))
    desk = opened(client)
    go(desk, "projects")
    press(desk.window.projects, "匹配")
    settle(qtbot, desk)
    assert isinstance(client.sent[-1], Match)
    assert desk.window.projects.panel.model.rowCount() > 0
