"""Reviewing and confirming blank cells at the desk; the ledger is real, the encoder tiny."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from matcher import similarity
from matcher.domain import Category, CellChoice, never, silent
from matcher.errors import UsageError
from matcher.service import Changed, ChooseCells, ImportFiles, OpenLedger, ReviewTexts, Undo, View
from matcher.service.desk import Desk
from matcher.service.handlers import HANDLERS
from matcher.service.messages import Request, TextsReviewed
from matcher.service.texts import keep_meanings, recall_meanings
from matcher.similarity import Meanings
from tests.service.fakes import STEPS

LAMPS = Category("物业维修", "照明电路")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(lambda: STEPS, HANDLERS)
    made.handle(OpenLedger(tmp_path / "月.ledger", "2026-06"), silent, never)
    made.handle(ImportFiles((Path("needs-3"), Path("resources-2"))), silent, never)
    yield made
    made.close()


def ask(desk: Desk, request: Request) -> View:
    answer = desk.handle(request, silent, never)
    assert isinstance(answer, Changed)
    return answer.view


def test_a_confirmed_category_is_one_step_on_the_disk_that_can_be_undone(desk: Desk) -> None:
    need = desk.round.lists.needs[0]
    view = ask(desk, ChooseCells((CellChoice(need.id, category=LAMPS),)))
    assert view.round.lists.needs[0].category == LAMPS
    assert view.history[-1].action == "确认类别或形式：1 行"
    stored = desk.book().load("2026-06")
    assert stored is not None
    assert stored.lists.needs[0].confirmed == ("category",)
    assert ask(desk, Undo()).round.lists.needs[0].category == need.category


def test_what_was_confirmed_is_told_by_the_next_review(desk: Desk) -> None:
    need = desk.round.lists.needs[0]
    ask(desk, ChooseCells((CellChoice(need.id, category=LAMPS),)))
    told = desk.handle(ReviewTexts(), silent, never)
    assert isinstance(told, TextsReviewed)
    assert [one.row for one in told.review.confirmed] == [need.id]


def test_a_row_that_is_not_there_is_refused_and_nothing_changes(desk: Desk) -> None:
    before = desk.round
    with pytest.raises(UsageError):
        desk.handle(ChooseCells((CellChoice("没有", category=LAMPS),)), silent, never)
    assert desk.round is before


def test_the_month_book_keeps_what_the_extra_made_of_texts(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def tiny(text: str) -> NDArray[np.float32]:
        asked.append(text)
        return np.array([0.6, 0.8], dtype=np.float32)

    first, second = Meanings(tiny, "tiny"), Meanings(tiny, "tiny")
    first.plain("楼道黑")
    monkeypatch.setattr(similarity, "installed", lambda: first)
    keep_meanings(desk)
    monkeypatch.setattr(similarity, "installed", lambda: second)
    recall_meanings(desk)
    second.plain("楼道黑")
    assert asked == ["楼道黑"]
