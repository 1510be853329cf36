"""The worker process: one request after the other, cancel seen at once, never dead by an error."""

import _thread
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, SimpleQueue
from types import FrameType
from typing import TYPE_CHECKING

from matcher.domain import Contradiction, Lists, Memory, Project, SheetKind, Stop, VocabularyChanges
from matcher.domain import Progress as OnProgress
from matcher.errors import Cancelled, MatcherError
from matcher.service import collector, logs
from matcher.service.desk import Desk, NothingToDo
from matcher.service.handlers import HANDLERS
from matcher.service.messages import (
    BackgroundRequest,
    Cancel,
    Failed,
    Progress,
    Reply,
    Request,
    Shutdown,
    Stopped,
)
from matcher.service.steps import Steps
from matcher.service.wire import Sender

if TYPE_CHECKING:
    from matcher.pipeline import SentFor

LOG_FILE = "worker.log"
_PROGRESS_SECONDS = 0.1
_IDLE_SECONDS = 0.5
_PATIENCE_SECONDS = 0.05


class Worker:
    """Answers the requests that come through a pipe until it is told to stop or the other end is gone."""

    def __init__(
        self, connection: Connection, steps: Callable[[], Steps], log_folder: Path
    ) -> None:
        self._connection = connection
        self._steps = steps
        self._desk = Desk(lambda: replace(steps(), load=self._load), HANDLERS)
        self._log_folder = log_folder
        self._sender = Sender()
        self._sending = threading.Lock()
        self._waiting: SimpleQueue[Request] = SimpleQueue()
        self._giving_way: deque[Request] = deque()
        self._cancelled_before = 0
        self._answering: int | None = None
        self._breakable = False
        self._last_progress = 0.0

    def serve(self) -> None:
        """Answer until told to stop; call it from the main thread."""
        collector.calm()
        signal.signal(signal.SIGINT, self._break_off)
        threading.Thread(target=self._read, name="reader", daemon=True).start()
        warm = False
        while True:
            try:
                request = self._next(None if warm else _IDLE_SECONDS)
            except Empty:
                warm = True
                threading.Thread(target=self._warm_up, name="warm-up", daemon=True).start()
                continue
            if isinstance(request, Shutdown):
                break
            reply = self._answer(request)
            if reply is not None:
                self._send(reply)
        self._desk.close()

    def _next(self, timeout: float | None) -> Request:
        """The next request; one of the background only while no other waits.

        Raises:
            Empty: None came in time.
        """
        while self._waiting.empty() and self._giving_way:
            request = self._giving_way.popleft()
            if self._waiting.empty():
                return request
            self._giving_way.appendleft(request)
        request = self._waiting.get(timeout=timeout)
        if isinstance(request, BackgroundRequest) and not self._waiting.empty():
            self._giving_way.append(request)
            return self._next(timeout)
        return request

    def _read(self) -> None:
        """Take requests off the pipe; ends the process when the other end is gone."""
        while True:
            try:
                request: Request = self._connection.recv()
            except (EOFError, OSError):
                # Nobody is left to tell. What was acknowledged is on the disk; the rest rolls back.
                os._exit(0)
            if isinstance(request, Cancel):
                self._cancelled_before = request.id
                threading.Thread(target=self._insist, name="insist", daemon=True).start()
            else:
                self._waiting.put(request)

    def _insist(self) -> None:
        """Break off a reading that does not look at its ``stop`` in time."""
        time.sleep(_PATIENCE_SECONDS)
        if self._breakable:
            _thread.interrupt_main()

    def _break_off(self, _number: int, _frame: FrameType | None) -> None:
        """Runs in the main thread, between two of its steps; Ctrl+C in a terminal comes here too."""
        if self._breakable and self._answering is not None and self._is_cancelled(self._answering):
            self._breakable = False
            raise Cancelled

    def _load(
        self,
        paths: Sequence[Path],
        *,
        month: str,
        kinds: Mapping[str, SheetKind],
        known: Lists,
        memory: Memory,
        words: VocabularyChanges,
        sent_for: "SentFor",
        planned: Sequence[Project],
        on_progress: OnProgress,
        stop: Stop,
    ) -> Lists:
        """Load what may be broken off anywhere, since nothing it does outlives it."""
        self._breakable = True
        try:
            return self._steps().load(
                paths,
                month=month,
                kinds=kinds,
                known=known,
                memory=memory,
                words=words,
                sent_for=sent_for,
                planned=planned,
                on_progress=on_progress,
                stop=stop,
            )
        finally:
            self._breakable = False

    def _is_cancelled(self, number: int) -> bool:
        return number < self._cancelled_before

    def _answer(self, request: Request) -> Reply | None:
        """The last reply; ``None`` when the request has given way to another and goes on after it."""
        number = self._answering = request.id
        try:
            if self._is_cancelled(number):
                raise Cancelled
            stop = self._stop_of(request)
            reply = self._desk.handle(request, self._progress_of(number), stop)
        except Cancelled:
            if isinstance(request, BackgroundRequest) and not self._is_cancelled(number):
                self._giving_way.append(request)
                return None
            return Stopped(id=number)
        except MatcherError as error:
            kind = "nothing" if isinstance(error, NothingToDo) else type(error).__name__
            clash = error.clash if isinstance(error, Contradiction) else None
            return Failed(kind, error.what, error.where, error.advice, clash, id=number)
        except MemoryError:
            return Failed("ComputerError", "内存不足", "", "请关闭其他程序后再试", id=number)
        except Exception as error:  # noqa: BLE001 - a worker must not die of a bug; it is logged and told
            return self._bug(error, number)
        finally:
            self._answering = None
        return replace(reply, id=number)

    def _stop_of(self, request: Request) -> Stop:
        """Whether the request is to stop: cancelled, or of the background while another waits."""
        if isinstance(request, BackgroundRequest):
            return lambda: self._is_cancelled(request.id) or not self._waiting.empty()
        return lambda: self._is_cancelled(request.id)

    def _bug(self, error: Exception, number: int) -> Failed:
        path = logs.note(error, self._log_folder, LOG_FILE)
        return Failed(
            "internal",
            f"程序内部出错（{type(error).__name__}），这一步没有完成，已有的数据没有改动",
            str(path or ""),
            "请再试一次；若仍然出错，请把日志文件发给维护人员",
            id=number,
        )

    def _progress_of(self, number: int) -> OnProgress:
        def tell(words: str, done: int, total: int) -> None:
            now = time.monotonic()
            if now - self._last_progress >= _PROGRESS_SECONDS:
                self._last_progress = now
                self._send(Progress(words, done, total, id=number))

        return tell

    def _send(self, reply: Reply) -> None:
        """Also called from the solver's threads."""
        try:
            with self._sending:
                for message in self._sender.messages(reply):
                    self._connection.send_bytes(message)
        except OSError:
            os._exit(0)

    def _warm_up(self) -> None:
        try:
            self._steps().warm_up()
        except Exception as error:  # noqa: BLE001 - the first match will say it where it can be told
            logs.note(error, self._log_folder, LOG_FILE)
