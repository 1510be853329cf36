"""The tables of the month book and how an older book becomes today's."""

import sqlite3
from collections.abc import Sequence

APPLICATION_ID = 0x33_4C_53_54
"""``3LST``: what tells a month book from any other SQLite file."""

Migration = tuple[str, ...]
"""Statements that lead from one ``user_version`` to the next."""

MIGRATIONS: tuple[Migration, ...] = (
    (
        """CREATE TABLE part (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE,
            packed INTEGER NOT NULL,
            body BLOB NOT NULL
        )""",
        """CREATE TABLE revision (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            month TEXT NOT NULL,
            parent INTEGER REFERENCES revision (id),
            redo INTEGER REFERENCES revision (id),
            time TEXT NOT NULL,
            action TEXT NOT NULL
        )""",
        "CREATE INDEX revision_of_month ON revision (month)",
        """CREATE TABLE revision_part (
            revision INTEGER NOT NULL REFERENCES revision (id),
            name TEXT NOT NULL,
            part INTEGER NOT NULL REFERENCES part (id),
            PRIMARY KEY (revision, name)
        ) WITHOUT ROWID""",
        """CREATE TABLE head (
            month TEXT PRIMARY KEY,
            revision INTEGER REFERENCES revision (id),
            redo INTEGER REFERENCES revision (id)
        ) WITHOUT ROWID""",
        """CREATE TABLE memory (
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (kind, key)
        ) WITHOUT ROWID""",
    ),
)
"""``revision.redo`` is the child last undone; ``head.redo`` the first revision last undone.
A head without revision is a month whose every action was undone."""


def version_of(connection: sqlite3.Connection) -> int:
    """How many migrations the book has been through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_blank(connection: sqlite3.Connection) -> bool:
    """Whether there is nothing in the file yet."""
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether the file says that it is a month book."""
    return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the book to today's version, each step in its own transaction."""
    for number, statements in enumerate(migrations, start=1):
        if number > version_of(connection):
            with transaction(connection):
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                for statement in statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")


class transaction:
    """All or nothing: commits at the end of the block, rolls back when it raises."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            try:
                self._connection.execute("COMMIT")
            except sqlite3.Error:
                self._roll_back()
                raise
        else:
            self._roll_back()

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
