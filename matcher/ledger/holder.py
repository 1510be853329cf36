"""Who holds a month book: a lock of the operating system on a side file, which dies with its holder."""

import contextlib
import getpass
import json
import os
import platform
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_LOCK_AT = 1 << 30
"""Windows forbids reading locked bytes, so the locked byte lies far behind the text."""


@dataclass(slots=True)
class Hold:
    """A lock that is held until :meth:`release` or the end of the process."""

    descriptor: int

    def release(self) -> None:
        """Let the next one have it; the side file stays, since deleting it would open a race."""
        if self.descriptor >= 0:
            with contextlib.suppress(OSError):
                os.ftruncate(self.descriptor, 0)
            os.close(self.descriptor)
            self.descriptor = -1


def side_file(path: Path) -> Path:
    """The file whose lock says that the book is held."""
    return path.with_name(path.name + ".lock")


def take(path: Path, since: datetime) -> Hold | None:
    """Take the lock; ``None`` when another holds it.

    Raises:
        OSError: The side file cannot be made or written here.
    """
    descriptor = os.open(side_file(path), os.O_RDWR | os.O_CREAT, 0o666)
    try:
        taken = _lock(descriptor)
    except OSError:
        os.close(descriptor)
        raise
    if not taken:
        os.close(descriptor)
        return None
    # Whose lock it is helps people only; the lock holds without it.
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, json.dumps(_me(since), ensure_ascii=False).encode())
    return Hold(descriptor)


def who(path: Path) -> str:
    """Who holds it and since when, in Chinese; a general word when the side file does not say."""
    try:
        told = json.loads(side_file(path).read_text(encoding="utf-8"))
        return f"{told['user']}（电脑 {told['computer']}，{told['since']} 起）"
    except (OSError, ValueError, KeyError, TypeError):
        return "另一个窗口"


def _me(since: datetime) -> dict[str, str | int]:
    return {
        "user": _user(),
        "computer": platform.node(),
        "since": since.strftime("%Y-%m-%d %H:%M"),
        "process": os.getpid(),
    }


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "未知用户"


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCK_AT, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
