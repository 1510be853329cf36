"""An engine of one's own for one task after another."""

from contextlib import suppress
from multiprocessing import current_process
from threading import Lock

from matcher.solve import cpsat
from matcher.solve.engine import POLL_SECONDS, Answer, Clock, Task
from matcher.solve.highs import Child


class Hired:
    """HiGHS in its own process, started when first asked and ended when it is late.

    A daemonic process may not have children and cannot hire.
    """

    def __init__(self) -> None:
        self._child: Child | None = None
        self._closing = Lock()

    def solved(self, task: Task, clock: Clock, *, late: float, starting: float) -> Answer | None:
        """What it says by the time; where it cannot be hired CP-SAT does it, less well.

        Args:
            task: What to solve.
            clock: When to end.
            late: How many seconds later it may be.
            starting: The same when it has to be started first.
        """
        if current_process().daemon:
            return cpsat.run(task, clock)
        more = starting if self._child is None else late
        return self.answer(task, clock.left, Clock(clock.deadline + more, clock.stop))

    def answer(self, task: Task, seconds: float, late: Clock) -> Answer | None:
        """What it says to a task; ``None`` when it has died, or was ended for being late.

        Args:
            task: What to solve.
            seconds: How long it is told to take.
            late: When it is waited for no longer, and what it has found is lost.
        """
        child = self._child = self._child or Child()
        with suppress(OSError, EOFError, RuntimeError):
            child.ask(task, max(seconds, POLL_SECONDS))
            while not late.over:
                if (answer := child.answer(POLL_SECONDS)) is not None:
                    return answer
        self.close()
        return None

    def close(self) -> None:
        """End it; it may be at work still, for another thread."""
        with self._closing:
            child, self._child = self._child, None
        if child is not None:
            child.end()
