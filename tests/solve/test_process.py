"""A child process that is asked, polled and ended."""

import os
import time
from collections.abc import Iterator

import pytest

from matcher.solve.process import Answering, Process

_PATIENCE_SECONDS = 60.0


def adding() -> Answering:
    """In the child: adds up what it is asked; negative numbers are slept through, nothing ends it."""
    total = 0

    def answer(number: int | None) -> int:
        nonlocal total
        if number is None:
            raise SystemExit
        if number < 0:
            time.sleep(-number)
        total += number
        return total

    return answer


def chatting() -> Answering:
    """In the child: says to the console what it is asked, as an engine does that is no Python."""

    def answer(word: str) -> str:
        os.write(1, word.encode())
        return word

    return answer


@pytest.fixture
def child() -> Iterator[Process]:
    process = Process(adding, "adding")
    yield process
    process.end()


def test_it_answers_in_turn_and_remembers(child: Process) -> None:
    for number, total in ((2, 2), (3, 5)):
        child.ask(number)
        assert child.answer(_PATIENCE_SECONDS) == total
    assert child.answer(0) is None


def test_it_can_be_ended_at_work() -> None:
    process = Process(adding, "adding")
    process.ask(-3600)
    assert process.answer(0) is None
    process.end()
    with pytest.raises(OSError, match="closed"):
        process.ask(1)


def test_a_child_that_ended_by_itself_is_told(child: Process) -> None:
    child.ask(None)
    with pytest.raises((EOFError, OSError)):
        child.answer(_PATIENCE_SECONDS)


def test_what_an_engine_writes_to_the_console_is_not_shown(
    capfd: pytest.CaptureFixture[str],
) -> None:
    process = Process(chatting, "chatting")
    process.ask("HighsMipSolverData")
    assert process.answer(_PATIENCE_SECONDS) == "HighsMipSolverData"
    process.end()
    assert capfd.readouterr().out == ""
