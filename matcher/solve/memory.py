"""Memory that is no longer used goes back to the system.

The C library of Linux keeps what large arrays and linear programs have left, in pieces between what is in use: up to a
third of all memory of a large month.
"""

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def released() -> bool:
    """Hand back what is kept; whether there was any. Does nothing where the system's library keeps nothing back."""
    trim = _trimming()
    return trim is not None and trim(0) == 1


@cache
def _trimming() -> Callable[[int], int] | None:
    if not sys.platform.startswith("linux"):
        return None
    found: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return found
