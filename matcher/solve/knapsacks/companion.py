"""A second process that looks for better choices beside this one, and is not missed when it dies."""

from collections.abc import Callable
from multiprocessing import current_process
from types import TracebackType
from typing import Any

from matcher.solve.engine import Clock
from matcher.solve.process import Answering, Process

_WORTH_SECONDS = 5.0
"""With less time a second process is not worth its start."""


class Companion:
    """Is told once what it works on, then asked again and again; a context manager that leaves no process at work.

    Attributes:
        busy: Whether it has been asked and has not answered yet; never when there is none.
    """

    def __init__(self, make: Callable[[], Answering], name: str, first: object) -> None:
        self.busy = False
        self._process: Process | None = Process(make, name)
        self.ask(first)

    def __enter__(self) -> "Companion":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def ask(self, question: object) -> bool:
        """Hand over a question; whether that was possible: it is there and has nothing to do."""
        if self._process is None or self.busy:
            return False
        try:
            self._process.ask(question)
        except OSError:
            self._end()
            return False
        self.busy = True
        return True

    def told(self, seconds: float) -> Any:  # noqa: ANN401 - whatever it was made to answer
        """Wait so long for its answer; ``None`` when there is none yet, nothing was asked or it has died."""
        if self._process is None or not self.busy:
            return None
        try:
            said = self._process.answer(seconds)
        except (EOFError, OSError):
            self._end()
            return None
        self.busy = said is None
        return said

    def _end(self) -> None:
        self.busy = False
        if self._process is not None:
            self._process.end()
            self._process = None


def worth_one(clock: Clock, workers: int) -> bool:
    """Whether a companion may be had, and there is time enough for it."""
    return workers > 1 and clock.left > _WORTH_SECONDS and not current_process().daemon
