"""What each request does to the month on the table; the pipeline is a small one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from matcher.domain import Decision, DecisionKind, Options, never, silent
from matcher.errors import LedgerReadOnly, UsageError
from matcher.ledger import Ledger
from matcher.service import (
    Decide,
    Export,
    ImportFiles,
    Match,
    OpenLedger,
    Redo,
    Revoke,
    SetOptions,
    SwitchMonth,
    Undo,
    View,
    WriteTemplates,
)
from matcher.service.desk import HISTORY_SHOWN, Desk, NothingToDo
from matcher.service.handlers import HANDLERS
from matcher.service.messages import Changed, Finished, Request
from tests.service.fakes import STEPS

LOCK = Decision(DecisionKind.LOCK, need="N1", resource="R0")
IMPORT = ImportFiles((Path("needs-3"), Path("resources-2")))


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


def test_a_new_book_opens_on_the_month_asked_for(desk: Desk) -> None:
    view = ask(desk, SwitchMonth("2026-08"))

    assert view.round.month == "2026-08"
    assert view.months == ("2026-08",)
    assert view.history == ()


def test_without_a_month_the_latest_one_is_opened(desk: Desk, tmp_path: Path) -> None:
    ask(desk, IMPORT)
    ask(desk, SwitchMonth("2026-03"))
    ask(desk, IMPORT)

    view = ask(desk, OpenLedger(tmp_path / "月.ledger"))

    assert view.round.month == "2026-06"
    assert view.months == ("2026-03", "2026-06")


def test_a_blank_month_takes_the_options_of_the_one_before_it(desk: Desk) -> None:
    ask(desk, SetOptions(Options(unit_cap=7)))

    assert ask(desk, SwitchMonth("2026-07")).round.options.unit_cap == 7
    assert ask(desk, SwitchMonth("2026-05")).round.options == Options()


@pytest.mark.parametrize("month", ["2026-13", "2026-6", "六月", "", "2026-06-01"])
def test_a_month_written_wrongly_is_refused(desk: Desk, month: str) -> None:
    with pytest.raises(UsageError, match="月份"):
        ask(desk, SwitchMonth(month))


def test_an_import_is_one_step_on_the_disk(desk: Desk, tmp_path: Path) -> None:
    view = ask(desk, IMPORT)

    assert [need.id for need in view.round.lists.needs] == ["N0", "N1", "N2"]
    assert [entry.action for entry in view.history] == ["导入 needs-3、resources-2"]
    with Ledger.open(tmp_path / "月.ledger") as second:
        assert second.load("2026-06") == view.round


def test_many_files_are_counted_in_the_history(desk: Desk) -> None:
    view = ask(desk, ImportFiles(tuple(Path(f"needs-{at}") for at in range(5))))

    assert view.history[-1].action == "导入 needs-0、needs-1、needs-2 等 5 个文件"


def test_matching_makes_a_fresh_plan_and_a_decision_makes_it_stale(desk: Desk) -> None:
    ask(desk, IMPORT)
    matched = ask(desk, Match())
    decided = ask(desk, Decide(LOCK))

    assert matched.round.outcome is not None
    assert not matched.round.stale
    assert decided.round.stale
    assert not ask(desk, Match()).round.stale


def test_importing_the_same_again_keeps_the_plan_fresh(desk: Desk) -> None:
    ask(desk, IMPORT)
    ask(desk, Match())

    assert not ask(desk, IMPORT).round.stale


def test_changed_options_make_the_plan_stale(desk: Desk) -> None:
    ask(desk, IMPORT)
    ask(desk, Match())

    assert ask(desk, SetOptions(Options(seed=3))).round.stale


def test_a_decision_replaces_the_one_about_the_same_pair(desk: Desk) -> None:
    ask(desk, IMPORT)
    ask(desk, Decide(LOCK))
    forbid = Decision(DecisionKind.FORBID, need="N1", resource="R0")

    assert ask(desk, Decide(forbid)).round.decisions == (forbid,)


def test_a_revoked_decision_is_gone_and_undo_brings_it_back(desk: Desk) -> None:
    ask(desk, IMPORT)
    ask(desk, Decide(LOCK))

    assert ask(desk, Revoke(LOCK)).round.decisions == ()
    assert ask(desk, Undo()).round.decisions == (LOCK,)


@pytest.mark.parametrize(
    "decision",
    [
        Decision(DecisionKind.LOCK, need="N9", resource="R0"),
        Decision(DecisionKind.LOCK, need="N1", resource="R9"),
        Decision(DecisionKind.CLAIM, need="N1", unit="乙单位"),
    ],
)
def test_a_decision_about_what_is_not_there_is_refused(desk: Desk, decision: Decision) -> None:
    ask(desk, IMPORT)

    with pytest.raises(UsageError, match="本月没有"):
        ask(desk, Decide(decision))


def test_undo_and_redo_walk_and_stop_at_the_ends(desk: Desk) -> None:
    ask(desk, IMPORT)
    undone = ask(desk, Undo())
    assert undone.round.lists.needs == ()
    assert (undone.can_undo, undone.can_redo) == (False, True)
    with pytest.raises(NothingToDo):
        ask(desk, Undo())

    redone = ask(desk, Redo())
    assert len(redone.round.lists.needs) == 3
    with pytest.raises(NothingToDo):
        ask(desk, Redo())


def test_undo_of_a_match_keeps_the_very_lists_on_the_table(desk: Desk) -> None:
    before = ask(desk, IMPORT)
    ask(desk, Match())

    assert ask(desk, Undo()).round.lists is before.round.lists


def test_matching_without_lists_says_what_to_do(desk: Desk) -> None:
    with pytest.raises(UsageError) as caught:
        ask(desk, Match())

    assert "导入" in caught.value.advice


def test_export_needs_a_plan_that_is_not_stale(desk: Desk, tmp_path: Path) -> None:
    ask(desk, IMPORT)
    with pytest.raises(UsageError, match="还没有匹配结果"):
        desk.handle(Export(tmp_path), silent, never)
    ask(desk, Match())
    ask(desk, Decide(LOCK))
    with pytest.raises(UsageError, match="不是最新"):
        desk.handle(Export(tmp_path), silent, never)
    ask(desk, Match())

    assert desk.handle(Export(tmp_path), silent, never) == Finished(
        "已导出项目服务清单", tmp_path / "结果.txt"
    )


def test_templates_are_written_and_counted(desk: Desk, tmp_path: Path) -> None:
    assert desk.handle(WriteTemplates(tmp_path), silent, never) == Finished(
        "已生成 1 份空白清单", tmp_path
    )


def test_every_change_is_refused_where_another_window_holds_the_book(
    desk: Desk, tmp_path: Path
) -> None:
    ask(desk, IMPORT)
    second = Desk(lambda: STEPS, HANDLERS)
    view = ask(second, OpenLedger(tmp_path / "月.ledger"))
    assert view.read_only
    assert (view.can_undo, view.can_redo) == (False, False)
    changes: tuple[Request, ...] = (
        IMPORT, Decide(LOCK), SetOptions(Options(seed=2)), Match(), Undo(), Redo(),
    )  # fmt: skip
    for change in changes:
        with pytest.raises(LedgerReadOnly):
            second.handle(change, silent, never)
    assert ask(second, SwitchMonth("2026-09")).round.month == "2026-09"
    second.close()


def test_before_a_book_is_open_every_request_says_so() -> None:
    with pytest.raises(UsageError, match="还没有打开台账"):
        Desk(lambda: STEPS, HANDLERS).handle(Undo(), silent, never)


def test_the_history_shown_is_short_and_contains_the_present(desk: Desk) -> None:
    for number in range(HISTORY_SHOWN + 60):
        ask(desk, SetOptions(Options(seed=number + 1)))
    view = ask(desk, SetOptions(Options(seed=0)))
    assert len(view.history) == HISTORY_SHOWN
    assert view.history[-1].place.value == "current"
    for _ in range(HISTORY_SHOWN + 20):
        view = ask(desk, Undo())

    assert len(view.history) == HISTORY_SHOWN
    assert any(entry.place.value == "current" for entry in view.history)
