"""A second process that looks at cases of a search, so that both cores do."""

import signal
from contextlib import suppress
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection
from threading import Thread
from time import monotonic

import numpy as np

from matcher.solve.engine import Clock
from matcher.solve.highs import end_with_parent
from matcher.solve.knapsacks.shape import Shape, Whole
from matcher.solve.knapsacks.tree import Case, Tree

_TURN_SECONDS = 1.0
"""How long the helper looks before it tells what is left."""


class Helper:
    """A process that is lent cases of one search after another; what it has not told when it dies is done here.

    Attributes:
        busy: Whether it has been lent cases and has not answered yet.
    """

    def __init__(self) -> None:
        context = get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there,), daemon=True, name="knapsacks")
        self._process.start()
        there.close()
        self._lent: list[Case] = []
        self._known: Tree | None = None

    @property
    def busy(self) -> bool:
        """Whether it has been lent cases and has not answered yet."""
        return bool(self._lent)

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.is_alive()

    def lend(self, tree: Tree, cases: list[Case]) -> bool:
        """Hand over cases; ``False`` when it has died."""
        new = (tree.shape, tree.shift, tree.beyond) if self._known is not tree else None
        with suppress(OSError):
            self._here.send((new, tree.asked, cases))
            self._known, self._lent = tree, cases
            return True
        return False

    def told(self, tree: Tree, seconds: float) -> list[Case] | None:
        """Wait so long for what is left of the cases lent, better choices put in the tree; ``None`` = not yet."""
        try:
            if not self._here.poll(seconds):
                return None
            cases, taken, count = self._here.recv()
        except (EOFError, OSError):
            cases, taken, count = self._lent, None, 0
        self._lent = []
        tree.cases += count
        if taken is not None:
            tree.put(np.where(taken > 0, 1, -1).astype(np.int8))
        return list(cases)

    def end(self) -> None:
        """End the process whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._here.close()


def helper() -> Helper | None:
    """A new one; ``None`` in a daemonic process, which may not have children."""
    return None if current_process().daemon else Helper()


def _serve(pipe: Connection) -> None:
    """In the process: look at cases until the other side closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=end_with_parent, daemon=True).start()
    tree: Tree | None = None
    while True:
        try:
            new, asked, cases = pipe.recv()
        except EOFError:
            return
        if new is not None:
            shape, shift, beyond = new
            tree = _tree(shape, shift, beyond, asked)
        if tree is not None:
            pipe.send(_looked(tree, asked, cases))


def _tree(shape: Shape, shift: int, beyond: int, asked: int) -> Tree:
    made = Tree(shape, asked, shift)
    made.beyond = beyond
    return made


def _looked(tree: Tree, asked: int, cases: list[Case]) -> tuple[list[Case], Whole | None, int]:
    """What is left of some cases after a turn, the better choice found, and how many were looked at."""
    tree.asked, tree.taken, tree.cases = max(tree.asked, asked), None, 0
    waiting = tree.look(cases, Clock(monotonic() + _TURN_SECONDS))
    return waiting, tree.taken, tree.cases
