"""Settings kept in a file and taken from one."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from matcher.domain.profiles import SUFFIX, Profile, profile_from, profile_text
from matcher.errors import CannotWrite, FileRefused
from ui.preferences import Preferences

_PURPOSE = "settings"
_LARGEST = 1_000_000


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


def write(path: Path, profile: Profile) -> None:
    """Write a profile.

    Raises:
        CannotWrite: The file cannot be written.
    """
    try:
        path.write_text(profile_text(profile), encoding="utf-8")
    except OSError as error:
        raise CannotWrite(
            "设置文件写不进去", str(path), "请换一个文件夹，或检查磁盘空间和权限"
        ) from error


def read(path: Path) -> Profile:
    """Read a profile.

    Raises:
        FileRefused: It cannot be read, or is no profile.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise FileRefused("这个文件不是匹配设置文件", path.name, "请选择在设置页保存的设置文件")
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise FileRefused("设置文件打不开", str(path), "请检查文件是否还在、是否有权限") from error
    except UnicodeDecodeError as error:
        raise FileRefused(
            "这个文件不是匹配设置文件", path.name, "请选择在设置页保存的设置文件"
        ) from error
    return profile_from(text, path.name)
