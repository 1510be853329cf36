"""A draft import over the desk: shown, corrected, accepted in one step, remembered."""

from pathlib import Path

import pytest

from matcher.domain import Choices, Fix, Layout, never, silent
from matcher.service.desk import Desk, NothingToDo
from matcher.service.entry import pipeline_steps
from matcher.service.handlers import HANDLERS
from matcher.service.messages import (
    AcceptDraft,
    Changed,
    Drafted,
    DraftImport,
    DraftView,
    OpenLedger,
    Reply,
    Request,
    ReviseDraft,
    SwitchMonth,
    Undo,
    View,
)

CSV = "需求名称,所属社区,联系电话,奇怪的一列\n楼道灯坏了,西站社区,13800000001,甲\n想要一辆轮椅,西站社区,138000,乙\n"


class Teller:
    """A desk with one file to import."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "清单.csv"
        self.file.write_text(CSV, encoding="utf-8")
        self.desk = Desk(pipeline_steps, HANDLERS)
        self.ask(OpenLedger(folder / "book.ledger", "2026-06"))

    def ask(self, request: Request) -> Reply:
        """Any answer."""
        return self.desk.handle(request, silent, never)

    def view(self, request: Request) -> View:
        """The month after a request that changes it."""
        answer = self.ask(request)
        assert isinstance(answer, Changed)
        return answer.view

    def draft(self, request: Request) -> DraftView:
        """The draft after a request about it."""
        answer = self.ask(request)
        assert isinstance(answer, Drafted)
        return answer.draft


@pytest.fixture
def teller(tmp_path: Path) -> Teller:
    return Teller(tmp_path)


def test_a_draft_changes_nothing(teller: Teller) -> None:
    assert len(teller.draft(DraftImport((teller.file,))).changes.new) == 2
    assert teller.view(SwitchMonth("2026-06")).round.lists.needs == ()


def test_an_accepted_draft_is_one_step_that_can_be_undone(teller: Teller) -> None:
    teller.draft(DraftImport((teller.file,)))
    assert len(teller.view(AcceptDraft()).round.lists.needs) == 2
    assert teller.view(Undo()).round.lists.needs == ()


def test_what_was_corrected_is_imported(teller: Teller) -> None:
    teller.draft(DraftImport((teller.file,)))
    teller.draft(ReviseDraft(Choices(fixes=(Fix("清单.csv", "清单", "A2", "路灯坏了"),))))
    titles = {need.title for need in teller.view(AcceptDraft()).round.lists.needs}
    assert titles == {"路灯坏了", "想要一辆轮椅"}


def test_a_corrected_column_is_known_next_month(teller: Teller) -> None:
    teller.draft(DraftImport((teller.file,)))
    layout = ("清单.csv", "清单", Layout(columns=(("D", "remark"),)))
    teller.draft(ReviseDraft(Choices(layouts=(layout,))))
    teller.view(AcceptDraft())
    teller.view(SwitchMonth("2026-07"))
    (sheet,) = teller.draft(DraftImport((teller.file,))).files[0].sheets
    assert ("D", "remark") in sheet.columns


def test_titles_are_told_for_everything_that_is_named(teller: Teller) -> None:
    draft = teller.draft(DraftImport((teller.file,)))
    assert set(draft.changes.new) == {name for name, _ in draft.titles}


def test_without_a_draft_there_is_nothing_to_accept(teller: Teller) -> None:
    with pytest.raises(NothingToDo):
        teller.ask(AcceptDraft())


def test_a_draft_ends_with_its_month(teller: Teller) -> None:
    teller.draft(DraftImport((teller.file,)))
    teller.view(SwitchMonth("2026-07"))
    with pytest.raises(NothingToDo):
        teller.ask(AcceptDraft())


def test_a_file_that_cannot_be_used_is_in_the_draft_with_its_reason(
    teller: Teller, tmp_path: Path
) -> None:
    bad = tmp_path / "照片.xlsx"
    bad.write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    (report,) = teller.draft(DraftImport((bad,))).files
    assert report.refused
