"""Copies beside the book: one a month, one before each migration, the newest twelve kept."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from matcher.ledger import Ledger, copies
from matcher.ledger.schema import MIGRATIONS
from tests.ledger.rounds import MONTH, numbered


def _open(path: Path, year: int, month: int, day: int = 3) -> Ledger:
    return Ledger.open(path, now=lambda: datetime(year, month, day, 8, tzinfo=UTC))


def _filled(path: Path) -> Path:
    with _open(path, 2026, 1) as ledger:
        ledger.commit(numbered(1), "导入")
    return path


def test_a_book_just_made_is_not_copied(tmp_path: Path) -> None:
    _filled(tmp_path / "月.ledger")

    assert copies.copies_of(tmp_path / "月.ledger") == ()


def test_the_first_opening_in_a_month_copies_and_the_second_does_not(tmp_path: Path) -> None:
    path = _filled(tmp_path / "月.ledger")
    _open(path, 2026, 2).close()
    _open(path, 2026, 2, 27).close()
    _open(path, 2026, 3).close()

    names = [copy.name for copy in copies.copies_of(path)]
    assert names == ["月-20260203-080000-v1.ledger", "月-20260303-080000-v1.ledger"]


def test_a_copy_opens_as_a_book_with_everything_in_it(tmp_path: Path) -> None:
    path = _filled(tmp_path / "月.ledger")
    _open(path, 2026, 2).close()

    with Ledger.open(copies.copies_of(path)[0]) as ledger:
        assert ledger.load(MONTH) == numbered(1)


def test_the_newest_twelve_are_kept_and_other_books_copies_left_alone(tmp_path: Path) -> None:
    path, other = _filled(tmp_path / "月.ledger"), _filled(tmp_path / "月-副本.ledger")
    _open(other, 2025, 1).close()
    for month in range(14):
        _open(path, 2026 + month // 12, month % 12 + 1).close()

    assert len(copies.copies_of(path)) == copies.KEPT
    assert copies.copies_of(path)[-1].name.startswith("月-20270203")
    assert len(copies.copies_of(other)) == 1


def test_a_copy_is_made_before_a_migration_and_holds_the_old_version(tmp_path: Path) -> None:
    path = _filled(tmp_path / "月.ledger")
    newer = (*MIGRATIONS, ("CREATE TABLE later (a)",))
    moment = datetime(2026, 1, 4, 8, tzinfo=UTC)
    with Ledger.open(path, now=lambda: moment, migrations=newer) as ledger:
        assert ledger.load(MONTH) == numbered(1)

    (copy,) = copies.copies_of(path)
    assert copy.name == "月-20260104-080000-v1.ledger"
    with Ledger.open(copy) as ledger:
        assert ledger.load(MONTH) == numbered(1)


def test_a_migration_that_fails_leaves_the_book_as_it_was(tmp_path: Path) -> None:
    path = _filled(tmp_path / "月.ledger")
    broken = (*MIGRATIONS, ("CREATE TABLE later (a)", "CREATE TABLE later (a)"))
    with pytest.raises(Exception, match="台账"):
        Ledger.open(path, migrations=broken)

    with Ledger.open(path) as ledger:
        assert ledger.load(MONTH) == numbered(1)


def test_a_monthly_copy_that_fails_does_not_keep_the_book_shut(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = _filled(tmp_path / "月.ledger")
    (tmp_path / "backups").write_text("a file where the folder should be")

    with _open(path, 2026, 2) as ledger:
        assert ledger.load(MONTH) == numbered(1)
    assert "monthly copy" in caplog.text
