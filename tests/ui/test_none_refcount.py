"""Some PySide6 releases lose a reference to ``None`` at every void call and abort after some thousands."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

_CALLS = 20_000
_SLACK = 500
"""Other code takes and gives references to ``None`` all the time; twenty thousand lost ones stand out."""


class Bell(QObject):
    """Something with a signal."""

    rung = Signal()


def _loss(before: int) -> int:
    return before - sys.getrefcount(None)


def test_void_methods_give_back_what_they_take() -> None:
    label = QLabel()
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        label.setEnabled(True)
    assert _loss(before) < _SLACK


def test_void_slots_give_back_what_they_take() -> None:
    bell = Bell()
    heard: list[int] = []

    def hear() -> None:
        heard.append(1)

    bell.rung.connect(hear)
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        bell.rung.emit()
    assert len(heard) == _CALLS
    assert _loss(before) < _SLACK


def test_overridden_void_methods_give_back_what_they_take() -> None:
    class Quiet(QLabel):
        """A label that overrides a void virtual."""

        def setVisible(self, visible: bool) -> None:
            """Do nothing, as Qt's own void virtual would be answered."""

    quiet = Quiet()
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        quiet.show()
    assert _loss(before) < _SLACK
