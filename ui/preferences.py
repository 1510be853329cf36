"""What this computer remembers about the window; the month's data are in the ledger."""

import json
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths


class Preferences:
    """A typed wrapper of ``QSettings``: no other file knows the keys."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def _text(self, key: str) -> str:
        value = self._settings.value(key, "")
        return value if isinstance(value, str) else ""

    @property
    def look(self) -> str:
        """``system``, ``light`` or ``dark``."""
        return self._text("look") or "system"

    @look.setter
    def look(self, value: str) -> None:
        self._settings.setValue("look", value)

    @property
    def auto_match(self) -> bool:
        """Whether each decision is followed by a match."""
        return self._text("auto_match") == "yes"

    @auto_match.setter
    def auto_match(self, value: bool) -> None:
        self._settings.setValue("auto_match", "yes" if value else "no")

    def widths(self, table: str) -> dict[str, int]:
        """Column widths the user has set in a table, by column key."""
        try:
            found = json.loads(self._text(f"widths/{table}") or "{}")
        except ValueError:
            return {}
        if not isinstance(found, dict):
            return {}
        return {
            str(key): width
            for key, width in found.items()
            if isinstance(width, int) and 10 <= width <= 4000
        }

    def remember_widths(self, table: str, changed: dict[str, int]) -> None:
        """Keep changed column widths of a table."""
        self._settings.setValue(f"widths/{table}", json.dumps(self.widths(table) | changed))

    def folder(self, purpose: str) -> Path:
        """The folder last used for a purpose; before that the user's documents."""
        kept = self._text(f"folder/{purpose}")
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        tried = [Path(kept)] if kept else []
        return next((path for path in (*tried, Path(documents)) if path.is_dir()), Path.home())

    def remember_folder(self, purpose: str, folder: Path) -> None:
        """Keep the folder used for a purpose."""
        self._settings.setValue(f"folder/{purpose}", str(folder))

    def shape(self, name: str) -> QByteArray:
        """A kept geometry or state; empty when there is none."""
        value = self._settings.value(f"shape/{name}", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    def remember_shape(self, name: str, value: QByteArray) -> None:
        """Keep a geometry or state."""
        self._settings.setValue(f"shape/{name}", value)

    def write(self) -> None:
        """Put everything on the disk now."""
        self._settings.sync()
