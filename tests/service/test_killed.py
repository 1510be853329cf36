"""Worker or window killed at any moment: what the window was told is on the disk."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from matcher.domain import Options
from matcher.ledger import Ledger
from matcher.service import Changed, Client, Failed, OpenLedger, Reply, SetOptions
from tests.service import fakes

MONTH = "2026-06"
ROOT = Path(__file__).resolve().parents[2]
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")


def test_nothing_acknowledged_is_lost_when_the_worker_is_killed(tmp_path: Path) -> None:
    dice = random.Random(9)
    acknowledged = sent = 0
    with Client(tmp_path / "logs", entry=fakes.run) as client:
        client.send(OpenLedger(tmp_path / "月.ledger", MONTH))
        _seed(client)
        for _ in range(4):
            end = time.monotonic() + dice.uniform(0.005, 0.08)
            while time.monotonic() < end:
                sent += 1
                client.send(SetOptions(Options(seed=sent)))
                acknowledged = max(acknowledged, _seed(client))
            for _ in range(5):
                sent += 1
                client.send(SetOptions(Options(seed=sent)))
            process = client.process_id
            assert process is not None
            os.kill(process, KILL)
            acknowledged = max(acknowledged, _reopened(client))
            assert client.process_id != process
    with Ledger.open(tmp_path / "月.ledger") as ledger:
        found = ledger.load(MONTH)
        assert found is not None
        assert acknowledged <= found.options.seed <= sent
    assert acknowledged > 4


def _seed(client: Client) -> int:
    """The seed of the next state that arrives."""
    reply = client.receive(20)
    assert isinstance(reply, Changed), reply
    return reply.view.round.options.seed


def _reopened(client: Client) -> int:
    """Read to the state of the new worker; it is no older than any state told before."""
    told = 0
    lost = False
    while True:
        reply: Reply | None = client.receive(20)
        assert reply is not None
        if isinstance(reply, Failed):
            assert reply.kind == "WorkerLost"
            lost = True
        elif isinstance(reply, Changed):
            seed = reply.view.round.options.seed
            assert seed >= told
            told = seed
            if lost:
                return seed


def test_when_the_window_is_killed_the_worker_goes_and_nothing_told_is_lost(
    tmp_path: Path,
) -> None:
    book = tmp_path / "月.ledger"
    dice = random.Random(4)
    acknowledged = 0
    for _ in range(2):
        worker, told = _work_until_killed(book, acknowledged, dice.uniform(0.0, 0.1))
        acknowledged = max(acknowledged, told)
        _wait_gone(worker)
        with Ledger.open(book) as ledger:
            assert ledger.read_only == ""
            found = ledger.load(MONTH)
            assert found is not None
            assert found.options.seed >= acknowledged
            acknowledged = found.options.seed
    assert acknowledged > 2


def _work_until_killed(book: Path, first: int, seconds: float) -> tuple[int, int]:
    """The worker's process id and the last number the window was told before it was killed."""
    window = subprocess.Popen(
        [sys.executable, "-m", "tests.service.window", str(book), str(first)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert window.stdout is not None
    worker = int(window.stdout.readline())
    told = window.stdout.readline()
    time.sleep(seconds)
    window.kill()
    rest = window.stdout.read()
    window.wait()
    window.stdout.close()
    whole = [line for line in (told + rest).splitlines(keepends=True) if line.endswith("\n")]
    return worker, int(whole[-1])


def _wait_gone(process: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        if "Z" in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[:1]:
            return
        time.sleep(0.01)
    raise AssertionError("the worker outlived its window")
