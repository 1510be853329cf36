"""The only file that knows the worker process: send, and hear its replies on the window's thread."""

import threading
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from matcher.service import Reply, Request

_TURN_SECONDS = 0.1


class Link(Protocol):
    """A way to the worker process."""

    def send(self, request: Request) -> int:
        """Send a request without waiting; its number."""

    def receive(self, timeout: float | None = None) -> Reply | None:
        """The next reply; ``None`` when none came in time."""

    def close(self) -> None:
        """End the process; a waiting :meth:`receive` returns ``None``."""


class Worker(QObject):
    """The worker process as seen from the window.

    Signals:
        replied: A reply came; emitted on the window's thread.
    """

    replied = Signal(object)
    _arrived = Signal(object)

    def __init__(self, start: Callable[[], Link], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._start = start
        self._link: Link | None = None
        self._closing = threading.Event()
        self._listener: threading.Thread | None = None
        self._connect()

    def _connect(self) -> None:
        self._arrived.connect(self.replied, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Start the process and listen to it."""
        self._link = self._start()
        self._listener = threading.Thread(
            target=self._listen, args=(self._link,), name="worker-replies", daemon=True
        )
        self._listener.start()

    def send(self, request: Request) -> int:
        """Send a request; its number."""
        if self._link is None:
            self.start()
        assert self._link is not None
        return self._link.send(request)

    def _listen(self, link: Link) -> None:
        """On a thread of its own: hands plain values to the window's thread, touches nothing else."""
        while not self._closing.is_set():
            reply = link.receive(_TURN_SECONDS)
            if reply is not None and not self._closing.is_set():
                self._arrived.emit(reply)

    def close(self) -> None:
        """End the process and the listening; nothing is emitted afterwards."""
        self._closing.set()
        if self._listener is not None:
            self._listener.join(5)
        if self._link is not None:
            self._link.close()
