"""Files dropped on the window: which, and what the user sees while dragging them."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLabel, QWidget


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """The files dropped, those in dropped folders included (one level, hidden and lock files left out)."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    found: list[Path] = []
    for path in paths:
        found += sorted(path.iterdir()) if path.is_dir() else [path]
    return tuple(path for path in found if path.is_file() and not path.name.startswith((".", "~$")))


class DropHint(QLabel):
    """Lies over the window while files hover above it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("dropHint")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, files: int, why_not: str) -> None:
        """Say what would happen to that many files; ``why_not`` = why nothing would."""
        self.setText(f"现在不能导入：{why_not}" if why_not else f"松开鼠标，导入 {files} 个文件")
        area = self._window.rect()
        self.setGeometry(area.adjusted(24, 24, -24, -24))
        self.raise_()
        self.show()
