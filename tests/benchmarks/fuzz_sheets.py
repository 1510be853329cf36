"""A long sweep of damaged files: ``python tests/benchmarks/fuzz_sheets.py [seconds] [seed] [files or folders …]``.

Every file is damaged at random and must be read or refused in one sentence. Without files the hostile
catalogue's own sound files are damaged. A failing file is kept beside the report.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from matcher import errors, sheets
from tests.hostile import files, workbooks
from tests.hostile.damage import damaged

_SLOW = 5.0


def main(arguments: list[str]) -> int:
    """Run the sweep; 0 when nothing failed."""
    seconds = float(arguments[0]) if arguments else 60.0
    seed = int(arguments[1]) if len(arguments) > 1 else 1
    sources = _sources([Path(word) for word in arguments[2:]])
    dice = random.Random(seed)
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for file in files.heavy():
            path = Path(folder) / file.name
            path.write_bytes(file.content)
            outcomes[_outcome(path)] += 1
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            name, content = dice.choice(sources)
            path = Path(folder) / name
            path.write_bytes(damaged(content, dice))
            started = time.monotonic()
            word = _outcome(path)
            slowest = max(slowest, time.monotonic() - started)
            outcomes[word] += 1
            if word.startswith("FAILED"):
                path.rename(Path(tempfile.gettempdir()) / f"failed-{sum(outcomes.values())}-{name}")
    sheets.close()
    lines = [f"{count:6} {word}" for word, count in outcomes.most_common()]
    sys.stdout.write("\n".join([*lines, f"slowest {slowest:.2f} s", ""]))
    return int(any(word.startswith("FAILED") for word in outcomes) or slowest > _SLOW)


def _sources(paths: list[Path]) -> list[tuple[str, bytes]]:
    found = [
        path
        for given in paths
        for path in ([given] if given.is_file() else sorted(given.rglob("*.*")))
    ]
    if found:
        return [
            (path.name, path.read_bytes())
            for path in found
            if path.is_file() and path.stat().st_size
        ]
    own = [
        (file.name, file.content)
        for file in files.catalogue()
        if isinstance(file.made, bytes) and 0 < len(file.made) < 100_000
    ]
    return [*own, ("good.xlsx", workbooks.good())]


def _outcome(path: Path) -> str:
    try:
        sheets.read(path)
    except errors.FileRefused as refusal:
        return refusal.what if refusal.advice else "FAILED: no advice"
    except Exception as error:  # noqa: BLE001 - finding these is what this is for
        return f"FAILED: {type(error).__name__}"
    return "read"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
