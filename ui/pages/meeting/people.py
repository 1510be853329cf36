"""Who spoke for it, who against, who sees to it: ticked, not typed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QPushButton, QWidget


class People(QPushButton):
    """Units and communities ticked in a menu; nothing is typed."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._connect()
        self._tell()

    def _connect(self) -> None:
        self._menu.triggered.connect(lambda _: self._tell())

    def offer(self, names: Sequence[str], ticked: Sequence[str] = ()) -> None:
        """Offer these names, the first ones first."""
        self._menu.clear()
        for name in dict.fromkeys((*ticked, *names)):
            action = self._menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(name in ticked)
        self._tell()

    def chosen(self) -> tuple[str, ...]:
        """The names that are ticked."""
        return tuple(action.text() for action in self._menu.actions() if action.isChecked())

    def _tell(self) -> None:
        chosen = self.chosen()
        more = f"等 {len(chosen)} 家" if len(chosen) > 1 else ""
        self.setText(f"{self._title}：{chosen[0]}{more}" if chosen else f"{self._title}：未记")
        self.setToolTip("、".join(chosen) or "点一下，勾选单位或社区")
