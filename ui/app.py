"""Makes the application, fonts, theme, error hook, session and window; the only place that builds things."""

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QStandardPaths, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from matcher.errors import UsageError
from matcher.service import Client, Failed, logs
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.session import Session, State
from ui.theme import Look, Shade, icon, interface_font, palette, resolve, style_sheet
from ui.worker import Link, Worker

_FOLDER = "three-lists-matcher"
_LEDGER = "三张清单.db"
_TIDY_MS = 5_000


def default_ledger() -> Path:
    """Where the month book lies unless told otherwise."""
    base = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(base) / _FOLDER / _LEDGER


def default_preferences() -> Path:
    """Where the window's preferences lie."""
    base = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(base) / _FOLDER / "window.ini"


def make_application() -> QApplication:
    """The one application, with style, font and Chinese standard dialogs."""
    existing = QApplication.instance()
    made = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    made.setApplicationName(_FOLDER)
    made.setApplicationDisplayName("三张清单对接助手")
    made.setStyle("Fusion")
    made.setFont(interface_font())
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    _translate(made)
    return made


def _translate(application: QApplication) -> None:
    """Qt's own words (Cancel, Copy, file dialogs) in Chinese."""
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)


def system_is_dark() -> bool:
    """Whether the system asks for dark colours."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def shade_of(look: Look) -> Shade:
    """The colours for what the user wants on this system."""
    return resolve(look, system_is_dark())


def wear(application: QApplication, shade: Shade) -> None:
    """Put the colours on every widget."""
    sheet = style_sheet(shade)
    if application.styleSheet() != sheet:
        application.setPalette(palette(shade))
        application.setStyleSheet(sheet)


class Tidy(QObject):
    """Python's cyclic garbage, collected between events on the window's thread.

    Left to itself, Python would walk through every need and resource just received, for a tenth of a
    second, in the middle of a click, or on the listening thread, which must not end Qt objects.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_TIDY_MS)
        self._connect()
        gc.disable()
        self._timer.start()

    def _connect(self) -> None:
        self._timer.timeout.connect(self._collect)

    def _collect(self) -> None:
        gc.collect()

    def set_aside(self) -> None:
        """What is here now need not be walked through again; it is still freed when nothing names it."""
        gc.freeze()

    def close(self) -> None:
        """Let Python collect as usual again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()


class Desk(QObject):
    """Everything one window consists of.

    Args:
        preferences: What this computer remembers.
        start: Starts the worker process.
    """

    def __init__(
        self, application: QApplication, preferences: Preferences, start: Callable[[], Link]
    ) -> None:
        super().__init__()
        self._application = application
        self._preferences = preferences
        look = _look(preferences.look)
        state = State(look=look, shade=shade_of(look), auto_match=preferences.auto_match)
        wear(application, state.shade)
        self._worn = state.shade
        self.worker = Worker(start)
        self.session = Session(self.worker, state, shade_of)
        self.window = MainWindow(self.session, preferences)
        self.window.setWindowIcon(icon("app", state.shade.text, size=64))
        self._tidy = Tidy(self)
        self._seen: object = None
        self._closed = False
        self._connect()

    def _connect(self) -> None:
        self.session.changed.connect(self._follow)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def _follow(self, state: State) -> None:
        if state.view is not self._seen:
            self._seen = state.view
            self._tidy.set_aside()
        if state.shade is not self._worn:
            self._worn = state.shade
            wear(self._application, state.shade)
        if self._preferences.look != state.look.value:
            self._preferences.look = state.look.value
        if self._preferences.auto_match != state.auto_match:
            self._preferences.auto_match = state.auto_match

    def _system_changed(self) -> None:
        self.session.set_look(self.session.state.look)

    def close(self) -> None:
        """End the worker; nothing is lost, every step is on the disk."""
        if self._closed:
            return
        self._closed = True
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._system_changed)
        self.window.close()
        self.worker.close()
        self._tidy.close()
        self._preferences.write()


def _look(value: str) -> Look:
    return Look(value) if value in set(Look) else Look.SYSTEM


def install_error_hook(session: Session, folder: Path) -> None:
    """Turn an error nobody foresaw into a dialog and an entry of the log in ``folder``."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        written = logs.note(error.with_traceback(trace), folder, "window.log")
        where = f"日志文件 {written}" if written else kind.__name__
        session.report(Failed("internal", "窗口程序出错，这一步没有完成", where))

    sys.excepthook = hook


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the command line says about the window."""

    ledger: Path
    preferences: Path
    month: str | None


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(
            "窗口的参数不对", message, "可用的参数：--ledger 台账文件，--month 2026-06"
        )


def read_arguments(argv: Sequence[str]) -> Arguments:
    """Read the command line of the window.

    Raises:
        UsageError: An argument is unknown or incomplete.
    """
    parser = _Parser(prog="main.py", add_help=False)
    parser.add_argument("--ledger", type=Path, default=default_ledger())
    parser.add_argument("--preferences", type=Path, default=default_preferences())
    parser.add_argument("--month", default=None)
    found = parser.parse_args(list(argv))
    return Arguments(found.ledger, found.preferences, found.month)


def main(argv: Sequence[str] = ()) -> int:
    """Show the window until it is closed; the exit code."""
    try:
        arguments = read_arguments(argv)
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    application = make_application()
    desk = Desk(application, Preferences(arguments.preferences), Client)
    install_error_hook(desk.session, logs.default_folder())
    desk.window.show()
    arguments.ledger.parent.mkdir(parents=True, exist_ok=True)
    QTimer.singleShot(0, lambda: desk.session.open(arguments.ledger, arguments.month))
    code = application.exec()
    desk.close()
    return code
