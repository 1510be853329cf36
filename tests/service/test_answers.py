"""Every error becomes a reply; none ends the worker."""

from collections.abc import Iterator
from itertools import count
from multiprocessing import Pipe
from pathlib import Path
from types import SimpleNamespace

import pytest

from matcher import errors
from matcher.domain import Clash, Contradiction, Decision, DecisionKind, Progress, Stop
from matcher.errors import Cancelled, MatcherError
from matcher.pipeline import BrokenPlan
from matcher.service import Failed, Match, Reply, Request, Stopped
from matcher.service import Progress as Tell
from matcher.service.wire import Receiver
from matcher.service.worker import Worker
from tests.service.fakes import STEPS


def _every_error(root: type[MatcherError] = MatcherError) -> Iterator[type[MatcherError]]:
    for kind in root.__subclasses__():
        if kind.__module__ == errors.__name__:
            yield kind
            yield from _every_error(kind)


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    ours, theirs = Pipe()
    yield Worker(theirs, lambda: STEPS, tmp_path)
    ours.close()
    theirs.close()


def _raising(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> Failed | Stopped:
    def handle(_request: Request, _on_progress: Progress, _stop: Stop) -> Reply:
        raise error

    monkeypatch.setattr(worker._desk, "handle", handle)
    reply = worker._answer(Match(id=7))
    assert isinstance(reply, Failed | Stopped)
    assert reply.id == 7
    return reply


@pytest.mark.parametrize("kind", sorted(set(_every_error()), key=str))
def test_what_a_user_can_act_on_arrives_with_its_three_parts(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, kind: type[MatcherError]
) -> None:
    reply = _raising(worker, monkeypatch, kind("出了事", "某处", "这样做"))

    assert reply == Failed(kind.__name__, "出了事", "某处", "这样做", id=7)


def test_decisions_that_cannot_be_kept_arrive_as_data(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    clash = Clash("无法执行", (Decision(DecisionKind.LOCK, "甲", "一"),), ("时间不合",))
    reply = _raising(worker, monkeypatch, Contradiction(clash, "这样做"))
    told = ("Contradiction", "无法执行", "锁定：甲 ↔ 一：时间不合", "这样做")
    assert reply == Failed(*told, clash, id=7)


def test_cancelled_is_no_error(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _raising(worker, monkeypatch, Cancelled()) == Stopped(id=7)


def test_too_little_memory_is_told_as_such(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    reply = _raising(worker, monkeypatch, MemoryError())

    assert isinstance(reply, Failed)
    assert "内存不足" in reply.what


@pytest.mark.parametrize("error", [ZeroDivisionError(), BrokenPlan(["超出容量"]), RecursionError()])
def test_a_bug_is_logged_and_told(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception
) -> None:
    reply = _raising(worker, monkeypatch, error)

    assert isinstance(reply, Failed)
    assert reply.kind == "internal"
    assert type(error).__name__ in (tmp_path / "worker.log").read_text(encoding="utf-8")


def test_where_no_log_can_be_written_the_bug_is_told_all_the_same(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "worker.log").mkdir()
    reply = _raising(worker, monkeypatch, ZeroDivisionError())

    assert isinstance(reply, Failed)
    assert (reply.kind, reply.where) == ("internal", "")


def test_progress_comes_at_most_ten_times_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told every sixteenth of three seconds by a clock of our own: every other one is a tenth or more after the last."""
    sixteenths = count(16)
    clock = SimpleNamespace(monotonic=lambda: next(sixteenths) / 16)
    monkeypatch.setattr("matcher.service.worker.time", clock)
    ours, theirs = Pipe()
    tell = Worker(theirs, lambda: STEPS, tmp_path)._progress_of(7)
    for step in range(49):
        tell("正在读取", step, 49)
    theirs.close()
    receiver, told = Receiver(), []
    while ours.poll():
        try:
            told.append(receiver.take(ours.recv_bytes()))
        except EOFError:
            break
    ours.close()

    assert len(told) == 25
    assert all(isinstance(reply, Tell) and reply.id == 7 for reply in told)
