"""The process in which files are opened: limited, silent, gone when its parent is gone."""

import contextlib
import gc
import os
import signal
import sys
import threading
import warnings
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matcher.errors import FileRefused
from matcher.sheets.limits import Limits

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_MIB = 1 << 20
_TIRED_MB = 600
READY = "ready"
BOOK = "book"
REFUSED = "refused"
MEMORY = "memory"
BROKEN = "broken"


def serve(connection: "Connection[Any, Any]") -> None:
    """Answer one request after the other until the parent hangs up.

    A request is (path, limits); an answer is (word, payload, whether this process had better be replaced).
    """
    _settle()
    _keep_out_numpy()
    # Only here, in the child: the readers cost 0.3 s to import, which the parent never pays.
    from matcher.sheets.opening import open_book  # noqa: PLC0415
    from matcher.sheets.wire import pack  # noqa: PLC0415

    gc.disable()  # trees of cells hold no circles; looking for them costs a third of the time
    connection.send((READY, None, False))
    while True:
        try:
            path, limits = connection.recv()
        except (EOFError, OSError):
            return
        _limit(limits)
        word: str
        payload: object
        try:
            word, payload = BOOK, pack(open_book(Path(path), limits))
        except FileRefused as refusal:
            word, payload = REFUSED, (refusal.what, refusal.where, refusal.advice)
        except MemoryError:
            word, payload = MEMORY, None
        except BaseException as error:  # noqa: BLE001 - calamine panics are BaseException; the parent words it
            word, payload = BROKEN, type(error).__name__
        with contextlib.suppress(OSError):
            connection.send((word, payload, word in {MEMORY, BROKEN} or _is_tired()))
        del payload
        gc.collect()


def _settle() -> None:
    """No output, no keyboard interrupt, no life after the parent's."""
    warnings.simplefilter("ignore")
    with contextlib.suppress(OSError, ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(null, stream)
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _keep_out_numpy() -> None:
    """Keep numpy out: openpyxl imports it only to write its numbers, and its threads cost memory."""
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # None makes the import fail, as documented
    os.environ["OPENPYXL_LXML"] = "False"


def _limit(limits: Limits) -> None:
    """Memory and processor time of this process; on Windows the parent's clock alone must do."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    with contextlib.suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = limits.memory_mb * _MIB
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))
        usage = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(usage.ru_utime + usage.ru_stime + limits.seconds) + 5
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds if hard < 0 else min(seconds, hard), hard))


def _is_tired() -> bool:
    """Whether a large file has left this process large."""
    if sys.platform == "win32":
        return False
    import resource  # noqa: PLC0415 - there is none on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > _TIRED_MB * 1024
