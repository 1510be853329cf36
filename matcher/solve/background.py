"""Work on a thread of its own, so that a stop is seen at once whatever the work is doing.

Whoever asked stays on his own thread: his ``stop`` and ``on_progress`` are called there and nowhere else.
"""

from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import Generic, TypeVar

from matcher.domain import Progress, Stop
from matcher.solve.engine import POLL_SECONDS

_GRACE_SECONDS = 0.1
"""How long work that was asked to end is waited for before what it has published is taken."""

_Result = TypeVar("_Result")


class Background(Generic[_Result]):
    """A piece of work on a daemon thread, that can be asked to end and left behind.

    The work is given two functions: one that says whether to end, one to tell progress.
    """

    def __init__(self, work: Callable[[Stop, Progress], _Result]) -> None:
        self._work = work
        self._asked = Event()
        self._said: SimpleQueue[tuple[str, int, int] | None] = SimpleQueue()
        self._results: list[_Result] = []
        self._errors: list[BaseException] = []
        self.stopped = False
        """Whether the user asked to stop."""

    def wait(
        self,
        *,
        deadline: float,
        stop: Stop,
        on_progress: Progress,
        may_leave: Callable[[], bool],
    ) -> _Result | None:
        """Wait for the work; ``None`` when it did not end in time and is left behind.

        Args:
            deadline: When it is asked to end, in seconds of :func:`time.monotonic`.
            stop: Asked every few milliseconds.
            on_progress: Told what the work tells.
            may_leave: Whether the work may be left behind by now.

        Raises:
            Exception: Whatever the work raised.
        """
        Thread(target=self._run, daemon=True, name="solve").start()
        leave_at = float("inf")
        try:
            while self._passed_on(on_progress):
                if not self.stopped and stop():
                    self.stopped = True
                if not self._asked.is_set() and (self.stopped or monotonic() > deadline):
                    self._asked.set()
                    leave_at = monotonic() + _GRACE_SECONDS
                if monotonic() > leave_at and may_leave():
                    return None
        finally:
            self._asked.set()
        for error in self._errors:
            raise error
        return self._results[0]

    def _passed_on(self, on_progress: Progress) -> bool:
        """Tell one piece of progress, if there is any; whether the work is still going on."""
        with suppress(Empty):
            words = self._said.get(timeout=POLL_SECONDS)
            if words is None:
                return False
            on_progress(*words)
        return True

    def _run(self) -> None:
        try:
            self._results.append(self._work(self._asked.is_set, self._tell))
        except BaseException as error:  # noqa: BLE001 - raised again on the thread that waits
            self._errors.append(error)
        finally:
            self._said.put(None)

    def _tell(self, words: str, done: int, total: int) -> None:
        self._said.put((words, done, total))
