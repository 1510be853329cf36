"""Window tests run without a screen, leave no thread or process, and wait for no dialog."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from matcher.service import Failed
from tests.ui.fake_client import FakeClient
from ui.app import Desk, make_application
from ui.preferences import Preferences


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform cannot tell window managers about sizes, and says so."""
    for item in items:
        if "/ui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return make_application()


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """No widget without an application."""


@pytest.fixture(autouse=True)
def _no_thread_outlives() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in set(threading.enumerate()) - before if thread.is_alive()]
    assert not left, f"threads left running: {left}"


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "window.ini")


@pytest.fixture
def failures(monkeypatch: pytest.MonkeyPatch) -> list[Failed]:
    """Failures that would have been shown in a dialog."""
    shown: list[Failed] = []
    monkeypatch.setattr(
        "ui.main_window.dialogs.Dialogs.failure", lambda self, failure: shown.append(failure)
    )
    return shown


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[None]:
    """Ask for this where colours and sizes matter; other windows go without style sheet, which is slow to put on."""
    yield
    qapp.setStyleSheet("")


MakeDesk = Callable[[FakeClient], Desk]


@pytest.fixture
def make_desk(
    qapp: QApplication,
    preferences: Preferences,
    failures: list[Failed],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[MakeDesk]:
    """Makes a window on a fake worker and takes it apart afterwards."""
    if "dressed" not in request.fixturenames:
        monkeypatch.setattr("ui.app.wear", lambda application, shade: None)
    made: list[Desk] = []

    def make(client: FakeClient) -> Desk:
        desk = Desk(qapp, preferences, lambda: client)
        made.append(desk)
        desk.window.show()
        return desk

    yield make
    for desk in made:
        desk.close()
        desk.window.deleteLater()
        desk.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not failures, f"a test left failures unread: {failures}"
