"""Large months are kept small: lists of positions share their numbers, and memory no longer used goes back to the system.

The C library of Linux keeps what large arrays and linear programs have left, in pieces between what is in use: up to a
third of all memory of a large month.
"""

import ctypes
import sys
from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt


def released() -> bool:
    """Hand back what is kept; whether there was any. Does nothing where the system's library keeps nothing back."""
    trim = _of_library("malloc_trim")
    return trim is not None and trim(0) == 1


def listed(positions: npt.NDArray[np.int64]) -> list[int]:
    """Positions as a list that holds each number once, however often it occurs: a quarter of the memory.

    Args:
        positions: Not negative. Where the highest exceeds how many there are they are listed as they are.
    """
    highest = int(positions.max(initial=0))
    if highest > len(positions):
        return list(positions.tolist())
    return list(np.arange(highest + 1).astype(np.object_)[positions])


@cache
def _of_library(name: str) -> Callable[..., int] | None:
    """A function of the C library that only that of Linux has."""
    if not sys.platform.startswith("linux"):
        return None
    found: Callable[..., int] | None = getattr(ctypes.CDLL(None), name, None)
    return found
