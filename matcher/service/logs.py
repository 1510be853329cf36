"""Where unexpected errors are written down for whoever maintains the program."""

import logging
import sys
import traceback
from datetime import datetime
from pathlib import Path

from platformdirs import user_log_path

_NAME = "three-lists-matcher"
_KEPT_BYTES = 1_000_000

_log = logging.getLogger(__name__)


def default_folder() -> Path:
    """The folder for log files on this computer; it need not exist yet."""
    return user_log_path(_NAME, appauthor=False)


def note(error: BaseException, folder: Path, name: str) -> Path | None:
    """Append the error with its traceback to ``name`` in the folder; ``None`` where that fails.

    The text holds code lines only, no values, so no personal data.
    """
    path = folder / name
    text = "".join(traceback.format_exception(error))
    heading = f"{datetime.now().astimezone().isoformat(timespec='seconds')} Python {sys.version}\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        old = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        path.write_text(old[-_KEPT_BYTES:] + heading + text + "\n", encoding="utf-8")
    except OSError:
        _log.warning("no log file could be written to %s", folder, exc_info=True)
        return None
    return path
