"""Memory handed back to the system."""

import ctypes
import sys
from mmap import PAGESIZE
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from matcher.solve import memory


def test_only_the_c_library_of_linux_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "sys", SimpleNamespace(platform="win32"))
    memory._of_library.cache_clear()
    assert not memory.released()
    memory._of_library.cache_clear()


def test_a_library_that_keeps_nothing_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The C library of some Linux systems has no such call."""
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace())
    memory._of_library.cache_clear()
    assert not memory.released()
    memory._of_library.cache_clear()


def test_positions_are_listed_as_they_are() -> None:
    assert memory.listed(np.array([3, 0, 3, 1])) == [3, 0, 3, 1]


def test_positions_beyond_how_many_there_are_are_listed_too() -> None:
    assert memory.listed(np.array([7, 0])) == [7, 0]


def test_no_positions_are_listed() -> None:
    assert memory.listed(np.zeros(0, dtype=np.int64)) == []


def test_a_number_is_held_once() -> None:
    """Python itself shares numbers up to 256 only."""
    found = memory.listed(np.full(1000, 999))
    assert all(one is found[0] for one in found)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what Linux holds of a process")
def test_what_was_freed_between_what_is_used_goes_back() -> None:
    """Of 40 MB in pieces of 80 kB every second one stays: the other half is the system's again."""
    pieces = [bytearray(80_000) for _ in range(500)]
    del pieces[::2]
    before = _held()
    assert memory.released()
    assert before - _held() > 10 * 2**20
    assert len(pieces) == 250


def _held() -> int:
    """Bytes this process holds."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGESIZE
