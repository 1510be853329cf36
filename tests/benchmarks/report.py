"""Tables in ``docs/benchmarks.md``, each made anew by its own script."""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

_HEAD = """# Benchmarks

Written by the scripts in `tests/benchmarks/`; do not edit the tables by hand.
"""


_ADDITIONS = 10_000_000


def written(path: Path, name: str, lines: Sequence[str]) -> None:
    """Put a section into a file, in the place of the one of the same name before."""
    begin, end = (f"<!-- {name}: {word} -->" for word in ("begin", "end"))
    text = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    before, there, rest = text.partition(begin)
    after = rest.partition(end + "\n")[2] if there else ""
    made = "\n".join((begin, *lines, end)) + "\n"
    path.write_text(before.rstrip("\n") + "\n\n" + made + after, encoding="utf-8")


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of a table."""
    lines = ["| " + " | ".join(cells) + " |" for cells in (titles, *rows)]
    return [lines[0], "|---" * len(titles) + "|", *lines[1:]]


def circumstances(workers: int) -> str:
    """When, and on what, it was measured."""
    load = f"{os.getloadavg()[0]:.1f} at the end" if sys.platform != "win32" else "not known"
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores shared with other work (load {load}; "
        f"{_pace():.1f} s for {_ADDITIONS:.0e} additions in Python), {workers} threads."
    )


def _pace() -> float:
    """How long the machine takes now for what it always takes as long for by itself: seconds."""
    began = perf_counter()
    total = 0
    for number in range(_ADDITIONS):
        total += number
    return perf_counter() - began
