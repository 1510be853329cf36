"""The worker with the real pipeline, as the window uses it, on the small community month."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from matcher.domain import Decision, DecisionKind, PlanStatus
from matcher.service import (
    Changed,
    Client,
    Decide,
    Export,
    Failed,
    Finished,
    ImportFiles,
    Match,
    OpenLedger,
    Progress,
    Reply,
    Request,
    Stopped,
    Undo,
    View,
)

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "community_2026_06"
FILES = tuple(sorted(SAMPLE.iterdir()))
ROWS = 5000


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """One for all, as in an office: it stays warm and takes one book after the other."""
    with Client(tmp_path_factory.mktemp("logs")) as made:
        yield made


@pytest.fixture
def client(worker: Client, tmp_path: Path) -> Client:
    view(ask(worker, OpenLedger(tmp_path / "月.ledger", "2026-06")))
    return worker


def ask(client: Client, request: Request) -> Reply:
    return answer(client, client.send(request))


def answer(client: Client, number: int) -> Reply:
    while True:
        reply = client.receive(60)
        assert reply is not None
        if reply.id == number and not isinstance(reply, Progress):
            return reply


def view(reply: Reply) -> View:
    assert isinstance(reply, Changed), reply
    return reply.view


def test_a_month_from_import_to_export_and_back(client: Client, tmp_path: Path) -> None:
    imported = view(ask(client, ImportFiles(FILES)))
    assert len(imported.round.lists.needs) == 12

    matched = view(ask(client, Match())).round
    assert matched.outcome is not None
    assert matched.outcome.plan.status is PlanStatus.PROVEN_BEST
    pair = matched.outcome.plan.assignments[0]

    forbid = Decision(DecisionKind.FORBID, need=pair.need, resource=pair.resource)
    assert view(ask(client, Decide(forbid))).round.stale
    again = view(ask(client, Match())).round
    assert again.outcome is not None
    assert pair.resource not in {
        one.resource for one in again.outcome.plan.assignments if one.need == pair.need
    }

    written = ask(client, Export(tmp_path / "结果"))
    assert isinstance(written, Finished)
    assert written.path.suffix == ".xlsx"

    view(ask(client, Undo()))
    assert view(ask(client, Undo())).round == matched


def test_decisions_that_exclude_each_other_come_as_a_contradiction(client: Client) -> None:
    ask(client, ImportFiles(FILES))
    matched = view(ask(client, Match())).round
    assert matched.outcome is not None
    pair = matched.outcome.plan.assignments[0]
    ask(client, Decide(Decision(DecisionKind.LOCK, need=pair.need, resource=pair.resource)))
    ask(client, Decide(Decision(DecisionKind.FORBID, need=pair.need, unit=pair.unit)))
    reply = ask(client, Match())

    assert isinstance(reply, Failed)
    assert reply.kind == "Contradiction"
    assert pair.need in reply.where


def test_reading_five_thousand_rows_can_be_stopped_before_and_while_it_reads(
    client: Client, tmp_path: Path
) -> None:
    path = tmp_path / "需求.csv"
    lines = [
        f"{at},西苑社区,{at % 90}栋楼道灯坏了第{at}次,请检修,约{at % 60 + 1}人,急"
        for at in range(ROWS)
    ]
    path.write_text(
        "需求编号,所属社区,需求名称,具体内容,受益人数,紧急程度\n" + "\n".join(lines), "utf-8"
    )
    for reading in (False, True):
        number = client.send(ImportFiles((path,)))
        assert not reading or isinstance(client.receive(60), Progress)
        client.cancel()
        assert answer(client, number) == Stopped(id=number)
