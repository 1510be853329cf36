"""Which settings file: what the user is asked."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from matcher.domain.profiles import SUFFIX
from ui.preferences import Preferences

_PURPOSE = "settings"


def ask_where_to_keep(parent: QWidget, preferences: Preferences) -> Path | None:
    """A file to write; ``None`` when none was chosen."""
    start = preferences.folder(_PURPOSE) / f"本街道{SUFFIX}"
    found, _ = QFileDialog.getSaveFileName(
        parent, "另存为设置文件", str(start), f"设置文件 (*{SUFFIX})"
    )
    if not found:
        return None
    path = Path(found)
    preferences.remember_folder(_PURPOSE, path.parent)
    return path if path.name.endswith(SUFFIX) else path.with_name(f"{path.name}{SUFFIX}")


def ask_which(parent: QWidget, preferences: Preferences) -> Path | None:
    """A file to read; ``None`` when none was chosen."""
    found, _ = QFileDialog.getOpenFileName(
        parent,
        "载入设置文件",
        str(preferences.folder(_PURPOSE)),
        f"设置文件 (*{SUFFIX});;所有文件 (*)",
    )
    if not found:
        return None
    preferences.remember_folder(_PURPOSE, Path(found).parent)
    return Path(found)
