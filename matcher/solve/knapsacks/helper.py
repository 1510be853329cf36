"""A second process that looks at cases of a search, so that both cores do."""

from contextlib import suppress
from multiprocessing import current_process
from time import monotonic

import numpy as np

from matcher.solve.engine import Clock
from matcher.solve.knapsacks.shape import Shape, Whole
from matcher.solve.knapsacks.tree import Case, Tree
from matcher.solve.process import Answering, Process

_TURN_SECONDS = 1.0
"""How long the helper looks before it tells what is left."""

_Asked = tuple[tuple[Shape, int, int] | None, int, list[Case]]
"""A search where it is a new one (shape, shift, beyond), what is asked for, and the cases."""


class Helper:
    """A process that is lent cases of one search after another; what it has not told when it dies is done here.

    Attributes:
        busy: Whether it has been lent cases and has not answered yet.
    """

    def __init__(self) -> None:
        self._process = Process(_searching, "knapsacks")
        self._lent: list[Case] = []
        self._known: Tree | None = None

    @property
    def busy(self) -> bool:
        """Whether it has been lent cases and has not answered yet."""
        return bool(self._lent)

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.alive

    def lend(self, tree: Tree, cases: list[Case]) -> bool:
        """Hand over cases; ``False`` when it has died."""
        new = (tree.shape, tree.shift, tree.beyond) if self._known is not tree else None
        with suppress(OSError):
            self._process.ask((new, tree.asked, cases))
            self._known, self._lent = tree, cases
            return True
        return False

    def told(self, tree: Tree, seconds: float) -> list[Case] | None:
        """Wait so long for what is left of the cases lent, better choices put in the tree; ``None`` = not yet."""
        try:
            if (said := self._process.answer(seconds)) is None:
                return None
            cases, taken, count = said
        except (EOFError, OSError):
            cases, taken, count = self._lent, None, 0
        self._lent = []
        tree.cases += count
        if taken is not None:
            tree.put(np.where(taken > 0, 1, -1).astype(np.int8))
        return list(cases)

    def end(self) -> None:
        """End the process whatever it is doing."""
        self._process.end()


def helper() -> Helper | None:
    """A new one; ``None`` in a daemonic process, which may not have children."""
    return None if current_process().daemon else Helper()


def _searching() -> Answering:
    """In the process: what looks at cases; it knows the search it was asked about last."""
    known: list[Tree] = []

    def look(asked: _Asked) -> object:
        new, most, cases = asked
        if new is not None:
            shape, shift, beyond = new
            known[:] = [_tree(shape, shift, beyond, most)]
        return _looked(known[0], most, cases)

    return look


def _tree(shape: Shape, shift: int, beyond: int, asked: int) -> Tree:
    made = Tree(shape, asked, shift)
    made.beyond = beyond
    return made


def _looked(tree: Tree, asked: int, cases: list[Case]) -> tuple[list[Case], Whole | None, int]:
    """What is left of some cases after a turn, the better choice found, and how many were looked at."""
    tree.asked, tree.taken, tree.cases = max(tree.asked, asked), None, 0
    waiting = tree.look(cases, Clock(monotonic() + _TURN_SECONDS))
    return waiting, tree.taken, tree.cases
