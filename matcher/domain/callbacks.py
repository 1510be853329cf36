"""How long work reports and asks whether to go on."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with Chinese words, steps done and steps in all (0 = unknown)."""

Stop = Callable[[], bool]
"""Asked now and then; ``True`` = please stop."""


def silent(words: str, done: int, total: int) -> None:
    """A :data:`Progress` nobody listens to."""


def never() -> bool:
    """A :data:`Stop` nobody presses."""
    return False
