"""The parent's side of the reading process: one warm child, killed when it must be."""

import contextlib
import multiprocessing
import time
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from matcher.domain import Stop, never
from matcher.errors import Cancelled, FileRefused
from matcher.sheets import child as worker
from matcher.sheets.book import Book
from matcher.sheets.clean import seen
from matcher.sheets.limits import Limits
from matcher.sheets.wire import unpack

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

_TICK = 0.03
_START_SECONDS = 60.0
_ADVICE = "请用 WPS 或 Excel 打开后，把要用的内容复制到新表格，另存为 .xlsx 再导入"


class Reader:
    """Reads files one at a time in a child process that stays warm between files.

    The child is started by the first file, replaced after it died, hung or grew, and ends with this
    process however this process ends.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: SpawnProcess | None = None
        self._connection: Connection[Any, Any] | None = None

    def read(self, path: Path, *, limits: Limits, stop: Stop = never) -> Book:
        """One file as a book.

        Raises:
            FileRefused: The file cannot be used.
            Cancelled: ``stop`` said so.
        """
        while self._lock.locked():
            if stop():
                raise Cancelled
            time.sleep(_TICK)
        with (
            self._lock
        ):  # an interrupt anywhere leaves it free, as it would not between acquire and try
            return self._read(path, limits, stop)

    def close(self) -> None:
        """End the child; the next file starts a new one."""
        with self._lock:
            self._kill()

    def _read(self, path: Path, limits: Limits, stop: Stop) -> Book:
        try:
            connection = self._warm(path, stop)
            with contextlib.suppress(
                OSError
            ):  # a child that is gone is noticed where its answer is waited for
                connection.send((str(path), limits))
            answer = self._answer(connection, limits.seconds, stop)
        except BaseException:
            self._kill()  # an answer nobody waits for would be taken for the next file's
            raise
        if answer is None:
            raise FileRefused(
                f"读取超过 {limits.seconds:g} 秒还没有完成，已停止", seen(path.name), _ADVICE
            )
        word, payload, tired = answer
        if tired:
            self._kill()
        if word == worker.BOOK:
            return unpack(payload)
        if word == worker.REFUSED:
            raise FileRefused(*payload)
        if word == worker.MEMORY:
            raise FileRefused("读取这个文件需要的内存太多，已停止", seen(path.name), _ADVICE)
        raise FileRefused("文件内容损坏或写法特殊，读到一半无法继续", seen(path.name), _ADVICE)

    def _warm(self, path: Path, stop: Stop) -> "Connection[Any, Any]":
        """The connection to a child that is ready."""
        if self._process is not None and self._process.is_alive() and self._connection is not None:
            return self._connection
        self._kill()
        context = multiprocessing.get_context("spawn")
        mine, other = context.Pipe()
        self._connection = mine
        self._process = context.Process(
            target=worker.serve, args=(other,), name="sheets", daemon=True
        )
        self._process.start()
        other.close()
        answer = self._answer(mine, _START_SECONDS, stop)
        if answer is None or answer[0] != worker.READY:
            self._kill()
            raise FileRefused(
                "读取文件的后台程序没有启动",
                seen(path.name),
                "请关闭其他程序后再试；仍不行请重新安装本软件",
            )
        return mine

    def _answer(
        self, connection: "Connection[Any, Any]", seconds: float, stop: Stop
    ) -> tuple[str, Any, bool] | None:
        """The child's next answer; ``None`` when time is up. A dead child counts as a broken file."""
        deadline = time.monotonic() + seconds
        try:
            while not connection.poll(_TICK):
                if stop():
                    raise Cancelled
                if time.monotonic() > deadline:
                    self._kill()
                    return None
            answer: tuple[str, Any, bool] = connection.recv()
        except (EOFError, OSError):
            self._kill()
            return worker.BROKEN, "died", False
        return answer

    def _kill(self) -> None:
        # Put aside first: a reading may be broken off anywhere, even here, and nothing half closed may be used again.
        connection, process = self._connection, self._process
        self._connection = self._process = None
        if connection is not None:
            connection.close()
        if process is not None and process.pid is not None:
            process.kill()
            process.join()
            with contextlib.suppress(ValueError):
                process.close()


_READER = Reader()
"""The one reader of this process: a warm child is worth sharing, and it holds nothing of any file."""


def read(path: Path, *, limits: Limits = Limits(), stop: Stop = never) -> Book:  # noqa: B008 - frozen
    """Any spreadsheet file as tables whose cells know where they stand; the file is never written to.

    Args:
        path: The file.
        limits: Bounds of time, memory and size.
        stop: Asked at least every 50 ms; ``True`` ends the reading at once.

    Raises:
        FileRefused: The file cannot be used; what, where and what to do next.
        Cancelled: ``stop`` said so.
    """
    return _READER.read(Path(path), limits=limits, stop=stop)


def close() -> None:
    """End the warm reading process; the next file starts a new one."""
    _READER.close()
