"""Funds typed in the window, at the desk; the ledger is real."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from matcher.domain import Fund, never, silent
from matcher.errors import UsageError
from matcher.service import Changed, OpenLedger, Redo, SetFunds, Undo, View
from matcher.service.desk import Desk
from matcher.service.handlers import HANDLERS
from matcher.service.messages import Request
from tests.service.fakes import STEPS

_STREET = Fund("街道经费", yearly_yuan=100_000)
_EAST = Fund("微实事", "东社区", yearly_yuan=50_000, used_yuan=10_000, year=2026)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(lambda: STEPS, HANDLERS)
    made.handle(OpenLedger(tmp_path / "月.ledger", "2026-06"), silent, never)
    yield made
    made.close()


def ask(desk: Desk, request: Request) -> View:
    answer = desk.handle(request, silent, never)
    assert isinstance(answer, Changed)
    return answer.view


def test_funds_are_one_step_on_the_disk_that_can_be_undone(desk: Desk) -> None:
    view = ask(desk, SetFunds((_EAST, _STREET)))
    assert view.round.lists.funds == (_STREET, _EAST)
    assert view.history[-1].action == "修改经费清单（新增2笔）"
    stored = desk.book().load("2026-06")
    assert stored is not None
    assert stored.lists.funds == (_STREET, _EAST)
    assert ask(desk, Undo()).round.lists.funds == ()
    assert ask(desk, Redo()).round.lists.funds == (_STREET, _EAST)


def test_the_history_says_what_was_changed(desk: Desk) -> None:
    ask(desk, SetFunds((_EAST, _STREET)))
    view = ask(desk, SetFunds((replace(_EAST, used_yuan=20_000),)))
    assert view.history[-1].action == "修改经费清单（修改1笔，删除1笔）"


@pytest.mark.parametrize(
    ("funds", "what"),
    [
        (
            (_EAST, replace(_EAST, name="微 实事")),
            "经费第2行与第1行的社区、名称、年度都相同，只能留一行",
        ),
        ((replace(_EAST, used_yuan=-1),), "经费第1行有负数或过大的金额"),
    ],
)
def test_wrong_funds_are_refused_and_nothing_changes(
    desk: Desk, funds: tuple[Fund, ...], what: str
) -> None:
    with pytest.raises(UsageError) as caught:
        ask(desk, SetFunds(funds))
    assert caught.value.what == what
    assert desk.round.lists.funds == ()
