"""A list goes out and comes back over the desk: it is known again, asked about, taken in and remembered."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from matcher.domain import Choices, never, silent
from matcher.domain.handouts import Answer
from matcher.ledger import Ledger
from matcher.service.desk import Desk
from matcher.service.entry import pipeline_steps
from matcher.service.handlers import HANDLERS
from matcher.service.messages import (
    AcceptDraft,
    Changed,
    Drafted,
    DraftImport,
    DraftView,
    Export,
    Finished,
    OpenLedger,
    Reply,
    Request,
    ReviseDraft,
    Undo,
    View,
)
from tests.export.example import MONTH, small_round


class Office:
    """A desk with a month that has a plan, and its project list on the disk."""

    def __init__(self, folder: Path) -> None:
        book = folder / "book.ledger"
        with Ledger.open(book) as ledger:
            ledger.commit(small_round(), "匹配")
        self.desk = Desk(pipeline_steps, HANDLERS)
        self.ask(OpenLedger(book, MONTH))
        written = self.ask(Export(folder))
        assert isinstance(written, Finished)
        self.path = written.path

    def ask(self, request: Request) -> Reply:
        """Any answer."""
        return self.desk.handle(request, silent, never)

    def draft(self, request: Request | None = None) -> DraftView:
        """The draft of importing the list, or of a request about it."""
        answer = self.ask(request or DraftImport((self.path,)))
        assert isinstance(answer, Drafted)
        return answer.draft

    def view(self, request: Request) -> View:
        """The month after a request that changes it."""
        answer = self.ask(request)
        assert isinstance(answer, Changed)
        return answer.view

    def says(self, status: str) -> None:
        """The unit writes how far the first project is."""
        book = load_workbook(self.path)
        sheet = book["项目服务清单"]
        headings = [str(cell.value).replace("\n", "") for cell in sheet[3]]
        sheet.cell(4, headings.index("进展情况") + 1).value = status
        book.save(self.path)

    def statuses(self) -> list[str]:
        """How far the projects that came back are."""
        return [project.status for project in self.desk.round.lists.projects]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def test_an_untouched_list_is_known_again_and_asks_nothing(office: Office) -> None:
    draft = office.draft()

    assert draft.returns.differences == ()
    assert [sheet.words for sheet in draft.returns.sheets] == ["项目服务清单"] * 3
    assert (draft.changes.new, draft.changes.changed) == ((), ())


def test_what_came_back_is_taken_in_as_one_undoable_step(office: Office) -> None:
    office.says("实施中")
    office.draft()
    office.view(AcceptDraft())

    assert office.statuses() == ["实施中"]
    office.view(Undo())
    assert office.statuses() == []


def test_later_news_of_the_same_list_is_no_question(office: Office) -> None:
    office.says("实施中")
    office.draft()
    office.view(AcceptDraft())
    office.says("已完成")

    assert [one.exported for one in office.draft().returns.differences] == ["实施中"]
    assert office.draft().returns.questions == ()
    office.view(AcceptDraft())
    assert office.statuses() == ["已完成"]


def test_an_answer_revises_the_draft(office: Office) -> None:
    office.says("终止")
    (told,) = office.draft().returns.differences

    revised = office.draft(ReviseDraft(Choices(answers=(Answer(*told.key, take=False),))))

    assert [one.taken for one in revised.returns.differences] == [False]
