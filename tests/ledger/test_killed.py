"""A process killed at any moment loses nothing it has acknowledged, and lets the book go."""

import random
import subprocess
import sys
import time
from pathlib import Path

from matcher.ledger import Ledger
from tests.ledger.rounds import MONTH, numbered

ROUNDS = 4
ROOT = Path(__file__).resolve().parents[2]


def test_everything_acknowledged_is_there_after_the_process_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "月.ledger"
    dice = random.Random(6)
    acknowledged = 0
    for _ in range(ROUNDS):
        told = _commit_until_killed(path, acknowledged, dice.uniform(0.0, 0.06))
        acknowledged = max(acknowledged, told)
        with Ledger.open(path) as ledger:
            assert ledger.read_only == ""
            found = ledger.load(MONTH)
            assert found is not None
            assert found.options.seed >= acknowledged
            assert found == numbered(found.options.seed)
            assert len(ledger.history(MONTH)) == found.options.seed
            acknowledged = found.options.seed
    assert acknowledged > ROUNDS


def _commit_until_killed(path: Path, first: int, seconds: float) -> int:
    """Let a child commit for that long after its first acknowledgement; the last number it told."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.committer", str(path), str(first)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    told = child.stdout.readline()
    time.sleep(seconds)
    child.kill()
    rest, _ = child.communicate()
    # The last line may have been cut in the middle by the kill: only whole lines acknowledge.
    whole = [line for line in (told + rest).splitlines(keepends=True) if line.endswith("\n")]
    return int(whole[-1])
