"""A child process that can be asked, polled and ended, and that ends with its parent, even when that is killed."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread
from typing import Any

from matcher.solve.memory import released

Answering = Callable[[Any], object]
"""What a child does with a question; never answers ``None``."""


class Process:
    """One child that answers one question after another.

    Args:
        make: Called once in the child, for what it answers by; has to be found by its name there.
        name: What the process is called.
    """

    def __init__(self, make: Callable[[], Answering], name: str) -> None:
        context = get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, make), daemon=True, name=name)
        self._process.start()
        there.close()

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.is_alive()

    def ask(self, question: object) -> None:
        """Hand over a question; :meth:`answer` tells when it is done.

        Raises:
            OSError: The child ended.
        """
        self._here.send(question)

    def answer(self, seconds: float) -> Any:  # noqa: ANN401 - whatever the child was made to answer
        """Wait so long for the answer; ``None`` when there is none yet.

        Raises:
            EOFError: The child ended.
            OSError: Likewise.
        """
        return self._here.recv() if self._here.poll(seconds) else None

    def end(self) -> None:
        """End the child whatever it is doing.

        Where another thread starts a child at this moment, it may take note of this end first; then this one still
        seems to run and is put away later.
        """
        self._process.kill()
        self._process.join()
        with suppress(ValueError):
            self._process.close()
        self._here.close()


def _serve(pipe: Connection, make: Callable[[], Answering]) -> None:
    """In the child: answer until the parent closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _silence()
    Thread(target=_end_with_parent, daemon=True).start()
    answer = make()
    while True:
        try:
            question = pipe.recv()
        except EOFError:
            return
        pipe.send(answer(question))
        released()


def _silence() -> None:
    """In the child: HiGHS now and then writes to the console what belongs to nobody's output."""
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)


def _end_with_parent() -> None:
    """In the child: wait for the parent's end, however it came, and end too."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)
