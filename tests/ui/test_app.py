"""How the window is started, and that it starts light."""

import gc
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from matcher.errors import UsageError
from matcher.service import Failed
from tests.ui import example
from tests.ui.conftest import MakeDesk
from tests.ui.fake_client import FakeClient
from ui.app import default_ledger, install_error_hook, main, read_arguments
from ui.main_window.dialogs import Dialogs, MonthDialog
from ui.preferences import Preferences
from ui.worker import Worker


def test_without_arguments_the_ledger_lies_in_the_users_data() -> None:
    arguments = read_arguments([])
    assert arguments.ledger == default_ledger()
    assert arguments.ledger.name == "三张清单.db"
    assert arguments.month is None


def test_ledger_and_month_can_be_given() -> None:
    arguments = read_arguments(["--ledger", "甲.db", "--month", "2026-05"])
    assert (arguments.ledger, arguments.month) == (Path("甲.db"), "2026-05")


def test_an_unknown_argument_is_told_and_no_window_opens(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(UsageError):
        read_arguments(["--bogus"])
    assert main(["--bogus"]) == 2
    told = capsys.readouterr().err
    assert "窗口的参数不对" in told
    assert "--ledger" in told


def test_the_window_process_loads_no_solver_reader_or_array_library() -> None:
    heavy = ("ortools", "numpy", "pandas", "openpyxl", "python_calamine", "rapidfuzz", "docx")
    code = f"import sys, ui.app; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_an_unforeseen_error_is_written_down_and_shown(
    qtbot: QtBot,
    make_desk: MakeDesk,
    failures: list[Failed],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = make_desk(FakeClient())
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    install_error_hook(desk.session, tmp_path / "logs")
    try:
        raise RuntimeError("boom")
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: len(failures) == 1)
    log = tmp_path / "logs" / "window.log"
    assert "RuntimeError" in log.read_text(encoding="utf-8")
    assert str(log) in failures[0].where
    failures.clear()


def test_a_failure_dialog_says_what_where_and_what_to_do(
    preferences: Preferences, monkeypatch: pytest.MonkeyPatch, make_desk: MakeDesk
) -> None:
    desk = make_desk(FakeClient())
    monkeypatch.undo()
    seen: list[tuple[str, str, str]] = []
    monkeypatch.setattr(
        QMessageBox,
        "exec",
        lambda box: seen.append((box.windowTitle(), box.text(), box.informativeText())),
    )
    Dialogs(desk.window, preferences).failure(
        Failed("CannotWrite", "结果.xlsx 正在被别的程序使用", "D:/六月/结果.xlsx", "请关闭它再导出")
    )
    assert seen == [
        (
            "结果没有写成",
            "结果.xlsx 正在被别的程序使用",
            "位置：D:/六月/结果.xlsx\n怎么办：请关闭它再导出",
        )
    ]


def test_the_month_proposed_can_be_changed() -> None:
    dialog = MonthDialog("2026-12")
    assert dialog.month() == "2026-12"
    dialog.year.setValue(2027)
    dialog.number.setValue(1)
    assert dialog.month() == "2027-01"


def test_numbers_and_dates_are_written_the_chinese_way() -> None:
    assert QLocale().language() is QLocale.Language.Chinese


def test_the_listener_ends_with_the_worker() -> None:
    worker = Worker(lambda: FakeClient(example.round_()))
    worker.start()
    listener = worker._listener
    assert listener is not None
    assert listener.is_alive()
    worker.close()
    assert not listener.is_alive()


def test_garbage_is_collected_between_events_while_a_window_is_open(make_desk: MakeDesk) -> None:
    desk = make_desk(FakeClient(example.round_()))
    assert not gc.isenabled()
    desk.session.open(Path("三张清单.db"))
    desk.close()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
