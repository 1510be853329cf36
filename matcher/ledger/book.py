"""The month book: what was acknowledged is on the disk, and every step can be taken back."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from matcher.domain import HistoryEntry, Round
from matcher.errors import LedgerDamaged, LedgerReadOnly
from matcher.ledger import copies
from matcher.ledger.history import Step, placed
from matcher.ledger.memo import PartMemo
from matcher.ledger.opening import Opened, in_words, open_book
from matcher.ledger.parts import pack, put_together, take_apart, unpack
from matcher.ledger.schema import MIGRATIONS, Migration, transaction

READ_ONLY_ADVICE = "请关闭正在使用它的窗口，或把台账放到可以写入的位置，再重新打开"


def local_now() -> datetime:
    """The time on this computer's clock, with its offset."""
    return datetime.now().astimezone()


class Ledger:
    """One month book, open; use it from one thread.

    Attributes:
        path: The file.
        read_only: Why it can only be read, Chinese; empty when it can be written.
    """

    def __init__(self, path: Path, opened: Opened, now: Callable[[], datetime]) -> None:
        self.path = path
        self.read_only = opened.read_only
        self._connection = opened.connection
        self._hold = opened.hold
        self._now = now
        self._memo = PartMemo()

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        now: Callable[[], datetime] = local_now,
        migrations: Sequence[Migration] = MIGRATIONS,
    ) -> Self:
        """Open the book at ``path``, making it when there is none; a second opener can only read.

        Raises:
            LedgerDamaged: It is not a month book or cannot be read as one.
            LedgerTooNew: It was written by a newer version of the program.
            CannotWrite: There is none and none can be made here.
        """
        return cls(path, open_book(path, now, migrations), now)

    def close(self) -> None:
        """Close the file and let the next one have it."""
        self._connection.close()
        if self._hold is not None:
            self._hold.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def months(self) -> tuple[str, ...]:
        """Every month with a history, ascending."""
        with in_words(self.path):
            rows = self._connection.execute("SELECT month FROM head ORDER BY month").fetchall()
        return tuple(row[0] for row in rows)

    def load(self, month: str) -> Round | None:
        """The round as it stands; ``None`` when nothing was done yet, or all was undone.

        Raises:
            LedgerDamaged: What is stored cannot be understood.
        """
        with in_words(self.path):
            revision, _ = self._head(month)
            return None if revision is None else self._round(month, revision)

    def revision(self, month: str) -> int | None:
        """The number of the month's state as it stands; ``None`` when nothing was done yet, or all was undone."""
        with in_words(self.path):
            return self._head(month)[0]

    def at(self, month: str, revision: int) -> Round | None:
        """The month as it was at a revision, also one left aside; ``None`` when the month never had it.

        Raises:
            LedgerDamaged: What is stored cannot be understood.
        """
        with in_words(self.path):
            row = self._connection.execute(
                "SELECT 1 FROM revision WHERE id = ? AND month = ?", (revision, month)
            ).fetchone()
            return None if row is None else self._round(month, revision)

    def commit(self, round_: Round, action: str) -> None:
        """Make this the state of its month, in one transaction; a round equal to the state is no step.

        Args:
            round_: The new state.
            action: What was done, in Chinese words.

        Raises:
            LedgerReadOnly: Another window holds the book.
            CannotWrite: Disk full, no right; nothing was changed.
        """
        self._refuse_reading()
        with in_words(self.path), self._memo.undone_on_error(), transaction(self._connection):
            parts = {name: self._store(name, value) for name, value in take_apart(round_).items()}
            parent, _ = self._head(round_.month)
            if parent is None or parts != self._part_ids(parent):
                revision = self._new_revision(round_.month, parent, action)
                self._connection.executemany(
                    "INSERT INTO revision_part (revision, name, part) VALUES (?, ?, ?)",
                    [(revision, name, part) for name, part in parts.items()],
                )
                self._set_head(round_.month, revision)

    def can_undo(self, month: str) -> bool:
        """Whether :meth:`undo` has somewhere to go."""
        with in_words(self.path):
            return self._head(month)[0] is not None

    def can_redo(self, month: str) -> bool:
        """Whether :meth:`redo` has somewhere to go."""
        with in_words(self.path):
            return self._head(month)[1] is not None

    def undo(self, month: str) -> bool:
        """Go back to before the last action; ``False`` when there is none.

        Raises:
            LedgerReadOnly: Another window holds the book.
            CannotWrite: Disk full, no right; nothing was changed.
        """
        self._refuse_reading()
        with in_words(self.path), transaction(self._connection):
            revision, _ = self._head(month)
            if revision is None:
                return False
            parent = self._one("SELECT parent FROM revision WHERE id = ?", revision)
            if parent is None:
                self._connection.execute(
                    "UPDATE head SET revision = NULL, redo = ? WHERE month = ?", (revision, month)
                )
            else:
                self._connection.execute(
                    "UPDATE revision SET redo = ? WHERE id = ?", (revision, parent)
                )
                self._set_head(month, parent)
            return True

    def redo(self, month: str) -> bool:
        """Do again what was undone last; ``False`` when there is nothing.

        Raises:
            LedgerReadOnly: Another window holds the book.
            CannotWrite: Disk full, no right; nothing was changed.
        """
        self._refuse_reading()
        with in_words(self.path), transaction(self._connection):
            _, child = self._head(month)
            if child is None:
                return False
            self._set_head(month, child)
            return True

    def history(self, month: str) -> tuple[HistoryEntry, ...]:
        """Every action of the month, oldest first, those on branches left aside included."""
        with in_words(self.path):
            head, redo = self._head(month)
            rows = self._connection.execute(
                "SELECT id, parent, redo, time, action FROM revision WHERE month = ? ORDER BY id",
                (month,),
            ).fetchall()
        return placed([Step(*row) for row in rows], head, redo)

    def remember(self, kind: str, key: str, json: str) -> None:
        """Keep a small text beside the months (a column mapping …); not part of undo.

        Raises:
            LedgerReadOnly: Another window holds the book.
            CannotWrite: Disk full, no right; nothing was changed.
        """
        self._refuse_reading()
        with in_words(self.path), transaction(self._connection):
            self._connection.execute(
                "INSERT INTO memory (kind, key, body) VALUES (?, ?, ?) "
                "ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body",
                (kind, key, json),
            )

    def recall(self, kind: str, key: str) -> str | None:
        """What was remembered last under this kind and key; ``None`` when nothing was."""
        with in_words(self.path):
            row = self._connection.execute(
                "SELECT body FROM memory WHERE kind = ? AND key = ?", (kind, key)
            ).fetchone()
        return None if row is None else row[0]

    def remembered(self, kind: str) -> tuple[str, ...]:
        """The keys under which something of this kind is remembered, sorted."""
        with in_words(self.path):
            rows = self._connection.execute(
                "SELECT key FROM memory WHERE kind = ? ORDER BY key", (kind,)
            ).fetchall()
        return tuple(row[0] for row in rows)

    def _refuse_reading(self) -> None:
        if self._hold is None:
            raise LedgerReadOnly(self.read_only, str(self.path), READ_ONLY_ADVICE)

    def _one(self, query: str, key: int | str) -> Any:  # noqa: ANN401 - whatever the column holds
        return self._connection.execute(query, (key,)).fetchone()[0]

    def _head(self, month: str) -> tuple[int | None, int | None]:
        """The month's revision and the one redo leads to."""
        row = self._connection.execute(
            "SELECT head.revision, CASE WHEN head.revision IS NULL THEN head.redo ELSE revision.redo END "
            "FROM head LEFT JOIN revision ON revision.id = head.revision WHERE head.month = ?",
            (month,),
        ).fetchone()
        return (None, None) if row is None else (row[0], row[1])

    def _set_head(self, month: str, revision: int) -> None:
        self._connection.execute(
            "INSERT INTO head (month, revision) VALUES (?, ?) "
            "ON CONFLICT (month) DO UPDATE SET revision = excluded.revision",
            (month, revision),
        )

    def _new_revision(self, month: str, parent: int | None, action: str) -> int:
        cursor = self._connection.execute(
            "INSERT INTO revision (month, parent, time, action) VALUES (?, ?, ?, ?)",
            (month, parent, self._now().isoformat(timespec="seconds"), action),
        )
        assert cursor.lastrowid is not None  # an INSERT always sets it
        return cursor.lastrowid

    def _part_ids(self, revision: int) -> dict[str, int]:
        return dict(
            self._connection.execute(
                "SELECT name, part FROM revision_part WHERE revision = ?", (revision,)
            )
        )

    def _store(self, name: str, value: object) -> int:
        known = self._memo.id_of(name, value)
        if known is not None:
            return known
        packed = pack(value)
        self._connection.execute(
            "INSERT INTO part (digest, packed, body) VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING",
            (packed.digest, packed.packed, packed.body),
        )
        part = int(
            self._connection.execute(
                "SELECT id FROM part WHERE digest = ?", (packed.digest,)
            ).fetchone()[0]
        )
        self._memo.note(name, part, value)
        return part

    def _round(self, month: str, revision: int) -> Round:
        parts = {name: self._part(name, part) for name, part in self._part_ids(revision).items()}
        return put_together(month, parts)

    def _part(self, name: str, part: int) -> object:
        known = self._memo.value_of(name, part)
        if known is not None:
            return known
        packed, body = self._connection.execute(
            "SELECT packed, body FROM part WHERE id = ?", (part,)
        ).fetchone()
        try:
            value = unpack(name, body, packed=bool(packed))
        except ValueError as error:
            raise LedgerDamaged(
                "台账中的一部分内容无法读出",
                f"{self.path} › {name}",
                f"请先把台账文件复制留存，再打开“{copies.folder_of(self.path)}”中最近的备份",
            ) from error
        self._memo.note(name, part, value)
        return value
