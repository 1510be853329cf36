"""A search shared between this process and a helper."""

from collections.abc import Callable
from types import TracebackType

from matcher.solve.engine import POLL_SECONDS, Clock
from matcher.solve.knapsacks.helper import Helper, helper
from matcher.solve.knapsacks.tree import Case, Tree

_ALONE = 12
"""How many cases are looked at before a helper is worth its start."""


class Crew:
    """A context manager that leaves no process at work."""

    def __init__(self, workers: int, hire: Callable[[], Helper | None] = helper) -> None:
        self._hire = hire if workers > 1 else _nobody
        self._helper: Helper | None = None
        self._asked = False

    def __enter__(self) -> "Crew":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._dismiss()

    def search(self, tree: Tree, first: Case, most: int, clock: Clock) -> bool:
        """Look until nothing is left to be looked at, or the time is up; which of both.

        Args:
            tree: The search.
            first: The case that says nothing yet.
            most: What no choice gains more than.
            clock: When to end.
        """
        waiting = [first]
        while (waiting or self._busy) and tree.asked <= most:
            if clock.over:
                self._dismiss()
                return False
            self._share(tree, waiting)
            if waiting:
                waiting += tree.cases_of(waiting.pop(), clock)
            if self._helper is not None and self._busy:
                told = self._helper.told(tree, 0.0 if waiting else POLL_SECONDS)
                waiting[:0] = told or []
        if self._busy:
            self._dismiss()
        return True

    @property
    def _busy(self) -> bool:
        return self._helper is not None and self._helper.busy

    def _share(self, tree: Tree, waiting: list[Case]) -> None:
        """Lend the helper the case that has waited longest, when it has nothing to do."""
        if tree.cases < _ALONE or len(waiting) < 2 or self._busy:
            return
        if not self._asked:
            self._helper, self._asked = self._hire(), True
        if self._helper is not None and self._helper.lend(tree, waiting[:1]):
            del waiting[0]
        elif self._helper is not None:
            self._dismiss()

    def _dismiss(self) -> None:
        if self._helper is not None:
            self._helper.end()
            self._helper, self._asked = None, False


def _nobody() -> None:
    return None
