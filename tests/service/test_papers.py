"""Papers over the desk: written, compared with what was handed out before, the office kept."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from matcher.domain import Round, never, silent
from matcher.domain.office import Office
from matcher.domain.papers import PaperKind, Papers, Privacy
from matcher.errors import UsageError
from matcher.ledger import Ledger
from matcher.service.desk import Desk
from matcher.service.entry import pipeline_steps
from matcher.service.handlers import HANDLERS
from matcher.service.messages import (
    Changed,
    OpenLedger,
    PapersWritten,
    Request,
    SetOffice,
    SwitchMonth,
    View,
    WritePapers,
)
from tests.export.example import MONTH, small_round


class Table:
    """A desk with a month on it."""

    def __init__(self, folder: Path, round_: Round) -> None:
        self.folder = folder
        self.book = folder / "book.ledger"
        with Ledger.open(self.book) as ledger:
            ledger.commit(round_, "匹配")
        self.desk = Desk(pipeline_steps, HANDLERS)
        self.desk.handle(OpenLedger(self.book, MONTH), silent, never)

    def papers(self, *kinds: PaperKind, level: Privacy | None = None) -> Papers:
        """What is written."""
        request = WritePapers(kinds, self.folder / "out", level)
        reply = self.desk.handle(request, silent, never)
        assert isinstance(reply, PapersWritten)
        return reply.papers

    def view(self, request: Request) -> View:
        """The month after a request that changes it."""
        reply = self.desk.handle(request, silent, never)
        assert isinstance(reply, Changed)
        return reply.view

    def changes(self) -> tuple[str, list[str]]:
        """What the change list is compared with, and what it tells."""
        (file,) = self.papers(PaperKind.CHANGES).files
        sheet = load_workbook(file.path).active
        return sheet["A2"].value.split("　　")[0], [
            sheet.cell(row, 1).value for row in range(4, sheet.max_row - 1)
        ]

    def plan(self, lead: str) -> None:
        """Put a plan with another leading unit on the table."""
        round_ = self.desk.round
        assert round_.outcome is not None
        (project,) = round_.outcome.projects
        outcome = replace(round_.outcome, projects=(replace(project, lead_unit=lead),))
        self.desk.keep(replace(round_, outcome=outcome), "换牵头单位")


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return Table(tmp_path, small_round())


def test_a_list_is_compared_with_the_one_handed_out_before(table: Table) -> None:
    first = table.changes()
    table.plan("示例区人民医院")
    second = table.changes()
    again = table.changes()

    assert first == ("本月首次印发，没有上一版", ["（没有变动）"])
    assert second[1] == ["调整"]
    assert second[0].startswith("与20")
    assert again == second


def test_plain_data_are_not_handed_out(table: Table) -> None:
    table.papers(PaperKind.JSON)

    assert table.changes()[0] == "本月首次印发，没有上一版"


def test_the_office_is_kept_and_goes_on_to_the_next_month(table: Table) -> None:
    office = Office(name="示例街道党工委", chair="张某某", meeting_time="2026年6月24日")

    view = table.view(SetOffice(office))
    assert view.round.office == office
    assert not view.round.stale
    (file,) = table.papers(PaperKind.PROJECTS).files
    assert "填报单位：示例街道党工委" in load_workbook(file.path).active["A2"].value

    following = table.view(SwitchMonth("2026-07")).round.office
    assert (following.name, following.chair, following.meeting_time) == (
        "示例街道党工委",
        "张某某",
        "",
    )


def test_a_month_without_a_plan_is_told(tmp_path: Path) -> None:
    table = Table(tmp_path, Round(MONTH))

    with pytest.raises(UsageError, match="还没有匹配结果"):
        table.papers(PaperKind.AGENDA)


def test_stopping_tells_what_was_written(table: Table) -> None:
    asked = iter((False, True))
    request = WritePapers((PaperKind.AGENDA, PaperKind.NOTICE), table.folder / "out")

    reply = table.desk.handle(request, silent, lambda: next(asked))

    assert isinstance(reply, PapersWritten)
    assert reply.papers.stopped
    assert [file.kind for file in reply.papers.files] == [PaperKind.AGENDA]


def test_the_level_asked_for_is_written(table: Table) -> None:
    (file,) = table.papers(PaperKind.NEEDS, level=Privacy.PUBLIC).files

    assert file.level is Privacy.PUBLIC
    assert "李某某" not in str(list(load_workbook(file.path).active.values))


def test_a_reader_may_write_papers(table: Table) -> None:
    second = Desk(pipeline_steps, HANDLERS)
    second.handle(OpenLedger(table.book, MONTH), silent, never)

    reply = second.handle(WritePapers((PaperKind.AGENDA,), table.folder / "b"), silent, never)

    assert isinstance(reply, PapersWritten)
    assert len(reply.papers.files) == 1
    second.close()
