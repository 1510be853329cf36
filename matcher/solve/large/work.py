"""Work beside other work, on threads of its own."""

from collections.abc import Callable, Sequence
from threading import Thread

from matcher.solve.engine import POLL_SECONDS, Clock


class Work(Thread):
    """A thread whose error is raised where it is waited for.

    Whoever leaves the program waits until it has noticed, which is soon: a linear program that is torn off in its
    midst would end the process with a crash.
    """

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__(daemon=False, name="large")
        self._work = work
        self.error: Exception | None = None

    def run(self) -> None:
        """Do the work."""
        try:
            self._work()
        except Exception as error:  # noqa: BLE001 - raised by whoever waits
            self.error = error


def started(work: Callable[[], None]) -> Work:
    """Begin some work."""
    made = Work(work)
    made.start()
    return made


def wait(threads: Sequence[Work], clock: Clock) -> None:
    """Wait for work until the time is up; what it raised is raised here."""
    for thread in threads:
        while thread.is_alive() and not clock.over:
            thread.join(POLL_SECONDS)
        if thread.error is not None:
            raise thread.error
