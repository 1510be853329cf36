"""Make the pictures of README and documentation from the real window on the sample month.

``python scripts/screenshot.py`` writes ``docs/images/``; with ``--look``, ``--size``, ``--scale`` and ``--out``
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


def _tell_failure(failure: "Failed") -> None:
    """A dialog would wait for somebody."""
    raise SystemExit(str(failure))


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
        desk.window.dialogs.failure = _tell_failure
        photographer = Photographer(desk, arguments.out)
        try:
            desk.session.open(Path(folder) / "三张清单.db", "2026-06")
            photographer.settle()
            _tour(photographer, desk, arguments.samples)
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

    from matcher.service import Client
    from ui.app import Desk, make_application
    from ui.pages.importing.words import COLUMNS
    from ui.preferences import Preferences

    sys.exit(main())
