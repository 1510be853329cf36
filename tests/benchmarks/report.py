"""Tables in ``docs/benchmarks.md``, each made anew by its own script."""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

_HEAD = """# Benchmarks

Written by the scripts in `tests/benchmarks/`; do not edit the tables by hand.
"""


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
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores shared with other work (load {load}), "
        f"{workers} threads."
    )
