"""Which files were dropped."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """The files dropped, those in dropped folders included (one level, hidden and lock files left out)."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    found: list[Path] = []
    for path in paths:
        found += sorted(path.iterdir()) if path.is_dir() else [path]
    return tuple(path for path in found if path.is_file() and not path.name.startswith((".", "~$")))
