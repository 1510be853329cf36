"""Files that are no month book, or one that cannot be used as it is, are told in words."""

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from matcher.errors import CannotWrite, LedgerDamaged, LedgerReadOnly, LedgerTooNew
from matcher.ledger import Ledger, holder
from matcher.ledger import opening as opening_module
from matcher.ledger.network import mount_type, on_network
from matcher.ledger.schema import MIGRATIONS
from tests.ledger.rounds import MONTH, numbered


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "月.ledger"
    with Ledger.open(path) as ledger:
        for number in range(30):
            ledger.commit(numbered(number), f"第{number}步")
    return path


def test_a_book_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "新" / "文件夹" / "月.ledger"
    with Ledger.open(path) as ledger:
        ledger.commit(numbered(1), "导入")

    assert path.exists()


def test_an_empty_file_becomes_a_book(tmp_path: Path) -> None:
    path = tmp_path / "月.ledger"
    path.touch()
    with Ledger.open(path) as ledger:
        ledger.commit(numbered(1), "导入")
        assert ledger.load(MONTH) == numbered(1)


def test_a_book_carries_its_mark_and_version(book: Path) -> None:
    connection = sqlite3.connect(book)
    try:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x334C5354,)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    finally:
        connection.close()


def test_a_commit_waits_for_the_disk_and_keeps_references_whole(book: Path) -> None:
    with Ledger.open(book) as ledger:
        assert ledger._connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert ledger._connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 a workbook", "一段文字".encode() * 100, b"SQLite format 3\x00" + b"\x07" * 900],
)
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "月.ledger"
    path.write_bytes(content)

    with pytest.raises(LedgerDamaged) as caught:
        Ledger.open(path)

    assert str(path) in caught.value.where
    assert caught.value.advice
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "月.ledger"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE contacts (name)")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(LedgerDamaged, match="不是本程序的台账"):
        Ledger.open(path)

    assert path.read_bytes() == before


def test_a_book_of_a_newer_program_is_refused_and_left_as_it_is(book: Path) -> None:
    Ledger.open(book, migrations=(*MIGRATIONS, ("CREATE TABLE later (a)",))).close()
    before = book.read_bytes()

    with pytest.raises(LedgerTooNew) as caught:
        Ledger.open(book)

    assert "升级" in caught.value.advice
    assert book.read_bytes() == before


def test_a_book_cut_short_is_told_with_the_copy_to_go_back_to(book: Path) -> None:
    (book.parent / "backups").mkdir()
    copy = book.parent / "backups" / "月-20260101-080000-v1.ledger"
    copy.write_bytes(book.read_bytes())
    book.write_bytes(book.read_bytes()[: book.stat().st_size // 2])

    with pytest.raises(LedgerDamaged) as caught:
        Ledger.open(book)

    assert str(copy) in caught.value.advice


def test_a_book_scribbled_over_is_told(book: Path) -> None:
    content = bytearray(book.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page : page + 64] = b"\xff" * 64
    book.write_bytes(content)

    with pytest.raises(LedgerDamaged):
        Ledger.open(book)


def test_a_folder_in_place_of_the_book_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as caught:
        Ledger.open(tmp_path)

    assert str(tmp_path) in caught.value.where


def test_a_place_that_cannot_exist_is_told(tmp_path: Path) -> None:
    (tmp_path / "文件").touch()
    with pytest.raises(CannotWrite) as caught:
        Ledger.open(tmp_path / "文件" / "月.ledger")

    assert caught.value.advice


@pytest.mark.parametrize(("protected", "words"), [("book", "只读"), ("folder", "不可写")])
def test_what_is_write_protected_can_be_read(
    book: Path, monkeypatch: pytest.MonkeyPatch, protected: str, words: str
) -> None:
    """Asks the program's question instead of the file system, which lets root write everywhere."""
    what = book if protected == "book" else book.parent
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != what)

    with Ledger.open(book) as ledger:
        assert words in ledger.read_only
        assert ledger.load(MONTH) == numbered(29)
        with pytest.raises(LedgerReadOnly):
            ledger.commit(numbered(99), "导入")


def _fill(ledger: Ledger) -> None:
    for number in range(100, 1000):
        ledger.commit(numbered(number), "满" * 500)


def test_a_full_disk_is_told_and_the_state_stays(book: Path) -> None:
    with Ledger.open(book) as ledger:
        pages = ledger._connection.execute("PRAGMA page_count").fetchone()[0]
        ledger._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(CannotWrite, match="磁盘已满"):
            _fill(ledger)
        last = ledger.load(MONTH)
        ledger._connection.execute("PRAGMA max_page_count = 100000")
        ledger.commit(numbered(5000), "又有空间了")
        assert ledger.load(MONTH) == numbered(5000)
        ledger.undo(MONTH)
        assert ledger.load(MONTH) == last


def test_a_book_held_by_another_program_is_told(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening_module, "_BUSY_SECONDS", 0.05)
    other = sqlite3.connect(book, isolation_level=None)
    with Ledger.open(book) as ledger:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CannotWrite, match="占用"):
            ledger.commit(numbered(99), "导入")
        other.execute("ROLLBACK")
        other.close()
        ledger.commit(numbered(99), "导入")


def test_on_a_network_path_the_book_works_without_a_write_ahead_log(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening_module, "on_network", lambda _: True)
    with Ledger.open(book) as ledger:
        assert ledger._connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        ledger.commit(numbered(99), "导入")
        with Ledger.open(book) as second:
            assert second.read_only
            assert second.load(MONTH) == numbered(99)


def test_a_folder_with_no_room_for_the_lock_can_be_read(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(holder, "take", full)
    with Ledger.open(book) as ledger:
        assert "磁盘已满" in ledger.read_only
        assert ledger.load(MONTH) == numbered(29)


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/share /mnt/共享\\040盘 nfs4 rw 0 0
//nas/office /mnt/office cifs rw 0 0
/dev/sdb1 /mnt/office/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a/月.ledger", "ext4"),
        ("/mnt/共享 盘/月.ledger", "nfs4"),
        ("/mnt/office/月.ledger", "cifs"),
        ("/mnt/office/local/月.ledger", "ext4"),
        ("/mnt/office2/月.ledger", "ext4"),
    ],
)
def test_the_deepest_mount_tells_the_file_system(path: str, kind: str) -> None:
    assert mount_type(Path(path), MOUNTS) == kind


def test_a_path_with_a_host_is_on_the_network_and_a_temporary_one_is_not(tmp_path: Path) -> None:
    assert on_network(Path("//server/share/月.ledger"))
    assert not on_network(tmp_path)
