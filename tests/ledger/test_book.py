"""What the month book keeps, and what it answers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from matcher.domain import Decision, DecisionKind, Lists, Need, Place
from matcher.errors import LedgerDamaged, LedgerReadOnly
from matcher.ledger import Ledger
from tests.ledger.rounds import MONTH, filled_round, numbered

MORNING = datetime(2026, 6, 18, 9, 30, 5, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "三张清单.ledger"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger.open(path, now=lambda: MORNING) as opened:
        yield opened


def test_a_new_book_holds_nothing(ledger: Ledger) -> None:
    assert ledger.months() == ()
    assert ledger.load(MONTH) is None
    assert ledger.history(MONTH) == ()
    assert not ledger.can_undo(MONTH)
    assert not ledger.can_redo(MONTH)
    assert ledger.read_only == ""


def test_a_committed_round_is_loaded_equal_after_reopening(path: Path) -> None:
    round_ = filled_round()
    with Ledger.open(path) as ledger:
        ledger.commit(round_, "导入")
    with Ledger.open(path) as ledger:
        assert ledger.load(round_.month) == round_


def test_months_are_kept_apart_and_listed_in_order(ledger: Ledger) -> None:
    ledger.commit(numbered(2, "2026-07"), "导入")
    ledger.commit(numbered(1, "2026-06"), "导入")

    assert ledger.months() == ("2026-06", "2026-07")
    assert ledger.load("2026-06") == numbered(1, "2026-06")
    assert ledger.load("2026-07") == numbered(2, "2026-07")


def test_a_commit_that_changes_nothing_is_no_step(ledger: Ledger) -> None:
    ledger.commit(numbered(1), "导入")
    ledger.commit(numbered(1), "再导入一次")

    assert [entry.action for entry in ledger.history(MONTH)] == ["导入"]


def test_history_tells_action_time_and_parent(ledger: Ledger) -> None:
    ledger.commit(numbered(1), "导入")
    ledger.commit(numbered(2), "匹配")

    first, second = ledger.history(MONTH)
    assert (first.action, first.parent, first.time) == ("导入", None, "2026-06-18T09:30:05+08:00")
    assert (second.action, second.parent) == ("匹配", first.revision)


def test_places_in_history_after_undo_and_a_new_branch(ledger: Ledger) -> None:
    for number, action in enumerate(("一", "二", "三")):
        ledger.commit(numbered(number), action)
    ledger.undo(MONTH)
    ledger.undo(MONTH)
    places = {entry.action: entry.place for entry in ledger.history(MONTH)}
    assert places == {"一": Place.CURRENT, "二": Place.FUTURE, "三": Place.FUTURE}

    ledger.commit(numbered(9), "四")
    places = {entry.action: entry.place for entry in ledger.history(MONTH)}
    assert places == {
        "一": Place.PAST,
        "二": Place.ASIDE,
        "三": Place.ASIDE,
        "四": Place.CURRENT,
    }


def test_redo_takes_the_child_that_was_undone_last(ledger: Ledger) -> None:
    ledger.commit(numbered(0), "根")
    ledger.commit(numbered(1), "旧枝")
    ledger.undo(MONTH)
    ledger.commit(numbered(2), "新枝")
    ledger.undo(MONTH)

    assert ledger.redo(MONTH)
    assert ledger.load(MONTH) == numbered(2)


def test_the_first_action_can_be_undone_and_redone(ledger: Ledger) -> None:
    ledger.commit(numbered(1), "导入")

    assert ledger.undo(MONTH)
    assert ledger.load(MONTH) is None
    assert ledger.months() == (MONTH,)
    assert not ledger.undo(MONTH)
    assert ledger.redo(MONTH)
    assert ledger.load(MONTH) == numbered(1)
    assert not ledger.redo(MONTH)


def test_undo_in_one_month_leaves_the_others(ledger: Ledger) -> None:
    ledger.commit(numbered(1, "2026-06"), "导入")
    ledger.commit(numbered(1, "2026-07"), "导入")

    ledger.undo("2026-06")

    assert ledger.load("2026-07") == numbered(1, "2026-07")


def test_undo_returns_the_very_lists_that_were_committed(ledger: Ledger) -> None:
    lists = Lists(needs=(Need(id="N1", title="灯"),))
    ledger.commit(replace(numbered(1), lists=lists), "导入")
    ledger.commit(replace(numbered(2), lists=lists), "改选项")

    ledger.undo(MONTH)

    found = ledger.load(MONTH)
    assert found is not None
    assert found.lists.needs is lists.needs


def test_a_lock_stores_its_decision_and_not_the_lists_again(path: Path) -> None:
    needs = tuple(Need(id=f"N{at}", title=f"需求{at}", detail=str(at) * 50) for at in range(2000))
    before = replace(numbered(1), lists=Lists(needs=needs))
    lock = Decision(DecisionKind.LOCK, need="N1", resource="R1")
    with Ledger.open(path) as ledger:
        ledger.commit(before, "导入")
    imported = path.stat().st_size
    with Ledger.open(path) as ledger:
        loaded = ledger.load(MONTH)
        assert loaded is not None
        ledger.commit(replace(loaded, decisions=(lock,)), lock.words)

    assert path.stat().st_size - imported <= 4 * 4096


def test_what_is_remembered_is_recalled_after_reopening(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.remember("mapping", "abc", '{"A":"title"}')
        ledger.remember("mapping", "abc", '{"A":"need_no"}')
        ledger.remember("alias", "abc", '"区医院"')
    with Ledger.open(path) as ledger:
        assert ledger.recall("mapping", "abc") == '{"A":"need_no"}'
        assert ledger.recall("alias", "abc") == '"区医院"'
        assert ledger.recall("mapping", "xyz") is None


def test_a_second_opener_reads_what_the_first_writes_and_writes_nothing(
    ledger: Ledger, path: Path
) -> None:
    ledger.commit(numbered(1), "导入")
    with Ledger.open(path) as second:
        assert "2026-06-18 09:30" in second.read_only
        assert second.load(MONTH) == numbered(1)
        ledger.commit(numbered(2), "匹配")
        assert second.load(MONTH) == numbered(2)
        for change in (
            lambda: second.commit(numbered(3), "改"),
            lambda: second.undo(MONTH),
            lambda: second.redo(MONTH),
            lambda: second.remember("mapping", "a", "1"),
        ):
            with pytest.raises(LedgerReadOnly) as caught:
                change()
            assert caught.value.advice
    assert ledger.load(MONTH) == numbered(2)


def test_the_next_opener_writes_once_the_first_has_closed(path: Path) -> None:
    with Ledger.open(path):
        pass
    with Ledger.open(path) as ledger:
        assert ledger.read_only == ""
        ledger.commit(numbered(1), "导入")


def test_a_stored_part_that_cannot_be_read_is_named(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.commit(numbered(1), "导入")
        ledger._connection.execute("UPDATE part SET body = X'00'")
    with Ledger.open(path) as ledger, pytest.raises(LedgerDamaged) as caught:
        ledger.load(MONTH)
    assert "三张清单.ledger › " in caught.value.where
