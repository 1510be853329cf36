"""From a path to an open, checked and up-to-date SQLite connection, or a sentence why not."""

import contextlib
import errno
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from matcher.domain.trouble import why
from matcher.errors import CannotWrite, LedgerDamaged, LedgerTooNew
from matcher.ledger import copies, holder, schema
from matcher.ledger.network import on_network

_BUSY_SECONDS = 5.0
_CHECKED_BYTES = 64 * 2**20
"""Up to this size a book is read through when it is opened (about 0.1 s)."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """An open month book.

    Attributes:
        connection: In autocommit mode; foreign keys on.
        hold: The lock; ``None`` when it can only be read.
        read_only: Why it can only be read, Chinese; empty when it can be written.
    """

    connection: sqlite3.Connection
    hold: holder.Hold | None
    read_only: str


def open_book(
    path: Path, now: Callable[[], datetime], migrations: Sequence[schema.Migration]
) -> Opened:
    """Open the book, making it when there is none.

    Raises:
        LedgerDamaged: It is not a month book or cannot be read as one.
        LedgerTooNew: It was written by a newer version of the program.
        CannotWrite: There is none and none can be made here.
    """
    with in_words(path):
        hold, read_only = _hold(path, now())
        connection: sqlite3.Connection | None = None
        try:
            if hold is None:
                connection = _connect_reading(path)
                _check(connection, path, migrations)
                _refuse_unmigrated(connection, path, migrations)
            else:
                connection = _connect_writing(path)
                _check(connection, path, migrations)
                _prepare_writing(connection, path)
                _bring_up_to_date(connection, path, now(), migrations)
        except BaseException:
            if connection is not None:
                connection.close()
            if hold is not None:
                hold.release()
            raise
        return Opened(connection, hold, read_only)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn what SQLite and the operating system raise into errors users can act on."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _operational(path, str(error)) from error
    except sqlite3.DatabaseError as error:
        raise _damaged(path, "台账文件已损坏") from error
    except OSError as error:
        raise _no_place(path, error) from error


def _hold(path: Path, now: datetime) -> tuple[holder.Hold | None, str]:
    """The lock, or why the book can only be read."""
    if path.exists() and not os.access(path, os.W_OK):
        return None, "台账文件是只读的，可以查看，不能修改"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        if not os.access(path.parent, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        hold = holder.take(path, now)
    except OSError as error:
        if not path.exists():
            raise
        return None, f"台账所在的文件夹不可写（{why(error)}），可以查看，不能修改"
    if hold is None:
        return None, f"台账正由{holder.who(path)}使用，这里可以查看，不能修改"
    return hold, ""


def _connect_writing(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)


def _prepare_writing(connection: sqlite3.Connection, path: Path) -> None:
    """Only after the check: the journal mode is written into the file."""
    mode = "DELETE" if on_network(path) else "WAL"
    connection.execute(f"PRAGMA journal_mode = {mode}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _connect_reading(path: Path) -> sqlite3.Connection:
    """A reader; where not even the log's index can be made, a file without a log is read as it lies there."""
    log = path.with_name(path.name + "-wal")
    whole = not log.exists() or log.stat().st_size == 0
    for ending in ("?mode=ro", "?mode=ro&immutable=1") if whole else ("?mode=ro",):
        connection = sqlite3.connect(
            _address(path) + ending, uri=True, timeout=_BUSY_SECONDS, isolation_level=None
        )
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if not whole or "immutable" in ending:
                raise
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    raise AssertionError("unreachable: the last attempt returns or raises")


def _address(path: Path) -> str:
    """The path as SQLite wants it in a URI; a network path keeps its two slashes behind an empty host."""
    text = path.absolute().as_posix()
    return "file://" + quote(text if text.startswith("/") else f"/{text}")


def _check(
    connection: sqlite3.Connection, path: Path, migrations: Sequence[schema.Migration]
) -> None:
    if schema.is_blank(connection):
        return
    if not schema.is_ours(connection):
        raise LedgerDamaged(
            "这个文件不是本程序的台账",
            str(path),
            "请选择本程序建立的台账文件，或换一个文件名新建台账",
        )
    if schema.version_of(connection) > len(migrations):
        raise LedgerTooNew(
            "台账由更新版本的程序写成，本版本不能打开",
            str(path),
            "请升级本程序后再打开；台账没有被改动",
        )
    if path.stat().st_size <= _CHECKED_BYTES:
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise _damaged(path, "台账文件已损坏")


def _refuse_unmigrated(
    connection: sqlite3.Connection, path: Path, migrations: Sequence[schema.Migration]
) -> None:
    if schema.version_of(connection) < len(migrations):
        raise CannotWrite(
            "台账由较早版本的程序写成，需要升级后才能打开，但现在不能写入",
            str(path),
            "请先关闭正在使用该台账的窗口，或取消文件的只读属性，再打开一次",
        )


def _bring_up_to_date(
    connection: sqlite3.Connection,
    path: Path,
    now: datetime,
    migrations: Sequence[schema.Migration],
) -> None:
    version = schema.version_of(connection)
    if version == 0:
        schema.migrate(connection, migrations)
        return
    if version < len(migrations):
        copies.make(connection, path, now, version)
        schema.migrate(connection, migrations)
    elif copies.copy_of_month(path, now) is None:
        try:
            copies.make(connection, path, now, version)
        except (OSError, sqlite3.Error):
            _log.warning("monthly copy of %s failed", path, exc_info=True)


def _operational(path: Path, words: str) -> CannotWrite | LedgerDamaged:
    if "full" in words:
        return CannotWrite("磁盘已满，这一步没有保存", str(path), "请清理磁盘空间后再做一次")
    if "locked" in words or "busy" in words:
        return CannotWrite(
            "台账正被其他程序占用（备份、杀毒或同步软件），这一步没有保存",
            str(path),
            "请稍等片刻再做一次；若总是如此，请把台账移出同步文件夹",
        )
    if "no such table" in words or "no such column" in words:
        return _damaged(path, "台账文件不完整")
    return CannotWrite(
        "台账文件不能读写",
        f"{path}（{words}）",
        "请确认磁盘、网络盘和U盘连接正常并有写入权限，或把台账连同旁边的 -wal 文件复制到可写的文件夹",
    )


def _no_place(path: Path, error: OSError) -> CannotWrite:
    return CannotWrite(
        "台账文件不能建立或写入",
        f"{path}（{why(error)}）",
        "请换一个有写入权限的文件夹，或检查磁盘空间",
    )


def _damaged(path: Path, what: str) -> LedgerDamaged:
    advice = "请换一个文件名新建台账，并联系维护人员"
    with contextlib.suppress(IndexError):
        newest = copies.copies_of(path)[-1]
        advice = f"请先把损坏的文件改名留存，再把备份“{newest}”复制为“{path.name}”后打开"
    return LedgerDamaged(what, str(path), advice)
