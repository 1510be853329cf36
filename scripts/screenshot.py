"""Make the pictures of README and documentation from the real window on the sample month.

``python scripts/screenshot.py`` writes ``docs/images/``; with ``--what meeting``, ``--look``, ``--size``, ``--scale`` and ``--out``
it shows how the window looks elsewhere. Nothing of the user's own ledger or preferences is touched.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from matcher.service import Failed

_HOME = Path(__file__).resolve().parent.parent
_PATIENCE_SECONDS = 120


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=_HOME / "docs" / "images")
    parser.add_argument("--samples", type=Path, default=_HOME / "samples" / "street_2026_06")
    parser.add_argument(
        "--size", default="1280x720", help="of the window, in pixels at 100 percent"
    )
    parser.add_argument("--scale", default="1", help="such as 1.5")
    parser.add_argument("--look", choices=("light", "dark"), default="light")
    parser.add_argument(
        "--what", choices=("month", "meeting"), default="month", help="which pictures to take"
    )
    parser.add_argument(
        "--screen", action="store_true", help="use the screen, not the offscreen platform"
    )
    return parser.parse_args()


class Photographer:
    """Drives one window and takes its picture."""

    def __init__(self, desk: "Desk", out: Path) -> None:
        self._desk = desk
        self._out = out

    def wait(self, done: Callable[[], bool] = lambda: False, seconds: float = 0.3) -> bool:
        """Let the window live until something is done or the time is up."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not done():
            QTest.qWait(20)
        return done()

    def settle(self) -> None:
        """Wait until the worker has answered.

        Raises:
            SystemExit: It failed, or took too long.
        """
        session = self._desk.session
        if not self.wait(lambda: not session.state.tasks, _PATIENCE_SECONDS):
            raise SystemExit("the worker did not answer in time")
        if session.state.failures:
            raise SystemExit(str(session.state.failures[0]))
        self.wait()

    def page(self, name: str) -> None:
        """Go to a page."""
        names = [page.name for page in self._desk.window.pages]
        self._desk.window.navigation.setCurrentRow(names.index(name))
        self.wait()

    def shoot(self, name: str, shown: "QWidget | None" = None) -> None:
        """Write a picture of the window, or of a dialog above it, as it is."""
        path = self._out / f"{name}.png"
        (shown or self._desk.window).grab().save(str(path))
        print(path)


def _tour(photographer: Photographer, desk: "Desk", samples: Path) -> None:
    """Go through a month, with a picture at each step."""
    window, session = desk.window, desk.session
    photographer.shoot("empty")
    session.draft_import(sorted(path for path in samples.iterdir() if path.is_file()))
    photographer.settle()
    window.assistant.go(COLUMNS)
    photographer.wait()
    photographer.shoot("import", window.assistant)
    session.accept_draft()
    photographer.settle()
    photographer.shoot("needs")
    photographer.page("resources")
    session.dismiss()
    photographer.wait()
    photographer.shoot("resources")
    window.dock.show()
    window.reports.show_state(session.state)
    photographer.wait()
    photographer.shoot("issues")
    window.reports.tabs.setCurrentIndex(1)
    photographer.wait()
    photographer.shoot("account")
    window.dock.hide()
    session.match()
    photographer.settle()
    session.dismiss()
    photographer.page("meeting")
    photographer.shoot("meeting")
    rows = window.meeting.panel.model.shown()
    unmet = next((row for row in rows if row.unmet is not None), None)
    if unmet is not None:
        window.meeting.reveal(unmet.need.id)
        photographer.wait()
        photographer.shoot("unmet")
    for name in ("projects", "statistics", "settings"):
        photographer.page(name)
        photographer.shoot(name)
    photographer.page("statistics")
    window.statistics.tabs.setCurrentIndex(1)
    photographer.wait()
    photographer.shoot("links")


def _meeting(photographer: Photographer, desk: "Desk", samples: Path) -> None:
    """Go through a meeting, with a picture of each panel and of each kind of slide."""
    window, session = desk.window, desk.session
    session.import_files(sorted(path for path in samples.iterdir() if path.is_file()))
    photographer.settle()
    session.match()
    photographer.settle()
    session.dismiss()
    photographer.page("meeting")
    page = window.meeting
    photographer.shoot("meeting")
    page.picture.view.activate("left", page.picture.view.flow.left[1].key)
    photographer.wait()
    photographer.shoot("meeting-open")
    row = next(row for row in page.panel.model.shown() if row.assignments)
    page.reveal(row.need.id)
    page.details.decided.emit(
        Decision(DecisionKind.FORBID, row.need.id, row.assignments[0][0].resource)
    )
    photographer.settle()
    photographer.shoot("meeting-preview")
    page.preview.accepted.emit()
    photographer.settle()
    page.changes.prices_wanted.emit()
    photographer.settle()
    photographer.shoot("meeting-changes")
    page.schemes.saved.emit("方案A")
    photographer.settle()
    unmet = next((row for row in page.panel.model.shown() if row.unmet is not None), None)
    if unmet is not None:
        page.reveal(unmet.need.id)
        session.meeting.ask_why(unmet.need.id)
    for name, panel in (
        ("why", page.details),
        ("agenda", page.agenda),
        ("help", page.help),
        ("schemes", page.schemes),
    ):
        page.tabs.setCurrentWidget(panel)
        photographer.settle()
        photographer.shoot(f"meeting-{name}")
    page.tabs.setCurrentWidget(page.agenda)
    page.agenda.step(len(page.agenda.points))
    photographer.wait()
    photographer.shoot("meeting-bundle")
    page.as_table.click()
    photographer.wait()
    photographer.shoot("meeting-table")
    _projector(photographer, desk)


def _projector(photographer: Photographer, desk: "Desk") -> None:
    window = desk.window
    window.room.toggle_projector()
    photographer.settle()
    projector = window.room.projector
    assert projector is not None
    projector.setFixedSize(window.size())
    photographer.wait()
    for name in ("figures", "links", "contents", "agenda"):
        photographer.shoot(f"projector-{name}", projector)
        projector.step(1)
        photographer.wait()
    projector.step(len(agenda_points(desk.session.state.meeting.agenda or ())) - 2)
    photographer.wait()
    photographer.shoot("projector-bundle", projector)
    given = next(row for row in window.meeting.panel.model.shown() if row.assignments)
    forbid = Decision(DecisionKind.FORBID, given.need.id, given.assignments[0][0].resource)
    desk.session.meeting.propose(Change(forbid))
    photographer.settle()
    photographer.shoot("projector-change", projector)
    desk.session.meeting.give_up()
    projector.close()


def quiet(window: "QWidget", preferences: "Preferences") -> "Dialogs":
    """Dialogs that do not wait for somebody to read a failure."""

    class Quiet(Dialogs):
        def failure(self, failure: "Failed") -> None:
            raise SystemExit(str(failure))

    return Quiet(window, preferences)


def main() -> int:
    """Take every picture; the exit code."""
    arguments = _read_arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    application = make_application()
    width, height = (int(part) for part in arguments.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        preferences = Preferences(Path(folder) / "window.ini")
        preferences.look = arguments.look
        logs = Path(folder) / "logs"
        desk = Desk(application, preferences, lambda: Client(logs))
        desk.window.resize(width, height)
        desk.window.show()
        desk.window.dialogs = quiet(desk.window, preferences)
        photographer = Photographer(desk, arguments.out)
        try:
            desk.session.open(Path(folder) / "三张清单.db", "2026-06")
            photographer.settle()
            tour = _tour if arguments.what == "month" else _meeting
            tour(photographer, desk, arguments.samples)
        finally:
            desk.close()
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(_HOME))
    _WANTED = _read_arguments()
    if not _WANTED.screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = _WANTED.scale
    from PySide6.QtTest import QTest

    from matcher.domain import Decision, DecisionKind, agenda_points
    from matcher.service import Client
    from ui.app import Desk, make_application
    from ui.main_window.dialogs import Dialogs
    from ui.pages.importing.words import COLUMNS
    from ui.preferences import Preferences
    from ui.session import Change

    sys.exit(main())
