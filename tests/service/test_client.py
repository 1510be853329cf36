"""The window's end of a real worker process with a small pipeline."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from matcher.domain import Options
from matcher.service import (
    Changed,
    Client,
    Export,
    Failed,
    Finished,
    ImportFiles,
    Match,
    OpenLedger,
    Progress,
    Reply,
    Request,
    SetOptions,
    Stopped,
    Undo,
    View,
)
from tests.service import dying, fakes

PATIENCE = 20.0


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """One worker for all tests that leave it as it was; a book of its own for each."""
    with Client(tmp_path_factory.mktemp("logs"), entry=fakes.run) as made:
        yield made


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Client]:
    """A worker that the test may end."""
    with Client(tmp_path / "logs", entry=fakes.run) as made:
        assert isinstance(ask(made, OpenLedger(tmp_path / "月.ledger", "2026-06")), Changed)
        yield made


@pytest.fixture
def opened(client: Client, tmp_path: Path) -> Client:
    assert isinstance(ask(client, OpenLedger(tmp_path / "月.ledger", "2026-06")), Changed)
    return client


def ask(client: Client, request: Request) -> Reply:
    return answer(client, client.send(request))


def answer(client: Client, number: int) -> Reply:
    """The last reply to a request; other replies are passed over."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        reply = client.receive(0.5)
        if reply is not None and reply.id == number and not isinstance(reply, Progress):
            return reply
    raise AssertionError(f"no answer to {number}")


def view(reply: Reply) -> View:
    assert isinstance(reply, Changed)
    return reply.view


def next_reply(client: Client) -> Reply:
    reply = client.receive(PATIENCE)
    assert reply is not None
    return reply


def test_requests_are_answered_in_order_under_their_numbers(client: Client, tmp_path: Path) -> None:
    numbers = [
        client.send(OpenLedger(tmp_path / "月.ledger", "2026-06")),
        client.send(ImportFiles((Path("needs-2"), Path("resources-2")))),
        client.send(Match()),
        client.send(Undo()),
    ]
    replies = [next_reply(client) for _ in numbers]

    assert numbers == list(range(numbers[0], numbers[0] + 4))
    assert [reply.id for reply in replies] == numbers
    assert view(replies[2]).round.outcome is not None
    assert view(replies[3]).round.outcome is None


def test_five_thousand_rows_arrive_and_stay_the_same_objects(opened: Client) -> None:
    imported = view(ask(opened, ImportFiles((Path("needs-5000"), Path("resources-1")))))
    matched = view(ask(opened, Match()))
    undone = view(ask(opened, Undo()))

    assert len(imported.round.lists.needs) == 5000
    assert matched.round.lists is imported.round.lists
    assert undone.round.lists is imported.round.lists


def test_nothing_to_receive_is_none(client: Client) -> None:
    assert client.receive(0.05) is None
    assert client.receive() is None


@pytest.mark.parametrize("file", ["slow-1", "deaf-1"])
def test_cancel_stops_a_reading_whether_it_obeys_or_not(opened: Client, file: str) -> None:
    number = opened.send(ImportFiles((Path(file),)))
    assert isinstance(next_reply(opened), Progress)
    opened.cancel()

    assert answer(opened, number) == Stopped(id=number)
    assert view(ask(opened, ImportFiles((Path("needs-1"),)))).round.lists.needs


def test_cancel_stops_what_waits_behind_too_and_nothing_sent_later(opened: Client) -> None:
    first = opened.send(ImportFiles((Path("slow-1"),)))
    second = opened.send(ImportFiles((Path("needs-3"),)))
    assert isinstance(next_reply(opened), Progress)
    opened.cancel()
    third = opened.send(ImportFiles((Path("needs-2"),)))

    assert answer(opened, first) == Stopped(id=first)
    assert answer(opened, second) == Stopped(id=second)
    assert len(view(answer(opened, third)).round.lists.needs) == 2


def test_cancel_when_nothing_runs_is_no_error(opened: Client) -> None:
    opened.cancel()

    assert view(ask(opened, ImportFiles((Path("needs-1"),)))).round.lists.needs


def test_errors_for_the_user_come_as_they_are(opened: Client, tmp_path: Path) -> None:
    ask(opened, ImportFiles((Path("needs-1"), Path("resources-1"))))
    ask(opened, Match())
    reply = ask(opened, Export(tmp_path / "没有"))

    assert isinstance(reply, Failed)
    assert (reply.kind, reply.what) == ("CannotWrite", "文件夹不存在")
    assert isinstance(ask(opened, Export(tmp_path)), Finished)


def test_nothing_to_undo_has_its_own_kind(opened: Client) -> None:
    reply = ask(opened, Undo())

    assert isinstance(reply, Failed)
    assert reply.kind == "nothing"


def test_a_bug_is_told_and_logged_and_the_worker_lives(opened: Client, tmp_path: Path) -> None:
    process = opened.process_id
    reply = ask(opened, ImportFiles((Path("bug-1"),)))

    assert isinstance(reply, Failed)
    assert reply.kind == "internal"
    assert "ZeroDivisionError" in Path(reply.where).read_text(encoding="utf-8")
    assert view(ask(opened, ImportFiles((Path("needs-1"),)))).round.lists.needs
    assert opened.process_id == process


def test_a_worker_that_dies_is_told_replaced_and_the_book_reopened(own: Client) -> None:
    before = view(ask(own, ImportFiles((Path("needs-3"),)))).round
    dying = own.send(ImportFiles((Path("die-1"),)))
    waiting = own.send(Match())
    lost = [next_reply(own), next_reply(own)]
    reopened = view(next_reply(own))

    assert [(reply.id, getattr(reply, "kind", "")) for reply in lost] == [
        (dying, "WorkerLost"),
        (waiting, "WorkerLost"),
    ]
    assert reopened.round == before
    assert not reopened.read_only
    assert view(ask(own, ImportFiles((Path("needs-4"),)))).round.month == "2026-06"


def test_a_worker_that_dies_at_once_again_and_again_is_given_up_until_asked_anew(
    tmp_path: Path,
) -> None:
    with Client(tmp_path, entry=dying.at_once) as client:
        request = OpenLedger(tmp_path / "月.ledger")
        for _ in range(2):
            client.send(request)
            reply = next_reply(client)
            while isinstance(reply, Failed) and "重新启动程序" not in reply.advice:
                reply = next_reply(client)
            assert isinstance(reply, Failed)
            assert client.process_id is None
        unsent = client.send(Match())
        assert isinstance(answer(client, unsent), Failed)


def test_the_client_can_be_closed_from_another_thread_while_one_waits(
    tmp_path: Path,
) -> None:
    client = Client(tmp_path, entry=fakes.run)
    client.start()
    found: list[Reply | None] = []
    listener = threading.Thread(target=lambda: found.append(client.receive(None)))
    listener.start()
    client.close()
    listener.join(PATIENCE)

    assert not listener.is_alive()
    assert found == [None]
    assert client.receive(1) is None


def test_closing_stops_what_runs_and_leaves_no_process(own: Client) -> None:
    process = own.process_id
    assert process is not None
    own.send(ImportFiles((Path("slow-1"),)))
    own.close()

    assert not _alive(process)


def test_ctrl_c_in_the_terminal_does_not_disturb_the_worker(opened: Client) -> None:
    process = opened.process_id
    assert process is not None
    os.kill(process, signal.SIGINT)

    assert view(ask(opened, SetOptions(Options(seed=1)))).round.options.seed == 1
    assert opened.process_id == process


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
