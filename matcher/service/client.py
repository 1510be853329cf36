"""The window's end of the worker process, free of Qt."""

import atexit
import contextlib
import multiprocessing
import threading
import time
from collections import deque
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from matcher.service import collector, logs
from matcher.service.entry import Entry, run
from matcher.service.messages import (
    Cancel,
    Changed,
    Failed,
    OpenLedger,
    Progress,
    Reply,
    Request,
    Shutdown,
)
from matcher.service.wire import Receiver

_QUICK_DEATHS = 3
"""So many deaths in a row without one answer in between, and the worker is not started again."""
_TURN_SECONDS = 0.1
_CLOSE_SECONDS = 3.0


class Client:
    """One worker process; :meth:`send` and :meth:`receive` may be called from different threads.

    When the worker dies, every request it had not answered gets ``Failed`` of kind ``WorkerLost``, a new
    worker starts and opens the same month book again; the ``Changed`` of that follows by itself.

    Args:
        log_folder: Where the worker writes its log files; ``None`` = this computer's usual place.
        entry: What the process runs.
    """

    def __init__(self, log_folder: Path | None = None, *, entry: Entry = run) -> None:
        self._log_folder = logs.default_folder() if log_folder is None else log_folder
        self._entry = entry
        self._guard = threading.RLock()
        self._reading = threading.Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._receiver = Receiver()
        self._ready: deque[Reply] = deque()
        self._open: dict[int, Request] = {}
        self._last = 0
        self._book: OpenLedger | None = None
        self._deaths = 0
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether :meth:`close` was called; nothing comes any more."""
        return self._closed

    @property
    def process_id(self) -> int | None:
        """The worker's process id; ``None`` while there is none."""
        process = self._process
        return None if process is None else process.pid

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the worker process; returns before it is ready, requests may be sent at once."""
        with self._guard:
            if self._process is None and not self._closed:
                # A month is some 100,000 values that live long: a full collection would hold the window 80 ms or more.
                collector.calm()
                self._spawn()

    def send(self, request: Request) -> int:
        """Hand a request over and return its id; the answers come by :meth:`receive`."""
        with self._guard:
            if isinstance(request, OpenLedger):
                self._deaths = 0
                self._book = request
                self.start()
            return self._post(request)

    def cancel(self) -> None:
        """Stop the request under way and those waiting behind it."""
        self.send(Cancel())

    def receive(self, timeout: float | None = 0.0) -> Reply | None:
        """The next reply; ``None`` when none is complete in time, or the client is closed.

        Args:
            timeout: In seconds; ``None`` = wait until there is one. With 0 at most one piece of a long
                answer is taken in, which never holds the caller for more than a few milliseconds.
        """
        end = None if timeout is None else time.monotonic() + timeout
        while not self._closed:
            with self._guard:
                if self._ready:
                    return self._ready.popleft()
                connection = self._connection
            left = _TURN_SECONDS if end is None else min(_TURN_SECONDS, end - time.monotonic())
            with self._reading:
                reply = self._take(connection, max(0.0, left))
            if reply is not None:
                return reply
            if end is not None and time.monotonic() >= end and not self._ready:
                return None
        return None

    def close(self) -> None:
        """Stop what is under way, let the worker close the month book, and end it."""
        with self._guard:
            if self._closed:
                return
            self.send(Cancel())
            self.send(Shutdown())
            self._closed = True
            process, connection = self._process, self._connection
        atexit.unregister(self.close)
        if process is not None and connection is not None:
            with self._reading:
                _drain(connection, process)
                process.join(_CLOSE_SECONDS)
                process.kill()
                process.join()
                connection.close()
                process.close()
        self._process = self._connection = None

    def _spawn(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=self._entry, args=(theirs, self._log_folder), name="matcher-worker"
        )
        try:
            process.start()
        except OSError:
            ours.close()
            self._process = self._connection = None
            self._fail_open()
            return
        finally:
            theirs.close()
        self._process, self._connection, self._receiver = process, ours, Receiver()
        # At exit Python waits for child processes for ever, and this one waits for us: close it before.
        atexit.register(self.close)

    def _post(self, request: Request) -> int:
        self._last += 1
        numbered = replace(request, id=self._last)
        if not isinstance(request, Cancel | Shutdown):
            self._open[numbered.id] = numbered
        if self._connection is None:
            self._fail_open()
            return numbered.id
        # A worker that is gone is noticed by receive(), which tells it and starts another.
        with contextlib.suppress(OSError):
            self._connection.send(numbered)
        return numbered.id

    def _take(self, connection: Connection | None, timeout: float) -> Reply | None:
        """One message off the pipe, if there is one in time."""
        if connection is None or self._closed:
            time.sleep(timeout)
            return None
        try:
            if not connection.poll(timeout):
                return None
            reply = self._receiver.take(connection.recv_bytes())
        except (EOFError, OSError):
            self._lost(connection)
            return None
        if reply is not None:
            self._note(reply)
        return reply

    def _note(self, reply: Reply) -> None:
        with self._guard:
            if isinstance(reply, Progress):
                return
            self._open.pop(reply.id, None)
            self._deaths = 0
            if isinstance(reply, Changed):
                view = reply.view
                self._book = OpenLedger(Path(view.ledger), view.round.month)

    def _lost(self, connection: Connection) -> None:
        """The worker is gone: tell it for every open request, and start another."""
        with self._guard:
            if self._closed or connection is not self._connection:
                return
            process, self._process, self._connection = self._process, None, None
            connection.close()
            if process is not None:
                process.kill()
                process.join()
                process.close()
            self._deaths += 1
            self._fail_open()
            if self._deaths < _QUICK_DEATHS:
                self._spawn()
                if self._book is not None:
                    self._post(self._book)

    def _fail_open(self) -> None:
        advice = (
            "程序已在后台重新启动，已保存的内容都在，请再做一次"
            if self._deaths < _QUICK_DEATHS
            else "后台多次启动失败，请重新打开台账，或重新启动程序"
        )
        for number in self._open:
            self._ready.append(
                Failed("WorkerLost", "后台处理意外中断，这一步没有完成", "", advice, id=number)
            )
        self._open.clear()


def _drain(connection: Connection, process: BaseProcess) -> None:
    """Read what the worker still wants to say, so that it does not wait for a reader for ever."""
    end = time.monotonic() + _CLOSE_SECONDS
    while time.monotonic() < end:
        for ready in wait([connection, process.sentinel], end - time.monotonic()):
            if ready is not connection:
                return
            try:
                connection.recv_bytes()
            except (EOFError, OSError):
                return
