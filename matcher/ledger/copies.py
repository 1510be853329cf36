"""Copies of the month book beside it: one before each migration, one a month, the newest twelve kept."""

import contextlib
import re
import sqlite3
from datetime import datetime
from pathlib import Path

KEPT = 12
_FOLDER = "backups"


def folder_of(path: Path) -> Path:
    """Where the copies of this book lie."""
    return path.parent / _FOLDER


def copies_of(path: Path) -> tuple[Path, ...]:
    """The copies of this book, oldest first."""
    ours = re.compile(rf"{re.escape(path.stem)}-\d{{8}}-\d{{6}}-v\d+{re.escape(path.suffix)}")
    with contextlib.suppress(OSError):
        found = [copy for copy in folder_of(path).iterdir() if ours.fullmatch(copy.name)]
        return tuple(sorted(found, key=lambda copy: copy.name))
    return ()


def copy_of_month(path: Path, now: datetime) -> Path | None:
    """The copy made in this calendar month, if there is one."""
    prefix = f"{path.stem}-{now:%Y%m}"
    return next((copy for copy in copies_of(path) if copy.name.startswith(prefix)), None)


def make(connection: sqlite3.Connection, path: Path, now: datetime, version: int) -> Path:
    """Copy the open book; a copy that breaks off never gets its final name.

    Raises:
        OSError: The folder or file cannot be made.
        sqlite3.Error: The copy cannot be written.
    """
    folder = folder_of(path)
    folder.mkdir(exist_ok=True)
    name = f"{path.stem}-{now:%Y%m%d-%H%M%S}-v{version}{path.suffix}"
    unfinished = folder / f"{name}.part"
    unfinished.unlink(missing_ok=True)
    try:
        target = sqlite3.connect(unfinished)
        try:
            connection.backup(target)
        finally:
            target.close()
        unfinished.replace(folder / name)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    for old in copies_of(path)[:-KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()
    return folder / name
